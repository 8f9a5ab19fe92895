"""Posterior: weighted possible people, and what they say together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.draws import uniform
from corrin.inference.case import Case, Catalogue
from corrin.inference.courses import Particles
from corrin.inference.spread import LATENT, Sensitivities, latent
from corrin.inference.weigh import Evidence, evidence, log_evidence, scatter
from corrin.marker import Marker
from corrin.physiology.body import Body, typical
from corrin.physiology.cell import Cell, methylation, mutase
from corrin.physiology.state import State
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]

WORKING = 0.55
DEFINITION = (
    f"methionine synthase or methylmalonyl-CoA mutase works at less than {100 * WORKING:.0f} % of its level with "
    "the cofactor of a healthy body, whatever serum shows"
)
_HALVINGS = 36  # of the range of a mixture, to find a quantile
_HARM = 0.10  # rise in the chance of deficiency that makes a cause worth telling apart
_MOST_ROWS = 5_000
_LOST = 20.0  # log weight below the best at which a row is let go; one result less raises none by half of it


class Band(NamedTuple):
    """Quantiles of a quantity, 5, 50 and 95 %."""

    q05: float
    q50: float
    q95: float


@dataclass(frozen=True)
class Posterior:
    """Particles with weights (summing to 1), and the evidence that gave them."""

    case: Case
    catalogue: Catalogue
    markers: Mapping[str, Marker]
    sign_ids: tuple[str, ...]
    particles: Particles
    spread: Sensitivities
    shown: Evidence
    use: tuple[int, ...]  # observations weighed
    signs: tuple[int, ...]  # signs weighed
    weights: Array

    def without(self, *, observation: int | None = None, sign: int | None = None) -> Posterior:
        """The answer had one result not been known."""
        use = tuple(n for n in self.use if n != observation)
        signs = tuple(n for n in self.signs if n != sign)
        return _weighed(self.case, self.catalogue, self.markers, self.sign_ids, self.particles, self.spread,
                        self.shown, use, signs)  # fmt: skip

    def harmful(self) -> frozenset[str]:
        """Causes that make deficiency likelier before any result: those worth telling apart."""
        before = self.without_results()
        deficient = before.deficient_rows()
        found: set[str] = set()
        for id in self.catalogue.causes:
            has = self.has(id)
            with_it, without = (_mean(deficient[rows], before.weights[rows]) for rows in (has, ~has))
            if with_it - without > _HARM:
                found.add(id)
        return frozenset(found)

    def without_results(self) -> Posterior:
        """What is believed from the history alone."""
        return _weighed(self.case, self.catalogue, self.markers, self.sign_ids, self.particles, self.spread,
                        self.shown, (), ())  # fmt: skip

    def heavy(self) -> Posterior:
        """Without the rows that no single result could bring back, and of the rest the heaviest."""
        log = np.log(np.maximum(self.weights, 1e-300))
        best = np.argsort(-log, kind="stable")[:_MOST_ROWS]
        rows = np.sort(best[log[best] > log.max() - _LOST])
        weights = self.weights[rows] / self.weights[rows].sum()
        return replace(self, particles=self.particles.of(rows), shown=self.shown.of(rows), weights=weights)

    @property
    def effective_sample(self) -> float:
        """People who carry the answer: 1 / sum of squared weights."""
        return float(1.0 / (self.weights**2).sum())

    def has(self, *ids: str) -> NDArray[np.bool_]:
        """(rows,) who has one of these causes, or another in the stage that is called so."""
        own = self.particles.proposed.has
        wanted = np.array([each.cause.id in ids for each in self.case.suspects], dtype=bool)
        found = np.any(own[:, wanted], axis=1)
        for column, suspect in enumerate(self.case.suspects):
            stage = suspect.cause.becomes
            if stage is not None and stage.cause in ids:
                left = self.particles.states[:, State._fields.index(stage.of)]
                found |= own[:, column] & (left < stage.below)
        return found

    def deficient_rows(self) -> Array:
        """(rows,) chance that the cell lacks working cobalamin, the person's own shifts included."""
        mean, variance = self._latent()
        return deficient(mean, variance, typical(self.case.covariates))

    def p_deficient(self) -> float:
        return float(self.weights @ self.deficient_rows())

    def p_cause(self, id: str) -> float:
        """Chance that a cause is present."""
        return float(self.weights @ self.has(id))

    def p_causes(self) -> dict[str, float]:
        """Chance of each cause, of none, and of the look-alikes together; they may coexist."""
        tall = {id: self.p_cause(id) for id in self.catalogue.causes}
        other = self.has(*self.catalogue.look_alikes)
        tall["none"] = float(self.weights @ ~(self.has(*self.catalogue.causes) | other))
        tall["not-in-catalogue"] = float(self.weights @ other)
        return tall

    def p_look_alikes(self) -> dict[str, float]:
        """Chance of each look-alike outside the catalogue, the likeliest first."""
        chances = {id: self.p_cause(id) for id in self.catalogue.look_alikes}
        return dict(sorted(chances.items(), key=lambda pair: -pair[1]))

    def p_untold(self) -> dict[str, float]:
        """Chance of each thing that may be taken without being told, of those that are possible here."""
        possible = {each.cause.id for each in self.case.suspects} & set(self.catalogue.untold)
        return {id: self.p_cause(id) for id in self.catalogue.untold if id in possible}

    def _latent(self) -> tuple[Array, Array]:
        states = self.particles.states
        loading = self.spread.at(states, LATENT)
        none = np.zeros((len(LATENT), len(self.shown.observations)))
        mean, variance = self.shown.conditional(loading, np.zeros(len(LATENT)), none, self.use)
        return mean + latent(states) + self.spread.bent(states, LATENT), variance

    def store(self) -> Band:
        """Cobalamin left in the liver (ug)."""
        mean, variance = self._latent()
        return Band(*np.exp(mixture(mean[:, 0], variance[:, 0], self.weights)) / PMOL_PER_UG)

    def deviates(self, rows: NDArray[np.int64], seed: int) -> Array:
        """(rows, shifts) one possible person for each of these rows, in standard deviations."""
        people = range(rows.size)
        normal = [special.ndtri(uniform(seed, f"forecast.{id}", people)) for id in self.spread.shifts]
        scatter = [special.ndtri(uniform(seed, f"forecast.result.{n}", people))
                   for n in range(len(self.shown.observations))]  # fmt: skip
        strayed = np.array(scatter).T.reshape(rows.size, -1)
        return self.shown.of(rows).deviates(np.array(normal).T, strayed, self.use)

    def predicted(self, names: Sequence[str]) -> dict[str, Band]:
        """What a test not done would show today, result scatter included."""
        if not names:
            return {}
        mean, variance = self._tested(names)
        return {
            name: Band(*np.exp(mixture(mean[:, n], variance[:, n], self.weights)))
            for n, name in enumerate(names)
        }

    def chance_below(self, values: Mapping[str, float]) -> dict[str, float]:
        """Chance that a test not done would show less than its value, or the `store` (ug) be less."""
        names = [name for name in values if name != "store"]
        mean, variance = self._tested(names)
        if "store" in values:
            own, spread = self._latent()
            mean, variance = np.column_stack([mean, own[:, 0]]), np.column_stack([variance, spread[:, 0]])
        at = {name: values[name] for name in names}
        at |= {"store": values["store"] * PMOL_PER_UG} if "store" in values else {}
        z = (np.log(np.maximum(list(at.values()), 1e-9)) - mean) / np.sqrt(variance)
        return dict(zip(at, (self.weights @ special.ndtr(z)).tolist(), strict=True))

    def _tested(self, names: Sequence[str]) -> tuple[Array, Array]:
        """Mean and variance (rows, names) of the logs of tests not done, result scatter included."""
        states, seen = self.particles.states, self.shown.observations
        markers = [self.markers[name] for name in names]
        between = np.array([each.set_point_sd() ** 2 for each in markers])
        same = [[each.id == other.marker.id for other in seen] for each in markers]
        shared = between[:, None] * np.array(same, dtype=float).reshape(len(names), len(seen))
        mean, variance = self.shown.conditional(self.spread.at(states, names), between, shared, self.use)
        place = [list(self.markers).index(name) for name in names]
        mean = mean + self.particles.now[:, place] + self.spread.bent(states, names)
        return mean, variance + np.array([scatter(each) for each in markers])

    def misfit(self) -> float:
        """Weighted squared distance per plain result; about 1 when the model explains them."""
        count = len(self.shown.exact(self.use))
        return float(self.weights @ self.shown.distance(self.use)) / count if count else 0.0


