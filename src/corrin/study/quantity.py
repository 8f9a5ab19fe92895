"""Quantity: what is known of one person of a trial: a result, a change, a test, a trait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corrin.cause import Cause
from corrin.study.sample import Sample, Want

Array = NDArray[np.float64]


class Quantity(Protocol):
    """One number a person. `label` names it in tables, `day` is when it holds, `wants` what must be lived."""

    @property
    def label(self) -> str: ...
    @property
    def day(self) -> float: ...
    @property
    def wants(self) -> tuple[Want, ...]: ...
    def of(self, sample: Sample) -> Array: ...


@dataclass(frozen=True)
class At:
    """A marker's result on a day, as the laboratory reports it."""

    marker: str
    day: float = 0.0

    @property
    def label(self) -> str:
        return self.marker

    @property
    def wants(self) -> tuple[Want, ...]:
        return (Want(self.marker, self.day),)

    def of(self, sample: Sample) -> Array:
        return sample.result(self.marker, self.day)


@dataclass(frozen=True)
class Change:
    """A marker's result on `day` less that on `since`."""

    marker: str
    day: float
    since: float = 0.0

    @property
    def label(self) -> str:
        return self.marker

    @property
    def wants(self) -> tuple[Want, ...]:
        return (Want(self.marker, self.since), Want(self.marker, self.day))

    def of(self, sample: Sample) -> Array:
        return sample.result(self.marker, self.day) - sample.result(self.marker, self.since)


@dataclass(frozen=True)
class PercentChange(Change):
    """The same as a part of the first result, %."""

    def of(self, sample: Sample) -> Array:
        first = sample.result(self.marker, self.since)
        return 100.0 * (sample.result(self.marker, self.day) / first - 1.0)


@dataclass(frozen=True)
class Score:
    """A number worked out from several markers' results on one day."""

    label: str
    markers: tuple[str, ...]
    work: Callable[
        ..., Array
    ]  # of the results, in the markers' order; then ages, if `by_age`; women, if `by_sex`
    day: float = 0.0
    by_age: bool = False
    by_sex: bool = False

    @property
    def wants(self) -> tuple[Want, ...]:
        return tuple(Want(marker, self.day) for marker in self.markers)

    def of(self, sample: Sample) -> Array:
        results = [sample.result(marker, self.day) for marker in self.markers]
        more = [*([sample.ages] if self.by_age else []), *([sample.women] if self.by_sex else [])]
        return np.asarray(self.work(*results, *more), dtype=float)


@dataclass(frozen=True)
class Combined:
    """A number worked out from other quantities, of any days."""

    label: str
    parts: tuple[Quantity, ...]
    work: Callable[..., Array]

    @property
    def day(self) -> float:
        return max(each.day for each in self.parts)

    @property
    def wants(self) -> tuple[Want, ...]:
        return tuple(want for each in self.parts for want in each.wants)

    def of(self, sample: Sample) -> Array:
        return np.asarray(self.work(*(each.of(sample) for each in self.parts)), dtype=float)


@dataclass(frozen=True)
class Severity:
    """How severe a cause is in each, 0 to 1."""

    cause: Cause
    day: float = 0.0
    wants: tuple[Want, ...] = ()

    @property
    def label(self) -> str:
        return f"severity of {self.cause.id}"

    def of(self, sample: Sample) -> Array:
        return sample.severity(self.cause.id)


@dataclass(frozen=True)
class Age:
    """Age, y."""

    label: str = "age"
    day: float = 0.0
    wants: tuple[Want, ...] = ()

    def of(self, sample: Sample) -> Array:
        return sample.ages


@dataclass(frozen=True)
class Has:
    """1 in those who have a cause on day 0, else 0."""

    cause: Cause
    day: float = 0.0
    wants: tuple[Want, ...] = ()

    @property
    def label(self) -> str:
        return self.cause.id

    def of(self, sample: Sample) -> Array:
        return sample.has(self.cause.id)


@dataclass(frozen=True)
class Injected:
    """1 in those on injections of cobalamin before the study, else 0."""

    label: str = "on injections"
    day: float = 0.0
    wants: tuple[Want, ...] = ()

    def of(self, sample: Sample) -> Array:
        return sample.injected


@dataclass(frozen=True)
class Years:
    """Years for which each has had a cause on day 0; 0 in those without."""

    cause: Cause
    day: float = 0.0
    wants: tuple[Want, ...] = ()

    @property
    def label(self) -> str:
        return f"years of {self.cause.id}"

    def of(self, sample: Sample) -> Array:
        return sample.years(self.cause.id)


@dataclass(frozen=True)
class Read:
    """A true quantity of the body that no laboratory reports (a store, a loss): read from state and body."""

    label: str
    read: Callable[[Any, Any], Any]
    day: float = 0.0

    @property
    def wants(self) -> tuple[Want, ...]:
        return (Want(self.read, self.day),)

    def of(self, sample: Sample) -> Array:
        return sample.true(self.read, self.day)
