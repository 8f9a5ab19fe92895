"""Declare: what a population is made of, each share with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from scipy import special

from corrin.cause import Lesion, Prevalence
from corrin.distribution import Choice, Distribution, Fixed, LogNormal
from corrin.parameter import Covariates
from corrin.source import Source

Taken = Literal["pill", "food", "injection"]


@dataclass(frozen=True)
class Trait:
    """What some people are born with: a share of each ethnicity, and the numbers it changes for life."""

    id: str
    name: str
    lesions: tuple[Lesion, ...]
    source: Source
    share: float = 0.0
    by_ethnicity: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True)
class Habit:
    """Cobalamin that a share of people takes day after day, beyond what food holds.

    `ug_per_day` of pills or of fortified food, as the person tells it, of which a part is `kept`; of an
    injection, `ug_per_day` is one dose (ug) and `every` the days between two.
    """

    id: str
    taken: Taken
    share: Prevalence
    ug_per_day: Distribution
    source: Source
    every: float = 1.0
    folic_acid: Distribution = Fixed(0.0)  # noqa: RUF009 - frozen; ug/d, more where there is more cobalamin
    kept: Distribution = Fixed(1.0)  # noqa: RUF009 - frozen; part that is taken in the long run


@dataclass(frozen=True)
class Condition:
    """A diagnosis that brings causes with it (by their `raised_by`)."""

    id: str
    share: Prevalence


@dataclass(frozen=True)
class Filtration:
    """eGFR (mL/min/1.73 m2) in people without renal disease: flat to an age, then falling, faster when old."""

    young: float
    from_age: float
    a_year: float
    sd: float
    source: Source
    least: float = 35.0
    old: float = 120.0  # age from which it falls faster
    more_a_year: float = 0.0  # by so much

    def quantile(self, age: Any, u: Any) -> Any:
        from_here = self.young - self.a_year * np.maximum(age - self.from_age, 0.0)
        from_here = from_here - self.more_a_year * np.maximum(age - self.old, 0.0)
        return np.maximum(from_here + self.sd * special.ndtri(u), self.least)


@dataclass(frozen=True)
class Finding:
    """How soon those who fall ill are found: a chance a year, times the cube of how ill they are.

    Illness is what is lost of blood and of myelin, as parts of one's own. Those found have been on injections
    since; unless they are `treated`, nobody is: then each is seen on the day on which a doctor finds the cause.
    """

    causes: tuple[str, ...]  # that may end in illness, by id
    a_year: float
    source: Source
    treated: bool = True


@dataclass(frozen=True)
class Population:
    """People of one country and time.

    `causes` are factors on the odds of catalogue causes (0: nobody has it); `without` says that
    no cause is drawn at all. `cared` gives, by cause, the share of those who have it whose doctor
    knows without any illness, and who are on injections; `finding` is how others are found. `intake`
    and `folate` are factors on what the body's diet declares.
    """

    id: str
    name: str
    source: Source
    age: Distribution
    female: float = 0.5
    ethnicity: Mapping[str, float] = field(default_factory=lambda: {"white": 1.0})
    weight: Mapping[str, LogNormal] = field(
        default_factory=lambda: {"female": LogNormal(65.0, 0.18), "male": LogNormal(78.0, 0.16)}
    )
    filtration: Filtration | None = None
    intake: Distribution = Fixed(1.0)  # noqa: RUF009 - frozen
    folate: Distribution = Fixed(1.0)  # noqa: RUF009 - frozen
    habits: tuple[Habit, ...] = ()
    conditions: tuple[Condition, ...] = ()
    traits: tuple[Trait, ...] = ()
    causes: Mapping[str, float] = field(default_factory=dict[str, float])
    without: bool = False
    cared: Mapping[str, float] = field(default_factory=dict[str, float])
    finding: Finding | None = None
    about: str = ""

    def ethnicities(self, u: Any) -> Any:
        names = tuple(self.ethnicity)
        place = Choice(tuple(float(n) for n in range(len(names))), tuple(self.ethnicity.values()))
        return np.array(names)[np.asarray(place.quantile(u), dtype=int)]


def chance(share: Prevalence, who: Covariates, factor: float = 1.0) -> Any:
    """Probability by age and sex, with the odds times a factor."""
    odds = share.odds(who) * factor
    return odds / (1.0 + odds)
