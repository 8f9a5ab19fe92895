"""A number about the body: its value as the source prints it, its unit, spread, covariates and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self, overload

import numpy as np

from corrin.setting import Setting
from corrin.source import Source
from corrin.units import to_internal


class Covariates(NamedTuple):
    """What shifts a typical value: age (y), sex, body weight (kg), eGFR (mL/min/1.73 m2).

    Of several persons each may be an array with one value a person.
    """

    age: Any = 40.0
    sex: Any = "male"
    weight: Any = 70.0
    egfr: Any = 100.0


@dataclass(frozen=True)
class Power:
    """A covariate effect `(value / reference) ** exponent`."""

    of: str
    reference: float
    exponent: float
    source: Source

    def factor(self, covariates: Covariates) -> Any:
        return (getattr(covariates, self.of) / self.reference) ** self.exponent


@dataclass(frozen=True)
class Level:
    """A covariate effect by class, such as sex; classes not named have factor 1."""

    of: str
    levels: tuple[tuple[str, float], ...]
    source: Source

    def factor(self, covariates: Covariates) -> Any:
        value = getattr(covariates, self.of)
        if isinstance(value, str):
            return dict(self.levels).get(value, 1.0)
        return np.select([value == name for name, _ in self.levels], [each for _, each in self.levels], 1.0)


@dataclass(frozen=True)
class Within:
    """A covariate effect of one sex between two ages, such as that of menstruation."""

    sex: str
    ages: tuple[float, float]
    times: float
    source: Source
    of: str = "age"

    def factor(self, covariates: Covariates) -> Any:
        low, high = self.ages
        inside = (covariates.sex == self.sex) & (low <= covariates.age) & (covariates.age < high)
        return np.where(inside, self.times, 1.0) if np.ndim(inside) else self.times if inside else 1.0


@dataclass(frozen=True)
class Decline:
    """A straight fall with age from some age on, as a part a year of the value before; of one sex, or of both."""

    from_age: float
    a_year: float
    source: Source
    sex: str | None = None
    of: str = "age"

    def factor(self, covariates: Covariates) -> Any:
        past = np.maximum(covariates.age - self.from_age, 0.0)
        falls = self.sex is None or covariates.sex == self.sex
        factor = 1.0 - self.a_year * past * falls
        return factor if np.ndim(factor) else float(factor)


Effect = Power | Level | Within | Decline


@dataclass(frozen=True)
class Spread:
    """Log-normal spread between people, as a coefficient of variation."""

    cv: float
    source: Source | None = None


@dataclass(frozen=True, eq=False)
class Parameter:
    """A declared number. On the organ class it is itself; on an organ it is the person's value."""

    printed: float
    unit: str
    source: Source
    spread: Spread | None = None
    of: str | None = None
    covariates: tuple[Effect, ...] = ()
    about: str = ""
    value: float = field(init=False)
    internal_unit: str = field(init=False)
    organ: type[Organ] = field(init=False, repr=False)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        value, unit = to_internal(self.printed, self.unit, self.of)
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "internal_unit", unit)

    def __set_name__(self, owner: type[Organ], name: str) -> None:
        object.__setattr__(self, "organ", owner)
        object.__setattr__(self, "name", name)

    def __reduce__(self) -> tuple[Any, ...]:
        return getattr, (self.organ, self.name)  # the one declaration, in another process too

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Parameter: ...
    @overload
    def __get__(self, instance: Organ, owner: type[Any]) -> float: ...  # pyright: ignore[reportOverlappingOverload]
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> Parameter: ...  # held by a lesion, say
    def __get__(self, instance: object, owner: type[Any]) -> Parameter | float:
        return self.value if isinstance(instance, Organ) else self

    @property
    def id(self) -> str:
        return f"{self.organ.__name__.lower()}.{self.name}"

    def typical(self, covariates: Covariates) -> Any:
        """Typical value in the internal unit for a person, or many, with these covariates."""
        value: Any = self.value
        for effect in self.covariates:
            value *= effect.factor(covariates)
        return value

    def cv(self, setting: Setting) -> float:
        """Spread between people under a setting; 0 where none is declared."""
        return self.spread.cv * setting.of(f"{self.id}.cv") if self.spread else 0.0


def parameter(
    printed: float,
    unit: str,
    source: Source,
    spread: Spread | None = None,
    *,
    of: str | None = None,
    covariates: tuple[Effect, ...] = (),
    about: str = "",
) -> Parameter:
    """Declare a number of an organ: value and unit as printed, source beside it."""
    return Parameter(printed, unit, source, spread, of, covariates, about)


class Organ:
    """A set of declared numbers; an instance holds one person's values, in internal units."""

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        for declared in self.parameters():
            self.__dict__[declared.name] = declared.value
        self.__dict__.update(values or {})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an organ's {name} is not set in place; use replace({name}=...)")

    def replace(self, **changes: Any) -> Self:
        """A copy with other values, in internal units."""
        fresh = object.__new__(type(self))
        fresh.__dict__.update(self.__dict__)
        fresh.__dict__.update(changes)
        return fresh

    @classmethod
    def parameters(cls) -> Iterator[Parameter]:
        return (entry for entry in vars(cls).values() if isinstance(entry, Parameter))
