"""The equations compiled by numba, with each person's numbers following the cause."""

from __future__ import annotations

from functools import cache
from math import exp, log, sqrt
from typing import Any

import numpy as np
from numba import njit

from contest.compiled import compiled, jacobian_source, prepare_source, rates_source, readings_source
from contest.scenarios import OUTPUTS, Array
from contest.segments import Person, Segment, lesions
from corrin.engine.program import system
from corrin.engine.system import NUMBERS

_NAMES = {"exp": exp, "log": log, "sqrt": sqrt}
_PLACES, _TIMES, _PLUS = lesions()


@cache
def functions() -> tuple[Any, Any, Any, Any]:
    """`rates` and `jacobian` of (t, y, body..., result), `begin` a segment, and `read` states."""
    prepare, rate, slope, reading = (
        njit(compiled(text, name, _NAMES), error_model="numpy")
        for text, name in (
            (prepare_source(), "prepare"), (rates_source(), "rates"),
            (jacobian_source(), "jacobian"), (readings_source(), "readings"),
        )
    )  # fmt: skip

    @njit
    def follow(t, p, q, healthy, course):
        strength = course[0] + course[1] * np.exp(-course[2] * (t - course[3]))
        for n in range(_PLACES.size):
            p[_PLACES[n]] = healthy[n] * (1.0 + strength * _TIMES[n]) + strength * _PLUS[n]
        prepare(p, q)

    @njit
    def rates(t, y, p, q, healthy, course, f):
        if course[2] != 0.0:
            follow(t, p, q, healthy, course)
        rate(y, p, q, f)

    @njit
    def jacobian(t, y, p, q, healthy, course, j):
        if course[2] != 0.0:
            follow(t, p, q, healthy, course)
        slope(y, p, q, j)

    @njit
    def read(days, states, p, q, healthy, course, out):
        for n in range(days.size):
            follow(days[n], p, q, healthy, course)
            reading(states[n], p, out[n])

    return rates, jacobian, follow, read


class Moving:
    """One person's arrays for the compiled functions: numbers, what they come to, and the cause's course."""

    def __init__(self, person: Person) -> None:
        self.p = person.numbers.copy()
        self.q = np.empty(len(system().prepared))
        self.healthy = person.healthy
        self.course = np.zeros(4)
        assert self.p.size == NUMBERS

    @property
    def arrays(self) -> tuple[Array, Array, Array, Array]:
        return self.p, self.q, self.healthy, self.course

    def begin(self, segment: Segment, y: Array) -> None:
        """Numbers and state at the start of a segment."""
        self.course[:3] = segment.strength
        self.course[3] = segment.start
        functions()[2](segment.start, *self.arrays)
        y[segment.place] += segment.dose

    def read(self, days: Array, states: Array) -> Array:
        out = np.empty((days.size, len(OUTPUTS)))
        functions()[3](days, states, *self.arrays, out)
        return out
