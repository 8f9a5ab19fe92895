"""Gilsing 2010: serum B12 of British men who eat meat, no meat, or nothing of animals."""

from __future__ import annotations

from corrin.catalog.causes.intake import LOW_INTAKE
from corrin.catalog.diets import DIETS
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import VEGAN
from corrin.cause import Cause
from corrin.distribution import Fixed, LogNormal, Normal
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Mix, Observed, Study, Years
from corrin.study.statistic import GEOMETRIC_MEAN, TREND, below

_B12, _LIMIT = At("total-b12"), 118.0
_YEARS = LogNormal(10.0, 0.7)  # on the diet; not in the abstract


def _since(cause: Cause, severity: float) -> tuple[Exposure, ...]:
    return (Exposure(cause, since=_YEARS, severity=Fixed(severity)),)


_VEGETARIANS, _VEGANS = _since(LOW_INTAKE, DIETS["vegetarian"].lack), _since(VEGAN, 1.0)


def _men(*mix: Mix) -> Group:
    return Group(NORTH_EUROPE, age=Normal(47.0, 12.0, 20.0, 78.0), female=0.0,
                 causes={"low-intake": 0.0}, mix=mix)  # fmt: skip


def _level(arm: str, value: float, low: float, high: float, percent: float) -> tuple[Observed, Observed]:
    return (
        Observed(
            arm, _B12, GEOMETRIC_MEAN, value, "pmol/L", "abstract, means likely geometric", Ci(low, high)
        ),
        Observed(arm, _B12, below(_LIMIT), percent, "%", "abstract"),
    )


STUDY = Study(
    id="gilsing2010",
    question="How low is B12 in vegetarians and vegans?",
    source=Source("gilsing2010", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("omnivore", _men(), 226),
        Arm("vegetarian", _men(Mix(1.0, _VEGETARIANS)), 231),
        Arm("vegan", _men(Mix(1.0, _VEGANS)), 232),
        Arm("both", _men(Mix(0.5, _VEGETARIANS), Mix(0.5, _VEGANS)), 463),
    ),
    observed=(
        *_level("omnivore", 281.0, 270.0, 292.0, 0.44),
        *_level("vegetarian", 182.0, 175.0, 189.0, 7.0),
        *_level("vegan", 122.0, 117.0, 127.0, 52.0),
        Observed(
            "both", (Years(LOW_INTAKE), _B12), TREND, 0.0, "sign", "abstract, no association with duration"
        ),
    ),
    conflicts="Intakes by diet are from memory of the same cohort; no word of supplements: as others take them.",
)
