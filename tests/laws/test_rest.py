"""Rest: a healthy person stays as they are, and a cause that is taken away leaves no trace but in nerves."""

from __future__ import annotations

import numpy as np
import pytest
from bodies import SEEDS, body, cause

from corrin.cause import Affliction, Lesion
from corrin.engine import Life, live, rest
from corrin.physiology.body import Body, rates, typical
from corrin.physiology.ileum import Ileum
from corrin.physiology.immunity import Immunity
from corrin.physiology.state import LEDGER, UNITS, State
from corrin.physiology.stomach import Stomach

FOREVER = 365.25 * 150.0
COUNTED = (*LEDGER, "eaten")
NERVES = ("myelin", "axons")
RESTING = [name for name in UNITS if name not in (*COUNTED, *NERVES)]
HARMS = {
    "ileum": Lesion(Ileum.active, times=0.1),
    "intrinsic factor": Lesion(Stomach.intrinsic_factor, times=0.0),
    "glands": Lesion(Immunity.parietal_attack, plus=1.0 / 365.25),
}


def restless(moment: State, person: Body) -> dict[str, float]:
    """States that change by more than 1e-9 of themselves a day."""
    rate = rates(moment, person)
    moving = {name: abs(getattr(rate, name)) / max(abs(getattr(moment, name)), 1e-3) for name in RESTING}
    return {name: pace for name, pace in moving.items() if pace > 1e-9}


def strayed(course: np.ndarray, start: State) -> list[str]:
    """States that end more than a thousandth away from where they began."""
    usual = np.array(start, dtype=float)
    far = np.abs(course[-1] - usual) > 1e-3 * np.maximum(np.abs(usual), 1e-2)
    return [name for name, is_far in zip(State._fields, far, strict=True) if is_far and name in RESTING]


def after(harm: Lesion, recovery: float | None, person: Body, start: State) -> np.ndarray:
    """A life of a cause of three years, and long after it."""
    gone = Affliction(cause(harm, recovery=recovery), 1.0, 100.0, 0.0, 1200.0)
    return live(Life(person, (gone,)), [0.0, FOREVER], start)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_healthy_person_rests(seed: int) -> None:
    moment = rest(body(seed))
    assert restless(moment, body(seed)) == {}
    assert all(getattr(moment, name) == 0.0 for name in COUNTED)
    assert all(getattr(moment, name) > -1e-9 for name in UNITS)


def test_the_typical_person_rests_with_whole_nerves() -> None:
    person = typical()
    rate = rates(rest(person), person)
    assert abs(rate.myelin) < 1e-6  # less than 0.04 % a year
    assert abs(rate.axons) < 1e-9


@pytest.mark.parametrize("name", ["store", "iron_store", "packed_4", "apo_haptocorrin"])
def test_a_state_that_moves_at_rest_would_be_found(name: str) -> None:
    moment = rest(body(0))
    moved = moment._replace(**{name: getattr(moment, name) * (1.0 + 1e-5)})
    assert name in restless(moved, body(0))


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_a_long_healthy_life_stays_at_rest(seed: int) -> None:
    start = rest(body(seed))
    assert strayed(live(Life(body(seed)), [0.0, FOREVER], start), start) == []


@pytest.mark.parametrize("name", HARMS)
@pytest.mark.parametrize("recovery", [0.0, 60.0])
def test_a_cause_taken_away_leaves_no_trace(name: str, recovery: float) -> None:
    for seed in SEEDS[:3]:
        start = rest(body(seed))
        assert strayed(after(HARMS[name], recovery, body(seed), start), start) == []


@pytest.mark.parametrize("name", HARMS)
def test_a_cause_that_stays_would_be_found(name: str) -> None:
    start = rest(body(0))
    assert "store" in strayed(after(HARMS[name], None, body(0), start), start)
