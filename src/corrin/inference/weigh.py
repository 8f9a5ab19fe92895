"""Weigh: how well each possible person explains the results, set points integrated out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.distribution import log_sd
from corrin.inference.case import Case, Observation
from corrin.inference.courses import Particles
from corrin.inference.spread import Sensitivities
from corrin.marker import Deception, Marker

Array = NDArray[np.float64]

_MODEL = 0.10  # log sd by which the model itself may miss a reading (assumed, to be calibrated)
_GROSS_ERROR = 0.004  # chance that a result is plainly wrong: mixed up, spoilt, mistyped (assumed)
_WIDE = np.log(100.0)  # range, in logs, over which a wrong result may fall (assumed)
_LOG_TWO_PI = float(np.log(2.0 * np.pi))


@dataclass(frozen=True)
class Evidence:
    """Observations against particles: residuals and the loadings that make them covary.

    `residual` is log(observed / what such people show on average), (rows, observations); `loading` (rows,
    observations, shifts) is how what is not known of the body shifts each log reading.
    """

    observations: tuple[Observation, ...]
    residual: Array
    loading: Array
    shared: Array  # variance of set points that no parameter carries, (observations, observations)
    noise: Array  # variance of within-person and assay scatter, (observations,)

    @cached_property
    def _whole(self) -> Array:
        """(rows, plain observations, the same) inverse covariance of all plain observations."""
        exact = self.exact(range(len(self.observations)))
        part = self.loading[:, exact]
        return np.asarray(np.linalg.inv(part @ part.transpose(0, 2, 1) + self.own(exact)), dtype=float)

    def own(self, use: Sequence[int]) -> Array:
        """(used, used) covariance of what no number of the body carries: set points and scatter."""
        return self.shared[np.ix_(use, use)] + np.diag(self.noise[use])

    def precision(self, exact: Sequence[int]) -> Array:
        """(rows, used, used) inverse covariance of some plain observations, from that of all."""
        every = self.exact(range(len(self.observations)))
        whole = self._whole
        for place in [n for n, each in enumerate(every) if each not in exact]:
            pulled = whole[:, :, place]
            whole = whole - pulled[:, :, None] * (pulled / pulled[:, [place]])[:, None, :]
        kept = [every.index(n) for n in exact]
        return whole if len(kept) == len(every) else whole[:, kept][:, :, kept]

    def of(self, rows: NDArray[np.int64]) -> Evidence:
        """The same evidence against some of the rows, in this order, repeats allowed."""
        return replace(self, residual=self.residual[rows], loading=self.loading[rows])

    def exact(self, use: Sequence[int]) -> list[int]:
        """Of these observations, those with a plain value."""
        return [n for n in use if not self.observations[n].censor]

    def log_likelihoods(self, use: Sequence[int]) -> tuple[Array, Array]:
        """(rows,) log density of these observations' logs, limits by their chance; and without each.

        The second is (rows, plain observations): the same with each plain one left out in turn.
        """
        exact = self.exact(use)
        limits = sum((self._limit(place, exact) for place in use if self.observations[place].censor),
                     np.zeros(self.residual.shape[0]))  # fmt: skip
        if not exact:
            return limits, np.empty((limits.size, 0))
        precision = self.precision(exact)
        pulled = np.einsum("rij,rj->ri", precision, self.residual[:, exact])
        square = (pulled * self.residual[:, exact]).sum(axis=1)
        whole = 0.5 * (np.linalg.slogdet(precision)[1] - square - len(exact) * _LOG_TWO_PI) + limits
        own = np.diagonal(precision, axis1=1, axis2=2)
        given_others = 0.5 * (np.log(own) - pulled**2 / own - _LOG_TWO_PI)
        return whole, whole[:, None] - given_others

    def _limit(self, place: int, exact: Sequence[int]) -> Array:
        own = self.loading[:, [place]]
        spread = self.shared[place, place] + self.noise[place]
        mean, variance = self.conditional(own, np.array([spread]), self.shared[[place]], exact)
        z = (self.residual[:, place] - mean[:, 0]) / np.sqrt(variance[:, 0])
        return special.log_ndtr(z if self.observations[place].censor == "<" else -z)

    def distance(self, use: Sequence[int]) -> Array:
        """(rows,) squared Mahalanobis distance of the plain values; about their number when all fits."""
        exact = self.exact(use)
        if not exact:
            return np.zeros(self.residual.shape[0])
        away = self.residual[:, exact]
        return np.einsum("ri,rij,rj->r", away, self.precision(exact), away)

    def deviates(self, normal: Array, scatter: Array, use: Sequence[int]) -> Array:
        """(rows, shifts) standard deviations of a possible person's shifts, one person a row.

        A person is drawn before any result, results and all, and then moved by what the results
        differ from those observed. `normal` (rows, shifts) and `scatter` (rows, observations)
        are standard normal.
        """
        exact = self.exact(use)
        if not exact:
            return normal
        loading = self.loading[:, exact]
        strayed = scatter[:, exact] @ np.linalg.cholesky(self.own(exact)).T
        away = self.residual[:, exact] - np.einsum("rij,rj->ri", loading, normal) - strayed
        return normal + np.einsum("rij,rik,rk->rj", loading, self.precision(exact), away, optimize=True)

    def gain(self, deviates: Array, away: Array, use: Sequence[int]) -> Array:
        """(rows,) log likelihood of each row's person as lived, less that along the straight line.

        `deviates` (rows, shifts) are that person's, in standard deviations, `away`
        (rows, observations) log(observed / lived).
        """
        exact = self.exact(use)
        if not exact:
            return np.zeros(self.residual.shape[0])
        inner = np.linalg.inv(self.own(exact))
        line = self.residual[:, exact] - np.einsum("rij,rj->ri", self.loading[:, exact], deviates)
        found = away[:, exact]
        return 0.5 * (((line @ inner) * line).sum(axis=1) - ((found @ inner) * found).sum(axis=1))

    def conditional(
        self, loading: Array, own: Array, shared: Array, use: Sequence[int]
    ) -> tuple[Array, Array]:
        """Mean and variance (rows, outputs) of other log readings' shifts, given these observations.

        `loading` (rows, outputs, shifts), `own` variance of each output beyond it, `shared`
        (outputs, observations) the set-point variance that outputs share with observations.
        """
        mean, pull, cross = self._pulled(loading, shared, use)
        variance = (loading**2).sum(axis=2) + own - (pull * cross).sum(axis=2)
        return mean, np.maximum(variance, 1e-8)

    def joint(self, loading: Array, own: Array, shared: Array, use: Sequence[int]) -> tuple[Array, Array]:
        """As `conditional`, with the whole covariance (rows, outputs, outputs)."""
        mean, pull, cross = self._pulled(loading, shared, use)
        return mean, loading @ loading.transpose(0, 2, 1) + np.diag(own) - pull @ cross.transpose(0, 2, 1)

    def _pulled(self, loading: Array, shared: Array, use: Sequence[int]) -> tuple[Array, Array, Array]:
        """Mean (rows, outputs); and how outputs follow plain observations, and covary with them (rows, outputs,
        observations)."""
        exact = self.exact(use)
        cross = loading @ self.loading[:, exact].transpose(0, 2, 1) + shared[:, exact]
        pull = cross @ self.precision(exact)
        return np.einsum("rij,rj->ri", pull, self.residual[:, exact]), pull, cross


def evidence(case: Case, particles: Particles, spread: Sensitivities) -> Evidence:
    """The case's observations against these particles."""
    seen = case.observations
    names = tuple(each.marker.id for each in seen)
    values = np.log(np.array([each.value for each in seen], dtype=float))
    same = np.array([[a == b for b in names] for a in names], dtype=float).reshape(len(names), len(names))
    between = np.array([each.marker.set_point_sd() ** 2 for each in seen], dtype=float)
    noise = np.array([scatter(each.marker) for each in seen], dtype=float)
    loading, bend = spread.at(particles.states, names), spread.bent(particles.states, names)
    return Evidence(seen, values - particles.readings - bend, loading, same * between[:, None], noise)


