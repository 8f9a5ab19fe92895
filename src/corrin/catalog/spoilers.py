"""Spoilers: what makes a result unfit to be weighed, and the reason that is told."""

from __future__ import annotations

from corrin.catalog.history import COBALAMINS
from corrin.catalog.limits import LINGERS
from corrin.inference.rules import Record, Spoiler
from corrin.person import Drug, Result, When

_BY_DOSE = ("total-b12", "holotc", "mma", "homocysteine")  # what a dose changes within days
_BY_DONOR = ("hb", "mcv", "rdw", "reticulocytes", "hypersegmentation", "folate-rbc")
_BY_TABLET = ("folate",)
_FALSE_POSITIVE = 7  # days after an injection in which an intrinsic factor antibody may be false (leeds)
_INJECTED = ("im", "sc", "iv")


def _untold_cobalamin(record: Record, result: Result) -> str | None:
    if result.test not in _BY_DOSE or record.person.doses:
        return None
    taken = record.drugs(*COBALAMINS, "vitamin-b12")
    spoilt = next((each for each in taken if _during(each, result.date)), None)
    if spoilt is None:
        return None
    return (
        f"taken while on {spoilt.id} or within {LINGERS} d of it, and its doses are not told: list them under doses "
        "to use this result"
    )


def _during(drug: Drug, when: When | None) -> bool:
    """Whether a result may be from the time of a drug or soon after; what has no date may be."""
    if when is None:
        return True
    begun = drug.since is None or drug.since.day <= when.last
    return begun and (drug.until is None or _days(drug.until, when) <= LINGERS)


def _days(before: When, after: When) -> int:
    return after.day.toordinal() - before.last.toordinal()


def _transfused(record: Record, result: Result) -> str | None:
    if result.test not in _BY_DONOR:
        return None
    given = [each.date for each in record.person.procedures if each.id == "red-cell-transfusion"]
    if not any(_after(each, result.date) for each in given):
        return None
    return f"within {LINGERS} d of a transfusion some of the red cells are a donor's"


def _after(given: When | None, when: When | None) -> bool:
    """Whether a result may be from the days after; what has no date may be."""
    if given is None or when is None:
        return True
    return given.day <= when.last and _days(given, when) <= LINGERS


def _on_folic_acid(record: Record, result: Result) -> str | None:
    taken = record.drugs("folic-acid") if result.test in _BY_TABLET else ()
    if not any(_during(each, result.date) for each in taken):
        return None
    return "taken while on folic acid, which the simulated people do not take: it shows the tablets"


def _antibody_after_injection(record: Record, result: Result) -> str | None:
    if result.test != "anti-if" or not result.qualitative:
        return None
    given = [each.date for each in record.person.doses if each.route in _INJECTED]
    near = [each for each in given if result.date and 0 <= _days(each, result.date) <= _FALSE_POSITIVE]
    return f"within {_FALSE_POSITIVE} d of an injection of B12 it may be falsely positive" if near else None


SPOILERS = (
    Spoiler("untold-cobalamin", _untold_cobalamin),
    Spoiler("transfusion", _transfused),
    Spoiler("folic-acid", _on_folic_acid),
    Spoiler("antibody-after-injection", _antibody_after_injection),
)
