"""Lahner 2009: antibodies in atrophic body gastritis, by histology."""

from __future__ import annotations

from dataclasses import replace

from corrin.catalog.causes.stomach import AUTOIMMUNE_GASTRITIS, PERNICIOUS_ANAEMIA
from corrin.catalog.populations.others import SOUTH_EUROPE
from corrin.catalog.studies.shared import ANAEMIA, PA_FOUND, untaken
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Exposure, Group, Keep, Mix, Observed, Study
from corrin.study.statistic import above, below

_AGE = Normal(57.0, 14.0, 20.0, 85.0)
_PERNICIOUS = Exposure(PERNICIOUS_ANAEMIA, since=PA_FOUND)
_GASTRITIS = Exposure(AUTOIMMUNE_GASTRITIS, since=AUTOIMMUNE_GASTRITIS.duration)
_SOUND = {"autoimmune-gastritis": 0.0, "pernicious-anaemia": 0.0, "food-cobalamin-malabsorption": 0.0}
_PATIENTS = Group(
    untaken(SOUTH_EUROPE),
    age=_AGE,
    female=0.7,
    causes=_SOUND,
    mix=(Mix(81 / 165, (_PERNICIOUS,)), Mix(84 / 165, (_GASTRITIS,))),
)
_ANAEMIC = replace(
    _PATIENTS,
    mix=(),
    exposures=(_PERNICIOUS,),
    keep=(Keep(At("total-b12"), high=148.0), Keep(ANAEMIA, low=0.5), Keep(At("mcv"), low=100.0)),
)
_MILDER = replace(_PATIENTS, mix=(), exposures=(_GASTRITIS,))
_IF, _PARIETAL = At("anti-if"), At("anti-parietal")

STUDY = Study(
    id="lahner2009",
    question="How often are the two antibodies found in atrophic body gastritis?",
    source=Source("lahner2009", "abstract"),
    use="calibration",
    arms=(
        Arm("atrophic", _PATIENTS, 165),
        Arm("pernicious-anaemia", _ANAEMIC, 81),
        Arm("not-pernicious", _MILDER, 84),
        Arm("controls", Group(SOUTH_EUROPE, age=_AGE, female=0.7, causes=_SOUND), 113),
    ),
    observed=(
        Observed("atrophic", _IF, above(0.5), 26.7, "%", "abstract, 44 of 165"),
        Observed("pernicious-anaemia", _IF, above(0.5), 37.0, "%", "abstract"),
        Observed("controls", _IF, above(0.5), 0.0, "%", "abstract"),
        Observed("atrophic", _PARIETAL, above(0.5), 81.2, "%", "abstract, 134 of 165"),
        Observed("controls", _PARIETAL, above(0.5), 9.7, "%", "abstract, 11 of 113"),
        Observed(
            "not-pernicious", At("total-b12"), below(148.0), 42.9, "%", "abstract, 36 of 84; limit not given"
        ),
    ),
    conflicts="71 % with a low B12 is a matter of referral: 13 % in osmola2024.",
    left_out="Low B12 in all the atrophic (117 of 165): pernicious anaemia (81) was defined by it.",
)
