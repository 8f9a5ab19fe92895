"""Scenarios in words: causes, drugs, diets, treatments and regimens as typed on a command line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corrin.catalog.causes import CAUSES
from corrin.catalog.diets import DIETS
from corrin.catalog.history import DRUGS
from corrin.catalog.supplements import UNTOLD
from corrin.catalog.treatments import TREATMENTS, regimen
from corrin.cause import YEAR, Affliction, Cause, Lesion
from corrin.draws import usual
from corrin.errors import InputError, shown, unknown
from corrin.parameter import Covariates
from corrin.physiology.diet import Diet
from corrin.simulate import Prescription, Scenario
from corrin.source import Source
from corrin.treatment import Treatment
from corrin.units import PMOL_PER_UG

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(d|day|w|week|mo|month|y|year)s?", re.ASCII | re.IGNORECASE)
_DAYS = {
    "d": 1.0,
    "day": 1.0,
    "w": 7.0,
    "week": 7.0,
    "mo": YEAR / 12,
    "month": YEAR / 12,
    "y": YEAR,
    "year": YEAR,
}
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_STATED = Source("corrin", "as stated by the user", status="assumed")
_MOST = 1e4  # of any amount: cm, mg/d, weeks
_LONGEST = 120.0  # years, a life


@dataclass(frozen=True)
class Words:
    """What was typed. Times are spans since the start ("2y", "400 d") or dates once `start` is given."""

    person: Covariates = Covariates()
    causes: Sequence[str] = ()
    drugs: Sequence[str] = ()
    diet: str | None = None
    treatments: Sequence[str] = ()
    doses: Sequence[str] = ()
    years: float = 5.0
    start: date | None = None


def scenario(words: Words) -> Scenario:
    """The scenario in these words; InputError names the word, and what would do."""
    if not 0.0 < words.years <= _LONGEST:
        raise InputError(f"years {words.years:g} is refused: write a span above 0 and up to {_LONGEST:g}")
    found = [_cause(text, words.start) for text in words.causes]
    found += [_drug(text, words.start) for text in words.drugs]
    _once(each.affliction.cause.id for each in found)
    given = [_treatment(text, words.start) for text in words.treatments]
    given += [_regimen(text, words.start) for text in words.doses]
    return Scenario(
        person=words.person,
        afflictions=tuple(each.affliction for each in found),
        prescriptions=tuple(given),
        diet=_diet(words.diet),
        years=words.years,
        free={each.affliction.cause.id: each.free for each in found},
    )


def day(text: str, start: date | None) -> float:
    """Whole days since the start, of a span ("2y", "6 months") or a date ("2026-03-01")."""
    found = _SPAN.fullmatch(text.strip())
    if found:
        days = float(found[1]) * _DAYS[found[2].lower()]
        if days > _LONGEST * YEAR:
            raise InputError(f"time {shown(text)} is longer than a life; write up to {_LONGEST:g}y")
        return float(round(days))
    try:
        when = date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"time {shown(text)} is not known; write 2y, 6mo, 30d or 2026-03-01") from None
    if start is None:
        raise InputError(f"{text} is a date, and the story has none yet: give --start with its first day")
    if when < start:
        raise InputError(f"{text} is before the start, {start.isoformat()}: give an earlier --start")
    return float((when - start).days)


def days(story: Scenario, every: str | None) -> NDArray[np.float64]:
    """Days to show: one every so often ("30d", "1y"), or as the story itself would."""
    if every is None:
        return story.days()
    gap = day(every, None)
    if not 0.0 < gap <= story.end:
        raise InputError(f"every {shown(every)} is refused: write a span of a day up to the years lived")
    return np.arange(0.0, story.end + 1e-9, gap)


@dataclass(frozen=True)
class _Found:
    affliction: Affliction
    free: frozenset[str]


@dataclass
class _Parts:
    """The words after an id: `key=value` pairs, and amounts with their unit."""

    pairs: dict[str, str] = field(default_factory=dict[str, str])
    amounts: dict[str, float] = field(default_factory=dict[str, float])


def _parts(words: Sequence[str], of: str) -> _Parts:
    parts = _Parts()
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if "=" in word:
            key, value = word.split("=", 1)
            parts.pairs[key] = value
        elif _NUMBER.fullmatch(word) and rest:
            unit = rest.pop(0)
            parts.amounts[unit] = _number(word, f"amount of {unit} after {of}", 0.0, _MOST)
        else:
            raise InputError(
                f"{shown(word)} after {of} is not understood; write key=value, or 45 cm, or 2000 mg/d"
            )
    return parts


def _cause(text: str, start: date | None) -> _Found:
    words = text.split()
    if not words or words[0] not in CAUSES:
        raise InputError(unknown("cause", words[0] if words else "", CAUSES))
    return _afflicted(CAUSES[words[0]], _parts(words[1:], words[0]), start)


def _afflicted(cause: Cause, parts: _Parts, start: date | None) -> _Found:
    known: dict[str, float] = {}
    facts = dict(parts.amounts)
    onset, until = 0.0, math.inf
    for key, value in parts.pairs.items():
        if key == "from":
            onset = day(value, start)
        elif key == "until":
            until = day(value, start)
        elif key == "tempo":
            known["tempo"] = day(value, start)
        elif key == "severity":
            known["severity"] = _number(value, f"severity of {cause.id}", 0.0, 1.0)
        else:
            facts[key] = _number(value, f"{key} of {cause.id}", 0.0, _MOST)
    if facts:
        known["severity"] = _severity(cause, facts, known.get("severity"))
    if until <= onset:
        raise InputError(f"{cause.id} ends before it starts; give an until after its from")
    affliction = usual(cause, onset, **known)
    own = frozenset({"severity", "tempo"} - known.keys())
    return _Found(Affliction(cause, affliction.severity, onset, affliction.tempo, until), own)


def _severity(cause: Cause, facts: Mapping[str, float], stated: float | None) -> float:
    """Severity from what is known; what is spared by one part is left to the others."""
    spared = 1.0 - (stated or 0.0)
    for key, amount in facts.items():
        names = [name for name in cause.severity_from if name == key or name.endswith(f"_{key}")]
        if not names:
            accepted = ["severity", "from", "until", "tempo", *cause.severity_from]
            raise InputError(unknown(f"key for {cause.id}", key, accepted))
        spared *= 1.0 - cause.severity_from[names[0]](amount)
    return 1.0 - spared


def _drug(text: str, start: date | None) -> _Found:
    drugs = {each.id: each for each in DRUGS}
    words = text.split()
    if not words or words[0] not in drugs:
        raise InputError(unknown("drug", words[0] if words else "", drugs))
    known = {**CAUSES, **UNTOLD}
    causes = [known[id] for id in drugs[words[0]].causes if id in known]
    if not causes:
        able = [id for id, each in drugs.items() if each.causes]
        raise InputError(f"{words[0]} has no effect here; drugs that have: {', '.join(able)}")
    return _afflicted(causes[0], _parts(words[1:], words[0]), start)


def _diet(text: str | None) -> tuple[Lesion, ...]:
    if text is None:
        return ()
    if text in DIETS:
        return DIETS[text].lesions
    amount = text.removesuffix("ug/d").strip()
    if _NUMBER.fullmatch(amount):
        eaten = _number(amount, "diet", 0.0, 1e4) * PMOL_PER_UG
        return (Lesion(Diet.food, times=0.0, plus=eaten, source=_STATED),)
    raise InputError(f"{unknown('diet', text, DIETS)}; or write an intake, such as 2.1ug/d")


def _treatment(text: str, start: date | None) -> Prescription:
    words = text.split()
    if not words or words[0] not in TREATMENTS:
        raise InputError(unknown("treatment", words[0] if words else "", TREATMENTS))
    pairs = _parts(words[1:], words[0]).pairs
    if set(pairs) - {"from"}:
        raise InputError(unknown(f"key for {words[0]}", min(set(pairs) - {"from"}), ["from"]))
    return Prescription(TREATMENTS[words[0]], day(pairs.get("from", "0d"), start))


def _regimen(text: str, start: date | None) -> Prescription:
    body, _, when = text.partition(" from")
    treatment = Treatment(id=body.strip(), name=body.strip(), source=_STATED, phases=regimen(body))
    return Prescription(treatment, day(when.lstrip(" =") or "0d", start))


def _number(text: str, what: str, low: float, high: float) -> float:
    if not _NUMBER.fullmatch(text) or not low <= float(text) <= high:
        raise InputError(f"{what} {shown(text)} is refused: write a number from {low:g} to {high:g}")
    return float(text)


def _once(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise InputError(f"cause {id} is given twice; put all that is known of it in one")
        seen.add(id)
