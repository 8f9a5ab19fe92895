"""corrin: the vector kernel of this project."""

from __future__ import annotations

from contest.scenarios import READS, Array, Scenario
from corrin.engine import Cohort, lived


class Corrin:
    """One call for all persons; its threads are its own."""

    name = "corrin"

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._cohorts: dict[int, Cohort] = {}

    def prepared(self, persons: int) -> Cohort:
        """The tables of the first so many persons, made once."""
        if persons not in self._cohorts:
            lives = self._scenario.lives[:persons]
            self._cohorts[persons] = Cohort.joined([Cohort.of(life) for life in lives])
        return self._cohorts[persons]

    def live(self, persons: range, tolerance: float, threads: int = 1) -> Array:
        """Readings (persons, days, outputs) of the first persons."""
        cohort, starts = self.prepared(persons.stop), self._scenario.starts[: persons.stop]
        return lived(
            cohort, self._scenario.days, READS, starts=starts, relative=tolerance, threads=threads
        ).values
