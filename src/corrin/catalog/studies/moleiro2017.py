"""Moleiro 2017: a milligram a day by mouth for two years after total gastrectomy, Portugal."""

from __future__ import annotations

from corrin.catalog.causes.surgery import TOTAL
from corrin.catalog.populations.others import SOUTH_EUROPE
from corrin.catalog.studies.shared import untaken
from corrin.catalog.treatments import regimen
from corrin.distribution import LogNormal, Normal
from corrin.source import Source
from corrin.study import Arm, At, Exposure, Group, Observed, Study
from corrin.study.statistic import MEAN, above
from corrin.units import DAYS_A_YEAR

_MONTH = DAYS_A_YEAR / 12.0
_BEFORE = 24  # injections a month apart, the last where tablets begin; 17 of 26 had them, schedule not given
_PATIENTS = Group(
    untaken(SOUTH_EUROPE),
    age=Normal(64.0, 12.0, 29.0, 79.0),
    exposures=(Exposure(TOTAL, since=LogNormal(2.5, 0.8)),),  # then 65 months when tablets begin, 3 to 309
)


def _month(month: float) -> At:
    return At("total-b12", (_BEFORE - 1 + month) * _MONTH)


def _mean(month: float, value: float) -> Observed:
    return Observed("oral", _month(month), MEAN, value, "pg/mL", f"abstract, month {month:g}")


STUDY = Study(
    id="moleiro2017",
    question="Do tablets hold B12 for years without a stomach?",
    source=Source("moleiro2017", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        Arm("oral", _PATIENTS, 26, given=(
            *regimen(f"1 mg cyanocobalamin im monthly x{_BEFORE}"), *regimen("1 mg cyanocobalamin oral daily"))),
    ),
    observed=(
        _mean(0.0, 657.0),
        _mean(6.0, 867.0),
        _mean(12.0, 1008.0),
        _mean(18.0, 1018.0),
        _mean(24.0, 1061.0),
        Observed("oral", _month(4.0), above(148.0), 100.0, "%", "abstract, all normal; 200 pg/mL presumed"),
    ),
    conflicts="9 of 26 had no injections before; here all had, so the start is not theirs.",
)  # fmt: skip
