"""Watanabe 2007: how much cobalamin is absorbed from fish, mutton and chicken."""

from __future__ import annotations

from typing import Any

from corrin.catalog.populations.others import HEALTHY
from corrin.physiology.body import Body
from corrin.physiology.ileum import capacity
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import Absorbed, Arm, Group, Observed, Range, Read, Study
from corrin.study.statistic import MEAN
from corrin.units import PMOL_PER_UG


def _receptors(state: State, body: Body) -> Any:
    """ug a meal."""
    return capacity(body.ileum) / PMOL_PER_UG + 0.0 * state.eaten


def _meal(ug: float, percent: float, where: str, spread: Range | None = None) -> Observed:
    return Observed(
        "healthy", Absorbed(ug, "hydroxocobalamin", "oral-with-food"), MEAN, percent, "%", where, spread
    )


STUDY = Study(
    id="watanabe2007",
    question="How available is the cobalamin of foods?",
    source=Source("watanabe2007", "abstract; meal doses from memory, their geometric means"),
    use="calibration",
    arms=(Arm("healthy", Group(HEALTHY)),),
    observed=(
        _meal(5.3, 42.0, "abstract, fish, 2.1-13.3 ug"),
        _meal(2.1, 72.5, "abstract, mutton, 0.9-5.1 ug, 56-89 %", Range(56.0, 89.0)),
        _meal(0.7, 63.5, "abstract, chicken, 0.4-1.3 ug, 61-66 %", Range(61.0, 66.0)),
        Observed(
            "healthy",
            Read("receptors", _receptors),
            MEAN,
            1.75,
            "ug",
            "abstract, a meal saturates at 1.5-2.0",
            Range(1.5, 2.0),
        ),
    ),
    conflicts="Eggs below 9 % here, 30 % in garrod2019.",
    left_out="Eggs, below 9 %: how little of theirs can be freed is known from this figure alone.",
)
