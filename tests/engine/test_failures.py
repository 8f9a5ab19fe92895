"""A body that cannot be lived is named with its day and its state, and takes nobody with it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from bodies import HARMS, cause
from crowds import anyone, joined

from corrin.cause import Affliction
from corrin.engine import Change, Cohort, Life, Lived, lived, rest
from corrin.engine.program import system
from corrin.engine.system import INPUTS
from corrin.parameter import Parameter
from corrin.physiology.body import parameters, replaced, typical
from corrin.physiology.diet import Diet
from corrin.physiology.ileum import Ileum
from corrin.physiology.iron import Iron
from corrin.physiology.liver import Liver
from corrin.physiology.marrow import Marrow
from corrin.physiology.nerve import Nerve
from corrin.physiology.state import State
from corrin.physiology.stomach import Stomach
from corrin.treatment import Dose

DAYS = (0.0, 1.0, 30.0, 200.0, 400.0)
BROKEN: dict[str, tuple[Parameter, float]] = {
    "not a number": (Stomach.factor_clearance, math.nan),
    "infinite": (Ileum.cubam, math.inf),
    "running away": (Liver.clearance, -5.0),
}
"""Numbers of a body with which no life comes to an end."""
NOTHING_READS = {
    "stomach.gastrin_half",
    "ileum.overnight",
    "iron.per_ferritin",
    "kidney.creatinine",
    "marrow.width",
    "marrow.width_at",
}
"""Numbers of markers alone, on which no rate of the body depends."""


def doomed(why: str) -> Life:
    """A life that breaks off after day 5."""
    declared, value = BROKEN[why]
    return Life(typical(), (), (), (Change(5.0, {declared: value}),))


def together(*lives: Life) -> Lived:
    return lived(joined(lives), DAYS)


def broken_apart(found: Lived, failed: set[int]) -> list[int]:
    """Who has no values but did not fail, or failed and has values, or is named wrongly."""
    named = {each.person for each in found.failures}
    return [
        person
        for person, values in enumerate(found.values)
        if (person in failed) != bool(np.all(np.isnan(values)))
        or (person in failed) == bool(np.all(np.isfinite(values)))
        or (person in failed) != (person in named)
    ]


@pytest.mark.parametrize("why", BROKEN)
def test_a_failure_names_person_day_and_state(why: str) -> None:
    (failure,) = together(anyone(1), anyone(2), doomed(why), anyone(3)).failures
    assert failure.person == 2
    assert 5.0 <= failure.day < DAYS[-1]
    assert failure.state in State._fields
    assert str(failure) == (
        f"the body could not be lived past day {failure.day:g}: no step is small enough for its {failure.state}"
    )


@pytest.mark.parametrize(
    ("declared", "state"),
    [(Marrow.platelets, "platelets"), (Nerve.need, "myelin"), (Iron.loss, "iron_store")],
    ids=["platelets", "myelin", "iron"],
)
def test_the_state_named_is_the_one_that_broke(declared: Parameter, state: str) -> None:
    strange = Life(typical(), (), (), (Change(5.0, {declared: math.nan}),))
    assert [each.state for each in together(anyone(1), strange).failures] == [state]


def test_only_who_fails_has_no_values() -> None:
    lives = [*map(anyone, range(12)), *map(doomed, BROKEN), *map(anyone, range(12, 20))]
    assert broken_apart(together(*lives), {12, 13, 14}) == []


@pytest.mark.parametrize("why", BROKEN)
def test_a_failure_changes_no_bit_of_its_neighbours(why: str) -> None:
    lives = [anyone(seed) for seed in range(24)]
    mixed = together(*(each for life in lives for each in (doomed(why), life)))
    assert broken_apart(mixed, set(range(0, 48, 2))) == []
    assert np.array_equal(mixed.values[1::2], together(*lives).values)
    assert np.array_equal(mixed.steps[1::2], together(*lives).steps)


def test_a_failure_left_among_the_values_would_be_found() -> None:
    found = together(anyone(0), doomed("infinite"), anyone(1))
    kept = np.where(np.isnan(found.values), 0.0, found.values)
    assert broken_apart(found, {1}) == []
    assert broken_apart(Lived(kept, found.failures, found.steps, found.rejected), {1}) == [1]
    assert broken_apart(Lived(found.values, (), found.steps, found.rejected), {1}) == [1]


def test_all_may_fail() -> None:
    found = together(*[doomed("not a number")] * 20)
    assert [each.person for each in found.failures] == list(range(20))
    assert {each.day for each in found.failures} == {5.0}
    assert np.all(np.isnan(found.values))


@pytest.mark.parametrize("why", ["not a number", "infinite"])
def test_a_body_strange_from_the_start_fails_on_its_first_day(why: str) -> None:
    declared, value = BROKEN[why]
    found = together(anyone(5), Life(replaced(typical(), {declared: value})), anyone(6))
    assert [(each.person, each.day) for each in found.failures] == [(1, 0.0)]
    assert broken_apart(found, {1}) == []


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_no_number_of_a_body_is_swallowed(value: float) -> None:
    """Each number in turn turns strange on day 5: nobody lives on, least of all by vector arithmetic."""
    lives = [Life(typical(), (), (), (Change(5.0, {each: value}),)) for each in parameters()]
    start = np.array([rest(typical())] * len(lives))
    found = lived(Cohort.joined([Cohort.of(each) for each in lives]), [0.0, 50.0], starts=start)
    failed = {each.person for each in found.failures}
    assert len(lives) > 100
    assert {each.id for n, each in enumerate(parameters()) if n not in failed} == NOTHING_READS
    assert {each.day for each in found.failures} == {5.0}


def test_what_nothing_reads_is_on_no_tape() -> None:
    used = {part for step in system().steps.values() for part in step[1:]}
    unused = {each.id for name, each in zip(INPUTS, parameters(), strict=True) if name not in used}
    assert unused == NOTHING_READS


def test_a_start_that_is_no_number_fails_with_its_state() -> None:
    places = [State._fields.index(name) for name in ("myelin", "store", "red_6")]
    start = np.array([rest(typical())] * 4)
    for person, place in enumerate(places):
        start[person, place] = math.nan
    found = lived(Cohort.of(Life(typical()), persons=4), [0.0, 10.0], starts=start)
    assert broken_apart(found, {0, 1, 2}) == []
    assert {each.day for each in found.failures} == {0.0}


@pytest.mark.parametrize("name", ["onset", "tempo", "until"])
@pytest.mark.parametrize("value", [math.nan, np.array([1.0, math.nan])], ids=["one", "of many"])
def test_a_course_that_is_no_number_is_refused(name: str, value: Any) -> None:
    known: dict[str, Any] = {"onset": 1.0, "tempo": 2.0, "until": 30.0, name: value}
    with pytest.raises(
        ValueError, match="made-up: onset .* must be days; without an end, `until` is infinity"
    ):
        Cohort.of(Life(typical(), (Affliction(cause(HARMS[0]), 1.0, **known),)), np.size(value))


def test_an_event_on_no_day_is_refused() -> None:
    lives = (
        Life(typical(), (), (Dose("cyanocobalamin", 1e3, "oral", math.nan),)),
        Life(typical(), (), (), (Change(math.nan, {Diet.food: 1.0}),)),
    )
    for life in lives:
        with pytest.raises(ValueError, match="is no number; give a day, or infinity for never"):
            Cohort.of(life)


@pytest.mark.parametrize("how", [{"relative": 0.0}, {"relative": -1.0}, {"relative": math.nan}, {"longest": 0.0},
                                 {"longest": math.nan}], ids=str)  # fmt: skip
def test_a_tolerance_or_step_that_is_none_is_refused(how: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"relative is .* and longest .* days; both must be above 0"):
        lived(joined([anyone(0)]), DAYS, **how)  # type: ignore[arg-type]
