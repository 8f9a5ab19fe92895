"""Brouwer-Brolsma 2015: intake and serum B12 of Dutch people of 65 and over."""

from __future__ import annotations

from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import eaten_in_food, unfound
from corrin.distribution import Table
from corrin.source import Source
from corrin.study import Arm, At, Group, Iqr, Keep, Observed, Read, Sd, Study
from corrin.study.statistic import MEAN, MEDIAN

_AGE = Table((0.0, 0.45, 0.75, 0.93, 1.0), (65.0, 71.0, 77.0, 84.0, 95.0))
_PEOPLE = unfound(NORTH_EUROPE)  # injections kept one out of the trial
_SELECTED = (Keep(At("homocysteine"), low=12.0, high=50.0),)  # of the parent trial, from memory
_INTAKE = Read("food B12", eaten_in_food)


def _arm(id: str, female: float) -> Arm:
    return Arm(id, Group(_PEOPLE, age=_AGE, female=female, keep=_SELECTED))


STUDY = Study(
    id="brouwer2015",
    question="What do healthy old people eat of B12, and what is in their serum?",
    source=Source("brouwer2015", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(_arm("men", 0.0), _arm("women", 1.0)),
    observed=(
        Observed("men", _INTAKE, MEDIAN, 4.18, "ug/d", "abstract", Iqr(3.29, 5.38)),
        Observed("women", _INTAKE, MEDIAN, 3.47, "ug/d", "abstract", Iqr(2.64, 4.40)),
        Observed("men", At("total-b12"), MEAN, 275.0, "pmol/L", "abstract", Sd(104.0)),
        Observed("women", At("total-b12"), MEAN, 290.0, "pmol/L", "abstract", Sd(113.0)),
    ),
    conflicts="Women eat less and are not lower.",
    left_out="Which foods matter most (dairy and meat; no effect of egg): intake has no sources here.",
)
