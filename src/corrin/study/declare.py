"""Declare: a study as its paper prints it, nothing fitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corrin.cause import Cause, Lesion
from corrin.distribution import Distribution, Fixed
from corrin.population import Population
from corrin.source import Source
from corrin.study.quantity import Quantity
from corrin.study.spread import Spread
from corrin.study.statistic import Statistic
from corrin.treatment import Phase

Use = Literal["calibration", "validation"]


@dataclass(frozen=True)
class Exposure:
    """A cause that everybody of a group has.

    `since` is years before day 0 (0: it starts with the study; the cause's own `duration`: until doctors find it,
    as in the population); `fact` a known dose or length,
    such as ("mg/d", 1700); without it and `severity` people differ as the cause says. `until` is
    the day on which it is taken away.
    """

    cause: Cause
    since: Distribution = Fixed(0.0)  # noqa: RUF009 - frozen
    severity: Distribution | None = None
    fact: tuple[str, float] | None = None
    until: float | None = None


@dataclass(frozen=True)
class Mix:
    """A part of a group with its own causes; the parts of a group add up to 1."""

    share: float
    exposures: tuple[Exposure, ...] = ()


@dataclass(frozen=True)
class Keep:
    """Who is let in: those whose quantity lies in these bounds (the marker's unit)."""

    what: Quantity
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Group:
    """Who took part: a population, narrowed by age and sex, by causes that all or a part have, and by results.

    `traits` forces (True) or forbids (False) what people are born with. `causes` are further factors
    on the odds of background causes; `intake` further factors on what is eaten.
    """

    population: Population
    age: Distribution | None = None
    female: float | None = None
    exposures: tuple[Exposure, ...] = ()
    mix: tuple[Mix, ...] = ()
    keep: tuple[Keep, ...] = ()
    traits: Mapping[str, bool] = field(default_factory=dict[str, bool])
    causes: Mapping[str, float] = field(default_factory=dict[str, float])
    intake: Distribution | None = None


@dataclass(frozen=True)
class Arm:
    """What was done to a group from day 0 on. `platform` is the assay, where the paper names it."""

    id: str
    group: Group
    n: int | None = None
    given: tuple[Phase, ...] = ()
    diet: tuple[Lesion, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    platform: str = ""


@dataclass(frozen=True)
class Observed:
    """One figure of the paper: a statistic of one quantity, or of several, in one arm or between two.

    `value`, `unit` and `spread` are as printed. `n` is the number it rests on, where it is not
    the arm's. `against` is the other arm of a difference or ratio. `because` says why the model
    is known to miss it: a reviewed expected failure, which still counts as a miss.
    """

    arm: str
    what: Quantity | tuple[Quantity, ...]
    statistic: Statistic
    value: float
    unit: str
    where: str
    spread: Spread | None = None
    n: int | None = None
    against: str = ""
    because: str = ""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return self.what if isinstance(self.what, tuple) else (self.what,)


@dataclass(frozen=True)
class Study:
    """A published study, in one declaration; provisional until a second reader agrees."""

    id: str
    question: str
    source: Source
    use: Use
    arms: tuple[Arm, ...]
    observed: tuple[Observed, ...]
    second_reader: str = ""  # when someone who had not seen this found the same figures in the paper
    conflicts: str = ""  # with which other evidence it disagrees
    left_out: str = ""  # what the paper reports and this does not, and why

    @property
    def provisional(self) -> bool:
        """No second reader has agreed yet (tests/readings)."""
        return not self.second_reader