def posterior(case: Case, catalogue: Catalogue, markers: Mapping[str, Marker], sign_ids: tuple[str, ...],
              particles: Particles, spread: Sensitivities) -> Posterior:  # fmt: skip
    """All results weighed."""
    shown = evidence(case, particles, spread)
    use, signs = tuple(range(len(case.observations))), tuple(range(len(case.signs)))
    return _weighed(case, catalogue, markers, sign_ids, particles, spread, shown, use, signs)


def _weighed(
    case: Case, catalogue: Catalogue, markers: Mapping[str, Marker], sign_ids: tuple[str, ...],
    particles: Particles, spread: Sensitivities, shown: Evidence, use: tuple[int, ...], signs: tuple[int, ...],
) -> Posterior:  # fmt: skip
    log = particles.log_prior + log_evidence(case, particles, shown, use, signs, sign_ids)
    weights = np.exp(log - log.max())
    return Posterior(case, catalogue, markers, sign_ids, particles, spread, shown, use, signs,
                     weights / weights.sum())  # fmt: skip


def _mean(values: Array, weights: Array) -> float:
    """Weighted mean; 0 of nobody."""
    total = float(weights.sum())
    return float(weights @ values) / total if total > 0.0 else 0.0


def deficient(mean: Array, variance: Array, body: Body) -> Array:
    """(...) chance that either enzyme works below `WORKING`, from logs (..., `LATENT`) of the hidden pools."""
    chances = [
        special.ndtr((np.log(limit) - mean[..., place]) / np.sqrt(np.maximum(variance[..., place], 1e-10)))
        for place, limit in zip((LATENT.index("methyl"), LATENT.index("adenosyl")), limits(body), strict=True)
    ]
    return np.maximum(*chances)


