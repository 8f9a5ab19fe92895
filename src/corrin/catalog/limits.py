"""Limits: people for whom an answer means less, and what the warning tells them."""

from __future__ import annotations

from corrin.catalog.history import COBALAMINS
from corrin.catalog.markers import MARKERS
from corrin.catalog.red_flags import LONGEST, pregnant
from corrin.inference.rules import Limit, Record
from corrin.marker import Marker

ADULT = 16.0  # years
FAILED_KIDNEYS = 15.0  # mL/min/1.73 m2
LINGERS = 120  # days that a dose, a transfusion or folic acid shows in results: a red cell's life
VERY_HIGH = 1000.0  # pmol/L of total B12
_STALE = 365  # days
_MALIGNANT = ("myelodysplasia", "myeloproliferative", "leukaemia", "lymphoma", "myeloma")
_OLDEST_PREGNANT = 55.0
_OF_WOMEN = frozenset({"pregnancy", "breastfeeding", "oral-contraceptive"})


def _child(record: Record) -> str | None:
    if record.person.age >= ADULT:
        return None
    return (
        "the numbers of the body are those of adults; a child's answer is a guess: of use are what was used, the red "
        "flags and which results lie outside a child's own limits"
    )


def _pregnant(record: Record) -> str | None:
    told = record.condition("pregnancy")
    if told and told.since and record.days_since(told.since) > LONGEST["pregnancy"]:
        since = f"pregnancy is on record since {told.since}"
        return f"{since}, longer than one lasts: taken as over; give its end under until"
    if told and record.person.age > _OLDEST_PREGNANT:
        return (
            f"pregnancy at {record.person.age:g} years is improbable: check that the record is of one person"
        )
    if not pregnant(record) or not told:
        return None
    return (
        "in pregnancy total B12 falls by a third without deficiency, and limits are of people who are not pregnant: "
        "holotranscobalamin and methylmalonate tell more than the total"
    )


def _dialysis(record: Record) -> str | None:
    dialysed = record.condition("dialysis") is not None
    if not dialysed and not (record.egfr is not None and record.egfr < FAILED_KIDNEYS):
        return None
    missing = "; no eGFR is given, so how far they have failed is not known" if record.egfr is None else ""
    return (
        f"{'dialysis' if dialysed else f'an eGFR under {FAILED_KIDNEYS:g}'} is outside what the model was tried on: "
        "failed kidneys raise methylmalonate and homocysteine several fold without deficiency, and dialysis changes "
        f"both from day to day{missing}. A normal methylmalonate still speaks against deficiency; a raised one tells "
        "little"
    )


def _recent_dose(record: Record) -> str | None:
    days = [record.days_since(each.date) for each in record.person.doses]
    last = min((each for each in days if each >= 0), default=None)
    if last is None or last > LINGERS:
        return None
    return (
        f"B12 was given {last} d before the latest result: serum B12 and holotranscobalamin show the dose, and "
        "methylmalonate, homocysteine and the blood are on their way; this is how things stand after the dose, and "
        "a low chance of deficiency does not mean that there was none before"
    )


def _unknown_dose(record: Record) -> str | None:
    taken = record.drugs(*COBALAMINS, "vitamin-b12")
    if not taken or record.person.doses:
        return None
    return (
        f"{taken[0].id} is or was taken at doses and dates that are not told: results that it changes are left out, "
        "and the answer takes the body as untreated; list the doses, or read it as of before the first"
    )


def _transfused(record: Record) -> str | None:
    given = [each for each in record.person.procedures if each.id == "red-cell-transfusion"]
    if not any(each.date is None or 0 <= record.days_since(each.date) <= LINGERS for each in given):
        return None
    return (
        "red cells were transfused: haemoglobin, cell volume and red-cell folate are partly a donor's and are left "
        "out where taken after it; a sample from before says more"
    )


def _folic_acid(record: Record) -> str | None:
    begun = [each for each in record.drugs("folic-acid") if each.until is None]
    if not any(each.since is None or record.days_since(each.since) <= LINGERS for each in begun):
        return None
    return (
        "folic acid was begun, and it is not lived by the simulated people: it raises serum folate, lowers "
        "homocysteine and mends the blood without B12 reaching the nerves, so that better counts do not speak "
        "against B12 deficiency"
    )


def _malignant(record: Record) -> str | None:
    told = record.condition(*_MALIGNANT)
    if told is None:
        return None
    return (
        f"{told.id} is known: counts and cell volume may be its own or its treatment's, and total B12 may be raised "
        "by haptocorrin from white cells; methylmalonate is the result to go by"
    )


def _very_high(record: Record) -> str | None:
    treated = record.person.doses or record.drugs(*COBALAMINS, "vitamin-b12")
    if treated or not record.above("total-b12", VERY_HIGH):
        return None
    return (
        f"total B12 is over {VERY_HIGH:g} pmol/L and no B12 is told: look for a supplement not told, liver disease, "
        "kidney failure, a myeloid or solid tumour, or B12 bound to antibodies; a high total does not show that "
        "cells have enough"
    )


def _assay(record: Record) -> str | None:
    named = sorted({(each.test, each.platform) for each in record.person.results if each.value is not None})
    unknown = [
        f"{test} by {platform}"
        for test, platform in named
        if platform not in ("", "unknown") and platform not in _known(test)
    ]
    if not unknown:
        return None
    return (
        f"no bias is known here of {', '.join(unknown)}: read as if it had none, though makers differ (in total B12 "
        "by a quarter at the lower limit)"
    )


def _known(test: str) -> frozenset[str]:
    marker = MARKERS.get(test)
    return frozenset(marker.platforms) if isinstance(marker, Marker) else frozenset()


def _contradicted(record: Record) -> str | None:
    named = {each.id for each in (*record.person.conditions, *record.person.drugs)}
    wrong = sorted(named & _OF_WOMEN) if record.person.sex == "male" else []
    if not wrong:
        return None
    return (
        f"the record contradicts itself: {', '.join(wrong)} in a male; it is left out. Check that the sex is that of "
        "the body and the record of one person"
    )


def _stale(record: Record) -> str | None:
    dated = [record.days_since(each.date) for each in record.person.results if each.date]
    if not dated or max(dated) <= _STALE:
        return None
    return (
        f"results are up to {max(dated) / 365.25:.1f} years older than the latest: older ones tell of the body as it "
        "was then"
    )


LIMITS = (
    Limit("child", _child),
    Limit("contradiction", _contradicted),
    Limit("recent-dose", _recent_dose),
    Limit("unknown-dose", _unknown_dose),
    Limit("dialysis", _dialysis),
    Limit("pregnancy", _pregnant),
    Limit("transfusion", _transfused),
    Limit("folic-acid", _folic_acid),
    Limit("malignancy", _malignant),
    Limit("very-high-b12", _very_high),
    Limit("assay", _assay),
    Limit("old-results", _stale),
)
