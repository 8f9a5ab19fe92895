"""Segal 2004: low B12 in rheumatic outpatients, most of it no deficiency."""

from __future__ import annotations

from dataclasses import replace

from corrin.catalog.causes.carrier import SYSTEMIC_AUTOIMMUNE
from corrin.catalog.populations.others import ISRAEL
from corrin.catalog.studies.shared import ANAEMIA
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Exposure, Group, Keep, Observed, Range, Study
from corrin.study.statistic import above, below

_PATIENTS = Group(
    ISRAEL,
    age=Normal(53.0, 15.0, 18.0, 85.0),
    female=0.72,
    exposures=(Exposure(SYSTEMIC_AUTOIMMUNE, since=SYSTEMIC_AUTOIMMUNE.duration),),
)
_LOW = 148.0  # pmol/L, 200 pg/mL: not in the abstract


def _anaemic(arm: str, percent: float) -> Observed:
    return Observed(arm, ANAEMIA, above(0.5), percent, "%", "abstract")


STUDY = Study(
    id="segal2004",
    question="Is the low B12 of rheumatic patients a deficiency?",
    source=Source("segal2004", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("all", _PATIENTS, 276),
        Arm("low-b12", replace(_PATIENTS, keep=(Keep(At("total-b12"), high=_LOW),)), 15),
        Arm("rheumatoid", replace(_PATIENTS, age=Normal(57.0, 13.0, 20.0, 85.0), female=0.75)),
        Arm("lupus", replace(_PATIENTS, age=Normal(42.0, 14.0, 18.0, 80.0), female=0.9)),
        Arm("psoriatic", replace(_PATIENTS, age=Normal(50.0, 13.0, 20.0, 80.0), female=0.5)),
    ),
    observed=(
        Observed("all", At("total-b12"), below(_LOW), 24.0, "%", "abstract; limit not given"),
        Observed(
            "low-b12", At("homocysteine"), above(15.0), 66.7, "%", "abstract, 10 of 15; limit not given"
        ),
        Observed("low-b12", At("mma"), above(376.0), 6.7, "%", "abstract, 1 of 15 in urine; serum stands in"),
        _anaemic("rheumatoid", 49.0),
        _anaemic("lupus", 46.0),
        _anaemic("psoriatic", 35.0),
        Observed(
            "all", At("folate"), below(8.8), 5.0, "%", "abstract, at most; limit not given", Range(0.0, 5.0)
        ),
    ),
    left_out="Metabolites fell with B12 in 4 of 15: what counted as a fall is not said.",
)
