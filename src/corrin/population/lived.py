"""Lived: a crowd lived to today, and on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.cause import YEAR, Affliction
from corrin.engine import RELATIVE, Change, Cohort, Failure, numbers
from corrin.marker import AnyMarker
from corrin.population.crowd import Crowd, Had, Rows, taken
from corrin.reading import Read, courses, in_columns
from corrin.treatment import Dose
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]

_HORIZONS = (2.0, 10.0, 30.0, 110.0)  # years lived before today: the first that holds every onset
_INJECTED = 3.0 * YEAR  # how long those on injections have had them


@dataclass(frozen=True)
class Seen:
    """True readings: markers by id (persons, days), what else was read (persons, days, reads)."""

    markers: dict[str, Array]
    more: Array
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Given:
    """What everybody of a crowd meets from today on: doses, and changes of the body's numbers."""

    doses: tuple[Dose, ...] = ()
    changes: tuple[Change, ...] = ()

    def of(self, rows: Rows) -> Given:
        """To some of them: a change may have a value a person."""
        return replace(self, changes=tuple(
            replace(each, values={of: np.asarray(v)[rows] if np.ndim(v) else v for of, v in each.values.items()})
            for each in self.changes
        ))  # fmt: skip


def lived_to(
    crowd: Crowd, days: Sequence[float] | Array, markers: Mapping[str, AnyMarker], more: Sequence[Read] = (), *,
    given: Given | None = None, relative: float = RELATIVE, threads: int = 1,
    progress: Callable[[int], None] = lambda done: None, stop: NDArray[np.int64] | None = None,
) -> Seen:  # fmt: skip
    """A crowd read on ascending days, 0 being today. Everyone starts in health before the first onset.

    A person's readings do not depend on the others: how long one is lived is one's own history's
    affair. Whoever could not be lived has NaN and is among the failures, by number; setting
    `stop[0]` ends the run early.
    """
    wanted, meets = np.asarray(days, dtype=float), given or Given()
    if wanted.size == 0 or wanted[0] < 0.0:
        raise ValueError("give at least one day, and none before today (0)")
    out = {id: np.full((crowd.size, wanted.size), np.nan) for id in markers}
    extra = np.full((crowd.size, wanted.size, len(more)), np.nan)
    failures: list[Failure] = []
    done = 0
    table = numbers(crowd.body, crowd.size)
    for years, rows in by_horizon(_past(crowd), _HORIZONS):
        before = YEAR * years
        cohort, strengths = _cohort(crowd, rows, table[rows], before, before + wanted, meets)
        got = courses(cohort, strengths, before + wanted, markers, more, relative=relative, threads=threads,
                      stop=stop)  # fmt: skip
        for id, values in got.markers.items():
            out[id][rows] = values
        extra[rows] = got.more
        known = np.asarray(crowd.persons)
        failures += [replace(f, person=int(known[rows[f.person]])) for f in got.failures]
        done += rows.size
        progress(done)
    return Seen(out, extra, tuple(sorted(failures, key=lambda each: each.person)))


def by_horizon(past: Array, horizons: Sequence[float]) -> Iterator[tuple[float, Rows]]:
    """Rows of people, by how many years they are lived before today: the first that hold `past` (days).

    Whoever has no past is lived for none.
    """
    edges = YEAR * np.array(horizons[:-1])
    place = np.where(past > 0.0, 1 + np.searchsorted(edges, past), 0)
    for n, years in enumerate((0.0, *horizons)):
        rows = np.flatnonzero(place == n)
        if rows.size:
            yield years, rows


def befallen(
    had: Mapping[str, Had], rows: Rows, before: float, days: Array
) -> tuple[list[tuple[Affliction, Rows]], dict[str, Array]]:
    """Causes of these people as a cohort takes them, today being day `before`; and, by id, how strong
    each is on the days (people, days)."""
    found: list[tuple[Affliction, Rows]] = []
    strengths: dict[str, Array] = {}
    for id, each in had.items():
        here = np.flatnonzero(each.present[rows])
        if here.size:
            own = taken(each.affliction, rows[here])
            moved = replace(own, onset=own.onset + before, until=own.until + before)
            found.append((moved, here))
            strengths[id] = np.zeros((rows.size, days.size))
            strengths[id][here] = in_columns(moved).strength(days)
    return found, strengths


def _past(crowd: Crowd) -> Array:
    """How long ago (days) something first befell each of them."""
    past = np.zeros(crowd.size)
    for each in crowd.had.values():
        past = np.where(each.present, np.maximum(past, -each.affliction.onset), past)
    for each, _ in crowd.injected.values():
        past = np.where(each > 0.0, np.maximum(past, _INJECTED), past)
    return past


def _cohort(
    crowd: Crowd, rows: Rows, table: Array, before: float, days: Array, given: Given
) -> tuple[Cohort, dict[str, Array]]:
    """These people as the engine lives them, today being day `before`; and how strong each cause is."""
    had, strengths = befallen(crowd.had, rows, before, days)
    own_doses: list[tuple[Dose, Rows]] = []
    for amounts, every in crowd.injected.values():
        here = np.flatnonzero(amounts[rows] > 0.0)
        if here.size:
            own_doses += [(dose, here) for dose in _injections(amounts[rows[here]], every, before)]
    doses = [replace(dose, day=dose.day + before) for dose in given.doses]
    changes = [replace(change, day=change.day + before) for change in given.of(rows).changes]
    return Cohort.mixed(table, had, doses=doses, own=own_doses, changes=changes), strengths


def _injections(amount: Any, every: float, before: float) -> Iterator[Dose]:
    """Of the last years, the last one half an interval ago; `amount` (ug) may be one a person."""
    count = int(_INJECTED / every)
    for n in range(count, 0, -1):
        yield Dose("cyanocobalamin", amount * PMOL_PER_UG, "im", before - (n - 0.5) * every)
