"""Schenk 1996: omeprazole for nine days and for years: absorption and serum B12, the Netherlands."""

from __future__ import annotations

from corrin.catalog.causes.surgery import ACID_SUPPRESSION
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import EGG, FLUSHED, METFORMIN_THEN, alone
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Absorbed, Arm, At, Exposure, Group, Observed, Sem, Study
from corrin.study.statistic import MEAN, ORDER
from corrin.units import DAYS_A_YEAR

_AGE = Normal(50.0, 13.0, 20.0, 80.0)
_ULCER = Group(alone(NORTH_EUROPE), age=_AGE)  # healed
_REFLUX = Group(NORTH_EUROPE, age=_AGE, causes={"acid-suppression": 0.0, "metformin": METFORMIN_THEN})
_DAY_9, _MONTHS_56 = 9.0, 56.0 * DAYS_A_YEAR / 12.0
_BOUND = Absorbed(0.5, "hydroxocobalamin", "oral-with-food", _DAY_9, FLUSHED, ease=EGG)
_FREE = Absorbed(0.5, day=_DAY_9, flushed=FLUSHED)
_URINE = "% of dose in urine"


def _arm(id: str, mg_per_day: float) -> Arm:
    return Arm(id, _ULCER, 8, exposures=(Exposure(ACID_SUPPRESSION, fact=("mg/d", mg_per_day)),))


def _unchanged(arm: str) -> Observed:
    return Observed(arm, _FREE, ORDER, 0.0, "sign", "abstract, free B12 unchanged", against="before")


STUDY = Study(
    id="schenk1996",
    question="What does omeprazole do to absorption in days, and to serum B12 in years?",
    source=Source("schenk1996", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        Arm("before", _ULCER, 8),
        _arm("20-mg", 20.0),
        _arm("40-mg", 40.0),
        Arm("years", _REFLUX, 25, exposures=(Exposure(ACID_SUPPRESSION),)),
    ),
    observed=(
        Observed("before", _BOUND, MEAN, 1.31, _URINE, "abstract, before 20 mg", Sem(0.20)),
        Observed("20-mg", _BOUND, MEAN, 0.54, _URINE, "abstract", Sem(0.17)),
        Observed("before", _BOUND, MEAN, 1.25, _URINE, "abstract, before 40 mg", Sem(0.26)),
        Observed("40-mg", _BOUND, MEAN, 0.29, _URINE, "abstract", Sem(0.06)),
        _unchanged("20-mg"),
        _unchanged("40-mg"),
        Observed("years", At("total-b12"), MEAN, 298.0, "pg/mL", "abstract", Sem(27.0)),
        Observed(
            "years", At("total-b12", _MONTHS_56), MEAN, 261.0, "pg/mL", "abstract, 36-81 months", Sem(16.0)
        ),
    ),
    conflicts="marcuard1994 has more than twice this absorption before the drug; the test meals may differ.",
)
