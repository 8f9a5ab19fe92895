"""The solver agrees with the plain reference, keeps its word about doses and days, and never returns garbage."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from bodies import body, cause, harmed
from reference import lived
from sabotage import living_by

from corrin.cause import Affliction, Lesion
from corrin.engine import FINE, Change, Life, SolverError, live, rest
from corrin.physiology.body import Body, rates, typical
from corrin.physiology.cell import Cell
from corrin.physiology.diet import Diet
from corrin.physiology.ileum import Ileum
from corrin.physiology.immunity import Immunity
from corrin.physiology.liver import Liver
from corrin.physiology.state import LEDGER, State
from corrin.physiology.stomach import Stomach
from corrin.treatment import Dose

MILLIGRAM = 737_806.0  # pmol
AGREE = {FINE: 1e-6, 1e-10: 3e-7}
"""Local error of the solver, and how near it must come, in parts of each state's peak in that life."""
NO_FACTOR = cause(Lesion(Stomach.intrinsic_factor, times=0.0))
FADING = cause(Lesion(Ileum.active, times=0.0), recovery=60.0)
GLANDS = cause(Lesion(Immunity.parietal_attack, plus=1.4 / 365.25))
INJECTIONS = tuple(Dose("hydroxocobalamin", MILLIGRAM, "im", 7.0 * week) for week in range(3))
MIXED = (
    *INJECTIONS,
    Dose("cyanocobalamin", MILLIGRAM, "oral", 30.0),
    Dose("cyanocobalamin", MILLIGRAM, "im", 30.0),
    Dose("cyanocobalamin", 5e3, "oral-with-food", 40.0),
)
AFTER_DOSES = [0.0, 0.05, 0.2, 1.0, 7.0, 14.5, 30.0, 30.1, 30.3, 31.0, 40.1, 60.0, 100.0]
YEARS = [0.0, 50.0, 100.0, 130.0, 365.0, 1000.0, 2000.0, 2050.0, 3000.0]
LIVES: dict[str, tuple[Callable[[Body], Life], list[float]]] = {
    "doses": (lambda person: Life(person, (), MIXED), AFTER_DOSES),
    "a sudden cause": (lambda person: Life(person, (Affliction(NO_FACTOR, 1.0, 100.0),)), YEARS),
    "a gradual cause, removed": (
        lambda person: Life(person, (Affliction(FADING, 1.0, 100.0, 700.0, 2000.0),)), YEARS),
    "a slow attack": (lambda person: Life(person, (Affliction(GLANDS, 1.0, 100.0, 700.0),)), YEARS),
    "a change of diet": (
        lambda person: Life(person, (), (), (Change(130.0, {Diet.food: 10.0}), Change(2000.0, {Diet.food: 9e3}))),
        YEARS),
    "all on one day": (
        lambda person: Life(
            person, (Affliction(NO_FACTOR, 0.9, 130.0), Affliction(FADING, 1.0, 50.0, 9.0, 130.0)),
            (Dose("cyanocobalamin", MILLIGRAM, "im", 130.0), Dose("cyanocobalamin", 1e3, "oral", 130.0)),
            (Change(130.0, {Diet.food: 10.0}),)),
        YEARS[:6]),
}  # fmt: skip
PLACE = {name: place for place, name in enumerate(State._fields)}


def apart(one: np.ndarray, other: np.ndarray) -> tuple[float, str]:
    """The largest difference of two courses, as a part of that state's peak, and the state."""
    peak = np.maximum(np.max(np.abs(other), axis=0), 1e-3)
    worst = np.max(np.abs(one - other), axis=0) / peak
    return float(worst.max()), State._fields[int(worst.argmax())]


@pytest.mark.parametrize("name", LIVES)
@pytest.mark.parametrize("person", [typical(), body(3)], ids=["typical", "random"])
def test_the_solver_agrees_with_the_reference(name: str, person: Body) -> None:
    made, days = LIVES[name]
    start = rest(person)
    plain = lived(made(person), days, start)
    for relative, agree in AGREE.items():
        difference, where = apart(live(made(person), days, start, relative), plain)
        assert difference < agree, where


def test_a_solver_a_little_off_would_be_found() -> None:
    def late(moment: State, person: Body) -> State:
        return rates(
            moment, person._replace(liver=person.liver.replace(release=1.001 * person.liver.release))
        )

    start, life = rest(typical()), LIVES["a sudden cause"][0](typical())
    plain = lived(life, YEARS, start)
    with living_by(late):
        assert apart(live(life, YEARS, start), plain)[0] > AGREE[FINE]


