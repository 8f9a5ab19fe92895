"""The tables of a cohort say what a life says: the body of every day, for one person as for many."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from bodies import cause
from crowds import anyone
from hypothesis import given, settings, strategies as st
from reference import breaks

from corrin.cause import Affliction, Lesion
from corrin.engine import Change, Cohort, Life, cohort, lived
from corrin.engine.cohort import numbers, place
from corrin.engine.memory import DOSE, EVENT, LESION, NUMBER
from corrin.parameter import Parameter
from corrin.physiology.body import Body, parameters, typical
from corrin.physiology.diet import Diet
from corrin.physiology.ileum import Ileum
from corrin.physiology.iron import Iron
from corrin.physiology.liver import Liver
from corrin.treatment import Dose

HARM = Lesion(Ileum.active, times=0.25), Lesion(Iron.bleeding, plus=3.0)
DAY = st.floats(-2000.0, 2000.0)
PACE = st.one_of(st.just(0.0), st.floats(0.01, 3000.0))
AFFLICTIONS = st.builds(
    lambda recovery, severity, onset, tempo, until: Affliction(
        cause(*HARM, recovery=recovery), severity, onset, tempo, until),
    st.one_of(st.none(), PACE), st.floats(0.0, 1.5), DAY, PACE, st.one_of(st.just(math.inf), DAY),
)  # fmt: skip
ARRAYS: dict[str, np.ndarray] = {
    "severity": np.array([0.2, 0.9, 0.0]), "onset": np.array([-40.0, 10.0, 30.0]),
    "tempo": np.array([0.0, 5.0, 60.0]), "until": np.array([20.0, math.inf, 30.0]),
}  # fmt: skip
DAYS = (-60.0, -1.0, 0.0, 1e-9, 9.0, 20.0, 25.0, 31.0, 50.0, 800.0)


def on(table: Cohort, person: int, day: float) -> np.ndarray:
    """The numbers that a reading on this day sees, worked out from the tables in plain Python."""
    body, strengths = table.numbers[person].copy(), dict[int, float]()
    for rows in (table.own, table.shared):
        for event in table.events[slice(*rows[person])]:
            then, kind, where, a, b, c, _ = event.tolist()
            if then < day and kind == NUMBER:
                body[int(where)] = a
            if then < day and kind not in (NUMBER, DOSE):
                strengths[int(where)] = a + b * math.exp(-c * (day - then))
    healthy = body.copy()
    for row, lesion in enumerate(table.lesions[slice(*table.harmed[person])]):
        where, again, times, plus = lesion.tolist()
        strength, source = strengths.get(row, 0.0), body if again else healthy
        body[int(where)] = source[int(where)] * (1.0 + strength * times) + strength * plus
    return body


def other_days(life: Life, days: tuple[float, ...]) -> list[float]:
    """Days on which the tables give another body than the life."""
    table = Cohort.of(life)
    return [
        day
        for day in days
        if on(table, 0, day) != pytest.approx(numbers(life.on(day))[0], rel=1e-11, abs=1e-11)
    ]


def turning(affliction: Affliction) -> tuple[float, ...]:
    """Days about which a strength turns, and far beyond."""
    known = [day for day in (affliction.onset, affliction.until) if math.isfinite(day)]
    return (-3000.0, 0.0, 1.0, 9e5, *(day + more for day in known for more in (-1e-6, 0.0, 1e-6, 3.0, 400.0)))


@settings(max_examples=150, deadline=None)
@given(AFFLICTIONS, DAY)
def test_events_follow_the_strength_of_a_cause(affliction: Affliction, day: float) -> None:
    assert other_days(Life(typical(), (affliction,)), (day, *turning(affliction))) == []


@pytest.mark.parametrize("seed", range(40))
def test_events_follow_any_life(seed: int) -> None:
    life = anyone(seed)
    assert other_days(life, (*DAYS, *(day + 1e-6 for day in breaks(life)))) == []


@pytest.mark.parametrize("name", ["_SETTLED", "_course", "_lesions"])
def test_other_tables_would_be_found(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    kept: Callable[..., Any] = getattr(cohort, name)
    broken: dict[str, object] = {
        "_SETTLED": 5.0,
        "_course": lambda affliction, row: iter(list(kept(affliction, row))[:1]),
        "_lesions": lambda life: [(row[0], 0.0, *row[2:]) for row in kept(life)],
    }
    affliction = Affliction(cause(*HARM, recovery=50.0), 0.8, 10.0, 30.0, 700.0)
    life = Life(typical(), (affliction, replace(affliction, until=math.inf)))
    days = (20.0, 500.0, 650.0, 3000.0)
    assert other_days(life, days) == []
    monkeypatch.setattr(cohort, name, broken[name])
    assert other_days(life, days) != []


def people(names: tuple[str, ...], recovery: float | None) -> tuple[Life, list[Life]]:
    """A life of arrays, and the lives one by one."""
    own = {name: ARRAYS[name] for name in names}
    plain: dict[str, Any] = {"severity": 0.7, "onset": -90.0, "tempo": 4.0, "until": 22.0}
    food = np.array([100.0, 2e3, 9e3])

    def life(values: dict[str, Any], eaten: Any, body: Body) -> Life:
        harm = Affliction(cause(*HARM, recovery=recovery), **{**plain, **values})
        changes = (
            Change(-5.0, {Diet.food: eaten}),
            Change(-5.0, {Diet.food: 700.0}),
            Change(9.0, {Diet.food: eaten}),
        )
        return Life(
            body, (harm, Affliction(cause(*HARM), 0.3)), (Dose("cyanocobalamin", 5e3, "im", 9.0),), changes
        )

    release = np.array([0.9, 1.0, 1.2]) * typical().liver.release
    bodies = [typical()._replace(liver=typical().liver.replace(release=each)) for each in (release, *release)]
    return life(own, food, bodies[0]), [
        life({name: float(own[name][n]) for name in own}, float(food[n]), bodies[n + 1]) for n in range(3)
    ]


@pytest.mark.parametrize("recovery", [None, 0.0, 10.0])
@pytest.mark.parametrize("names", [(), *((name,) for name in ARRAYS), tuple(ARRAYS)], ids="-".join)
def test_a_life_of_arrays_is_the_lives_one_by_one(names: tuple[str, ...], recovery: float | None) -> None:
    arrays, lives = people(names, recovery)
    together, apart = Cohort.of(arrays, 3), Cohort.joined([Cohort.of(each) for each in lives])
    assert together.size == apart.size == 3
    for n, day in ((n, day) for n in range(3) for day in DAYS):
        assert np.array_equal(on(together, n, day), on(apart, n, day))
    days = [0.0, 9.0, 20.0, 800.0]
    assert np.array_equal(lived(together, days).values, lived(apart, days).values)


def test_persons_in_another_order_would_be_found() -> None:
    arrays, lives = people(("severity",), 10.0)
    together, apart = Cohort.of(arrays, 3), Cohort.joined([Cohort.of(each) for each in lives[::-1]])
    assert not np.array_equal(on(together, 0, 15.0), on(apart, 0, 15.0))


def test_changes_out_of_order_come_in_the_order_of_days() -> None:
    changes = (Change(20.0, {Diet.food: 1.0}), Change(10.0, {Diet.food: 2.0}), Change(20.0, {Diet.food: 3.0}))
    assert [Life(typical(), (), (), changes).on(day).diet.food for day in (15.0, 25.0)] == [2.0, 3.0]
    assert other_days(Life(typical(), (), (), changes), (15.0, 25.0)) == []


def test_arrays_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        Cohort.of(people(("severity",), None)[0], 4)


def test_a_lesion_after_another_starts_from_what_it_left() -> None:
    twice = Life(typical(), (Affliction(cause(*HARM)), Affliction(cause(*HARM), 0.5)))
    assert Cohort.of(twice).lesions[:, LESION.index("again")].tolist() == [0.0, 0.0, 1.0, 1.0]


def test_each_row_of_a_joined_cohort_belongs_to_somebody() -> None:
    lives = [anyone(seed) for seed in range(9)]
    table = Cohort.joined([Cohort.of(each) for each in lives])
    assert {field.name for field in fields(table)} == {
        "numbers",
        "events",
        "lesions",
        "own",
        "shared",
        "harmed",
    }
    taken = sorted(row for rows in (*table.own, *table.shared) for row in range(*rows))
    assert taken == list(range(len(table.events))) != []
    assert [row for rows in table.harmed for row in range(*rows)] == list(range(len(table.lesions))) != []
    days = [table.events[slice(*rows), EVENT.index("day")] for rows in (*table.own, *table.shared)]
    assert all((each[1:] >= each[:-1]).all() for each in days)


def places() -> Iterator[tuple[Parameter, int]]:
    yield from ((declared, n) for n, declared in enumerate(parameters()))


def test_places_are_those_of_the_numbers() -> None:
    assert [place(declared) for declared, _ in places()] == [n for _, n in places()] != []
    assert numbers(typical())[0, place(Liver.release)] == typical().liver.release
