"""Scenarios in words: any text is a scenario or a refusal that says what would do."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

from corrin.catalog.causes import CAUSES
from corrin.catalog.diets import DIETS
from corrin.catalog.history import DRUGS
from corrin.catalog.treatments import TREATMENTS
from corrin.cause import YEAR
from corrin.errors import InputError
from corrin.interfaces.scenario import Words, day, scenario
from corrin.simulate import Scenario
from corrin.units import PMOL_PER_UG

START = date(2024, 2, 1)
NINES = "9" * 400
PIECES = [
    *sorted(CAUSES)[:12], *[drug.id for drug in DRUGS][:8], *sorted(TREATMENTS), *sorted(DIETS), "from=", "from",
    "until=", "severity=", "tempo=", "=", "==", "1", "0", "-1", "1e9", "nan", "inf", "45", "cm", "2000", "mg/d",
    "0.5", "2y", "400d", "2026-03-01", "1990-01-01", "9999-12-31", "0001-01-01", "١٢", "½", "\x00", "'", '"', "ug/d",
    "2.1ug/d", "1 mg hydroxocobalamin im daily", "then", "x6", "every", "h/week=3", "length_cm=30", "99999999999y",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=4
).map("".join)
LINES = st.lists(WORDS | st.text(max_size=30), max_size=3)


def told(words: Words) -> str:
    """The sentence of the refusal."""
    with pytest.raises(InputError) as refused:
        scenario(words)
    return str(refused.value)


@settings(max_examples=600, deadline=None)
@given(
    causes=LINES, drugs=LINES, diet=st.none() | WORDS | st.text(max_size=20), treatments=LINES, doses=LINES,
    years=st.floats() | st.just(5.0), start=st.none() | st.just(START),
)  # fmt: skip
@example(causes=["metformin from=2y"], drugs=[], diet="vegan", treatments=[], doses=[], years=5.0, start=None)
def test_any_words_are_a_scenario_or_are_refused(**words: Any) -> None:
    try:
        found = scenario(Words(**words))
    except InputError as error:
        assert error.message and "\n" not in error.message
        return
    assert isinstance(found, Scenario)
    assert 0.0 < found.years <= 120.0
    for each in found.afflictions:
        assert 0.0 <= each.severity <= 1.0 and each.until > each.onset >= 0.0 and each.tempo >= 0.0
    for dose in found.all_doses():
        assert dose.amount > 0.0 and 0.0 <= dose.day < found.end


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(CAUSES)), st.sampled_from(PIECES), st.text(max_size=12), st.sampled_from(PIECES)
)
def test_any_words_after_a_cause(cause: str, one: str, text: str, two: str) -> None:
    for words in (f"{cause} {one}{two}", f"{cause} {one} {two}", f"{cause} {text}", f"{cause} {one}{text}"):
        try:
            scenario(Words(causes=[words], start=START))
        except InputError as error:
            assert error.message


@pytest.mark.parametrize(
    "words",
    [
        Words(causes=[f"metformin from={NINES}y"]),
        Words(causes=[f"metformin until={NINES}d"]),
        Words(causes=[f"metformin tempo={NINES}d"]),
        Words(treatments=[f"hydroxocobalamin-im-uk from={NINES}y"]),
        Words(doses=[f"1 mg cyanocobalamin oral daily from {NINES}y"]),
    ],
    ids=["from", "until", "tempo", "treatment", "dose"],
)
def test_an_endless_number_is_refused(words: Words) -> None:
    assert told(words)


@pytest.mark.parametrize("amount", [NINES, "1000000"])
def test_an_impossible_length_is_refused(amount: str) -> None:
    assert "cm" in told(Words(causes=[f"ileal-resection {amount} cm"]))


def test_a_refused_regimen_is_quoted_in_short() -> None:
    assert len(told(Words(doses=[f"{NINES} mg cyanocobalamin oral daily"]))) < 400


@pytest.mark.parametrize(
    ("text", "days"),
    [("2y", 730.0), ("1 year", 365.0), ("400 d", 400.0), ("6mo", 183.0), ("3 Weeks", 21.0), ("0d", 0.0),
     ("1.5 y", 548.0), ("2024-02-01", 0.0), ("2024-03-01", 29.0)],
)  # fmt: skip
def test_a_time_is_a_span_or_a_date(text: str, days: float) -> None:
    assert day(text, START) == days


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (Words(causes=["pernicious"]), "unknown cause 'pernicious'; nearest: pernicious-anaemia"),
        (Words(causes=[""]), "unknown cause ''; accepted: "),
        (Words(causes=["metformin severity=1.2"]), "from 0 to 1"),
        (Words(causes=["metformin severity=nan"]), "from 0 to 1"),
        (Words(causes=["metformin 45 cm"]), "unknown key for metformin 'cm'"),
        (Words(causes=["metformin strength=1"]), "unknown key for metformin 'strength'"),
        (Words(causes=["metformin soon"]), "'soon' after metformin is not understood"),
        (Words(causes=["metformin from=soon"]), "time 'soon' is not known; write 2y, 6mo, 30d or 2026-03-01"),
        (Words(causes=["metformin from=2026-01-01"]), "give --start"),
        (Words(causes=["metformin from=2020-01-01"], start=START), "before the start, 2024-02-01"),
        (Words(causes=["metformin from=2y until=1y"]), "ends before it starts"),
        (Words(causes=["metformin until=0d"]), "ends before it starts"),
        (Words(causes=["metformin", "metformin"]), "cause metformin is given twice"),
        (Words(causes=["metformin"], drugs=["metformin"]), "cause metformin is given twice"),
        (Words(drugs=["omeprazole", "ranitidine"]), "cause acid-suppression is given twice"),
        (Words(drugs=["omeprazol"]), "unknown drug 'omeprazol'; nearest: omeprazole"),
        (Words(drugs=["colchicine"]), "colchicine has no effect here"),
        (Words(diet="vegen"), "unknown diet 'vegen'; nearest: vegan"),
        (Words(diet="-1ug/d"), "unknown diet"),
        (Words(diet="20000ug/d"), "from 0 to 10000"),
        (Words(treatments=["hydroxocobalamin"]), "unknown treatment 'hydroxocobalamin'; nearest: hydroxo"),
        (Words(treatments=["diet-omnivore until=3y"]), "unknown key for diet-omnivore 'until'"),
        (Words(doses=["1 mg hydroxocobalamin daily"]), "it lacks oral or im"),
        (Words(doses=["1 mg hydroxocobalamin im daily from soon"]), "time 'soon'"),
        (Words(years=0.0), "years 0 is refused"),
        (Words(years=-1.0), "years -1 is refused"),
        (Words(years=1e9), "years 1e+09 is refused"),
        (Words(years=math.nan), "years nan is refused"),
        (Words(years=math.inf), "years inf is refused"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_refusal_names_the_word_and_the_cure(words: Words, says: str) -> None:
    assert says in told(words)


def test_what_is_written_is_what_is_lived() -> None:
    found = scenario(
        Words(
            causes=["ileal-resection 60 cm from=1y", "h-pylori-gastritis severity=0.4 tempo=2y until=4y"],
            drugs=["metformin 2000 mg/d from=2024-03-01 until=3y"],
            diet="2.1ug/d",
            treatments=["hydroxocobalamin-im-uk from=2y"],
            doses=["2 ug cyanocobalamin oral daily from 100 d"],
            years=6.0,
            start=START,
        )
    )
    resection, stomach, drug = found.afflictions
    assert resection.severity == pytest.approx(CAUSES["ileal-resection"].severity_from["length_cm"](60.0))
    assert (resection.onset, resection.until) == (365.0, math.inf)
    assert (stomach.severity, stomach.tempo, stomach.until) == (0.4, 730.0, 1461.0)
    assert drug.cause.id == "metformin" and drug.onset == 29.0
    assert drug.severity == pytest.approx(CAUSES["metformin"].severity_from["mg/d"](2000.0))
    assert found.free["h-pylori-gastritis"] == frozenset()
    assert found.free["metformin"] == frozenset({"tempo"})
    assert [given.day for given in found.prescriptions] == [730.0, 100.0]
    assert found.diet[0].apply(123.0, 1.0) == pytest.approx(2.1 * PMOL_PER_UG)
    assert found.end == pytest.approx(6.0 * YEAR)


def test_every_drug_of_the_catalogue_is_lived_or_refused() -> None:
    lived = 0
    for drug in DRUGS:
        try:
            found = scenario(Words(drugs=[drug.id]))
        except InputError as error:
            assert not drug.causes and "has no effect here" in error.message
            continue
        assert found.afflictions[0].cause.id in drug.causes
        lived += 1
    assert lived > 5
