"""Bands: as published, or as the one rule has them, and narrow enough that a wrong mechanism falls outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import binomtest

from corrin.catalog.causes import CAUSES
from corrin.catalog.causes.ileum import ILEAL_RESECTION
from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.markers import MARKERS
from corrin.catalog.populations.others import HEALTHY
from corrin.catalog.studies import ids, study
from corrin.cause import Lesion
from corrin.distribution import Fixed
from corrin.physiology.cell import Cell
from corrin.physiology.liver import Liver
from corrin.physiology.plasma import Plasma
from corrin.setting import calibrated
from corrin.study import (
    Absorbed,
    Arm,
    At,
    Ci,
    Exposure,
    Group,
    Iqr,
    Observed,
    Quantity,
    Range,
    Reached,
    Sd,
    Sem,
    Spread,
    Urine,
)
from corrin.study.band import Band, band
from corrin.study.enrolled import Setup
from corrin.study.replicate import figure
from corrin.study.statistic import (
    MEAN,
    MEAN_CHANGE,
    MEDIAN,
    PEARSON,
    RATIO,
    SIGN,
    TIME_MEDIAN,
    Statistic,
    above,
    auc,
    below,
)
from corrin.study.trial import run

PEOPLE = Group(HEALTHY)
B12 = At("total-b12")
EVERY = [
    (seen, arm) for id in ids() for seen in study(id).observed for arm in study(id).arms if arm.id == seen.arm
]
PERSONS = 60


def told(
    statistic: Statistic, value: float, *, what: Quantity = B12, unit: str = "1", spread: Spread | None = None,
    n: int | None = None, of_arm: int | None = None,
) -> Band:  # fmt: skip
    return band(Observed("a", what, statistic, value, unit, "here", spread, n), Arm("a", PEOPLE, of_arm))


# ---- published -----------------------------------------------------------------------------------


def test_a_printed_interval_is_the_band_whatever_the_statistic() -> None:
    for statistic in (MEAN, MEDIAN, RATIO, PEARSON, MEAN_CHANGE, below(148.0)):
        assert told(statistic, 5.0, spread=Ci(3.0, 9.0), n=40) == (3.0, 9.0, "published")


def test_a_standard_error_is_taken_1_96_times() -> None:
    low, high, kind = told(MEAN, 298.0, spread=Sem(27.0))
    assert (low, high, kind) == (pytest.approx(245.08), pytest.approx(350.92), "published")


def test_a_standard_deviation_needs_a_number_of_persons() -> None:
    low, high, kind = told(MEAN, 100.0, spread=Sd(20.0), of_arm=25)
    assert (low, high, kind) == (pytest.approx(92.16), pytest.approx(107.84), "published")
    assert told(MEAN, 100.0, spread=Sd(20.0)).kind == "assigned"


def test_the_figure_s_own_number_goes_before_the_arm_s() -> None:
    assert told(MEAN, 100.0, spread=Sd(20.0), n=100, of_arm=25) == told(MEAN, 100.0, spread=Sd(20.0), n=100)
    assert told(MEAN, 100.0, spread=Sd(20.0), n=100).high == pytest.approx(103.92)


def test_quartiles_of_a_normal_sample_give_its_standard_deviation() -> None:
    quartile = 0.67449 * 20.0
    low, high, kind = told(MEAN, 100.0, spread=Iqr(100.0 - quartile, 100.0 + quartile), n=25)
    assert (low, high, kind) == (pytest.approx(92.16, abs=0.01), pytest.approx(107.84, abs=0.01), "published")
    wider = told(MEDIAN, 100.0, spread=Iqr(100.0 - quartile, 100.0 + quartile), n=25)
    assert wider.high - 100.0 == pytest.approx(1.25 * (high - 100.0), rel=1e-3)


PAPERS: list[tuple[Statistic, Callable[[np.ndarray], Spread]]] = [
    (MEAN, lambda x: Sem(float(np.std(x, ddof=1) / np.sqrt(x.size)))),
    (MEAN, lambda x: Sd(float(np.std(x, ddof=1)))),
    (MEDIAN, lambda x: Iqr(*np.quantile(x, (0.25, 0.75)).tolist())),
    (MEDIAN, lambda x: Range(float(x.min()), float(x.max()))),
]


@pytest.mark.parametrize(("statistic", "printed"), PAPERS, ids=["sem", "sd", "iqr", "range"])
def test_19_of_20_papers_hold_the_truth_in_their_band(
    statistic: Statistic, printed: Callable[[np.ndarray], Spread]
) -> None:
    """600 papers of 40 persons: a rule with 95 % would be outside these limits once in 10,000 times."""
    draw, held = np.random.default_rng(1), 0
    for _ in range(600):
        x = draw.normal(100.0, 20.0, 40)
        low, high, _ = told(statistic, statistic.of(x), spread=printed(x), n=40)
        held += low <= 100.0 <= high
    assert 0.91 < held / 600 < 0.985


@given(n=st.integers(1, 5000), part=st.floats(0.0, 1.0))
def test_a_share_gets_wilson_s_interval(n: int, part: float) -> None:
    yes = round(part * n)
    low, high, kind = told(below(148.0), 100.0 * yes / n, n=n)
    theirs = binomtest(yes, n).proportion_ci(method="wilson")
    assert kind == "published"
    assert (low, high) == (
        pytest.approx(100.0 * theirs.low, abs=0.01),
        pytest.approx(100.0 * theirs.high, abs=0.01),
    )
    assert low <= 100.0 * yes / n <= high  # nobody in 0 of n, and all in n of n, are within


def test_another_z_would_be_found() -> None:
    low, high, _ = told(below(148.0), 20.0, n=50)
    theirs = binomtest(10, 50).proportion_ci(0.90, method="wilson")
    assert abs(low - 100.0 * theirs.low) > 0.5 and abs(high - 100.0 * theirs.high) > 0.5


def test_a_range_of_studies_is_the_band_and_one_of_persons_is_not() -> None:
    assert told(MEAN, 1.3, spread=Range(0.66, 2.1)) == (0.66, 2.1, "published")
    assert told(TIME_MEDIAN, 7.0, spread=Range(5.0, 8.0), n=20) == (5.0, 8.0, "published")
    of_persons = told(MEAN, 128.0, spread=Range(68.0, 191.0), n=51)
    assert 68.0 < of_persons.low < 128.0 < of_persons.high < 191.0


# ---- assigned ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "part"),
    [(B12, 0.20), (At("holotc"), 0.25), (At("mma"), 0.25), (At("homocysteine"), 0.20), (At("folate"), 0.25),
     (At("folate-rbc"), 0.25), (At("hb"), 0.05), (At("mcv"), 0.04), (At("rdw"), 0.10), (Absorbed(1.0), 0.30),
     (Absorbed(1.0, flushed=0.3), 0.30), (Urine(1000.0, "hydroxocobalamin", 72.0), 0.25),
     (Urine(10.0, "cyanocobalamin", 48.0, kept=True), 0.25), (At("gastrin"), 0.30),
     (Reached("total-b12", 148.0, 1461.0), 0.30)],
)  # fmt: skip
def test_a_level_without_spread_gets_its_marker_s_width(what: Quantity, part: float) -> None:
    statistic = TIME_MEDIAN if isinstance(what, Reached) else MEAN
    expected = (pytest.approx(200.0 * (1.0 - part)), pytest.approx(200.0 * (1.0 + part)), "assigned")
    assert told(statistic, 200.0, what=what, unit="pmol/L") == expected


@pytest.mark.parametrize(
    ("statistic", "value", "unit", "low", "high"),
    [
        (SIGN, -1.0, "sign", -1.0, -1.0),
        (PEARSON, 0.4, "1", 0.3, 0.5),
        (auc(35.0), 0.90, "AUC", 0.87, 0.93),
        (RATIO, 3.0, "1", 2.0, 4.5),
        (RATIO, -3.0, "1", -4.5, -2.0),
        (MEAN_CHANGE, 50.0, "pmol/L", 30.0, 70.0),
        (MEAN_CHANGE, -50.0, "pmol/L", -70.0, -30.0),
        (MEAN_CHANGE, 2.0, "%", -3.0, 7.0),
        (above(0.5), 50.0, "%", 100.0 / (1.0 + 2.25), 225.0 / 3.25),
        (above(0.5), 0.0, "%", 0.0, 1.118),
        (above(0.5), 100.0, "%", 98.882, 100.0),
    ],
)  # fmt: skip
def test_each_kind_of_statistic_has_its_width(
    statistic: Statistic, value: float, unit: str, low: float, high: float
) -> None:
    assert told(statistic, value, unit=unit) == (
        pytest.approx(low, abs=1e-3),
        pytest.approx(high, abs=1e-3),
        "assigned",
    )


@settings(max_examples=300)
@given(value=st.floats(0.0, 100.0), kind=st.sampled_from(sorted({s.statistic.name for s, _ in EVERY})))
def test_the_figure_lies_in_its_own_band(value: float, kind: str) -> None:
    statistic = next(seen.statistic for seen, _ in EVERY if seen.statistic.name == kind)
    low, high, _ = told(statistic, value)
    assert low <= value <= high


def test_every_study_s_figures_lie_in_their_bands_and_each_kind_occurs() -> None:
    kinds = {"published": 0, "assigned": 0}
    for seen, arm in EVERY:
        low, high, kind = band(seen, arm)
        kinds[kind] += 1
        assert np.isfinite([low, high]).all() and low <= seen.value <= high, (
            seen.where,
            seen.value,
            low,
            high,
        )
    assert kinds["published"] > 100 and kinds["assigned"] > 100
    assert {seen.statistic.kind for seen, arm in EVERY if band(seen, arm).kind == "assigned"} >= {
        "level", "change", "share", "odds", "score", "time", "sign"
    }  # fmt: skip


# ---- a wrong mechanism ---------------------------------------------------------------------------


def having(id: str, *lesions: Lesion, years: float = 8.0) -> Arm:
    cause = replace(ILEAL_RESECTION, id="made-up", lesions=lesions)
    return Arm(id, Group(HEALTHY, exposures=(Exposure(cause, Fixed(years), Fixed(1.0)),)))


SOUND = Arm("sound", PEOPLE)
NO_FACTOR = Arm(
    "no-factor", Group(HEALTHY, exposures=(Exposure(PERNICIOUS_ANAEMIA, Fixed(8.0), Fixed(1.0)),))
)
NO_UPTAKE = Arm("no-uptake", Group(HEALTHY, exposures=(Exposure(ILEAL_RESECTION, Fixed(8.0), Fixed(0.9)),)))
LESS_CARRIER = having("less-carrier", Lesion(Plasma.haptocorrin_synthesis, times=0.4))
TWICE_LOST = having("twice-lost", Lesion(Liver.bile, times=2.0), Lesion(Cell.shedding, times=2.0), years=30.0)
LITTLE = having("hardly-less-carrier", Lesion(Plasma.haptocorrin_synthesis, times=0.97))
ARMS = {arm.id: arm for arm in (SOUND, NO_FACTOR, NO_UPTAKE, LESS_CARRIER, TWICE_LOST, LITTLE)}


@cache
def value(arm: str, what: Quantity) -> float:
    setup = Setup(tuple(CAUSES.values()), MARKERS, calibrated(), 0, 1)
    return figure(
        Observed(arm, what, MEAN, 0.0, "", "here"), {arm: run(ARMS[arm], what.wants, PERSONS, setup)}
    )


def missed(truth: str, wrong: str, what: Quantity) -> bool:
    """A paper prints what the one arm shows, without spread: does the other lie outside its band?"""
    low, high, kind = told(MEAN, value(truth, what), what=what, unit="pmol/L")
    assert kind == "assigned" and low <= value(truth, what) <= high
    return not low <= value(wrong, what) <= high


@pytest.mark.parametrize(
    ("truth", "wrong", "what"),
    [
        ("sound", "no-factor", Absorbed(1.0)),
        ("sound", "no-factor", Absorbed(25.0)),
        ("sound", "no-factor", Absorbed(0.5, flushed=0.3)),
        ("sound", "no-factor", B12),
        ("sound", "no-uptake", Absorbed(1.0)),
        ("no-uptake", "less-carrier", At("holotc")),  # total B12 falls, but nothing is lacking
        ("no-uptake", "less-carrier", At("mma")),
        ("sound", "twice-lost", B12),
    ],
    ids=lambda each: getattr(each, "label", each),
)
def test_a_wrong_mechanism_leaves_the_assigned_band(truth: str, wrong: str, what: Quantity) -> None:
    assert missed(truth, wrong, what)


def test_absorption_without_intrinsic_factor_fails_what_adams_printed() -> None:
    printed = study("adams1971").observed
    assert len(printed) == 3
    for seen in printed:
        low, high, kind = band(seen, study("adams1971").arms[0])
        assert kind == "assigned" and value("no-factor", seen.quantities[0]) < low < high


def test_the_right_mechanism_stays() -> None:
    """A sabotaged twin: the check can also say that nothing is wrong."""
    assert not missed("sound", "hardly-less-carrier", B12)
    assert not missed("sound", "less-carrier", At("mma"))
