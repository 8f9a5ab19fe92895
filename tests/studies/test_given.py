"""What an arm is given falls on the days of the paper, by the same rule as any prescription."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from corrin.catalog.populations.others import HEALTHY
from corrin.catalog.studies.shared import NINE_INJECTIONS
from corrin.catalog.treatments import regimen
from corrin.physiology.diet import Diet
from corrin.population import people
from corrin.study import Arm, Group, Injected
from corrin.study.sample import Sample
from corrin.study.seen import _given
from corrin.treatment import Phase

CROWD = people(HEALTHY, (), 1, range(3))
PRINTED = (1, 3, 7, 10, 14, 21, 30, 60, 90)


def days(given: tuple[Phase, ...], last: float, shift: float = 0.0) -> list[float]:
    arm = Arm("arm", Group(HEALTHY), given=given)
    return [dose.day for dose in _given(arm, CROWD, last, shift).doses]


def test_nine_injections_fall_on_the_printed_days() -> None:
    assert [day + 1.0 for day in days(regimen(NINE_INJECTIONS), 120.0)] == list(PRINTED)


def test_another_interval_would_be_found() -> None:
    wrong = tuple(replace(phase, every=phase.every + 1.0) for phase in regimen(NINE_INJECTIONS))
    assert not np.array_equal(np.array(days(wrong, 120.0)) + 1, PRINTED)


def test_a_trial_that_is_read_before_its_start_is_given_the_same() -> None:
    assert days(regimen(NINE_INJECTIONS), 120.0, 30.0) == [
        day + 30.0 for day in days(regimen(NINE_INJECTIONS), 120.0)
    ]


def test_tablets_for_good_are_a_habit_that_follows_the_injections() -> None:
    given = (
        *regimen("1 mg cyanocobalamin im monthly x3"),
        *regimen("1 mg cyanocobalamin oral 2 times daily"),
    )
    found = _given(Arm("arm", Group(HEALTHY), given=given), CROWD, 200.0, 0.0)
    assert [dose.route for dose in found.doses] == ["im"] * 3
    (change,) = found.changes
    assert change.day == found.doses[-1].day + 0.5
    assert change.values[Diet.pills] == 2.0


def test_tablets_that_end_are_doses() -> None:
    found = _given(
        Arm("a", Group(HEALTHY), given=regimen("3 ug hydroxocobalamin oral daily x56")), CROWD, 90.0, 0.0
    )
    assert len(found.doses) == 56 and found.changes == ()
    assert {dose.form for dose in found.doses} == {"hydroxocobalamin"}


def on_injections(*amounts: float) -> list[float]:
    crowd = replace(
        CROWD, injected={f"{n}.cared": (np.array([0.0, a, 0.0]), 30.0) for n, a in enumerate(amounts)}
    )
    return Injected().of(Sample(crowd, {}, {}, {})).tolist()


def test_those_on_injections_are_told_from_the_others() -> None:
    assert on_injections() == [0.0, 0.0, 0.0] == on_injections(0.0)
    assert on_injections(0.0, 1000.0) == [0.0, 1.0, 0.0]
