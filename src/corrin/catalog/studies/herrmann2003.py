"""Herrmann 2003: markers of B12 in German and Dutch omnivores, vegetarians and vegans."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corrin.catalog.causes.intake import LOW_INTAKE
from corrin.catalog.diets import DIETS
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import VEGAN, untaken
from corrin.cause import Cause
from corrin.distribution import Fixed, LogNormal, Normal
from corrin.population import Population
from corrin.source import Source
from corrin.study import Arm, At, Exposure, Group, Mix, Observed, Study
from corrin.study.statistic import Statistic, above, below

Array = NDArray[np.float64]

_YEARS = LogNormal(10.0, 0.7)  # on the diet; not in the abstract
_HOLOTC, _MMA, _HOMOCYSTEINE = At("holotc"), At("mma"), At("homocysteine")
_B12 = At("total-b12")


def _on(cause: Cause, severity: float) -> tuple[Exposure, ...]:
    return (Exposure(cause, since=_YEARS, severity=Fixed(severity)),)


_VEGETARIANS, _VEGANS = _on(LOW_INTAKE, DIETS["vegetarian"].lack), _on(VEGAN, 1.0)


def _people(population: Population, *mix: Mix) -> Group:
    return Group(population, age=Normal(45.0, 14.0, 18.0, 80.0), causes={"low-intake": 0.0}, mix=mix)


def _half(low: bool) -> Statistic:
    def work(holotc: Array, b12: Array) -> float:
        inside = (b12 <= np.median(b12)) if low else (b12 > np.median(b12))
        return float(np.corrcoef(holotc[inside], b12[inside])[0, 1])

    return Statistic(f"pearson in the {'lower' if low else 'upper'} half", "score", work)


def _shares(arm: str, holotc: float, mma: float, homocysteine: float) -> tuple[Observed, ...]:
    return (
        Observed(arm, _HOLOTC, below(35.0), holotc, "%", "abstract, those who took no vitamins"),
        Observed(arm, _MMA, above(271.0), mma, "%", "abstract, those who took no vitamins"),
        Observed(arm, _HOMOCYSTEINE, above(12.0), homocysteine, "%", "abstract, those who took no vitamins"),
    )


_PLAIN = untaken(NORTH_EUROPE)

STUDY = Study(
    id="herrmann2003",
    question="How common are a low holotranscobalamin and high metabolites on each diet?",
    source=Source("herrmann2003", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        Arm("omnivore", _people(_PLAIN), 79),
        Arm("vegetarian", _people(_PLAIN, Mix(1.0, _VEGETARIANS))),
        Arm("vegan", _people(_PLAIN, Mix(1.0, _VEGANS))),
        Arm("all", _people(NORTH_EUROPE, Mix(66 / 174, _VEGETARIANS), Mix(29 / 174, _VEGANS),
                           Mix(79 / 174)), 174),
    ),
    observed=(
        *_shares("omnivore", 11.0, 5.0, 16.0),
        *_shares("vegetarian", 77.0, 68.0, 38.0),
        *_shares("vegan", 92.0, 83.0, 67.0),
        Observed("all", (_HOLOTC, _B12), _half(True), 0.403, "1", "abstract; the range split at its median"),
        Observed("all", (_HOLOTC, _B12), _half(False), 0.769, "1", "abstract; the range split at its median"),
    ),
    conflicts="How many of the vegetarians and vegans took no vitamins is not in the abstract.",
)  # fmt: skip
