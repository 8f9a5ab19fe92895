"""Results: what of a record's results and doses is weighed or lived, and what is set aside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from corrin.inference.filtration import MARKERS
from corrin.inference.rules import Record, Spoiler
from corrin.marker import AnyMarker, Marker
from corrin.person import Ignored, Person, Result, When
from corrin.treatment import Dose


class Observation(NamedTuple):
    """A measured value, in the marker's unit; `day` is 0 at the latest result and negative before."""

    marker: Marker
    value: float
    censor: str
    day: float
    platform: str


class SignSeen(NamedTuple):
    """A yes-or-no test and what it said."""

    id: str
    positive: bool


def results(
    record: Record, markers: Mapping[str, AnyMarker], spoilers: tuple[Spoiler, ...]
) -> tuple[list[Observation], list[SignSeen], list[Ignored]]:
    """Measured values, yes-or-no tests, and what is set aside with the reason."""
    seen: list[Observation] = []
    signs: list[SignSeen] = []
    ignored: list[Ignored] = []
    for result in record.person.results:
        marker = markers.get(result.test)
        if result.test in MARKERS:
            continue
        spoilt = next(filter(None, (each.says(record, result) for each in spoilers)), None)
        if spoilt:
            ignored.append(Ignored(result.test, spoilt))
        elif isinstance(marker, Marker) and result.value is not None:
            seen.append(_observation(marker, result, record.now))
        elif marker is not None and not isinstance(marker, Marker) and result.qualitative is not None:
            signs.append(SignSeen(marker.id, result.qualitative))
        else:
            ignored.append(Ignored(result.test, "an equivocal result says neither yes nor no"))
    return seen, signs, ignored


def _observation(marker: Marker, result: Result, now: date) -> Observation:
    day = min(0.0, ago(result.date, now)) if result.date else 0.0
    value = max(result.value or 0.0, 1e-6)
    return Observation(marker, value / marker.platforms.get(result.platform, 1.0), result.censor, day,
                       result.platform)  # fmt: skip


def doses(person: Person, now: date) -> tuple[tuple[Dose, ...], list[Ignored]]:
    """Doses before day 0; a form the body has no path for counts as its nearest."""
    given: list[Dose] = []
    ignored: list[Ignored] = []
    for dose in person.doses:
        day = ago(dose.date, now)
        if day >= 0.0:
            ignored.append(Ignored(f"dose of {dose.of} on {dose.date}", "given after the latest result"))
            continue
        form = "cyanocobalamin" if dose.of == "cyanocobalamin" else "hydroxocobalamin"
        route = "im" if dose.route in ("im", "sc", "iv") else "oral"
        given.append(Dose(form, dose.amount, route, day))
        if dose.of != form or dose.route == "nasal":
            ignored.append(
                Ignored(f"that {dose.of} was given {dose.route}", f"it is lived as {form}, {route}")
            )
    return tuple(sorted(given, key=lambda dose: dose.day)), ignored


def ago(when: When, now: date) -> float:
    """Days from now to the middle of when it was (negative before)."""
    return 0.5 * (when.day.toordinal() + when.last.toordinal()) - now.toordinal()
