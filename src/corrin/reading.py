"""Readings: what every marker shows along a life, before any error of measurement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.engine import Life
from corrin.marker import AnyMarker, Marker
from corrin.physiology.state import LEDGER, State
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]

_INDEX = {name: place for place, name in enumerate(State._fields)}
_PLACES: Mapping[str, tuple[str, ...]] = {
    "liver": ("liver", "store"),
    "tissue": ("cytosol", "methyl", "adenosyl"),
    "plasma": ("cyano", "hydroxo", "holo_transcobalamin", "holo_haptocorrin"),
}
STORES = {"body": tuple(name for names in _PLACES.values() for name in names)} | dict(_PLACES)
FLOWS = ("eaten", *LEDGER)


def readings(life: Life, days: Array, states: Array, markers: Mapping[str, AnyMarker]) -> dict[str, Array]:
    """True value of each marker (id: one value a day) in its unit; a sign gives its probability."""
    out = {id: np.empty(days.size) for id in markers}
    for at in _stretches(life, days):
        body = life.on(float(days[at][0]))
        state: Any = State(*states[at].T)
        strengths = {a.cause.id: a.strength(float(days[at][0])) for a in life.afflictions}
        for id, marker in markers.items():
            if isinstance(marker, Marker):
                out[id][at] = marker.read(state, body) * _raised(marker, strengths)
            else:
                out[id][at] = marker.probability(strengths)
    return out


def _raised(marker: Marker, strengths: Mapping[str, float]) -> float:
    factor = 1.0
    for cause, strength in strengths.items():
        factor *= 1.0 + strength * (marker.raised_by.get(cause, 1.0) - 1.0)
    return factor


def _stretches(life: Life, days: Array) -> list[slice]:
    """Runs of days on which the body's numbers are the same; single days while they change."""
    edges = [-np.inf, *life.breaks(), np.inf]
    found: list[slice] = []
    first = 0
    while first < days.size:
        day = float(days[first])
        end = next(edge for edge in edges if edge >= day)
        past = int(np.searchsorted(days, end, side="right"))
        if not life.steady(day, min(end, float(days[-1]) + 1.0)):
            past = first + 1
        found.append(slice(first, past))
        first = past
    return found


def stores(states: Array) -> dict[str, Array]:
    """Cobalamin held (ug) in the body and its main places, on each day; not what waits in gut or muscle."""
    return {
        name: states[:, [_INDEX[place] for place in places]].sum(axis=1) / PMOL_PER_UG
        for name, places in STORES.items()
    }


def flows(days: Array, states: Array) -> dict[str, Array]:
    """Mean flow (ug/d) into or out of the body since the day before in the list; 0 on the first."""
    gap = np.diff(days, prepend=days[0] - 1.0)
    return {
        name: np.diff(states[:, _INDEX[name]], prepend=states[0, _INDEX[name]]) / gap / PMOL_PER_UG
        for name in FLOWS
    }
