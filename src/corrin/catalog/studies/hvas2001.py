"""Hvas 2001: a raised methylmalonate followed for years without treatment, Denmark."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import METFORMIN_THEN, asked
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Change, Group, Keep, Observed, Study
from corrin.study.statistic import SPEARMAN, Statistic, below
from corrin.units import DAYS_A_YEAR

_LATER = 2.4 * DAYS_A_YEAR  # 1.0 to 3.9 y
_MMA = At("mma")
_AGAIN = (At("mma", _LATER), At("total-b12", _LATER))  # cobalamins were measured when they were examined
# Danes first tested in about 1997, by the year of print. Drugs against acid rose from 10.5 daily doses to 1,000 people in
# 1993 to 25.2 in 2002 (lassen2004): 15.5 then, 1.9 in 100 adults for our 11, as sipponen2003 has it for 1993.
_THEN = {"acid-suppression": 0.17, "metformin": METFORMIN_THEN}


def _within(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    return float(100.0 * np.sqrt(np.mean(0.5 * (x - y) ** 2 / (0.5 * (x + y)) ** 2)))


_CV = Statistic("within-person CV", "level", _within)

STUDY = Study(
    id="hvas2001",
    question="Does a raised methylmalonate rise further when nobody treats it?",
    source=Source("hvas2001", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        Arm("untreated", Group(asked(NORTH_EUROPE), age=Normal(70.0, 14.0, 20.0, 95.0), female=0.6, causes=_THEN,
                               keep=(Keep(_MMA, low=280.0),)), 432),
    ),
    observed=(
        Observed("untreated", (_MMA, At("mma", _LATER)), _CV, 34.0, "%", "abstract"),
        Observed("untreated", Change("mma", _LATER), below(0.0), 44.0, "%", "abstract, decreased"),
        Observed("untreated", _AGAIN, SPEARMAN, -0.22, "1", "abstract; kind of r not given"),
    ),
    left_out="16 % increased substantially: the abstract does not say from where on.",
)  # fmt: skip
