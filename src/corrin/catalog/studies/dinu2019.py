"""Dinu 2019: three months of a lacto-ovo-vegetarian diet in Italian omnivores."""

from __future__ import annotations

from corrin.catalog.causes.intake import LOW_INTAKE
from corrin.catalog.populations.others import SOUTH_EUROPE
from corrin.catalog.studies.shared import eaten_in_food, untaken
from corrin.distribution import Beta, Normal
from corrin.source import Source
from corrin.study import Arm, At, Change, Combined, Exposure, Group, Observed, Read, Study
from corrin.study.statistic import CHANGE_OF_MEANS, MEAN_CHANGE, PEARSON

_DAYS = 91.0
_LESS = 0.512 / 0.95  # severity at which intake falls by 51.2 %
_SPREAD = 0.285  # of it: a quarter of the people ate at most 28.5 % less (abstract)
_EATEN = tuple(Read("food B12", eaten_in_food, day) for day in (-1.0, _DAYS))
_CHANGE = Change("total-b12", _DAYS)
_LESS_EATEN = Combined("change of intake", _EATEN, lambda before, after: after - before)

STUDY = Study(
    id="dinu2019",
    question="How much B12 is lost in three months without meat and fish?",
    source=Source("dinu2019", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm(
            "vegetarian",
            Group(untaken(SOUTH_EUROPE), age=Normal(50.0, 12.0, 20.0, 75.0), causes={"low-intake": 0.0}),
            54,
            exposures=(Exposure(LOW_INTAKE, severity=Beta(_LESS, _SPREAD)),),
        ),
    ),
    observed=(
        Observed("vegetarian", _EATEN, CHANGE_OF_MEANS, -51.2, "%", "abstract; given to the model"),
        Observed(
            "vegetarian", (At("total-b12"), At("total-b12", _DAYS)), CHANGE_OF_MEANS, -6.2, "%", "abstract"
        ),
        Observed("vegetarian", _CHANGE, MEAN_CHANGE, -24.5, "pg/mL", "abstract"),
        Observed(
            "vegetarian",
            (_LESS_EATEN, _CHANGE),
            PEARSON,
            0.61,
            "r",
            "abstract",
            because="by the mean fall and its P, changes of serum spread by 62 pg/mL, as here; 0.61 of that asks for "
            "changes of intake that spread by 1.5 of their mean, and the printed quartile tells of 0.7",
        ),
    ),
    conflicts="lederer2019: -18 % after four weeks with next to nothing eaten.",
)
