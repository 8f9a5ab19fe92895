"""The document: corrin's one SBML export of a scenario, with each person's own numbers left to be set."""

from __future__ import annotations

import re
from typing import Any

import libsbml
import numpy as np

from contest.scenarios import SHOWN, Array, Scenario
from corrin.engine import Life
from corrin.engine.cohort import numbers
from corrin.interfaces import sbml
from corrin.interfaces.sbml_story import id_of
from corrin.physiology.body import parameters
from corrin.physiology.state import State

SHOWN_IDS = tuple(f"marker_{id.replace('-', '_')}" for id in SHOWN)
_EVENT_DAY = "day_of_{}"
_CAUSE = "pernicious_anaemia"


def document(scenario: Scenario) -> str:
    """The first person's life, its event days as parameters; daily pills as one event that comes again.

    One event instead of 365 spares a simulator 365 triggers to watch.
    """
    life = scenario.lives[0]
    daily = len(life.doses) > 100
    text = sbml.document(Life(life.body, life.afflictions, life.doses[:1] if daily else life.doses), SHOWN)
    written = libsbml.readSBMLFromString(text)
    model = written.getModel()
    for event in list(model.getListOfEvents()):
        _movable(model, event)
        if daily:
            _again(event)
    return libsbml.writeSBMLToString(written)


def settings(scenario: Scenario, text: str) -> tuple[list[str], Array]:
    """Identifiers of all that differs between persons, and its values (persons, identifiers)."""
    model = libsbml.readSBMLFromString(text).getModel()
    known = {each.getId() for each in model.getListOfParameters()}
    ids = [f"{id}_unharmed" if f"{id}_unharmed" in known else id for id in map(id_of, parameters())]
    table = [np.concatenate([numbers(life.body)[0] for life in scenario.lives]).reshape(-1, len(ids))]
    ids += State._fields
    table.append(scenario.starts)
    own = [_own(life, known) for life in scenario.lives]
    ids += own[0]
    table.append(np.array([list(each.values()) for each in own]))
    return ids, np.hstack(table)


def _own(life: Life, known: set[str]) -> dict[str, float]:
    """What befalls a person: severity, tempo and the days of events."""
    affliction = life.afflictions[0]
    own = {f"severity_{_CAUSE}": affliction.severity}
    if f"tempo_{_CAUSE}" in known:
        own[f"tempo_{_CAUSE}"] = affliction.tempo
    if _EVENT_DAY.format(f"onset_{_CAUSE}") in known:
        own[_EVENT_DAY.format(f"onset_{_CAUSE}")] = affliction.onset
    days = sorted({dose.day for dose in life.doses})
    names = [_EVENT_DAY.format(f"dose_{n}") for n in range(1, len(days) + 1)]
    return own | {name: day for name, day in zip(names, days, strict=True) if name in known}


def _movable(model: Any, event: Any) -> None:
    """The day of an event as a parameter that can be set."""
    trigger = event.getTrigger()
    day = float(re.split(r"[\s]+", libsbml.formulaToL3String(trigger.getMath()))[2])
    made = model.createParameter()
    made.setId(_EVENT_DAY.format(event.getId()))
    made.setValue(day)
    made.setConstant(False)
    trigger.setMath(libsbml.parseL3Formula(f"time >= {made.getId()}"))


def _again(event: Any) -> None:
    """The event comes again a day later, and so on."""
    day = _EVENT_DAY.format(event.getId())
    made = event.createEventAssignment()
    made.setVariable(day)
    made.setMath(libsbml.parseL3Formula(f"{day} + 1"))
