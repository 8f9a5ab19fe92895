"""Marcuard 1994: two weeks of omeprazole and protein-bound cobalamin."""

from __future__ import annotations

from corrin.catalog.causes.surgery import ACID_SUPPRESSION
from corrin.catalog.populations.others import HEALTHY
from corrin.catalog.studies.shared import EGG, FLUSHED
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Absorbed, Arm, Exposure, Group, Observed, Study
from corrin.study.statistic import MEAN, RATIO

_MEN = Group(HEALTHY, age=Normal(34.0, 8.0, 22.0, 50.0), female=0.0)
_ABSTRACT = "abstract"


def _test(day: float) -> Absorbed:
    return Absorbed(0.5, "hydroxocobalamin", "oral-with-food", day, FLUSHED, ease=EGG)


def _arm(id: str, mg_per_day: float) -> Arm:
    return Arm(id, _MEN, 5, exposures=(Exposure(ACID_SUPPRESSION, fact=("mg/d", mg_per_day)),))


STUDY = Study(
    id="marcuard1994",
    question="How much protein-bound cobalamin is absorbed without acid?",
    source=Source("marcuard1994", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("before", _MEN, 5), _arm("20-mg", 20.0), _arm("40-mg", 40.0)),
    observed=(
        Observed("before", _test(14.0), MEAN, 3.2, "% of dose in urine", "abstract, those given 20 mg"),
        Observed("before", _test(14.0), MEAN, 3.4, "% of dose in urine", "abstract, those given 40 mg"),
        Observed("20-mg", _test(14.0), MEAN, 0.9, "% of dose in urine", _ABSTRACT),
        Observed("40-mg", _test(14.0), MEAN, 0.4, "% of dose in urine", _ABSTRACT),
        Observed("20-mg", _test(14.0), RATIO, 0.28, "1", "abstract, worked out", against="before"),
        Observed("40-mg", _test(14.0), RATIO, 0.12, "1", "abstract, worked out", against="before"),
    ),
    conflicts="lam2013: an odds ratio of 1.65 after years asks for less; a test meal of egg needs acid more "
    "than a mixed diet does.",
)
