"""Carmel 1996: pernicious anaemia that nobody knew of, in Los Angeles at 60 and over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from corrin.catalog.causes.stomach import AUTOIMMUNE_GASTRITIS, PERNICIOUS_ANAEMIA
from corrin.catalog.populations.united_states import US_2001
from corrin.distribution import Table
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import Arm, At, Combined, Group, Has, Injected, Observed, Read, Study
from corrin.study.statistic import above

_AGE = Table((0.0, 0.5, 0.87, 1.0), (60.0, 70.0, 80.0, 95.0))


def _factor(state: State, body: Body) -> Any:
    """Working intrinsic factor, as a part of a whole stomach's."""
    return state.parietal_cells * (1.0 - body.immunity.anti_intrinsic_factor)


def _undiagnosed(pernicious: Any, gastritis: Any, left: Any, b12: Any, antibody: Any, injected: Any) -> Any:
    """Those on injections are known; a low B12 or the antibody called for a Schilling test, which told the cause.

    Autoimmune gastritis that has cost the intrinsic factor is pernicious anaemia to a survey.
    """
    abnormal = (b12 < 148.0) | (antibody > 0.5)
    return np.maximum(pernicious, gastritis * (left < _ABNORMAL)) * abnormal * (1.0 - injected)


assert AUTOIMMUNE_GASTRITIS.becomes is not None
_ABNORMAL = AUTOIMMUNE_GASTRITIS.becomes.below  # intrinsic factor left at which absorption fails
_FOUND = Combined(
    "undiagnosed pernicious anaemia",
    (Has(PERNICIOUS_ANAEMIA), Has(AUTOIMMUNE_GASTRITIS), Read("intrinsic factor", _factor),
     At("total-b12"), At("anti-if"), Injected()),
    _undiagnosed,
)  # fmt: skip


def _women(ethnicity: str) -> Group:
    return Group(replace(US_2001, ethnicity={ethnicity: 1.0}), age=_AGE, female=1.0)


def _share(arm: str, percent: float, where: str = "abstract") -> Observed:
    return Observed(arm, _FOUND, above(0.5), percent, "%", where)


STUDY = Study(
    id="carmel1996",
    question="How common is pernicious anaemia that has not been found?",
    source=Source("carmel1996", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("all", Group(US_2001, age=_AGE), 729),
        Arm("women", Group(US_2001, age=_AGE, female=1.0)),
        Arm("men", Group(US_2001, age=_AGE, female=0.0)),
        Arm("black-women", _women("black")),
        Arm("white-women", _women("white")),
    ),
    observed=(
        _share("all", 1.9, "abstract, 14 of 729"),
        _share("women", 2.7),
        _share("men", 1.4),
        _share("black-women", 4.3),
        _share("white-women", 4.0),
    ),
    conflicts="Not independent: the prevalence of the cause was taken from it.",
)
