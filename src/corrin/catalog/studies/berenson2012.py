"""Berenson 2012: total B12 over three years of a contraceptive pill, an injection, or neither."""

from __future__ import annotations

from corrin.catalog.causes.carrier import ORAL_CONTRACEPTIVE
from corrin.catalog.populations.united_states import US_2001
from corrin.distribution import Uniform
from corrin.source import Source
from corrin.study import Arm, At, Change, Exposure, Group, Observed, Study
from corrin.study.statistic import CHANGE_OF_MEANS, MEAN_CHANGE, SIGN

_WOMEN = Group(US_2001, age=Uniform(16.0, 33.0), female=1.0, causes={"oral-contraceptive": 0.0})
_MONTHS_6, _MONTHS_36 = 183.0, 1096.0
_BEFORE, _AFTER = At("total-b12"), At("total-b12", _MONTHS_6)


def _half_year(arm: str, change: float, percent: float, because: str = "") -> tuple[Observed, Observed]:
    moved = Change("total-b12", _MONTHS_6)
    return (
        Observed(arm, moved, MEAN_CHANGE, change, "pg/mL", "abstract", because=because),
        Observed(arm, (_BEFORE, _AFTER), CHANGE_OF_MEANS, percent, "%", "abstract"),
    )


STUDY = Study(
    id="berenson2012",
    question="Do hormonal contraceptives lower B12, and does it go on falling?",
    source=Source("berenson2012", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("pill", _WOMEN, exposures=(Exposure(ORAL_CONTRACEPTIVE),)),
        Arm("non-hormonal", _WOMEN),
    ),
    observed=(
        *_half_year("pill", -97.0, -20.0),
        *_half_year(
            "non-hormonal", -14.0, -3.0, "they changed nothing; the abstract gives no cause and no interval"
        ),
        Observed(
            "pill", Change("total-b12", _MONTHS_36, _MONTHS_6), SIGN, 0.0, "sign", "abstract, almost flat"
        ),
    ),
    left_out="Depot medroxyprogesterone (-64 pg/mL or -13 % at 6 months, -22 more by 36): no such cause.",
)
