"""Explaining a record: the answers a reader knows, whatever the units, the order, the file or the workers."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
import yaml
from inference.backwards import MARKERS, ROOT, TODAY, example, record, weighed

from corrin.catalog.causes import CAUSES
from corrin.catalog.history import VOCABULARY
from corrin.catalog.whole import CATALOGUE
from corrin.cause import afflicted
from corrin.inference import Explanation, explain
from corrin.inference.forecast import possible_people
from corrin.inference.posterior import Posterior
from corrin.interfaces.person_file import read_person
from corrin.physiology.state import State

BUNDLES = ROOT / "tests" / "data" / "fhir"
SIMPLE = """
person: {age: 61, sex: female, weight: 64}
results:
  - {test: total-b12, value: 145, unit: pg/mL, date: 2026-03-02}
  - {test: mma, value: 620, unit: nmol/L, date: 2026-03-02}
  - {test: hb, value: 118, unit: g/L, date: 2026-03-02}
"""


@cache
def known(name: str, people: int = 2000) -> Posterior:
    return weighed(record(example(name)), people)


@cache
def of(text: str, people: int = 600, seed: int = 0, workers: int = 1) -> Posterior:
    return weighed(record(text), people, seed=seed, workers=workers)


def first(answer: Posterior) -> str:
    chances = {id: answer.p_cause(id) for id in CATALOGUE.causes}
    return max(chances, key=lambda id: chances[id])


def close(one: Posterior, two: Posterior) -> None:
    """The same answer, but for the rounding of a unit or a sum."""
    np.testing.assert_allclose(one.weights, two.weights, rtol=1e-6, atol=1e-12)
    assert one.p_deficient() == pytest.approx(two.p_deficient(), rel=1e-9)
    assert one.store() == pytest.approx(two.store(), rel=1e-9)
    for id, chance in one.p_causes().items():
        assert chance == pytest.approx(two.p_causes()[id], rel=1e-7, abs=1e-12), id


# ---- the answers a reader knows --------------------------------------------------------------------


def test_pernicious_anaemia_is_told() -> None:
    answer = known("pernicious-anaemia")
    assert answer.p_deficient() > 0.95
    assert first(answer) == "pernicious-anaemia" and answer.p_cause("pernicious-anaemia") > 0.9


def test_a_vegan_lacks_intake() -> None:
    answer = known("low-intake")
    assert first(answer) == "low-intake" and answer.p_cause("low-intake") > 0.9
    assert answer.p_deficient() > 0.8
    assert answer.p_cause("pernicious-anaemia") < 0.05


def test_a_low_number_in_lupus_is_not_deficiency() -> None:
    answer = known("lupus")
    assert answer.p_deficient() < 0.25
    assert first(answer) == "systemic-autoimmune"


def test_kidneys_explain_their_methylmalonate() -> None:
    answer = known("functional-deficiency-renal")
    assert answer.p_cause("renal-impairment") > 0.9
    assert answer.p_deficient() < 0.5


def test_an_antibody_speaks_for_pernicious_anaemia() -> None:
    chances = [
        of(SIMPLE + said, 6000).p_cause("pernicious-anaemia")
        for said in ("  - {test: anti-if, value: negative}\n", "", "  - {test: anti-if, value: positive}\n")
    ]
    assert chances[0] < chances[1] < chances[2]
    odds = [p / (1.0 - p) for p in chances]
    assert odds[2] > 5.0 * odds[1]


def test_without_results_the_answer_is_what_was_thought_before() -> None:
    """Chance of each cause, within 4 standard errors of its prevalence; each below 0.05."""
    before = record("person: {age: 66, sex: male}")
    answer = weighed(before, 3000)
    checked = 0
    for suspect in before.suspects:
        if suspect.cause.id not in CATALOGUE.causes:
            continue
        p = answer.p_cause(suspect.cause.id)
        error = float(np.sqrt(((answer.weights * (answer.has(suspect.cause.id) - p)) ** 2).sum()))
        assert error < 0.03
        assert p == pytest.approx(suspect.probability, abs=4.0 * error + 0.01), suspect.cause.id
        checked += 1
    assert checked > 20
    assert answer.p_deficient() < 0.35


def test_results_that_nothing_explains_are_not_believed_blindly() -> None:
    """A methylmalonate a thousandfold beside all else normal: a misfit is told, or the result is set aside."""
    text = """
