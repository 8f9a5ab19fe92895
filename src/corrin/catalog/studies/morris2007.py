"""Morris 2007: anaemia and macrocytosis with low B12 status in older Americans, by folate."""

from __future__ import annotations

from typing import Any

from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import ANAEMIA, SURVEY_ASSAY
from corrin.distribution import Table
from corrin.source import Source
from corrin.study import Arm, At, Ci, Group, Keep, Observed, Score, Study
from corrin.study.statistic import odds_ratio_above


def _poor(b12: Any, mma: Any) -> Any:
    return (b12 < 148.0) | (mma > 210.0)


_STATUS = Score("low B12 status", ("total-b12", "mma"), _poor)
_LOW, _NORMAL = Keep(_STATUS, low=0.5), Keep(_STATUS, high=0.5)
_AGE = Table((0.0, 0.55, 0.9, 1.0), (60.0, 70.0, 80.0, 90.0))


_WITHOUT: dict[str, float] = dict.fromkeys(
    ("renal-impairment", "alcohol", "hypothyroidism", "high-carrier"), 0.0
)
"""Left out: a raised creatinine, and who had told of alcoholism or disease of thyroid or liver."""


def _arm(id: str, *keep: Keep) -> Arm:
    who = Group(US_2001, age=_AGE, female=0.55, causes=_WITHOUT, keep=keep)
    return Arm(id, who, platform=SURVEY_ASSAY)


_MCV = 99.0  # fL, the survey's limit

STUDY = Study(
    id="morris2007",
    question="Are old people with low B12 status anaemic, and does folate make it worse?",
    source=Source("morris2007", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        _arm("low", _LOW),
        _arm("normal", _NORMAL),
        _arm("low-high-folate", _LOW, Keep(At("folate"), low=59.0)),
        _arm("low-other-folate", _LOW, Keep(At("folate"), high=59.0)),
    ),
    observed=(
        Observed("low", ANAEMIA, odds_ratio_above(0.5), 2.7, "1", "abstract", Ci(1.7, 4.2), against="normal"),
        Observed(
            "low",
            At("mcv"),
            odds_ratio_above(_MCV),
            1.8,
            "1",
            "abstract, macrocytosis",
            Ci(1.01, 3.3),
            against="normal",
        ),
        Observed(
            "low-high-folate",
            ANAEMIA,
            odds_ratio_above(0.5),
            3.1,
            "1",
            "abstract, folate over 59 nmol/L",
            Ci(1.5, 6.6),
            against="low-other-folate",
            because="probably confounded: pernicious anaemia treated with folate, or bacteria that make it",
        ),
    ),
    left_out="Cognitive impairment (2.5): the model has none. The odds ratios are adjusted, ours not.",
)
