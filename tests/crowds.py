"""Crowds: random people in the three scenarios by which speed and accuracy are judged, and in any other."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from bodies import HARMS, body, cause, generator

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.cause import YEAR, Affliction, Cause
from corrin.draws import drawn
from corrin.engine import Change, Cohort, Life
from corrin.physiology.diet import Diet
from corrin.treatment import Dose, Form, Route

MILLIGRAM = 737_806.0  # pmol
INJECTED = (0.0, 2.0, 4.0, 7.0, 14.0, 21.0, 28.0, 118.0, 208.0)
"""Days of nine injections in a year."""
WAYS: tuple[tuple[Form, Route, float], ...] = (
    ("hydroxocobalamin", "im", MILLIGRAM), ("cyanocobalamin", "im", MILLIGRAM),
    ("cyanocobalamin", "oral", MILLIGRAM), ("cyanocobalamin", "oral", 100.0),
    ("hydroxocobalamin", "oral-with-food", 4e3), ("cyanocobalamin", "oral-with-food", 0.5 * MILLIGRAM),
)  # fmt: skip
CATALOGUE: tuple[Cause, ...] = tuple((CAUSES | LOOK_ALIKES).values())


def ageing(seed: int) -> Life:
    """A: thirty years of pernicious anaemia that comes on slowly."""
    return Life(body(seed), (drawn(CAUSES["pernicious-anaemia"], 1, seed, onset=YEAR),))


def injected(seed: int) -> Life:
    """B: a year with nine injections."""
    doses = tuple(Dose("hydroxocobalamin", MILLIGRAM, "im", day) for day in INJECTED)
    return Life(body(seed), (drawn(CAUSES["pernicious-anaemia"], 1, seed, onset=0.0),), doses)


def swallowing(seed: int, days: int) -> Life:
    """C: a milligram by mouth every day."""
    doses = tuple(Dose("cyanocobalamin", MILLIGRAM, "oral", float(day)) for day in range(days))
    return Life(body(seed), (), doses)


def anyone(seed: int, span: float = 1000.0) -> Life:
    """Any life: causes old, new, growing and gone, doses and changes of diet; some meet nothing."""
    draw = generator(seed, "life")
    doses = tuple(Dose(*_way(draw), day=draw.uniform(0.0, span)) for _ in range(draw.integers(0, 4)))
    changes = [
        Change(draw.uniform(0.0, span), {Diet.food: draw.uniform(100.0, 9e3)})
        for _ in range(draw.integers(0, 2))
    ]
    return Life(body(seed), tuple(_harms(draw, span)), doses, tuple(changes))


def joined(lives: Iterable[Life]) -> Cohort:
    return Cohort.joined([Cohort.of(each) for each in lives])


def _way(draw: np.random.Generator) -> tuple[Form, float, Route]:
    form, route, amount = WAYS[draw.integers(len(WAYS))]
    return form, amount, route


def _harms(draw: np.random.Generator, span: float) -> Iterable[Affliction]:
    """Up to three causes, of the catalogue or made up."""
    for _ in range(draw.integers(0, 4)):
        made_up = cause(HARMS[draw.integers(len(HARMS))], recovery=draw.choice([None, 0.0, 40.0]))
        chosen = made_up if draw.random() < 0.5 else CATALOGUE[draw.integers(len(CATALOGUE))]
        onset = draw.uniform(-0.5 * span, span)
        tempo = draw.choice([0.0, draw.uniform(1.0, span)])
        until = draw.choice([np.inf, onset + draw.uniform(-50.0, span)])
        yield Affliction(chosen, draw.uniform(0.1, 1.0), onset, tempo, until)