person: {age: 45, sex: male}
results:
  - {test: total-b12, value: 400, unit: pmol/L}
  - {test: holotc, value: 95, unit: pmol/L}
  - {test: mma, value: 150000, unit: nmol/L}
  - {test: homocysteine, value: 8, unit: umol/L}
  - {test: hb, value: 155, unit: g/L}
  - {test: mcv, value: 90, unit: fL}
"""
    answer = of(text, 1000)
    assert answer.misfit() > 3.0 or answer.p_deficient() < 0.3


def test_a_cobalamin_drug_without_doses_sets_results_aside() -> None:
    told = record(SIMPLE.replace("results:", "drugs: [{id: hydroxocobalamin, since: 2025-01}]\nresults:"))
    assert [each.marker.id for each in told.observations] == ["hb"]
    aside = {each.what: each.why for each in told.ignored}
    assert {"total-b12", "mma"} <= aside.keys()
    assert "doses are not told" in aside["mma"] and "hydroxocobalamin" in aside["mma"]
    later = record(SIMPLE.replace("results:", "drugs: [{id: hydroxocobalamin, since: 2026-04}]\nresults:"))
    assert len(later.observations) == 3, "a drug begun after the results changes none"


def test_nothing_of_a_record_is_dropped_in_silence() -> None:
    for name in ("pernicious-anaemia", "treated-last-week", "functional-deficiency-renal"):
        person = read_person(example(name), VOCABULARY, TODAY)
        told = record(example(name))
        seen = len(told.observations) + len(told.signs)
        covariates = sum(result.test in ("egfr", "creatinine") for result in person.results)
        aside = sum(each.what in {result.test for result in person.results} for each in told.ignored)
        assert seen + covariates + aside >= len(person.results), name
        assert len(told.findings) == len(person.findings)


# ---- the same, however it is told ------------------------------------------------------------------


def test_other_units_give_the_same_answer() -> None:
    other = (
        SIMPLE.replace("145, unit: pg/mL", f"{145 / 1.35537!r}, unit: pmol/L")
        .replace("620, unit: nmol/L", "0.62, unit: umol/L")
        .replace("118, unit: g/L", "11.8, unit: g/dL")
    )
    assert other.count("pmol/L") == 1
    close(of(SIMPLE), of(other))


def test_another_order_gives_the_same_answer() -> None:
    lines = SIMPLE.strip().splitlines()
    other = "\n".join([*lines[:2], *reversed(lines[2:])]) + "\n"
    one, two = of(SIMPLE), of(other)
    assert other != SIMPLE and len(two.case.observations) == 3
    assert one.weights.tobytes() == two.weights.tobytes()
    assert one.p_causes() == two.p_causes() and one.store() == two.store()


def test_json_gives_the_same_answer_to_the_last_digit() -> None:
    def plain(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: plain(value) for key, value in part.items()}
        if isinstance(part, list):
            return [plain(each) for each in part]
        return part if isinstance(part, int | float | str) else str(part)

    one, two = of(SIMPLE), of(json.dumps(plain(yaml.safe_load(SIMPLE))))
    assert one.weights.tobytes() == two.weights.tobytes()
    assert one.p_causes() == two.p_causes() and one.store() == two.store()


def test_the_seed_and_nothing_else_decides_who_is_weighed() -> None:
    one, again = of(SIMPLE), weighed(record(SIMPLE), 600)
    assert one.weights.tobytes() == again.weights.tobytes()
    assert one.weights.tobytes() == of(SIMPLE, workers=2).weights.tobytes()
    assert one.weights.tobytes() != of(SIMPLE, seed=1).weights.tobytes()


# ---- the whole explanation -------------------------------------------------------------------------


@cache
def whole(people: int = 600, workers: int = 1) -> Explanation:
    person = read_person(SIMPLE, VOCABULARY, TODAY)
    return explain(person, CATALOGUE, today=TODAY, people=people, workers=workers)


def test_an_explanation_is_the_same_for_any_workers() -> None:
    one, two = whole(), whole(workers=2)
    for name in ("people", "deficient", "causes", "store", "time_to_anaemia", "predicted", "contributions",
                 "next_tests", "forecasts", "warnings", "used", "ignored", "effective_sample"):  # fmt: skip
        assert getattr(one, name) == getattr(two, name), name
    assert one.people == 600


def test_an_explanation_hangs_together() -> None:
    answer = whole()
    assert answer.deficient.q50 == pytest.approx(answer.posterior.p_deficient())
    assert [each.result.split()[0] for each in answer.contributions] == ["total-b12", "mma", "hb"]
    for place, each in enumerate(answer.contributions):
        without = answer.posterior.without(observation=place)
        assert each.deficient_without_it == without.p_deficient()
    without = answer.contributions[1].deficient_without_it
    assert without < answer.deficient.q50, "a raised methylmalonate speaks for deficiency"
    assert {"total-b12", "mma", "hb"}.isdisjoint(answer.predicted)
    assert {"total-b12", "mma", "hb"}.isdisjoint(each.id for each in answer.next_tests)
    assert answer.forecasts[0].treatment == "none"
    treated = answer.forecasts[1].markers
    assert treated["total-b12"][-1].q50 > treated["total-b12"][0].q50
    assert treated["mma"][-1].q50 < treated["mma"][0].q50


def test_gastritis_without_its_cells_is_called_pernicious_anaemia() -> None:
    answer = known("pernicious-anaemia")
    stage = CAUSES["autoimmune-gastritis"].becomes
    assert stage is not None and stage.cause in CAUSES
    left = answer.particles.states[:, State._fields.index(stage.of)]
    late = answer.has("autoimmune-gastritis") & (left < stage.below)
    named = answer.has(stage.cause)
    assert np.any(late) and np.all(named[late])
    suspects = tuple(each._replace(cause=replace(each.cause, becomes=None)) for each in answer.case.suspects)
    plain = replace(answer, case=replace(answer.case, suspects=suspects))
    assert np.any(named & ~plain.has(stage.cause))  # without the stage they would be missed


def test_possible_people_read_about_as_observed() -> None:
    """Median error of their logs, before the set points: methylmalonate and haemoglobin within 0.35."""
    answer = known("pernicious-anaemia", 4000)  # of 2000 one carries most of the weight
    possible = possible_people(answer, 0)
    assert len(possible) >= 12
    for id in ("mma", "hb"):
        seen = next(each for each in answer.case.observations if each.marker.id == id)
        away = [
            math.log(MARKERS[id].read(each.state, afflicted(each.body, each.afflictions, 0.0)) / seen.value)
            for each in possible
        ]
        assert float(np.median(np.abs(away))) < 0.35, (id, away)


# ---- records as they come --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "files",
    [("smart-stu3-1157764.json",), ("smart-stu3-1642068.json",),
     ("smart-stu3-8888803.json", "smart-stu3-8888803.01.json")],
    ids=["crohn", "pernicious", "three-results"],
)  # fmt: skip
def test_real_bundles_are_explained(files: tuple[str, ...]) -> None:
    person = read_person([BUNDLES / name for name in files], VOCABULARY, TODAY)
    answer = explain(person, CATALOGUE, today=TODAY, people=1000)
    chances = {each.id: each.p for each in answer.causes}
    assert all(-1e-9 <= p <= 1.0 + 1e-9 for p in chances.values())
    assert answer.used and all(each.what and each.why for each in answer.ignored)
    if "1642068" in files[0]:
        assert chances["pernicious-anaemia"] >= 0.9
    if "1157764" in files[0]:
        assert any(each.id == "crohns-disease" and each.site == "colon" for each in person.conditions)
        assert chances["crohns-ileitis"] <= 0.2


def test_every_bundle_is_tried() -> None:
    assert len(list(BUNDLES.glob("*.json"))) == 4