def limits(body: Body) -> tuple[float, float]:
    """Methyl- and adenosylcobalamin pools (pmol) at which their enzymes work at `WORKING`."""
    cell = body.cell
    return _pool(methylation, cell.normal_methyl, cell), _pool(mutase, cell.normal_adenosyl, cell)


def _pool(enzyme: Callable[[Any, Cell], Any], normal: float, cell: Cell) -> float:
    """Cofactor at which an enzyme works at `WORKING`, by halving: its form is the cell's own affair."""
    low, high = 0.0, float(normal)
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if enzyme(middle, cell) < WORKING else (low, middle)
    return high


def mixture(mean: Array, variance: Array, weights: Array, at: Sequence[float] = (0.05, 0.5, 0.95)) -> Array:
    """Quantiles of a weighted mixture of Gaussians, by halving."""
    heavy = weights > 1e-9
    mean, sd, weights = mean[heavy], np.sqrt(variance[heavy]), weights[heavy] / weights[heavy].sum()
    wanted = np.array(at)
    low = np.full(wanted.size, float((mean - 8.0 * sd).min()))
    high = np.full(wanted.size, float((mean + 8.0 * sd).max()))
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        below = (weights[:, None] * special.ndtr((middle - mean[:, None]) / sd[:, None])).sum(axis=0) < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return 0.5 * (low + high)
