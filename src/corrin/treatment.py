"""Treatments: regimens of doses, and what takes a cause away."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from corrin.source import Source

Form = Literal["cyanocobalamin", "hydroxocobalamin"]
Route = Literal["oral", "oral-with-food", "im"]


@dataclass(frozen=True)
class Dose:
    """One dose: pmol of a form, by a route, on a day."""

    form: Form
    amount: float
    route: Route
    day: float


@dataclass(frozen=True)
class Phase:
    """The same dose at even intervals: `times` doses (infinite: for good)."""

    form: Form
    amount: float  # pmol
    route: Route
    every: float  # days
    times: float = math.inf

    def doses(self, start: float, end: float) -> Iterator[Dose]:
        count = 0
        while count < self.times and start + count * self.every < end:
            yield Dose(self.form, self.amount, self.route, start + count * self.every)
            count += 1


@dataclass(frozen=True)
class Treatment:
    """A prescription: phases of doses one after another, causes removed, the diet changed."""

    id: str
    name: str
    source: Source
    phases: tuple[Phase, ...] = ()
    removes: tuple[str, ...] = ()  # cause ids ended on the first day
    diet: Mapping[str, float] = field(default_factory=dict[str, float])
    # diet numbers (ug/d of `food`, `crystalline`) from the first day
    about: str = ""
    failure: str = ""  # what it would mean, and what to do, if the person did not respond

    def doses(self, start: float, end: float) -> list[Dose]:
        """Every dose from `start` up to `end` (days); a new interval counts from the last dose."""
        given: list[Dose] = []
        for phase in self.phases:
            first = given[-1].day + phase.every if given else start
            given += phase.doses(first, end)
            if phase.times == math.inf:
                break
        return given
