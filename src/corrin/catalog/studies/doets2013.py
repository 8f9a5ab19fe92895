"""Doets 2013: pooled daily loss of the store, and what is absorbed of food by its dose."""

from __future__ import annotations

from typing import Any

import numpy as np

from corrin.catalog.populations.others import HEALTHY
from corrin.catalog.studies.shared import FASTING, lost, pool
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import Absorbed, Arm, Combined, Group, Observed, Range, Read, Sd, Study
from corrin.study.statistic import MEAN

_ADULTS = Group(HEALTHY)
_SOON = 1.0


def _turnover(state: State, body: Body) -> Any:
    """Lost of the pool, %/d."""
    return 100.0 * lost(state, body) / pool(state, body)


def _mixed(ug: float) -> Absorbed:
    """The equation is one line through eight studies of foods."""
    return Absorbed(ug, "hydroxocobalamin", "oral-with-food", in_ug=True, ease=None)


def _meat(ug: float) -> Absorbed:
    return Absorbed(ug, "hydroxocobalamin", "oral-with-food")


def _absorbed(ug: float, value: float) -> Observed:
    return Observed("healthy", _mixed(ug), MEAN, value, "ug", f"abstract, the equation at {ug:g} ug")


_SLOPE = Combined("slope", (_mixed(1.0), _mixed(10.0)), lambda one, ten: np.log(ten / one) / np.log(10.0))

STUDY = Study(
    id="doets2013",
    question="What is lost in a day, and how much of food's cobalamin is absorbed?",
    source=Source("doets2013", "abstract"),
    use="calibration",
    arms=(Arm("healthy", _ADULTS), Arm("fasting", _ADULTS, diet=FASTING)),
    observed=(
        Observed("fasting", Read("turnover", _turnover, _SOON), MEAN, 0.13, "%/d", "abstract, SD presumed",
                 Sd(0.03), 52),
        Observed("fasting", Read("loss", lost, _SOON), MEAN, 3.25, "ug/d", "abstract, 1.4-5.1; its middle",
                 Range(1.4, 5.1)),
        Observed("healthy", _SLOPE, MEAN, 0.7694, "1", "abstract, ln ug on ln ug, from 1 to 10 ug"),
        _absorbed(1.0, 0.38),
        _absorbed(5.0, 1.32),
        _absorbed(10.0, 2.25),
        Observed("healthy", _meat(38.0), MEAN, 4.5, "% of dose", "abstract, liver, lowest",
                 because="the lowest of all, named for being so: iom1998 has 11 % of as much liver"),
        Observed("healthy", _meat(3.0), MEAN, 83.0, "% of dose", "abstract, mutton, highest",
                 because="the highest of all, named for being so: more than receptors take from a meal (watanabe2007)"),
    ),
    conflicts="hall1964: 0.059 %/d; iom1998: 11 % of 38 ug in liver paste; the power law does not saturate.",
    left_out="The intercept -0.9614 is the figure at 1 ug again.",
)  # fmt: skip
