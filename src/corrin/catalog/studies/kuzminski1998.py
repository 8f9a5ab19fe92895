"""Kuzminski 1998: 2 mg a day by mouth against injections in newly diagnosed deficiency."""

from __future__ import annotations

from corrin.catalog.causes.stomach import FOOD_COBALAMIN_MALABSORPTION, PERNICIOUS_ANAEMIA
from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import NINE_INJECTIONS, PA_FOUND, untaken
from corrin.catalog.treatments import regimen
from corrin.distribution import LogNormal, Normal
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Keep, Mix, Observed, Study
from corrin.study.statistic import DIFFERENCE, MEAN

_PATIENTS = Group(
    untaken(US_2001),
    age=Normal(71.0, 12.0, 40.0, 95.0),
    mix=(Mix(0.75, (Exposure(PERNICIOUS_ANAEMIA, since=PA_FOUND),)),
         Mix(0.25, (Exposure(FOOD_COBALAMIN_MALABSORPTION, since=LogNormal(12.0, 0.5)),))),
    keep=(Keep(At("total-b12"), high=118.0), Keep(At("mma"), low=300.0)),
)  # fmt: skip
_ABSTRACT, _REVIEW = "abstract", "a review's account of the paper"


_KEPT = "were 10 % of a milligram kept in health, this would still be 390 pg/mL; carmel2008 has 15 %, glass1961 31"
_CHANCE = "the arm on tablets, as ill at the start, ended at 90 fL, and homocysteine is normal in both: other patients"


def _pair(
    marker: str, day: float, oral: float, im: float, unit: str, where: str, because: str = ""
) -> tuple[Observed, Observed]:
    """`because` is of the injected."""
    return (Observed("oral", At(marker, day), MEAN, oral, unit, where),
            Observed("im", At(marker, day), MEAN, im, unit, where, because=because))  # fmt: skip


STUDY = Study(
    id="kuzminski1998",
    question="Does 2 mg a day by mouth do as well as injections?",
    source=Source("kuzminski1998", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("oral", _PATIENTS, 18, given=regimen("2 mg cyanocobalamin oral daily")),
        Arm("im", _PATIENTS, 15, given=regimen(NINE_INJECTIONS)),
    ),
    observed=(
        *_pair("total-b12", 0.0, 93.0, 95.0, "pg/mL", _ABSTRACT),
        *_pair("total-b12", 120.0, 1005.0, 325.0, "pg/mL", _ABSTRACT, _KEPT),
        *_pair("mma", 0.0, 3850.0, 3630.0, "nmol/L", _ABSTRACT),
        *_pair("mma", 120.0, 169.0, 265.0, "nmol/L", _ABSTRACT),
        *_pair("homocysteine", 0.0, 37.2, 40.0, "umol/L", _ABSTRACT),
        *_pair("homocysteine", 120.0, 10.6, 12.2, "umol/L", _ABSTRACT),
        *_pair("mcv", 0.0, 100.0, 102.0, "fL", _REVIEW),
        *_pair("mcv", 120.0, 90.0, 97.0, "fL", _REVIEW, _CHANCE),
        Observed("oral", At("total-b12", 120.0), DIFFERENCE, 680.0, "pg/mL", "a review's account of the paper",
                 Ci(392.7, 967.3), against="im"),
    ),
)  # fmt: skip
