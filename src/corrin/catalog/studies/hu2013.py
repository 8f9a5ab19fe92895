"""Hu 2013: time to a low B12 after total and distal gastrectomy, Korea."""

from __future__ import annotations

import numpy as np

from corrin.catalog.causes.surgery import DISTAL, TOTAL
from corrin.catalog.populations.others import KOREA
from corrin.catalog.studies.shared import untaken
from corrin.cause import Cause
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Combined, Exposure, Group, Observed, Reached, Study
from corrin.study.statistic import TIME_MEDIAN, TREND, Statistic, below
from corrin.units import DAYS_A_YEAR

_MONTH = DAYS_A_YEAR / 12.0
_DAYS = Reached("total-b12", 148.0, 48.0 * _MONTH, 3.0 * _MONTH)  # 200 pg/mL presumed; often looked at
_MONTHS = Combined("months to total-b12 < 148", (_DAYS,), lambda days: days / _MONTH)
_REACHED = Statistic(
    "median reached", "sign", lambda x: float(np.isfinite(np.quantile(x, 0.5, method="lower")))
)


def _arm(id: str, cause: Cause) -> Arm:
    """Without a number: few of those who began were at risk after 4 years."""
    return Arm(id, Group(untaken(KOREA), age=Normal(57.0, 12.0, 25.0, 85.0), female=0.35,
                         exposures=(Exposure(cause),)))  # fmt: skip


STUDY = Study(
    id="hu2013",
    question="How soon, and in how many, does B12 fall after each operation?",
    source=Source("hu2013", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(_arm("total", TOTAL), _arm("distal", DISTAL)),
    observed=(
        Observed("total", _MONTHS, below(48.5), 100.0, "%", "abstract, Kaplan-Meier; limit not given"),
        Observed("distal", _MONTHS, below(48.5), 15.7, "%", "abstract, Kaplan-Meier; limit not given"),
        Observed("total", _MONTHS, TIME_MEDIAN, 15.0, "months", "abstract"),
        Observed("distal", _MONTHS, _REACHED, 0.0, "sign", "abstract, median not reached"),
        Observed(
            "total", (At("total-b12"), _MONTHS), TREND, 1.0, "sign", "abstract, later where it was high"
        ),
        Observed(
            "distal", (At("total-b12"), _MONTHS), TREND, 1.0, "sign", "abstract, later where it was high"
        ),
    ),
)
