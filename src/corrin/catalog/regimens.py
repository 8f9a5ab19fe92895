"""A reader of regimens written out: "1 mg hydroxocobalamin im every 2 d x6 then every 3 months"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from typing import NoReturn

from corrin.errors import InputError, shown
from corrin.treatment import Form, Phase, Route
from corrin.units import DAYS_A_YEAR, to_internal

EXAMPLE = '"1 mg hydroxocobalamin im every 2 days x6 then every 3 months"'
MOST = 1e5  # ug in one dose; beyond it a slip of unit
LONGEST = 100.0 * DAYS_A_YEAR
_MONTH = DAYS_A_YEAR / 12

_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
          "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "twice": "2 times",
          "thrice": "3 times"}  # fmt: skip
_UNITS = {"h": 1 / 24, "hour": 1 / 24, "hours": 1 / 24, "d": 1.0, "day": 1.0, "days": 1.0,
          "w": 7.0, "wk": 7.0, "wks": 7.0, "week": 7.0, "weeks": 7.0, "month": _MONTH,
          "months": _MONTH, "mo": _MONTH, "y": DAYS_A_YEAR, "yr": DAYS_A_YEAR, "year": DAYS_A_YEAR,
          "years": DAYS_A_YEAR}  # fmt: skip
_ADVERBS = {"daily": 1.0, "nightly": 1.0, "weekly": 7.0, "fortnightly": 14.0, "monthly": _MONTH,
            "yearly": DAYS_A_YEAR, "annually": DAYS_A_YEAR}  # fmt: skip
_NUMBER = r"(\d+(?:\.\d+)?)"
_UNIT = "(" + "|".join(sorted(_UNITS, key=len, reverse=True)) + ")"
_ADVERB = "(" + "|".join(_ADVERBS) + ")"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){text}(?![\w.])", re.ASCII)


_AMOUNT = _pattern(rf"{_NUMBER} ?(ug|mcg|micrograms?|mg|milligrams?)")
_FORM = _pattern(r"(cyanocobalamin|hydroxocobalamin|hydroxycobalamin)")
_ORAL = _pattern(r"(?:orally|oral|po|by mouth|sublingually|sublingual)")
_INJECTED = _pattern(r"(?:intramuscularly|intramuscular|im|subcutaneously|subcutaneous|sc)")
_FOOD = _pattern(r"with (?:food|meals?)")
_FOR = _pattern(rf"for {_NUMBER} ?{_UNIT}")
_COUNT = _pattern(rf"(?:x ?{_NUMBER}|{_NUMBER} (?:doses|injections|tablets))")
_OTHER_DAY = _pattern(r"(?:every (?:other|second) day|(?:on )?alternate days)")
_EVERY = _pattern(rf"every (?:{_NUMBER} ?)?{_UNIT}")
_TIMES = _pattern(rf"{_NUMBER} times (?:(?:a|per|each|every) {_UNIT}|{_ADVERB})")
_ONCE_A = _pattern(rf"(?:once )?(?:(?:a|per|each) {_UNIT}|{_ADVERB})")
_ONCE = _pattern("once(?: only)?")
_FILLER = frozenset("of by a an the and as at in dose doses injection tablet capsule given taken "
                    "vitamin b12".split())  # fmt: skip


@dataclass
class _Part:
    """The words of one phase that nobody has read yet."""

    words: str
    seen: list[str] = field(default_factory=list[str])

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.words)
        if found:
            self.words = f"{self.words[: found.start()]} , {self.words[found.end() :]}"
        return found

    @property
    def left(self) -> list[str]:
        return [word for word in re.split(r"[\s,;]+", self.words) if word and word not in _FILLER]


@dataclass(frozen=True)
class _Told:
    """What has been said so far; the next phase inherits it."""

    form: Form | None = None
    amount: float | None = None  # pmol
    route: Route | None = None
    every: float | None = None  # days
    times: float = math.inf


def written(text: str) -> tuple[Phase, ...]:
    """Phases from words; a later phase inherits what it does not say again. InputError otherwise."""
    told, phases = _Told(), list[Phase]()
    parts = re.split(r"(?<!\w)then(?!\w)|;", _plain(text))
    for number, words in enumerate(parts, 1):
        told = _read(_Part(words), replace(told, times=math.inf), text)
        phases.append(_phase(told, text))
        if number < len(parts) and math.isinf(told.times):
            _refuse(text, f'phase {number} has no end, so nothing follows it: write how often, as in "x6"')
    return tuple(phases)


def _plain(text: str) -> str:
    """Lower case, one spelling of the micro sign and of `times`, number words as digits."""
    if len(text) > 1000:
        _refuse(text, "it is longer than a prescription")
    plain = text.lower().replace("µ", "u").replace("μ", "u").replace("×", "x")
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)  # 1,000 ug
    return re.sub(r"[a-z]+", lambda word: _WORDS.get(word[0], word[0]), plain)


def _read(part: _Part, told: _Told, text: str) -> _Told:
    amount, form = part.take(_AMOUNT), part.take(_FORM)
    if form:
        told = replace(told, form="cyanocobalamin" if form[1].startswith("cyano") else "hydroxocobalamin")
    if amount:
        told = replace(told, amount=_amount(amount, text))
    told = replace(told, route=_route(part, told, text))
    spell, count = part.take(_FOR), part.take(_COUNT)
    every, once = _interval(part)
    told = replace(told, every=every or told.every, times=1.0 if once else math.inf)
    if count:
        told = replace(told, times=float(count[1] or count[2]))
    if spell:
        told = replace(told, times=_times(float(spell[1]) * _UNITS[spell[2]], told.every, text))
    if part.left:
        _refuse(text, f"not understood: {', '.join(shown(word) for word in part.left[:5])}")
    if (count and spell) or not (told.times >= 1.0 and (told.times.is_integer() or math.isinf(told.times))):
        _refuse(text, "write the number of doses once, as a whole number from 1")
    return told


def _amount(found: re.Match[str], text: str) -> float:
    micrograms = float(found[1]) * (1e3 if found[2].startswith(("mg", "milli")) else 1.0)
    if not 0.0 < micrograms <= MOST:
        _refuse(text, f"{shown(found[0])} is no dose: write more than 0 and at most 100 mg")
    return to_internal(micrograms, "ug", "cobalamin")[0]


def _route(part: _Part, told: _Told, text: str) -> Route | None:
    oral, injected, food = part.take(_ORAL), part.take(_INJECTED), part.take(_FOOD)
    if injected and (oral or food):
        _refuse(text, "it is both injected and swallowed")
    if injected:
        return "im"
    if food:
        return "oral-with-food"
    if oral:
        return "oral"
    return told.route or ("oral" if told.form == "cyanocobalamin" and told.amount else None)


def _interval(part: _Part) -> tuple[float | None, bool]:
    """Days between doses, and whether a single dose was meant."""
    if part.take(_OTHER_DAY):
        return 2.0, False
    if found := part.take(_TIMES):
        per = _UNITS[found[2]] if found[2] else _ADVERBS[found[3]]
        return per / max(float(found[1]), 1e-9), False
    if found := part.take(_EVERY):
        return float(found[1] or 1) * _UNITS[found[2]], False
    if found := part.take(_ONCE_A):
        return _UNITS[found[1]] if found[1] else _ADVERBS[found[2]], False
    return None, part.take(_ONCE) is not None


def _times(length: float, every: float | None, text: str) -> float:
    if every is None:
        _refuse(text, 'say how often, as in "daily" or "every 2 days"')
    if not 0.0 < every <= LONGEST or length > LONGEST:
        _refuse(text, "the times are impossible: at most 100 years")
    return float(max(1, math.ceil(length / every - 1e-9)))


def _phase(told: _Told, text: str) -> Phase:
    every = 1.0 if told.every is None and told.times == 1.0 else told.every
    missing = [
        name
        for name, value in (
            ("an amount with ug or mg", told.amount),
            ("cyanocobalamin or hydroxocobalamin", told.form),
            ("oral or im", told.route),
            ('how often ("daily", "every 3 months", "once")', every),
        )
        if value is None
    ]
    if told.form is None or told.amount is None or told.route is None or every is None:
        _refuse(text, f"it lacks {' and '.join(missing)}")
    if not 0.04 <= every <= LONGEST or (math.isfinite(told.times) and told.times > 1e6):
        _refuse(text, "the times are impossible: from an hour to 100 years apart")
    return Phase(told.form, told.amount, told.route, every, told.times)


def _refuse(text: str, why: str) -> NoReturn:
    raise InputError(f"regimen {shown(text)}: {why}; for example {EXAMPLE}")
