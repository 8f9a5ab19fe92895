"""Aroda 2016: B12 after 5 and 13 years of metformin or placebo in impaired glucose tolerance."""

from __future__ import annotations

from corrin.catalog.causes.ileum import METFORMIN
from corrin.catalog.populations.united_states import US_2001, US_2011
from corrin.distribution import Fixed, Normal, Uniform
from corrin.population import Population
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Mix, Observed, Study, Years
from corrin.study.statistic import below, odds_ratio_a_unit_below

_DOSE = ("mg/d", 1700.0)
_FEMALE = 0.67
_NOT = {"metformin": 0.0}
# Of the placebo arm on metformin by year 13: diabetic are 58 % (11.0 new cases in 100 a year for 2.8 years, 5.6 from then
# on, dpp2009), of whom 73 % take it, as 30 of 41 on any such drug (christensen2016); of the others 3 % (dpp2012).
_CROSSED = 0.43


def _group(population: Population, years: float, mix: tuple[Mix, ...]) -> Group:
    """Of this many years after randomisation at about 51."""
    age = Normal(51.0 + years, 10.0, 25.0 + years, 90.0)
    return Group(population, age=age, female=_FEMALE, causes=_NOT, mix=mix)


def _on(years: Fixed | Uniform) -> tuple[Exposure, ...]:
    return (Exposure(METFORMIN, since=years, fact=_DOSE),)


_LATE = (Mix(_CROSSED, _on(Uniform(0.5, 9.0))), Mix(1.0 - _CROSSED))
_BOTH = (Mix(0.5, _on(Fixed(13.0))), Mix(0.5 * _CROSSED, _on(Uniform(0.5, 9.0))), Mix(0.5 * (1.0 - _CROSSED)))
_B12 = At("total-b12")
_YEARLY = odds_ratio_a_unit_below(150.0)


def _low(year: int, limit: float, metformin: float, placebo: float) -> tuple[Observed, Observed]:
    where = f"abstract, at or below {limit:g} pmol/L"
    return (
        Observed(f"metformin-{year}-y", _B12, below(limit), metformin, "%", where),
        Observed(f"placebo-{year}-y", _B12, below(limit), placebo, "%", where),
    )


STUDY = Study(
    id="aroda2016",
    question="How much B12 deficiency does metformin cost, early and late?",
    source=Source("aroda2016", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("metformin-5-y", _group(US_2001, 5.0, (Mix(1.0, _on(Fixed(5.0))),)), 858),
        Arm("placebo-5-y", _group(US_2001, 5.0, ()), 857),
        Arm("metformin-13-y", _group(US_2011, 13.0, (Mix(1.0, _on(Fixed(13.0))),)), 764),
        Arm("placebo-13-y", _group(US_2011, 13.0, _LATE), 756),
        Arm("all-13-y", _group(US_2011, 13.0, _BOTH), 1520),
    ),
    observed=(
        *_low(5, 150.0, 4.3, 2.3),
        *_low(13, 150.0, 7.4, 5.4),
        *_low(5, 220.0, 19.1, 9.5),
        *_low(13, 220.0, 20.3, 15.6),
        Observed(
            "all-13-y", (Years(METFORMIN), _B12), _YEARLY, 1.13, "1", "abstract, a year", Ci(1.06, 1.20)
        ),
    ),
    conflicts="By intention to treat: years off metformin are not taken away, so our contrast "
    "at 13 y is the larger.",
)
