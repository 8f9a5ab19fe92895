"""Adams 1971: how much of 1, 5 and 25 ug of cyanocobalamin healthy people retain."""

from __future__ import annotations

from corrin.catalog.populations.others import HEALTHY
from corrin.source import Source
from corrin.study import Absorbed, Arm, Group, Observed, Study
from corrin.study.statistic import MEAN


def _retained(ug: float, percent: float, where: str) -> Observed:
    return Observed("healthy", Absorbed(ug), MEAN, percent, "% of dose", f"via IOM 1998 p. 308, {where}")


STUDY = Study(
    id="adams1971",
    question="How does absorption saturate with the dose?",
    source=Source("adams1971", "via iom1998, p. 308"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("healthy", Group(HEALTHY)),),
    observed=(
        _retained(1.0, 50.0, "nearly 50"),
        _retained(5.0, 20.0, "20"),
        _retained(25.0, 5.0, "just over 5"),
    ),
    conflicts="carmel2008 has 16 % of 10 ug and 3 % of 50 ug.",
    left_out="The comparison of four forms: seen in no text.",
)
