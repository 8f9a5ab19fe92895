"""A plain, slow reference: the same equations lived by extrapolation, with NumPy alone.

Linearly implicit Euler with 1, 2, ... 8 substeps of one step, extrapolated to substeps of no length
(Deuflhard 1985; Hairer and Wanner, Solving Ordinary Differential Equations II, IV.9).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from corrin.engine import Life
from corrin.physiology.body import Body, rates
from corrin.physiology.state import State

ROWS = 8
_ENTRY = {
    ("oral", "cyanocobalamin"): "stomach_free",
    ("oral", "hydroxocobalamin"): "stomach_hydroxo",
    ("oral-with-food", "cyanocobalamin"): "stomach_food",
    ("oral-with-food", "hydroxocobalamin"): "stomach_food",
    ("im", "cyanocobalamin"): "depot_cyano",
    ("im", "hydroxocobalamin"): "depot_hydroxo",
}
_FLOOR = 1e-3  # of each state's unit: an amount this small is followed no more closely
_LONGEST = 60.0  # days, while a cause grows or fades


def lived(life: Life, days: Sequence[float], start: State, tolerance: float = 1e-8) -> np.ndarray:
    """States (days, states) on ascending days from 0; a day that carries a dose shows it untaken."""
    wanted = [float(day) for day in days]
    jumps = {0.0, *wanted, *(day for day in breaks(life) if 0.0 < day < wanted[-1])}
    state, shown = np.array(start, dtype=float), {0.0: np.array(start, dtype=float)}
    stops = sorted(jumps)
    for begin, end in zip(stops, stops[1:], strict=False):
        for dose in life.doses:
            if dose.day == begin:
                state = state.copy()
                state[State._fields.index(_ENTRY[dose.route, dose.form])] += dose.amount
        longest = _LONGEST if _changing(life, begin) else np.inf
        state = _stretch(_bodies(life, begin, end), state, (begin, end), tolerance, longest)
        shown[end] = state
    return np.array([shown[day] for day in wanted])


def breaks(life: Life) -> list[float]:
    """Days on which something jumps, in order."""
    days = {dose.day for dose in life.doses} | {change.day for change in life.changes}
    for affliction in life.afflictions:
        days |= {affliction.onset, affliction.until}
    return sorted(day for day in days if math.isfinite(day))


def _bodies(life: Life, begin: float, end: float) -> Callable[[float], Body]:
    """The body on a day within a stretch; what starts or ends at its edges belongs to a neighbour."""
    edge = 1e-9 * (end - begin)
    steady = life.on(0.5 * (begin + end))
    if not _changing(life, begin):
        return lambda day: steady
    return lambda day: life.on(min(max(day, begin + edge), end - edge))


def _changing(life: Life, day: float) -> bool:
    """Whether a cause still grows or fades by itself after this day."""
    return any(
        (each.onset <= day < each.until and day - each.onset < 20.0 * each.tempo)
        or (each.onset < each.until <= day and day - each.until < 20.0 * (each.cause.recovery or 0.0))
        for each in life.afflictions
    )


def _stretch(
    body: Callable[[float], Body], state: np.ndarray, span: tuple[float, float], tolerance: float,
    longest: float,
) -> np.ndarray:  # fmt: skip
    day, end = span
    step = min(1e-3, end - day)
    while day < end:
        step = min(step, longest, end - day)
        if end - day - step < 1e-9 * step:
            step = end - day
        moved, error = _step(body, state, day, step)
        wrong = float(np.max(np.abs(error) / (np.maximum(np.abs(state), np.abs(moved)) + _FLOOR)))
        if not np.isfinite(wrong):
            raise ArithmeticError(f"the reference met what is not a number on day {day:g}")
        if wrong <= tolerance:
            day, state = (end, moved) if step == end - day else (day + step, moved)
        step *= min(4.0, max(0.1, 0.8 * (tolerance / (wrong + 1e-30)) ** (1.0 / ROWS)))
    return state


def _step(
    body: Callable[[float], Body], state: np.ndarray, day: float, step: float
) -> tuple[np.ndarray, np.ndarray]:
    """The state a step later by Aitken and Neville's table, and how far its last two corners differ."""
    slopes = differences(state, body(day))
    table: list[np.ndarray] = []
    for row in range(1, ROWS + 1):
        new = [_euler(body, state, day, step, row, slopes)]
        for column, old in enumerate(table, start=1):
            new.append(new[-1] + (new[-1] - old) / (row / (row - column) - 1.0))
        table = new
    return table[-1], table[-1] - table[-2]


def _euler(
    body: Callable[[float], Body], state: np.ndarray, day: float, step: float, parts: int,
    slopes: np.ndarray,
) -> np.ndarray:  # fmt: skip
    part = step / parts
    solve = np.linalg.inv(np.eye(state.size) - part * slopes)
    for number in range(1, parts + 1):
        now = body(day + part * number)
        state = state + solve @ (part * np.array(rates(State(*state.tolist()), now), dtype=float))
    return state


def differences(state: np.ndarray, body: Body) -> np.ndarray:
    """Change of each rate (row) with each state (column), by one-sided differences."""
    nudges = 1e-7 * np.maximum(np.abs(state), 1e-2)
    columns = State(*(state[:, None] + np.diag(nudges)))
    moved = np.empty((state.size, state.size))
    for place, rate in enumerate(rates(columns, body)):
        moved[place] = rate
    now = np.array(rates(State(*state.tolist()), body), dtype=float)
    return (moved - now[:, None]) / nudges
