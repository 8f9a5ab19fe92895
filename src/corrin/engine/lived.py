"""Lived: what a cohort, or one life, shows on its days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corrin.engine.cohort import Cohort
from corrin.engine.job import MOST, Job
from corrin.engine.life import Life
from corrin.engine.memory import DONE, DOSE, EVENT, FAILED, NUMBER, OUTCOME, UNTOLD
from corrin.engine.program import STATES, Read, program, system
from corrin.engine.rest import rests
from corrin.engine.system import INPUTS
from corrin.physiology.state import State

Array = NDArray[np.float64]

RELATIVE = 7e-5  # local error, as a part of each state, of people lived together
FINE = 1e-7  # of one life
COARSEST = 2e-3  # beyond it some people are lost after large doses by mouth
LONGEST = 365.0  # days of one step


class SolverError(RuntimeError):
    """The equations could not be solved for this body; says on which day it stopped."""


@dataclass(frozen=True)
class Failure:
    """A person whose life could not be lived to its end, and why; `state` is the one it broke off by."""

    person: int
    day: float
    state: str = ""
    why: str = "no step is small enough for its {}"

    def __str__(self) -> str:
        return f"the body could not be lived past day {self.day:g}: {self.why.format(self.state)}"


@dataclass(frozen=True)
class Lived:
    """Readings (persons, days, readings); whoever failed has none (NaN) and is among `failures`.

    `steps` and `rejected` count the steps of each person.
    """

    values: Array
    failures: tuple[Failure, ...]
    steps: Array
    rejected: Array


def lived(
    cohort: Cohort, days: Sequence[float] | Array, reads: Sequence[Read] = STATES, *,
    starts: Array | None = None, relative: float = RELATIVE, threads: int = 1, longest: float = LONGEST,
    progress: Callable[[int], None] | None = None, stop: NDArray[np.int64] | None = None,
) -> Lived:  # fmt: skip
    """Live a cohort and read it on ascending days from 0 (every state, when nothing else is asked).

    `starts` (persons, states) are the states on day 0; without them everyone starts at rest, in
    health. A day that carries a dose shows what was before the dose. A person's values are the
    same alone, in any company and with any number of threads. `progress` is told how many are
    done; setting `stop[0]` ends the run early, those not yet done counting as failed. Raises
    ValueError for days out of order, a dose before day 0, starts of another shape, or a `relative`,
    `longest` or `stop` that is none.
    """
    wanted = _ascending(days)
    _check_doses(cohort)
    _check_run(relative, longest, stop)
    begun = rests(cohort.numbers, threads) if starts is None else _beginnings(starts, cohort.size)
    made = program(tuple(reads))
    out = np.full((cohort.size, wanted.size, made.shown), np.nan)
    job = Job(made, cohort, begun, wanted, out, relative, longest, stop=stop)
    job.run("live", threads, progress)
    return _told(job)


def live(
    life: Life, days: Sequence[float] | Array, start: State | None = None, relative: float = FINE
) -> Array:
    """States (len(days), number of states) of one life on ascending days from 0.

    `start` is the state on day 0; without it the body starts at rest, in health. A day that
    carries a dose shows the state before the dose. Raises ValueError for days out of order,
    SolverError when the body cannot be lived to the end.
    """
    starts = None if start is None else np.array([start], dtype=float)
    got = lived(Cohort.of(life), days, starts=starts, relative=relative)
    if got.failures:
        raise SolverError(str(got.failures[0]))
    return got.values[0]


def _told(job: Job) -> Lived:
    column = {name: job.outcome[:, place] for place, name in enumerate(OUTCOME)}
    endless = _endless(job.cohort)
    lost = (column["status"] != DONE) | ~np.all(np.isfinite(job.out), axis=(1, 2)) | np.isfinite(endless)
    failures = tuple(_failure(job, int(person), endless[person]) for person in np.flatnonzero(lost))
    job.out[lost] = np.nan
    return Lived(job.out, failures, column["steps"], column["rejected"])


def _endless(cohort: Cohort) -> Array:
    """(persons,) day from which a number that a rate depends on is infinite; infinity if none is.

    What is divided by it is no number on some processors, and nothing on others, where life would go on.
    """
    first = np.full(cohort.size, np.inf)
    first[np.any(np.isinf(cohort.numbers) & _on_tape(), axis=1)] = 0.0
    day, kind, where, value = (cohort.events[:, EVENT.index(name)] for name in ("day", "kind", "place", "a"))
    for row in np.flatnonzero(np.isinf(value) & (kind == NUMBER)):
        if _on_tape()[int(where[row])]:
            has = np.any(
                [(each[:, 0] <= row) & (row < each[:, 1]) for each in (cohort.own, cohort.shared)], axis=0
            )
            first[has] = np.minimum(first[has], day[row])
    return first


@cache
def _on_tape() -> NDArray[np.bool_]:
    """(numbers,) whether a rate depends on the number."""
    used = {part for step in system().steps.values() for part in step[1:]}
    return np.array([name in used for name in INPUTS])


def _failure(job: Job, person: int, endless: float) -> Failure:
    status, day, state, steps = job.outcome[person, : OUTCOME.index("steps") + 1].tolist()
    if status == FAILED and steps > MOST:
        return Failure(person, day, why=f"it takes more than {MOST} steps")
    if status == FAILED:
        return Failure(person, day, State._fields[int(state)])
    if status == UNTOLD:
        return Failure(person, 0.0, why="the run was stopped")
    if np.isfinite(endless):
        return Failure(person, float(endless), why="a number of it is infinite")
    odd = ~np.all(np.isfinite(job.out[person]), axis=1)
    return Failure(person, float(job.days[odd][0]), why="what is read of it is no number")


def _beginnings(starts: Array, persons: int) -> Array:
    found = np.ascontiguousarray(starts, dtype=float)
    if found.shape != (persons, len(State._fields)):
        wanted = f"{persons} persons, {len(State._fields)} states"
        raise ValueError(f"`starts` has the shape {found.shape}; give one row a person ({wanted})")
    return found


def _ascending(days: Sequence[float] | Array) -> Array:
    wanted = np.ascontiguousarray(days, dtype=float)
    if not np.all(np.isfinite(wanted)) or bool(np.any(np.diff(wanted, prepend=0.0) < 0.0)):
        raise ValueError("days must be finite and ascend from 0; sort them or shift the start")
    return wanted


def _check_run(relative: float, longest: float, stop: NDArray[np.int64] | None) -> None:
    if not (0.0 < relative <= COARSEST and longest > 0.0):
        raise ValueError(
            f"relative is {relative:g} and longest {longest:g} days; both must be above 0, and relative "
            f"at most {COARSEST:g}, beyond which a step after a dose can go astray"
        )
    if stop is not None and (stop.size != 1 or stop.dtype != np.int64):
        raise ValueError(f"`stop` is {stop.size} of {stop.dtype}; give one whole number of 8 bytes (int64)")


def _check_doses(cohort: Cohort) -> None:
    day, kind = cohort.events[:, EVENT.index("day")], cohort.events[:, EVENT.index("kind")]
    if bool(np.any((kind == DOSE) & (day < 0.0))):
        raise ValueError("a dose lies before day 0; shift the start to the first dose or before")
