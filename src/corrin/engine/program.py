"""Program: the kernel for a set of readings, made once and kept."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.engine.kernel import Kernel, Readings, plan
from corrin.engine.machine import Code, code, processor
from corrin.engine.method import RODAS5P
from corrin.engine.settle import STARTING
from corrin.engine.system import NUMBERS, System, traced, traced_readings
from corrin.engine.vector import Lanes
from corrin.physiology.body import Body
from corrin.physiology.state import UNITS, State

Read = Callable[[State, Body], Any]

_FINEST = {"pmol": 10.0, "nmol": 10.0, "umol": 1.0, "mg": 0.1}
ACCURACY = np.array([_FINEST.get(UNITS[name], 1e-3) for name in State._fields])
"""Amount of each state (in its unit) below which the error is held as if there were so much."""


@dataclass(frozen=True)
class Program:
    """A kernel ready to run: its code, the vectors of memory it needs, and what it shows."""

    code: Code
    memory: int
    width: int
    shown: int

    def call(self, name: str, job: NDArray[np.int64]) -> None:
        """Run `live` or `settle` on a job; other Python threads go on meanwhile."""
        ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self.code.address(name))(job.ctypes.data)


@cache
def system() -> System:
    """The one set of equations, traced."""
    return traced()


@lru_cache(maxsize=64)
def program(reads: tuple[Read, ...]) -> Program:
    """The kernel that shows these readings: a second's work where it is not kept on disk."""
    known, machine, scale = system(), processor(), ACCURACY.tolist()
    steps, results = traced_readings(reads)
    readings = Readings(steps, tuple(results))
    lanes = Lanes(machine.width, machine.fused, machine.guessed)
    found = code(
        repr((known, readings, RODAS5P, scale, NUMBERS, State._fields, STARTING)),
        lambda: str(Kernel(known, readings, RODAS5P, lanes, scale).module),
    )
    return Program(found, plan(known, RODAS5P, len(results)).size, machine.width, len(results))


def _state(place: int) -> Read:
    return lambda state, body: state[place]


STATES: tuple[Read, ...] = tuple(_state(place) for place in range(len(State._fields)))
"""Every state, as a reading."""
