"""Filtration: what the record tells of the kidneys, or what is usual at an age."""

from __future__ import annotations

from datetime import date

from corrin.person import Person
from corrin.renal import ckd_epi

MARKERS = ("egfr", "creatinine")
"""Tests that are read as the body's own filtration, and not weighed."""


def measured(person: Person) -> float | None:
    """The latest eGFR, printed or from creatinine; None when there is neither."""
    found: list[tuple[date, float]] = []
    for result in person.results:
        if result.value is None or result.censor or result.test not in MARKERS:
            continue
        value = result.value if result.test == "egfr" else ckd_epi(result.value, person.age, person.sex)
        found.append((result.date.last if result.date else date.max, value))
    return max(found)[1] if found else None


def filtering(person: Person) -> frozenset[str]:
    """The tests of this record that are read so."""
    plain = (each for each in person.results if each.value is not None and not each.censor)
    return frozenset(each.test for each in plain if each.test in MARKERS)
