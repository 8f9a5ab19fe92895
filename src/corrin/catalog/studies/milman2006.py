"""Milman 2006: cobalamin in 406 Danish women through pregnancy and after birth."""

from __future__ import annotations

from dataclasses import replace

from corrin.catalog.causes.carrier import PREGNANCY
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.distribution import Fixed, Normal
from corrin.source import Source
from corrin.study import Arm, At, Exposure, Group, Observed, Study
from corrin.study.statistic import MEDIAN, ORDER, below
from corrin.units import DAYS_A_YEAR

_HEALTHY = replace(NORTH_EUROPE, without=True)
_TERM = 40.0  # weeks


def _arm(id: str, weeks: float, after: float = 0.0) -> Arm:
    """A woman so many weeks pregnant, or so many weeks after birth."""
    since = Fixed((weeks + after) * 7.0 / DAYS_A_YEAR)
    child = Exposure(PREGNANCY, since, fact=("weeks", weeks), until=-7.0 * after if after else None)
    return Arm(id, Group(_HEALTHY, age=Normal(29.0, 4.5, 18.0, 42.0), female=1.0, exposures=(child,)), 406)


def _medians(marker: str, unit: str, *values: float) -> tuple[Observed, ...]:
    return tuple(
        Observed(arm.id, At(marker), MEDIAN, value, unit, "abstract")
        for arm, value in zip(_ARMS, values, strict=True)
    )


def _low(arm: str, percent: float) -> Observed:
    return Observed(arm, At("total-b12"), below(150.0), percent, "%", "abstract")


_ARMS = (
    _arm("week-18", 18.0),
    _arm("week-32", 32.0),
    _arm("week-39", 39.0),
    _arm("8-weeks-after", _TERM, 8.0),
)

STUDY = Study(
    id="milman2006",
    question="What does a normal pregnancy do to total B12 and methylmalonate?",
    source=Source("milman2006", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=_ARMS,
    observed=(
        *_medians("total-b12", "pmol/L", 225.0, 172.0, 161.0, 319.0),
        *_medians("mma", "nmol/L", 110.0, 130.0, 140.0, 160.0),
        _low("week-18", 15.0),
        _low("week-39", 43.0),
        _low("8-weeks-after", 3.0),
        Observed("week-39", At("homocysteine"), ORDER, 1.0, "sign", "abstract, up", against="week-18"),
        Observed("8-weeks-after", At("homocysteine"), ORDER, 1.0, "sign", "abstract, up", against="week-18"),
    ),
)  # fmt: skip
