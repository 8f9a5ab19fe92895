"""Readings: what every marker shows along a life, before any error of measurement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.cause import Affliction
from corrin.engine import FINE, RELATIVE, Cohort, Failure, Life, SolverError, lived
from corrin.marker import AnyMarker, Marker
from corrin.physiology.body import Body
from corrin.physiology.state import LEDGER, State
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]
Read = Callable[[State, Body], Any]

_PLACES: Mapping[str, tuple[str, ...]] = {
    "liver": ("liver", "store"),
    "tissue": ("cytosol", "methyl", "adenosyl"),
    "plasma": ("cyano", "hydroxo", "holo_transcobalamin", "holo_haptocorrin"),
}
STORES = {"body": tuple(name for names in _PLACES.values() for name in names)} | dict(_PLACES)
FLOWS = ("eaten", *LEDGER)


@dataclass(frozen=True)
class Course:
    """What people show on some days.

    `markers` holds, by id, the true values (persons, days) in the marker's unit, of a sign its
    probability; `more` what else was read (persons, days, reads). Whoever could not be lived to
    the end has NaN and is among the `failures`.
    """

    markers: dict[str, Array]
    more: Array
    failures: tuple[Failure, ...]


def course(
    life: Life, days: Sequence[float] | Array, markers: Mapping[str, AnyMarker], more: Sequence[Read] = (), *,
    persons: int = 1, start: State | None = None, relative: float = FINE, stop: NDArray[np.int64] | None = None,
) -> Course:  # fmt: skip
    """One life, or as many as the arrays in it are long, read on ascending days from 0.

    `start` is the state on day 0; without it everyone starts at rest, in health. Raises
    SolverError when a single life cannot be lived to the end.
    """
    starts = None if start is None else np.array([start], dtype=float)
    strengths = _strengths(life, np.asarray(days, dtype=float))
    got = courses(Cohort.of(life, persons), strengths, days, markers, more, starts=starts, relative=relative,
                  stop=stop)  # fmt: skip
    if persons == 1 and got.failures:
        raise SolverError(str(got.failures[0]))
    return got


def courses(
    cohort: Cohort, strengths: Mapping[str, Any], days: Sequence[float] | Array, markers: Mapping[str, AnyMarker],
    more: Sequence[Read] = (), *, starts: Array | None = None, relative: float = RELATIVE, threads: int = 1,
    progress: Callable[[int], None] | None = None, stop: NDArray[np.int64] | None = None,
) -> Course:  # fmt: skip
    """A cohort read on ascending days; `strengths` of each cause by id, (days) or (persons, days)."""
    measured = [each for each in markers.values() if isinstance(each, Marker)]
    reads = (*(each.read for each in measured), *more)
    got = lived(cohort, days, reads, starts=starts, relative=relative, threads=threads, progress=progress,
                stop=stop)  # fmt: skip
    shown = {each.id: got.values[:, :, n] * _raised(each, strengths) for n, each in enumerate(measured)}
    for id, each in markers.items():
        if not isinstance(each, Marker):
            chance = np.asarray(each.probability(strengths), dtype=float)
            shown[id] = np.broadcast_to(chance, got.values.shape[:2])
    return Course({id: shown[id] for id in markers}, got.values[:, :, len(measured) :], got.failures)


def _strengths(life: Life, days: Array) -> dict[str, Any]:
    """Strength of each cause on the days, (days) or (persons, days)."""
    return {each.cause.id: in_columns(each).strength(days) for each in life.afflictions}


def in_columns(affliction: Affliction) -> Affliction:
    """An affliction whose arrays over persons stand beside days."""
    own = {
        name: np.asarray(value)[:, None]
        for name in ("severity", "onset", "tempo", "until")
        if np.ndim(value := getattr(affliction, name))
    }
    return replace(affliction, **own)


def _raised(marker: Marker, strengths: Mapping[str, Any]) -> Any:
    factor: Any = 1.0
    for cause, strength in strengths.items():
        factor = factor * (1.0 + strength * (marker.raised_by.get(cause, 1.0) - 1.0))
    return factor


def _held(names: Sequence[str]) -> Read:
    return lambda state, body: sum((getattr(state, name) for name in names[1:]), getattr(state, names[0]))


HELD: Mapping[str, Read] = {name: _held(places) for name, places in STORES.items()}
"""Cobalamin held (pmol) in the body and its main places; not what waits in gut or muscle."""
MOVED: Mapping[str, Read] = {name: _held((name,)) for name in FLOWS}
"""Cobalamin (pmol) that has come into or left the body since day 0."""


def stores(amounts: Array) -> dict[str, Array]:
    """The stores (ug), from what `HELD` read (..., stores)."""
    return {name: amounts[..., n] / PMOL_PER_UG for n, name in enumerate(STORES)}


def flows(days: Array, amounts: Array) -> dict[str, Array]:
    """Mean flows (ug/d) since the day before in the list, 0 on the first, from what `MOVED` read."""
    gap = np.diff(days, prepend=days[0] - 1.0)
    moved = np.diff(amounts, axis=-2, prepend=amounts[..., :1, :])
    return {name: moved[..., n] / gap / PMOL_PER_UG for n, name in enumerate(FLOWS)}
