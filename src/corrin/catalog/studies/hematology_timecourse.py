"""Haematology, time course: what blood does in the days and weeks after treatment begins."""

from __future__ import annotations

import numpy as np

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import alone
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import (
    Arm,
    At,
    Combined,
    Exposure,
    Group,
    Keep,
    Observed,
    Peak,
    Quantity,
    Range,
    Reached,
    Risen,
    Study,
)
from corrin.study.statistic import TIME_MEDIAN

_PATIENTS = Group(
    alone(NORTH_EUROPE),
    age=Normal(65.0, 13.0, 30.0, 90.0),
    exposures=(
        Exposure(PERNICIOUS_ANAEMIA, since=PERNICIOUS_ANAEMIA.duration),
    ),  # seen when a doctor finds them
    keep=(Keep(At("hb"), high=90.0), Keep(At("mcv"), low=100.0)),
)
_HB = Reached("hb", 125.0, 200.0, 4.0, below=False)  # women 120, men 130 g/L
_COUNT = Combined("days to a normal count", (_HB, Reached("mcv", 100.0, 200.0, 4.0)), np.maximum)
_REVIEW, _IOM, _BOOK = "the review", "iom1998, p. 313", "a textbook of pharmacology"


def _time(what: Quantity, days: float, where: str, spread: Range | None = None) -> Observed:
    return Observed("treated", what, TIME_MEDIAN, days, "d", where, spread)


_BEGUN = Risen("reticulocytes", 1.5, 14.0)

STUDY = Study(
    id="hematology-timecourse",
    question="When do the signs of a response appear?",
    source=Source("iom1998", "p. 313; a review and a textbook, authors not shown"),
    use="calibration",
    arms=(
        Arm(
            "treated", _PATIENTS, given=regimen("1 mg cyanocobalamin im daily x7 then weekly x4 then monthly")
        ),
    ),
    observed=(
        _time(_BEGUN, 3.5, f"{_REVIEW}, reticulocytes rise on day 3-4", Range(3.0, 4.0)),
        _time(_BEGUN, 2.0, f"{_IOM}, reticulocytes rise within 48 h", Range(0.0, 2.0)),
        _time(Peak("reticulocytes"), 7.0, f"{_IOM} 5-8, {_BOOK} 5-7 d", Range(5.0, 8.0)),
        _time(Risen("hb", 1.05, 28.0), 7.0, f"{_REVIEW}, haemoglobin begins to rise"),
        _time(
            Reached("hypersegmentation", 5.0, 42.0, 1.0), 14.0, f"{_REVIEW}, gone by day 14", Range(0.0, 14.0)
        ),
        _time(_COUNT, 56.0, f"{_REVIEW}, blood count normal"),
        _time(_HB, 60.0, f"{_BOOK}, haemoglobin normal"),
    ),
    conflicts="Reticulocytes rise within 48 h or on day 3-4: the two texts disagree.",
    left_out="Marrow normal after 1-2 days: no marker of the marrow. Feeling better on day 2: none either.",
)
