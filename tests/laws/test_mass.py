"""Cobalamin is conserved: what is eaten or given is held, or has left by urine, stool or shed cells."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from bodies import HARMS, SEEDS, body, cause, ill, state
from sabotage import living_by

from corrin.cause import Affliction
from corrin.engine import Life, live
from corrin.physiology.body import Body, rates
from corrin.physiology.state import HELD, LEDGER, State
from corrin.treatment import Dose, Form, Route

Rates = Callable[[State, Body], State]
YEAR = 365.25
PLACES = [State._fields.index(name) for name in (*HELD, *LEDGER)]
EATEN = State._fields.index("eaten")


def unbalanced(equations: Rates, moment: State, person: Body) -> float:
    """Cobalamin that appears or vanishes, as a part of all that moves."""
    rate = equations(moment, person)
    moving = np.array(rate)[PLACES]
    return abs(float(moving.sum()) - rate.eaten) / (float(np.abs(moving).sum()) + rate.eaten)


def lost_on_the_way(life: Life, days: np.ndarray) -> float:
    """The largest gap in the ledger on any day, as a part of all that had come in."""
    course = live(life, days)
    given = np.array([sum(dose.amount for dose in life.doses if dose.day < day) for day in days])
    came = course[0][PLACES].sum() + course[:, EATEN] + given
    return float(np.max(np.abs(course[:, PLACES].sum(axis=1) - came) / came))


def fifty_years(seed: int) -> Life:
    """A life with a slow cause, and doses of every kind."""
    ways: tuple[tuple[Form, Route, float], ...] = (
        ("hydroxocobalamin", "im", 7.4e5), ("cyanocobalamin", "im", 7.4e5),
        ("cyanocobalamin", "oral", 7.4e5), ("hydroxocobalamin", "oral-with-food", 4e3),
    )  # fmt: skip
    doses = tuple(
        Dose(form, amount, route, YEAR * (15.0 + 4.0 * turn + place))
        for turn in range(6)
        for place, (form, route, amount) in enumerate(ways)
    )
    harm = HARMS[3 + seed % 9]
    return Life(body(seed), (Affliction(cause(harm, recovery=50.0), 0.9, YEAR, YEAR, 40 * YEAR),), doses)


@pytest.mark.parametrize("seed", SEEDS)
def test_rates_balance_in_any_state(seed: int) -> None:
    assert unbalanced(rates, state(seed), body(seed)) < 1e-13
    assert unbalanced(rates, state(seed + 100), ill(seed)) < 1e-13


@pytest.mark.parametrize("name", [name for name in HELD if name != "stomach_food"])
def test_a_flow_that_leaves_and_does_not_arrive_would_be_found(name: str) -> None:
    def sabotaged(moment: State, person: Body) -> State:
        rate = rates(moment, person)
        return rate._replace(**{name: getattr(rate, name) - 1e-6 * getattr(moment, name)})

    assert unbalanced(sabotaged, state(1), body(1)) > 1e-13


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_fifty_years_lose_nothing(seed: int) -> None:
    assert lost_on_the_way(fifty_years(seed), np.linspace(0.0, 50 * YEAR, 101)) < 1e-9


def test_a_small_leak_over_fifty_years_would_be_found() -> None:
    def sabotaged(moment: State, person: Body) -> State:
        rate = rates(moment, person)
        return rate._replace(urine=rate.urine * (1.0 - 1e-5))

    with living_by(sabotaged):
        assert lost_on_the_way(fifty_years(0), np.linspace(0.0, 50 * YEAR, 11)) > 1e-9
