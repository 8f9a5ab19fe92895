"""Lenti 2019: blood counts in autoimmune atrophic gastritis on the day it is found."""

from __future__ import annotations

from dataclasses import replace

from corrin.catalog.causes.stomach import AUTOIMMUNE_GASTRITIS
from corrin.catalog.populations.others import SOUTH_EUROPE
from corrin.catalog.studies.shared import ANAEMIA, ATROPHIC, untaken
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Ci, Combined, Exposure, Group, Keep, Observed, Study
from corrin.study.statistic import above, odds_ratio_above

_PATIENTS = Group(
    untaken(SOUTH_EUROPE),
    age=Normal(59.2, 13.8, 18.0, 92.0),
    female=2.3 / 3.3,
    exposures=(Exposure(AUTOIMMUNE_GASTRITIS, since=AUTOIMMUNE_GASTRITIS.duration),),
    keep=(ATROPHIC,),  # the diagnosis was histological
)
_ANAEMIC = replace(_PATIENTS, keep=(ATROPHIC, Keep(ANAEMIA, low=0.5)))
_NOT_ANAEMIC = replace(_PATIENTS, keep=(ATROPHIC, Keep(ANAEMIA, high=0.5)))
_PERNICIOUS = Combined(
    "anaemia with low total-b12", (ANAEMIA, At("total-b12")), lambda ill, b12: ill * (b12 < 148.0)
)
_IRON = Combined(
    "anaemia with low ferritin", (ANAEMIA, At("ferritin")), lambda ill, ferritin: ill * (ferritin < 30.0)
)

_OTHER = (
    "72 of the 316 anaemic lack neither: 11 % of all, 4 % of ours; centres to which the anaemic are sent, and "
    "thalassaemia trait, which is not in the model"
)

STUDY = Study(
    id="lenti2019",
    question="How many are anaemic when autoimmune gastritis is found, and of which kind?",
    source=Source("lenti2019", "abstract"),
    use="calibration",
    arms=(
        Arm("found", _PATIENTS, 654, platform="automated"),  # not in the abstract: presumed
        Arm("anaemic", _ANAEMIC),
        Arm("not-anaemic", _NOT_ANAEMIC),
    ),
    observed=(
        Observed("found", ANAEMIA, above(0.5), 48.3, "%", "abstract", because=_OTHER),
        Observed("found", _PERNICIOUS, above(0.5), 20.2, "%", "abstract"),
        Observed("found", _IRON, above(0.5), 17.1, "%", "abstract; limit of ferritin not given"),
        Observed(
            "anaemic",
            At("rdw"),
            odds_ratio_above(14.5),
            10.65,
            "1",
            "abstract, anisocytosis",
            Ci(6.13, 18.5),
            against="not-anaemic",
            because="adjusted, its limit of the width not given; and ours lack the anaemic whose cells are even",
        ),
    ),
    left_out="Figures by sex: ambiguous in the abstract.",
)
