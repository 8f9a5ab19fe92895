"""Solomon 2005: how many with an abnormal test do not respond to cobalamin."""

from __future__ import annotations

from typing import Any

from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import asked
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import Arm, At, Change, Combined, Group, Keep, Observed, Read, Study
from corrin.study.statistic import above

_LATER = 120.0
BECAUSE = "what the paper calls a response is subjective; people also improve unaided"


def _nerve(state: State, body: Body) -> Any:
    return state.myelin + 0.0 * body.nerve.need


def _unmoved(hb: Any, mcv: Any, before: Any, after: Any) -> Any:
    """No response: haemoglobin not up by 10 g/L, cells not smaller by 5 fL, myelin not up by a twentieth."""
    return (hb < 10.0) & (mcv > -5.0) & (after - before < 0.05)


NO_RESPONSE = Combined(
    "no response",
    (Change("hb", _LATER), Change("mcv", _LATER), Read("myelin", _nerve), Read("myelin", _nerve, _LATER)),
    _unmoved,
)


def _arm(id: str, n: int, keep: Keep) -> Arm:
    people = Group(asked(US_2001), age=Normal(66.0, 15.0, 20.0, 95.0), female=0.6, keep=(keep,))
    return Arm(id, people, n, given=regimen("cyanocobalamin-im-us"))


def _seen(arm: str, percent: float, where: str) -> Observed:
    return Observed(arm, NO_RESPONSE, above(0.5), percent, "%", where, because=BECAUSE)


STUDY = Study(
    id="solomon2005-responders",
    question="Does an abnormal test foretell a response to cobalamin?",
    source=Source("solomon2005", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        _arm("low-b12", 11, Keep(At("total-b12"), high=148.0)),
        _arm("high-mma", 49, Keep(At("mma"), low=376.0)),
        _arm("high-homocysteine", 30, Keep(At("homocysteine"), low=15.0)),
    ),
    observed=(
        _seen("low-b12", 45.0, "abstract, 5 of 11; limit not given"),
        _seen("high-mma", 45.0, "abstract, 22 of 49; limit not given"),
        _seen("high-homocysteine", 43.0, "abstract, 13 of 30; limit not given"),
    ),
)
