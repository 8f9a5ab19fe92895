"""Courses: proposed people lived to the day of the sample, each read at many durations of its illness."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from corrin.cause import YEAR, Affliction
from corrin.crew import Crew
from corrin.engine import STATES, Life, SolverError
from corrin.inference.case import Case
from corrin.inference.proposal import Plan, Proposed, propose
from corrin.marker import Marker, Sign
from corrin.physiology.body import typical
from corrin.reading import Course, course

Array = NDArray[np.float64]

_DURATIONS = 24  # readings of one course
_BATCH = 8  # persons for each worker between two looks at the clock
_TOLERANCE = 1e-4  # local error of the solver: far below what a laboratory can tell


@dataclass(frozen=True)
class Particles:
    """Possible people, one row each, all on day 0 unless a result is older.

    `readings` are logs of true readings of each observation (rows by observations); `now` the
    logs of every marker on day 0; `states` the states on day 0; `signs` chances of the signs.
    """

    course: NDArray[np.int64]  # which course a row was read from
    log_prior: Array  # log of prior over proposal
    readings: Array
    now: Array
    states: Array
    signs: Array  # chance of a positive, in the order of the catalogue's signs
    causes: tuple[frozenset[str], ...]  # present on day 0
    proposed: tuple[Proposed, ...]  # the course's, begun or not
    afflictions: tuple[tuple[Affliction, ...], ...]  # timed so that day 0 is the day of the row

    def of(self, rows: NDArray[np.int64]) -> Particles:
        """Some of the rows, in this order."""
        return Particles(
            self.course[rows], self.log_prior[rows], self.readings[rows], self.now[rows], self.states[rows],
            self.signs[rows], tuple(self.causes[n] for n in rows), tuple(self.proposed[n] for n in rows),
            tuple(self.afflictions[n] for n in rows),
        )  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """What is read from each course."""

    case: Case
    markers: Mapping[str, Marker]
    signs: Mapping[str, Sign]


def gather(
    reader: Reader, how: Plan, *, seed: int, first: int, most: int, until: float, workers: int,
    progress: Callable[[int], None],
) -> list[Particles]:  # fmt: skip
    """Courses of persons `first`, `first + 1`... in order, until `most` or the clock passes `until`.

    A run of consecutive persons comes back, so the same seed and number give the same people.
    """
    work = partial(_course, reader, how, seed)
    found: list[Particles] = []
    with Crew(workers) as crew:
        while len(found) < most and (not found or monotonic() < until):
            batch = range(first + len(found), first + min(len(found) + _BATCH * crew.workers, most))
            for part in crew.each(work, batch):
                found.append(part)
                progress(len(found))
    return found


def _course(reader: Reader, how: Plan, seed: int, person: int) -> Particles:
    proposed = propose(reader.case, seed, person, how)
    shifts, weights = _shifts(reader.case, proposed)
    start = min((a.onset for a in proposed.afflictions), default=-1.0)
    start = (
        min([start, *(o.day for o in reader.case.observations), *(d.day for d in reader.case.doses)]) - 1.0
    )
    life = _life(reader.case, proposed, start)
    oldest = min((o.day for o in reader.case.observations), default=0.0)
    zero = -start + shifts  # life days that stand for day 0
    keep = zero + oldest > 0.0
    zero, weights = zero[keep], weights[keep]
    days = np.unique(np.concatenate([zero + o.day for o in reader.case.observations] + [zero]))
    seen = {**reader.markers, **reader.signs}
    try:
        lived = course(life, np.maximum(days, 0.0), seen, STATES, relative=_TOLERANCE)
    except SolverError:
        zero, weights, days, lived = zero[:0], weights[:0], days[:0], Course({}, np.empty((1, 0, 0)), ())
    return _read(reader, proposed, life, zero, weights, days, lived, person)


def _life(case: Case, proposed: Proposed, start: float) -> Life:
    moved = tuple(replace(a, onset=a.onset - start, until=a.until - start) for a in proposed.afflictions)
    doses = tuple(replace(dose, day=dose.day - start) for dose in case.doses)
    return Life(typical(case.covariates), moved, doses)


def _shifts(case: Case, proposed: Proposed) -> tuple[Array, Array]:
    """Days to move day 0 along one course, and the part of the course's weight each move gets.

    The first movable cause runs through quantiles of its own duration; the others keep their
    distance to it and are weighed by the density of the duration that this gives them. With
    doses, dates or no movable cause there is one reading: as drawn.
    """
    movable = [a for a in proposed.afflictions if a.cause.id in proposed.movable]
    fixed = [a for a in proposed.afflictions if a.cause.id not in proposed.movable]
    dated = any(-a.onset < 20.0 * YEAR for a in fixed)
    if not movable or case.doses or dated:
        return np.zeros(1), np.ones(1)
    lead = movable[0]
    places = (np.arange(_DURATIONS) + 0.5) / _DURATIONS
    longest = YEAR * max(case.covariates.age - max(lead.cause.prevalence.ages[0], 0.0), 0.1)
    durations = np.minimum(YEAR * np.asarray(lead.cause.duration.quantile(places)), longest)
    shifts = durations + lead.onset
    weights = np.ones(_DURATIONS)
    for other in movable[1:]:
        weights = weights * np.asarray(other.cause.duration.density((shifts - other.onset) / YEAR))
    if weights.sum() <= 0.0:
        return np.zeros(1), np.ones(1)
    kept = weights > 1e-6 * weights.max()
    return shifts[kept], weights[kept] / weights[kept].sum()


def _read(
    reader: Reader, proposed: Proposed, life: Life, zero: Array, weights: Array, days: Array, lived: Course,
    person: int,
) -> Particles:  # fmt: skip
    known, states = {id: each[0] for id, each in lived.markers.items()}, lived.more[0]
    rows = zero.size
    seen = np.empty((rows, len(reader.case.observations)))
    for place, each in enumerate(reader.case.observations):
        at = np.searchsorted(days, zero + each.day)
        seen[:, place] = _log(known[each.marker.id][at]) if rows else 0.0
    at = np.searchsorted(days, zero)
    now = [_log(known[id][at]) for id in reader.markers] if rows else []
    signs = [known[id][at] for id in reader.signs] if rows else []
    timed = [
        tuple(replace(a, onset=a.onset - day, until=a.until - day) for a in life.afflictions)
        for day in zero.tolist()
    ]
    present = [frozenset(a.cause.id for a in each if a.onset < 0.0) for each in timed]
    return Particles(
        course=np.full(rows, person, dtype=np.int64),
        log_prior=proposed.log_weight + np.log(weights),
        readings=seen,
        now=np.array(now).T.reshape(rows, len(reader.markers)),
        states=states[at] if rows else np.empty((0, 0)),
        signs=np.array(signs).T.reshape(rows, len(reader.signs)),
        causes=tuple(present),
        proposed=(proposed,) * rows,
        afflictions=tuple(timed),
    )


def joined(parts: list[Particles]) -> Particles:
    """Many courses' rows as one."""
    parts = [part for part in parts if part.course.size]
    if not parts:
        raise SolverError("no proposed person could be lived to the day of the results")
    return Particles(
        *(np.concatenate([getattr(p, name) for p in parts]) for name in
          ("course", "log_prior", "readings", "now", "states", "signs")),
        causes=tuple(each for p in parts for each in p.causes),
        proposed=tuple(each for p in parts for each in p.proposed),
        afflictions=tuple(each for p in parts for each in p.afflictions),
    )  # fmt: skip


def _log(values: Array) -> Array:
    return np.log(np.maximum(values, 1e-9))
