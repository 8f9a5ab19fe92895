"""Osmola 2024: low B12 and iron where histology finds atrophic gastritis, by kind, France."""

from __future__ import annotations

from typing import Any

from corrin.catalog.causes.stomach import AUTOIMMUNE_GASTRITIS, H_PYLORI_GASTRITIS
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.distribution import Normal
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Iqr, Keep, Observed, Read, Study
from corrin.study.statistic import MEDIAN, below, odds_ratio_below

_AGE = Normal(58.0, 15.0, 18.0, 90.0)
_LOW, _EMPTY = 148.0, 30.0  # pmol/L and ug/L: limits not in the abstract
_ATROPHY = 0.7  # parietal cells left where atrophy is seen: ours, for the histology
_NEITHER = {"autoimmune-gastritis": 0.0, "pernicious-anaemia": 0.0}
_RAISED = {"pernicious-anaemia": 15.0}  # as `raised_by` has it for atrophic gastritis
_B12 = At("total-b12")


def _glands(state: State, body: Body) -> Any:
    return state.parietal_cells + 0.0 * body.stomach.size


_AUTOIMMUNE = Exposure(AUTOIMMUNE_GASTRITIS, since=AUTOIMMUNE_GASTRITIS.duration)
_INFECTED = Exposure(H_PYLORI_GASTRITIS, since=H_PYLORI_GASTRITIS.duration)


def _low(arm: str, percent: float) -> Observed:
    return Observed(arm, _B12, below(_LOW), percent, "%", "abstract; limit not given")


def _odds(what: At, limit: float, value: float, low: float, high: float) -> Observed:
    return Observed("autoimmune", what, odds_ratio_below(limit), value, "1", "abstract; limit not given",
                    Ci(low, high), against="control")  # fmt: skip


STUDY = Study(
    id="osmola2024",
    question="Does atrophic gastritis lack B12 and iron, and does its kind matter?",
    source=Source("osmola2024", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        Arm("autoimmune", Group(NORTH_EUROPE, age=_AGE, female=0.6, exposures=(_AUTOIMMUNE,), causes=_RAISED), 45),
        Arm("h-pylori", Group(NORTH_EUROPE, age=_AGE, female=0.6, exposures=(_INFECTED,), causes=_NEITHER,
                              keep=(Keep(Read("parietal cells", _glands), high=_ATROPHY),))),
        Arm("control", Group(NORTH_EUROPE, age=_AGE, female=0.6,
                             causes={**_NEITHER, "h-pylori-gastritis": 0.0}), 201),
    ),
    observed=(
        _low("autoimmune", 13.3),
        _low("h-pylori", 1.5),
        _low("control", 2.8),
        _odds(_B12, _LOW, 11.52, 2.85, 57.64),
        _odds(At("ferritin"), _EMPTY, 2.92, 1.32, 6.3),
        Observed("autoimmune", _B12, MEDIAN, 367.5, "pg/mL", "abstract", Iqr(235.5, 524.5)),
        Observed("control", _B12, MEDIAN, 391.0, "pg/mL", "abstract", Iqr(323.5, 488.7)),
    ),
    conflicts="hershko2006 and lahner2009 have many more low: their patients were found by a deficiency.",
)  # fmt: skip
