"""Diet: cobalamin, folate and iron eaten in a day, meal by meal."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Level, Organ, Spread, parameter
from corrin.source import Source

_SEX = Source("iom1998", "ch. 9, intake of men 5 and women 3.5 ug/d")

_IRON = Level(
    "sex", (("female", 0.7),), Source("nhanes", "iron eaten: men 18, women 13 mg/d", status="memory")
)


class Diet(Organ):
    food = parameter(5.0, "ug/d", Source("iom1998", "ch. 9, median intake of men"), Spread(
                         0.30, Source("nhanes", "2011-12: foods of two days of recall, by what each group holds: usual "
                                      "intake differs by 0.33 in men, 0.25 in women; 0.37 by questionnaire "
                                      "(brouwer2015)", status="derived")),
                     of="cobalamin", covariates=(Level("sex", (("female", 0.7),), _SEX),),
                     about="cobalamin bound to food")  # fmt: skip
    crystalline = parameter(0.0, "ug/d", Source("iom1998", "ch. 9, intake is food only"),
                            of="cobalamin", about="cobalamin of fortified food, eaten with meals")  # fmt: skip
    pill = parameter(0.0, "ug/d", Source("iom1998", "ch. 9, intake is food only"), of="cobalamin",
                     about="crystalline cobalamin taken apart from meals, day after day")  # fmt: skip
    pills = parameter(1.0, "1/d", Source("corrin", "one a day", status="assumed"))
    meals = parameter(3.0, "1/d", Source("corrin", "three meals a day", status="assumed"))
    ease = parameter(0.8, "1", Source("watanabe2007", "a mixed diet: meat 1, eggs 0.03, fish and milk between",
                                      status="derived"),
                     about="how readily acid and pepsin free the food's cobalamin, beside meat")  # fmt: skip
    digestible = parameter(0.71, "1", Source("doets2013", "0.38 ug of 1 ug over all foods; meat alone gives 0.6 "
                                                     "(watanabe2007)", status="derived"),
                           about="part of the food's cobalamin that digestion can free at all, beside meat")  # fmt: skip
    folate = parameter(700.0, "nmol/d", Source("iom1998", "ch. 8, about 300 ug/d", status="memory"),
                       Spread(0.35))  # fmt: skip
    haem_iron = parameter(1.2, "mg/d", Source("hurrell2010", "haem iron of a Western diet",
                                              status="memory"), covariates=(_IRON,))  # fmt: skip
    nonhaem_iron = parameter(12.0, "mg/d", Source("hurrell2010", "Western diet", status="memory"),
                             covariates=(_IRON,))  # fmt: skip


class Eaten(NamedTuple):
    meals: Any  # pmol/d
    pills: Any  # pmol/d
    total: Any  # pmol/d


def eaten(diet: Diet) -> Eaten:
    """Cobalamin swallowed a day by habit; single doses are no part of it."""
    meals = diet.food + diet.crystalline
    return Eaten(meals, diet.pill, meals + diet.pill)
