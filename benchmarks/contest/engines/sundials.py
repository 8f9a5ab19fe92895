"""SUNDIALS as C sees it: the libraries that scikit-sundae brings, and callbacks that numba compiles."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_double, c_int, c_long, c_size_t, c_void_p
from functools import cache
from pathlib import Path
from typing import Any

import numba
import sksundae
from numba import carray, farray, types

from contest.engines.equations import functions
from contest.segments import HARMED, SCALE
from corrin.engine.program import system
from corrin.engine.system import NUMBERS

SIZE, PREPARED = len(SCALE), len(system().prepared)
COURSE = 4
LENGTH = COURSE + len(HARMED) + NUMBERS + PREPARED
_OWN, _KNOWN = COURSE + len(HARMED), COURSE + len(HARMED) + NUMBERS
_NORMAL = 1
_DOUBLES = POINTER(c_double)
_CALLS: dict[str, dict[str, tuple[Any, list[Any]]]] = {
    "core": {
        "SUNContext_Create": (c_int, [c_int, c_void_p]),
        "N_VGetArrayPointer": (_DOUBLES, [c_void_p]),
    },
    "nvecserial": {"N_VMake_Serial": (c_size_t, [c_int, c_void_p, c_size_t])},
    "sunmatrixdense": {
        "SUNDenseMatrix": (c_size_t, [c_int, c_int, c_size_t]),
        "SUNDenseMatrix_Data": (_DOUBLES, [c_void_p]),
    },
    "sunlinsoldense": {"SUNLinSol_Dense": (c_size_t, [c_size_t, c_size_t, c_size_t])},
    "cvode": {
        "CVodeCreate": (c_size_t, [c_int, c_size_t]),
        "CVodeInit": (c_int, [c_size_t, c_void_p, c_double, c_size_t]),
        "CVodeReInit": (c_int, [c_size_t, c_double, c_size_t]),
        "CVodeSVtolerances": (c_int, [c_size_t, c_double, c_size_t]),
        "CVodeSetUserData": (c_int, [c_size_t, c_void_p]),
        "CVodeSetMaxNumSteps": (c_int, [c_size_t, c_long]),
        "CVodeSetLinearSolver": (c_int, [c_size_t, c_size_t, c_size_t]),
        "CVodeSetJacFn": (c_int, [c_size_t, c_void_p]),
        "CVodeSetStopTime": (c_int, [c_size_t, c_double]),
        "CVode": (c_int, [c_size_t, c_double, c_size_t, c_size_t, c_int]),
    },
}


@cache
def library() -> dict[str, Any]:
    """The functions by name; the address of a solver, a vector or a matrix is a whole number."""
    folder = Path(sksundae.__file__).parents[1] / "scikit_sundae.libs"
    found: dict[str, Any] = {}
    for part, calls in _CALLS.items():
        (path,) = folder.glob(f"libsundials_{part}-*")
        loaded = ctypes.CDLL(str(path))
        for name, (result, arguments) in calls.items():
            found[name] = getattr(loaded, name)
            found[name].restype, found[name].argtypes = result, arguments
    return found


def context() -> int:
    """A new context of SUNDIALS."""
    made = c_size_t()
    library()["SUNContext_Create"](0, byref(made))
    return made.value


@cache
def callbacks() -> tuple[Any, Any]:
    """Right side and dense Jacobian; a person's table holds course, healthy and own numbers, what is prepared."""
    rates, jacobian, *_ = functions()
    array, matrix_data = library()["N_VGetArrayPointer"], library()["SUNDenseMatrix_Data"]
    real, address, table = types.float64, types.voidptr, types.CPointer(types.float64)

    @numba.cfunc(types.int32(real, address, address, table))
    def right_side(t, y, f, table):
        own = carray(table, LENGTH)
        rates(t, carray(array(y), SIZE), own[_OWN:_KNOWN], own[_KNOWN:], own[COURSE:_OWN], own[:COURSE],
              carray(array(f), SIZE))  # fmt: skip
        return 0

    @numba.cfunc(types.int32(real, address, address, address, table, address, address, address))
    def slopes(t, y, f, matrix, table, one, two, three):
        own = carray(table, LENGTH)
        jacobian(t, carray(array(y), SIZE), own[_OWN:_KNOWN], own[_KNOWN:], own[COURSE:_OWN], own[:COURSE],
                 farray(matrix_data(matrix), (SIZE, SIZE)))  # fmt: skip
        return 0

    return right_side, slopes


@cache
def walk() -> Any:
    """Steps a solver over days and keeps the states; the flag is negative where it failed."""
    step = library()["CVode"]

    @numba.njit
    def over(memory, vector, state, reached, days, out):
        for n in range(days.size):
            flag = step(memory, days[n], vector, reached, _NORMAL)
            if flag < 0:
                return flag
            out[n] = state
        return 0

    return over
