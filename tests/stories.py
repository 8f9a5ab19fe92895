"""Lives to be written as SBML: their documents, and their courses by corrin itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import libsbml
import numpy as np
from bodies import cause

from corrin.catalog.causes import CAUSES
from corrin.catalog.markers import MARKERS
from corrin.cause import Affliction, Lesion
from corrin.draws import usual
from corrin.engine import Change, Life, live
from corrin.interfaces import sbml
from corrin.marker import Marker
from corrin.parameter import Covariates
from corrin.physiology.body import Body, typical
from corrin.physiology.diet import Diet
from corrin.physiology.ileum import Ileum
from corrin.physiology.state import State
from corrin.physiology.stomach import Stomach
from corrin.treatment import Dose

TIGHT = 1e-10
READ = {f"marker_{id.replace('-', '_')}": each for id, each in MARKERS.items() if isinstance(each, Marker)}
SHOWN = (*State._fields, *READ)
"""What is compared: states, then markers."""
MILLIGRAM = 737_806.0  # pmol
NO_FACTOR = cause(Lesion(Stomach.intrinsic_factor, times=0.0))
FADING = cause(Lesion(Ileum.active, times=0.1), Lesion(Diet.food, plus=-500.0), recovery=60.0)
GONE = cause(Lesion(Ileum.active, times=0.0), recovery=0.0)
STAYING = cause(Lesion(Ileum.active, times=0.5))
INJECTED = tuple(Dose("hydroxocobalamin", MILLIGRAM, "im", day) for day in (0.0, 2.0, 1460.0, 1465.0))
SWALLOWED = (
    Dose("cyanocobalamin", MILLIGRAM, "oral", 2.0),
    Dose("cyanocobalamin", MILLIGRAM, "oral", 2.0),
    Dose("cyanocobalamin", 5e3, "oral-with-food", 0.0),
    Dose("cyanocobalamin", 5e3, "im", 1470.0),
)
YEARS = (0.0, 50.0, 99.0, 101.0, 130.5, 365.0, 1000.0, 1999.0, 2001.0, 2050.0, 3000.0)
EARLY = (0.0, 0.05, 0.5, 1.9, 2.1, 3.0, 10.0, 100.0)
LIVES: dict[str, tuple[Callable[[Body], Life], tuple[float, ...]]] = {
    "health": (Life, YEARS),
    "a sudden cause": (lambda body: Life(body, (Affliction(NO_FACTOR, 0.9, 100.0),)), YEARS),
    "a gradual cause, removed": (
        lambda body: Life(body, (Affliction(FADING, 0.8, 100.0, 700.0, 2000.0),)), YEARS),
    "pernicious anaemia, treated": (
        lambda body: Life(body, (usual(CAUSES["pernicious-anaemia"], 0.0),), (*INJECTED, *SWALLOWED)),
        (*EARLY, 1459.0, 1460.5, 1464.0, 1466.0, 1500.0, 2000.0)),
    "a change of diet": (
        lambda body: Life(body, (), (), (Change(0.0, {Diet.food: 9e3, Diet.folate: 600.0}),
                                         Change(100.0, {Diet.food: 10.0}))),
        YEARS[:7]),
    "causes on top of each other, some old": (
        lambda body: Life(body, (
            Affliction(FADING, 0.8, -400.0, 300.0), Affliction(FADING, 0.7, -400.0, 0.0, -20.0),
            Affliction(GONE, 0.5, 0.0, 0.0, 100.0), Affliction(STAYING, 0.6, 50.0, 30.0, 100.0),
            Affliction(GONE, 1.0, 40.0, 0.0, 30.0)),
            (), (Change(110.0, {Diet.food: 9e3}),)),
        YEARS[:7]),
}  # fmt: skip
TREATED = "pernicious anaemia, treated"


@dataclass(frozen=True)
class Lived:
    """A life, its document, and its course (days, states and markers) by corrin itself."""

    life: Life
    days: tuple[float, ...]
    text: str
    course: np.ndarray


@cache
def lived(name: str) -> Lived:
    made, days = LIVES[name]
    life = made(typical(Covariates(62.0, "female", 58.0, 70.0)))
    states = live(life, days, relative=TIGHT)
    read = [
        [float(marker.read(State(*state.tolist()), life.on(day))) for marker in READ.values()]
        for day, state in zip(days, states, strict=True)
    ]
    return Lived(life, days, sbml.document(life, MARKERS), np.hstack([states, read]))


def changed(text: str, change: Callable[[Any], object]) -> str:
    document = libsbml.readSBMLFromString(text)
    change(document.getModel())
    return libsbml.writeSBMLToString(document)
