"""United States: adults as the national survey found them, before and after its pause in measuring B12."""

from __future__ import annotations

from dataclasses import replace

from corrin.catalog.populations.others import FOUND, KEPT, KNOWN_TOO
from corrin.catalog.traits import TRAITS
from corrin.cause import Prevalence
from corrin.distribution import Choice, Fixed, LogNormal, Table
from corrin.population import Condition, Filtration, Habit, Population
from corrin.source import Source

_SHARE = Source("bailey2011", "B12 from supplements by age and sex, 2003-06", status="memory")
_USERS = Source("bailey2013", "Table 2: B12 from supplements in 24, 24 and 45 % of three bands: 38 % of all",
                status="derived")  # fmt: skip
_DOSE = Source("bailey2013", "Table 2: median 6-10, mean 10-75 ug/d among users", status="derived")
_DOCTOR = Source("corrin", "no survey counts injections; the upper tail of B12 by age does", status="assumed")
_CEREAL = Source("nhanes", "2011-12 recalls: 22 % eat ready-to-eat cereal on a day, half of them on the other day too; "
                 "29 g/d an eater; labels 1.5 or 6 ug in 30 g", status="derived")  # fmt: skip

MULTIVITAMIN = Habit("multivitamin", "pill", Prevalence(0.34, _USERS, per_decade=1.15, female=1.55, level_from=68.0),
                     LogNormal(6.0, 0.5), _DOSE, folic_acid=LogNormal(310.0, 0.2), kept=KEPT)  # fmt: skip
SENIOR = Habit("senior-formula", "pill", Prevalence(0.13, _SHARE, per_decade=1.5, female=2.8),
               LogNormal(25.0, 0.3), _DOSE, folic_acid=LogNormal(400.0, 0.3), kept=KEPT)  # fmt: skip
COMPLEX = Habit("b-complex", "pill", Prevalence(0.04, _SHARE, per_decade=1.05, female=1.5),
                LogNormal(90.0, 0.8), _DOSE, folic_acid=LogNormal(400.0, 0.3), kept=KEPT)  # fmt: skip
HIGH_DOSE = Habit("high-dose", "pill", Prevalence(0.018, _SHARE, per_decade=1.5, female=2.0),
                  Choice((500.0, 1000.0, 2500.0), (0.45, 0.45, 0.10)), _DOSE, kept=KEPT)  # fmt: skip
INJECTED = Habit("injections", "injection", Prevalence(0.007, _DOCTOR, per_decade=1.9, female=3.0),
                 LogNormal(1000.0, 0.05), _DOCTOR, every=30.4)  # fmt: skip
CEREAL = Habit("cereal", "food", Prevalence(0.45, _CEREAL, per_decade=1.05, female=1.0),
               LogNormal(1.5, 0.7), _CEREAL, folic_acid=LogNormal(66.0, 0.8))  # fmt: skip

DIABETES = Condition(
    "type-2-diabetes",
    Prevalence(
        0.14,
        Source(
            "nhanes", "told of diabetes: 1.6 % at 20-39, 8 at 40-59, 18 from 60 on, 2001-04", status="derived"
        ),
        per_decade=2.0,
        level_from=66.0,
    ),
)
THYROID = Condition(
    "hypothyroidism",
    Prevalence(0.06, Source("corrin", "treated or not, adults", status="memory"), per_decade=1.3, female=4.0),
)

US_2001 = Population(
    id="us-2001-04",
    name="United States, adults, 2001-04",
    source=Source("nhanes", "adults of 20 and over, 2001-04"),
    age=Table((0.0, 0.187, 0.389, 0.615, 0.783, 0.886, 0.96, 1.0), (20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0)),
    female=0.51,
    ethnicity={"white": 0.716, "black": 0.108, "mexican-american": 0.073, "hispanic": 0.054, "other": 0.049},
    weight={"female": LogNormal(70.0, 0.25), "male": LogNormal(85.1, 0.215)},
    filtration=Filtration(118.0, 22.0, 0.79, 13.0, Source("nhanes", "2001-06, eGFR by age", status="derived"),
                          old=70.0, more_a_year=0.5),
    intake=Fixed(0.96),  # 5.2 ug/d, fortified too: means of 4.7 and 5.5 (bailey2013, Table 2)
    folate=LogNormal(1.27, 0.25),  # 134 ug/d of folic acid from flour, on less natural folate than in Europe
    habits=(MULTIVITAMIN, SENIOR, COMPLEX, HIGH_DOSE, INJECTED, CEREAL),
    conditions=(DIABETES, THYROID),
    traits=TRAITS,
    causes={
        # the rest of eGFR is in `filtration`; pills for diabetes were half as common as ten years later
        "renal-impairment": 0.40, "pregnancy": 0.0, "metformin": 0.5, "acid-suppression": 0.6,
        "pernicious-anaemia": KNOWN_TOO,
        # flour holds folic acid and iron; 2-3 % eat no meat; the half of coeliac disease that is known is treated
        "folate-deficiency": 0.15, "iron-deficiency": 0.45, "low-intake": 0.5, "coeliac": 0.5,
        # 8 % severe atrophy at 60-99 (krasinski1986) is of all kinds together; operations were few yet
        "food-cobalamin-malabsorption": 0.6, "rygb": 0.3, "sleeve": 0.1, "nitrous-oxide": 0.2,
        # MTHFR 677TT is drawn as a trait; a clinic meets more unexplained results than a survey
        "raised-homocysteine-unexplained": 0.3, "raised-mma-unexplained": 0.45,
    },
    cared={"pernicious-anaemia": 0.2, "gastrectomy-total": 0.8, "rygb": 0.3, "ileal-resection": 0.5,
           "gastrectomy-distal": 0.3},
    finding=FOUND,
    about="Folic acid is added to flour; a third takes a supplement with B12.",
)  # fmt: skip

US_2011 = replace(
    US_2001,
    id="us-2011-12",
    name="United States, adults, 2011-12",
    source=Source("nhanes", "adults of 20 and over, 2011-12"),
    age=Table((0.0, 0.183, 0.356, 0.545, 0.739, 0.876, 0.953, 1.0), (20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0)),
    ethnicity={"white": 0.665, "black": 0.114, "mexican-american": 0.077, "hispanic": 0.065, "asian": 0.052,
               "other": 0.027},
    weight={"female": LogNormal(71.8, 0.26), "male": LogNormal(85.3, 0.22)},
    filtration=Filtration(120.0, 22.0, 0.79, 13.0, Source("nhanes", "2011-12, eGFR by age", status="derived"),
                          old=70.0, more_a_year=0.5),
    habits=(replace(MULTIVITAMIN, share=Prevalence(0.24, _USERS, per_decade=1.15, female=1.4, level_from=68.0)),
            SENIOR, COMPLEX,
            replace(HIGH_DOSE, share=Prevalence(0.08, _SHARE, per_decade=1.6, female=2.0, level_from=68.0)),
            replace(INJECTED, share=Prevalence(0.012, _DOCTOR, per_decade=1.9, female=2.5)), CEREAL),
    causes={**US_2001.causes, "metformin": 1.0, "acid-suppression": 0.85, "rygb": 0.8, "sleeve": 0.4},
)  # fmt: skip
