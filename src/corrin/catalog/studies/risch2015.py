"""Risch 2015: healthy Swiss seniors by age: kidneys move the metabolites, not B12."""

from __future__ import annotations

from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.distribution import Distribution, Normal, Uniform
from corrin.source import Source
from corrin.study import Arm, At, Group, Keep, Observed, Study
from corrin.study.statistic import MEDIAN, ORDER

_WOMEN = 637 / 1143


def _arm(id: str, age: Distribution, *keep: Keep) -> Arm:
    return Arm(id, Group(NORTH_EUROPE, age=age, female=_WOMEN, keep=keep))


def _medians(marker: str, unit: str, **values: float) -> tuple[Observed, ...]:
    return tuple(
        Observed(arm.replace("_", "-"), At(marker), MEDIAN, value, unit, "abstract")
        for arm, value in values.items()
    )


def _renal(marker: str, sign: float, where: str) -> Observed:
    return Observed("egfr-below-60", At(marker), ORDER, sign, "sign", where, against="egfr-from-75")


_ALL = Normal(73.0, 8.0, 60.0, 95.0)

STUDY = Study(
    id="risch2015",
    question="What do healthy old people's markers owe to age and kidneys?",
    source=Source("risch2015", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        _arm("from-60", Uniform(60.0, 70.0)),
        _arm("from-70", Uniform(70.0, 80.0)),
        _arm("from-80", Normal(82.0, 4.0, 80.0, 97.0)),
        _arm("egfr-below-60", _ALL, Keep(At("egfr"), high=60.0)),
        _arm("egfr-from-75", _ALL, Keep(At("egfr"), low=75.0)),
    ),
    observed=(
        *_medians("total-b12", "pmol/L", from_60=237.0, from_70=228.0, from_80=231.0),
        *_medians("holotc", "pmol/L", from_60=52.0, from_80=52.0),
        *_medians("homocysteine", "umol/L", from_60=12.0, from_70=15.0, from_80=16.0),
        *_medians("mma", "nmol/L", from_60=207.0, from_70=221.0, from_80=244.0),
        _renal("mma", 1.0, "abstract, p < 0.001"),
        _renal("homocysteine", 1.0, "abstract, p < 0.001"),
        _renal("holotc", 0.0, "abstract, p = 0.12"),
        _renal("total-b12", 0.0, "abstract, p = 0.44"),
    ),
    conflicts="herrmann2013 finds holotranscobalamin higher where creatinine is raised.",
    left_out="Holotranscobalamin at 70-79: printed as 546, a slip.",
)  # fmt: skip
