"""Glass 1961: serum and urine after one injection of hydroxocobalamin or cyanocobalamin."""

from __future__ import annotations

from corrin.catalog.populations.others import HEALTHY
from corrin.catalog.treatments import regimen
from corrin.source import Source
from corrin.study import Arm, At, Group, Observed, Study, Urine
from corrin.study.statistic import MEAN, RATIO
from corrin.treatment import Form

_ADULTS = Group(HEALTHY)  # their condition is not in the abstract
_HOURS = 72.0
_WEEKS_3 = 21.0  # 2 to 4 weeks
_DAYS = (5.0 / 24.0, 1.0, 3.0, _WEEKS_3)
_CYANO: Form = "cyanocobalamin"
_HYDROXO: Form = "hydroxocobalamin"


def _arm(form: Form, ug: float) -> Arm:
    return Arm(f"{form}-{ug:g}", _ADULTS, given=regimen(f"{ug:g} ug {form} im once"))


def _urine(form: Form, ug: float, percent: float) -> Observed:
    return Observed("untreated", Urine(ug, form, _HOURS), MEAN, percent, "% of dose", "abstract, 72 h")


def _ratios(ug: float, *values: float) -> tuple[Observed, ...]:
    return tuple(
        Observed(f"{_HYDROXO}-{ug:g}", At("total-b12", day), RATIO, value, "1", "abstract, hydroxo to cyano",
                 against=f"{_CYANO}-{ug:g}")
        for day, value in zip(_DAYS, values, strict=True)
    )  # fmt: skip


STUDY = Study(
    id="glass1961",
    question="How much better is hydroxocobalamin kept?",
    source=Source("glass1961", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("untreated", _ADULTS),
        *(_arm(form, ug) for form in (_HYDROXO, _CYANO) for ug in (500.0, 1000.0)),
    ),
    observed=(
        _urine(_HYDROXO, 500.0, 16.0),
        _urine(_HYDROXO, 1000.0, 27.0),
        _urine(_CYANO, 500.0, 60.0),
        _urine(_CYANO, 1000.0, 69.0),
        *_ratios(500.0, 1.8, 4.6, 2.4, 1.6),
        *_ratios(1000.0, 4.1, 12.8, 5.2, 2.4),
    ),
    conflicts="carmel2008 has 15 % of 1000 ug of cyanocobalamin kept, 31 % here.",
)
