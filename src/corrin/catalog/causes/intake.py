"""What is eaten: too little cobalamin on the plate."""

from __future__ import annotations

from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import Beta, LogNormal
from corrin.physiology.diet import Diet
from corrin.source import Source

_LEAST = 0.05  # part of the usual intake left at full severity


def intake_lack(ug_per_day: float) -> float:
    """Severity of low intake for an intake in ug/d, against a usual 4.2 ug/d (men 5, women 3.5)."""
    return min(1.0, max(0.0, (1.0 - ug_per_day / 4.2) / (1.0 - _LEAST)))


LOW_INTAKE = Cause(
    id="low-intake",
    name="Low dietary intake",
    group="intake",
    lesions=(
        Lesion(Diet.food, times=_LEAST, source=Source(
            "davey2003", "vegans 0.4-0.5, meat eaters 7 ug/d, unfortified", status="memory")),
    ),
    prevalence=Prevalence(
        0.04,
        Source("corrin", "vegans 0.5-3 %, vegetarians 3-5 %, and frail eaters", status="assumed"),
        raised_by={"vegan": 200.0, "vegetarian": 30.0, "fortified-vegan": 3.0, "food-insecurity": 4.0,
            "weight-loss": 1.5,
                   "alcohol-use": 2.0},
    ),
    source=Source("gilsing2010", "abstract: 122, 182 and 281 pmol/L by diet"),
    severity=Beta(0.6, 0.2),
    severity_from={"ug/d": intake_lack},
    duration=LogNormal(8.0, 0.8),
    recovery=0.0,
    stated_by={"low-intake": 0.95, "vegan": 0.95, "vegetarian": 0.6},
    tests=("holotc", "mma", "total-b12"),
    about="Little or no animal food and nothing fortified; absorption and the recycling of bile are whole.",
)  # fmt: skip

INTAKE = (LOW_INTAKE,)
