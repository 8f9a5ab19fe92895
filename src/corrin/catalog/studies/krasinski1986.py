"""Krasinski 1986: atrophic gastritis by pepsinogen in old people of Boston, and what goes with it."""

from __future__ import annotations

from typing import Any

from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import ANAEMIA, before_fortification
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Group, Keep, Observed, Quantity, Score, Study
from corrin.study.statistic import ORDER, above, below

_BEFORE = before_fortification(US_2001, "boston-1980s")
_BORN = {"h-pylori-gastritis": 3.0}  # before 1926: about half were infected, from memory
_AGE = Normal(76.0, 9.0, 60.0, 99.0)
_RATIO, _PEPSINOGEN = At("pepsinogen-ratio"), At("pepsinogen-1")


def _both(ratio: Any, pepsinogen: Any) -> Any:
    return (ratio < 2.9) & (pepsinogen < 20.0)


def _group(*keep: Keep) -> Group:
    return Group(_BEFORE, age=_AGE, female=0.62, causes=_BORN, keep=keep)


def _order(
    what: Quantity, sign: float, arm: str = "severe", where: str = "abstract, stepwise", because: str = ""
) -> Observed:
    return Observed(arm, what, ORDER, sign, "sign", where, against="none", because=because)


_LOW = Score("low total-b12", ("total-b12",), lambda b12: b12 < 148.0)
_SEVERE = Score("ratio < 2.9, pepsinogen I < 20", ("pepsinogen-ratio", "pepsinogen-1"), _both)
_ALIKE = "abstract, no difference"
_IRON = (
    "a quarter of a standard deviation, as here, escapes 113 against 246 people in two trials of five; of 7,462 "
    "those with Helicobacter pylori have 14 % less ferritin (cardenas2006), as ours have"
)
_BLOOD = "anaemia rises with atrophy in the same paper, and haemoglobin is lower elsewhere (atrophic2008)"

STUDY = Study(
    id="krasinski1986",
    question="How common is fundic atrophic gastritis in the old, and does it lower B12?",
    source=Source("krasinski1986", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("all", _group(), 359),
        Arm("none", _group(Keep(_RATIO, low=2.9)), 246),
        Arm("atrophic", _group(Keep(_RATIO, high=2.9)), 113),
        Arm("severe", _group(Keep(_RATIO, high=2.9), Keep(_PEPSINOGEN, high=20.0)), 29),
    ),
    observed=(
        Observed("all", _RATIO, below(2.9), 31.5, "%", "abstract, 113 of 359"),
        Observed("all", _SEVERE, above(0.5), 8.1, "%", "abstract, 29 of 359"),
        _order(At("gastrin"), 1.0),
        _order(_LOW, 1.0),
        _order(At("anti-if"), 1.0),
        _order(ANAEMIA, 1.0),
        _order(At("folate"), 1.0, "atrophic", "abstract, p < 0.05"),
        _order(At("ferritin"), 0.0, "atrophic", _ALIKE, _IRON),
        _order(At("hb"), 0.0, "atrophic", _ALIKE, _BLOOD),
    ),
    conflicts="6.7 % in New Zealand and 5.2 % of Finnish men (sipponen2003) by other cut-offs.",
    left_out="Serum iron: no such marker. Mild against none: the paper gives one trend over three grades.",
)
