"""Solomon 2005: two untreated tests some weeks apart, and tests of those who respond to cobalamin."""

from __future__ import annotations

from corrin.catalog.causes.ileum import ILEAL_RESECTION
from corrin.catalog.causes.intake import LOW_INTAKE
from corrin.catalog.causes.stomach import FOOD_COBALAMIN_MALABSORPTION, PERNICIOUS_ANAEMIA
from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import PA_FOUND, asked
from corrin.catalog.studies.solomon2005_responders import NO_RESPONSE
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Combined, Exposure, Group, Mix, Observed, Study
from corrin.study.statistic import WITHIN, above_among, below_among

_AGE = Normal(66.0, 15.0, 20.0, 95.0)
_SUSPECTED = Group(asked(US_2001), age=_AGE, female=0.6)
_ILL = Group(
    asked(US_2001),
    age=_AGE,
    female=0.6,
    mix=(
        Mix(0.40, (Exposure(PERNICIOUS_ANAEMIA, since=PA_FOUND),)),
        Mix(0.40, (Exposure(FOOD_COBALAMIN_MALABSORPTION, since=FOOD_COBALAMIN_MALABSORPTION.duration),)),
        Mix(0.15, (Exposure(LOW_INTAKE, since=LOW_INTAKE.duration),)),
        Mix(0.05, (Exposure(ILEAL_RESECTION, since=ILEAL_RESECTION.duration),)),
    ),
)
_RESPONSE = Combined("response", (NO_RESPONSE,), lambda none: none < 0.5)
_WEEKS_4 = 28.0


def _twice(marker: str, percent: float) -> Observed:
    return Observed(
        "untreated", (At(marker), At(marker, _WEEKS_4)), WITHIN, percent, "%", "abstract, 2-6 weeks apart"
    )


STUDY = Study(
    id="solomon2005-variability",
    question="How far do two tests of one person differ, and are responders' tests abnormal?",
    source=Source("solomon2005", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("untreated", _SUSPECTED, 95), Arm("treated", _ILL, 37, given=regimen("cyanocobalamin-im-us"))),
    observed=(
        _twice("total-b12", 23.0),
        _twice("mma", 23.0),
        _twice("homocysteine", 17.0),
        Observed(
            "treated",
            (At("total-b12"), _RESPONSE),
            above_among(148.0),
            54.0,
            "%",
            "abstract; limit not given",
        ),
        Observed(
            "treated", (At("mma"), _RESPONSE), below_among(376.0), 23.0, "%", "abstract; limit not given"
        ),
        Observed(
            "treated",
            (At("homocysteine"), _RESPONSE),
            below_among(15.0),
            50.0,
            "%",
            "abstract; limit not given",
        ),
    ),
    conflicts="Response was judged in the clinic; kuzminski1998 has both metabolites high.",
)
