"""The contract of `corrin explain --json`: every key, its form and its meaning, on people unlike each other."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from typer.testing import CliRunner

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.markers import MARKERS
from corrin.catalog.red_flags import ALARMS
from corrin.catalog.treatments import TREATMENTS
from corrin.interfaces.cli import app

CONTRACT_MARKERS = (
    "total-b12 holotc mma homocysteine folate folate-rbc hb mcv rdw reticulocytes platelets neutrophils "
    "hypersegmentation ldh bilirubin ferritin creatinine egfr gastrin pepsinogen-1 pepsinogen-ratio anti-if "
    "anti-parietal h-pylori-stool h-pylori-breath h-pylori-serology calprotectin ttg-iga crp"
).split()
CONTRACT_CAUSES = (
    "h-pylori-gastritis autoimmune-gastritis pernicious-anaemia food-cobalamin-malabsorption crohns-ileitis "
    "ileal-resection systemic-autoimmune low-intake gastrectomy-total gastrectomy-distal rygb sleeve sibo coeliac "
    "pancreatic-insufficiency fish-tapeworm metformin acid-suppression nitrous-oxide alcohol pregnancy "
    "oral-contraceptive renal-impairment folate-deficiency iron-deficiency haptocorrin-deficiency if-deficiency "
    "imerslund-graesbeck transcobalamin-deficiency cblc none not-in-catalogue"
).split()

TEXT, COUNT = str, int


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def chance(value: Any) -> bool:
    return number(value) and -1e-9 <= value <= 1.0 + 1e-9


def maybe(value: Any) -> bool:
    return value is None or number(value)


def marker(value: Any) -> bool:
    return value in MARKERS


QUANTILES = {"q05": number, "q50": number, "q95": number}
TEST = {"test": marker, "information_bits": number, "status_bits": number, "cause_bits": number,
        "changes_decision_p": chance, "needed": bool, "worth": number, "cost": number, "wait_d": number,
        "preparation": TEXT}  # fmt: skip
SCHEMA: dict[str, Any] = {
    "model": {"version": TEXT, "hash": TEXT},
    "seed": COUNT,
    "used": [TEXT],
    "ignored": [{"what": TEXT, "why": TEXT}],
    "status": {"deficient": {"p": chance, "low": chance, "high": chance}, "definition": TEXT},
    "causes": [{"id": TEXT, "p": chance, "for": [TEXT], "against": [TEXT]}],
    "store": {"unit": TEXT} | QUANTILES,
    "time_to_anaemia": {"unit": TEXT, "q05": maybe, "q50": maybe, "q95": maybe},
    "predicted": {"*": {"unit": TEXT} | QUANTILES},
    "contributions": [{"result": TEXT, "deficient_without_it": chance, "causes_without_it": {"*": chance}}],
    "next_tests": [TEST],
    "tests_left_out": [TEST],
    "nothing_more_needed": bool,
    "forecasts": [
        {"treatment": TEXT,
         "markers": {"*": {"times_d": [number], "q05": [number], "q50": [number], "q95": [number]}},
         "p_normal_by": {"*": maybe}}
    ],
    "red_flags": [TEXT],
    "urgent": [{"id": TEXT, "what": TEXT, "do": TEXT}],
    "warnings": [TEXT],
    "effective_sample": number,
}  # fmt: skip


def faults(value: Any, form: Any, at: str = "") -> list[str]:
    """Where a value departs from a form; keys may be added, never lost."""
    if isinstance(form, dict):
        if not isinstance(value, dict):
            return [f"{at} is no object"]
        forms = dict.fromkeys(value, form["*"]) if "*" in form else form
        lost = [f"{at}.{key} is missing" for key in forms if key not in value]
        return lost + [
            each for key in forms if key in value for each in faults(value[key], forms[key], f"{at}.{key}")
        ]
    if isinstance(form, list):
        if not isinstance(value, list):
            return [f"{at} is no list"]
        return [each for n, part in enumerate(value) for each in faults(part, form[0], f"{at}[{n}]")]
    if isinstance(form, type):
        return [] if isinstance(value, form) else [f"{at} is {value!r}"]
    return [] if form(value) else [f"{at} is {value!r}"]


PEOPLE = {
    "bare": "person: {age: 50, sex: female}\n",
    "treated": "person: {age: 70, sex: female, weight: 59}\nfindings: [ataxia]\n"
    "doses: [{of: hydroxocobalamin, amount: 1, unit: mg, route: im, date: 2026-05-20}]\nresults:\n"
    "  - {test: total-b12, value: '>1500', unit: pmol/L, date: 2026-05-30}\n"
    "  - {test: mma, value: 0.6, unit: umol/L, date: 2026-05-30}\n"
    "  - {test: hb, value: 7.1, unit: g/dL, date: 2026-05-19}\n",
    "kidneys": "person: {age: 71, sex: male}\nconditions: [dialysis]\nresults:\n"
    "  - {test: mma, value: 2.1, unit: umol/L}\n  - {test: creatinine, value: 600, unit: umol/L}\n"
    "  - {test: anti-if, value: negative}\n",
    "child": "person: {age: 1.5, sex: female, weight: 10}\ndiet: vegan\n"
    "results: [{test: holotc, value: '<10', unit: pmol/L}]\n",
}


@pytest.fixture(scope="module", params=sorted(PEOPLE))
def told(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    words = ["explain", "-", "--people", "30", "--workers", "1", "--today", "2026-06-01", "--json"]
    done = CliRunner().invoke(app, words, input=PEOPLE[request.param])
    assert done.exit_code == 0, done.stderr
    return request.param, json.loads(done.stdout, parse_constant=pytest.fail)


def test_every_key_of_the_contract_is_there_in_its_form(told: tuple[str, dict[str, Any]]) -> None:
    assert faults(told[1], SCHEMA) == []


def test_a_lost_key_and_a_wrong_form_would_be_found() -> None:
    assert faults({"a": {"p": 2.0}, "c": 1}, {"a": {"p": chance, "q": TEXT}, "b": [TEXT], "c": [TEXT]}) == [
        ".b is missing", ".a.q is missing", ".a.p is 2.0", ".c is no list",
    ]  # fmt: skip


def test_every_cause_and_neither_is_listed_once(told: tuple[str, dict[str, Any]]) -> None:
    assert sorted(each["id"] for each in told[1]["causes"]) == sorted(CONTRACT_CAUSES)
    for each in told[1]["contributions"]:
        assert sorted(each["causes_without_it"]) == sorted(CONTRACT_CAUSES)


def test_every_marker_not_given_is_predicted(told: tuple[str, dict[str, Any]]) -> None:
    given = {"bare": set(), "treated": {"total-b12", "mma", "hb"}, "kidneys": {"mma", "creatinine", "anti-if"},
             "child": {"holotc"}}[told[0]]  # fmt: skip
    assert sorted(told[1]["predicted"]) == sorted(set(CONTRACT_MARKERS) - given)
    for each in told[1]["predicted"].values():
        assert 0.0 <= each["q05"] <= each["q50"] <= each["q95"]


def test_a_test_is_offered_unless_it_was_weighed(told: tuple[str, dict[str, Any]]) -> None:
    offered = {each["test"] for each in told[1]["next_tests"]}
    weighed = {each["result"].split()[0] for each in told[1]["contributions"]}
    assert offered == set(CONTRACT_MARKERS) - weighed - {"egfr", "creatinine"}


def test_red_flags_say_what_to_do_and_come_with_the_rules(told: tuple[str, dict[str, Any]]) -> None:
    expected = {
        "bare": [],
        "treated": ["ataxia", "severe-anaemia"],
        "kidneys": [],
        "child": ["infant-at-risk"],
    }
    assert told[1]["red_flags"] == [each["id"] for each in told[1]["urgent"]] == expected[told[0]]
    assert {each.id for each in ALARMS} >= set(told[1]["red_flags"])


def test_forecasts_begin_with_nothing_and_name_known_treatments(told: tuple[str, dict[str, Any]]) -> None:
    names = [each["treatment"] for each in told[1]["forecasts"]]
    assert names[0] == "none" and set(names[1:]) <= set(TREATMENTS) and len(names) == len(set(names))


def test_scope_is_told_in_the_warnings(told: tuple[str, dict[str, Any]]) -> None:
    part = {"treated": "given 10 d before", "kidneys": "dialysis is outside", "child": "those of adults",
            "bare": "no measured value"}[told[0]]  # fmt: skip
    assert [each for each in told[1]["warnings"] if part in each]


def test_look_alikes_are_named_apart_and_told_together(told: tuple[str, dict[str, Any]]) -> None:
    apart = told[1]["look_alikes"]
    together = {each["id"]: each["p"] for each in told[1]["causes"]}["not-in-catalogue"]
    assert set(apart) == set(LOOK_ALIKES) and list(apart.values()) == sorted(apart.values(), reverse=True)
    assert max(apart.values()) - 1e-9 <= together <= sum(apart.values()) + 1e-9


def test_the_contracts_own_names_are_the_catalogues() -> None:
    assert sorted(MARKERS) == sorted(CONTRACT_MARKERS)
    assert sorted([*CAUSES, "none", "not-in-catalogue"]) == sorted(CONTRACT_CAUSES)


def test_red_flags_are_first_on_the_page() -> None:
    words = ["explain", "-", "--people", "24", "--workers", "1", "--today", "2026-06-01"]
    done = CliRunner().invoke(app, words, input=PEOPLE["treated"])
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Red flag: Unsteady gait. Treat without waiting")
    assert "Haemoglobin under 80 g/L. See today" in lines[2]
