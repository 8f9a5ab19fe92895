"""Rules: what a record is told apart by before any probability - alarms, limits, and results that are spoilt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from corrin.person import Condition, Drug, Person, Result, When
from corrin.source import Source


class Record(NamedTuple):
    """A person as of `now`, with the filtration that was measured (mL/min/1.73 m2), if any."""

    person: Person
    now: date
    egfr: float | None = None

    def condition(self, *ids: str) -> Condition | None:
        """A condition of these ids that is not over."""
        return next(
            (each for each in self.person.conditions if each.id in ids and not self._over(each.until)), None
        )

    def drugs(self, *ids: str) -> tuple[Drug, ...]:
        """Drugs of these ids, taken now or before."""
        return tuple(each for each in self.person.drugs if each.id in ids)

    def latest(self, test: str) -> Result | None:
        """The latest result of a test that has a number; one without a date counts as the latest."""
        found = [each for each in self.person.results if each.test == test and each.value is not None]
        return max(found, key=lambda each: each.date.last if each.date else date.max, default=None)

    def below(self, test: str, limit: float) -> bool:
        """Whether the latest result is known to be under a limit."""
        seen = self.latest(test)
        return bool(seen and seen.value and seen.censor != ">" and
                    (seen.value <= limit if seen.censor else seen.value < limit))  # fmt: skip

    def above(self, test: str, limit: float) -> bool:
        """Whether the latest result is known to be over a limit."""
        seen = self.latest(test)
        return bool(seen and seen.value and seen.censor != "<" and
                    (seen.value >= limit if seen.censor else seen.value > limit))  # fmt: skip

    def days_since(self, when: When) -> int:
        """Days from the last day it could be to now; negative when that is still to come."""
        return self.now.toordinal() - when.last.toordinal()

    def _over(self, until: When | None) -> bool:
        return until is not None and self.days_since(until) > 0


class Alarm(NamedTuple):
    """A state that calls for acting whatever the probabilities, and what to do."""

    id: str
    name: str
    act: str
    source: Source
    applies: Callable[[Record], bool]


class Limit(NamedTuple):
    """A kind of person for whom the answer means less; `says` is the warning, None for others."""

    id: str
    says: Callable[[Record], str | None]


class Spoiler(NamedTuple):
    """What makes a result unfit to be weighed; `says` is the reason, None where it is fit."""

    id: str
    says: Callable[[Record, Result], str | None]


class Rules(NamedTuple):
    """All of them, in the order in which they are told."""

    alarms: tuple[Alarm, ...] = ()
    limits: tuple[Limit, ...] = ()
    spoilers: tuple[Spoiler, ...] = ()
    longest: Mapping[str, float] = MappingProxyType(
        {}
    )  # days that a condition without an end can have lasted
