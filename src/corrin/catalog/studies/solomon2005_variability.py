"""Solomon 2005: two untreated tests some weeks apart, and tests of those who respond to cobalamin."""

from __future__ import annotations

from typing import Any

from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import asked
from corrin.catalog.studies.solomon2005_responders import BECAUSE, NO_RESPONSE
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Combined, Group, Keep, Observed, Study
from corrin.study.statistic import WITHIN, Statistic, above_among, below_among

_AGE = Normal(66.0, 15.0, 20.0, 95.0)
_SUSPECTED = Group(asked(US_2001), age=_AGE, female=0.6)
_LOW, _MMA, _HOMOCYSTEINE = 148.0, 376.0, 15.0
# 11 had a low B12 and 6 of them responded, of 37: the 54 % called normal lie above the intermediate too (300 pg/mL)
_NORMAL = 221.0


def _abnormal(b12: Any, mma: Any, homocysteine: Any) -> Any:
    return 1.0 * ((b12 < _LOW) | (mma > _MMA) | (homocysteine > _HOMOCYSTEINE))


_TREATED = Group(
    asked(US_2001),
    age=_AGE,
    female=0.6,
    keep=(
        Keep(
            Combined("a test abnormal", (At("total-b12"), At("mma"), At("homocysteine")), _abnormal), low=0.5
        ),
    ),
)
_RESPONSE = Combined("response", (NO_RESPONSE,), lambda none: none < 0.5)
_WEEKS_4 = 28.0
_LIMITS = "abstract; limits not given"


def _twice(marker: str, percent: float, because: str = "") -> Observed:
    what = (At(marker), At(marker, _WEEKS_4))
    return Observed("untreated", what, WITHIN, percent, "%", "abstract, 2-6 weeks apart", because=because)


def _normal(marker: str, normal: Statistic, percent: float, because: str = "") -> Observed:
    return Observed("treated", (At(marker), _RESPONSE), normal, percent, "%", _LIMITS, because=because)


STUDY = Study(
    id="solomon2005-variability",
    question="How far do two tests of one person differ, and are responders' tests abnormal?",
    source=Source("solomon2005", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("untreated", _SUSPECTED, 95),
        Arm("treated", _TREATED, 37, given=regimen("cyanocobalamin-im-us")),
    ),
    observed=(
        _twice(
            "total-b12",
            23.0,
            "446 adults examined again within 7 weeks differ by 14 % (nhanes, 2001-02), those below "
            "222 pmol/L too; of methylmalonate by 21, of homocysteine by 15 %; a doctor repeats what surprises",
        ),
        _twice("mma", 23.0),
        _twice("homocysteine", 17.0),
        _normal("total-b12", above_among(_NORMAL), 54.0, BECAUSE),
        _normal("mma", below_among(_MMA), 23.0),
        _normal("homocysteine", below_among(_HOMOCYSTEINE), 50.0, BECAUSE),
    ),
    conflicts="Response was judged in the clinic; kuzminski1998 has both metabolites high.",
)
