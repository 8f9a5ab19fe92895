"""Chapman 2016: the first three months of metformin, pooled; and Kim 2019: B12 by its dose."""

from __future__ import annotations

from corrin.catalog.causes.ileum import METFORMIN, metformin_dose, metformin_mg
from corrin.catalog.populations.others import KOREA, NORTH_EUROPE
from corrin.distribution import Distribution, Fixed, LogNormal, Normal, Table, Uniform
from corrin.source import Source
from corrin.study import Arm, At, Change, Ci, Combined, Exposure, Group, Observed, Severity, Study
from corrin.study.statistic import DIFFERENCE, SLOPE, below, odds_ratio_below

_AGE = Normal(58.0, 9.0, 35.0, 80.0)
_PATIENTS = Group(NORTH_EUROPE, age=_AGE, female=0.45, causes={"metformin": 0.0})
_MOST = 2550.0  # mg/d
_WEEKS_10 = 70.0  # 6 weeks to 3 months
_B12, _LIMIT = At("total-b12"), 221.0


def _taking(dose: Distribution) -> Group:
    """Koreans on metformin for over half a year."""
    return Group(KOREA, age=Normal(59.0, 11.0, 25.0, 85.0), female=0.45,
                 exposures=(Exposure(METFORMIN, since=LogNormal(6.0, 0.7), severity=dose),))  # fmt: skip


def _between(low: float, high: float) -> Group:
    return _taking(Uniform(metformin_dose(low), metformin_dose(high)))


def _odds(arm: str, value: float) -> Observed:
    return Observed(
        arm, _B12, odds_ratio_below(_LIMIT), value, "1", "Kim 2019, 300 pg/mL", against="below-1-g"
    )


_DOSES = Table(
    (0.0, 0.3, 0.6, 0.85, 1.0), tuple(metformin_dose(mg) for mg in (500.0, 1000.0, 1500.0, 2000.0, _MOST))
)
_DOSE = Combined("mg/d of metformin", (Severity(METFORMIN),), metformin_mg)

STUDY = Study(
    id="chapman2016",
    question="How much does metformin lower B12 within three months, and how does the dose count?",
    source=Source("chapman2016", "abstract; with kim2019"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("metformin", _PATIENTS, exposures=(Exposure(METFORMIN, severity=Fixed(metformin_dose(2000.0))),)),
        Arm("control", _PATIENTS),
        Arm("below-1-g", _between(500.0, 1000.0)),
        Arm("1-to-1.5-g", _between(1000.0, 1500.0)),
        Arm("1.5-to-2-g", _between(1500.0, 2000.0)),
        Arm("from-2-g", _between(2000.0, _MOST)),
        Arm("users", _taking(_DOSES), 1111),
    ),
    observed=(
        Observed("metformin", Change("total-b12", _WEEKS_10), DIFFERENCE, -57.0, "pmol/L",
                 "abstract, four trials of 6 weeks to 3 months", Ci(-79.0, -35.0), against="control"),
        _odds("1-to-1.5-g", 1.72),
        _odds("1.5-to-2-g", 3.34),
        _odds("from-2-g", 8.67),
        Observed("users", (_DOSE, _B12), SLOPE, -0.105, "pmol/L per mg/d", "Kim 2019, -0.142 pg/mL"),
        Observed("users", _B12, below(_LIMIT), 22.2, "%", "Kim 2019, 300 pg/mL"),
    ),
    conflicts="As much in 3 months as dejager2010 sees in 4 years; doses of the trials not seen. Kim 2019 is of patients "
    "as they come: its slope is twice what dejager2010 finds at 2550 mg/d.",
)  # fmt: skip
