"""FHIR: what is taken from published samples, what is set aside and why, and that nothing else ever happens."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from corrin.catalog.history import VOCABULARY
from corrin.errors import InputError
from corrin.interfaces import fhir
from corrin.interfaces.person_file import read_person
from corrin.person import Condition, Dose, Person, When

TODAY = date(2026, 4, 1)
SAMPLES = Path(__file__).parents[1] / "data" / "fhir"
EXAMPLES = Path(__file__).parents[2] / "examples"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
PATIENT = {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1959-02-14"}


def sample(*names: str) -> Person:
    return read_person([SAMPLES / f"smart-stu3-{name}.json" for name in names], VOCABULARY, TODAY)


def concept(system: str, code: str, display: str = "") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": display}]}


def lab(code: str, value: Any = None, unit: str = "", **more: Any) -> dict[str, Any]:
    made = {"resourceType": "Observation", "status": "final", "code": concept(LOINC, code),
            "effectiveDateTime": "2026-03-02T08:15:00Z"}  # fmt: skip
    if value is not None:
        made["valueQuantity"] = {"value": value, "unit": unit, "system": UCUM, "code": unit}
    return made | more


def reading(*resources: dict[str, Any], patient: dict[str, Any] = PATIENT) -> fhir.Reading:
    return fhir.read(
        [{"resourceType": "Bundle", "entry": [{"resource": r} for r in (patient, *resources)]}], TODAY
    )


def refused(*resources: dict[str, Any]) -> str:
    found = reading(*resources)
    assert not found.person.results
    assert len(found.ignored) == 1
    return found.ignored[0].why


def test_a_patient_in_two_parts_is_one_person() -> None:
    person = sample("8888803", "8888803.01")
    b12 = {str(result.date): result.value for result in person.results if result.test == "total-b12"}
    assert b12 == {  # 395, 423 and 572 pg/mL
        "2015-04-29": pytest.approx(291.4, rel=1e-3),
        "2015-10-31": pytest.approx(312.1, rel=1e-3),
        "2016-06-09": pytest.approx(422.0, rel=1e-3),
    }
    assert (person.sex, person.age) == ("female", pytest.approx(30.2, abs=0.1))
    assert person.weight == pytest.approx(100, abs=30)
    assert [condition.id for condition in person.conditions] == ["iron-deficiency", "hypothyroidism"]
    assert set(sample("8888803.01", "8888803").results) == set(person.results)


def test_a_part_without_the_patient_says_so() -> None:
    with pytest.raises(InputError, match="no Patient here"):
        sample("8888803")


def test_pernicious_anaemia_and_its_drugs_are_found_under_status_unknown() -> None:
    person = sample("1642068")
    assert {"pernicious-anaemia", "hypothyroidism"} <= {condition.id for condition in person.conditions}
    assert [drug.id for drug in person.drugs] == ["pantoprazole", "ranitidine"]
    assert {"hb", "mcv", "rdw", "creatinine"} <= {result.test for result in person.results}


def test_crohns_of_the_large_bowel_spares_the_ileum() -> None:
    assert sample("1157764").conditions == (
        Condition("crohns-disease", When(date(2009, 5, 9)), None, "colon"),
    )


def test_everything_set_aside_has_a_reason() -> None:
    ignored = [entry for name in ("1157764", "1642068") for entry in sample(name).ignored]
    assert len(ignored) > 20
    assert all(entry.what and entry.why for entry in ignored)
    reasons = {entry.what.split(" (")[0]: entry.why for entry in ignored}
    assert "supply" in reasons["MedicationDispense"]


def test_the_same_person_in_either_form_gives_the_same_results() -> None:
    plain = read_person(EXAMPLES / "pernicious-anaemia.yaml", VOCABULARY, TODAY)
    coded = read_person(EXAMPLES / "pernicious-anaemia.fhir.json", VOCABULARY, TODAY)
    assert len(plain.results) == len(coded.results) == 18
    for ours, theirs in zip(plain.results, coded.results, strict=True):
        assert (ours.test, ours.date, ours.qualitative) == (theirs.test, theirs.date, theirs.qualitative)
        assert theirs.value == (ours.value and pytest.approx(ours.value, rel=2e-3))
    assert (plain.sex, plain.weight, plain.findings) == (coded.sex, coded.weight, coded.findings)


SET_ASIDE = [
    (lab("2132-9", 300), "it could be 300 pmol/L or 300 pg/mL"),
    (lab("2132-9", 300, "pmol/L"), "neither is trusted"),
    (lab("14685-2", 300, "pg/mL"), "neither is trusted"),
    (lab("2132-9", 300, "mmHg"), "unknown unit"),
    (lab("2132-9", 3e9, "pg/mL"), "impossible"),
    (lab("2132-9", 300, "pg/mL", status="entered-in-error"), "status is entered-in-error"),
    (lab("2132-9", 300, "pg/mL", status="cancelled"), "status is cancelled"),
    (lab("2132-9", 300, "pg/mL", effectiveDateTime="2031-01-01"), "in the future"),
    (lab("2132-9", 300, "pg/mL", effectiveDateTime="1950-01-01"), "before the birth date"),
    (lab("2132-9", 300, "pg/mL", effectiveDateTime="yesterday"), "not a date"),
    (lab("2132-9", 300, "pg/mL", subject={"reference": "Patient/other"}), "another patient"),
    (lab("2132-9", dataAbsentReason={"text": "unknown"}), "no value"),
    (lab("2132-9", valueString="see note"), "not a number"),
    (lab("2132-9", valueQuantity={"value": 300, "unit": "pmol/L", "code": "pg/mL"}), "disagree"),
    (lab("2132-9", valueQuantity={"value": 300, "unit": "pg/mL", "comparator": "~"}), "comparator"),
    (lab("21000-5", 48, "fL"), "another quantity"),
    (lab("60474-4", 90, "10*9/L"), "another quantity"),
    (lab("31017-7", 30, "U/mL"), "upper limit"),
    (lab("31444-3", valueCodeableConcept=concept(SNOMED, "42425007")), "equivocal"),
    (lab("31444-3", valueString="lipaemic"), "not understood"),
    (lab("0000-0", 1, "1"), "not a marker"),
    ({"resourceType": "Observation", "code": {"text": "Vitamin B12"}}, "no LOINC code"),
    ({"resourceType": "DiagnosticReport"}, "read from the Observations"),
    ({"resourceType": "Claim"}, "not a kind of record"),
    ({"resourceType": "Condition", "code": concept(SNOMED, "53442002")}, "not stated"),
    ({"resourceType": "Condition", "code": concept(SNOMED, "84027009"), "verificationStatus": "refuted"}, "refuted"),
    ({"resourceType": "Condition", "code": concept(SNOMED, "84027009"),
      "verificationStatus": concept("x", "entered-in-error")}, "entered-in-error"),
    ({"resourceType": "Condition", "code": concept(SNOMED, "77386006"), "clinicalStatus": "resolved"},
     "when is not recorded"),
    ({"resourceType": "Condition", "code": {"text": "pernicious anaemia"}}, "not one that bears"),
    ({"resourceType": "Procedure", "code": concept(SNOMED, "26452005"), "status": "not-done"}, "not-done"),
    ({"resourceType": "MedicationRequest", "medicationCodeableConcept": {"text": "Mesalazine"}}, "bears on B12"),
    ({"resourceType": "MedicationRequest", "status": "stopped",
      "medicationCodeableConcept": {"text": "Metformin 500 mg"}}, "stopped"),
    ({"resourceType": "MedicationAdministration",
      "medicationCodeableConcept": {"text": "Hydroxocobalamin 1 mg"}}, "amount, unit, route and date"),
]  # fmt: skip


@pytest.mark.parametrize(("resource", "part"), SET_ASIDE)
def test_what_cannot_be_trusted_is_set_aside(resource: dict[str, Any], part: str) -> None:
    assert part in refused(resource)


TAKEN = [
    (lab("2132-9", 145, "pg/mL"), "total-b12", 107.0, "", None),
    (lab("2132-9", valueString="145 pg/mL"), "total-b12", 107.0, "", None),
    (lab("72160-5", valueQuantity={"value": 10, "code": "pmol/L", "comparator": "<"}), "holotc", 10.0, "<", None),
    (lab("13964-2", valueQuantity={"value": 0.62, "unit": "µmol/L"}), "mma", 620.0, "", None),
    (lab("777-3", valueQuantity={"value": 118, "unit": "thousand per microliter", "code": "10*3/uL"}),
     "platelets", 118.0, "", None),
    (lab("31444-3", valueCodeableConcept=concept(SNOMED, "10828004")), "anti-if", None, "", True),
    (lab("31444-3", valueCodeableConcept={"text": "Not detected"}), "anti-if", None, "", False),
    (lab("14241-4", valueString="NEGATIVE"), "anti-parietal", None, "", False),
    (lab("14241-4", interpretation=[concept("v3", "POS")]), "anti-parietal", None, "", True),
    (lab("17780-8", valueBoolean=False), "h-pylori-stool", None, "", False),
    (lab("31017-7", 30, "U/mL", referenceRange=[{"high": {"value": 10, "unit": "U/mL"}}]), "ttg-iga", 3.0, "", True),
]  # fmt: skip


@pytest.mark.parametrize(("resource", "test", "value", "censor", "positive"), TAKEN)
def test_results_are_taken_as_laboratories_send_them(
    resource: dict[str, Any], test: str, value: float | None, censor: str, positive: bool | None
) -> None:
    found = reading(resource)
    assert not found.ignored and found.used
    (result,) = found.person.results
    assert (result.test, result.censor, result.qualitative) == (test, censor, positive)
    assert result.value == (value and pytest.approx(value, rel=1e-3))


def test_components_and_contained_panels_are_read() -> None:
    part = {"code": concept(LOINC, "718-7"), "valueQuantity": {"value": 8.1, "unit": "g/dL"}}
    panel = {"resourceType": "Observation", "code": concept(LOINC, "58410-2"), "component": [part, 3, {}]}
    person = reading(panel).person
    assert [(result.test, result.value) for result in person.results] == [("hb", pytest.approx(81))]


def test_the_same_result_sent_twice_counts_once() -> None:
    found = reading(
        lab("2132-9", 145, "pg/mL"), lab("14685-2", 106.98126, "pmol/L"), lab("2132-9", 145, "pg/mL")
    )
    assert len(found.person.results) == 2
    assert "same result" in found.ignored[0].why


def test_drugs_doses_and_operations_are_taken_with_their_dates() -> None:
    person = reading(
        {"resourceType": "MedicationStatement", "status": "active", "effectivePeriod": {"start": "2016-01"},
         "medicationCodeableConcept": concept("http://www.whocc.no/atc", "A10BD07"),
         "dosage": [{"doseAndRate": [{"doseQuantity": {"value": 500, "unit": "mg"}}],
                     "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}}]},
        {"resourceType": "Medication", "id": "m1", "code": {"text": "Omeprazole 20 mg capsule"}},
        {"resourceType": "MedicationRequest", "medicationReference": {"reference": "Medication/m1"}},
        {"resourceType": "MedicationAdministration", "effectiveDateTime": "2026-02-01T10:00:00Z",
         "medicationCodeableConcept": {"text": "Hydroxocobalamin 1 mg/mL injection"},
         "dosage": {"dose": {"value": 1, "unit": "mg"}, "route": concept(SNOMED, "78421000")}},
        {"resourceType": "Procedure", "status": "completed", "code": concept(SNOMED, "26452005"),
         "performedDateTime": "2021-01"},
        {"resourceType": "Condition", "code": concept("http://hl7.org/fhir/sid/icd-10-cm", "K50.00")},
    ).person  # fmt: skip
    assert [(drug.id, drug.mg_per_day, str(drug.since)) for drug in person.drugs] == [
        ("metformin", 1000, "2016-01"), ("omeprazole", None, "None")]  # fmt: skip
    assert person.doses == (
        Dose("hydroxocobalamin", pytest.approx(737806, rel=1e-5), "im", When(date(2026, 2, 1))),
    )
    assert person.procedures[0].id == "gastrectomy-total"
    assert person.conditions[0].site == "ileum"


@pytest.mark.parametrize(
    ("change", "part"),
    [({"gender": "unknown"}, "birth sex"), ({"birthDate": None}, "no birthDate"), ({"birthDate": "2030"}, "future"),
     ({"birthDate": "1850"}, "0 to 120"), ({"birthDate": "soon"}, "not a date")],
)  # fmt: skip
def test_a_patient_who_cannot_be_placed_is_refused(change: dict[str, Any], part: str) -> None:
    with pytest.raises(InputError, match=part):
        reading(patient=PATIENT | change)


def test_two_patients_are_refused() -> None:
    with pytest.raises(InputError, match="one person at a time"):
        reading(PATIENT | {"id": "other"})


def test_ndjson_and_lists_are_read() -> None:
    lines = [json.dumps(resource) for resource in (PATIENT, lab("718-7", 8.1, "g/dL"))]
    for text in ("\n".join(lines), f"[{','.join(lines)}]\n"):
        assert read_person(text + "\n", VOCABULARY, TODAY).results[0].value == pytest.approx(81)


# ---- anything at all may come: only a refusal may leave

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
WHOLE = json.loads((EXAMPLES / "pernicious-anaemia.fhir.json").read_text(encoding="utf-8"))


def only_refuses(text: str) -> None:
    try:
        read_person(text + "\n", VOCABULARY, TODAY)
    except InputError as error:
        assert str(error)


@given(st.lists(st.dictionaries(st.sampled_from(
    ["code", "status", "subject", "valueQuantity", "valueString", "component", "effectiveDateTime", "dosage",
     "clinicalStatus", "medicationCodeableConcept", "medication", "onsetDateTime", "contained", "id"]), JSON),
    max_size=4), st.sampled_from(
    ["Observation", "Condition", "Procedure", "MedicationRequest", "MedicationAdministration", "Bundle", "Patient",
     "Medication", ""]))  # fmt: skip
def test_arbitrary_resources(bodies: list[dict[str, Any]], kind: str) -> None:
    found = [{"resourceType": kind} | body for body in bodies]
    only_refuses(json.dumps([PATIENT, *found]))


@settings(max_examples=200)
@given(st.data())
def test_a_damaged_bundle(data: st.DataObject) -> None:
    plain = json.loads(json.dumps(WHOLE))
    node: Any = plain
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        deeper = isinstance(node[key], dict | list) and len(node[key]) > 0
        if not deeper or data.draw(st.integers(0, 3)) == 0:
            break
        node = node[key]
    node[key] = data.draw(JSON)
    only_refuses(json.dumps(plain))


@pytest.mark.parametrize("text", [
    '{"resourceType": NaN}', '{"resourceType": "Bundle", "resourceType": "Bundle"}',
    '{"resourceType": ' + "[" * 100_000, '{"resourceType": "Patient", "id": ' + "9" * 5000 + "}",
    '{"resourceType": "Bundle", "entry": {"resource": {"resourceType": "Bundle"}}}',
])  # fmt: skip
def test_hostile_json_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_person(text + "\n", VOCABULARY, TODAY)


# ---- cobalamin of unknown dose or date: the results must not be read as untreated


@pytest.mark.parametrize(
    ("resource", "since", "until"),
    [
        ({"resourceType": "MedicationAdministration", "effectiveDateTime": "2026-02-01",
          "medicationCodeableConcept": {"text": "Hydroxocobalamin 1 mg"}}, "2026-02-01", "2026-02-01"),
        ({"resourceType": "MedicationRequest", "status": "stopped", "authoredOn": "2025-02",
          "medicationCodeableConcept": {"text": "Vitamin B12 tablets"}}, "2025-02", "None"),
        ({"resourceType": "MedicationStatement", "status": "completed",
          "medicationCodeableConcept": {"text": "Cyanocobalamin"}}, "None", "None"),
    ],
)  # fmt: skip
def test_an_incomplete_cobalamin_is_set_aside_and_still_known(
    resource: dict[str, Any], since: str, until: str
) -> None:
    found = reading(resource, lab("2132-9", 145, "pg/mL"))
    assert found.ignored
    (drug,) = found.person.drugs
    assert (str(drug.since), str(drug.until), drug.mg_per_day) == (since, until, None)


def test_another_drug_that_is_over_is_not_taken_on() -> None:
    stopped = {
        "resourceType": "MedicationRequest",
        "status": "stopped",
        "medicationCodeableConcept": {"text": "Metformin"},
    }
    assert reading(stopped).person.drugs == ()


def test_a_pregnant_man_is_refused() -> None:
    pregnant = {"resourceType": "Condition", "code": concept(SNOMED, "77386006")}
    man = PATIENT | {"gender": "male"}
    with pytest.raises(InputError, match="pregnancy and sex male contradict each other"):
        read_person(json.dumps([man, pregnant]) + "\n", VOCABULARY, TODAY)


@pytest.mark.parametrize(
    ("code", "id"),
    [
        ("Z99.2", "dialysis"),
        ("N18.6", "dialysis"),
        ("D46.9", "myelodysplasia"),
        ("C92.10", "leukaemia"),
        ("O09.01", "pregnancy"),
    ],
)
def test_what_limits_an_answer_is_found_under_its_code(code: str, id: str) -> None:
    coded = {"resourceType": "Condition", "code": concept("http://hl7.org/fhir/sid/icd-10-cm", code)}
    assert [each.id for each in reading(coded).person.conditions] == [id]
