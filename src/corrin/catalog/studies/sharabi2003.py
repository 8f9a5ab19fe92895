"""Sharabi 2003: 500 ug a day under the tongue, swallowed, or in a B complex."""

from __future__ import annotations

from corrin.catalog.causes.intake import LOW_INTAKE
from corrin.catalog.causes.stomach import FOOD_COBALAMIN_MALABSORPTION, H_PYLORI_GASTRITIS, PERNICIOUS_ANAEMIA
from corrin.catalog.populations.others import ISRAEL
from corrin.catalog.studies.shared import PA_FOUND, untaken
from corrin.catalog.treatments import regimen
from corrin.distribution import LogNormal, Normal
from corrin.source import Source
from corrin.study import Arm, At, Change, Ci, Exposure, Group, Keep, Mix, Observed, Sd, Study
from corrin.study.statistic import MEAN, MEAN_CHANGE

_PATIENTS = Group(
    untaken(ISRAEL),
    age=Normal(60.0, 17.0, 20.0, 90.0),
    mix=(Mix(0.35, (Exposure(FOOD_COBALAMIN_MALABSORPTION, since=LogNormal(12.0, 0.5)),)),
         Mix(0.20, (Exposure(H_PYLORI_GASTRITIS, since=H_PYLORI_GASTRITIS.duration),)),
         Mix(0.15, (Exposure(PERNICIOUS_ANAEMIA, since=PA_FOUND),)),
         Mix(0.30, (Exposure(LOW_INTAKE, since=LOW_INTAKE.duration),))),
    keep=(Keep(At("total-b12"), high=138.0),),
)  # fmt: skip
_WEEKS_4 = 28.0


def _seen(arm: str, first: tuple[float, float], last: tuple[float, float],
          rise: tuple[float, float, float]) -> tuple[Observed, ...]:  # fmt: skip
    return (
        Observed(arm, At("total-b12"), MEAN, first[0], "pmol/L", "abstract", Sd(first[1])),
        Observed(arm, At("total-b12", _WEEKS_4), MEAN, last[0], "pmol/L", "abstract", Sd(last[1])),
        Observed(
            arm, Change("total-b12", _WEEKS_4), MEAN_CHANGE, rise[0], "pmol/L", "abstract", Ci(*rise[1:])
        ),
    )


STUDY = Study(
    id="sharabi2003",
    question="Is cobalamin under the tongue more than cobalamin swallowed?",
    source=Source("sharabi2003", "abstract; 10 persons an arm assumed, 30 in all"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("sublingual", _PATIENTS, 10, given=regimen("500 ug cyanocobalamin sublingual daily")),
        Arm("oral", _PATIENTS, 10, given=regimen("500 ug cyanocobalamin oral daily")),
        Arm("b-complex", _PATIENTS, 10, given=regimen("250 ug cyanocobalamin oral 2 times daily")),
    ),
    observed=(
        *_seen("sublingual", (94.0, 30.0), (288.0, 74.0), (194.2, 114.5, 273.9)),
        *_seen("oral", (108.0, 17.0), (286.0, 87.0), (178.3, 104.2, 252.4)),
        *_seen("b-complex", (98.0, 14.0), (293.0, 78.0), (195.1, 135.0, 255.2)),
    ),
)  # fmt: skip
