"""One record however it is written: order, units, repeats of a day and thousands of results."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from inference.backwards import TODAY, record, weighed

from corrin.catalog.history import VOCABULARY
from corrin.catalog.markers import MARKERS
from corrin.catalog.whole import CATALOGUE
from corrin.errors import InputError
from corrin.inference.case import Case, case
from corrin.inference.tidy import MOST
from corrin.interfaces.person_file import read_person
from corrin.person import Person, Result, When
from corrin.units import ANALYTES

PANEL = {"total-b12": 118.0, "holotc": 15.0, "mma": 890.0, "homocysteine": 31.0, "folate": 36.2, "hb": 92.0,
         "platelets": 118.0, "creatinine": 74.0, "bilirubin": 21.5, "ferritin": 48.0, "gastrin": 440.0}  # fmt: skip
CODES = {"total-b12": ("14685-2", "pmol/L"), "mma": ("13964-2", "umol/L"), "hb": ("718-7", "g/dL")}
DRUGS = [
    "{id: metformin, dose: 1000, unit: mg/d, since: 2016-01}",
    "{id: metformin, dose: 2, unit: g/d, since: 2020-01}",
]


def line(test: str, unit: str, day: str = "2026-05-30") -> dict[str, Any]:
    return {"test": test, "value": PANEL[test] / ANALYTES[test].factors[unit], "unit": unit, "date": day}


def written(results: list[dict[str, Any]], drugs: list[str] = DRUGS) -> str:
    rows = "\n".join(f"  - {json.dumps(each)}" for each in results)
    return (
        "person: {age: 61, sex: female, weight: 64}\nconditions: [hashimoto, vitiligo, type-2-diabetes]\n"
        f"drugs: [{', '.join(drugs)}]\nresults:\n{rows}\n"
    )


PLAIN = [line(test, ANALYTES[test].unit) for test in PANEL]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_order_and_any_unit_make_the_same_case(data: st.DataObject) -> None:
    told = [line(test, data.draw(st.sampled_from(sorted(ANALYTES[test].factors)))) for test in PANEL]
    other = written(data.draw(st.permutations(told)), data.draw(st.permutations(DRUGS)))
    one, two = record(written(PLAIN)), record(other)
    assert one == two


@settings(max_examples=3, deadline=None)
@given(st.permutations(PLAIN[:5]))
def test_the_answer_is_the_same_to_the_last_digit(told: list[dict[str, Any]]) -> None:
    one, two = (weighed(record(written(each)), 80) for each in (PLAIN[:5], told))
    assert one.weights.tobytes() == two.weights.tobytes()
    assert one.p_deficient() == two.p_deficient() and one.p_causes() == two.p_causes()


def test_another_value_makes_another_case() -> None:
    assert record(written(PLAIN)) != record(written([PLAIN[0] | {"value": 118.1}, *PLAIN[1:]]))


def bundle(results: list[tuple[str, float, str]]) -> str:
    patient = {"resourceType": "Patient", "id": "a", "gender": "female", "birthDate": "1965"}
    labs = [
        {"resourceType": "Observation", "status": "final", "effectiveDateTime": day,
         "code": {"coding": [{"system": "http://loinc.org", "code": CODES[test][0]}]},
         "valueQuantity": {"value": value, "unit": CODES[test][1]}}
        for test, value, day in results
    ]  # fmt: skip
    return json.dumps({"resourceType": "Bundle", "entry": [{"resource": each} for each in (patient, *labs)]})


def test_yaml_json_and_fhir_make_the_same_case() -> None:
    told = [("total-b12", 118.0), ("mma", 0.89), ("hb", 9.2)]
    rows = [
        {"test": test, "value": value, "unit": CODES[test][1], "date": "2026-05-30"} for test, value in told
    ]
    plain = {"person": {"age": 61, "sex": "female"}, "results": rows}
    yaml = "person: {age: 61, sex: female}\nresults:\n" + "".join(f"  - {json.dumps(row)}\n" for row in rows)
    coded = bundle([(test, value, "2026-05-30") for test, value in told])
    cases = [record(text) for text in (yaml, json.dumps(plain, indent=1), coded)]
    assert cases[0] == cases[1] == cases[2] and len(cases[0].observations) == 3


# ---- repeats ---------------------------------------------------------------------------------------


def of(*results: Result) -> Case:
    return case(Person(61, "female", results=results), CATALOGUE, TODAY)


def b12(value: float, day: int = 30, platform: str = "") -> Result:
    return Result("total-b12", value, "", None, "pmol/L", When(date(2026, 5, day)), platform)


def test_results_of_one_day_count_as_one() -> None:
    told = of(b12(100.0), b12(121.0))
    assert [each.value for each in told.observations] == [pytest.approx(110.0)]
    assert [each for each in told.ignored if "100, 121 pmol/L on 2026-05-30" in each.what]
    assert told.warnings == ()
    assert len(of(b12(100.0), b12(121.0, 29)).observations) == 2, "another day is another result"
    assert len(of(b12(100.0), b12(121.0, 30, "roche")).observations) == 2, "another assay is another result"


def test_discordant_results_of_one_day_are_warned_of() -> None:
    (warned,) = of(b12(100.0), b12(400.0)).warnings
    assert "100 and 400 pmol/L" in warned and "another person's" in warned


def test_a_limit_is_kept_as_a_limit() -> None:
    told = record("person: {age: 61, sex: female}\nresults: [{test: holotc, value: '<10', unit: pmol/L}]")
    assert [(each.censor, each.value) for each in told.observations] == [("<", 10.0)]
    assert "holotc <10 pmol/L" in told.used


def test_of_an_antibody_the_latest_result_stands() -> None:
    told = of(*(Result("anti-if", None, "", said, "xULN", When(date(2026, 5, day)))
                for day, said in ((1, False), (9, True), (4, False))))  # fmt: skip
    assert [each.positive for each in told.signs] == [True]
    assert sum("latest result stands" in each.why for each in told.ignored) == 2


def test_a_number_without_a_unit_is_refused_with_its_two_readings() -> None:
    text = "person: {age: 61, sex: female}\nresults: [{test: total-b12, value: 250}]"
    with pytest.raises(InputError, match=r"250 pmol/L or 250 pg/mL \(= 184 pmol/L\)"):
        record(text)


# ---- thousands, and nothing ------------------------------------------------------------------------


def test_ten_thousand_results_are_bounded_and_none_is_lost_in_silence() -> None:
    start = date(1990, 1, 1)
    days = [(start + timedelta(days=n)).isoformat() for n in range(5000)]
    told = [("hb", 9.0 + n % 50 / 10, day) for n, day in enumerate(days)]
    told += [("mma", 0.2 + n % 7 / 10, day) for n, day in enumerate(days)]
    random.Random(1).shuffle(told)
    person = read_person(bundle(told), VOCABULARY, TODAY)
    assert len(person.results) == 10_000
    known = case(person, CATALOGUE, TODAY)
    assert len(known.observations) == MOST and min(each.day for each in known.observations) == -29.0
    aside = [each.what for each in known.ignored if "no more than" in each.why]
    assert aside == ["4970 older results of hb", "4970 older results of mma"]
    assert weighed(known, 40).weights.sum() == pytest.approx(1.0)


def test_a_huge_file_of_our_own_form_is_refused() -> None:
    rows = "".join(f"  - {json.dumps(line('hb', 'g/dL'))}\n" for _ in range(10_000))
    with pytest.raises(InputError, match="no larger than 200 kB"):
        record("person: {age: 61, sex: female}\nresults:\n" + rows)


def test_nobody_but_age_and_sex_is_a_case() -> None:
    known = record("person: {age: 61, sex: female}")
    assert known.observations == () and known.now == TODAY and known.suspects


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_read_makes_a_case_or_is_refused(data: st.DataObject) -> None:
    pick = lambda choices: data.draw(st.sampled_from(sorted(choices)))  # noqa: E731
    when = lambda: data.draw(st.sampled_from(["", "2026", "2025-11", "2026-05-30", "1999-12-31"]))  # noqa: E731
    numeric = sorted(id for id in MARKERS if not ANALYTES[id].words)
    results = []
    for _ in range(data.draw(st.integers(0, 4))):
        test = pick(numeric)
        low, high = ANALYTES[test].possible
        value = data.draw(st.sampled_from(["", "<", ">"])) + repr(data.draw(st.floats(low, high)))
        results.append({"test": test, "value": value, "unit": ANALYTES[test].unit, "platform": pick(VOCABULARY.platforms)}
                       | ({"date": day} if (day := when()) else {}))  # fmt: skip
    told = {
        "person": {"age": data.draw(st.integers(0, 120)), "sex": pick(["female", "male"])},
        "conditions": [{"id": pick(VOCABULARY.conditions)} | ({"since": day} if (day := when()) else {})],
        "procedures": [{"id": pick(VOCABULARY.procedures)} | ({"date": day} if (day := when()) else {})],
        "drugs": [{"id": pick(VOCABULARY.drugs)} | ({"since": day} if (day := when()) else {})],
        "findings": [pick(VOCABULARY.findings)],
        "results": results,
    }
    try:
        known = record(json.dumps(told))
    except InputError as refused:
        assert str(refused)
    else:
        assert all(each.value > 0.0 and each.day <= 0.0 for each in known.observations)
