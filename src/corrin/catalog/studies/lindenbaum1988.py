"""Lindenbaum 1988: nerves ill from a lack of cobalamin while the blood may look sound."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corrin.catalog.causes.stomach import FOOD_COBALAMIN_MALABSORPTION, PERNICIOUS_ANAEMIA
from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import ANAEMIA, before_fortification, untaken
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import (
    Arm,
    At,
    Change,
    Combined,
    Exposure,
    Group,
    Keep,
    Mix,
    Observed,
    PercentChange,
    Quantity,
    Read,
    Study,
)  # fmt: skip
from corrin.study.statistic import above, below, between

_LATER = 183.0
_BEFORE = before_fortification(untaken(US_2001), "united-states-1980s")


def _nerve(state: State, body: Body) -> Any:
    return state.myelin + 0.0 * body.nerve.need


_MYELIN, _MYELIN_LATER = Read("myelin", _nerve), Read("myelin", _nerve, _LATER)
_SOUND = Combined("blood tests normal, of two", (ANAEMIA, At("mcv")),
                  lambda ill, mcv: (1.0 - ill) + (mcv <= 100.0))  # fmt: skip
_ILL = Group(
    _BEFORE,
    age=Normal(67.0, 13.0, 30.0, 92.0),
    causes={"metformin": 0.0},  # first sold there in 1995
    mix=tuple(Mix(share, (Exposure(cause, since=cause.duration),))  # seen when a doctor finds them
              for share, cause in ((0.8, PERNICIOUS_ANAEMIA), (0.2, FOOD_COBALAMIN_MALABSORPTION))),
    keep=(Keep(_MYELIN, high=0.95), Keep(At("mma"), low=280.0)),
)  # fmt: skip
_SUBSET = replace(_ILL, keep=(*_ILL.keep, Keep(_SOUND, low=0.5)))
_BETTER = Combined("myelin regained", (_MYELIN, _MYELIN_LATER), lambda before, after: after - before)
_BLOOD = Combined("blood improved", (Change("hb", _LATER), Change("mcv", _LATER), At("hypersegmentation"),
                                     At("hypersegmentation", _LATER)),
                  lambda hb, mcv, first, last: (hb >= 10.0) | (mcv <= -5.0) | ((first > 5.5) & (last <= 5.5)))  # fmt: skip
_FALL = Combined("% change of mma or homocysteine", (PercentChange("mma", _LATER), PercentChange("homocysteine", _LATER)),
                 lambda mma, homocysteine: (mma < -50.0) | (homocysteine < -50.0))  # fmt: skip
_B12 = At("total-b12")


def _after(what: Quantity, limit: float, percent: float, where: str, n: int) -> Observed:
    return Observed("subset", what, above(limit), percent, "%", f"abstract, {where}", n=n)


STUDY = Study(
    id="lindenbaum1988",
    question="How often do nerves suffer before the blood shows it?",
    source=Source("lindenbaum1988", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(Arm("all", _ILL, 141), Arm("subset", _SUBSET, 40, given=regimen("cyanocobalamin-im-us"))),
    observed=(
        Observed(
            "all", _SOUND, above(0.5), 28.0, "%", "abstract, 40 of 141: at least one of two tests normal"
        ),
        Observed("subset", ANAEMIA, below(0.5), 85.0, "%", "abstract, haematocrit normal in 34 of 40"),
        Observed("subset", At("mcv"), below(100.0), 62.5, "%", "abstract, 25 of 40"),
        Observed("subset", _SOUND, above(1.5), 47.5, "%", "abstract, both normal in 19 of 40"),
        Observed("subset", _B12, below(75.0), 55.0, "%", "abstract, 22 of 40"),
        Observed("subset", _B12, between(75.0, 150.0), 40.0, "%", "abstract, 16 of 40"),
        Observed("subset", _B12, above(150.0), 5.0, "%", "abstract, 2 of 40"),
        _after(_BETTER, 0.0, 100.0, "nerves better in 39 of 39", 39),
        _after(_BLOOD, 0.5, 92.3, "blood better in 36 of 39", 39),
        _after(_FALL, 0.5, 100.0, "over 50 % in 31 of 31", 31),
    ),
    conflicts="Cases were chosen for their nerves: here a twentieth of the myelin lost, with a raised methylmalonate.",
)
