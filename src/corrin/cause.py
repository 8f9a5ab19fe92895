"""Causes of deficiency: what each changes in the body, when it starts, how fast, and in whom."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from corrin.distribution import Distribution, Fixed
from corrin.parameter import Covariates, Parameter
from corrin.physiology.body import ORGANS, Body
from corrin.setting import Setting
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

    def stronger(self, factor: float) -> Lesion:
        """The lesion with its effect times a factor: on the log of `times`, and on `plus`."""
        return self if factor == 1.0 else replace(self, times=self.times**factor, plus=self.plus * factor)


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
    level_from: float = 120.0  # age from which the odds rise no more

    def of(self, person: Covariates, history: Iterable[str] = ()) -> Any:
        """Probability, given who the person is (or the persons are) and what is known of the history."""
        odds = self.odds(person)
        for known in set(history):
            odds = odds * self.raised_by.get(known, 1.0)
        return odds / (1.0 + odds)

    def odds(self, person: Covariates) -> Any:
        """Odds by age and sex alone."""
        women = person.sex == "female"
        decades = (np.minimum(person.age, self.level_from) - 60.0) / 10.0
        odds = self.at_60 / (1.0 - self.at_60) * self.per_decade**decades
        odds = odds * self.female ** (women - 0.5)
        able = (self.ages[0] <= person.age) & (person.age <= self.ages[1])
        if self.sex is not None:
            able = able & (person.sex == self.sex)
        return odds * able


@dataclass(frozen=True)
class Stage:
    """What a cause is called once a place of the body holds less than a limit: one disease, two names."""

    cause: str  # id of the cause that it is called then
    of: str  # name of a state, a part of normal
    below: float
    source: Source


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
    becomes: Stage | None = None  # beside its own name

    declared: Cause | None = None  # what it was before a setting

    def under(self, setting: Setting) -> Cause:
        """The declared cause with each lesion as strong, and the cause as common, as the setting says."""
        own = self.declared or self
        lesions = tuple(each.stronger(setting.of(f"{own.id}/{each.of.id}")) for each in own.lesions)
        common = replace(own.prevalence, at_60=own.prevalence.at_60 * setting.of(f"{own.id}/prevalence"))
        return replace(own, lesions=lesions, prevalence=common, declared=own)


@dataclass(frozen=True)
class Affliction:
    """A cause in one person: how severe, from which day, how gradual, until when (days).

    Each number may also be an array with one value a person.
    """

    cause: Cause
    severity: Any = 1.0
    onset: Any = 0.0
    tempo: Any = 0.0
    until: Any = math.inf

    def strength(self, day: Any) -> Any:
        """Severity reached on a day (or days): none before onset, gradual after, fading once removed."""
        grown = self._grown(np.minimum(day, self.until))
        pace = self.cause.recovery
        if pace is not None:
            since = np.maximum(np.subtract(day, self.until), 0.0)
            grown = grown * (np.exp(-since / pace) if pace > 0.0 else since <= 0.0)
        absent = np.less_equal(day, self.onset) | np.less_equal(self.until, self.onset)
        found = np.where(absent, 0.0, grown)
        return found if found.ndim else float(found)

    def _grown(self, day: Any) -> Any:
        since = np.maximum(np.subtract(day, self.onset), 0.0)
        gradual = np.greater(self.tempo, 0.0)
        share = -np.expm1(-since / np.where(gradual, self.tempo, 1.0))
        return self.severity * np.where(gradual, share, 1.0)


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
