"""Jarquin 2020: how each of four markers follows the indicator made of all four."""

from __future__ import annotations

from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import CB12, tested
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Group, Observed, Study
from corrin.study.statistic import auc

_PATIENTS = tested(NORTH_EUROPE)  # "mixed patient population": nobody is said to be left out
_ROUTINE = "automated"  # not in the abstract: a routine laboratory's assay of serum B12, presumed


_WHY = {
    "homocysteine": "in 6,462 people of a survey it goes with B12 (r of logs -0.26) and methylmalonate (0.50) as in the "
    "model (-0.24, 0.48), which gives 0.86; posted blood, in which it rises unseen, is not in the model",
}


def _areas(arm: str, **of: float) -> tuple[Observed, ...]:
    return tuple(
        Observed(
            arm,
            (At(marker.replace("_", "-")), CB12),
            auc(-0.5),
            value,
            "AUC",
            "abstract; cut from memory",
            because=_WHY.get(marker, ""),
        )
        for marker, value in of.items()
    )


STUDY = Study(
    id="jarquin2020",
    question="Which single marker tells most of the four together?",
    source=Source("jarquin2020", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm(
            "all",
            Group(_PATIENTS, age=Normal(56.0, 18.0, 18.0, 95.0), female=0.588),
            11833,
            platform=_ROUTINE,
        ),
        Arm(
            "women-from-50",
            Group(_PATIENTS, age=Normal(62.0, 14.0, 50.0, 95.0), female=1.0),
            platform=_ROUTINE,
        ),
    ),
    observed=(
        *_areas("all", holotc=0.92, mma=0.91, total_b12=0.90, homocysteine=0.78),
        *_areas("women-from-50", holotc=0.93, mma=0.91, total_b12=0.89, homocysteine=0.79),
    ),
    conflicts="None; the reference holds the tested markers: how they go together, not accuracy.",
)
