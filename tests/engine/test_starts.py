"""A run reads no memory that is not its own, and no reading that is no number passes for one."""

from __future__ import annotations

import numpy as np
import pytest
from crowds import anyone, joined

from corrin.engine import Cohort, Failure, Life, lived, rest
from corrin.physiology.body import typical
from corrin.physiology.state import State

DAYS = [0.0, 10.0, 20.0]


@pytest.mark.parametrize("shape", [(1, len(State._fields)), (3, len(State._fields) - 1), (3,), (0, 0)])
def test_starts_of_another_shape_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(
        ValueError, match=r"`starts` has the shape \(.*\); give one row a person \(3 persons, 61 states\)"
    ):
        lived(joined(map(anyone, range(3))), DAYS, starts=np.ones(shape))


def test_starts_in_another_order_of_memory_are_the_same() -> None:
    starts = np.array([rest(typical())] * 3) * np.array([[0.9], [1.0], [1.1]])
    cohort = Cohort.of(Life(typical()), 3)
    usual = lived(cohort, DAYS, starts=starts).values
    assert np.array_equal(lived(cohort, DAYS, starts=np.asfortranarray(starts)).values, usual)
    assert np.array_equal(lived(cohort, DAYS, starts=np.repeat(starts, 2, axis=0)[::2]).values, usual)
    assert not np.array_equal(usual[0], usual[1])


def test_a_reading_that_is_no_number_is_a_failure_of_its_day() -> None:
    reads = (
        lambda state, body: state.store,
        lambda state, body: 1.0 / (state.eaten - state.eaten * state.axons),
    )
    found = lived(Cohort.of(Life(typical()), 2), DAYS, reads)
    assert found.failures == tuple(
        Failure(person, 0.0, why="what is read of it is no number") for person in range(2)
    )
    assert str(found.failures[0]) == "the body could not be lived past day 0: what is read of it is no number"
    assert np.isnan(found.values).all()
    assert lived(Cohort.of(Life(typical()), 2), DAYS, reads[:1]).failures == ()
