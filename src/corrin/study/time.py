"""Time: how long until a marker passes a limit, rises, or is highest, in each person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corrin.study.sample import Sample, Want

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Reached:
    """Days until a marker's true reading, with the person's set point, first passes a limit; infinite if never."""

    marker: str
    limit: float
    most: float  # days looked at
    every: float = 30.4
    below: bool = True
    since: float = 0.0  # the day from which is counted

    @property
    def label(self) -> str:
        return f"days to {self.marker} {'<' if self.below else '>'} {self.limit:g}"

    @property
    def day(self) -> float:
        return self.most

    @property
    def wants(self) -> tuple[Want, ...]:
        return tuple(
            Want(self.marker, float(day)) for day in np.arange(self.since, self.most + 1.0, self.every)
        )

    def of(self, sample: Sample) -> Array:
        days, seen = _courses(self.marker, self.wants, sample)
        passed = seen < self.limit if self.below else seen > self.limit
        return np.where(passed.any(axis=1), days[np.argmax(passed, axis=1)] - self.since, np.inf)


@dataclass(frozen=True)
class Risen:
    """Days until a marker's true reading first passes a multiple of what it was on day 0; infinite if never."""

    marker: str
    factor: float
    most: float  # days looked at
    every: float = 0.5

    @property
    def label(self) -> str:
        return f"days to {self.marker} > {self.factor:g} times"

    @property
    def day(self) -> float:
        return self.most

    @property
    def wants(self) -> tuple[Want, ...]:
        return tuple(Want(self.marker, float(day)) for day in np.arange(0.0, self.most + 0.1, self.every))

    def of(self, sample: Sample) -> Array:
        days, seen = _courses(self.marker, self.wants, sample)
        passed = seen > self.factor * seen[:, :1]
        return np.where(passed.any(axis=1), days[np.argmax(passed, axis=1)], np.inf)


@dataclass(frozen=True)
class Peak(Risen):
    """Day on which a marker's true reading is highest (`factor` has no part in it)."""

    factor: float = 1.0
    most: float = 28.0

    @property
    def label(self) -> str:
        return f"day of most {self.marker}"

    def of(self, sample: Sample) -> Array:
        days, seen = _courses(self.marker, self.wants, sample)
        return days[np.argmax(seen, axis=1)]


def _courses(marker: str, wants: tuple[Want, ...], sample: Sample) -> tuple[Array, Array]:
    """Days, and a marker's true readings with the set point (persons, days)."""
    days = np.array([want.day for want in wants])
    return days, np.stack([sample.steady(marker, float(day)) for day in days], axis=1)
