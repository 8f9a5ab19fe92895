"""The stomach wall and its surgery: acid, pepsin and intrinsic factor."""

from __future__ import annotations

from corrin.cause import Cause, Lesion, Prevalence, Stage
from corrin.distribution import Beta, LogNormal
from corrin.physiology.diet import Diet
from corrin.physiology.folate import Folate
from corrin.physiology.immunity import Immunity
from corrin.physiology.stomach import Stomach
from corrin.source import Source
from corrin.units import to_internal

_MICELI = Source("miceli2024", "stages follow each other in about 9 and 7 years", status="derived")
_AUTOIMMUNE = {
    "hypothyroidism": 2.5, "hashimoto": 4.0, "graves-disease": 2.5, "autoimmune-polyendocrine": 8.0,
    "type-1-diabetes": 6.0, "vitiligo": 5.0, "addison-disease": 6.0,
    "family-history-pernicious-anaemia": 4.0, "systemic-lupus": 2.0, "rheumatoid-arthritis": 1.5,
    "psoriatic-arthritis": 1.3, "sjogren": 2.5, "systemic-sclerosis": 2.0,
    "iron-deficiency": 2.0, "gastric-carcinoid": 60.0, "atrophic-gastritis": 15.0, "cvid": 3.0,
}  # fmt: skip


def a_year(rate: float) -> float:
    """A rate printed per year, in the internal unit (1/d)."""
    return to_internal(rate, "1/y")[0]


AUTOIMMUNE_GASTRITIS = Cause(
    id="autoimmune-gastritis",
    name="Autoimmune atrophic gastritis",
    group="stomach",
    lesions=(
        Lesion(Immunity.parietal_attack, plus=a_year(0.70), source=_MICELI),
        Lesion(Immunity.chief_attack, plus=a_year(0.58), source=_MICELI),
        Lesion(Stomach.acid_per_cell, times=0.02, source=Source(
            "miceli2024", "gastrin 295 pg/mL while half the glands are left, 606 at the end: the attacked cells "
            "secrete little acid", status="derived")),
    ),
    prevalence=Prevalence(
        0.012, Source("li2025", "serology and histology 1.81 (0.80-4.07) %, with pernicious anaemia",
                      status="derived"),
        per_decade=1.5, female=2.3, raised_by=_AUTOIMMUNE, ages=(5.0, 120.0),
    ),
    source=Source("lenti2019",
        "abstract: 654 patients, F:M 2.3, 20 % pernicious anaemia, 17 % iron deficient"),
    severity=Beta(0.65, 0.27),
    duration=LogNormal(18.0, 0.6),  # of the antibodies: for years there is no atrophy (miceli2024, stage 0)
    tempo=LogNormal(14.0, 0.8),
    stated_by={"autoimmune-gastritis": 1.0},
    tests=("anti-parietal", "gastrin", "pepsinogen-1", "pepsinogen-ratio", "anti-if", "ferritin"),
    about="Parietal cells go over decades: acid and iron first, intrinsic factor and cobalamin last.",
    becomes=Stage("pernicious-anaemia", of="parietal_cells", below=0.05, source=Source(
        "carmel1996", "a low B12 and a Schilling test that intrinsic factor mends", status="derived")),
)  # fmt: skip

PERNICIOUS_ANAEMIA = Cause(
    id="pernicious-anaemia",
    name="Pernicious anaemia",
    group="stomach",
    lesions=(
        Lesion(Immunity.parietal_attack, plus=a_year(1.4), source=Source(
            "corrin", "the end of the same process: little gland is left", status="assumed")),
        Lesion(Immunity.chief_attack, plus=a_year(1.1), source=Source(
            "aps1979", "pepsinogen I low in 91 % of severe atrophy", status="derived")),
        Lesion(Immunity.anti_intrinsic_factor, plus=0.998, source=Source(
            "carmel2008", "Table 1: without intrinsic factor about 1.2 % of any dose",
            status="derived")),
    ),
    prevalence=Prevalence(
        # that nobody has found yet; those on treatment come on top, in each population
        0.0145, Source("carmel1996", "abstract: 1.9 % of 729 at 60 and over, women 2.7, men 1.4",
            status="derived"),
        # by age as the survey's low B12 with a high MMA: 0.5, 0.9, 1.8 and 2.4 % (nhanes, both eras)
        per_decade=2.5, level_from=70.0, female=1.95,
        raised_by=_AUTOIMMUNE, ages=(5.0, 120.0),
    ),
    source=Source("iom1998", "ch. 9: intrinsic factor lost, and with it the reabsorption of bile"),
    severity=Beta(0.985, 0.012),
    duration=LogNormal(3.5, 0.6),  # doctors find it after some three years (kuzminski1998), surveys later
    tempo=LogNormal(0.7, 0.5),
    stated_by={"pernicious-anaemia": 1.0},
    tests=("anti-if", "anti-parietal", "gastrin", "pepsinogen-1", "mma", "holotc"),
    about="No intrinsic factor: neither food nor bile is taken up, and 1 % of a dose diffuses.",
)  # fmt: skip

