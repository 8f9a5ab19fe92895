"""Drugs in FHIR: which one, since when, how much a day, and doses of cobalamin that were given."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from corrin import person as people
from corrin.catalog import drug_codes
from corrin.errors import InputError
from corrin.interfaces import fhir_values as values
from corrin.interfaces.fhir_values import block, moment, text
from corrin.person import Dose, Drug, When

KINDS = ("MedicationStatement", "MedicationUsage", "MedicationRequest", "MedicationOrder",
         "MedicationAdministration")  # fmt: skip
STARTS = ("effectiveDateTime", "effectivePeriod.start", "occurenceDateTime", "occurrenceDateTime",
          "authoredOn", "dateWritten", "dateAsserted",
          "dosageInstruction.timing.repeat.boundsPeriod.start")  # fmt: skip
_ENDS = ("effectivePeriod.end", "dosageInstruction.timing.repeat.boundsPeriod.end",
         "dispenseRequest.validityPeriod.end")  # fmt: skip
_ENDED = ("stopped", "completed")
_COBALAMINS = ("hydroxocobalamin", "cyanocobalamin", "methylcobalamin", "adenosylcobalamin")
_ROUTES = {"78421000": "im", "34206005": "sc", "47625008": "iv", "26643006": "oral", "37839007": "sublingual",
           "46713006": "nasal", "im": "im", "intramuscular": "im", "sc": "sc", "subcutaneous": "sc",
           "iv": "iv", "intravenous": "iv", "po": "oral", "oral": "oral", "sublingual": "sublingual",
           "nasal": "nasal"}  # fmt: skip
_PER_DAY = {"d": 1.0, "h": 24.0, "wk": 1 / 7}


def concept(resource: dict[str, Any], medications: dict[str, dict[str, Any]]) -> object:
    """The CodeableConcept of the drug, from the place where the FHIR version keeps it."""
    found = block(resource.get("medication"))
    reference = text(block(resource.get("medicationReference") or found.get("reference")).get("reference"))
    key = re.split(r"[/:#]", reference)[-1]
    if key in medications:
        return medications[key].get("code")
    return resource.get("medicationCodeableConcept") or found.get("concept")


def identify(resource: dict[str, Any], medications: dict[str, dict[str, Any]]) -> str:
    """The drug id; InputError when it is none of the catalogue's."""
    named = concept(resource, medications)
    found = values.codings(named)
    for coding in found:
        if coding.system == "rxnorm" and coding.code in drug_codes.RXNORM:
            return drug_codes.RXNORM[coding.code][0]
        for length in range(len(coding.code) if coding.system == "atc" else 0, 4, -1):
            if coding.code[:length] in drug_codes.ATC:
                return drug_codes.ATC[coding.code[:length]]
    written = " ".join([text(block(named).get("text")), *(coding.display for coding in found)]).lower()
    for word, drug in drug_codes.DRUG_WORDS.items():
        if re.search(rf"\b{re.escape(word)}\b", written):
            return drug
    raise InputError("the drug is not one that bears on B12 here" if named else "the drug is not named")


def course(resource: dict[str, Any], drug: str, today: date) -> Drug:
    """The drug with its dates and, where the record gives it in mg, its daily dose."""
    since = moment(resource, today, *STARTS)
    until = _end(resource, today)
    if until is None and values.status(resource.get("status")) in _ENDED:
        raise InputError("it was stopped, and when is not recorded")
    if since and until and until.last < since.day:
        raise InputError(f"it ends ({until}) before it starts ({since})")
    return Drug(drug, _daily(resource), since, until)


def _end(resource: dict[str, Any], today: date) -> When | None:
    try:
        return moment(resource, today, *_ENDS)
    except InputError as error:
        if "future" in error.message:
            return None  # planned to go on
        raise


def _daily(resource: dict[str, Any]) -> float | None:
    dosage = block(resource.get("dosageInstruction") or resource.get("dosage"))
    repeat = block(block(dosage.get("timing")).get("repeat"))
    rate = block(dosage.get("doseAndRate"))
    amount = values.quantity(dosage.get("doseQuantity") or rate.get("doseQuantity"))
    period = _PER_DAY.get(text(repeat.get("periodUnit") or repeat.get("periodUnits")))
    if amount is None or period is None or not amount.units:
        return None
    try:
        times = people.number("frequency", text(repeat.get("frequency")) or "1", 0.01, 100)
        every = people.number("period", text(repeat.get("period")) or "1", 0.01, 1000)
        return people.daily_dose(amount.text, f"{amount.units[0]}/d") * times / every * period
    except InputError:
        return None  # tablets, drops: no amount in mg


def dose(resource: dict[str, Any], drug: str, today: date) -> Dose | None:
    """A dose of cobalamin that was given, with amount, route and date; None when one of them is missing."""
    if resource["resourceType"] != "MedicationAdministration" or drug not in _COBALAMINS:
        return None
    dosage = block(resource.get("dosage"))
    quantity = values.quantity(dosage.get("dose") or dosage.get("quantity"))
    given = moment(resource, today, *STARTS)
    route = _route(dosage.get("route"))
    if quantity is None or not quantity.units or given is None or not route:
        raise InputError("a dose needs its amount, unit, route and date")
    return Dose(drug, people.amount(quantity.text, quantity.units[0]), route, given)


def untold(resource: dict[str, Any], drug: str, today: date) -> list[Drug]:
    """A cobalamin whose amount or dates are not told, as a course: results must not be read as untreated."""
    if drug not in (*_COBALAMINS, "vitamin-b12"):
        return []
    given = resource["resourceType"] == "MedicationAdministration"
    since = moment(resource, today, *STARTS)
    return [Drug(drug, None, since, since if given else None)]


def _route(named: object) -> str:
    words = [coding.code.lower() for coding in values.codings(named)]
    words += values.label(named).lower().split()
    return next((_ROUTES[word] for word in words if word in _ROUTES), "")


def merged(drugs: list[Drug]) -> tuple[Drug, ...]:
    """One course a drug: its earliest start, its latest end, the latest known dose."""
    courses: dict[str, Drug] = {}
    for drug in drugs:
        before = courses.get(drug.id, drug)
        starts = [each.since for each in (before, drug) if each.since]
        ends = [each.until for each in (before, drug) if each.until]
        still = before.until is None or drug.until is None
        courses[drug.id] = Drug(
            drug.id,
            before.mg_per_day if drug.mg_per_day is None else drug.mg_per_day,
            min(starts, key=lambda when: when.day, default=None),
            None if still else max(ends, key=lambda when: when.last),
        )
    return tuple(courses.values())
