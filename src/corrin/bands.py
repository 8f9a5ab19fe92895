"""Bands: quantiles of many people's courses, exact while they fit in memory and close to it beyond."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Counts = NDArray[np.int64]

_KEPT = 8_000_000  # values kept as they are (64 MB)
_BITS = 9  # of a value's fraction that name its bin: bins 0.1-0.2 % wide
_SHIFT = 52 - _BITS
_NOTHING = 1e-12  # in the unit of what is counted
_LEAST = int(np.float64(_NOTHING).view(np.int64)) >> _SHIFT
CLOSE = 2.0 ** -(_BITS + 1)  # largest relative error of a quantile read from bins


class Bands:
    """Courses added a chunk of people at a time, by name (persons, days).

    The order of the chunks does not matter, nor how people are divided into them.
    """

    def __init__(self) -> None:
        self.persons = 0
        self._kept: dict[str, list[Array]] = {}
        self._size = 0  # of what is kept
        self._bins: dict[str, _Bins] = {}

    @property
    def exact(self) -> bool:
        return not self._bins

    def add(self, courses: Mapping[str, Array]) -> None:
        """Add people; those whose courses are not numbers are to be left out before."""
        for name, values in courses.items():
            self._kept.setdefault(name, []).append(values)
            self._size += values.size
        self.persons += next(iter(courses.values())).shape[0]
        if self._size > _KEPT:
            self._count()

    def _count(self) -> None:
        """Put what is kept into bins."""
        for name, parts in self._kept.items():
            self._bins.setdefault(name, _Bins()).add(np.concatenate(parts))
        self._kept, self._size = {}, 0

    def quantiles(self, at: tuple[float, ...]) -> dict[str, Array]:
        """Quantiles (quantiles, days) of each name."""
        if self._bins:
            self._count()
            return {name: each.quantiles(at) for name, each in self._bins.items()}
        return {name: np.quantile(np.concatenate(parts), at, axis=0) for name, parts in self._kept.items()}


class _Bins:
    """Counts by day in bins of equal relative width: the leading bits of a value are its bin."""

    def __init__(self) -> None:
        self._days: list[tuple[int, Counts]] = []  # of each day its first bin, and counts from there on

    def add(self, values: Array) -> None:
        bins = _bin(values)
        if not self._days:
            self._days = [(int(first), np.zeros(1, dtype=np.int64)) for first in bins[0]]
        self._days = [_counted(*day, bins[:, n]) for n, day in enumerate(self._days)]

    def quantiles(self, at: tuple[float, ...]) -> Array:
        """Quantiles (quantiles, days), straight between one person and the next."""
        found = np.empty((len(at), len(self._days)))
        for n, (first, counts) in enumerate(self._days):
            reached = np.cumsum(counts)
            ranks = np.asarray(at) * (reached[-1] - 1)
            below, above = (
                _middle(first + np.searchsorted(reached, each, side="right"))
                for each in (np.floor(ranks), np.ceil(ranks))
            )
            found[:, n] = below + (ranks - np.floor(ranks)) * (above - below)
        return found


def _counted(first: int, counts: Counts, bins: Counts) -> tuple[int, Counts]:
    """Counts with more people in them, the range of bins grown as needed."""
    low, high = int(bins.min()), int(bins.max())
    before, after = max(0, first - low), max(0, high - (first + counts.size - 1))
    if before or after:
        first, counts = first - before, np.pad(counts, (before, after))
    return first, counts + np.bincount(bins - first, minlength=counts.size)


def _bin(values: Array) -> Counts:
    """Sign and leading bits, in the order of the values; 0 for all that is smaller than `_NOTHING`."""
    whole = np.ascontiguousarray(values).view(np.int64)
    magnitude = np.maximum(((whole & np.int64(0x7FFF_FFFF_FFFF_FFFF)) >> _SHIFT) - _LEAST, 0)
    return np.where(whole < 0, -magnitude, magnitude)


def _middle(bins: Counts) -> Array:
    """The middle of a bin."""
    whole = ((np.abs(bins) + _LEAST) << _SHIFT) | np.int64(1 << (_SHIFT - 1))
    return np.sign(bins) * whole.view(np.float64)
