"""How sure an estimate is: the survey drawn again, cluster by cluster within each stratum."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from survey.weighted import Array

Estimator = Callable[[Array], Array]  # from weights to one value or several
INTERVAL = (2.5, 97.5)


class Estimate(NamedTuple):
    """Values with their standard errors and 95 % intervals; all (values,), NaN without resamples."""

    value: Array
    se: Array
    low: Array
    high: Array


def estimate(estimator: Estimator, weights: Array, *, factors: Array) -> Estimate:
    """The estimate, and how it varies when each row of `factors` (resamples, people) scales the weights."""
    value = np.atleast_1d(estimator(weights))
    if not len(factors):
        unknown = np.full(len(value), np.nan)
        return Estimate(value, unknown, unknown, unknown)
    again = np.array([np.atleast_1d(estimator(weights * each)) for each in factors])
    low, high = np.percentile(again, INTERVAL, axis=0)
    return Estimate(value, again.std(axis=0, ddof=1), low, high)


def clusters(
    strata: NDArray[np.int_], psus: NDArray[np.int_], *, resamples: int, seed: int
) -> NDArray[np.float64]:
    """Factors on weights, (resamples, people): Rao and Wu's bootstrap.

    From a stratum of n clusters n - 1 are drawn with replacement and count n / (n - 1) each time: drawing n
    would make a standard error too small, by sqrt(2) where there are two clusters, as there mostly are.
    """
    rng = np.random.default_rng(seed)
    factors = np.ones((resamples, len(strata)))
    for stratum in np.unique(strata):
        here = np.flatnonzero(strata == stratum)
        _, which = np.unique(psus[here], return_inverse=True)
        n = int(which.max()) + 1
        if n < 2:
            raise ValueError(f"stratum {stratum}: has {n} cluster; a spread needs two, so join it to another")
        drawn = rng.multinomial(n - 1, np.full(n, 1.0 / n), size=resamples)
        factors[:, here] = drawn[:, which] * (n / (n - 1.0))
    return factors


def persons(people: int, *, resamples: int, seed: int) -> NDArray[np.float64]:
    """Factors for a sample without a design, (resamples, people): people drawn with replacement."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(people, np.full(people, 1.0 / people), size=resamples).astype(float)
