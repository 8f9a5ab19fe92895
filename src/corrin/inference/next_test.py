"""Tests: what each test not yet done would be expected to settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.draws import uniform
from corrin.inference import filtration
from corrin.inference.decision import Chances, turned
from corrin.inference.posterior import Posterior, deficient
from corrin.inference.refine import resampled
from corrin.inference.spread import LATENT, latent
from corrin.inference.weigh import scatter
from corrin.marker import AnyMarker, Marker
from corrin.physiology.body import typical

Array = NDArray[np.float64]

_ROWS = 300  # possible people kept for the question
_OUTCOMES = 60  # results imagined for each test
_TOP = 6  # causes told apart
LEAST_BITS = 0.02  # below which a test tells nothing
DECIDES = 0.05  # chance of turning the decision from which a test is needed
VISIT = 10.0  # blood counts


class NextTest(NamedTuple):
    """A test, the bits it is expected to give, and the chance that it turns the decision."""

    id: str
    status_bits: float  # about deficiency
    cause_bits: float  # about which of the causes that make deficiency are there
    changes_decision_p: float  # chance that its result makes the decision another one
    cost: float
    wait: float
    preparation: str
    available: bool = True

    @property
    def information_bits(self) -> float:
        """About deficiency and its causes together."""
        return self.status_bits + self.cause_bits

    @property
    def worth(self) -> float:
        """What tests are ranked by: bits, and a bit for each decision turned, by what it takes to have them.

        A visit and a puncture count as ten blood counts, a day of waiting as one.
        """
        return (self.information_bits + self.changes_decision_p) / (VISIT + self.cost + self.wait)

    @property
    def needed(self) -> bool:
        """Whether the decision may well turn on it: below, nothing more is needed to decide."""
        return self.changes_decision_p >= DECIDES and self.information_bits >= LEAST_BITS


@dataclass(frozen=True)
class Belief:
    """What is believed before the test: equally likely rows, their chances of deficiency, kinds of causes, and
    whether one of these does not go."""

    posterior: Posterior
    rows: NDArray[np.int64]
    deficient: Array
    labels: NDArray[np.int64]
    lasting: Array


def next_tests(answer: Posterior, harmful: frozenset[str], seed: int) -> list[NextTest]:
    """Every test not yet done, the best worth first; also those the site does not offer, so that it can be told."""
    rows = resampled(answer.weights, _ROWS, uniform(seed, "next-tests.rows", 0))
    now = Belief(answer, rows, answer.deficient_rows()[rows], _labels(answer, rows, harmful),
               _lasting(answer, rows, harmful))  # fmt: skip
    done = {each.marker.id for each in answer.case.observations} | {each.id for each in answer.case.signs}
    found = [
        asked(now, marker, seed)
        for id, marker in answer.catalogue.markers.items()
        if id not in done and id not in filtration.MARKERS
    ]
    return sorted(found, key=lambda each: -each.worth)


def _lasting(answer: Posterior, rows: NDArray[np.int64], harmful: frozenset[str]) -> Array:
    """(rows,) 1 where a cause that makes deficiency and does not go is present."""
    causes = answer.catalogue.causes
    return answer.has(*(id for id in harmful if causes[id].recovery is None))[rows].astype(float)


def _labels(answer: Posterior, rows: NDArray[np.int64], harmful: frozenset[str]) -> NDArray[np.int64]:
    chances = {id: answer.p_cause(id) for id in sorted(harmful)}
    top = sorted(chances, key=lambda id: -chances[id])[:_TOP]
    sets = np.stack([answer.has(id)[rows] for id in top], axis=1) if top else np.zeros((rows.size, 1))
    return np.unique(sets, axis=0, return_inverse=True)[1].reshape(-1)


def asked(now: Belief, marker: AnyMarker, seed: int) -> NextTest:
    """What one test is expected to tell and to turn."""
    likelihood, p_deficient = (
        _numeric(now, marker, seed) if isinstance(marker, Marker) else _sign(now, marker.id)
    )
    share = likelihood.mean(axis=1)  # chance (density) of each outcome
    weights = likelihood / likelihood.sum(axis=1, keepdims=True)
    outcome = share / share.sum() if not isinstance(marker, Marker) else np.full(share.size, 1.0 / share.size)
    before = float(now.deficient.mean())
    after = (weights * p_deficient).sum(axis=1)
    status = _entropy(before) - float(outcome @ _entropy_of(after))
    causes = _causes(now.labels, np.full((1, now.rows.size), 1.0 / now.rows.size))[0]
    causes -= float(outcome @ _causes(now.labels, weights))
    held = Chances(np.array([before]), np.array([now.lasting.mean()]))
    changes = float(outcome @ turned(held, Chances(after, weights @ now.lasting)))
    return NextTest(marker.id, max(0.0, status), max(0.0, float(causes)), min(1.0, changes), marker.cost,
                    marker.wait, marker.preparation, marker.id not in now.posterior.catalogue.unavailable)  # fmt: skip


def _sign(now: Belief, id: str) -> tuple[Array, Array]:
    chance = now.posterior.particles.signs[now.rows, now.posterior.sign_ids.index(id)]
    return np.array([chance, 1.0 - chance]) + 1e-12, np.array([now.deficient, now.deficient])


def _numeric(now: Belief, marker: Marker, seed: int) -> tuple[Array, Array]:
    """Likelihood (outcomes, rows) of imagined results, and each row's chance of deficiency given them."""
    answer, rows = now.posterior, now.rows
    mean, covariance = _with_latent(now, marker)
    place = list(answer.markers).index(marker.id)
    centre = answer.particles.now[rows, place] + mean[:, -1]
    variance = covariance[:, -1, -1]
    picks = np.linspace(0, rows.size - 1, _OUTCOMES).astype(int)
    steps = special.ndtri(uniform(seed, f"next-tests.{marker.id}", range(_OUTCOMES)))
    results = centre[picks] + np.sqrt(variance[picks]) * steps
    away = results[:, None] - centre[None, :]
    likelihood = np.exp(-0.5 * away**2 / variance) / np.sqrt(variance) + 1e-12
    body = typical(answer.case.covariates)
    pools = latent(answer.particles.states[rows]) + mean[:, :-1]
    gain = covariance[:, :-1, -1] / variance[:, None]
    left = np.diagonal(covariance, axis1=1, axis2=2)[:, :-1] - gain * covariance[:, :-1, -1]
    return likelihood, deficient(pools + gain * away[:, :, None], left, body)


def _with_latent(now: Belief, marker: Marker) -> tuple[Array, Array]:
    answer = now.posterior
    states = answer.particles.states[now.rows]
    wanted = (*LATENT, marker.id)
    loading = answer.spread.at(states, wanted)
    own = np.array([0.0] * len(LATENT) + [marker.set_point_sd() ** 2 + scatter(marker)])
    shared = np.zeros((own.size, len(answer.shown.observations)))
    mean, covariance = answer.shown.of(now.rows).joint(loading, own, shared, answer.use)
    return mean + answer.spread.bent(states, wanted), covariance


def _entropy(p: float) -> float:
    return float(_entropy_of(np.array([p]))[0])


def _entropy_of(p: Array) -> Array:
    safe = np.clip(p, 0.0, 1.0)
    return (special.entr(safe) + special.entr(1.0 - safe)) / np.log(2.0)


def _causes(labels: NDArray[np.int64], weights: Array) -> Array:
    """(outcomes,) entropy in bits of which causes are present."""
    kinds = np.eye(int(labels.max()) + 1)[labels]
    return special.entr(weights @ kinds).sum(axis=1) / np.log(2.0)
