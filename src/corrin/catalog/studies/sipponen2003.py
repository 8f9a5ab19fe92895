"""Sipponen 2003: Finnish men with little pepsinogen I: how many are low in B12."""

from __future__ import annotations

from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import METFORMIN_THEN
from corrin.distribution import Uniform
from corrin.source import Source
from corrin.study import Arm, At, Combined, Group, Keep, Observed, Study
from corrin.study.statistic import above, above_among, below, between

_ATROPHIC, _SOUND = Keep(At("pepsinogen-1"), high=25.0), Keep(At("pepsinogen-1"), low=50.0)
# Invited in 1994-96 (vohlonen2016), so born in 1929-45: more than half were infected, from memory. Drugs against acid
# were 10.5 daily doses to 1,000 people in 1993 (lassen2004), 1.3 in 100 adults for our 11.
_THEN = {"h-pylori-gastritis": 4.0, "acid-suppression": 0.12, "metformin": METFORMIN_THEN}
# Homocysteine was measured in a part of each series: the chi-square printed for 27 against 15 %, 4.63, is near that of the
# 226 and 99 men whom the abstract counts (4.9), not of 613 and 402 (20).
_MEASURED = {"atrophic": 226, "control": 99}
_B12, _HOMOCYSTEINE = At("total-b12"), At("homocysteine")
_LOW = Combined("total-b12 < 220", (_B12,), lambda b12: b12 < 220.0)


def _arm(id: str, n: int | None, *keep: Keep) -> Arm:
    return Arm(id, Group(NORTH_EUROPE, age=Uniform(51.0, 65.0), female=0.0, causes=_THEN, keep=keep), n)


STUDY = Study(
    id="sipponen2003",
    question="What does atrophy of the corpus do to B12 in a whole population of men?",
    source=Source("sipponen2003", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        _arm("all", 12252),
        _arm("atrophic", 613, _ATROPHIC),
        _arm("control", 402, _SOUND),
    ),
    observed=(
        Observed("all", At("pepsinogen-1"), below(25.0), 5.2, "%", "abstract, 635 of 12252"),
        Observed("atrophic", _B12, below(170.0), 28.1, "%", "abstract, 172 of 613"),
        Observed("atrophic", _B12, between(170.0, 220.0), 21.7, "%", "abstract, 133 of 613"),
        Observed("control", _B12, below(170.0), 7.0, "%", "abstract"),
        Observed("control", _B12, between(170.0, 220.0), 17.0, "%", "abstract"),
        Observed("atrophic", _HOMOCYSTEINE, above(15.0), 27.0, "%", "abstract", n=_MEASURED["atrophic"]),
        Observed("control", _HOMOCYSTEINE, above(15.0), 15.0, "%", "abstract", n=_MEASURED["control"]),
        Observed(
            "atrophic",
            (_HOMOCYSTEINE, _LOW),
            above_among(15.0),
            46.0,
            "%",
            "abstract, 104 of 226 with B12 below 220; limit presumed",
            n=226,
        ),
        Observed(
            "control",
            (_HOMOCYSTEINE, _LOW),
            above_among(15.0),
            16.0,
            "%",
            "abstract, 16 of 99 with B12 below 220",
            n=99,
            because="no more than among all controls; of 1,260 men of 45-70 in a survey (nhanes, 2001-04) a high "
            "homocysteine is three times as common below 220 pmol/L as in all, in ours twice",
        ),
    ),
    conflicts="Folate is lower in the atrophic here, higher in krasinski1986, where 31.5 % are atrophic.",
)
