"""Carmel 2008: what is absorbed of a dose and kept of an injection, in health and pernicious anaemia."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.populations.others import HEALTHY, NORTH_EUROPE
from corrin.catalog.studies.shared import FASTING, PA_KNOWN, alone, lost, pool
from corrin.distribution import Fixed, Normal
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import Absorbed, Arm, Exposure, Group, Observed, Read, Study, Urine
from corrin.study.statistic import MEAN
from corrin.units import PMOL_PER_UG

_ADULTS = Group(HEALTHY)
_PATIENTS = Group(
    alone(NORTH_EUROPE),
    age=Normal(60.0, 12.0, 30.0, 90.0),
    exposures=(Exposure(PERNICIOUS_ANAEMIA, since=PA_KNOWN),),
)
_ONSET = Group(  # all intrinsic factor gone today, the store still full
    alone(NORTH_EUROPE),
    age=Normal(60.0, 12.0, 30.0, 90.0),
    exposures=(Exposure(replace(PERNICIOUS_ANAEMIA, tempo=Fixed(0.0))),),
)
# ug, healthy, pernicious anaemia (1.2 % where the table rounds)
_BY_MOUTH = ((1.0, 0.56, 0.012), (10.0, 1.6, 0.12), (50.0, 1.5, 0.6), (500.0, 9.7, 7.0), (1000.0, 13.0, 12.0))
_INJECTED = ((10.0, 9.7), (100.0, 55.0), (1000.0, 150.0))
_HOURS = 48.0  # for which urine was kept: not in the table
_TABLE, _SOON = "Table 1", 1.0


def _bile(state: State, body: Body) -> Any:
    """ug/d."""
    return body.liver.bile * state.liver / PMOL_PER_UG


_LESS = "less than of 10 ug in the same table, though 0.6 ug more diffuses: its sources are mixed"
_LOSS = (
    "0.04 % a day of the same table's pool; others have 1.3 ug (hall1964), 1.4-5.1 ug or 0.13 % (doets2013)"
)
_POOL = "with the same table's loss of 1 ug it turns over by 0.04 % a day; published are 0.10-0.13 (iom1998, doets2013)"


def _absorbed(arm: str, ug: float, value: float) -> Observed:
    because = _LESS if (arm, ug) == ("healthy", 50.0) else ""
    return Observed(arm, Absorbed(ug, in_ug=True), MEAN, value, "ug", f"{_TABLE}, {ug:g} ug", because=because)


STUDY = Study(
    id="carmel2008",
    question="How much of a dose is of use, by mouth or injected?",
    source=Source("carmel2008", "Table 1, from Chanarin and Berlin 1968"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("healthy", _ADULTS),
        Arm("pernicious-anaemia", _PATIENTS),
        Arm("healthy-fasting", _ADULTS, diet=FASTING),
        Arm("pernicious-anaemia-onset", _ONSET, diet=FASTING),
    ),
    observed=(
        *(_absorbed("healthy", ug, value) for ug, value, _ in _BY_MOUTH),
        *(_absorbed("pernicious-anaemia", ug, value) for ug, _, value in _BY_MOUTH),
        *(
            Observed("healthy", Urine(ug, "cyanocobalamin", _HOURS, kept=True), MEAN, value, "ug", _TABLE)
            for ug, value in _INJECTED
        ),
        Observed("healthy-fasting", Read("loss", lost, _SOON), MEAN, 1.0, "ug/d", _TABLE, because=_LOSS),
        Observed(
            "pernicious-anaemia-onset", Read("loss", lost, _SOON), MEAN, 2.0, "ug/d", f"{_TABLE}, at onset"
        ),
        Observed("healthy", Read("pool", pool), MEAN, 2500.0, "ug", _TABLE, because=_POOL),
        Observed("healthy", Read("bile", _bile), MEAN, 1.4, "ug/d", _TABLE),
    ),
    conflicts="Less of 50 than of 10 ug in the healthy, though diffusion adds 0.5 ug: its sources are mixed.",
)
