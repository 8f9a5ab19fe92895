"""Winkels 2008: bread with 9.6 ug of cobalamin and 138 ug of folic acid a day, 12 weeks."""

from __future__ import annotations

from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import untaken
from corrin.cause import Lesion
from corrin.distribution import Uniform
from corrin.physiology.diet import Diet
from corrin.source import Source
from corrin.study import Arm, At, Change, Ci, Group, Observed, PercentChange, Study
from corrin.study.statistic import DIFFERENCE, below
from corrin.units import to_internal

_PEOPLE = Group(untaken(NORTH_EUROPE), age=Uniform(50.0, 75.0), causes={"pernicious-anaemia": 0.0})
_WEEKS_12 = 84.0
_EQUIVALENT = 1.7  # ug of food folate that 1 ug of folic acid in food counts for (iom1998, ch. 8)
_BREAD = (
    Lesion(Diet.crystalline, plus=to_internal(9.6, "ug/d", "cobalamin")[0]),
    Lesion(Diet.folate, plus=138.0 * _EQUIVALENT / 441.4 * 1000.0),
)


def _percent(marker: str, value: float) -> Observed:
    return Observed(
        "fortified", PercentChange(marker, _WEEKS_12), DIFFERENCE, value, "%", "abstract", against="control"
    )


STUDY = Study(
    id="winkels2008",
    question="Does fortified bread raise the B12 of healthy older people?",
    source=Source("winkels2008", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("fortified", _PEOPLE, 72, diet=_BREAD), Arm("control", _PEOPLE, 70)),
    observed=(
        Observed(
            "fortified",
            Change("total-b12", _WEEKS_12),
            DIFFERENCE,
            102.0,
            "pmol/L",
            "abstract",
            Ci(82.0, 122.0),
            against="control",
        ),
        _percent("total-b12", 49.0),
        _percent("holotc", 35.0),
        _percent("mma", -10.0),
        _percent("homocysteine", -13.0),
        Observed("fortified", At("total-b12"), below(133.0), 8.0, "%", "abstract"),
        Observed("fortified", At("total-b12", _WEEKS_12), below(133.0), 0.0, "%", "abstract"),
        Observed(
            "fortified",
            Change("folate", _WEEKS_12),
            DIFFERENCE,
            6.3,
            "nmol/L",
            "abstract",
            Ci(4.5, 8.1),
            against="control",
        ),
    ),
)
