"""Kornerup 2019: markers and absorption two and six months after gastric bypass or sleeve, Denmark."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from corrin.catalog.causes.surgery import RYGB, SLEEVE
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.distribution import Fixed, LogNormal, Normal
from corrin.source import Source
from corrin.study import Absorbed, Arm, Change, Combined, Exposure, Group, Mix, Observed, Quantity, Study
from corrin.study.statistic import SIGN
from corrin.units import DAYS_A_YEAR

_OBESE = replace(NORTH_EUROPE, id="obese-danes", causes={**NORTH_EUROPE.causes, "rygb": 0.0, "sleeve": 0.0},
                 weight={"female": LogNormal(120.0, 0.15), "male": LogNormal(140.0, 0.15)})  # fmt: skip
_OPERATED = 4.0  # the test of absorption before it takes three days
_SINCE = Fixed(-_OPERATED / DAYS_A_YEAR)
_MONTH = DAYS_A_YEAR / 12.0
_2, _6 = _OPERATED + 2.0 * _MONTH, _OPERATED + 6.0 * _MONTH
_BYPASS, _SLEEVE = (Mix(n / 27, (Exposure(cause, since=_SINCE),)) for n, cause in ((19, RYGB), (8, SLEEVE)))


def _absorbed(day: float) -> Quantity:
    """Three doses of 9 ug lift holotranscobalamin by what is absorbed of them."""
    return Combined(
        "absorbed of 9 ug, change", (Absorbed(9.0), Absorbed(9.0, day=day)), lambda x, y: np.subtract(y, x)
    )


def _sign(what: Quantity, sign: float, where: str) -> Observed:
    return Observed("operated", what, SIGN, sign, "sign", f"abstract, {where}")


STUDY = Study(
    id="kornerup2019",
    question="Which marker moves first after surgery of the stomach?",
    source=Source("kornerup2019", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        Arm("operated", Group(_OBESE, age=Normal(42.0, 10.0, 20.0, 65.0), female=0.7, mix=(_BYPASS, _SLEEVE)), 27),
    ),
    observed=(
        _sign(Change("total-b12", _2), 0.0, "no change at 2 months"),
        _sign(Change("total-b12", _6), -1.0, "down at 6 months"),
        _sign(Change("holotc", _2), -1.0, "down at 2 months"),
        _sign(Change("holotc", _6, _2), -1.0, "further down at 6 months"),
        _sign(Change("mma", _2), 1.0, "up at 2 months"),
        _sign(Change("mma", _6, _2), 1.0, "further up at 6 months"),
        _sign(_absorbed(_2), -1.0, "CobaSorb down at 2 months"),
        _sign(_absorbed(_6), -1.0, "CobaSorb down at 6 months"),
    ),
    conflicts="What was taken after the operations is not in the abstract: as before them here.",
)  # fmt: skip
