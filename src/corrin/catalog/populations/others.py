"""Other countries' adults, as far as a study's people need them: what is eaten, taken, and common there."""

from __future__ import annotations

from dataclasses import replace

from corrin.catalog.traits import FUT2, MTHFR, TCN2
from corrin.cause import Prevalence
from corrin.distribution import Choice, Fixed, LogNormal, Normal
from corrin.population import Filtration, Finding, Habit, Population
from corrin.source import Source

_AGE = Normal(50.0, 17.0, 20.0, 95.0)
_KIDNEYS = Filtration(107.0, 35.0, 0.85, 13.0, Source("pottel2016", "donors: 107 to 40 y, then less",
                                                      status="derived"))  # fmt: skip
ADHERENT = 0.67
"""Part of those who tell of a supplement who go on taking it: 67 % are highly adherent (liu2024)."""
KEPT = Choice((0.03, 1.0), (1.0 - ADHERENT, ADHERENT))
"""What is taken, year after year, of what is told.

The others take it now and then, have begun lately, or stop and start: so little that no store shows it (assumed).
"""
_PILLS = Habit("multivitamin", "pill", Prevalence(0.12, Source(
    "corrin", "a tenth to a fifth of Europeans", status="memory"), female=1.5), LogNormal(3.0, 0.6),
    Source("corrin", "European multivitamins hold 1-6 ug", status="memory"), kept=KEPT)  # fmt: skip

KNOWN_TOO = 1.33
"""Pernicious anaemia, treated or not, over what nobody has found (carmel1996).

A quarter is known: 0.1 % of all people by a laboratory's guide, against 1.9 % unfound from 60; weakly founded.
"""

FOUND = Finding(
    ("autoimmune-gastritis", "pernicious-anaemia", "food-cobalamin-malabsorption", "gastrectomy-total",
     "gastrectomy-distal", "rygb", "sleeve", "ileal-resection", "crohns-ileitis", "coeliac", "sibo", "low-intake"),
    60.0, Source("lenti2019delay", "14 months (4-41) from the first sign; andres2006: 2.5 % below 60 g/L by then",
                 status="derived"),
)  # fmt: skip

HEALTHY = Population(
    id="healthy", name="Healthy volunteers, nothing taken",
    source=Source("corrin", "what trials mean by healthy", status="assumed"),
    age=Normal(40.0, 12.0, 18.0, 70.0), filtration=_KIDNEYS, without=True,
)  # fmt: skip

NORTH_EUROPE = Population(
    id="north-europe", name="North-west Europe, adults, no fortification",
    source=Source("brouwer2015", "intake of men 4.18, women 3.47 ug/d"),
    age=_AGE, filtration=_KIDNEYS, intake=Fixed(0.85), habits=(_PILLS,), traits=(FUT2, TCN2, MTHFR),
    causes={"pernicious-anaemia": KNOWN_TOO, "renal-impairment": 0.25, "pregnancy": 0.0,
            "raised-homocysteine-unexplained": 0.3},  # most of it is 677TT, which the trait holds
    cared={"pernicious-anaemia": 0.2, "gastrectomy-total": 0.8, "ileal-resection": 0.5}, finding=FOUND,
)  # fmt: skip

SOUTH_EUROPE = replace(NORTH_EUROPE, id="south-europe", name="Italy, Spain, Portugal, adults",
                       folate=LogNormal(0.75, 0.35), source=Source(
                           "bermejo2013", "folate below 3 ng/mL in 4.3 % of colitis", status="derived"))  # fmt: skip
ISRAEL = replace(NORTH_EUROPE, id="israel", name="Israel, adults", intake=LogNormal(0.95, 0.1),
                 source=Source("segal2004", "24 % of outpatients below 148 pmol/L", status="derived"))  # fmt: skip
TURKEY = replace(NORTH_EUROPE, id="turkey", name="Turkey, adults", intake=LogNormal(0.75, 0.1), habits=(),
                 folate=LogNormal(0.75, 0.1), source=Source(
                     "yakut2010", "controls: 7.5 % low, folate 9.9 (3.3) ng/mL", status="derived"))  # fmt: skip
KOREA = replace(NORTH_EUROPE, id="korea", name="Korea, adults", ethnicity={"korean": 1.0},
                intake=LogNormal(1.55, 0.1),
                weight={"female": LogNormal(57.0, 0.14), "male": LogNormal(69.0, 0.14)},
                source=Source("ko1998", "curve starts at 427 pmol/L", status="derived"))  # fmt: skip
INDIA = replace(NORTH_EUROPE, id="india", name="Urban west India, mostly vegetarian", ethnicity={"indian": 1.0},
                intake=LogNormal(0.34, 0.4), habits=(),
                weight={"female": LogNormal(56.0, 0.18), "male": LogNormal(65.0, 0.17)},
                source=Source("greibe2019", "B12 128 pmol/L in those below 200", status="derived"))  # fmt: skip
OTHERS = (HEALTHY, NORTH_EUROPE, SOUTH_EUROPE, ISRAEL, TURKEY, KOREA, INDIA)
