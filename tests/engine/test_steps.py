"""The price of a life, in steps of the method and in operations of the equations; never in seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pytest
from crowds import ageing, injected, joined, swallowing
from sabotage import living_by

from corrin.cause import YEAR
from corrin.engine import RELATIVE, Life, Lived, job, lived, loop
from corrin.engine.program import system
from corrin.engine.trace import Operand, Step
from corrin.physiology.body import rates

PEOPLE = range(64)
PRICES: dict[str, tuple[Callable[[int], Life], np.ndarray, float, float]] = {
    "A: thirty years": (ageing, np.linspace(0.0, 30.0 * YEAR, 361), 139.0, 15.7),
    "B: nine injections": (injected, np.arange(366.0), 798.0, 71.9),
    "C: a dose a day": (lambda seed: swallowing(seed, 30), np.arange(31.0), 3783.0, 593.0),
}
"""Who lives, days read, and the most steps and rejected steps a person: a tenth above what they take."""
OPERATIONS = {"rates": 786, "factors": 3175, "solution": 673, "entries": 369, "numbers of a body": 239}
"""The most operations, a tenth above what they are; entries are those of the factors, prepared numbers apart."""


def price(name: str, **how: float) -> Lived:
    made, days, _, _ = PRICES[name]
    return lived(joined(map(made, PEOPLE)), days, relative=how.get("relative", RELATIVE))


@pytest.mark.parametrize("name", PRICES)
def test_a_life_takes_no_more_steps_than_it_did(name: str) -> None:
    found, (*_, most, most_rejected) = price(name), PRICES[name]
    assert found.failures == ()
    assert 0.5 * most < np.mean(found.steps) < most
    assert 0.0 < np.mean(found.rejected) < most_rejected


def test_closer_steps_would_be_found() -> None:
    name = "A: thirty years"
    assert np.mean(price(name, relative=0.3 * RELATIVE).steps) > PRICES[name][2]


@pytest.mark.usefixtures("anew")
def test_steps_done_in_vain_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "_SAFETY", 0.98)  # planned too near the edge
    name = "B: nine injections"
    assert np.mean(price(name).rejected) > PRICES[name][3]


def needed(steps: Mapping[str, Step], wanted: Iterable[Operand], known: Iterable[Operand] = ()) -> int:
    """How many operations of a tape lead to these results, from what is known."""
    seen, stack = set[Operand](known), list(wanted)
    before = len(seen)
    while stack:
        one = stack.pop()
        if one in steps and one not in seen:
            seen.add(one)
            stack += steps[str(one)][1:]
    return len(seen) - before


def operations() -> dict[str, int]:
    known = system()
    return {
        "rates": needed(known.steps, known.rates, known.prepared),
        "factors": needed(known.steps, [*known.rates, *known.factored], known.prepared),
        "solution": needed(known.solve, known.solved),
        "entries": len(known.factored),
        "numbers of a body": needed(known.steps, known.prepared),
    }


def dear(found: Mapping[str, int]) -> list[str]:
    """What takes more than it may."""
    assert found.keys() == OPERATIONS.keys()
    return [name for name, most in OPERATIONS.items() if not 0.8 * most < found[name] <= most]


def test_the_equations_take_no_more_operations_than_they_did() -> None:
    assert dear(operations()) == []


def test_a_denser_system_would_be_found() -> None:
    """Sabotage: every state leans a little on every other."""
    with living_by(
        lambda moment, person: type(moment)(*(rate + 1e-9 * sum(moment) for rate in rates(moment, person)))
    ):
        assert set(dear(operations())) >= {"factors", "solution", "entries"}


def test_steps_are_counted_person_by_person() -> None:
    assert job.MOST > 1000.0 * PRICES["C: a dose a day"][2]
    found = price("B: nine injections")
    assert np.all(found.rejected < found.steps)
    assert len({*found.steps.tolist()}) > len(PEOPLE) // 4
