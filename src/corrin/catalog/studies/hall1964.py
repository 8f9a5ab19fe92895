"""Hall 1964: a label of cobalamin followed for over 500 days: what leaves by urine and stool."""

from __future__ import annotations

from typing import Any

from corrin.catalog.populations.others import HEALTHY
from corrin.catalog.studies.shared import FASTING, lost, pool
from corrin.physiology.body import Body, rates
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import Arm, Group, Observed, Range, Read, Study
from corrin.study.statistic import MEAN
from corrin.units import PMOL_PER_UG

_ACTIVE = 0.10  # of the label in urine is cobalamin: abstract, result 3


def _to_urine(state: State, body: Body) -> Any:
    """%/d of the pool, with what is cobalamin no more."""
    return 100.0 / _ACTIVE * rates(state, body).urine / PMOL_PER_UG / pool(state, body)


def _to_stool(state: State, body: Body) -> Any:
    """%/d of the pool."""
    return 100.0 * rates(state, body).stool / PMOL_PER_UG / pool(state, body)


_SOON = 1.0

STUDY = Study(
    id="hall1964",
    question="How fast does the body lose cobalamin that has mixed with its stores?",
    source=Source("hall1964", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("fasting", Group(HEALTHY), 8, diet=FASTING),),
    observed=(
        Observed(
            "fasting",
            Read("to urine", _to_urine, _SOON),
            MEAN,
            0.028,
            "%/d",
            "abstract, of the label",
        ),
        Observed("fasting", Read("to stool", _to_stool, _SOON), MEAN, 0.031, "%/d", "abstract, of the label"),
        Observed("fasting", Read("loss", lost, _SOON), MEAN, 1.3, "ug/d", "abstract", Range(0.66, 2.1)),
    ),
    conflicts="0.059 %/d in all, 0.13 in doets2013; its own half-time is 690 d, 0.10 %/d.",
    left_out="Half-time of the label and times to uniform loss: the model follows no label.",
)
