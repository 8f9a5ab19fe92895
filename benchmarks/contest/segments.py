"""Segments: a life cut at its doses and onsets, for solvers that know no events."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contest.scenarios import CAUSE, Array, Scenario
from corrin.cause import Affliction
from corrin.engine import Life
from corrin.engine.cohort import numbers, place
from corrin.engine.life import entry
from corrin.engine.program import ACCURACY
from corrin.physiology.state import State

SCALE = ACCURACY
HARMED = np.array([place(lesion.of) for lesion in CAUSE.lesions])
_TIMES = np.array([lesion.times - 1.0 for lesion in CAUSE.lesions])
_PLUS = np.array([lesion.plus for lesion in CAUSE.lesions])


class Segment(NamedTuple):
    """From `start` to `end` nothing jumps; `dose` enters state `place` first.

    The cause's strength is a + b exp(-c (t - start)).
    """

    start: float
    end: float
    place: int
    dose: float
    strength: tuple[float, float, float]
    first: int  # of the output days in the segment, (start, end]
    last: int


class Person(NamedTuple):
    """One person for a solver: the body's numbers, the healthy lesioned ones, and the segments."""

    start: Array
    numbers: Array
    healthy: Array
    segments: tuple[Segment, ...]


def people(scenario: Scenario) -> list[Person]:
    """Everyone of a scenario."""
    return [
        Person(start, own, own[HARMED], _segments(life, scenario.days))
        for life, start in zip(scenario.lives, scenario.starts, strict=True)
        for own in [numbers(life.body)[0]]
    ]


def lesions() -> tuple[NDArray[np.int64], Array, Array]:
    """Places of the lesioned numbers, what they are multiplied by less 1, and what is added."""
    return HARMED, _TIMES, _PLUS


def _segments(life: Life, days: Array) -> tuple[Segment, ...]:
    (affliction,) = life.afflictions
    doses = {dose.day: dose for dose in life.doses}
    cuts = sorted({0.0, *doses, *({affliction.onset} if affliction.onset > 0.0 else ())})
    made = []
    for start, end in zip(cuts, [*cuts[1:], float(days[-1])], strict=True):
        dose = doses.get(start)
        where = State._fields.index(entry(dose)) if dose else 0
        first, last = (int(np.searchsorted(days, day, side="right")) for day in (start, end))
        strength = _strength(affliction, start)
        made.append(Segment(start, end, where, dose.amount if dose else 0.0, strength, first, last))
    return tuple(made)


def _strength(affliction: Affliction, start: float) -> tuple[float, float, float]:
    if start < affliction.onset:
        return 0.0, 0.0, 0.0
    gradual = affliction.tempo > 0.0
    severity = affliction.severity
    return severity, -severity if gradual else 0.0, 1.0 / affliction.tempo if gradual else 0.0
