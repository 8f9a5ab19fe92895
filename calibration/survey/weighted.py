"""Estimates from people who stand for different numbers of others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def quantiles(values: Array, weights: Array, *, at: Sequence[float]) -> Array:
    """Weighted quantiles: each person sits at the middle of their weight, with straight lines between.

    With equal weights this is Hazen's rule. People of one value keep their order, so that order matters
    a little at the ends of a tie. A weight of zero is nobody.
    """
    somebody = weights > 0.0
    values, weights = values[somebody], weights[somebody]
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weights[order])
    return np.interp(at, (upto - weights[order] / 2.0) / upto[-1], values[order])


def share(yes: NDArray[np.bool_], weights: Array) -> float:
    """The weighted part of people for whom it holds, 0 to 1."""
    return float(weights[yes].sum() / weights.sum())


def geometric_mean(values: Array, weights: Array) -> float:
    return float(np.exp(np.average(np.log(values), weights=weights)))


def spearman(one: Array, other: Array, *, weights: Array) -> float:
    """The weighted correlation of weighted ranks; ties share the middle of their ranks."""
    return _pearson(_ranks(one, weights), _ranks(other, weights), weights=weights)


def _ranks(values: Array, weights: Array) -> Array:
    _, which = np.unique(values, return_inverse=True)
    held = np.bincount(which, weights)
    return (np.cumsum(held) - held / 2.0)[which]


def _pearson(one: Array, other: Array, *, weights: Array) -> float:
    one, other = (each - np.average(each, weights=weights) for each in (one, other))
    spread = np.sqrt((weights * one**2).sum() * (weights * other**2).sum())
    return float((weights * one * other).sum() / spread)
