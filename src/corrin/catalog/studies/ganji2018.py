"""Ganji 2018: methylmalonate of Americans by ethnicity, age and B12."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corrin.catalog.populations.united_states import US_2001
from corrin.distribution import Table, Uniform
from corrin.source import Source
from corrin.study import Arm, At, Group, Observed, Study
from corrin.study.statistic import GEOMETRIC_MEAN, Statistic


def _quarters(b12: NDArray[np.float64], mma: NDArray[np.float64]) -> float:
    low, high = np.quantile(b12, (0.25, 0.75))
    return float(100.0 * (np.median(mma[b12 <= low]) / np.median(mma[b12 >= high]) - 1.0))


_QUARTERS = Statistic("% lowest over highest quarter", "change", _quarters)
_OLD = Table((0.0, 0.62, 1.0), (70.0, 80.0, 92.0))


def _only(ethnicity: str) -> Group:
    return Group(replace(US_2001, ethnicity={ethnicity: 1.0}))


def _mean(arm: str, value: float) -> Observed:
    return Observed(arm, At("mma"), GEOMETRIC_MEAN, value, "nmol/L", "abstract")


STUDY = Study(
    id="ganji2018",
    question="What is a usual methylmalonate, by ethnicity, age and B12?",
    source=Source("ganji2018", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("white", _only("white")),
        Arm("black", _only("black")),
        Arm("over-70", Group(US_2001, age=_OLD)),
        Arm("21-to-30", Group(US_2001, age=Uniform(21.0, 31.0))),
        Arm("all", Group(US_2001), 18569),
    ),
    observed=(
        _mean("white", 141.2),
        _mean("black", 115.5),
        _mean("over-70", 196.9),
        _mean("21-to-30", 121.0),
        Observed("all", (At("total-b12"), At("mma")), _QUARTERS, 28.5, "%", "abstract, medians"),
    ),
    conflicts="Children are in some of its means, not in ours; not independent of the survey's raw data.",
)
