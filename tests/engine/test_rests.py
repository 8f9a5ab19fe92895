"""Rest is found for every body: at once where Newton's method reaches it, else by a long life; or it is nobody's."""

from __future__ import annotations

import math
from importlib import import_module

import numpy as np
import pytest
from bodies import SEEDS, body, ill

from corrin.engine import rest as rest_of, rests
from corrin.engine.cohort import numbers, place
from corrin.engine.settle import STARTING
from corrin.parameter import Parameter
from corrin.physiology.body import Body, rates, replaced, typical
from corrin.physiology.diet import Diet
from corrin.physiology.ileum import Ileum
from corrin.physiology.kidney import Kidney
from corrin.physiology.liver import Liver
from corrin.physiology.plasma import Plasma
from corrin.physiology.state import State
from corrin.physiology.stomach import Stomach

MODULE = import_module("corrin.engine.rest")  # its name in the package is that of its function
FREE = [n for n, name in enumerate(State._fields) if name not in STARTING]
STILL = 1e-6  # of a state's size (or of 1e-3 of its unit) a day
EXTREMES: dict[str, dict[Parameter, float]] = {
    "eats next to nothing": {Diet.food: 1e-3, Diet.folate: 10.0},
    "eats a thousand times as much": {Diet.food: 4e6},
    "has no intrinsic factor": {Stomach.intrinsic_factor: 0.0},
    "has no stomach": {Stomach.size: 0.0, Stomach.intrinsic_factor: 0.0},
    "takes up nothing": {Ileum.active: 0.0, Ileum.passive: 0.0},
    "has hardly a kidney": {Kidney.filtration: 1.0},
    "has hardly a carrier": {Plasma.transcobalamin_synthesis: 1.0, Plasma.haptocorrin_synthesis: 1.0},
    "has a liver that keeps all": {Liver.release: 1e-6},
}


def table(*bodies: Body) -> np.ndarray:
    return np.concatenate([numbers(each) for each in bodies])


def restless(states: np.ndarray, *bodies: Body) -> list[tuple[int, str]]:
    """Person and state, where a state still moves."""
    assert len(states) == len(bodies) > 0
    found: list[tuple[int, str]] = []
    for person, (row, own) in enumerate(zip(states, bodies, strict=True)):
        pace = np.abs(np.array(rates(State(*row.tolist()), own))) / (np.abs(row) + 1e-3)
        found += [(person, State._fields[n]) for n in FREE if not pace[n] < STILL]
    return found


def test_everybody_rests() -> None:
    people = [each(seed) for seed in SEEDS for each in (body, ill)]
    assert restless(rests(table(*people)), *people) == []


@pytest.mark.parametrize("name", EXTREMES)
def test_an_extreme_body_rests(name: str) -> None:
    own = replaced(typical(), EXTREMES[name])
    found = rests(table(own))
    assert np.all(np.isfinite(found))
    assert np.all(found >= 0.0)
    assert restless(found, own) == []


def test_a_body_that_moves_would_be_found() -> None:
    others = replaced(typical(), {Plasma.haptocorrin_loss: 1.001 * typical().plasma.haptocorrin_loss})
    assert {name for _, name in restless(rests(table(typical())), others)} >= {"holo_haptocorrin"}


def test_a_life_takes_over_where_newton_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Newton's method gives up for one of three; after two centuries of life it finds the same rest."""
    people = [body(1), ill(2), body(3)]
    sound, quick = MODULE._newton, rests(table(*people))
    asked: list[int] = []

    def gives_up(some: np.ndarray, starts: np.ndarray, threads: int) -> tuple[np.ndarray, np.ndarray]:
        found, settled = sound(some, starts, threads)
        asked.append(len(some))
        if len(some) == 3:
            found[1], settled[1] = np.nan, False
        return found, settled

    monkeypatch.setattr(MODULE, "_newton", gives_up)
    slow = rests(table(*people))
    assert asked == [3, 1]
    assert np.array_equal(slow[[0, 2]], quick[[0, 2]])
    assert slow[1] == pytest.approx(quick[1], rel=1e-8, abs=1e-8)
    assert restless(slow, *people) == []


def test_a_long_life_alone_comes_near_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Newton's method gives up for good: the state in which the long life ended counts."""
    quick = rests(table(body(4)))
    monkeypatch.setattr(
        MODULE, "_newton", lambda some, starts, threads: (starts * np.nan, np.zeros(1, dtype=bool))
    )
    slow = rests(table(body(4)))
    assert not np.array_equal(slow, quick)
    assert slow[0, FREE] == pytest.approx(quick[0, FREE], rel=1e-3, abs=1e-2)


def test_a_body_without_rest_harms_no_other() -> None:
    people = table(body(1), body(2), body(3))
    alone = rests(people)
    for value in (math.nan, math.inf):
        strange = people.copy()
        strange[1, place(Ileum.cubam)] = value
        found = rests(strange)
        assert np.array_equal(found[[0, 2]], alone[[0, 2]])
        assert not np.all(np.isfinite(found[1]))


def test_what_rest_does_not_settle_starts_whole_or_at_none() -> None:
    found = rest_of(body(5))._asdict()
    assert len(STARTING) > 4
    assert {name: found[name] for name in STARTING} == {
        name: 1.0 if name in ("myelin", "axons") else 0.0 for name in STARTING
    }


def test_nobody_rests_in_an_empty_table() -> None:
    assert rests(np.empty((0, numbers(typical()).shape[1]))).shape == (0, len(State._fields))
