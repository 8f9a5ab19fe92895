"""The cell and the inborn errors before it: cofactors that are destroyed or never made."""

from __future__ import annotations

from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import Beta, Fixed, LogNormal
from corrin.physiology.cell import Cell
from corrin.physiology.stomach import Stomach
from corrin.source import Source

_COFACTOR = 21.7  # 1/d while breathing it: half of the enzyme's cofactor gone in 46 min, of its work in over two hours
_FULL = 0.5  # 1/d, mean over the week at full severity


def inhaled(hours_per_week: float) -> float:
    """Severity for the hours a week of breathing nitrous oxide: 1 at about 4 h."""
    return min(1.0, max(0.0, hours_per_week / 168.0 * _COFACTOR / _FULL))


NITROUS_OXIDE = Cause(
    id="nitrous-oxide",
    name="Nitrous oxide, repeated",
    group="cell",
    lesions=(
        Lesion(Cell.oxidation, plus=_FULL, source=Source(
            "royston1988", "half gone in 46 min at 70 %, spread over the week; taken for the cofactor (nagele2011)",
            status="memory")),
    ),
    prevalence=Prevalence(
        0.0004, Source("leleu2024", "8.7 % of 16-24 year olds in the UK, most of them seldom",
            status="derived"),
        per_decade=0.3, ages=(12.0, 70.0),
    ),
    source=Source("nagele2011", "abstract: homocysteine +9.4 umol/L after one long anaesthesia"),
    severity=Beta(0.2, 0.15),
    severity_from={"h/week": inhaled},
    duration=LogNormal(0.6, 0.8),
    recovery=2.0,
    stated_by={"nitrous-oxide": 1.0, "nitrous-oxide-use": 1.0},
    recorded=True,
    tests=("homocysteine", "mma"),
    about="It oxidises methylcobalamin on its enzyme: cells starve while serum B12 may stay normal.",
)  # fmt: skip

CBLC = Cause(
    id="cblc",
    name="Combined methylmalonic aciduria and homocystinuria, cblC (MMACHC)",
    group="cell",
    lesions=(
        Lesion(Cell.reduction, times=0.03, source=Source(
            "corrin", "neither cofactor is made", status="memory")),
    ),
    prevalence=Prevalence(0.000001, Source("corrin", "1 in 37,000-100,000 births; adults are few",
        status="memory"),
                          per_decade=0.5),
    source=Source("corrin", "B12 normal, MMA and homocysteine very high", status="memory"),
    severity=Beta(0.9, 0.06),
    duration=Fixed(10.0),
    stated_by={"cblc": 1.0},
    tests=("mma", "homocysteine"),
)  # fmt: skip

IF_DEFICIENCY = Cause(
    id="if-deficiency",
    name="Hereditary intrinsic factor deficiency (CBLIF)",
    group="stomach",
    lesions=(
        Lesion(Stomach.intrinsic_factor, times=0.002, source=Source(
            "orphanet332", "intrinsic factor absent, acid kept, no antibodies", status="derived")),
    ),
    prevalence=Prevalence(0.0000005, Source("orphanet332", "below 1 in a million"), per_decade=0.6),
    source=Source("orphanet332", "fewer than 100 cases"),
    severity=Beta(0.998, 0.0015),
    duration=LogNormal(5.0, 0.5),
    stated_by={"if-deficiency": 1.0},
    tests=("anti-if", "gastrin", "holotc", "mma"),
)  # fmt: skip

CELL = (NITROUS_OXIDE, CBLC, IF_DEFICIENCY)
