"""Causes of deficiency: what each changes in the body, when it starts, how fast, and in whom."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from corrin.distribution import Distribution, Fixed
from corrin.parameter import Covariates, Parameter
from corrin.physiology.body import ORGANS, Body
from corrin.source import Source
from corrin.units import DAYS_A_YEAR

YEAR = DAYS_A_YEAR

Group = Literal["intake", "stomach", "pancreas", "lumen", "ileum", "plasma", "cell", "kidney",
                "companion", "other"]  # fmt: skip


@dataclass(frozen=True)
class Lesion:
    """One changed number of the body, at full severity: `value * times + plus` (internal unit)."""

    of: Parameter
    times: float = 1.0
    plus: float = 0.0
    source: Source | None = None

    def apply(self, value: Any, severity: Any) -> Any:
        return value * (1.0 + severity * (self.times - 1.0)) + severity * self.plus


@dataclass(frozen=True)
class Prevalence:
    """Probability of the cause in a person: odds at 60 years, by age, sex and company."""

    at_60: float
    source: Source
    per_decade: float = 1.0  # odds ratio for ten years more
    female: float = 1.0  # odds ratio of women against men
    raised_by: Mapping[str, float] = field(default_factory=dict[str, float])  # history id: odds ratio
    ages: tuple[float, float] = (0.0, 120.0)  # never outside these
    sex: str | None = None  # only in this sex

    def of(self, person: Covariates, history: Iterable[str] = ()) -> float:
        """Probability, given who the person is and what is known of the history."""
        if not self.ages[0] <= person.age <= self.ages[1] or self.sex not in (None, person.sex):
            return 0.0
        odds = self.at_60 / (1.0 - self.at_60) * self.per_decade ** ((person.age - 60.0) / 10.0)
        odds *= self.female**0.5 if person.sex == "female" else self.female**-0.5
        for known in set(history):
            odds *= self.raised_by.get(known, 1.0)
        return odds / (1.0 + odds)


@dataclass(frozen=True)
class Cause:
    """A cause, in one declaration."""

    id: str
    name: str
    group: Group
    lesions: tuple[Lesion, ...]
    prevalence: Prevalence
    source: Source
    severity: Distribution = Fixed(1.0)  # noqa: RUF009 - frozen
    severity_from: Mapping[str, Callable[[float], float]] = field(
        default_factory=dict[str, Callable[[float], float]]
    )  # a known fact (cm resected, mg a day) to the severity
    duration: Distribution = Fixed(5.0)  # noqa: RUF009 - years since onset, in those who have it
    tempo: Distribution = Fixed(0.0)  # noqa: RUF009 - years to two thirds of the severity; 0: at once
    recovery: float | None = None  # days to a third once removed; None: it does not go
    stated_by: Mapping[str, float] = field(default_factory=dict[str, float])
    # history id: probability that a person with it has the cause
    recorded: bool = False  # a history would name it: drugs, operations, pregnancy
    tests: tuple[str, ...] = ()  # markers that reveal it
    about: str = ""


@dataclass(frozen=True)
class Affliction:
    """A cause in one person: how severe, from which day, how gradual, until when (days)."""

    cause: Cause
    severity: float = 1.0
    onset: float = 0.0
    tempo: float = 0.0
    until: float = math.inf

    def strength(self, day: float) -> float:
        """Severity reached on a day: none before onset, gradual after it, fading once removed."""
        if day <= self.onset or self.until <= self.onset:
            return 0.0
        grown = self._grown(min(day, self.until))
        if day <= self.until:
            return grown
        pace = self.cause.recovery
        if pace is None:
            return grown
        return grown * math.exp(-(day - self.until) / pace) if pace > 0.0 else 0.0

    def _grown(self, day: float) -> float:
        since = day - self.onset
        if self.tempo <= 0.0:
            return self.severity
        return self.severity * -math.expm1(-since / self.tempo)

    def changing(self, day: float) -> bool:
        """Whether the strength still changes by itself after this day."""
        pace = self.cause.recovery
        fading = day >= self.until and bool(pace) and self._grown(self.until) > 0.0
        growing = self.onset <= day < self.until and self.tempo > 0.0
        return (growing and day - self.onset < 20.0 * self.tempo) or (
            fading and day - self.until < 20.0 * (pace or 0.0)
        )


def afflicted(body: Body, afflictions: Iterable[Affliction], day: float) -> Body:
    """The body on a day, with every lesion at its strength; lesions of one number multiply."""
    changes: dict[str, dict[str, Any]] = {}
    for affliction in afflictions:
        strength = affliction.strength(day)
        if strength == 0.0:
            continue
        for lesion in affliction.cause.lesions:
            organ = ORGANS[lesion.of.organ]
            new = changes.setdefault(organ, {})
            value = new.get(lesion.of.name, getattr(getattr(body, organ), lesion.of.name))
            new[lesion.of.name] = lesion.apply(value, strength)
    if not changes:
        return body
    return body._replace(**{organ: getattr(body, organ).replace(**new) for organ, new in changes.items()})
