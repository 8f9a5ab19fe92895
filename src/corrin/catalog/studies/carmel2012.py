"""Carmel 2012: normal results of automated B12 assays in untreated pernicious anaemia."""

from __future__ import annotations

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.markers.readings import total_b12
from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import PA_FOUND, untaken
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Combined, Exposure, Group, Keep, Observed, Read, Study
from corrin.study.statistic import above, above_among

_LIMIT = 148.0
_PATIENTS = Group(
    untaken(US_2001),
    age=Normal(66.0, 13.0, 25.0, 95.0),
    exposures=(Exposure(PERNICIOUS_ANAEMIA, since=PA_FOUND),),
    keep=(Keep(Read("total-b12 by radioassay", total_b12), high=_LIMIT),),
)
_NO_ANTIBODY = Combined("anti-if negative", (At("anti-if"),), lambda positive: 1.0 - positive)


def _assay(number: int, percent: float, of: int) -> Observed:
    where = f"seen in a news report of the letter, assay {number}, {of} of 23"
    return Observed("patients", At("total-b12"), above(_LIMIT), percent, "%", where)


STUDY = Study(
    id="carmel2012",
    question="How often does an automated assay miss pernicious anaemia?",
    source=Source("carmel2012", "as a news report has it"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("patients", _PATIENTS, 23, platform="automated"),),
    observed=(
        _assay(1, 26.0, 6),
        _assay(2, 22.0, 5),
        _assay(3, 35.0, 8),
        Observed(
            "patients",
            (At("total-b12"), _NO_ANTIBODY),
            above_among(_LIMIT),
            0.0,
            "%",
            "seen in a news report of the letter, without the antibody",
            n=8,
        ),
    ),
    conflicts="The limit is not in the report: 148 pmol/L presumed.",
)
