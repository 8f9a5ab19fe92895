"""Random people, healthy and ill, and random moments of their lives, each named by a seed."""

from __future__ import annotations

import math

import numpy as np

from corrin.cause import Affliction, Cause, Lesion, Prevalence, afflicted
from corrin.engine import rest
from corrin.parameter import Covariates, Parameter
from corrin.physiology.body import Body, parameters, scaled, typical
from corrin.physiology.cell import Cell
from corrin.physiology.diet import Diet
from corrin.physiology.duodenum import Duodenum
from corrin.physiology.folate import Folate
from corrin.physiology.ileum import Ileum
from corrin.physiology.iron import Iron
from corrin.physiology.kidney import Kidney
from corrin.physiology.plasma import Plasma
from corrin.physiology.state import UNITS, State
from corrin.physiology.stomach import Stomach
from corrin.source import Source

OURS = Source("corrin", "made up for a test", status="assumed")
SEEDS = range(12)
HARMS = (
    Lesion(Diet.food, times=0.02),
    Lesion(Diet.folate, times=0.2),
    Lesion(Stomach.acid_per_cell, times=0.02),
    Lesion(Stomach.intrinsic_factor, times=0.0),
    Lesion(Stomach.size, times=0.0),
    Lesion(Duodenum.protease, times=0.02),
    Lesion(Duodenum.bacterial_uptake, plus=200.0),
    Lesion(Ileum.active, times=0.0),
    Lesion(Plasma.haptocorrin_synthesis, times=0.1),
    Lesion(Plasma.transcobalamin_synthesis, times=0.1),
    Lesion(Cell.reduction, times=0.05),
    Lesion(Cell.oxidation, plus=0.5),
    Lesion(Folate.absorption, times=0.3),
    Lesion(Iron.bleeding, plus=3.0),
    Lesion(Kidney.filtration, times=0.2),
)
"""Severe harm to every organ, at its full strength."""
_PARTS = ("parietal_cells", "chief_cells", "myelin", "axons", "hypersegmented", "folate_red_cell")
_EMPTY = 300.0  # of what is none at rest, in its unit: a small dose


def generator(seed: int, purpose: str) -> np.random.Generator:
    """Random numbers of one seed and one purpose, so that one use does not shift another."""
    return np.random.default_rng([seed, *purpose.encode()])


def person(seed: int) -> Covariates:
    """Any adult."""
    draw = generator(seed, "person")
    sex = "female" if draw.random() < 0.5 else "male"
    return Covariates(draw.uniform(18.0, 95.0), sex, draw.uniform(45.0, 120.0), draw.uniform(20.0, 120.0))


def body(seed: int) -> Body:
    """A healthy person: every number that differs between people drawn about its typical value."""
    draw = generator(seed, "body")
    factors: dict[Parameter, float] = {
        declared: math.exp(math.sqrt(math.log1p(declared.spread.cv**2)) * draw.standard_normal())
        for declared in parameters()
        if declared.spread is not None
    }
    return scaled(typical(person(seed)), factors)


def cause(*lesions: Lesion, recovery: float | None = None) -> Cause:
    """A cause that is in no catalogue."""
    return Cause("made-up", "Made up", "other", lesions, Prevalence(0.01, OURS), OURS, recovery=recovery)


def harmed(healthy: Body, *lesions: Lesion, severity: float = 1.0) -> Body:
    """A body with these lesions at their strength."""
    return afflicted(healthy, (Affliction(cause(*lesions), severity),), 1.0)


def ill(seed: int) -> Body:
    """A person with one to four severe harms."""
    draw = generator(seed, "ill")
    chosen = draw.choice(len(HARMS), size=draw.integers(1, 5), replace=False)
    return harmed(body(seed), *(HARMS[place] for place in chosen), severity=draw.uniform(0.3, 1.0))


def state(seed: int) -> State:
    """Any moment: each state a factor away from the typical rest, and some of everything."""
    draw = generator(seed, "state")
    usual = rest(typical())._asdict()
    wide = draw.choice([0.3, 1.0, 2.0])
    held = {name: amount * math.exp(wide * draw.standard_normal()) for name, amount in usual.items()}
    empty = {name: draw.uniform(0.0, _EMPTY) for name, amount in usual.items() if abs(amount) < 1e-6}
    parts = {name: draw.uniform(0.02, 1.0) for name in _PARTS}
    red = {f"packed_{age}": held[f"red_{age}"] * draw.uniform(60.0, 130.0) for age in range(1, 7)}
    moment = held | empty | parts | red
    assert moment.keys() == UNITS.keys()
    return State(**moment)


def numbers(some: State) -> np.ndarray:
    """A state as a row of numbers."""
    return np.array(some, dtype=float)
