"""Shared: what several studies' declarations say alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from corrin.catalog.causes.intake import LOW_INTAKE
from corrin.cause import Lesion
from corrin.distribution import LogNormal
from corrin.physiology.body import Body, rates
from corrin.physiology.diet import Diet
from corrin.physiology.state import HELD, State
from corrin.population import Population
from corrin.study import Keep, Read, Score
from corrin.units import PMOL_PER_UG, to_internal

PA_FOUND = LogNormal(2.8, 0.4)
"""Years of pernicious anaemia when a doctor finds it: serum B12 is then about 93 pg/mL (kuzminski1998)."""

PA_KNOWN = LogNormal(6.0, 0.5)
"""Years of pernicious anaemia in people long treated for it, whose absorption is studied (assumed)."""

EGG = 0.025
"""Ease of freeing the cobalamin of eggs beside meat: watanabe2007, absorbed below 9 %, meat above 60 %."""

FLUSHED = 0.33
"""Of what is absorbed of a test dose, in urine after an injection: Schilling tests of 18-21 % in health, where 56 % of
1 ug is absorbed (carmel2008), and 65 % or so of half as much."""

# vegan men 0.41 ug/d where meat eaters have 7.3 by the same questionnaire (davey2003, from memory) and 5 here: added to
# food, since plants hold none of their own
_ADDED, _ = to_internal(0.28, "ug/d", "cobalamin")
VEGAN = replace(LOW_INTAKE, lesions=(Lesion(Diet.food, times=0.0), Lesion(Diet.crystalline, plus=_ADDED)))
"""What vegans eat, at full severity."""

NINE_INJECTIONS = "1 mg cyanocobalamin im every 2 days x2 then " + " then ".join(
    f"every {days} days x1" for days in (4, 3, 4, 7, 9, 30, 30)
)  # fmt: skip
"""On days 1, 3, 7, 10, 14, 21, 30, 60 and 90, as two trials of tablets gave them; day 0 here is their day 1."""


A_DAY = 0.79
"""Median of one day's food over that of usual intake: 0.73 of the means in Table 2 of bailey2013, where usual intake's
would be 0.93."""

METFORMIN_THEN = 0.14
"""Metformin of the 1990s over that of today in north-west Europe: less than a seventh took it (christensen2016)."""

SURVEY_ASSAY = "bio-rad"
"""Radioassay of B12 and folate in the national survey of 1999-2006 (nhanes, its laboratory methods)."""


def unfound(population: Population) -> Population:
    """The same people known to no doctor, or seen on the day on which one finds them."""
    finding = population.finding and replace(population.finding, treated=False)
    return replace(population, cared={}, finding=finding)


def untaken(population: Population) -> Population:
    """The same people, taking no cobalamin and known to no doctor: patients before they are found."""
    return replace(unfound(population), habits=())


def alone(population: Population) -> Population:
    """The same people with no causes but those that a study names."""
    return replace(untaken(population), without=True)


def tested(population: Population) -> Population:
    """Those whose doctor asked for a B12, treated or not: causes of deficiency, of those nobody knows of, are three
    times as common."""
    common = {each: 3.0 * min(population.causes.get(each, 1.0), 1.0) for each in _SUSPECTED}
    return replace(population, causes={**population.causes, **common, "renal-impairment": 1.0})


def asked(population: Population) -> Population:
    """The untaken ones among them."""
    return untaken(tested(population))


def pool(state: State, _: Body) -> Any:
    """Cobalamin in the whole body, ug."""
    return sum(getattr(state, name) for name in HELD) / PMOL_PER_UG


def lost(state: State, body: Body) -> Any:
    """What leaves the body, ug/d; with what is eaten and not absorbed, so ask it of people who fast (`FASTING`)."""
    rate = rates(state, body)
    return (rate.urine + rate.stool + rate.shed) / PMOL_PER_UG


def eaten_in_food(state: State, body: Body) -> Any:
    """Cobalamin bound to food, ug/d."""
    return body.diet.food / PMOL_PER_UG + 0.0 * state.eaten


def before_fortification(population: Population, id: str) -> Population:
    """The population of the years in which no folic acid was put in flour."""
    return replace(population, id=id, folate=LogNormal(1.0, 0.25))


def recalled(state: State, body: Body) -> Any:
    """Cobalamin of a day's food, fortified or not, as a recall has it, ug/d; right in the median alone."""
    return A_DAY * (body.diet.food + body.diet.crystalline) / PMOL_PER_UG + 0.0 * state.eaten


def glands(state: State, body: Body) -> Any:
    """Parietal cells left, as a part of a whole stomach's."""
    return state.parietal_cells + 0.0 * body.stomach.size


GLANDS_ATROPHIC = 0.7
"""Parietal cells left where histology finds atrophy (ours)."""
ATROPHIC = Keep(Read("parietal cells", glands), high=GLANDS_ATROPHIC)
FASTING = (Lesion(Diet.food, times=0.0), Lesion(Diet.crystalline, times=0.0), Lesion(Diet.pill, times=0.0))
_SUSPECTED = ("pernicious-anaemia", "autoimmune-gastritis", "food-cobalamin-malabsorption", "low-intake",
              "ileal-resection", "crohns-ileitis", "coeliac", "sibo", "iron-deficiency")  # fmt: skip


def _anaemic(hb: Any, women: Any) -> Any:
    return hb < np.where(women, 120.0, 130.0)


def _cb12(holotc: Any, b12: Any, mma: Any, homocysteine: Any, age: Any) -> Any:
    """Fedosov 2015, the numbers from memory: the first two in pmol/L, the others in umol/L."""
    return np.log10(holotc * b12 / (mma / 1000.0 * homocysteine)) - 3.79 / (1.0 + (age / 230.0) ** 2.6)


ANAEMIA = Score("anaemia", ("hb",), _anaemic, by_sex=True)
"""1 below the limits of the World Health Organization (men 130, women 120 g/L), else 0."""
CB12 = Score("4cB12", ("holotc", "total-b12", "mma", "homocysteine"), _cb12, by_age=True)
"""Combined indicator of four markers; low below -0.5."""
