"""Wolffenbuttel 2020: a raised methylmalonate by serum B12 in American adults, 2011-14."""

from __future__ import annotations

from corrin.catalog.populations.united_states import US_2011
from corrin.source import Source
from corrin.study import Arm, At, Group, Keep, Observed, Study
from corrin.study.statistic import above

_B12 = At("total-b12")
_ASSAYS = "roche lc-ms"  # of the survey in 2011-14 (nhanes, its laboratory methods)


def _arm(id: str, low: float | None, high: float) -> Arm:
    return Arm(id, Group(US_2011, keep=(Keep(_B12, low, high),)), platform=_ASSAYS)


def _raised(arm: str, percent: float) -> Observed:
    return Observed(arm, At("mma"), above(300.0), percent, "%", "abstract; limit from memory")


STUDY = Study(
    id="wolffenbuttel2020",
    question="How often is methylmalonate high where B12 is low, borderline or normal?",
    source=Source("wolffenbuttel2020", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        _arm("below-140", None, 140.0),
        _arm("140-to-300", 140.0, 300.0),
        _arm("301-to-1000", 301.0, 1000.0),
    ),
    observed=(_raised("below-140", 56.2), _raised("140-to-300", 13.5), _raised("301-to-1000", 4.1)),
    conflicts="The first two of its four years are the survey's raw data from which the model's adults of 2011-12 come.",
)
