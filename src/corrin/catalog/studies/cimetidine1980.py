"""Cimetidine, about 1980: cobalamin of egg yolk and in water, before and on the drug."""

from __future__ import annotations

from corrin.catalog.causes.surgery import ACID_SUPPRESSION, H2_AT_FIRST
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import EGG, untaken
from corrin.distribution import Fixed
from corrin.source import Source
from corrin.study import Absorbed, Arm, Exposure, Group, Observed, Study
from corrin.study.statistic import MEAN, ORDER, PERCENT_DIFFERENCE

_FOOD = Absorbed(0.5, "hydroxocobalamin", "oral-with-food", 14.0, ease=EGG)
_WATER = Absorbed(0.5, day=14.0)
_PATIENTS = Group(untaken(NORTH_EUROPE), causes={"acid-suppression": 0.0})
_ABSTRACT = "abstract"

STUDY = Study(
    id="cimetidine1980",
    question="Does an H2 blocker keep food cobalamin from being absorbed?",
    source=Source("cimetidine1980", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("before", _PATIENTS, 13),
        Arm(
            "cimetidine", _PATIENTS, 13, exposures=(Exposure(ACID_SUPPRESSION, severity=Fixed(H2_AT_FIRST)),)
        ),
    ),
    observed=(
        Observed("before", _FOOD, MEAN, 5.3, "%", _ABSTRACT),
        Observed("cimetidine", _FOOD, MEAN, 2.5, "%", _ABSTRACT),
        Observed("cimetidine", _FOOD, PERCENT_DIFFERENCE, -53.0, "%", _ABSTRACT, against="before"),
        Observed("cimetidine", _WATER, ORDER, 0.0, "sign", "abstract, unchanged", against="before"),
    ),
    conflicts="marcuard1994: 72-88 % less on omeprazole; lam2013: odds of 1.25 after years on H2 blockers.",
    left_out="Nothing; dose of the label (0.5 ug) and of the drug (1200 mg/d), days short of tolerance, and patients of "
    "any age and complaint presumed: the abstract does not say.",
)