H_PYLORI_GASTRITIS = Cause(
    id="h-pylori-gastritis",
    name="Helicobacter pylori gastritis",
    group="stomach",
    lesions=(
        Lesion(Immunity.parietal_attack, plus=a_year(0.25), source=Source(
            "krasinski1986", "8 % severe and 24 % milder atrophy at 60-99", status="derived")),
        Lesion(Immunity.chief_attack, plus=a_year(0.25), source=Source(
            "krasinski1986", "pepsinogen ratio below 2.9", status="derived")),
        Lesion(Stomach.acid_per_cell, times=0.09, source=Source(
            "elomar1997", "abstract: the worst make 1.1 mmol/h of acid, 12.6 once they are cured, with as much atrophy",
            status="derived")),
        Lesion(Folate.absorption, times=0.7, source=Source(
            "cai2022", "abstract: SMD of folate -0.69 (-1.34 to -0.04)", status="derived")),
    ),
    prevalence=Prevalence(
        0.28, Source("grad2012", "white 21, Black 52, Mexican American 64 %; by age, from memory",
                     status="derived"),
        per_decade=1.35, raised_by={"dyspepsia": 1.5},
    ),
    source=Source("cai2022", "abstract: SMD of serum B12 -0.30 (-0.53 to -0.08)"),
    severity=Beta(0.28, 0.2),  # mild in most; a tenth to a sixth of the old lose the corpus
    duration=LogNormal(25.0, 0.5),
    tempo=LogNormal(5.0, 0.5),
    recovery=60.0,
    stated_by={"h-pylori": 0.9},
    tests=("h-pylori-stool", "h-pylori-breath", "h-pylori-serology", "pepsinogen-ratio"),
    about="Chronic inflammation thins the glands: food cobalamin is freed less, free cobalamin is absorbed.",
)  # fmt: skip

FOOD_COBALAMIN_MALABSORPTION = Cause(
    id="food-cobalamin-malabsorption",
    name="Food-cobalamin malabsorption of old age",
    group="stomach",
    lesions=(
        Lesion(Immunity.parietal_attack, plus=a_year(0.17), source=Source(
            "sipponen2003", "pepsinogen I below 25: B12 under 170 in 28 against 7 %", status="derived")),
        Lesion(Immunity.chief_attack, plus=a_year(0.27), source=Source(
            "sipponen2003", "pepsinogen I below 25 ug/L in 5.2 %, three in four of them with B12 from 170",
            status="derived")),
        Lesion(Stomach.acid_per_cell, times=0.8, source=Source(
            "miller1992", "via iom1998: gastrin high, food-bound absorption always low", status="derived")),
        Lesion(Diet.folate, times=1.4, source=Source(
            "krasinski1986", "folate is higher in atrophic gastritis: bacteria of the stomach make it",
            status="derived")),
    ),
    prevalence=Prevalence(
        0.068, Source("sipponen2003", "abstract: 5.2 % of men at 51-65", status="derived"),
        per_decade=1.45, raised_by={"atrophic-gastritis": 20.0, "h-pylori": 1.5}, ages=(30.0, 120.0),
    ),
    source=Source("krasinski1986", "abstract: 8.1 % severe atrophy at 60-99"),
    severity=Beta(0.85, 0.08),
    duration=LogNormal(12.0, 0.6),
    tempo=LogNormal(4.0, 0.5),
    stated_by={},
    tests=("pepsinogen-1", "pepsinogen-ratio", "gastrin", "holotc", "mma"),
    about="Acid and pepsin fail to free cobalamin from food; small oral doses are absorbed as ever.",
)  # fmt: skip

STOMACH = (AUTOIMMUNE_GASTRITIS, PERNICIOUS_ANAEMIA, H_PYLORI_GASTRITIS, FOOD_COBALAMIN_MALABSORPTION)
