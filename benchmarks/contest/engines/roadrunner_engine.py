"""libRoadRunner: SUNDIALS CVODE behind compiled SBML; persons set without loading again."""

from __future__ import annotations

import numpy as np
import roadrunner

from contest.document import SHOWN_IDS, document, settings
from contest.scenarios import Array, Scenario
from corrin.engine.program import ACCURACY
from corrin.physiology.state import State

_ACCURATE = dict(zip(State._fields, ACCURACY.tolist(), strict=True))


class RoadRunner:
    """One loaded model; each person is a reset, one vector of values and a run."""

    name = "libRoadRunner"

    def __init__(self, scenario: Scenario) -> None:
        text = document(scenario)
        ids, self._values = settings(scenario, text)
        roadrunner.Logger.setLevel(roadrunner.Logger.LOG_FATAL)
        self._model = roadrunner.RoadRunner(text)
        self._model.timeCourseSelections = list(SHOWN_IDS)
        known = list(self._model.model.getGlobalParameterIds())
        self._places = [known.index(id) for id in ids]
        self._days = scenario.days.tolist()
        moving = list(self._model.model.getRateRuleSymbols())
        self._scale = np.array([_ACCURATE.get(id, 1e-3) for id in moving])
        self._model.integrator.maximum_num_steps = 20_000

    def live(self, persons: range, tolerance: float) -> Array:
        """Readings (persons, days, outputs)."""
        model = self._model
        model.integrator.relative_tolerance = tolerance
        model.integrator.absolute_tolerance = (tolerance * self._scale).tolist()
        return np.array([self._person(person) for person in persons])

    def _person(self, person: int) -> Array:
        model = self._model
        model.resetAll()
        model.model.setGlobalParameterValues(self._places, self._values[person])
        try:
            return np.array(model.simulate(times=self._days))
        except RuntimeError:
            return np.full((len(self._days), len(SHOWN_IDS)), np.nan)
