"""Kwon 2022: deficiency after gastric bypass against sleeve gastrectomy, pooled."""

from __future__ import annotations

from dataclasses import replace

from corrin.catalog.causes.surgery import RYGB, SLEEVE
from corrin.catalog.populations.united_states import US_2011
from corrin.catalog.studies.shared import untaken
from corrin.catalog.treatments import regimen
from corrin.cause import Cause
from corrin.distribution import LogNormal, Normal
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Observed, Study
from corrin.study.statistic import DIFFERENCE, Statistic, odds_ratio_below, risk_ratio_below
from corrin.units import DAYS_A_YEAR

_OBESE = replace(
    untaken(US_2011),
    id="obese",
    causes={**US_2011.causes, "rygb": 0.0, "sleeve": 0.0},
    weight={"female": LogNormal(115.0, 0.15), "male": LogNormal(135.0, 0.15)},
)
_TAKEN = regimen("10 ug cyanocobalamin oral daily")  # a multivitamin; schedules are not given
_LOW = 148.0  # pmol/L, 200 pg/mL
# mean time of the pooled odds: by their intervals 54 % of the weight is under a year, 28 % at 1-3 years, 18 % later
_POOLED = 0.54 * 0.75 + 0.28 * 2.0 + 0.18 * 4.0


def _arm(id: str, cause: Cause) -> Arm:
    return Arm(
        id,
        Group(_OBESE, age=Normal(43.0, 11.0, 18.0, 70.0), female=0.75),
        given=_TAKEN,
        exposures=(Exposure(cause),),
    )


def _odds(years: float, statistic: Statistic, value: float, low: float, high: float, where: str) -> Observed:
    return Observed(
        "bypass",
        At("total-b12", years * DAYS_A_YEAR),
        statistic,
        value,
        "1",
        where,
        Ci(low, high),
        against="sleeve",
    )


STUDY = Study(
    id="kwon2022",
    question="Which operation takes more B12?",
    source=Source("kwon2022", "abstract; earlier pooled figures kwon2014 and a thesis of 2021"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(_arm("bypass", RYGB), _arm("sleeve", SLEEVE)),
    observed=(
        _odds(2.0, risk_ratio_below(_LOW), 1.86, 1.15, 3.02, "10 randomised trials, 12 months and over"),
        _odds(_POOLED, odds_ratio_below(_LOW), 1.66, 1.29, 2.15, "21 studies, all times"),
        _odds(0.75, odds_ratio_below(_LOW), 1.47, 1.04, 2.08, "21 studies, under a year"),
        _odds(4.0, odds_ratio_below(_LOW), 2.22, 1.22, 4.04, "21 studies, from 3 years"),
        Observed(
            "bypass",
            At("total-b12", 4.0 * DAYS_A_YEAR),
            DIFFERENCE,
            -50.0,
            "pg/mL",
            "long term, unit assumed",
            Ci(-71.0, -29.0),
            against="sleeve",
        ),
    ),
    conflicts="Doses taken after the two operations differ in practice; here they are the same.",
)
