"""Boddy 1972: which is absorbed more of 25 and 50 ug, by form and intrinsic factor."""

from __future__ import annotations

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.populations.others import HEALTHY, NORTH_EUROPE
from corrin.catalog.studies.shared import PA_FOUND, alone
from corrin.cause import Lesion
from corrin.distribution import Normal
from corrin.physiology.stomach import Stomach
from corrin.source import Source
from corrin.study import Absorbed, Arm, Exposure, Group, Observed, Study
from corrin.study.statistic import ORDER
from corrin.treatment import Form

_PATIENTS = Group(
    alone(NORTH_EUROPE),
    age=Normal(60.0, 12.0, 30.0, 90.0),
    exposures=(Exposure(PERNICIOUS_ANAEMIA, since=PA_FOUND),),
)
_DOSES = (25.0, 50.0)
_CYANO: Form = "cyanocobalamin"
_HYDROXO: Form = "hydroxocobalamin"
# secretion of intrinsic factor about doubles; from memory
_PENTAGASTRIN = (Lesion(Stomach.intrinsic_factor, times=2.0), Lesion(Stomach.acid_per_cell, times=2.0))


def _controls_more(form: Form) -> tuple[Observed, ...]:
    return tuple(
        Observed(
            "control",
            Absorbed(ug, form),
            ORDER,
            1.0,
            "sign",
            f"abstract, {ug:g} ug",
            against="pernicious-anaemia",
        )
        for ug in _DOSES
    )


def _forms(arm: str, sign: float) -> tuple[Observed, ...]:
    return tuple(
        Observed(
            arm, (Absorbed(ug, _CYANO), Absorbed(ug, _HYDROXO)), ORDER, sign, "sign", f"abstract, {ug:g} ug"
        )
        for ug in _DOSES
    )


STUDY = Study(
    id="boddy1972",
    question="What governs the absorption of large single doses?",
    source=Source("boddy1972", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("control", Group(HEALTHY)),
        Arm("pernicious-anaemia", _PATIENTS),
        Arm("pentagastrin", Group(HEALTHY), diet=_PENTAGASTRIN),
    ),
    observed=(
        *_controls_more(_CYANO),
        *_controls_more(_HYDROXO),
        *_forms("control", 1.0),
        *_forms("pernicious-anaemia", 0.0),
        Observed(
            "pentagastrin",
            Absorbed(25.0, day=1.0),
            ORDER,
            1.0,
            "sign",
            "abstract, increases",
            against="control",
        ),
    ),
    conflicts="greibe2018: the forms are absorbed alike at low doses.",
    left_out="No effect of food on crystalline cobalamin: a dose with food is food-bound in the model. "
    "Response to intrinsic factor by mouth: no such dose.",
)
