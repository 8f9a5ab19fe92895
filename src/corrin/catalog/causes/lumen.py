"""The gut's lumen: bacteria, a worm, a failing pancreas."""

from __future__ import annotations

from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import Beta, LogNormal
from corrin.physiology.diet import Diet
from corrin.physiology.duodenum import Duodenum
from corrin.source import Source

SIBO = Cause(
    id="sibo",
    name="Small intestinal bacterial overgrowth",
    group="lumen",
    lesions=(
        Lesion(Duodenum.bacterial_uptake, plus=900.0, source=Source(
            "corrin", "at worst four parts in five of the lumen's cobalamin", status="assumed")),
        Lesion(Diet.folate, times=1.6, source=Source(
            "krasinski1986", "folate is higher where bacteria overgrow", status="derived")),
    ),
    prevalence=Prevalence(
        0.008, Source("corrin", "no accepted figure", status="assumed"), per_decade=1.4,
        raised_by={"systemic-sclerosis": 15.0, "rygb": 3.0, "gastrectomy-distal": 4.0, "crohns-disease": 4.0,
                   "ileal-resection": 4.0, "chronic-pancreatitis": 5.0, "diarrhoea": 3.0,
                   "type-1-diabetes": 2.0, "short-bowel": 10.0},
    ),
    source=Source("iom1998", "ch. 9: bacteria take up cobalamin; antibiotics restore its absorption"),
    severity=Beta(0.35, 0.18),
    duration=LogNormal(3.0, 0.8),
    tempo=LogNormal(0.3, 0.5),
    recovery=10.0,
    stated_by={"sibo": 1.0},
    tests=("folate", "holotc", "mma"),
    about="Bacteria take cobalamin, and the bile's, before the ileum can, and make folate.",
)  # fmt: skip

FISH_TAPEWORM = Cause(
    id="fish-tapeworm",
    name="Fish tapeworm (Dibothriocephalus latus)",
    group="lumen",
    lesions=(
        Lesion(Duodenum.bacterial_uptake, plus=900.0, source=Source(
            "vonbonsdorff", "the worm takes up to 80 % of what is eaten", status="memory")),
    ),
    prevalence=Prevalence(0.00001, Source("corrin", "rare in Western adults now", status="memory")),
    source=Source("vonbonsdorff", "low B12 in 40 %, anaemia in 2 % of carriers", status="memory"),
    severity=Beta(0.5, 0.22),
    duration=LogNormal(3.0, 0.8),
    tempo=LogNormal(0.3, 0.5),
    recovery=2.0,
    stated_by={"fish-tapeworm": 1.0},
    tests=("holotc", "mma"),
)  # fmt: skip

PANCREATIC_INSUFFICIENCY = Cause(
    id="pancreatic-insufficiency",
    name="Exocrine pancreatic insufficiency",
    group="pancreas",
    lesions=(
        Lesion(Duodenum.protease, times=0.25, source=Source(
            "pancreas_schilling", "Schilling excretion 13.1 against 17.6 %: a quarter less",
                status="derived")),
    ),
    prevalence=Prevalence(
        0.0007, Source("corrin", "chronic pancreatitis 0.03-0.1 %", status="memory"),
        per_decade=1.2, raised_by={"cystic-fibrosis": 1000.0, "pancreatectomy": 500.0, "alcohol-use": 5.0,
                                   "chronic-pancreatitis": 500.0},
    ),
    source=Source("gueant1990", "abstract: Schilling abnormal in 30 %"),
    severity=Beta(0.92, 0.05),
    duration=LogNormal(5.0, 0.7),
    tempo=LogNormal(1.0, 0.5),
    recovery=1.0,
    stated_by={"pancreatic-insufficiency": 1.0, "chronic-pancreatitis": 0.5, "cystic-fibrosis": 0.85,
               "pancreatectomy": 0.8},
    tests=("holotc", "mma"),
    about="Without protease cobalamin stays on haptocorrin; deficiency that matters is rare.",
)  # fmt: skip

LUMEN = (SIBO, FISH_TAPEWORM, PANCREATIC_INSUFFICIENCY)
