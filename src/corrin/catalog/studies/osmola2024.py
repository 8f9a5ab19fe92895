"""Osmola 2024: low B12 and iron where histology finds atrophic gastritis, by kind, France."""

from __future__ import annotations

from corrin.catalog.causes.stomach import AUTOIMMUNE_GASTRITIS, H_PYLORI_GASTRITIS
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import ATROPHIC
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Iqr, Observed, Study
from corrin.study.statistic import MEDIAN, below, odds_ratio_below

_AGE = Normal(58.0, 15.0, 18.0, 90.0)
_LOW = 148.0  # pmol/L: the limit is not in the abstract
# ug/L, not in the abstract: iron is low in 28.9, 12.8 and 12.9 % of groups whose ferritin has quartiles of 15.4, 39.5 and
# 98.3, of 43.6, 80.5 and 133.9, and of 33.4, 66.5 and 119.8, so the limit is 18, 29 and 21
_EMPTY = 20.0
_ROUTINE = "automated"  # not in the abstract: laboratories of university hospitals, presumed
_NEITHER = {"autoimmune-gastritis": 0.0, "pernicious-anaemia": 0.0}
_NO_ATROPHY = {**_NEITHER, "h-pylori-gastritis": 0.0, "food-cobalamin-malabsorption": 0.0}
_RAISED = {"pernicious-anaemia": 15.0}  # as `raised_by` has it for atrophic gastritis
_B12 = At("total-b12")


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
        Arm("autoimmune", Group(NORTH_EUROPE, age=_AGE, female=0.6, exposures=(_AUTOIMMUNE,), causes=_RAISED,
                                keep=(ATROPHIC,)), 45, platform=_ROUTINE),
        Arm("h-pylori", Group(NORTH_EUROPE, age=_AGE, female=0.6, exposures=(_INFECTED,), causes=_NEITHER,
                              keep=(ATROPHIC,)), platform=_ROUTINE),
        Arm("control", Group(NORTH_EUROPE, age=_AGE, female=0.6, causes=_NO_ATROPHY), 201, platform=_ROUTINE),
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
