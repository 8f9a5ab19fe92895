"""Solver: LSODA of SciPy over the one set of equations, from break to break."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import odeint

from corrin.engine.compiled import equations, numbers, place
from corrin.engine.life import Life
from corrin.engine.rest import rest
from corrin.physiology.state import UNITS, State
from corrin.treatment import Dose

Array = NDArray[np.float64]

RELATIVE = 1e-8  # local error of the solver, as a part of each state
_FINEST = {"pmol": 10.0, "nmol": 10.0, "umol": 1.0, "mg": 0.1}
ACCURACY = np.array([_FINEST.get(UNITS[name], 1e-3) for name in State._fields])
"""Amount of each state (in its unit) below which the error is held as if there were so much."""
_STEPS = 500_000
_INDEX = {name: place for place, name in enumerate(State._fields)}

_ENTRY = {
    ("oral", "cyanocobalamin"): "stomach_free",
    ("oral", "hydroxocobalamin"): "stomach_free",
    ("oral-with-food", "cyanocobalamin"): "stomach_food",
    ("oral-with-food", "hydroxocobalamin"): "stomach_food",
    ("im", "cyanocobalamin"): "depot_cyano",
    ("im", "hydroxocobalamin"): "depot_hydroxo",
}


class SolverError(RuntimeError):
    """The equations could not be solved for this body; says on which day it stopped."""


def live(
    life: Life, days: Sequence[float] | Array, start: State | None = None, relative: float = RELATIVE
) -> Array:
    """States (len(days), number of states) on ascending days from 0, in the units of `UNITS`.

    `start` is the state on day 0; without it the body starts at rest, in health. A day that
    carries a dose shows the state before the dose. `relative` is the solver's local error, as a
    part of each state. Raises ValueError for days out of order, SolverError when a body cannot
    be lived to the end.
    """
    wanted = np.asarray(days, dtype=float)
    if not np.all(np.isfinite(wanted)) or bool(np.any(np.diff(wanted, prepend=0.0) < 0.0)):
        raise ValueError("days must be finite and ascend from 0; sort them or shift the start")
    if not all(dose.day >= 0.0 for dose in life.doses):
        raise ValueError("a dose lies before day 0; shift the start to the first dose or before")
    state = np.array(start if start is not None else rest(life.body), dtype=float)
    out = np.empty((wanted.size, state.size))
    last = float(wanted[-1]) if wanted.size else 0.0
    stops = sorted({0.0, last} | {day for day in life.breaks() if 0.0 < day < last})
    out[wanted == 0.0] = state
    for begin, end in zip(stops, stops[1:], strict=False):
        state = _dosed(state, (dose for dose in life.doses if dose.day == begin))
        inside = (wanted > begin) & (wanted <= end)
        grid = np.concatenate(([begin], wanted[inside], [end]))
        course = _segment(life, state, grid, relative)
        out[inside] = course[1:-1]
        state = course[-1]
    return out


def _segment(life: Life, state: Array, grid: Array, relative: float) -> Array:
    begin, end = float(grid[0]), float(grid[-1])
    keep = np.concatenate(([True], np.diff(grid) > 0.0))
    known, prepared = equations(), _prepared(life, begin, end)
    try:
        course, report = odeint(
            lambda y, day: known.rates(y.tolist(), prepared(day)), state, grid[keep],
            Dfun=lambda y, day: known.jacobian(y.tolist(), prepared(day)), rtol=relative,
            atol=relative * ACCURACY, mxstep=_STEPS, full_output=True, tcrit=[end],
        )  # fmt: skip
    except (ArithmeticError, TypeError, ValueError) as error:  # a number of the body left its range
        raise SolverError(f"the body could not be lived past day {begin:g}: {error}") from error
    if not np.all(np.isfinite(course)) or "successful" not in str(report["message"]):
        raise SolverError(f"the body could not be lived past day {begin:g}: no step is small enough")
    return course[np.cumsum(keep) - 1]


def _prepared(life: Life, begin: float, end: float) -> Callable[[float], list[float]]:
    """What the equations need of the body on each day of a segment."""
    known = equations()
    if life.steady(begin, end):
        steady = known.prepare(numbers(life.on(0.5 * (begin + end))))
        return lambda day: steady
    unharmed = numbers(replace(life, afflictions=()).on(0.5 * (begin + end)))
    harms = [
        (each, [(place(lesion.of), lesion) for lesion in each.cause.lesions]) for each in life.afflictions
    ]

    def at(day: float) -> list[float]:
        own = unharmed.copy()
        for affliction, lesions in harms:
            strength = affliction.strength(_inside(day, begin, end))
            for n, lesion in lesions if strength else ():
                own[n] = lesion.apply(own[n], strength)
        return known.prepare(own)

    return at


def _inside(day: float, begin: float, end: float) -> float:
    """Just within the segment, so that what starts at its end has not started."""
    slack = 1e-9 * (end - begin)
    return min(max(day, begin + slack), end - slack)


def _dosed(state: Array, doses: Any) -> Array:
    given = state.copy()
    for dose in doses:
        given[_INDEX[entry(dose)]] += dose.amount
    return given


def entry(dose: Dose) -> str:
    """The state that a dose enters."""
    return _ENTRY[dose.route, dose.form]
