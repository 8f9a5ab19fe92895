"""Mineva 2021: B12, methylmalonate and homocysteine of United States adults, 1999-2004."""

from __future__ import annotations

from typing import Any

import numpy as np

from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import SURVEY_ASSAY
from corrin.source import Source
from corrin.study import Arm, At, Group, Observed, Score, Study
from corrin.study.statistic import above, below, between


def _over(mma: Any, age: Any) -> Any:
    """Over the limit of the age: 250 nmol/L at 20 y, 320 at 80, straight between."""
    return mma > np.interp(age, (20.0, 80.0), (250.0, 320.0))


_MMA = Score("mma over the limit of the age", ("mma",), _over, by_age=True)
_ABSTRACT = "abstract"

STUDY = Study(
    id="mineva2021",
    question="How are three markers of B12 distributed in the United States?",
    source=Source("mineva2021", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("all", Group(US_2001), 12335, platform=SURVEY_ASSAY),),
    observed=(
        Observed("all", At("total-b12"), below(148.0), 2.2, "%", _ABSTRACT),
        Observed("all", At("total-b12"), between(148.0, 222.0), 13.0, "%", _ABSTRACT),
        Observed("all", _MMA, above(0.5), 6.0, "%", "abstract, limits by age of 250-320 nmol/L"),
        Observed("all", At("homocysteine"), above(13.0), 8.4, "%", _ABSTRACT),
    ),
    conflicts="Not independent of the national survey's files, which the populations were made from.",
    left_out="3cB12 (2.7 % up to -0.5, interval -0.538 to 1.60, its correlations): constants not found.",
)  # fmt: skip
