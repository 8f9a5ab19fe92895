"""Ward 2015: functional B12 deficiency in Crohn's disease and ulcerative colitis, London."""

from __future__ import annotations

from typing import Any

import numpy as np

from corrin.catalog.causes.ileum import CROHNS_ILEITIS, ILEAL_RESECTION, resections
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import untaken
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Mix, Observed, Score, Study
from corrin.study.statistic import above, below, odds_ratio_above

_AGE = Normal(42.0, 14.0, 18.0, 80.0)


def _cut(*cm: float) -> Exposure:
    """Lengths even between these quantiles."""
    return Exposure(ILEAL_RESECTION, ILEAL_RESECTION.duration, resections(*cm))


_INFLAMED = Exposure(CROHNS_ILEITIS, since=CROHNS_ILEITIS.duration)
_SHORT, _LONG = _cut(5.0, 12.0, 20.0), _cut(20.0, 30.0, 45.0, 100.0)


def _rule(holotc: Any, mma: Any, age: Any) -> Any:
    """The same clinic's rule in ward2013."""
    return (holotc < 25.0) | ((holotc < 50.0) & (mma > np.where(age < 65.0, 280.0, 360.0)))


_FUNCTIONAL = Score("functional deficiency", ("holotc", "mma"), _rule, by_age=True)
_LOW = 107.0  # pmol/L, the same clinic's limit in ward2013
_CROHN = (  # shares are not in the abstract
    Mix(0.10, (_SHORT,)), Mix(0.10, (_LONG,)), Mix(0.05, (_SHORT, _INFLAMED)), Mix(0.05, (_LONG, _INFLAMED)),
    Mix(0.30, (_INFLAMED,)), Mix(0.40),
)  # fmt: skip


def _group(*mix: Mix) -> Group:
    """Nobody on B12: who was given it was left out of the paired tests (ward2013)."""
    return Group(untaken(NORTH_EUROPE), age=_AGE, mix=mix)


def _odds(arm: str, value: float, low: float, high: float) -> Observed:
    return Observed(arm, _FUNCTIONAL, odds_ratio_above(0.5), value, "1", "abstract, several factors at once",
                    Ci(low, high), 381, against="neither")  # fmt: skip


STUDY = Study(
    id="ward2015",
    question="How common is functional deficiency in Crohn's disease, and what brings it?",
    source=Source("ward2015", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        Arm("crohn", _group(*_CROHN), 381),
        Arm("colitis", _group(), 141),
        Arm("up-to-20-cm", _group(Mix(1.0, (_SHORT,)))),
        Arm("over-20-cm", _group(Mix(1.0, (_LONG,)))),
        Arm("inflamed", _group(Mix(1.0, (_INFLAMED,)))),
        Arm("neither", _group()),
    ),
    observed=(
        Observed("crohn", _FUNCTIONAL, above(0.5), 33.0, "%", "abstract"),
        Observed("colitis", _FUNCTIONAL, above(0.5), 16.0, "%", "abstract"),
        Observed(
            "crohn", At("total-b12"), below(_LOW), 5.0, "%", "abstract, both tested; limit of ward2013", n=89
        ),
        Observed("crohn", _FUNCTIONAL, above(0.5), 32.0, "%", "abstract, both tested", n=89),
        _odds("up-to-20-cm", 3.0, 1.5, 6.0),
        _odds("over-20-cm", 6.7, 3.0, 14.7),
        _odds("inflamed", 3.9, 2.2, 6.9),
    ),
    conflicts="duerksen2006: nobody with under 20 cm resected absorbs too little. 16 % in colitis: a generous rule.",
)
