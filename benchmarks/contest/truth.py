"""The truth: courses at a tight tolerance, and how far two independent solvers agree with them."""

from __future__ import annotations

from typing import Any

import numpy as np

from contest.curves import errors
from contest.engines.corrin_engine import Corrin
from contest.measure import CORES, say
from contest.scenarios import Array, Scenario

TIGHT = 1e-8
_TIGHTER = 1e-9
_JUDGES = ("LSODA", "libRoadRunner")
_PERSONS = {"A": 8, "B": 4, "C": 1}


def truth(scenario: Scenario) -> Array:
    """corrin's courses at a local error of 1e-8 (persons, days, outputs)."""
    return Corrin(scenario).live(range(len(scenario.lives)), TIGHT, threads=CORES)


def agreement(scenario: Scenario, known: Array, engines: dict[str, Any]) -> dict[str, float]:
    """The worst relative difference from solvers that share no code with the kernel."""
    apart: dict[str, float] = {}
    people = range(_PERSONS[scenario.name])
    for judge in (each for each in _JUDGES if each in engines):
        found = engines[judge].live(people, _TIGHTER)
        apart[judge] = float(np.max(errors(found, known[: len(people)])))
        say(f"{scenario.name}: {judge} at {_TIGHTER:g} differs from the reference by {apart[judge]:.1e}")
    return apart
