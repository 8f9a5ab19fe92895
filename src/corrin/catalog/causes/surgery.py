"""Surgery and drugs of the stomach: what is cut away, bypassed or switched off."""

from __future__ import annotations

from functools import partial
from math import exp

from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import Beta, Fixed, LogNormal
from corrin.physiology.diet import Diet
from corrin.physiology.duodenum import Duodenum
from corrin.physiology.iron import Iron
from corrin.physiology.stomach import Stomach
from corrin.source import Source

_OPERATIONS = Source(
    "corrin", "adults with an operation, Western: total 0.03, bariatric 0.5 %", status="memory"
)
_EATS_LESS = Source("corrin", "a small pouch eats less", status="assumed")
_NO_DUODENUM = Source(
    "corrin", "iron is absorbed in the duodenum, which food no longer passes", status="assumed"
)

TOTAL = Cause(
    id="gastrectomy-total",
    name="Total gastrectomy",
    group="stomach",
    lesions=(
        Lesion(Stomach.size, times=0.0, source=Source(
            "ko1998", "abstract: 403 exp(-0.09 m) + 176 exp(-0.02 m) pg/mL after it")),
        Lesion(Diet.food, times=0.75, source=_EATS_LESS),
        Lesion(Iron.nonhaem_fraction, times=0.6, source=_NO_DUODENUM),
    ),
    prevalence=Prevalence(0.0003, _OPERATIONS, per_decade=1.8),
    source=Source("ko1998", "abstract: 91 patients, 0-135 months"),
    duration=LogNormal(4.0, 0.9),
    stated_by={"gastrectomy-total": 1.0},
    recorded=True,
    tests=("holotc", "mma"),
    about="Acid and intrinsic factor end on one day: the cleanest view of how stores run out.",
)  # fmt: skip

DISTAL = Cause(
    id="gastrectomy-distal",
    name="Distal gastrectomy",
    group="stomach",
    lesions=(
        Lesion(Stomach.size, times=0.35, source=Source(
            "corrin", "two thirds to three quarters are removed", status="memory")),
        Lesion(Stomach.acid_per_cell, times=0.6, source=Source(
            "corrin", "without the antrum's gastrin the rest secretes little acid", status="assumed")),
        Lesion(Diet.food, times=0.85, source=_EATS_LESS),
        Lesion(Iron.nonhaem_fraction, times=0.75, source=_NO_DUODENUM),
    ),
    prevalence=Prevalence(0.0015, _OPERATIONS, per_decade=1.8),
    source=Source("corrin", "partial: slower and rarer deficiency than after total gastrectomy",
        status="assumed"),
    severity=Beta(0.9, 0.06),
    duration=LogNormal(8.0, 0.9),
    stated_by={"gastrectomy-distal": 1.0},
    recorded=True,
    tests=("holotc", "mma", "ferritin"),
)  # fmt: skip

RYGB = Cause(
    id="rygb",
    name="Roux-en-Y gastric bypass",
    group="stomach",
    lesions=(
        Lesion(Stomach.acid_per_cell, times=0.15, source=Source(
            "corrin", "the pouch holds few parietal cells", status="memory")),
        Lesion(Duodenum.mixing, times=0.02, source=Source(
            "kwon2022", "B12 37 pmol/L below sleeve; risk ratio 1.86", status="derived")),
        Lesion(Diet.food, times=0.6, source=_EATS_LESS),
        Lesion(Iron.nonhaem_fraction, times=0.4, source=_NO_DUODENUM),
    ),
    prevalence=Prevalence(0.003, _OPERATIONS, ages=(16.0, 85.0), female=3.0, per_decade=0.8),
    source=Source("kwon2022", "abstract: RYGB against sleeve"),
    severity=Beta(0.975, 0.012),
    duration=LogNormal(5.0, 0.8),
    stated_by={"rygb": 1.0},
    recorded=True,
    tests=("holotc", "mma", "ferritin"),
    about="Food passes neither acid nor the duodenum and meets intrinsic factor late.",
)  # fmt: skip

