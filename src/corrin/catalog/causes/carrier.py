"""The carriers in plasma: causes of a low number, and one of cells without supply."""

from __future__ import annotations

from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import Beta, Fixed, LogNormal, Table, Uniform
from corrin.physiology.cell import Cell
from corrin.physiology.folate import Folate
from corrin.physiology.iron import Iron
from corrin.physiology.kidney import Kidney
from corrin.physiology.liver import Liver
from corrin.physiology.marrow import Marrow
from corrin.physiology.plasma import Plasma
from corrin.source import Source

_RHEUMATIC = {
    "systemic-lupus": 0.5, "rheumatoid-arthritis": 0.5, "psoriatic-arthritis": 0.5,
    "sjogren": 0.5, "systemic-sclerosis": 0.4,
}  # fmt: skip


def gestation(weeks: float) -> float:
    """Severity for the weeks of pregnancy: 1 at term, most of it by the middle (milman2006: 225, 172, 161 pmol/L)."""
    return 1.0 - max(0.0, 1.0 - max(0.0, weeks) / 40.0) ** 1.75


SYSTEMIC_AUTOIMMUNE = Cause(
    id="systemic-autoimmune",
    name="Low number in lupus, rheumatoid or psoriatic arthritis",
    group="plasma",
    lesions=(
        Lesion(Plasma.haptocorrin_synthesis, times=0.5, source=Source(
            "segal2004", "24 % have a low number, 1 of 15 of them a raised MMA", status="derived")),
        Lesion(Cell.remethylation, times=0.6, source=Source(
            "segal2004", "homocysteine high in 10 of 15, beside MMA in 1", status="derived")),
        Lesion(Marrow.set_point, times=0.72, source=Source(
            "segal2004", "anaemia in 35-49 %", status="derived")),
    ),
    prevalence=Prevalence(
        0.006, Source("corrin", "lupus 0.06, rheumatoid 0.7, psoriatic arthritis 0.2 %", status="memory"),
        female=2.5, per_decade=1.1, raised_by={known: 60.0 for known in _RHEUMATIC},
    ),
    source=Source("segal2004", "abstract: 276 outpatients"),
    severity=Beta(0.6, 0.2),
    duration=LogNormal(7.0, 0.8),
    tempo=LogNormal(0.5, 0.5),
    recovery=60.0,
    stated_by=_RHEUMATIC,
    tests=("holotc", "mma", "crp"),
    about="Less is bound to haptocorrin, which cells do not use; cells themselves are supplied.",
)  # fmt: skip

PREGNANCY = Cause(
    id="pregnancy",
    name="Pregnancy",
    group="plasma",
    lesions=(
        Lesion(Plasma.haptocorrin_synthesis, times=0.39, source=Source(
            "milman2006", "161 pmol/L at 39 weeks against 319 after birth", status="derived")),
        # it rises by half in the first months and falls back before term: here as at term
        Lesion(Kidney.filtration, times=1.15, source=Source(
            "milman2006", "MMA 140 nmol/L at 39 weeks against 160 after birth", status="derived")),
        Lesion(Marrow.set_point, times=0.88, source=Source(
            "corrin", "plasma grows more than red cells", status="memory")),
        Lesion(Iron.bleeding, plus=2.5, source=Source(
            "corrin", "the child and placenta need about 3 mg/d", status="memory")),
        Lesion(Folate.clearance, times=1.5, source=Source(
            "corrin", "need rises by half", status="memory")),
    ),
    prevalence=Prevalence(0.04, Source("corrin", "births a woman and year", status="memory"),
                          ages=(15.0, 49.0), sex="female"),
    source=Source("milman2006", "abstract: 406 women, 18, 32 and 39 weeks, 8 weeks after"),
    severity=Uniform(0.2, 1.0),
    severity_from={"weeks": gestation},
    duration=Uniform(0.15, 0.77),
    tempo=Fixed(0.15),
    recovery=14.0,
    stated_by={"pregnancy": 1.0},
    recorded=True,
    tests=("holotc", "mma"),
    about="Haptocorrin falls; holotranscobalamin and the cells' supply do not.",
)  # fmt: skip

ORAL_CONTRACEPTIVE = Cause(
    id="oral-contraceptive",
    name="Oral contraceptive",
    group="plasma",
    lesions=(
        Lesion(Plasma.haptocorrin_synthesis, times=0.76, source=Source(
            "berenson2012", "-20 % of total B12 at 6 months, then flat", status="derived")),
    ),
    prevalence=Prevalence(0.0175, Source("jones2012", "a sixth of women of 15-44; by age, from memory",
                                                 status="derived"),
                          per_decade=0.42, ages=(13.0, 55.0), sex="female"),
    source=Source("berenson2012", "abstract: 703 women, 36 months"),
    severity=Beta(0.9, 0.08),
    duration=LogNormal(3.0, 0.8),
    tempo=Fixed(0.1),
    recovery=30.0,
    stated_by={"oral-contraceptive": 1.0},
    recorded=True,
    tests=("holotc", "mma"),
)  # fmt: skip

HAPTOCORRIN_DEFICIENCY = Cause(
    id="haptocorrin-deficiency",
    name="Haptocorrin deficiency",
    group="plasma",
    lesions=(
        Lesion(Plasma.haptocorrin_synthesis, times=0.03, source=Source(
            "carmel2003", "mild in 15 % of low results, severe in 0.6 %", status="derived")),
    ),
    prevalence=Prevalence(0.033, Source("carmel2003", "abstract: 3 to 5 % of normal, 15 % of low results",
                                        status="derived")),
    source=Source("carmel2003", "abstract: 367 low and 281 normal results"),
    # half is missing in the mild, who carry one gene; all of it in one of 120, who carry two (Hardy and Weinberg)
    severity=Table((0.0, 0.25, 0.5, 0.75, 0.985, 0.991, 1.0), (0.15, 0.32, 0.42, 0.52, 0.7, 0.9, 1.0)),
    duration=Fixed(20.0),
    stated_by={"haptocorrin-deficiency": 1.0},
    tests=("holotc", "mma"),
    about="A low number for life and no deficiency: a benign trait.",
)  # fmt: skip

TRANSCOBALAMIN_DEFICIENCY = Cause(
    id="transcobalamin-deficiency",
    name="Transcobalamin deficiency (TCN2)",
    group="plasma",
    lesions=(
        Lesion(Plasma.transcobalamin_synthesis, times=0.003, source=Source(
            "corrin", "the carrier is missing", status="memory")),
        Lesion(Liver.hydroxo_clearance, times=0.5, source=Source(
            "corrin", "tissues take up free cobalamin poorly without it", status="assumed")),
        Lesion(Kidney.hydroxo_unbound, times=6.0, source=Source(
            "corrin", "what no carrier holds is filtered", status="assumed")),
    ),
    prevalence=Prevalence(0.0000002, Source("corrin", "fewer than 100 families", status="memory"),
        per_decade=0.5),
    source=Source("corrin", "total B12 often normal, holoTC absent, MMA and homocysteine high",
        status="memory"),
    severity=Beta(0.98, 0.015),
    duration=LogNormal(3.0, 0.6),
    stated_by={"transcobalamin-deficiency": 1.0},
    tests=("holotc", "mma", "homocysteine"),
)  # fmt: skip

CARRIER = (
    SYSTEMIC_AUTOIMMUNE,
    PREGNANCY,
    ORAL_CONTRACEPTIVE,
    HAPTOCORRIN_DEFICIENCY,
    TRANSCOBALAMIN_DEFICIENCY,
)
