"""The traced equations are the equations: the same rates, and the Jacobian that differences give."""

from __future__ import annotations

import numpy as np
import pytest
from bodies import SEEDS, body, ill, state
from reference import differences
from sabotage import living_by

from corrin.engine.compiled import equations, numbers, place
from corrin.physiology.body import Body, parameters, rates
from corrin.physiology.state import State


def other_rates(moment: State, person: Body) -> list[str]:
    """States whose traced rate is not the plain one."""
    known = equations()
    traced = known.rates(list(moment), known.prepare(numbers(person)))
    return [
        name
        for name, one, two in zip(State._fields, traced, rates(moment, person), strict=True)
        if one != pytest.approx(two, rel=1e-9, abs=1e-9)
    ]


def other_slopes(moment: State, person: Body) -> list[tuple[str, str]]:
    """Rates and states (of the first, by the second) where the Jacobian is not the plain one."""
    known, here = equations(), np.array(moment, dtype=float)
    exact = known.jacobian(list(moment), known.prepare(numbers(person)))
    plain = differences(here, person)
    largest = np.maximum(
        np.abs(np.array(rates(moment, person)))[:, None] / np.maximum(here, 1e-2), np.abs(plain)
    )
    row, column = np.nonzero(np.abs(exact - plain) > 1e-5 * largest + 1e-9)
    return [(State._fields[one], State._fields[two]) for one, two in zip(row, column, strict=True)]


@pytest.mark.parametrize("seed", SEEDS)
def test_traced_equations_are_the_equations(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert other_rates(state(seed), person) == []
        assert other_slopes(state(seed), person) == []


def test_a_trace_of_other_equations_would_be_found() -> None:
    def broken(moment: State, person: Body) -> State:
        rate = rates(moment, person)
        return rate._replace(myelin=rate.myelin - 1e-3 * moment.myelin * moment.methyl)

    with living_by(broken):
        assert other_rates(state(0), body(0)) == ["myelin"]
        assert other_slopes(state(0), body(0)) == [("myelin", "methyl"), ("myelin", "myelin")]


def test_each_number_has_its_own_place() -> None:
    order = numbers(body(1))
    for declared in parameters():
        own = getattr(getattr(body(1), declared.organ.__name__.lower()), declared.name)
        assert order[place(declared)] == own
