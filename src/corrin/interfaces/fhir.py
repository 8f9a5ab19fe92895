"""Reads one person out of FHIR R4 or STU3 resources: own, small and tolerant; nothing is sent anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from corrin import person as people
from corrin.catalog import codes
from corrin.errors import InputError
from corrin.interfaces import fhir_drugs, fhir_results, fhir_values as values
from corrin.interfaces.fhir_values import block, items, moment, text
from corrin.person import Condition, Drug, Ignored, Person, Procedure, Result, When
from corrin.units import DAYS_A_YEAR, fold

_DROPPED = frozenset(
    "cancelled entered-in-error registered not-done not-taken draft preparation intended".split()
)
_DOUBTED = frozenset("refuted entered-in-error provisional differential unconfirmed".split())
_OVER = frozenset("resolved inactive".split())
_EFFECTIVE = ("effectiveDateTime", "effectiveInstant", "effectivePeriod.start", "issued")
_ONSET = ("onsetDateTime", "onsetPeriod.start", "recordedDate", "assertedDate", "dateRecorded")
_PERFORMED = ("performedDateTime", "performedPeriod.start", "occurrenceDateTime", "occurrencePeriod.start")
_RACES = {"2054-5": "black", "2106-3": "white", "2028-9": "asian", "1002-5": "other", "2076-8": "other"}
_SEXES = {"male": "male", "female": "female", "M": "male", "F": "female"}
_KILOGRAMS = {"kg": 1.0, "g": 1e-3, "lb_av": 0.45359237, "lb": 0.45359237, "lbs": 0.45359237}
_WHY = {
    "DiagnosticReport": "its results are read from the Observations",
    "MedicationDispense": "a supply, not a prescription; the request or statement is read",
}

parse = values.parse


class Reading(NamedTuple):
    """A person, the entries that were used, and those set aside with the reason."""

    person: Person
    used: tuple[str, ...]
    ignored: tuple[Ignored, ...]


def looks_like(written: str) -> bool:
    """Whether a text is FHIR JSON rather than a person's file."""
    return written.lstrip()[:1] in ("{", "[") and '"resourceType"' in written


def read(documents: Sequence[object], today: date) -> Reading:
    """One person from parsed JSON documents: Bundles, lists, resources, or parts of one patient.

    Args:
        documents: what `parse` returned, of one or several files.
        today: no date may lie after it.

    Returns:
        The person (age in years at the latest result), what was used and what was ignored, with reasons.

    Raises:
        InputError: no patient or more than one, no sex, no birth date, or a birth date that cannot be.
    """
    found = list(values.resources(list(documents)))
    patient = _patient(found)
    birth = moment(patient, today, "birthDate")
    if birth is None:
        raise InputError("the Patient has no birthDate; add it, or write the person as YAML with an age")
    record = _Record(today, birth, text(patient.get("id")), _contained(found))
    for resource in found:
        record.take(resource)
    return record.reading(patient)


def _patient(found: list[dict[str, Any]]) -> dict[str, Any]:
    patients = [resource for resource in found if resource["resourceType"] == "Patient"]
    if not patients:
        raise InputError("there is no Patient here, so age and sex are not known; give its file as well")
    if len({text(patient.get("id")) for patient in patients}) > 1:
        raise InputError(f"there are {len(patients)} Patients here; give one person at a time")
    return patients[0]


