"""corrin with one person a call: no company fills the vectors."""

from __future__ import annotations

import numpy as np

from contest.scenarios import READS, Array, Scenario
from corrin.engine import Cohort, lived


class Alone:
    """What one life costs by itself."""

    name = "corrin, alone"

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._cohorts = [Cohort.of(life) for life in scenario.lives]

    def live(self, persons: range, tolerance: float) -> Array:
        """Readings (persons, days, outputs)."""
        return np.concatenate([self._person(person, tolerance) for person in persons])

    def _person(self, person: int, tolerance: float) -> Array:
        start = self._scenario.starts[person : person + 1]
        return lived(
            self._cohorts[person], self._scenario.days, READS, starts=start, relative=tolerance
        ).values
