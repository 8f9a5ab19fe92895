"""Stepwise: a person lived segment by segment, for solvers that stop at each dose."""

from __future__ import annotations

import numpy as np

from contest.engines.equations import Moving
from contest.scenarios import OUTPUTS, Array, Scenario
from contest.segments import Person, people


class Stepwise:
    """People one after another; a subclass solves one segment."""

    name = ""

    def __init__(self, scenario: Scenario) -> None:
        self._days = scenario.days
        self._people = people(scenario)

    def solve(self, moving: Moving, y: Array, times: Array, tolerance: float) -> Array:
        """States at the times, the first being where it starts."""
        raise NotImplementedError

    def live(self, persons: range, tolerance: float) -> Array:
        """Readings (persons, days, outputs)."""
        return np.array([self._person(self._people[person], tolerance) for person in persons])

    def _person(self, person: Person, tolerance: float) -> Array:
        out = np.full((self._days.size, len(OUTPUTS)), np.nan)
        moving, y = Moving(person), person.start.copy()
        moving.begin(person.segments[0]._replace(dose=0.0), y)
        out[0] = moving.read(self._days[:1], y[None, :])[0]
        for segment in person.segments:
            moving.begin(segment, y)
            inside = self._days[segment.first : segment.last]
            last = inside[-1:] if inside.size else np.array([segment.start])
            ends = [] if last[0] == segment.end else [segment.end]
            states = self.solve(moving, y, np.concatenate([[segment.start], inside, ends]), tolerance)
            if not np.all(np.isfinite(states)) or len(states) < 1 + inside.size + len(ends):
                break
            out[segment.first : segment.last] = moving.read(inside, states[1 : 1 + inside.size])
            y = np.array(states[-1])
        return out
