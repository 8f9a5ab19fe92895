"""Nothing is negative: an empty place gives nothing away, and no flow runs backwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from bodies import HARMS, SEEDS, body, cause, ill, state

from corrin.cause import Affliction, Lesion
from corrin.engine import Life, live, rest
from corrin.physiology import (
    cell,
    duodenum,
    folate,
    ileum,
    iron,
    kidney,
    liver,
    marrow,
    muscle,
    plasma,
    stomach,
)  # fmt: skip
from corrin.physiology.body import Body, rates, typical
from corrin.physiology.iron import Iron
from corrin.physiology.state import UNITS, State
from corrin.physiology.stomach import Stomach
from corrin.treatment import Dose

Rates = Callable[[State, Body], State]
ORGANS = (cell, duodenum, folate, ileum, iron, kidney, liver, marrow, muscle, plasma, stomach)
BOTH_WAYS = {"freed_receptors"}  # a net flow: receptors return, or are taken
FLOOR = -1e-9


def overdrawn(equations: Rates, moment: State, person: Body) -> list[str]:
    """States that would fall below nothing when there is nothing of them."""
    return [
        name
        for name in UNITS
        if getattr(equations(moment._replace(**{name: 0.0}), person), name) < FLOOR
    ]  # fmt: skip


def backward(monkeypatch: pytest.MonkeyPatch, moment: State, person: Body) -> list[str]:
    """Flows of any organ below nothing, as `organ.flow`."""
    found: list[str] = []

    def watch(organ: ModuleType) -> None:
        plain = organ.flows

        def watched(*given: Any) -> Any:
            flows = plain(*given)
            found.extend(f"{organ.__name__.rpartition('.')[2]}.{name}" for name in _below(flows._asdict()))
            return flows

        monkeypatch.setattr(organ, "flows", watched)

    for organ in ORGANS:
        watch(organ)
    rates(moment, person)
    monkeypatch.undo()
    return found


def _below(flows: dict[str, Any]) -> Iterator[str]:
    for name, flow in flows.items():
        if name not in BOTH_WAYS and np.min(flow) < FLOOR:
            yield name


def lowest(course: np.ndarray, ignoring: tuple[str, ...] = ()) -> list[str]:
    """States that were ever below nothing by more than rounding, against their own peak."""
    floor = -1e-6 * np.maximum(np.max(np.abs(course), axis=0), 1e-3)
    return [
        name
        for name, low, least in zip(State._fields, course.min(axis=0), floor, strict=True)
        if low < least and name not in ignoring
    ]


@pytest.mark.parametrize("seed", range(40))
def test_an_empty_place_gives_nothing_away(seed: int) -> None:
    person = ill(seed) if seed % 2 else body(seed)
    assert overdrawn(rates, state(seed), person) == []


def test_an_empty_iron_store_gives_no_iron_away() -> None:
    assert overdrawn(rates, state(9), ill(9)) == []


def test_treated_pernicious_anaemia_with_little_iron_spends_no_iron_that_is_not_there() -> None:
    person = typical()
    harm = cause(Lesion(Stomach.intrinsic_factor, times=0.0), Lesion(Iron.bleeding, plus=2.0))
    begin = 10.0 * 365.25
    doses = tuple(Dose("hydroxocobalamin", 7.4e5, "im", begin + 2.0 * each) for each in range(6))
    course = live(Life(person, (Affliction(harm),), doses), [0.0, *begin + np.arange(90.0)])
    assert lowest(course) == []


def test_a_drain_on_an_empty_place_would_be_found() -> None:
    def sabotaged(moment: State, person: Body) -> State:
        rate = rates(moment, person)
        return rate._replace(lumen=rate.lumen - 1.0)

    assert "lumen" in overdrawn(sabotaged, state(3)._replace(stomach_free=0.0), body(3))


@pytest.mark.parametrize("seed", range(20))
def test_no_flow_runs_backwards(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backward(monkeypatch, state(seed), ill(seed) if seed % 2 else body(seed)) == []


def test_a_backward_flow_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    person = body(3)
    reversed_flow = person._replace(kidney=person.kidney.replace(cyano_unbound=-0.1))
    assert backward(monkeypatch, state(3), reversed_flow) == ["kidney.cyano"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_life_stays_above_nothing(seed: int) -> None:
    harm = cause(HARMS[seed], recovery=30.0)
    doses = (Dose("cyanocobalamin", 7.4e5, "im", 2000.0), Dose("cyanocobalamin", 7.4e5, "oral", 2500.0))
    days = np.concatenate((np.linspace(0.0, 3000.0, 61), 2000.0 + np.linspace(0.01, 5.0, 20)))
    life = Life(body(seed), (Affliction(harm, 1.0, 10.0, 200.0, 2200.0),), doses)
    assert lowest(live(life, np.sort(days))) == []


def test_a_course_below_nothing_would_be_found() -> None:
    usual = np.array(rest(typical()))
    below = usual.copy()
    below[State._fields.index("methyl")] *= -1e-3
    assert lowest(np.array([usual, below])) == ["methyl"]
