"""Scope and safety: who lies outside the model, what is a red flag, and which results are unfit to be weighed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from inference.backwards import ROOT, TODAY, record

from corrin.catalog.history import RED_FLAGS, VOCABULARY
from corrin.catalog.limits import LIMITS
from corrin.catalog.red_flags import ALARMS
from corrin.catalog.spoilers import SPOILERS
from corrin.catalog.whole import CATALOGUE
from corrin.errors import InputError
from corrin.inference.case import Case, case
from corrin.person import Condition, Drug, Person, Result, When

WHO = "person: {age: 61, sex: female, weight: 64}\n"
MAN = "person: {age: 61, sex: male}\n"
CHILD = "person: {age: 9, sex: female, weight: 30}\n"
B12 = "results: [{test: total-b12, value: %s, unit: pmol/L, date: 2026-05-30}]\n"
HB = "results: [{test: hb, value: %s, unit: g/dL}]"
INFANT = "person: {age: 0.7, sex: male, weight: 8}\n"
NURSING = f"{WHO}conditions: [breastfeeding]\nresults: [{{test: mma, value: %s, unit: umol/L}}]"
LOW, NORMAL, HIGH = B12 % 100, B12 % 300, B12 % 1400


def days_before(days: int) -> str:
    return (date(2026, 5, 30) - timedelta(days=days)).isoformat()


def dose(days: int) -> str:
    return f"doses: [{{of: hydroxocobalamin, amount: 1, unit: mg, route: im, date: {days_before(days)}}}]\n"


# ---- warnings --------------------------------------------------------------------------------------

WARNED = [  # limit, a record that it is for, part of the sentence, the nearest record that it is not for
    ("child", CHILD + NORMAL, "those of adults", WHO.replace("61", "16") + NORMAL),
    ("dialysis", WHO + "conditions: [dialysis]\n" + NORMAL, "dialysis is outside", WHO + "conditions: [ckd]\n" + NORMAL),
    ("dialysis", WHO + "conditions: [dialysis]\n" + NORMAL, "no eGFR is given", WHO + NORMAL),
    ("dialysis", WHO + "results: [{test: egfr, value: 14.9, unit: mL/min/1.73m2}]", "an eGFR under 15",
     WHO + "results: [{test: egfr, value: 15, unit: mL/min/1.73m2}]"),
    ("pregnancy", WHO.replace("61", "30") + "conditions: [pregnancy]\n" + NORMAL, "falls by a third",
     WHO.replace("61", "30") + "conditions: [{id: pregnancy, since: 2024-01, until: 2024-10}]\n" + NORMAL),
    ("pregnancy", WHO.replace("61", "30") + "conditions: [{id: pregnancy, since: 2019}]\n" + NORMAL, "longer than one",
     WHO.replace("61", "30") + NORMAL),
    ("pregnancy", WHO + "conditions: [pregnancy]\n" + NORMAL, "improbable", WHO + NORMAL),
    ("recent-dose", WHO + dose(3) + NORMAL, "given 3 d before", WHO + dose(121) + NORMAL),
    ("recent-dose", WHO + dose(120) + NORMAL, "does not mean that there was none", WHO + NORMAL),
    ("unknown-dose", WHO + "drugs: [vitamin-b12]\n" + NORMAL, "doses and dates that are not told",
     WHO + "drugs: [vitamin-b12]\n" + dose(30) + NORMAL),
    ("transfusion", WHO + f"procedures: [{{id: red-cell-transfusion, date: {days_before(20)}}}]\n" + NORMAL, "donor",
     WHO + f"procedures: [{{id: red-cell-transfusion, date: {days_before(121)}}}]\n" + NORMAL),
    ("folic-acid", WHO + f"drugs: [{{id: folic-acid, since: {days_before(60)}}}]\n" + NORMAL, "nerves",
     WHO + "drugs: [{id: folic-acid, since: 2015}]\n" + NORMAL),
    ("malignancy", WHO + "conditions: [myelodysplasia]\n" + NORMAL, "haptocorrin", WHO + "conditions: [hiv]\n" + NORMAL),
    ("malignancy", WHO + "conditions: [leukaemia]\n" + NORMAL, "leukaemia is known", WHO + NORMAL),
    ("very-high-b12", WHO + HIGH, "over 1000 pmol/L", WHO + B12 % 1000),
    ("very-high-b12", WHO + B12 % '">2000"', "supplement not told", WHO + dose(20) + HIGH),
    ("assay", WHO + NORMAL.replace("date", "platform: beckman, date"), "total-b12 by beckman",
     WHO + NORMAL.replace("date", "platform: roche, date")),
    ("assay", WHO + "results: [{test: holotc, value: 40, unit: pmol/L, platform: abbott}]", "holotc by abbott",
     WHO + "results: [{test: holotc, value: 40, unit: pmol/L, platform: unknown}]"),
    ("contradiction", MAN + "drugs: [oral-contraceptive]\n" + NORMAL, "in a male; it is left out",
     WHO + "drugs: [oral-contraceptive]\n" + NORMAL),
    ("old-results", WHO + NORMAL.replace("]", ", {test: hb, value: 130, unit: g/L, date: 2020-01-01}]"), "6.4 years",
     WHO + NORMAL),
]  # fmt: skip


@pytest.mark.parametrize(("limit", "text", "part", "other"), WARNED)
def test_who_lies_outside_is_warned_and_nobody_else(limit: str, text: str, part: str, other: str) -> None:
    assert limit in {each.id for each in LIMITS}
    assert [each for each in record(text).warnings if part in each]
    assert not [each for each in record(other).warnings if part in each]


def test_every_limit_is_tried() -> None:
    assert {limit for limit, *_ in WARNED} == {each.id for each in LIMITS}


def test_a_pregnancy_of_years_is_over() -> None:
    young = WHO.replace("61", "30")
    told = record(young + "conditions: [{id: pregnancy, since: 2019}]\n" + NORMAL)
    assert [each.what for each in told.ignored] == ["pregnancy since 2019"]
    assert told.suspects == record(young + NORMAL).suspects
    now = record(young + "conditions: [{id: pregnancy, since: 2026-01}]\n" + NORMAL)
    assert now.suspects != told.suspects and "pregnancy" in now.history


def test_an_ordinary_record_has_no_warning() -> None:
    told = record(WHO + NORMAL)
    assert told.warnings == () and told.red_flags == ()


def test_a_child_of_unknown_weight_is_declined_and_its_red_flags_are_told() -> None:
    with pytest.raises(InputError, match="add weight"):
        record("person: {age: 9, sex: male}")
    with pytest.raises(InputError, match="red flags: infant-at-risk"):
        record("person: {age: 0.5, sex: male}\ndiet: vegan")
    assert record("person: {age: 0.5, sex: male, weight: 7}\ndiet: vegan").red_flags == ("infant-at-risk",)


def test_contradictions_are_refused_with_their_line() -> None:
    with pytest.raises(InputError, match=r"text line 2: pregnancy and sex male contradict"):
        record(MAN + "conditions: [pregnancy]")
    built = Person(40, "male", conditions=(Condition("pregnancy"),), drugs=(Drug("oral-contraceptive"),))
    told = case(built, CATALOGUE, TODAY)
    assert {"pregnancy", "oral-contraceptive"} <= {each.what for each in told.ignored}
    assert [each for each in told.warnings if "contradicts itself: oral-contraceptive, pregnancy" in each]


def test_a_result_from_tomorrow_is_refused_and_never_read_as_older() -> None:
    with pytest.raises(InputError, match="in the future; today is 2026-06-01"):
        record(WHO + NORMAL.replace("2026-05-30", "2026-06-02"))
    built = Person(40, "male", results=(Result("hb", 140.0, date=When(date(2027, 1, 1))),))
    told = case(built, CATALOGUE, TODAY)
    assert told.now == TODAY and told.observations[0].day == 0.0


# ---- red flags by rule -----------------------------------------------------------------------------

FLAGGED = [  # alarm, a record that raises it, the nearest that does not
    ("severe-anaemia", WHO + HB % 7.9, WHO + HB % 8),
    ("severe-anaemia", WHO + HB % "'<8'", WHO + HB % "'<9'"),
    ("pancytopenia", WHO + "findings: [pancytopenia]", WHO + "findings: [pallor]"),
    ("pancytopenia", WHO + "results: [{test: hb, value: 110, unit: g/L}, {test: platelets, value: 90, unit: 10*9/L}, "
     "{test: neutrophils, value: 1.1, unit: 10*9/L}]",
     WHO + "results: [{test: hb, value: 110, unit: g/L}, {test: platelets, value: 90, unit: 10*9/L}]"),
    ("pregnancy-with-low-b12", WHO.replace("61", "30") + "conditions: [pregnancy]\n" + LOW,
     WHO.replace("61", "30") + "conditions: [pregnancy]\n" + NORMAL),
    ("pregnancy-with-low-b12", NURSING % 0.5, NURSING % 0.2),
    ("pregnancy-with-low-b12", WHO.replace("61", "30") + "conditions: [{id: pregnancy, since: 2026-01}]\n" + LOW,
     WHO.replace("61", "30") + "conditions: [{id: pregnancy, since: 2024-01, until: 2024-10}]\n" + LOW),
    ("infant-at-risk", INFANT + "conditions: [maternal-b12-deficiency]",
     "person: {age: 3, sex: male, weight: 14}\nconditions: [maternal-b12-deficiency]"),
    ("infant-at-risk", INFANT + LOW, INFANT + NORMAL),
    ("folic-acid-without-b12", WHO + "drugs: [folic-acid]\n" + LOW, WHO + "drugs: [folic-acid]\n" + dose(20) + LOW),
    *((finding, WHO + f"findings: [{finding}]", WHO + "findings: [fatigue]") for finding in sorted(RED_FLAGS)),
]  # fmt: skip


@pytest.mark.parametrize(("alarm", "text", "other"), FLAGGED)
def test_a_red_flag_is_raised_by_rule(alarm: str, text: str, other: str) -> None:
    assert alarm in record(text).red_flags
    assert alarm not in record(other).red_flags


def test_every_red_flag_is_tried_and_says_what_to_do_and_whence() -> None:
    assert {alarm for alarm, *_ in FLAGGED} == {each.id for each in ALARMS}
    assert all(len(each.act) > 20 and each.source.key and each.name for each in ALARMS)


def test_a_red_flag_needs_no_simulated_person() -> None:
    """It is in the record before anybody is lived, so no probability can move it."""
    assert "paraesthesia" in record(WHO + "findings: [paraesthesia]\n" + B12 % 900).red_flags


# ---- results that are unfit ------------------------------------------------------------------------

UNFIT = [  # spoiler, the record, the test set aside, the nearest record in which it is weighed
    ("untold-cobalamin", WHO + "drugs: [vitamin-b12]\n" + NORMAL, "total-b12", WHO + NORMAL),
    ("untold-cobalamin", WHO + f"drugs: [{{id: cyanocobalamin, since: 2025, until: {days_before(120)}}}]\n" + NORMAL,
     "total-b12", WHO + f"drugs: [{{id: cyanocobalamin, since: 2025, until: {days_before(121)}}}]\n" + NORMAL),
    ("transfusion", WHO + f"procedures: [{{id: red-cell-transfusion, date: {days_before(5)}}}]\n"
     "results: [{test: mcv, value: 99, unit: fL, date: 2026-05-30}]", "mcv",
     WHO + "procedures: [{id: red-cell-transfusion, date: 2026-05-31}]\n"
     "results: [{test: mcv, value: 99, unit: fL, date: 2026-05-30}]"),
    ("folic-acid", WHO + "drugs: [folic-acid]\nresults: [{test: folate, value: 40, unit: nmol/L, date: 2026-05-30}]",
     "folate", WHO + "drugs: [folic-acid]\nresults: [{test: folate-rbc, value: 900, unit: nmol/L, date: 2026-05-30}]"),
    ("antibody-after-injection", WHO + dose(7) + "results: [{test: anti-if, value: positive, date: 2026-05-30}]",
     "anti-if", WHO + dose(8) + "results: [{test: anti-if, value: positive, date: 2026-05-30}]"),
    ("antibody-after-injection", WHO + dose(2) + "results: [{test: anti-if, value: positive, date: 2026-05-30}]",
     "anti-if", WHO + dose(2) + "results: [{test: anti-if, value: negative, date: 2026-05-30}]"),
]  # fmt: skip


def weighed_in(told: Case) -> set[str]:
    return {each.marker.id for each in told.observations} | {each.id for each in told.signs}


@pytest.mark.parametrize(("spoiler", "text", "test", "other"), UNFIT)
def test_an_unfit_result_is_set_aside_with_its_reason(spoiler: str, text: str, test: str, other: str) -> None:
    told = record(text)
    assert test not in weighed_in(told)
    assert [each.why for each in told.ignored if each.what == test]
    assert weighed_in(record(other))
    assert spoiler in {each.id for each in SPOILERS}


def test_every_spoiler_is_tried() -> None:
    assert {spoiler for spoiler, *_ in UNFIT} == {each.id for each in SPOILERS}


def test_every_id_of_a_rule_can_be_written() -> None:
    assert {
        "dialysis",
        "pregnancy",
        "breastfeeding",
        "maternal-b12-deficiency",
        "leukaemia",
        "lymphoma",
        "myeloma",
    } <= (VOCABULARY.conditions)
    assert "red-cell-transfusion" in VOCABULARY.procedures and "folic-acid" in VOCABULARY.drugs
    known = {
        platform for marker in CATALOGUE.markers.values() for platform in getattr(marker, "platforms", ())
    }
    assert known <= VOCABULARY.platforms


def test_the_page_names_every_red_flag_and_limit() -> None:
    text = (ROOT / "docs" / "advice.md").read_text(encoding="utf-8")
    assert [each.id for each in (*ALARMS, *LIMITS) if f"`{each.id}`" not in text] == []
