"""Miceli 2024: how fast autoimmune gastritis passes from stage to stage, and gastrin on the way."""

from __future__ import annotations

from corrin.catalog.causes.stomach import AUTOIMMUNE_GASTRITIS
from corrin.catalog.populations.others import SOUTH_EUROPE
from corrin.catalog.studies.shared import GLANDS_ATROPHIC, alone, glands
from corrin.distribution import Normal, Uniform
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Keep, Observed, Read, Study
from corrin.study.statistic import MEDIAN, above, rate_below
from corrin.units import DAYS_A_YEAR

_YEARS = 52.0 / 12.0  # median follow-up
_ATROPHY, _SEVERE = (
    GLANDS_ATROPHIC,
    0.3,
)  # parietal cells left where stages 1 and 3 begin: ours, for the histology


def _left(day: float = 0.0) -> Read:
    return Read("parietal cells", glands, day)


def _stage(id: str, low: float | None, high: float | None, n: int | None = None) -> Arm:
    people = Group(
        alone(SOUTH_EUROPE),
        age=Normal(56.7, 15.2, 18.0, 90.0),
        female=2.5 / 3.5,
        exposures=(Exposure(AUTOIMMUNE_GASTRITIS, since=Uniform(0.0, 25.0)),),
        keep=(Keep(_left(), low, high),),
    )
    return Arm(id, people, n)


_LATER = _left(_YEARS * DAYS_A_YEAR)

STUDY = Study(
    id="miceli2024",
    question="How fast does autoimmune gastritis run?",
    source=Source("miceli2024", "abstract; gastrin and regression from the cohort of 2019"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        _stage("potential", _ATROPHY, None, 93),
        _stage("early-florid", _SEVERE, _ATROPHY),
        _stage("severe", None, _SEVERE),
    ),
    observed=(
        Observed(
            "potential", _LATER, rate_below(_ATROPHY, _YEARS), 10.85, "per 100 y", "abstract", Ci(7.75, 15.18)
        ),
        Observed(
            "early-florid",
            _LATER,
            rate_below(_SEVERE, _YEARS),
            14.83,
            "per 100 y",
            "abstract",
            Ci(11.89, 18.49),
        ),
        Observed("severe", _LATER, above(_SEVERE), 0.0, "%", "cohort of 2019, no stage regressed", n=282),
        Observed("severe", At("gastrin"), MEDIAN, 606.0, "pg/mL", "cohort of 2019"),
        Observed("early-florid", At("gastrin"), MEDIAN, 295.0, "pg/mL", "cohort of 2019"),
    ),
    left_out="Tumours (8.5 %), and the rates that end in one (stage 3, all stages): the model has none.",
)
