"""Order: more food never empties the store, more harm never fills it, and depletion shows in the markers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from bodies import SEEDS, body, cause, harmed

from corrin.cause import Affliction, Lesion
from corrin.engine import Life, live, rest
from corrin.physiology.body import Body
from corrin.physiology.diet import Diet
from corrin.physiology.duodenum import Duodenum
from corrin.physiology.ileum import Ileum
from corrin.physiology.state import HELD, State
from corrin.physiology.stomach import Stomach

PLACES = [State._fields.index(name) for name in HELD]
HOLO = State._fields.index("holo_transcobalamin")
METHYLMALONATE = State._fields.index("methylmalonate")
SEVERITIES = (0.0, 0.2, 0.5, 0.8, 0.95, 1.0)
DEPLETING = {
    "no food": Lesion(Diet.food, times=0.02),
    "no acid": Lesion(Stomach.acid_per_cell, times=0.0),
    "no intrinsic factor": Lesion(Stomach.intrinsic_factor, times=0.0),
    "no stomach": Lesion(Stomach.size, times=0.0),
    "no protease": Lesion(Duodenum.protease, times=0.0),
    "overgrowth": Lesion(Duodenum.bacterial_uptake, plus=100.0),
    "no ileum": Lesion(Ileum.active, times=0.0),
    "no cubam": Lesion(Ileum.cubam, times=0.0),
}


def held(state: Sequence[float] | np.ndarray) -> float:
    """All cobalamin in the body (pmol)."""
    return float(np.array(state, dtype=float)[PLACES].sum())


def resting(person: Body, lesion: Lesion) -> np.ndarray:
    """Resting states, a row for each severity."""
    return np.array([rest(harmed(person, lesion, severity=severity)) for severity in SEVERITIES])


def courses(person: Body, lesion: Lesion, years: Sequence[float] = (0.0, 0.5, 2.0, 6.0)) -> np.ndarray:
    """Lives (severity, year, state) that begin in health."""
    days, start = 365.25 * np.array(years), rest(person)
    return np.array(
        [
            live(Life(person, (Affliction(cause(lesion), severity),)), days, start)
            for severity in (0.0, 0.5, 1.0)
        ]
    )


def disorders(table: np.ndarray) -> list[str]:
    """What fails to fall, or to rise, with severity along the first axis."""
    store = np.apply_along_axis(held, -1, table)
    found = {
        "cobalamin rose": np.diff(store, axis=0) > 1e-5 * store[:-1],
        "holotranscobalamin rose": np.diff(table[..., HOLO], axis=0) > 1e-5 * table[:-1, ..., HOLO],
        "methylmalonate fell": np.diff(table[..., METHYLMALONATE], axis=0)
        < -1e-5 * table[:-1, ..., METHYLMALONATE],
    }
    return [what for what, where in found.items() if bool(where.any())]


@pytest.mark.parametrize("name", DEPLETING)
def test_more_severe_harm_never_leaves_more_at_rest(name: str) -> None:
    for seed in SEEDS:
        assert disorders(resting(body(seed), DEPLETING[name])) == [], seed


@pytest.mark.parametrize("name", DEPLETING)
def test_harm_depletes_the_store_and_raises_methylmalonate(name: str) -> None:
    for seed in SEEDS[:6]:
        healthy, ill = resting(body(seed), DEPLETING[name])[[0, -1]]
        assert held(ill) < 0.97 * held(healthy)
        assert ill[HOLO] < healthy[HOLO]
        assert ill[METHYLMALONATE] > healthy[METHYLMALONATE]


@pytest.mark.parametrize("name", ["no intrinsic factor", "no ileum", "no acid"])
def test_a_longer_resection_is_never_better_on_any_day(name: str) -> None:
    for seed in SEEDS[:4]:
        assert disorders(courses(body(seed), DEPLETING[name])) == [], seed


def test_a_harm_that_helps_would_be_found() -> None:
    helps = Lesion(Ileum.active, times=1.5)
    assert set(disorders(resting(body(0), helps))) == {
        "cobalamin rose", "holotranscobalamin rose", "methylmalonate fell",
    }  # fmt: skip
    assert "cobalamin rose" in disorders(courses(body(0), helps))


@pytest.mark.parametrize("name", ["food", "crystalline", "pill"])
def test_more_eaten_never_lowers_the_resting_store(name: str) -> None:
    for seed in SEEDS:
        person = body(seed)
        amounts = np.logspace(1.5, 6.0, 10)
        store = [held(rest(person._replace(diet=person.diet.replace(**{name: each})))) for each in amounts]
        assert np.all(np.diff(store) >= -1e-9 * np.array(store[:-1])), seed


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_losing_bile_as_well_as_food_empties_faster_than_losing_food(seed: int) -> None:
    vegan = courses(body(seed), DEPLETING["no food"])[-1, -1]
    pernicious = courses(body(seed), DEPLETING["no intrinsic factor"])[-1, -1]
    assert held(pernicious) < 0.95 * held(vegan)


def test_bile_that_needs_no_intrinsic_factor_would_be_found() -> None:
    person = body(0)
    no_bile = person._replace(liver=person.liver.replace(bile=1e-9))
    vegan = courses(no_bile, DEPLETING["no food"])[-1, -1]
    assert held(courses(no_bile, DEPLETING["no intrinsic factor"])[-1, -1]) > 0.95 * held(vegan)
