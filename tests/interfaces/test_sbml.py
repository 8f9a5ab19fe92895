"""SBML: other simulators live a story as corrin does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import basico
import libsbml
import numpy as np
import pytest
import roadrunner
from stories import LIVES, SHOWN, TIGHT, TREATED, changed, lived

AGREE = 1e-6  # of each state's and each marker's peak


def by_roadrunner(text: str, days: tuple[float, ...]) -> np.ndarray:
    model = roadrunner.RoadRunner(text)
    model.timeCourseSelections = list(SHOWN)
    model.integrator.relative_tolerance = TIGHT
    model.integrator.absolute_tolerance = [1e-11] * len(model.integrator.getAbsoluteToleranceVector())
    model.integrator.maximum_num_steps = 500_000
    return np.array(model.simulate(times=list(days)))


def by_copasi(text: str, days: tuple[float, ...]) -> np.ndarray:
    model = basico.load_model_from_string(text)
    course = basico.run_time_course_with_output(
        [f"Values[{name}]" for name in SHOWN], values=list(days), method="deterministic",
        r_tol=TIGHT, a_tol=1e-12, max_steps=1_000_000, model=model,
    )  # fmt: skip
    basico.remove_datamodel(model)
    return course.to_numpy()


SIMULATORS = {"libRoadRunner": by_roadrunner, "COPASI": by_copasi}


def apart(theirs: np.ndarray, ours: np.ndarray) -> tuple[float, str]:
    """The largest difference after day 0, as a part of what is compared at its peak, and its name."""
    assert theirs.shape == ours.shape
    peak = np.maximum(np.max(np.abs(ours), axis=0), 1e-3)
    worst = np.max(np.abs(theirs - ours)[1:], axis=0) / peak
    return float(worst.max()), SHOWN[int(worst.argmax())]


@pytest.mark.parametrize("simulator", SIMULATORS)
@pytest.mark.parametrize("name", LIVES)
def test_another_simulator_lives_the_same_course(name: str, simulator: str) -> None:
    known = lived(name)
    difference, where = apart(SIMULATORS[simulator](known.text, known.days), known.course)
    assert difference < AGREE, where


def scaled(rule: Any) -> None:
    rule.setMath(libsbml.parseL3Formula(f"1.001 * ({libsbml.formulaToL3String(rule.getMath())})"))


def later(event: Any) -> None:
    day = float(libsbml.formulaToL3String(event.getTrigger().getMath()).split()[2])
    event.getTrigger().setMath(libsbml.parseL3Formula(f"time >= {day + 0.1}"))


SABOTAGE: dict[str, Callable[[Any], object]] = {
    "a rate": lambda model: scaled(model.getRateRuleByVariable("liver")),
    "the growth of a cause": lambda model: scaled(model.getRateRuleByVariable("strength_pernicious_anaemia")),
    "a marker": lambda model: scaled(model.getAssignmentRuleByVariable("marker_mcv")),
    "a shared step": lambda model: scaled(
        next(each for each in model.getListOfRules() if each.getVariable().startswith("step_"))),
    "a number": lambda model: model.getParameter("liver_release").setValue(
        1.001 * model.getParameter("liver_release").getValue()),
    "a dose on day 0": lambda model: model.removeEvent("dose_1"),
    "a late dose": lambda model: later(model.getEvent("dose_3")),
}  # fmt: skip


@pytest.mark.parametrize("what", SABOTAGE)
def test_a_document_a_little_off_would_be_found(what: str) -> None:
    known = lived(TREATED)
    broken = changed(known.text, SABOTAGE[what])
    assert apart(by_roadrunner(broken, known.days), known.course)[0] > AGREE


def test_copasi_too_would_find_it() -> None:
    known = lived("health")
    broken = changed(known.text, SABOTAGE["a number"])
    assert apart(by_copasi(broken, known.days), known.course)[0] > AGREE


def test_a_severity_set_in_the_simulator_is_the_severity() -> None:
    known = lived("a sudden cause")
    model = roadrunner.RoadRunner(known.text)
    model.integrator.relative_tolerance = 1e-8
    model.timeCourseSelections = ["holo_transcobalamin"]
    for severity in (0.2, 0.9):
        model.resetAll()
        model["severity_made_up"] = severity
        end = model.simulate(times=list(known.days))[-1, 0]
        same = end == pytest.approx(known.course[-1, SHOWN.index("holo_transcobalamin")], rel=1e-5)
        assert same == (severity == 0.9)