def _contained(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Medications by id, so that references to them can be followed."""
    inner = [block(entry) for resource in found for entry in items(resource.get("contained"))]
    drugs = (entry for entry in [*found, *inner] if entry.get("resourceType") == "Medication")
    return {text(entry.get("id")): entry for entry in drugs}


@dataclass
class _Record:
    """What has been read so far of one patient's resources."""

    today: date
    birth: When
    patient: str
    medications: dict[str, dict[str, Any]]
    results: dict[Result, str] = field(default_factory=dict[Result, str])
    conditions: list[Condition] = field(default_factory=list[Condition])
    procedures: list[Procedure] = field(default_factory=list[Procedure])
    drugs: list[Drug] = field(default_factory=list[Drug])
    findings: list[str] = field(default_factory=list[str])
    doses: list[people.Dose] = field(default_factory=list[people.Dose])
    weights: list[tuple[date, float]] = field(default_factory=list[tuple[date, float]])
    used: list[str] = field(default_factory=list[str])
    refused: Counter[Ignored] = field(default_factory=Counter[Ignored])

    def take(self, resource: dict[str, Any]) -> None:
        kind = str(resource["resourceType"])
        act = {"Observation": self._observation, "Condition": self._condition,
               "Procedure": self._procedure}.get(kind)  # fmt: skip
        if kind in fhir_drugs.KINDS:
            act = self._drug
        if kind in ("Patient", "Medication"):
            return
        what = f"{kind} {_label(resource)}".strip()[:160]
        if act is None:
            self._ignore(kind, _WHY.get(kind, "not a kind of record that corrin reads"))
        elif not self._theirs(resource):
            self._ignore(what, "it belongs to another patient")
        elif values.status(resource.get("status")) in _DROPPED:
            self._ignore(what, f"its status is {values.status(resource.get('status'))}")
        else:
            values.attempt(lambda: act(resource, what), lambda why: self._ignore(what, why))

    def reading(self, patient: dict[str, Any]) -> Reading:
        dated = [result.date.day for result in self.results if result.date]
        person = Person(
            age=_age(self.birth, max(dated, default=self.today)),
            sex=_sex(patient),
            weight=max(self.weights)[1] if self.weights else None,
            ethnicity=_race(patient),
            conditions=tuple(dict.fromkeys(self.conditions)),
            procedures=tuple(dict.fromkeys(self.procedures)),
            drugs=fhir_drugs.merged(self.drugs),
            findings=tuple(dict.fromkeys(self.findings)),
            doses=tuple(dict.fromkeys(self.doses)),
            results=tuple(self.results),
            ignored=_counted(self.refused),
        )
        return Reading(person, tuple(self.used), person.ignored)

    def _ignore(self, what: str, why: str) -> None:
        self.refused[Ignored(what, why)] += 1

    def _theirs(self, resource: dict[str, Any]) -> bool:
        subject = block(resource.get("subject") or resource.get("patient"))
        reference = text(subject.get("reference")).split("/_history")[0]
        return not reference or not self.patient or reference.endswith(self.patient)

    def _when(self, resource: dict[str, Any], *paths: str) -> When | None:
        found = moment(resource, self.today, *paths)
        if found and found.last < self.birth.day:
            raise InputError(f"its date {found} is before the birth date")
        return found

    def _observation(self, resource: dict[str, Any], what: str) -> None:
        taken = self._when(resource, *_EFFECTIVE)
        parts = [block(part) for part in items(resource.get("component"))]
        for part in parts:
            name = f"{what}: {_label(part)}"
            values.attempt(
                lambda part=part, name=name: self._measured(part, name, taken),
                lambda why, name=name: self._ignore(name, why),
            )
        if not parts or any(key.startswith("value") for key in resource):
            self._measured(resource, what, taken)

    def _measured(self, part: dict[str, Any], what: str, taken: When | None) -> None:
        loinc = [coding.code for coding in values.codings(part.get("code")) if coding.system == "loinc"]
        for code in loinc:
            if code in codes.LOINC_SET_ASIDE:
                raise InputError(codes.LOINC_SET_ASIDE[code])
        if any(code in codes.WEIGHT_LOINC for code in loinc):
            self._weigh(part, what, taken)
            return
        lab = next((codes.LOINC[code] for code in loinc if code in codes.LOINC), None)
        if lab is None:
            raise InputError("its code is not a marker of corrin" if loinc else "it has no LOINC code")
        result = fhir_results.result(part, lab, taken)
        if result.value is None and result.qualitative is None:
            raise InputError("the result is equivocal")
        if result in self.results:
            raise InputError(f"the same result was read from {self.results[result]}")
        self.results[result] = what
        self.used.append(f"{result.test}: {what}")

    def _weigh(self, part: dict[str, Any], what: str, taken: When | None) -> None:
        found = values.quantity(part.get("valueQuantity"))
        units = [fold(unit) for unit in found.units] if found else []
        scale = next((_KILOGRAMS[unit] for unit in units if unit in _KILOGRAMS), None)
        if found is None or scale is None:
            raise InputError("it has no number, or its unit is not kg, g or lb")
        weight = people.number("weight", found.text, 1 / scale, 400 / scale) * scale
        self.weights.append((taken.day if taken else date.min, weight))
        self.used.append(f"weight: {what}")

    def _condition(self, resource: dict[str, Any], what: str) -> None:
        doubt = values.status(resource.get("verificationStatus"))
        if doubt in _DOUBTED:
            raise InputError(f"its verification status is {doubt}")
        term = fhir_results.term(resource.get("code"))
        if term.kind == "procedure":
            raise InputError("its code is an operation's")
        since = self._when(resource, *_ONSET)
        until = self._when(resource, "abatementDateTime", "abatementPeriod.end", "abatementPeriod.start")
        if values.status(resource.get("clinicalStatus")) in _OVER and until is None:
            raise InputError("it is over, and when is not recorded")
        if since and until and until.last < since.day:
            raise InputError(f"it ends ({until}) before it starts ({since})")
        if term.kind == "finding":
            if until:
                raise InputError("it is over")
            self.findings.append(term.id)
        else:
            self.conditions.append(Condition(term.id, since, until, term.site))
        self.used.append(f"{term.id}: {what}")

    def _procedure(self, resource: dict[str, Any], what: str) -> None:
        term = fhir_results.term(resource.get("code"))
        if term.kind != "procedure":
            raise InputError("its code is not an operation's")
        self.procedures.append(Procedure(term.id, self._when(resource, *_PERFORMED)))
        self.used.append(f"{term.id}: {what}")

    def _drug(self, resource: dict[str, Any], what: str) -> None:
        drug = fhir_drugs.identify(resource, self.medications)
        self._when(resource, *fhir_drugs.STARTS)
        try:
            dose = fhir_drugs.dose(resource, drug, self.today)
            course = None if dose else fhir_drugs.course(resource, drug, self.today)
        except InputError:
            self.drugs += fhir_drugs.untold(resource, drug, self.today)
            raise
        if dose:
            self.doses.append(dose)
        if course:
            self.drugs.append(course)
        self.used.append(f"{drug}: {what}")


def _label(resource: dict[str, Any]) -> str:
    concept = resource.get("code") or fhir_drugs.concept(resource, {})
    found = values.codings(concept)
    name = values.label(concept) if concept else ""
    return f"{found[0].code} {name}" if found and found[0].code != name else name


def _sex(patient: dict[str, Any]) -> people.Sex:
    told = [text(patient.get("gender"))]
    told += [text(block(entry).get("valueCode")) for entry in items(patient.get("extension"))
             if text(block(entry).get("url")).endswith("birthsex")]  # fmt: skip
    for each in told:
        if each in _SEXES:
            return people.sex(_SEXES[each])
    raise InputError("the Patient has neither gender male or female nor a birth sex; the model needs one")


def _race(patient: dict[str, Any]) -> str:
    for entry in map(block, items(patient.get("extension"))):
        if text(entry.get("url")).endswith("us-core-race"):
            parts = [block(part).get("valueCoding") for part in items(entry.get("extension"))]
            found = [text(block(part).get("code")) for part in parts]
            return next((_RACES[code] for code in found if code in _RACES), "")
    return ""


def _age(birth: When, at: date) -> float:
    years = (at - birth.day).days / DAYS_A_YEAR
    if not 0 <= years <= 120:
        raise InputError(f"the birth date {birth} makes the age {years:.0f} years; ages go from 0 to 120")
    return round(years, 1) if birth.precision == "day" else float(at.year - birth.day.year)


def _counted(refused: Counter[Ignored]) -> tuple[Ignored, ...]:
    return tuple(
        Ignored(f"{entry.what} (x{times})" if times > 1 else entry.what, entry.why)
        for entry, times in refused.items()
    )