def test_the_reference_gains_with_its_tolerance() -> None:
    life, start = LIVES["a gradual cause, removed"][0](typical()), rest(typical())
    best = lived(life, YEARS, start, 1e-10)
    rough, fine = (apart(lived(life, YEARS, start, each), best)[0] for each in (1e-4, 1e-8))
    assert fine < 1e-7
    assert fine < rough


@pytest.mark.parametrize("seed", range(3))
def test_rest_is_where_a_long_life_ends(seed: int) -> None:
    moment = np.array(rest(body(seed)))
    counted = [PLACE[name] for name in (*LEDGER, "eaten", "myelin", "axons")]
    disturbed = np.where(np.arange(moment.size) % 2, 1.2, 0.8) * moment
    end = lived(Life(body(seed)), [0.0, 250.0 * 365.25], State(*disturbed.tolist()))[-1]
    end[counted] = moment[counted]
    assert apart(end[None], moment[None])[0] < 1e-6


def test_a_day_with_a_dose_shows_the_state_before_it() -> None:
    dose = Dose("cyanocobalamin", MILLIGRAM, "im", 10.0)
    with_dose = live(Life(typical(), (), (dose,)), [0.0, 10.0, 10.01])
    without = live(Life(typical()), [0.0, 10.0, 10.01])
    assert np.allclose(with_dose[:2], without[:2], rtol=1e-6, atol=1e-9)
    assert with_dose[2, PLACE["depot_cyano"]] > 0.5 * MILLIGRAM
    first = live(Life(typical(), (), (Dose("cyanocobalamin", MILLIGRAM, "im", 0.0),)), [0.0])
    assert first[0, PLACE["depot_cyano"]] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("route", ["oral", "oral-with-food", "im"])
@pytest.mark.parametrize("form", ["cyanocobalamin", "hydroxocobalamin"])
def test_two_doses_of_a_day_are_one_of_their_sum(form: str, route: str) -> None:
    half, whole = (Dose(form, part * 1e4, route, 5.0) for part in (0.5, 1.0))  # type: ignore[arg-type]
    days = [0.0, 5.0, 5.2, 6.0, 20.0]
    two, one = live(Life(typical(), (), (half, half)), days), live(Life(typical(), (), (whole,)), days)
    assert np.allclose(two, one, rtol=1e-12)


def test_days_may_repeat_and_be_few() -> None:
    course = live(Life(typical()), [0.0, 0.0, 7.0, 7.0])
    assert np.array_equal(course[0], course[1])
    assert np.array_equal(course[2], course[3])
    assert live(Life(typical()), []).shape == (0, len(State._fields))


def test_asking_for_more_days_changes_nothing() -> None:
    life, start = LIVES["a gradual cause, removed"][0](typical()), rest(typical())
    days = sorted({*YEARS, *np.linspace(0.0, 3000.0, 301)})
    assert np.array_equal(live(life, days, start)[np.isin(days, YEARS)], live(life, YEARS, start))


@pytest.mark.parametrize("days", [[0.0, 5.0, 3.0], [-1.0, 3.0]])
def test_days_out_of_order_are_refused(days: list[float]) -> None:
    with pytest.raises(
        ValueError, match="days must be finite and ascend from 0; sort them or shift the start"
    ):
        live(Life(typical()), days)


@pytest.mark.parametrize(
    "days",
    [
        [0.0, np.nan],
        [0.0, np.inf],
        [0.0, np.nan, 3.0],
    ],
)
def test_days_that_are_no_numbers_are_refused(days: list[float]) -> None:
    with pytest.raises((ValueError, SolverError)):
        live(Life(typical()), days)


@pytest.mark.parametrize(
    ("number", "value"),
    [
        pytest.param(Stomach.factor_clearance, float("nan"), id="not a number"),
        pytest.param(Ileum.cubam, float("inf"), id="without end"),
        pytest.param(
            Liver.clearance,
            -5.0,
            id="a clearance that makes more",
        ),
    ],
)
def test_a_body_that_cannot_be_lived_is_refused(number: object, value: float) -> None:
    person, start = typical(), rest(typical())
    life = Life(person, (), (), (Change(5.0, {number: value}),))  # type: ignore[dict-item]
    with pytest.raises(
        SolverError, match=r"could not be lived past day \d+(\.\d+)?: no step is small enough for its \w+"
    ):
        live(life, [0.0, 4000.0], start)


@pytest.mark.parametrize(
    "years",
    [
        2.0,
        20.0,
    ],
)
def test_a_body_that_loses_all_its_cofactor_can_be_lived(years: float) -> None:
    person = harmed(typical(), Lesion(Cell.reduction, times=0.0))
    course = live(Life(person), [0.0, 365.25 * years], rest(typical()))
    assert course[-1, PLACE["methyl"]] == pytest.approx(0.0, abs=1e-3)
