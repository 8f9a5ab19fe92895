"""Hershko 2006: autoimmune gastritis that came to light by a lack of iron or cobalamin, Israel."""

from __future__ import annotations

from typing import Any

from corrin.catalog.causes.stomach import AUTOIMMUNE_GASTRITIS
from corrin.catalog.populations.others import ISRAEL
from corrin.catalog.studies.shared import ANAEMIA, untaken
from corrin.distribution import Distribution, Normal, Uniform
from corrin.source import Source
from corrin.study import Age, Arm, At, Combined, Exposure, Group, Keep, Observed, Quantity, Sd, Study
from corrin.study.statistic import MEAN, above, below

_LOW = 148.0  # pmol/L; limit not in the abstracts
_EMPTY = 15.0  # ug/L; limit not in the abstracts
_HYPERGASTRINAEMIA = 45.0  # pmol/L; normal 61 (17) pg/mL, abstract of 2005: two SD above the mean
_IDENTIFIED = (Keep(At("gastrin"), low=_HYPERGASTRINAEMIA), Keep(At("anti-parietal"), low=0.5))
_RAISED = {"pernicious-anaemia": 15.0}  # as `raised_by` has it for atrophic gastritis


def _lacks(ferritin: Any, b12: Any) -> Any:
    return (ferritin < _EMPTY) | (b12 < _LOW)


_DEFICIENT = Keep(Combined("iron or B12 lacking", (At("ferritin"), At("total-b12")), _lacks), low=0.5)
_IRON_ANAEMIA = Combined(
    "iron-deficiency anaemia", (ANAEMIA, At("ferritin")), lambda ill, f: ill * (f < _EMPTY)
)


def _group(age: Distribution, *keep: Keep) -> Group:
    return Group(
        untaken(ISRAEL), age=age, female=0.68, causes=_RAISED, keep=(*_IDENTIFIED, *keep),
        exposures=(Exposure(AUTOIMMUNE_GASTRITIS, since=AUTOIMMUNE_GASTRITIS.duration),),
    )  # fmt: skip


_ANY = Normal(51.0, 18.0, 12.0, 90.0)  # from the mean ages of the groups
_B12, _MCV = At("total-b12"), At("mcv")


def _mean(arm: str, what: Quantity, value: float, sd: float, unit: str) -> Observed:
    return Observed(arm, what, MEAN, value, unit, "abstract of 2006", Sd(sd))


def _low(arm: str, percent: float) -> Observed:
    return Observed(arm, _B12, below(_LOW), percent, "%", "abstract of 2005; limit not given")


def _infected(arm: str, percent: float) -> Observed:
    """Active infection, as the abstract of 2005 has it; antibodies confirmed by breath test in hershko2005iron."""
    return Observed(arm, At("h-pylori-breath"), above(0.5), percent, "%", "abstract of 2006; test not given")


STUDY = Study(
    id="hershko2006",
    question="How does the blood look in autoimmune gastritis, by age and by the size of the red cells?",
    source=Source("hershko2006", "abstracts of 2005 and 2006"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        Arm("under-20-y", _group(Uniform(12.0, 20.0), _DEFICIENT)),
        Arm("over-60-y", _group(Normal(70.0, 7.0, 60.0, 92.0), _DEFICIENT)),
        Arm("microcytic", _group(_ANY, Keep(_IRON_ANAEMIA, low=0.5), Keep(_MCV, high=80.0)), 83),
        Arm("normocytic", _group(_ANY, _DEFICIENT, Keep(_MCV, 80.0, 100.0)), 48),
        Arm("macrocytic", _group(_ANY, _DEFICIENT, Keep(ANAEMIA, low=0.5), Keep(_MCV, low=100.0)), 29),
    ),
    observed=(
        _mean("under-20-y", _B12, 392.0, 179.0, "pg/mL"),
        _mean("over-60-y", _B12, 108.0, 65.0, "pg/mL"),
        _mean("under-20-y", _MCV, 68.0, 9.0, "fL"),
        _mean("over-60-y", _MCV, 95.0, 16.0, "fL"),
        _mean("under-20-y", At("ferritin"), 4.0, 2.0, "ug/L"),
        _mean("over-60-y", At("ferritin"), 37.0, 41.0, "ug/L"),
        _mean("under-20-y", At("gastrin"), 166.0, 118.0, "pmol/L"),
        _mean("over-60-y", At("gastrin"), 382.0, 299.0, "pmol/L"),
        _mean("microcytic", Age(), 41.0, 15.0, "y"),
        _mean("macrocytic", Age(), 62.0, 15.0, "y"),
        _low("microcytic", 46.0),
        _low("normocytic", 92.0),
        _low("macrocytic", 100.0),
        Observed("microcytic", At("anti-if"), above(0.5), 42.0, "%", "abstract of 2005"),
        _infected("under-20-y", 87.5),
        _infected("over-60-y", 12.5),
    ),
    conflicts="osmola2024 has 13 % with a low B12, found by histology and not by a deficiency.",
)
