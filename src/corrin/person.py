"""A person as the laboratory and the clinic know one: results, history, drugs and doses, all checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from math import isfinite
from typing import Literal, NamedTuple

from corrin.errors import InputError, shown, unknown
from corrin.units import DAYS_A_YEAR, analyte, canonical, fold, positive, to_internal

Sex = Literal["female", "male"]
Censor = Literal["", "<", ">"]
Precision = Literal["year", "month", "day"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_NUMBER = re.compile(r"(<=|>=|<|>|≤|≥)?\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)", re.ASCII)
_DOSE_UNITS = {"mg/d": 1.0, "g/d": 1e3, "ug/d": 1e-3}
_AMOUNTS = {"ug": "ug", "mg": "mg", "ng": "ng", "nmol": "nmol", "pmol": "pmol"}


class When(NamedTuple):
    """A date as it was written: `day` is its first possible day, `precision` how far it was known."""

    day: date
    precision: Precision = "day"

    @property
    def last(self) -> date:
        """The last day it could be."""
        if self.precision == "year":
            return date(self.day.year, 12, 31)
        if self.precision == "month":
            year, month = divmod(self.day.year * 12 + self.day.month, 12)
            return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
        return self.day

    def __str__(self) -> str:
        return self.day.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


class Ignored(NamedTuple):
    """Something of the input that was set aside, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Vocabulary:
    """The ids a person's file may use; the caller hands it in."""

    markers: frozenset[str]
    conditions: frozenset[str]
    procedures: frozenset[str]
    drugs: frozenset[str]
    findings: frozenset[str]
    dose_forms: frozenset[str]
    routes: frozenset[str]
    diets: frozenset[str]
    platforms: frozenset[str]
    sites: frozenset[str]
    ethnicities: frozenset[str]


@dataclass(frozen=True)
class Diet:
    """A diet by pattern, or `ug_per_day` of cobalamin where that is known."""

    pattern: str = "unknown"
    ug_per_day: float | None = None


@dataclass(frozen=True)
class Condition:
    """A diagnosis in the history; `until` None means it is still there."""

    id: str
    since: When | None = None
    until: When | None = None
    site: str = ""


@dataclass(frozen=True)
class Procedure:
    """An operation; `length_cm` is what was removed, where that has a length."""

    id: str
    date: When | None = None
    length_cm: float | None = None


@dataclass(frozen=True)
class Drug:
    """A drug taken; `mg_per_day` None when the dose is not known, `until` None while it is taken."""

    id: str
    mg_per_day: float | None = None
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True)
class Dose:
    """One dose of cobalamin: `amount` in pmol."""

    of: str
    amount: float
    route: str
    date: When


@dataclass(frozen=True)
class Result:
    """One laboratory result.

    `value` is in `unit`, the canonical unit of the marker; with a `censor` it is the limit that was printed.
    `qualitative` is True positive, False negative; both None when the result was equivocal.
    """

    test: str
    value: float | None
    censor: Censor = ""
    qualitative: bool | None = None
    unit: str = ""
    date: When | None = None
    platform: str = ""