def scatter(marker: Marker) -> float:
    """Variance of one log result about what the model gives for the person: body, assay and model."""
    return log_sd(marker.noise.within) ** 2 + log_sd(marker.noise.assay) ** 2 + _MODEL**2 * _share(marker)


def _share(marker: Marker) -> float:
    """Readings that hardly differ between people are held by the model as tightly as by nature."""
    return min(1.0, (marker.noise.within / 0.10) ** 2)


def log_evidence(
    case: Case, particles: Particles, shown: Evidence, use: Sequence[int], signs: Sequence[int],
    sign_ids: Sequence[str],
) -> Array:  # fmt: skip
    """(rows,) log likelihood of chosen observations and signs, allowing for a deceived assay and gross error."""
    whole, without = shown.log_likelihoods(use)
    exact = shown.exact(use)
    wrong = np.log(_GROSS_ERROR / _WIDE) + without
    total = np.logaddexp.reduce(np.column_stack([whole, wrong]), axis=1)
    for column, place in enumerate(exact):
        total = _undeceived(case, particles, shown.observations[place], total, without[:, column])
    for place in signs:
        seen = case.signs[place]
        chance = np.clip(particles.signs[:, sign_ids.index(seen.id)], 1e-4, 1.0 - 1e-4)
        total += np.log(chance if seen.positive else 1.0 - chance)
    return total


def log_likelihood(case: Case, particles: Particles, spread: Sensitivities, sign_ids: Sequence[str]) -> Array:
    """(rows,) log likelihood of all that the case was seen with."""
    use, signs = range(len(case.observations)), range(len(case.signs))
    return log_evidence(case, particles, evidence(case, particles, spread), use, signs, sign_ids)


def _undeceived(case: Case, particles: Particles, seen: Observation, total: Array, without: Array) -> Array:
    """Likelihood when an antibody may make the assay read anywhere in its normal range."""
    low, high = seen.marker.limits.of(case.covariates)
    deceit = seen.marker.deceived
    if deceit is None or not deceit.of(seen.platform) or not low or not high:
        return total
    chance = deceit.part * antibody(case, particles, deceit)
    anywhere = np.log(seen.value / (high - low)) if low <= seen.value <= high else -50.0
    with np.errstate(divide="ignore"):
        return np.logaddexp(np.log1p(-chance) + total, np.log(chance) + without + anywhere)


def antibody(case: Case, particles: Particles, deceit: Deception) -> Array:
    """(rows,) chance that a person holds the antibody: whoever tests negative does not."""
    has = particles.proposed.has
    held = deceit.held({each.cause.id: has[:, n].astype(float) for n, each in enumerate(case.suspects)})
    background = deceit.antibody.background
    known = {sign.id: sign.positive for sign in case.signs}.get(deceit.antibody.id)
    return {None: held, False: 0.0 * held, True: held / (1.0 - (1.0 - held) * (1.0 - background))}[known]
