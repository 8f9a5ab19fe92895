"""Results and coded statements in FHIR: what was measured, in which unit, and what a code means here."""

from __future__ import annotations

from typing import Any

from corrin import person as people
from corrin.catalog import codes, scope_codes
from corrin.errors import InputError
from corrin.interfaces import fhir_values as values
from corrin.interfaces.fhir_values import block, text
from corrin.person import Result, When
from corrin.units import analyte, fold, scale

_ICD10 = {**codes.ICD10, **scope_codes.ICD10}
_TABLES = {"snomed": {**codes.SNOMED, **scope_codes.SNOMED}, "cpt": {**codes.CPT, **scope_codes.CPT}}


def term(concept: object) -> codes.Term:
    """What a coded condition or operation is here; InputError when it is nothing that bears on B12."""
    for coding in values.codings(concept):
        code = coding.code.replace(".", "").upper()
        if code in codes.SET_ASIDE_TERMS:
            raise InputError(codes.SET_ASIDE_TERMS[code])
        if coding.system == "icd10":
            for length in range(len(code), 2, -1):
                if code[:length] in _ICD10:
                    return _ICD10[code[:length]]
        if coding.code in _TABLES.get(coding.system, {}):
            return _TABLES[coding.system][coding.code]
    raise InputError("its code is not one that bears on B12 here")


def result(part: dict[str, Any], lab: codes.Lab, taken: When | None) -> Result:
    """The result of an Observation, or of one component of it; InputError when it cannot be trusted."""
    words = analyte(lab.marker).words
    found = values.quantity(part.get("valueQuantity"))
    told = text(part.get("valueString")) or text(part.get("valueInteger"))
    if found is None and words:
        word = told or _word(part.get("valueCodeableConcept")) or _word(part.get("interpretation"))
        if isinstance(part.get("valueBoolean"), bool):
            word = "positive" if part["valueBoolean"] else "negative"
        if word and not any(letter.isdigit() for letter in word):
            return people.result(lab.marker, word, date=taken)
    if found is None and not told:
        raise InputError("it has no value")
    found = found or values.written_quantity(told)
    unit = _unit(lab, found)
    return people.result(lab.marker, found.text, unit=unit, date=taken, reference=_limit(part, unit))


def _unit(lab: codes.Lab, found: values.Quantity) -> str:
    """The one unit that was meant: its spellings agree, and are of the property the LOINC code names."""
    scales = {unit: scale(lab.marker, unit) for unit in found.units}
    known = {unit: factor for unit, factor in scales.items() if factor is not None}
    unit = next(iter(known or found.units), "")
    if len(set(known.values())) > 1:
        raise InputError(f"its units disagree: {' and '.join(known)}")
    if unit and lab.measured != "other" and ("mol" in fold(unit)) != (lab.measured == "moles"):
        raise InputError(f"its code says {lab.measured}, its unit {unit} does not; neither is trusted")
    return unit


def _limit(part: dict[str, Any], unit: str) -> float | None:
    high = values.quantity(block(part.get("referenceRange")).get("high"))
    if high is None or (high.units and fold(high.units[0]) != fold(unit)):
        return None
    return people.number("reference range", high.text, 0, 1e9) or None


def _word(concept: object) -> str:
    for coding in values.codings(concept):
        if coding.code in codes.WORDS:
            return codes.WORDS[coding.code]
    label = values.label(concept)
    return "" if label == "not named" else label
