"""The same equations lived by another's solver: SciPy's LSODA on the plain rates, slow and to be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from reference import breaks
from scipy.integrate import odeint

from corrin.engine import Life
from corrin.engine.life import entry
from corrin.physiology.body import rates
from corrin.physiology.state import State

_RELATIVE, _FLOOR = 1e-10, 1e-9  # local error, as a part of a state and in its unit
_MOST = 100_000  # steps between two days


def lived(life: Life, days: Sequence[float], start: State) -> np.ndarray:
    """States (days, states) on ascending days from 0; a day that carries a dose shows it untaken."""
    stops = sorted({0.0, *days, *(day for day in breaks(life) if 0.0 < day < days[-1])})
    state = np.array(start, dtype=float)
    shown = {0.0: state}
    for begin, end in zip(stops, stops[1:], strict=False):
        state = _stretch(life, _dosed(life, begin, state), begin, end)
        shown[end] = state
    return np.array([shown[day] for day in days])


def _dosed(life: Life, day: float, state: np.ndarray) -> np.ndarray:
    taken = state.copy()
    for dose in life.doses:
        if dose.day == day:
            taken[State._fields.index(entry(dose))] += dose.amount
    return taken


def _stretch(life: Life, state: np.ndarray, begin: float, end: float) -> np.ndarray:
    """From one stop to the next; what starts at an edge belongs to the stretch after it."""
    edge = 1e-9 * (end - begin)

    def slope(now: np.ndarray, day: float) -> np.ndarray:
        within = min(max(day, begin + edge), end - edge)
        return np.array(rates(State(*now.tolist()), life.on(within)), dtype=float)

    found, told = odeint(
        slope, state, [begin, end], rtol=_RELATIVE, atol=_FLOOR, mxstep=_MOST, tcrit=[end], full_output=True
    )
    if told["message"] != "Integration successful.":
        raise ArithmeticError(f"SciPy gave up between day {begin:g} and day {end:g}: {told['message']}")
    return found[-1]
