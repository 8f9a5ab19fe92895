"""COPASI: LSODA on interpreted SBML; persons set through its objects, without loading again."""

from __future__ import annotations

import basico
import COPASI
import numpy as np
from basico.task_timecourse import create_data_handler

from contest.document import SHOWN_IDS, document, settings
from contest.scenarios import Array, Scenario


class Copasi:
    """One loaded model; each person is a set of initial values and a run of the time course task."""

    name = "COPASI"

    def __init__(self, scenario: Scenario) -> None:
        text = document(scenario)
        ids, self._values = settings(scenario, text)
        self._model = basico.load_model_from_string(text)
        known = {each.getObjectName(): each for each in self._model.getModel().getModelValues()}
        self._places = [known[id] for id in ids]
        self._changed = COPASI.ObjectStdVector()
        for each in self._places:
            self._changed.push_back(each.getInitialValueReference())
        self._days = scenario.days
        self._task = self._model.getTask("Time-Course")
        self._set_up()

    def _set_up(self) -> None:
        self._model.getModel().compileIfNecessary()
        self._task.setMethodType(COPASI.CTaskEnum.Method_deterministic)
        self._task.setScheduled(False)
        problem = self._task.getProblem()
        problem.setAutomaticStepSize(False)
        problem.setDuration(float(self._days[-1]))
        problem.setUseValues(True)
        problem.setValues(" ".join(map(repr, self._days.tolist())))
        problem.setTimeSeriesRequested(False)
        self._method = self._task.getMethod()
        self._method.getParameter("Max Internal Steps").setIntValue(1_000_000)

    def live(self, persons: range, tolerance: float) -> Array:
        """Readings (persons, days, outputs)."""
        self._method.getParameter("Relative Tolerance").setDblValue(tolerance)
        self._method.getParameter("Absolute Tolerance").setDblValue(1e-3 * tolerance)
        return np.array([self._person(person) for person in persons])

    def _person(self, person: int) -> Array:
        for place, value in zip(self._places, self._values[person].tolist(), strict=True):
            place.setInitialValue(value)
        self._model.getModel().updateInitialValues(self._changed)
        taken, _ = create_data_handler([f"Values[{id}]" for id in SHOWN_IDS], model=self._model)
        self._model.addInterface(taken)
        done = self._task.initializeRaw(COPASI.CCopasiTask.OUTPUT_UI) and self._task.processRaw(True)
        self._task.restore(True)
        found = np.array([taken.getNthRow(n) for n in range(taken.getNumRowsDuring())])
        self._model.removeInterface(taken)
        shape = (self._days.size, len(SHOWN_IDS))
        return found if done and found.shape == shape else np.full(shape, np.nan)
