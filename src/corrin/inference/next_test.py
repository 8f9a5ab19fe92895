"""Tests: what each test not yet done would be expected to settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.draws import uniform
from corrin.inference import filtration
from corrin.inference.posterior import Posterior, deficient
from corrin.inference.refine import resampled
from corrin.inference.spread import LATENT, latent
from corrin.inference.weigh import scatter
from corrin.marker import AnyMarker, Marker
from corrin.physiology.body import typical
from corrin.physiology.state import State

Array = NDArray[np.float64]

_ROWS = 300  # possible people kept for the question
_OUTCOMES = 60  # results imagined for each test
_TOP = 6  # causes told apart
_ADENOSYL = State._fields.index("adenosyl")


class NextTest(NamedTuple):
    """A test, the bits it is expected to give, and the chance that it turns the decision to treat."""

    id: str
    information_bits: float
    changes_decision_p: float
    cost: float
    wait: float
    preparation: str


@dataclass(frozen=True)
class _Now:
    """What is believed before the test: equally likely rows, chances of deficiency and kinds of causes."""

    posterior: Posterior
    rows: NDArray[np.int64]
    deficient: Array
    labels: NDArray[np.int64]


def next_tests(answer: Posterior, harmful: frozenset[str], seed: int) -> list[NextTest]:
    """Every test not yet done, most informative first: about deficiency, and about the `harmful` causes."""
    rows = resampled(answer.weights, _ROWS, uniform(seed, "next-tests.rows", 0))
    now = _Now(answer, rows, answer.deficient_rows()[rows], _labels(answer, rows, harmful))
    done = {each.marker.id for each in answer.case.observations} | {each.id for each in answer.case.signs}
    found = [
        _asked(now, marker, seed)
        for id, marker in answer.catalogue.markers.items()
        if id not in done and id not in filtration.MARKERS
    ]
    return sorted(found, key=lambda each: -each.information_bits)


def _labels(answer: Posterior, rows: NDArray[np.int64], harmful: frozenset[str]) -> NDArray[np.int64]:
    chances = {id: answer.p_cause(id) for id in sorted(harmful)}
    top = sorted(chances, key=lambda id: -chances[id])[:_TOP]
    sets = np.stack([answer.has(id)[rows] for id in top], axis=1) if top else np.zeros((rows.size, 1))
    return np.unique(sets, axis=0, return_inverse=True)[1].reshape(-1)


def _asked(now: _Now, marker: AnyMarker, seed: int) -> NextTest:
    likelihood, p_deficient = (
        _numeric(now, marker, seed) if isinstance(marker, Marker) else _sign(now, marker.id)
    )
    share = likelihood.mean(axis=1)  # chance (density) of each outcome
    weights = likelihood / likelihood.sum(axis=1, keepdims=True)
    outcome = share / share.sum() if not isinstance(marker, Marker) else np.full(share.size, 1.0 / share.size)
    before = float(now.deficient.mean())
    after = (weights * p_deficient).sum(axis=1)
    bits = _entropy(before) - float(outcome @ _entropy_of(after))
    bits += _causes(now.labels, np.full((1, now.rows.size), 1.0 / now.rows.size))[0]
    bits -= float(outcome @ _causes(now.labels, weights))
    turned = float(outcome @ ((after >= 0.5) != (before >= 0.5)))
    return NextTest(marker.id, max(0.0, bits), turned, marker.cost, marker.wait, marker.preparation)


def _sign(now: _Now, id: str) -> tuple[Array, Array]:
    chance = now.posterior.particles.signs[now.rows, now.posterior.sign_ids.index(id)]
    return np.array([chance, 1.0 - chance]) + 1e-12, np.array([now.deficient, now.deficient])


def _numeric(now: _Now, marker: Marker, seed: int) -> tuple[Array, Array]:
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


def _with_latent(now: _Now, marker: Marker) -> tuple[Array, Array]:
    answer = now.posterior
    adenosyl = answer.particles.states[now.rows, _ADENOSYL]
    wanted = (*LATENT, marker.id)
    loading = answer.spread.at(adenosyl, wanted)
    own = np.array([0.0] * len(LATENT) + [marker.set_point_sd() ** 2 + scatter(marker)])
    shared = np.zeros((own.size, len(answer.shown.observations)))
    mean, covariance = answer.shown.of(now.rows).joint(loading, own, shared, answer.use)
    return mean + answer.spread.bent(adenosyl, wanted), covariance


def _entropy(p: float) -> float:
    return float(_entropy_of(np.array([p]))[0])


def _entropy_of(p: Array) -> Array:
    safe = np.clip(p, 0.0, 1.0)
    return (special.entr(safe) + special.entr(1.0 - safe)) / np.log(2.0)


def _causes(labels: NDArray[np.int64], weights: Array) -> Array:
    """(outcomes,) entropy in bits of which causes are present."""
    kinds = np.eye(int(labels.max()) + 1)[labels]
    return special.entr(weights @ kinds).sum(axis=1) / np.log(2.0)
