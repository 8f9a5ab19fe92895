"""What may be taken without being told: thought of where nothing is told, and only there."""

from __future__ import annotations

import pytest
from inference.backwards import record, weighed

from corrin.catalog.supplements import UNTOLD

HIGH = """
person: {age: 58, sex: female}
results:
  - {test: total-b12, value: 620, unit: pmol/L}
  - {test: folate, value: 48, unit: nmol/L}
  - {test: mma, value: 110, unit: nmol/L}
"""
DOSE = "doses: [{of: hydroxocobalamin, amount: 1, unit: mg, route: im, date: 2026-02-01}]"


def possible(text: str) -> set[str]:
    """Which of them a record leaves possible."""
    return {each.cause.id for each in record(text).suspects} & set(UNTOLD)


@pytest.mark.parametrize(
    "told",
    [DOSE, "conditions: [{id: no-supplements}]", "diet: fortified-vegan"],
    ids=["dose", "denied", "diet"],
)
def test_nothing_is_presumed_where_the_record_tells(told: str) -> None:
    assert possible("person: {age: 58, sex: female}") == set(UNTOLD)
    assert not possible(f"person: {{age: 58, sex: female}}\n{told}")


def test_a_multivitamin_that_is_told_is_taken() -> None:
    told = record("person: {age: 58, sex: female}\ndrugs: [{id: multivitamin}]")
    assert {each.cause.id: each.probability for each in told.suspects}["multivitamin"] == 1.0


def test_a_high_serum_makes_a_supplement_likelier_and_no_cause_of_it() -> None:
    before, after = weighed(record("person: {age: 58, sex: female}"), 3000), weighed(record(HIGH), 3000)
    assert before.p_untold()["multivitamin"] < 0.6
    assert sum(after.p_untold().values()) > 0.8
    assert not set(after.p_causes()) & set(UNTOLD)
    alone = weighed(record(HIGH + "conditions: [{id: no-supplements}]\n"), 3000)
    assert alone.p_untold() == {}


def test_who_takes_a_supplement_alone_has_no_cause() -> None:
    answer = weighed(record("person: {age: 30, sex: male}"), 3000)
    only = answer.has("multivitamin") & ~answer.has(*answer.catalogue.causes, *answer.catalogue.look_alikes)
    assert only.any()
    assert answer.p_causes()["none"] > float(answer.weights @ only) > 0.02
