"""What may stand beside a number, what it becomes, and the sentences that refuse the rest."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from corrin import units
from corrin.errors import InputError, nearest
from corrin.physiology.body import parameters
from corrin.units import ANALYTES, canonical, positive, readings, to_internal

MARKERS = (
    "total-b12 holotc mma homocysteine folate folate-rbc hb mcv rdw reticulocytes platelets neutrophils "
    "hypersegmentation ldh bilirubin ferritin creatinine egfr gastrin pepsinogen-1 pepsinogen-ratio anti-if "
    "anti-parietal h-pylori-stool h-pylori-breath h-pylori-serology calprotectin ttg-iga crp"
).split()

SAME = [  # marker, reported, canonical value; the factors are those of the evidence table
    ("total-b12", 300, "pg/mL", 221.3),
    ("total-b12", 300, "NG/L", 221.3),
    ("total-b12", 300, "pmol/l", 300),
    ("mma", 0.62, "umol/L", 620),
    ("mma", 0.62, "µmol/L", 620),
    ("mma", 0.62, "μmol/l", 620),
    ("mma", 0.62, "nmol/mL", 620),
    ("mma", 50, "ng/mL", 423.4),
    ("homocysteine", 2, "mg/L", 14.79),
    ("folate", 10, "ng/mL", 22.66),
    ("folate", 10, "mcg/L", 22.66),
    ("hb", 9.2, "g/dL", 92),
    ("hb", 9.2, "G/DL", 92),
    ("hb", 92, "G/L", 92),
    ("hb", 6.1, "mmol/L", 98.3),
    ("platelets", 118, "10*3/uL", 118),
    ("platelets", 118, "x10E3/uL", 118),
    ("platelets", 118, "10^9/L", 118),
    ("platelets", 118, "10⁹/L", 118),
    ("platelets", 118, "K/uL", 118),
    ("platelets", 118, "G/L", 118),
    ("neutrophils", 2100, "/uL", 2.1),
    ("ldh", 9.5, "ukat/L", 570),
    ("ldh", 570, "[IU]/L", 570),
    ("bilirubin", 1.9, "mg/dL", 32.5),
    ("ferritin", 165, "ng/mL", 165),
    ("creatinine", 0.9, "mg/dL", 79.6),
    ("egfr", 70, "mL/min/1.73m2", 70),
    ("egfr", 70, "mL/min/{1.73_m2}", 70),
    ("egfr", 70, "ml/min/1.73 m²", 70),
    ("gastrin", 920, "pg/mL", 438.1),
    ("pepsinogen-ratio", 3, "", 3),
    ("pepsinogen-ratio", 3, "{ratio}", 3),
    ("calprotectin", 430, "mg/kg", 430),
    ("crp", 1.4, "mg/dL", 14),
    ("reticulocytes", 14, "‰", 1.4),
]

REFUSED = [  # marker, value, unit, part of the sentence
    ("total-b12", 300, "", "300 pg/mL (= 221 pmol/L)"),
    ("total-b12", 300, "", "300 pmol/L"),
    ("total-b12", 300, "mg/dL", "unknown unit of total-b12 'mg/dL'"),
    ("total-b12", math.nan, "pg/mL", "impossible"),
    ("total-b12", -3, "pg/mL", "impossible"),
    ("mma", 0.62, "nmol/L", "0.62 umol/L"),
    ("mma", 2, "mmol/mol{creat}", "urine"),
    ("hb", 9.2, "", "9.2 g/dL (= 92 g/L)"),
    ("hb", 9200, "g/dL", "impossible"),
    ("platelets", 150, "g/L", "G/L"),
    ("reticulocytes", 90, "10*9/L", "absolute count"),
    ("rdw", 48, "fL", "RDW-SD"),
    ("neutrophils", 60, "%", "share of white cells"),
    ("egfr", 60, "mL/min", "not scaled"),
    ("ttg-iga", 30, "U/mL", "upper limit"),
    ("total-b21", 3, "pg/mL", "total-b12"),
]


def test_the_tables_cover_every_marker_of_the_contract() -> None:
    assert len(MARKERS) == 29
    assert sorted(ANALYTES) == sorted(MARKERS)


@pytest.mark.parametrize(("marker", "value", "unit", "expected"), SAME)
def test_reported_units_become_the_canonical_one(
    marker: str, value: float, unit: str, expected: float
) -> None:
    assert canonical(marker, value, unit) == pytest.approx(expected, rel=2e-3)


@pytest.mark.parametrize(("marker", "value", "unit", "part"), REFUSED)
def test_what_cannot_be_read_is_refused_with_a_cure(marker: str, value: float, unit: str, part: str) -> None:
    with pytest.raises(InputError) as refused:
        canonical(marker, value, unit)
    assert part in str(refused.value)


def test_makers_units_are_read_against_their_printed_limit() -> None:
    assert canonical("ttg-iga", 30, "U/mL", reference=10) == pytest.approx(3)
    assert canonical("anti-if", 4, "[arb'U]/mL", reference=8) == pytest.approx(0.5)


@pytest.mark.parametrize("marker", sorted(ANALYTES))
def test_a_table_is_consistent(marker: str) -> None:
    known = ANALYTES[marker]
    assert known.factors
    assert canonical(marker, known.usual[1], known.unit) == pytest.approx(known.usual[1])
    assert known.possible[0] <= known.usual[0] < known.usual[1] <= known.possible[1]
    assert not {units.fold(unit) for unit in known.refused} & {units.fold(unit) for unit in known.factors}


@given(st.sampled_from(sorted(ANALYTES)), st.text(max_size=20), st.floats())
def test_no_unit_raises_anything_but_a_refusal(marker: str, unit: str, value: float) -> None:
    try:
        number = canonical(marker, value, unit)
    except InputError as refused:
        assert marker in str(refused)
    else:
        assert ANALYTES[marker].possible[0] <= number <= ANALYTES[marker].possible[1]


@given(st.sampled_from(sorted(ANALYTES)), st.floats(allow_nan=False))
def test_a_number_without_unit_is_never_read(marker: str, value: float) -> None:
    if "1" not in ANALYTES[marker].factors:
        with pytest.raises(InputError):
            canonical(marker, value, "")
    assert all(str(ANALYTES[marker].unit) in text or "xULN" in text for text in readings(marker, value)[:1])


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("positive", True), ("Detected", True), ("NEG", False), ("not detected", False), ("Equivocal", None)],
)
def test_words_of_antibody_tests(word: str, meaning: bool | None) -> None:
    assert positive("anti-if", word) is meaning


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(InputError, match="write positive, negative or equivocal"):
        positive("anti-if", "perhaps")


INTERNAL = [
    (5.0, "ug/h", "cobalamin", 5 * 24 * 737.806, "pmol/d"),
    (1.0, "mg", "cobalamin", 737806.0, "pmol"),
    (4.5, "ug/d", "cobalamin", 3320.1, "pmol/d"),
    (1.0, "nmol/d", "cobalamin", 1000.0, "pmol/d"),
    (1.0, "1/h", None, 24.0, "1/d"),
    (1.0, "1/y", "", 1 / 365.25, "1/d"),
    (100.0, "mL/min", None, 144.0, "L/d"),
    (22.0, "%", None, 0.22, "1"),
    (12.0, "h", None, 0.5, "d"),
    (2.0, "y", None, 730.5, "d"),
    (3.4, "mg/g", None, 3.4, "mg/g"),
]


@pytest.mark.parametrize(("value", "unit", "of", "expected", "internal"), INTERNAL)
def test_printed_numbers_become_internal_ones(
    value: float, unit: str, of: str | None, expected: float, internal: str
) -> None:
    number, became = to_internal(value, unit, of)
    assert (number, became) == (pytest.approx(expected, rel=1e-5), internal)


def test_an_unknown_unit_names_the_nearest() -> None:
    with pytest.raises(InputError, match=r"unknown unit 'L/day'; nearest: .*L/d"):
        to_internal(1.0, "L/day")
    with pytest.raises(InputError, match="substance"):
        to_internal(1.0, "ug", "folate")


def test_every_declared_number_of_the_body_has_an_internal_unit() -> None:
    assert len(parameters()) > 50
    for number in parameters():
        assert to_internal(number.printed, number.unit, number.of) == (number.value, number.internal_unit)


def test_nearest_finds_slips_and_parts() -> None:
    assert nearest("totalb12", MARKERS)[0] == "total-b12"
    assert "anti-parietal" in nearest("parietal", MARKERS)
    assert nearest("xyzzy", MARKERS) == ()
