"""Filtration: what the record tells of the kidneys, or what is usual at an age."""

from __future__ import annotations

from datetime import date

from corrin.person import Person

MARKERS = ("egfr", "creatinine")
"""Tests that are read as the body's own filtration, and not weighed."""


def ckd_epi(creatinine: float, age: float, sex: str) -> float:
    """eGFR (mL/min/1.73 m2) from creatinine (umol/L): CKD-EPI 2021, without race (inker2021)."""
    low, slope, factor = (0.7, -0.241, 1.012) if sex == "female" else (0.9, -0.302, 1.0)
    ratio = creatinine / 88.4 / low
    return 142.0 * min(ratio, 1.0) ** slope * max(ratio, 1.0) ** -1.2 * 0.9938**age * factor


def expected(age: float) -> float:
    """Typical eGFR at an age: 100 to 40 years, then 0.8 a year less (levey2009, from memory)."""
    return max(45.0, 100.0 - 0.8 * max(0.0, age - 40.0))


def measured(person: Person) -> float | None:
    """The latest eGFR, printed or from creatinine; None when there is neither."""
    found: list[tuple[date, float]] = []
    for result in person.results:
        if result.value is None or result.censor or result.test not in MARKERS:
            continue
        value = result.value if result.test == "egfr" else ckd_epi(result.value, person.age, person.sex)
        found.append((result.date.last if result.date else date.max, value))
    return max(found)[1] if found else None
