"""SUNDIALS CVODE (BDF) called as from C: compiled rates, exact dense Jacobian, no Python within a stretch."""

from __future__ import annotations

import numpy as np

from contest.engines.equations import Moving
from contest.engines.stepwise import Stepwise
from contest.engines.sundials import LENGTH, SIZE, callbacks, context, library, walk
from contest.scenarios import Array, Scenario
from contest.segments import SCALE

_BDF, _MOST = 2, 20_000  # linear multistep method; steps between two output days


class Cvode(Stepwise):
    """One solver, started anew after each dose."""

    name = "CVODE"

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        calls, place = library(), context()
        self._state, self._finest, self._reached = np.zeros(SIZE), np.zeros(SIZE), np.zeros(1)
        self._table = np.zeros(LENGTH)
        self._vector = calls["N_VMake_Serial"](SIZE, self._state.ctypes.data, place)
        self._tolerances = calls["N_VMake_Serial"](SIZE, self._finest.ctypes.data, place)
        self._callbacks, self._walk = callbacks(), walk()
        self._memory = calls["CVodeCreate"](_BDF, place)
        matrix = calls["SUNDenseMatrix"](SIZE, SIZE, place)
        calls["CVodeInit"](self._memory, self._callbacks[0].address, 0.0, self._vector)
        calls["CVodeSetMaxNumSteps"](self._memory, _MOST)
        calls["CVodeSetUserData"](self._memory, self._table.ctypes.data)
        calls["CVodeSetLinearSolver"](
            self._memory, calls["SUNLinSol_Dense"](self._vector, matrix, place), matrix
        )
        calls["CVodeSetJacFn"](self._memory, self._callbacks[1].address)

    def solve(self, moving: Moving, y: Array, times: Array, tolerance: float) -> Array:
        """States at the times, the first being where it starts; NaN where it fails."""
        calls, memory = library(), self._memory
        self._finest[:] = tolerance * SCALE
        self._state[:] = y
        np.concatenate((moving.course, moving.healthy, moving.p, moving.q), out=self._table)
        calls["CVodeSVtolerances"](memory, tolerance, self._tolerances)
        calls["CVodeReInit"](memory, times[0], self._vector)
        calls["CVodeSetStopTime"](memory, times[-1])
        out = np.full((times.size, SIZE), np.nan)
        out[0] = y
        failed = self._walk(memory, self._vector, self._state, self._reached.ctypes.data, times[1:], out[1:])
        return np.full_like(out, np.nan) if failed else out
