"""Curves: error and throughput along a ladder of tolerances, and throughput read at an error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from contest.scenarios import Array

MARKS = (1e-3, 1e-4)
"""Errors (p99) at which engines are compared."""


class Row(NamedTuple):
    """One engine at one tolerance in one scenario; `spread` is the range of the repeats over their median."""

    engine: str
    scenario: str
    threads: int
    tolerance: float
    error_p50: float
    error_p99: float
    persons_per_second: float
    spread: float
    persons: int  # of the error
    timed: int  # in each timed run


def errors(found: Array, known: Array) -> Array:
    """Each person's worst relative error over outputs and days; infinite where there is no result."""
    with np.errstate(invalid="ignore"):
        worst = np.max(np.abs(found / known - 1.0), axis=(1, 2))
    return np.where(np.isfinite(worst), worst, np.inf)


def at_error(rows: Sequence[Row], error: float) -> float | None:
    """The best throughput at a p99 error, between two neighbours of the ladder; None where it was not reached.

    Logarithms are interpolated along the ladder; nothing is extrapolated.
    """
    ladder = sorted(rows, key=lambda row: row.tolerance)
    found = [
        _between(one, two, error)
        for one, two in zip(ladder[:-1], ladder[1:], strict=True)
        if min(one.error_p99, two.error_p99) <= error <= max(one.error_p99, two.error_p99) < np.inf
    ]
    return max(found, default=None)


def _between(one: Row, two: Row, error: float) -> float:
    low, high = np.log(one.error_p99), np.log(two.error_p99)
    part = 0.0 if low == high else (np.log(error) - low) / (high - low)
    speeds = np.log(one.persons_per_second), np.log(two.persons_per_second)
    return float(np.exp(speeds[0] + part * (speeds[1] - speeds[0])))


def chosen(rows: Sequence[Row], engine: str, scenario: str, threads: int) -> list[Row]:
    """One curve."""
    return [row for row in rows if (row.engine, row.scenario, row.threads) == (engine, scenario, threads)]


def ratio(
    rows: Sequence[Row], engine: str, to: str, scenario: str, threads: int, error: float
) -> float | None:
    """How many times the throughput of another engine, at an equal error; None where either did not reach it."""
    one = at_error(chosen(rows, engine, scenario, threads), error)
    two = at_error(chosen(rows, to, scenario, threads), error)
    return one / two if one is not None and two is not None else None
