"""Courses: possible people lived through their history to the day of the latest result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.cause import YEAR
from corrin.engine import STATES, Cohort, SolverError, numbers
from corrin.inference.case import Case
from corrin.inference.proposal import Proposed, had
from corrin.marker import AnyMarker, Marker, Sign
from corrin.physiology.body import typical
from corrin.population.crowd import Had
from corrin.population.lived import befallen, by_horizon
from corrin.reading import courses

Array = NDArray[np.float64]
Rows = NDArray[np.int64]

TOLERANCE = 1e-4  # local error of the solver: far below what a laboratory can tell
_HORIZONS = (1.0, 3.0, 7.0, 15.0, 30.0, 60.0, 120.0)  # years lived before day 0


@dataclass(frozen=True)
class Particles:
    """Possible people, one row each, as they are on day 0.

    `readings` are logs of true readings of each observation (rows by observations); `now` the
    logs of every marker on day 0; `states` the states on day 0; `signs` chances of the signs.
    """

    course: Rows  # the number of the person
    log_prior: Array  # log of prior over proposal
    readings: Array
    now: Array
    states: Array
    signs: Array  # chance of a positive, in the order of the catalogue's signs
    proposed: Proposed

    def of(self, rows: Rows) -> Particles:
        """Some of the rows, in this order."""
        return Particles(self.course[rows], self.log_prior[rows], self.readings[rows], self.now[rows],
                         self.states[rows], self.signs[rows], self.proposed.of(rows))  # fmt: skip

    @staticmethod
    def joined(parts: Sequence[Particles]) -> Particles:
        """People of several rounds as one."""
        arrays = ("course", "log_prior", "readings", "now", "states", "signs")
        whole = {name: np.concatenate([getattr(each, name) for each in parts]) for name in arrays}
        return Particles(**whole, proposed=Proposed.joined([each.proposed for each in parts]))


@dataclass(frozen=True)
class Reader:
    """What is read of each person."""

    case: Case
    markers: Mapping[str, Marker]
    signs: Mapping[str, Sign]
    threads: int = 1

    def people(self, proposed: Proposed, persons: range) -> Particles:
        """These proposed people lived to day 0; whoever could not be lived is left out.

        Their `log_prior` is 0 until it is known how all of them were proposed.
        """
        seen = self.case.observations
        body = np.tile(numbers(typical(self.case.covariates)), (len(persons), 1))
        past = lived(self.case, body, had(self.case, proposed), {**self.markers, **self.signs}, self.threads)
        readings = [past.on(each.day, each.marker.id) for each in seen]
        rows = np.flatnonzero(~np.isnan(past.states[:, 0]))
        return Particles(
            np.arange(persons.start, persons.stop),
            np.zeros(len(persons)),
            _log(_stacked(readings, len(persons))),
            _log(_stacked([past.on(0.0, id) for id in self.markers], len(persons))),
            past.states,
            _stacked([past.on(0.0, id) for id in self.signs], len(persons)),
            proposed,
        ).of(rows)


@dataclass(frozen=True)
class Past:
    """What people showed on some days up to day 0: (people, days) by marker; `states` (people, states) on
    day 0. Whoever could not be lived has NaN."""

    days: Array
    shown: Mapping[str, Array]
    states: Array

    def on(self, day: float, id: str) -> Array:
        """(people,) readings of a marker on one of the days."""
        return self.shown[id][:, np.searchsorted(self.days, day)]


def lived(
    case: Case, body: Array, befell: Mapping[str, Had], seen: Mapping[str, AnyMarker], threads: int
) -> Past:
    """People with these numbers (people, numbers) and causes, given the case's doses, to day 0.

    They are read on day 0 and on the days of the results. Raises SolverError when nobody could be
    lived.
    """
    days = np.unique([0.0, *(each.day for each in case.observations)])
    before_any = max([0.0, -days[0], *(-dose.day for dose in case.doses)])
    past = np.full(body.shape[0], before_any + 1.0 if before_any > 0.0 else 0.0)
    for each in befell.values():
        past = np.where(each.present, np.maximum(past, 1.0 - each.affliction.onset), past)
    shown = {id: np.full((body.shape[0], days.size), np.nan) for id in seen}
    states = np.full((body.shape[0], len(STATES)), np.nan)
    for years, rows in by_horizon(past, _HORIZONS):
        before = YEAR * years
        afflicted, strengths = befallen(befell, rows, before, before + days)
        doses = [replace(dose, day=dose.day + before) for dose in case.doses]
        cohort = Cohort.mixed(body[rows], afflicted, doses=doses)
        got = courses(cohort, strengths, before + days, seen, STATES, relative=TOLERANCE, threads=threads)
        for id, values in got.markers.items():
            shown[id][rows] = values
        states[rows] = got.more[:, -1]
    if bool(np.all(np.isnan(states[:, 0]))):
        raise SolverError("no proposed person could be lived to the day of the results")
    return Past(days, shown, states)


def _stacked(columns: Sequence[Array], rows: int) -> Array:
    return np.stack(columns, axis=1) if columns else np.empty((rows, 0))


def _log(values: Any) -> Array:
    return np.log(np.maximum(values, 1e-9))
