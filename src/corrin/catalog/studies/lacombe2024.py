"""Lacombe 2024: a milligram a day by mouth in newly found pernicious anaemia, France."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import ATROPHIC, untaken
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Combined, Exposure, Group, Iqr, Keep, Observed, Reached, Score, Study
from corrin.study.statistic import MEDIAN, Statistic, above, below
from corrin.units import DAYS_A_YEAR

_MONTH = DAYS_A_YEAR / 12.0
_HIGH = 220.0  # U/L of lactate dehydrogenase: haemolysis; limit not given


def _lacks(b12: Any, mma: Any, homocysteine: Any) -> Any:
    return (b12 < 148.0) | (mma > 280.0) | (homocysteine > 15.0)


_DEFICIENT = Score("deficient by any of three", ("total-b12", "mma", "homocysteine"), _lacks)
_ANTIBODY = Combined("either antibody", (At("anti-if"), At("anti-parietal")), np.maximum)
_PATIENTS = Group(
    untaken(NORTH_EUROPE),
    age=Normal(60.0, 15.0, 20.0, 90.0),
    exposures=(Exposure(PERNICIOUS_ANAEMIA, since=PERNICIOUS_ANAEMIA.duration),),
    # immune gastritis, an antibody, and a lack
    keep=(ATROPHIC, Keep(_ANTIBODY, low=0.5), Keep(_DEFICIENT, low=0.5)),
)
_DAYS = Reached("ldh", _HIGH, 12.0 * _MONTH, _MONTH)
_MONTHS = Combined("months to ldh < 220", (_DAYS,), lambda days: days / _MONTH)


def _of_high(months: NDArray[np.float64], ldh: NDArray[np.float64]) -> float:
    return (
        float(np.quantile(months[ldh > _HIGH], 0.5, method="lower")) if (ldh > _HIGH).any() else float("nan")
    )


_MEDIAN_OF_HIGH = Statistic("median of those above 220 at first", "time", _of_high)


def _level(marker: str, month: float, value: float, low: float, high: float, unit: str) -> Observed:
    return Observed("oral", At(marker, month * _MONTH), MEDIAN, value, unit, "abstract; brackets read as quartiles",
                    Iqr(low, high))  # fmt: skip


STUDY = Study(
    id="lacombe2024",
    question="Does 1 mg a day by mouth correct pernicious anaemia?",
    source=Source("lacombe2024", "abstract, two places"),
    use="validation",
    second_reader="2026-11-25",
    arms=(Arm("oral", _PATIENTS, 26, given=regimen("1 mg cyanocobalamin oral daily")),),
    observed=(
        _level("total-b12", 0.0, 148.0, 116.0, 213.0, "pmol/L"),
        _level("total-b12", 1.0, 407.0, 297.0, 485.0, "pmol/L"),
        _level("homocysteine", 0.0, 18.6, 13.7, 46.8, "umol/L"),
        _level("homocysteine", 1.0, 13.5, 10.9, 29.8, "umol/L"),
        _level("mma", 0.0, 0.56, 0.28, 1.09, "umol/L"),
        _level("mma", 1.0, 0.24, 0.16, 0.38, "umol/L"),
        Observed("oral", At("total-b12", _MONTH), above(148.0), 88.5, "%", "abstract, no longer deficient"),
        Observed("oral", At("total-b12", 12.0 * _MONTH), below(148.0), 0.0, "%", "abstract, deficient"),
        Observed("oral", (_MONTHS, At("ldh")), _MEDIAN_OF_HIGH, 1.0, "months", "abstract, end of haemolysis"),
    ),
    conflicts="The pages print methylmalonate in pmol/L; umol/L is meant. Limits of deficiency are not in the abstract. "
    "Immune gastritis, an antibody and a lack are called pernicious anaemia: some may still have made intrinsic factor.",
    left_out="Time to the end of mucosal symptoms: no such marker.",
)