SLEEVE = Cause(
    id="sleeve",
    name="Sleeve gastrectomy",
    group="stomach",
    lesions=(
        Lesion(Stomach.size, times=0.3, source=Source(
            "corrin", "most of the fundus and body is removed", status="memory")),
        Lesion(Diet.food, times=0.6, source=_EATS_LESS),
        Lesion(Iron.nonhaem_fraction, times=0.85, source=Source(
            "corrin", "meals pass faster", status="assumed")),
    ),
    prevalence=Prevalence(0.004, _OPERATIONS, ages=(16.0, 85.0), female=3.0, per_decade=0.8),
    source=Source("kwon2022", "abstract: RYGB against sleeve"),
    severity=Beta(0.9, 0.06),
    duration=LogNormal(4.0, 0.8),
    stated_by={"sleeve": 1.0, "duodenal-switch": 1.0},
    recorded=True,
    tests=("holotc", "mma"),
)  # fmt: skip


_POTENCY = {  # mg of omeprazole with the effect of 1 mg (kirchheiner2009, from memory)
    "omeprazole": 1.0, "esomeprazole": 1.6, "lansoprazole": 0.9, "dexlansoprazole": 0.9,
    "pantoprazole": 0.23, "rabeprazole": 1.8, "vonoprazan": 2.5,
}  # fmt: skip
_H2 = ("h2-blocker", "cimetidine", "ranitidine", "famotidine", "nizatidine")


def omeprazole(mg_per_day: float, potency: float = 1.0) -> float:
    """Severity for mg/d of omeprazole, or of a drug of other potency; 20 mg reach 0.8 (marcuard1994)."""
    return 1.0 - exp(-max(0.0, mg_per_day) * potency / 12.5)


H2_AT_FIRST = 0.62
"""Severity in the first days of an H2 blocker: cobalamin of egg halved (cimetidine1980)."""
_H2_KEPT = 0.85
"""What is left of it after one to two weeks: 0.65 to 0.9, as median pH falls from 3.2 to 1.9, 4.3 to 2.4, 2.5 to 1.8
(wildersmith1990); with lam2013."""


def h2_blocker(mg_per_day: float) -> float:
    """Severity for an H2 blocker at any usual dose, taken for long."""
    return H2_AT_FIRST * _H2_KEPT if mg_per_day > 0.0 else 0.0


ACID_SUPPRESSION = Cause(
    id="acid-suppression",
    name="Acid suppression (proton pump inhibitor, H2 blocker)",
    group="stomach",
    lesions=(
        Lesion(Stomach.acid_per_cell, times=0.02, source=Source(
            "marcuard1994", "cobalamin of egg at 20 and 40 mg: 0.28 and 0.12 of before", status="derived")),
    ),
    prevalence=Prevalence(
        0.15, Source("corrin", "9-15 % of Western adults, 25-30 % over 65", status="memory"),
        per_decade=1.35, raised_by={"dyspepsia": 3.0},
    ),
    source=Source("lam2013", "abstract: OR 1.65 (PPI), 1.25 (H2 blocker) after 2 years"),
    severity=Beta(0.8, 0.1),
    severity_from={"mg/d": omeprazole}
    | {drug: partial(omeprazole, potency=potency) for drug, potency in _POTENCY.items()}
    | {drug: h2_blocker for drug in _H2},
    duration=LogNormal(3.0, 0.9),
    tempo=Fixed(0.01),
    recovery=5.0,
    stated_by=dict.fromkeys(("acid-suppression", "proton-pump-inhibitor", *_POTENCY, *_H2), 1.0),
    recorded=True,
    tests=("gastrin", "pepsinogen-1"),
    about="Less acid frees less cobalamin from food; crystalline cobalamin is absorbed as ever.",
)  # fmt: skip

SURGERY = (TOTAL, DISTAL, RYGB, SLEEVE, ACID_SUPPRESSION)
