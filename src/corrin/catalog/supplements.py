"""Supplements that a record seldom tells: not causes, but what serum shows of them is no evidence of health."""

from __future__ import annotations

from collections.abc import Mapping

from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import LogNormal
from corrin.physiology.diet import Diet
from corrin.population.crowd import FOLIC_ACID
from corrin.source import Source
from corrin.units import PMOL_PER_UG

_USERS = Source("bailey2013", "Table 2: B12 from supplements in 24, 24 and 45 % of three bands: 38 % of all",
                status="derived")  # fmt: skip
_DOSE = Source("bailey2013", "Table 2: median 6-10, mean 10-75 ug/d among users", status="derived")
_FOLATE = Source("bailey2013", "fewer than a tenth take more than a multivitamin holds", status="derived")
_NEVER = {"no-supplements": 0.0, "fortified-vegan": 0.0}  # asked, or told already

MULTIVITAMIN = Cause(
    id="multivitamin",
    name="A multivitamin",
    group="intake",
    lesions=(
        Lesion(Diet.pill, plus=6.0 * PMOL_PER_UG, source=_DOSE),
        Lesion(Diet.folate, plus=240.0 * FOLIC_ACID, source=_DOSE),
    ),
    prevalence=Prevalence(0.38, _USERS, per_decade=1.15, female=1.7, raised_by=_NEVER),
    source=_USERS,
    severity=LogNormal(1.0, 0.7),
    duration=LogNormal(4.0, 0.8),
    stated_by={"multivitamin": 1.0},
    about="With folic acid. Severity 1 is 6 ug of cobalamin a day.",
)

HIGH_DOSE = Cause(
    id="high-dose-tablet",
    name="A tablet of 100 ug of B12 or more",
    group="intake",
    lesions=(Lesion(Diet.pill, plus=500.0 * PMOL_PER_UG, source=_DOSE),),
    prevalence=Prevalence(0.03, _FOLATE, per_decade=1.3, female=1.7, raised_by=_NEVER),
    source=_USERS,
    severity=LogNormal(1.0, 1.0),
    duration=LogNormal(2.0, 0.8),
    about="Severity 1 is 500 ug of cobalamin a day.",
)

UNTOLD: Mapping[str, Cause] = {each.id: each for each in (MULTIVITAMIN, HIGH_DOSE)}
"""What may be taken without being told, by id."""
