"""Scores: uniformity of ranks, coverage, calibration and discrimination, each with what chance alone would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Array = NDArray[np.float64]
BINS = 10
_REDRAWN = 300


class Rank(NamedTuple):
    """A quantity's places in its answers: how many, KS probability raw and after Holm, and what is covered."""

    count: int
    p: float
    corrected: float
    within50: float
    within90: float
    mean: float


class Reliable(NamedTuple):
    """Expected calibration error, what a calibrated answer would show with as many people, and p of the excess."""

    error: float
    by_chance: float
    p: float
    said: float
    so: float


def ranks(places: Mapping[str, Sequence[float]]) -> dict[str, Rank]:
    """Each quantity, in the order given."""
    raw = {id: float(stats.kstest(those, "uniform").pvalue) for id, those in places.items()}
    adjusted = holm(raw)
    return {id: Rank(len(those), raw[id], adjusted[id], _inside(those, 0.5), _inside(those, 0.9), float(np.mean(those)))
            for id, those in places.items()}  # fmt: skip


def holm(p: Mapping[str, float]) -> dict[str, float]:
    """Probabilities corrected for how many there are, step down."""
    found: dict[str, float] = {}
    worst = 0.0
    for n, id in enumerate(sorted(p, key=lambda each: p[each])):
        worst = max(worst, min(1.0, (len(p) - n) * p[id]))
        found[id] = worst
    return found


def off_by_chance(counts: Sequence[int], level: float = 0.9, near: float = 0.02) -> float:
    """How many of so many answered quantities would show a coverage farther than `near` from `level` if every
    interval held just that."""
    every = np.asarray(counts)
    most, least = (np.floor(every * (level + near) + 1e-9), np.ceil(every * (level - near) - 1e-9))
    held = stats.binom.cdf(most, every, level) - stats.binom.cdf(least - 1, every, level)
    return float((1.0 - held).sum())


def _inside(places: Sequence[float], level: float) -> float:
    return float(np.mean(np.abs(np.asarray(places) - 0.5) <= 0.5 * level))


def reliable(said: ArrayLike, so: ArrayLike, seed: int = 0) -> Reliable:
    """Chances said, (people,), beside what was so."""
    p, y = np.asarray(said, dtype=float), np.asarray(so, dtype=float)
    error = calibration_error(p, y)
    draws = np.random.Generator(np.random.Philox(seed))
    chance = np.array([calibration_error(p, draws.random(p.size) < p) for _ in range(_REDRAWN)])
    return Reliable(
        error, float(chance.mean()), float(np.mean(chance >= error)), float(p.mean()), float(y.mean())
    )


def calibration_error(p: Array, y: Array) -> float:
    """Mean gap between chance and frequency, over bins of equal width, weighted by people."""
    return float(sum(count * abs(said - so) for count, said, so in diagram(p, y)) / p.size)


def diagram(p: Array, y: Array) -> list[tuple[int, float, float]]:
    """Of each bin that holds anybody: how many, mean chance said, frequency."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return [(int((bins == n).sum()), float(p[bins == n].mean()), float(np.mean(y[bins == n])))
            for n in np.unique(bins)]  # fmt: skip


def auc(score: ArrayLike, so: ArrayLike) -> float:
    """Chance that one in whom it is so scores above one in whom it is not; ties count half. NaN of one kind alone."""
    values, y = np.asarray(score, dtype=float), np.asarray(so, dtype=bool)
    if not y.any() or y.all():
        return float("nan")
    order = stats.rankdata(values)
    ill = int(y.sum())
    return float((order[y].sum() - ill * (ill + 1) / 2.0) / (ill * (y.size - ill)))


def difference(ours: ArrayLike, theirs: ArrayLike, so: ArrayLike, seed: int = 0) -> tuple[float, float]:
    """5 and 95 % of the difference of two AUCs on the same people, redrawn."""
    a, b, y = (np.asarray(each, dtype=float) for each in (ours, theirs, so))
    draws = np.random.Generator(np.random.Philox(seed))
    found = []
    for _ in range(_REDRAWN):
        rows = draws.integers(0, y.size, y.size)
        if 0.0 < y[rows].mean() < 1.0:
            found.append(auc(a[rows], y[rows]) - auc(b[rows], y[rows]))
    low, high = np.quantile(found, (0.05, 0.95)) if found else (np.nan, np.nan)
    return float(low), float(high)
