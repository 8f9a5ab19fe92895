"""Bermejo 2013: low B12 and folate in Crohn's disease beside ulcerative colitis, Spain."""

from __future__ import annotations

from typing import Any

from corrin.catalog.causes.ileum import CROHNS_ILEITIS, ILEAL_RESECTION
from corrin.catalog.populations.others import SOUTH_EUROPE
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Mix, Observed, Score, Study
from corrin.study.statistic import above, below, odds_ratio_below

_AGE = Normal(42.0, 14.0, 18.0, 80.0)
_ILEITIS, _CUT = (Exposure(each, since=each.duration) for each in (CROHNS_ILEITIS, ILEAL_RESECTION))
_RESECTED = 0.25  # not in the abstract; the knife took the inflamed ileum


def _group(*mix: Mix) -> Group:
    return Group(SOUTH_EUROPE, age=_AGE, mix=mix)


def _large(hb: Any, mcv: Any, women: Any) -> Any:
    return ((hb < 130.0 - 10.0 * women) & (mcv > 100.0)).astype(float)


_CROHN = _group(Mix(_RESECTED, (_CUT,)), Mix(0.7 - _RESECTED, (_ILEITIS,)), Mix(0.3))
_MACROCYTIC = Score("macrocytic anaemia", ("hb", "mcv"), _large, by_sex=True)
_B12, _FOLATE = At("total-b12"), At("folate")
_LOW_FOLATE = 3.0 / 0.4414  # nmol/L, 3 ng/mL

STUDY = Study(
    id="bermejo2013",
    question="How common are low B12 and folate in Crohn's disease?",
    source=Source("bermejo2013", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("crohn", _CROHN, 180),
        Arm("colitis", _group(), 70),
        Arm("resected", _group(Mix(1.0, (_CUT,)))),
        Arm("not-resected", _group(Mix(0.6, (_ILEITIS,)), Mix(0.4))),
    ),
    observed=(
        Observed("crohn", _B12, below(148.0), 15.6, "%", "abstract, 200 pg/mL", Ci(9.7, 20.0)),
        Observed("colitis", _B12, below(148.0), 2.8, "%", "abstract", Ci(0.8, 9.8)),
        Observed("crohn", _FOLATE, below(_LOW_FOLATE), 22.2, "%", "abstract, 3 ng/mL", Ci(16.0, 28.0)),
        Observed("colitis", _FOLATE, below(_LOW_FOLATE), 4.3, "%", "abstract", Ci(1.4, 12.0)),
        Observed("crohn", _MACROCYTIC, above(0.5), 7.8, "%", "abstract"),
        Observed("resected", _B12, odds_ratio_below(148.0), 2.7, "1", "abstract", Ci(1.2, 6.7), 180,
                 against="not-resected"),
    ),
    conflicts="Thiopurines enlarge red cells here and are not in the model; share resected assumed.",
)  # fmt: skip
