"""Jacobian: every state nudged at once, by one call of the equations on arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.physiology.body import Body, rates
from corrin.physiology.state import UNITS, State

Array = NDArray[np.float64]

_ACCURACY = {"pmol": 1e-3, "nmol": 1e-3, "umol": 1e-4, "mg": 1e-4}
ACCURACY = np.array([_ACCURACY.get(UNITS[name], 1e-7) for name in State._fields])
"""Amount of each state (in its unit) below which nothing is read from it."""


def derivative(state: Array, body: Body) -> Array:
    """Rate of change of every state, per day."""
    return np.array(rates(State(*state.tolist()), body), dtype=float)


def jacobian(state: Array, body: Body) -> Array:
    """Change of each rate (row) with each state (column), by central differences."""
    step = 1e-6 * np.maximum(np.abs(state), 10.0 * ACCURACY)
    nudged = np.concatenate((state + np.diag(step), state - np.diag(step)))
    out = np.empty((state.size, 2 * state.size))
    columns: Any = State(*np.ascontiguousarray(nudged.T))
    for place, rate in enumerate(rates(columns, body)):
        out[place] = rate
    return (out[:, : state.size] - out[:, state.size :]) / (2.0 * step)
