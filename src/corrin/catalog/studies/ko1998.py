"""Ko 1998: total B12 in the years after total gastrectomy, as one fitted curve."""

from __future__ import annotations

from math import exp

from corrin.catalog.causes.surgery import TOTAL
from corrin.catalog.populations.others import KOREA
from corrin.catalog.studies.shared import untaken
from corrin.distribution import Fixed, Normal, Table
from corrin.source import Source
from corrin.study import Arm, At, Exposure, Group, Observed, Range, Reached, Study
from corrin.study.statistic import MEAN, TIME_MEDIAN
from corrin.units import DAYS_A_YEAR

_MONTH = DAYS_A_YEAR / 12.0
_AGE = Normal(57.0, 11.0, 30.0, 80.0)
# mean 31.9 months, and such that the paper's own curve has the paper's mean there: a gamma of shape 2.5
_SINCE = Table(
    (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 0.995, 1.0),
    tuple(months / 12.0 for months in (0.0, 7.3, 17.1, 27.8, 42.3, 70.6, 106.0, 135.0)),
)


def _curve(months: float) -> Observed:
    level = 403.30 * exp(-0.09 * months) + 175.93 * exp(-0.02 * months)
    return Observed(
        "operated", At("total-b12", months * _MONTH), MEAN, level, "pg/mL", "abstract, the fitted curve"
    )


def _group(since: Fixed | Table) -> Group:
    return Group(untaken(KOREA), age=_AGE, female=0.35, exposures=(Exposure(TOTAL, since=since),))


STUDY = Study(
    id="ko1998",
    question="How fast do stores run out without intrinsic factor and acid?",
    source=Source("ko1998", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("operated", _group(Fixed(0.0)), 91), Arm("measured-once", _group(_SINCE), 159)),
    observed=(
        *(_curve(months) for months in (0.0, 6.0, 12.0, 24.0, 36.0, 60.0)),
        Observed(
            "operated",
            Reached("total-b12", 148.0, 60.0 * _MONTH, _MONTH),
            TIME_MEDIAN,
            20.0 * _MONTH,
            "d",
            "abstract, 20 months to 200 pg/mL; the curve itself gives 18.2",
        ),
        Observed(
            "measured-once",
            At("total-b12"),
            MEAN,
            158.9,
            "pg/mL",
            "abstract, 0-135 months after, mean 31.9",
            Range(20.0, 806.2),
        ),
    ),
    conflicts="The mean of the 159 samples is not independent: it chose their months.",
)
