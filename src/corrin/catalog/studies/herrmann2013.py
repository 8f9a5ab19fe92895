"""Herrmann 2013: where holotranscobalamin leaves doubt, in samples sent for a B12."""

from __future__ import annotations

from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import asked
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Combined, Group, Keep, Observed, Study
from corrin.study.statistic import ORDER, quantile_among

_SENT = Group(asked(NORTH_EUROPE), age=Normal(60.0, 17.0, 18.0, 95.0), female=0.58)
_HIGH = Group(_SENT.population, _SENT.age, _SENT.female, keep=(Keep(At("creatinine"), low=110.0),))
_NORMAL = Group(_SENT.population, _SENT.age, _SENT.female, keep=(Keep(At("creatinine"), high=90.0),))
_RAISED = Combined("mma > 300", (At("mma"),), lambda mma: mma > 300.0)
_NOT_RAISED = Combined("mma <= 300", (At("mma"),), lambda mma: mma <= 300.0)
_ABSTRACT = "abstract; which end is which inferred"

STUDY = Study(
    id="herrmann2013",
    question="Between which levels of holotranscobalamin is methylmalonate worth measuring?",
    source=Source("herrmann2013", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(Arm("all", _SENT, 1359), Arm("high-creatinine", _HIGH), Arm("normal-creatinine", _NORMAL)),
    observed=(
        Observed("all", (At("holotc"), _NOT_RAISED), quantile_among(0.1), 23.0, "pmol/L", _ABSTRACT),
        Observed("all", (At("holotc"), _RAISED), quantile_among(0.9), 75.0, "pmol/L", _ABSTRACT),
        Observed(
            "high-creatinine", At("holotc"), ORDER, 1.0, "sign", "abstract", against="normal-creatinine"
        ),
    ),
    conflicts="risch2015 sees no effect of the kidneys on holotranscobalamin.",
    left_out="18 % of deficient cases found by MMA in the grey zone: the abstract does not say 18 % of what.",
)