@dataclass(frozen=True)
class Person:
    """One person: age in years (at the latest result), weight in kg, and what is known of them."""

    age: float
    sex: Sex
    weight: float | None = None
    ethnicity: str = ""
    diet: Diet = Diet()
    conditions: tuple[Condition, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    drugs: tuple[Drug, ...] = ()
    findings: tuple[str, ...] = ()
    doses: tuple[Dose, ...] = ()
    results: tuple[Result, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    @property
    def sampled(self) -> When | None:
        """The date of the latest result, None when no result has a date."""
        dates = [result.date for result in self.results if result.date]
        return max(dates, key=lambda when: when.last, default=None)


def known(kind: str, word: str, choices: Collection[str]) -> str:
    """`word` if it is one of `choices`; otherwise an InputError naming the nearest."""
    if word not in choices:
        raise InputError(unknown(kind, word, choices))
    return word


def when(text: str, today: date) -> When:
    """A date written YYYY, YYYY-MM or YYYY-MM-DD; InputError when it is none or lies after `today`."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise InputError(f"date {shown(text)} is not a date; write 2026-03-02, 2026-03 or 2026")
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise InputError(f"date {shown(text)} does not exist: {error}") from error
    if first > today:
        raise InputError(f"date {text.strip()} is in the future; today is {today.isoformat()}")
    return When(first, "day" if day else "month" if month else "year")


def number(name: str, text: str, low: float, high: float, unit: str = "") -> float:
    """A plain number between `low` and `high`; InputError otherwise."""
    censor, value = _censored(name, text)
    wanted = f"{name} {shown(text)} is refused: write a number from {low:g} to {high:g}"
    if censor or not isfinite(value) or not low <= value <= high:
        raise InputError(f"{wanted} {unit}".rstrip())
    return value


def sex(text: str) -> Sex:
    """ "female" or "male", the two the physiology knows; InputError otherwise."""
    if text == "female" or text == "male":
        return text
    raise InputError(f"sex {shown(text)} is refused: write female or male, as the body is")


def daily_dose(text: str, unit: str) -> float:
    """A daily dose in mg/d from a number and mg/d, g/d or ug/d; InputError for any other unit."""
    spelled = fold(unit)
    if spelled not in _DOSE_UNITS:
        lead = f"unit of dose {shown(unit)}" if unit else f"dose {shown(text)} has no unit"
        raise InputError(f"{lead}; accepted: {', '.join(_DOSE_UNITS)}")
    return number("dose", text, 1e-4, 1e6, unit) * _DOSE_UNITS[spelled]


def amount(text: str, unit: str) -> float:
    """An amount of cobalamin in pmol from a number and ug, mg, ng, nmol or pmol; InputError otherwise."""
    spelled = fold(unit)
    if spelled not in _AMOUNTS:
        lead = f"unit of amount {shown(unit)}" if unit else f"amount {shown(text)} has no unit"
        raise InputError(f"{lead}; accepted: {', '.join(_AMOUNTS)}")
    pmol, _ = to_internal(number("amount", text, 1e-6, 1e9, unit), spelled, "cobalamin")
    if not 1 <= pmol <= 1e10:
        raise InputError(f"amount {text} {unit} of cobalamin is impossible: usual doses are 1 ug to 5 mg")
    return pmol


def result(
    test: str, text: str, *, unit: str = "", date: When | None = None, platform: str = "",
    reference: float | None = None,
) -> Result:  # fmt: skip
    """One checked result from its text ("145", "<10", "negative") and unit.

    Args:
        test: marker id. text: a number, perhaps after < or >, or positive, negative, equivocal.
        unit: as reported; required for a number. reference: upper limit of normal, in the same unit.

    Raises:
        InputError: unknown marker, unit or word, no unit, or an impossible value.
    """
    known = analyte(test)
    if known.words and not _NUMBER.fullmatch(text.strip()):
        return Result(test, None, "", positive(test, text), known.unit, date, platform)
    censor, printed = _censored(test, text)
    value = canonical(test, printed, unit, reference)
    if not known.words:
        return Result(test, value, censor, None, known.unit, date, platform)
    return Result(test, value, censor, _above_limit(value, censor), known.unit, date, platform)


def check(person: Person, today: date, places: Mapping[object, str] | None = None) -> Person:
    """The person, if age and dates agree.

    Args:
        person: whose dates are compared. today: when the age holds, if no result has a date.
        places: where each part stands in the input, for the error.

    Raises:
        InputError: a date before birth, or an end before its start.
    """
    found = places or {}
    sampled = person.sampled.day if person.sampled else today
    earliest_birth = sampled.toordinal() - (person.age + 1) * DAYS_A_YEAR - 1
    for item, name, start in _dates(person):
        if start.last.toordinal() < earliest_birth:
            said = f"{name} {start} is before this person, aged {person.age:g}, was born"
            raise InputError(said, found.get(item, ""))
    for item in (*person.conditions, *person.drugs):
        if item.since and item.until and item.until.last < item.since.day:
            said = f"{item.id} ends ({item.until}) before it starts ({item.since})"
            raise InputError(said, found.get(item, ""))
    return person


def _above_limit(multiple: float, censor: Censor) -> bool | None:
    if censor == "<":
        return False if multiple <= 1 else None
    if censor == ">":
        return True if multiple >= 1 else None
    return multiple > 1


def _dates(person: Person) -> Iterator[tuple[object, str, When]]:
    for group in (person.conditions, person.procedures, person.drugs, person.doses, person.results):
        for item in group:
            name = next(str(getattr(item, key)) for key in ("id", "test", "of") if hasattr(item, key))
            for entry in fields(item):
                value = getattr(item, entry.name)
                if isinstance(value, When):
                    yield item, f"{name}: {entry.name}", value


def _censored(name: str, text: str) -> tuple[Censor, float]:
    found = _NUMBER.fullmatch(text.strip())
    if found:
        sign = {"≤": "<", "<=": "<", "<": "<", "≥": ">", ">=": ">", ">": ">"}.get(found[1] or "", "")
        return ("<" if sign == "<" else ">" if sign == ">" else ""), float(found[2])
    if "," in text and _NUMBER.fullmatch(text.strip().replace(",", ".", 1)):
        raise InputError(f"{name} {shown(text)}: write the decimal as a point, and thousands without a mark")
    raise InputError(f"{name} {shown(text)} is not a number; write a number alone, with its unit under unit:")
