"""Thompson 1977: Schilling tests after resection of the terminal ileum, by length."""

from __future__ import annotations

from corrin.catalog.causes.ileum import ILEAL_RESECTION, resections
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import FLUSHED, alone
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Absorbed, Arm, Exposure, Group, Observed, Study
from corrin.study.statistic import ORDER, below

_TEST = Absorbed(0.5, flushed=FLUSHED)
_ABNORMAL = 7.0  # % of the dose in urine: not in the abstract


def _arm(id: str, *cm: float, n: int | None = None) -> Arm:
    """Lengths even between these quantiles."""
    return Arm(
        id,
        Group(
            alone(NORTH_EUROPE),
            age=Normal(40.0, 13.0, 18.0, 75.0),
            exposures=(Exposure(ILEAL_RESECTION, ILEAL_RESECTION.duration, resections(*cm)),),
        ),
        n,
    )


STUDY = Study(
    id="thompson1977",
    question="How much ileum can be lost?",
    source=Source("thompson1977", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        _arm("below-60-cm", 5.0, 20.0, 30.0, 45.0, 60.0, n=25),
        _arm("from-60-cm", 60.0, 75.0, 90.0, 120.0, 180.0, n=11),
        _arm("up-to-25-cm", 5.0, 15.0, 25.0),
        _arm("35-to-60-cm", 35.0, 47.0, 60.0),
    ),
    observed=(
        Observed("below-60-cm", _TEST, below(_ABNORMAL), 32.0, "%", "abstract, 8 of 25"),
        Observed("from-60-cm", _TEST, below(_ABNORMAL), 90.9, "%", "abstract, 10 of 11"),
        Observed(
            "35-to-60-cm",
            _TEST,
            ORDER,
            -1.0,
            "sign",
            "abstract, falls with length up to 60 cm",
            against="up-to-25-cm",
        ),
    ),
    conflicts="Time since surgery is mixed and disease may remain in what was left.",
)
