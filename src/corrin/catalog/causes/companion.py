"""Companions: kidneys, folate, iron, and alcohol, which move the same markers."""

from __future__ import annotations

from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import Beta, LogNormal
from corrin.physiology.cell import Cell
from corrin.physiology.diet import Diet
from corrin.physiology.duodenum import Duodenum
from corrin.physiology.iron import Iron
from corrin.physiology.kidney import Kidney
from corrin.physiology.marrow import Marrow
from corrin.physiology.plasma import Plasma
from corrin.source import Source


def filtration_lost(egfr: float) -> float:
    """Severity for an eGFR (mL/min/1.73 m2), against a reference body of 100."""
    return min(1.0, max(0.0, (1.0 - egfr / 100.0) / 0.95))


RENAL_IMPAIRMENT = Cause(
    id="renal-impairment",
    name="Renal impairment",
    group="kidney",
    lesions=(
        Lesion(Kidney.filtration, times=0.05, source=Source(
            "ganji2012", "odds of a raised MMA 12.6 with creatinine from 130 umol/L", status="derived")),
        Lesion(Cell.transsulphuration, times=0.2, source=Source(
            "risch2015", "abstract: kidneys raise MMA and homocysteine, not B12 or holoTC",
                status="derived")),
        Lesion(Cell.remethylation, times=0.45, source=Source(
            "corrin", "uraemia slows remethylation; homocysteine doubles on dialysis", status="memory")),
    ),
    prevalence=Prevalence(
        0.07, Source("corrin", "eGFR below 60 in a tenth at 65, a third at 80", status="memory"),
        per_decade=2.1, raised_by={"type-2-diabetes": 2.0},
    ),
    source=Source("risch2015", "abstract: 1143 people of 60 and over"),
    severity=Beta(0.5, 0.13),
    severity_from={"egfr": filtration_lost},
    duration=LogNormal(5.0, 0.7),
    tempo=LogNormal(2.0, 0.5),
    stated_by={"ckd": 1.0, "dialysis": 1.0},
    tests=("egfr", "creatinine"),
    about="Methylmalonate and homocysteine rise because they are cleared less; cobalamin is not lacking.",
)  # fmt: skip

FOLATE_DEFICIENCY = Cause(
    id="folate-deficiency",
    name="Folate deficiency",
    group="companion",
    lesions=(
        Lesion(Diet.folate, times=0.05, source=Source(
            "morris2007", "low folate with macrocytosis and high homocysteine", status="derived")),
    ),
    prevalence=Prevalence(
        0.02, Source("corrin", "a few per cent without fortification", status="memory"),
        raised_by={"alcohol-use": 4.0, "coeliac-disease": 3.0, "sulfasalazine": 2.0,
                   "methotrexate": 5.0, "phenytoin": 4.0},
    ),
    source=Source("corrin", "homocysteine high, methylmalonate normal", status="memory"),
    severity=Beta(0.88, 0.06),  # serum below 7 nmol/L
    duration=LogNormal(1.0, 0.6),
    tempo=LogNormal(0.2, 0.5),
    recovery=5.0,
    stated_by={"folate-deficiency": 1.0},
    tests=("folate", "folate-rbc", "mma"),
)  # fmt: skip

IRON_DEFICIENCY = Cause(
    id="iron-deficiency",
    name="Iron deficiency",
    group="companion",
    lesions=(
        Lesion(Iron.bleeding, plus=4.0, source=Source(
            "betesh2015", "losses beyond 1 mg/d empty the store", status="derived")),
        Lesion(Diet.nonhaem_iron, times=0.7, source=Source("corrin", "little iron eaten", status="assumed")),
    ),
    prevalence=Prevalence(
        0.05, Source("corrin", "2-5 % of men and old women, 10-15 % of menstruating women", status="memory"),
        per_decade=0.75, female=3.0, raised_by={"bleeding": 8.0, "crohns-disease": 4.0},
    ),
    source=Source("corrin", "ferritin and MCV low; it hides macrocytosis", status="memory"),
    severity=Beta(0.5, 0.2),
    duration=LogNormal(2.0, 0.7),
    tempo=LogNormal(0.2, 0.5),
    recovery=5.0,
    stated_by={"iron-deficiency": 1.0},
    tests=("ferritin", "mcv"),
)  # fmt: skip

ALCOHOL = Cause(
    id="alcohol",
    name="Harmful alcohol use",
    group="other",
    lesions=(
        Lesion(Diet.food, times=0.5, source=Source("corrin", "drink replaces food", status="assumed")),
        Lesion(Diet.folate, times=0.3, source=Source("fragasso2012", "folate falls", status="derived")),
        Lesion(Duodenum.protease, times=0.4, source=Source("corrin", "the pancreas suffers",
            status="assumed")),
        Lesion(Plasma.haptocorrin_synthesis, times=1.8, source=Source(
            "fragasso2012", "liver injury raises total B12 and hides deficiency", status="derived")),
        Lesion(Marrow.volume, times=1.10, source=Source(
            "corrin", "alcohol itself enlarges red cells", status="memory")),
        Lesion(Marrow.platelets, times=0.7, source=Source("corrin", "platelets fall", status="memory")),
    ),
    prevalence=Prevalence(0.05, Source("corrin", "harmful use", status="memory"), female=0.5, per_decade=0.9,
                          ages=(14.0, 120.0)),
    source=Source("fragasso2012", "abstract: low holoTC in 3 of 22"),
    severity=Beta(0.5, 0.2),
    duration=LogNormal(8.0, 0.8),
    tempo=LogNormal(1.0, 0.5),
    recovery=30.0,
    stated_by={"alcohol-use": 1.0},
    tests=("folate", "mma"),
)  # fmt: skip

COMPANION = (RENAL_IMPAIRMENT, FOLATE_DEFICIENCY, IRON_DEFICIENCY, ALCOHOL)
