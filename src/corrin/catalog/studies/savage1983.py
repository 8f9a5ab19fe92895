"""Savage 1983: years until pernicious anaemia relapses after injections stop."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import before_fortification, untaken
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, Combined, Exposure, Group, Observed, Range, Reached, Study
from corrin.study.statistic import ORDER, TIME_MEAN
from corrin.units import DAYS_A_YEAR

_MONTH = DAYS_A_YEAR / 12.0
_INJECTIONS = 60  # a month apart: schedule, dose and years of treatment are not in the abstract
_STOPPED = 6.0 + _INJECTIONS * _MONTH  # the last of them
_LONGEST = 180.0  # months followed
_BEFORE = before_fortification(untaken(US_2001), "united-states-1970s")
_PATIENTS = Group(
    _BEFORE,
    age=Normal(62.0, 12.0, 30.0, 85.0),
    exposures=(Exposure(PERNICIOUS_ANAEMIA, since=PERNICIOUS_ANAEMIA.duration),),  # found, then treated
    causes={"metformin": 0.0},  # first sold there in 1995
)


def _reached(marker: str, limit: float, below: bool) -> Reached:
    return Reached(marker, limit, _STOPPED + _LONGEST * _MONTH, 3.0 * _MONTH, below, since=_STOPPED)


_DAYS = (_reached("mcv", 100.0, False), _reached("hb", 125.0, True))  # women 120, men 130 g/L
_LARGE = Combined("months to macrocytosis", _DAYS[:1], lambda mcv: mcv / _MONTH)
_ANAEMIC = Combined("months to anaemia", _DAYS[1:], lambda hb: hb / _MONTH)
_FOUND = (73.1 - 64.5) / (73.1 - 49.2)  # part of the relapses found while only cells were large
_RELAPSE = Combined(
    "months to relapse", (_LARGE, _ANAEMIC), lambda large, ill: _FOUND * large + (1.0 - _FOUND) * ill
)
_AT_MOST = tuple(Combined(each.label, (each,), lambda months: np.minimum(months, _LONGEST))
                 for each in (_ANAEMIC, _LARGE, _RELAPSE))  # fmt: skip
_MEAN = replace(TIME_MEAN, kind="level")  # of those who relapse: the range printed is that of persons


def _arm(id: str, dose: str, n: int | None = None) -> Arm:
    given = regimen(f"{dose} cyanocobalamin im daily x7 then monthly x{_INJECTIONS}")
    return Arm(id, _PATIENTS, n, given=given)


STUDY = Study(
    id="savage1983",
    question="How long do stores last when pernicious anaemia is no longer treated?",
    source=Source("savage1983", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(_arm("stopped", "1 mg", 24), _arm("stopped-100-ug", "100 ug")),
    observed=(
        Observed("stopped", _RELAPSE, _MEAN, 64.5, "months", "abstract", Range(21.0, 123.0)),
        Observed("stopped", _LARGE, TIME_MEAN, 49.2, "months", "abstract, macrocytosis without anaemia"),
        Observed("stopped", _ANAEMIC, TIME_MEAN, 73.1, "months", "abstract, relapse with anaemia"),
        Observed("stopped", _AT_MOST[:2], ORDER, 1.0, "sign", "abstract, from the two means"),
        Observed("stopped", _AT_MOST[2], ORDER, 1.0, "sign", "abstract, weakly later after more",
                 against="stopped-100-ug"),
    ),
    conflicts="Dates are of diagnosis, not of onset; who died or was lost before a relapse is not in them.",
    left_out="Share relapsing (36 of 333): not all of them stopped.",
)  # fmt: skip
