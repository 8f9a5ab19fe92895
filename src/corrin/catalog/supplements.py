"""Supplements that a record seldom tells: not causes, but what serum shows of them is no evidence of health."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corrin.catalog.populations.others import ADHERENT
from corrin.catalog.populations.united_states import HIGH_DOSE as TABLETS
from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import LogNormal
from corrin.physiology.diet import Diet
from corrin.population.crowd import FOLIC_ACID
from corrin.source import Source
from corrin.units import PMOL_PER_UG

_USERS = Source("bailey2013", "Table 2: B12 from supplements in 24, 24 and 45 % of three bands: 38 % of all",
                status="derived")  # fmt: skip
_DOSE = Source("bailey2013", "Table 2: median 6-10, mean 10-75 ug/d among users", status="derived")
_FOLATE = Source(
    "nhanes", "2001-12, serum folate by age, with the multivitamin of `united_states`", status="derived"
)
_NEVER = {"no-supplements": 0.0, "fortified-vegan": 0.0}  # asked, or told already

MULTIVITAMIN = Cause(
    id="multivitamin",
    name="A multivitamin",
    group="intake",
    lesions=(
        Lesion(Diet.pill, plus=6.0 * PMOL_PER_UG, source=_DOSE),
        Lesion(Diet.folate, plus=310.0 * FOLIC_ACID, source=_FOLATE),
    ),
    prevalence=Prevalence(0.38 * ADHERENT, _USERS, per_decade=1.15, female=1.7, raised_by=_NEVER),
    source=_USERS,
    severity=LogNormal(1.0, 0.7),
    duration=LogNormal(4.0, 0.8),
    stated_by={"multivitamin": 1.0},
    about="With folic acid. Severity 1 is 6 ug of cobalamin a day.",
)

HIGH_DOSE = Cause(
    id="high-dose-tablet",
    name="A tablet of 500 ug of B12 or more",
    group="intake",
    lesions=(Lesion(Diet.pill, plus=PMOL_PER_UG, source=_DOSE),),
    prevalence=replace(TABLETS.share, at_60=ADHERENT * TABLETS.share.at_60, raised_by=_NEVER),
    source=TABLETS.source,
    severity=TABLETS.ug_per_day,
    duration=LogNormal(2.0, 0.8),
    about="As the survey's people take it. Severity is ug of cobalamin a day.",
)

UNTOLD: Mapping[str, Cause] = {each.id: each for each in (MULTIVITAMIN, HIGH_DOSE)}
"""What may be taken without being told, by id."""
