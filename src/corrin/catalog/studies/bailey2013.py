"""Bailey 2013: American adults in three bands of serum B12, and what sets the bands apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import SURVEY_ASSAY, recalled
from corrin.distribution import Table
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import Age, Arm, At, Ci, Combined, Group, Keep, Observed, Quantity, Read, Sem, Study
from corrin.study.statistic import MEAN, MEDIAN, Statistic, above, below, between
from corrin.units import PMOL_PER_UG

_LOW, _HIGH, _MOST = 126.0, 287.0, 1265.0
_B12 = At("total-b12")
_AGE = Table(
    (0.0, 0.016, 0.2, 0.4, 0.62, 0.79, 0.888, 0.961, 1.0),
    (19.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0),
)
_YEARS = Combined("age", (Age(),), np.floor)  # at the last birthday, as people tell it


def _supplement(state: State, body: Body) -> Any:
    """ug/d."""
    return body.diet.pill / PMOL_PER_UG + 0.0 * state.eaten


def _arm(id: str, n: int, low: float | None, high: float) -> Arm:
    kept = (Keep(At("egfr"), low=30.0), Keep(_B12, low, high))
    return Arm(id, Group(replace(US_2001, age=_AGE), keep=kept), n, platform=SURVEY_ASSAY)


def _three(
    what: Quantity, statistic: Statistic, unit: str, *figures: tuple[float, Ci | Sem], upper: str = ""
) -> tuple[Observed, ...]:
    """The bands' three figures; `upper`: why those of the upper two are known to miss."""
    return tuple(
        Observed(arm, what, statistic, value, unit, "Table 2", spread, because=because)
        for arm, (value, spread), because in zip(
            ("low", "mid", "high"), figures, ("", upper, upper), strict=True
        )
    )


def _share(part: Statistic, percent: float) -> Observed:
    return Observed("all", _B12, part, percent, "%", "Table 2")


_FOOD, _PILL = Read("food B12", recalled), Read("B12 from supplements", _supplement)

STUDY = Study(
    id="bailey2013",
    question="What goes with a low, middling or high serum B12 in a whole country?",
    source=Source("bailey2013", "Table 2"),
    use="calibration",
    arms=(
        _arm("all", 12683, None, _MOST),
        _arm("low", 157, None, _LOW),
        _arm("mid", 3957, _LOW, _HIGH),
        _arm("high", 8569, _HIGH, _MOST),
    ),
    observed=(
        _share(below(_LOW), 1.0),
        _share(between(_LOW, _HIGH), 33.0),
        _share(above(_HIGH), 66.0),
        *_three(At("mma"), MEDIAN, "nmol/L", (281.0, Ci(245.0, 366.0)), (148.0, Ci(140.0, 153.0)),
                (120.0, Ci(119.0, 125.0))),
        *_three(At("mma"), MEAN, "nmol/L", (719.0, Sem(113.0)), (176.0, Sem(2.0)), (137.0, Sem(2.0))),
        *_three(At("homocysteine"), MEDIAN, "umol/L", (12.0, Ci(10.9, 13.1)), (8.65, Ci(8.5, 8.8)),
                (7.7, Ci(7.6, 7.8))),
        *_three(At("homocysteine"), MEAN, "umol/L", (17.0, Sem(2.0)), (10.0, Sem(0.1)), (8.0, Sem(0.1)),
                upper="means are printed whole: of the survey's own results, 2001-04, they are 9.5 and 8.3"),
        *_three(_YEARS, MEAN, "y", (53.0, Sem(1.0)), (45.0, Sem(0.3)), (46.0, Sem(0.3))),
        Observed("low", Age(), above(60.0), 37.0, "%", "Table 2", Sem(4.0)),
        *_three(_FOOD, MEDIAN, "ug/d", (3.1, Ci(2.5, 3.6)), (3.4, Ci(3.3, 3.6)), (4.1, Ci(3.9, 4.3))),
        *_three(_PILL, above(0.0), "%", (24.0, Sem(4.0)), (24.0, Sem(1.0)), (45.0, Sem(1.0))),
    ),
    conflicts="Not independent: the same survey's raw data underlie the model's American adults.",
)  # fmt: skip
