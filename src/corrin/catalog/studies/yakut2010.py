"""Yakut 2010: B12 and folate in Crohn's disease, ulcerative colitis and health, Turkey."""

from __future__ import annotations

from corrin.catalog.causes.ileum import CROHNS_ILEITIS, ILEAL_RESECTION
from corrin.catalog.populations.others import TURKEY
from corrin.catalog.studies.shared import unfound
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Exposure, Group, Mix, Observed, Sd, Study
from corrin.study.statistic import MEAN, below

_PEOPLE = unfound(TURKEY)  # with an SD of 166 pg/mL hardly anyone is on injections
_AGE = Normal(40.0, 13.0, 18.0, 75.0)
_ILEITIS, _CUT = (Exposure(each, since=each.duration) for each in (CROHNS_ILEITIS, ILEAL_RESECTION))
_CROHN = Group(
    _PEOPLE, age=_AGE, female=0.45, mix=(Mix(0.55, (_ILEITIS,)), Mix(0.15, (_CUT,)), Mix(0.30))
)  # fmt: skip; the knife took the inflamed ileum
_OTHERS = Group(_PEOPLE, age=_AGE, female=0.45)

STUDY = Study(
    id="yakut2010",
    question="Is B12 lower in inflammatory bowel disease?",
    source=Source("yakut2010", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("crohn", _CROHN, 45), Arm("colitis", _OTHERS, 93), Arm("control", _OTHERS, 53)),
    observed=(
        Observed("crohn", At("total-b12"), MEAN, 281.0, "pg/mL", "abstract", Sd(166.0)),
        Observed("colitis", At("total-b12"), MEAN, 348.0, "pg/mL", "abstract", Sd(218.0)),
        Observed("crohn", At("total-b12"), below(148.0), 22.2, "%", "abstract, 10 of 45; limit not given"),
        Observed("control", At("total-b12"), below(148.0), 7.5, "%", "abstract, 4 of 53; limit not given"),
        Observed("crohn", At("folate"), MEAN, 7.7, "ng/mL", "abstract", Sd(5.3)),
        Observed("control", At("folate"), MEAN, 9.9, "ng/mL", "abstract", Sd(3.3)),
    ),
    left_out="Low B12 in colitis: the abstract repeats the controls' 7.5 % beside another count.",
)  # fmt: skip
