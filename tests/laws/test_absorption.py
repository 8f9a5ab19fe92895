"""Absorption: intrinsic factor and dose only help, acid matters to food alone, diffusion is a part of any dose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from bodies import SEEDS, body, ill
from sabotage import living_by

from corrin.engine import Life, live, rest
from corrin.physiology import ileum as ilea, stomach as stomachs
from corrin.physiology.body import Body, Habit, habitual, rates, typical
from corrin.physiology.ileum import Absorbed
from corrin.physiology.state import State
from corrin.treatment import Dose, Form, Route

STOOL = State._fields.index("stool")
LADDER = np.concatenate(([0.0], np.logspace(-6.0, 2.0, 60)))
GLANDS = rest(typical())  # whole: absorption sees the chief cells
NO_FOOD = {"food": 0.0, "crystalline": 0.0}
FORMS: tuple[Form, ...] = ("cyanocobalamin", "hydroxocobalamin")


def habit(person: Body, acid: float = 1.0, factor: float | None = None, bile: float = 1000.0) -> Habit:
    """A day's absorption of this person's diet, with the person's own output of intrinsic factor."""
    secreted = person.stomach.intrinsic_factor if factor is None else factor
    return habitual(GLANDS, acid, secreted, bile, person)


def eating(person: Body, **diet: float) -> Body:
    return person._replace(diet=person.diet.replace(**diet))


def falls(absorbed: Callable[[float], float], ladder: np.ndarray) -> list[float]:
    """Steps of a ladder at which more of something gave less absorption."""
    course = np.array([absorbed(step) for step in ladder])
    return list(ladder[1:][np.diff(course) < -1e-9 * np.max(course)])


def with_factor(person: Body) -> Callable[[float], float]:
    return lambda part: habit(person, factor=part * person.stomach.intrinsic_factor).absorbed


def with_dose(person: Body, name: str) -> Callable[[float], float]:
    return lambda part: habit(eating(person, **{name: 4000.0 * part})).absorbed


@pytest.mark.parametrize("seed", SEEDS)
def test_more_intrinsic_factor_or_more_cobalamin_never_absorbs_less(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert falls(with_factor(person), LADDER) == []
        for name in ("food", "crystalline", "pill"):
            assert falls(with_dose(person, name), LADDER) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_more_is_absorbed_than_came(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        for part in LADDER:
            day = habit(eating(person, pill=4000.0 * part, food=100.0 * part))
            assert day.absorbed >= 0.0
            assert day.lost >= 0.0


def test_receptors_that_a_large_meal_jams_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ilea.absorbed_per_meal

    def jammed(load: float, *rest_of: object) -> Absorbed:
        got = plain(load, *rest_of)  # type: ignore[arg-type]
        return got._replace(taken=got.taken / (1.0 + (load / 1e4) ** 2))

    monkeypatch.setattr(ilea, "absorbed_per_meal", jammed)
    assert falls(with_dose(body(1), "pill"), LADDER) != []
    assert falls(with_dose(body(1), "food"), LADDER) != []


def test_intrinsic_factor_that_holds_back_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ilea.absorbed_per_meal
    monkeypatch.setattr(
        ilea, "absorbed_per_meal", lambda load, on_factor, *organs: plain(load, load - on_factor, *organs)
    )
    assert falls(with_factor(body(1)), LADDER) != []


def uneven(person: Body) -> float:
    """Spread of the absorbed part over doses of 1 to 10,000 ug without intrinsic factor."""
    doses = 737.8 * np.logspace(0.0, 4.0, 9)
    bare = eating(person, **NO_FOOD)
    nothing = habit(bare, factor=0.0).absorbed
    parts = [(habit(eating(bare, pill=dose), factor=0.0).absorbed - nothing) / dose for dose in doses]
    return float(np.ptp(parts) / np.mean(parts))


@pytest.mark.parametrize("seed", SEEDS)
def test_without_intrinsic_factor_a_dose_absorbs_in_proportion(seed: int) -> None:
    assert uneven(body(seed)) < 1e-9


def test_diffusion_that_saturates_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ilea.absorbed_per_meal

    def saturating(load: float, *rest_of: object) -> Absorbed:
        got = plain(load, *rest_of)  # type: ignore[arg-type]
        return got._replace(diffused=got.diffused / (1.0 + load / 1e7))

    monkeypatch.setattr(ilea, "absorbed_per_meal", saturating)
    assert uneven(body(0)) > 1e-9


def kept(person: Body, amount: float, route: Route = "oral", form: Form = "cyanocobalamin") -> float:
    """Part of one dose, else on an empty stomach, that the explicit gut takes up."""
    start, days = rest(person), [0.0, 4.0]
    dosed = live(Life(person, (), (Dose(form, amount, route, 0.0),)), days, start)
    plain = live(Life(person), days, start)
    return 1.0 - float(dosed[-1, STOOL] - plain[-1, STOOL]) / amount


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_single_doses_without_intrinsic_factor_diffuse_in_proportion(seed: int) -> None:
    person = body(seed)
    bare = person._replace(stomach=person.stomach.replace(intrinsic_factor=0.0))
    parts = [kept(bare, dose) for dose in (7.4e4, 7.4e5, 7.4e6)]
    assert np.ptp(parts) < 0.01 * np.mean(parts)
    assert parts == pytest.approx([person.ileum.passive] * 3, rel=0.2)  # bile of what was kept is lost too


def acid_changes(person: Body) -> tuple[float, float]:
    """What is left without acid of the absorption of crystalline and of food-bound cobalamin."""
    left: list[float] = []
    for name in ("crystalline", "food"):
        alone = eating(person, **(NO_FOOD | {name: 3000.0}))
        left.append(habit(alone, acid=0.0, bile=0.0).absorbed / habit(alone, bile=0.0).absorbed)
    return left[0], left[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_acid_frees_food_and_does_nothing_for_crystals(seed: int) -> None:
    crystals, food = acid_changes(body(seed))
    assert crystals == 1.0
    assert food < 0.9


def test_crystals_that_need_acid_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def acid_too(state: State, acid: float, factor: float, bile: float, person: Body) -> Habit:
        weak = eating(person, crystalline=person.diet.crystalline * (0.5 + 0.5 * acid))
        return habitual(state, acid, factor, bile, weak)

    monkeypatch.setitem(globals(), "habit", lambda person, acid=1.0, bile=0.0: acid_too(
        GLANDS, acid, person.stomach.intrinsic_factor, bile, person))  # fmt: skip
    assert acid_changes(body(0))[0] < 1.0


def recycled(person: Body, factor: float | None = None) -> float:
    """Part of a day's bile that comes back, in a person who fasts."""
    fasting = eating(person, **NO_FOOD)
    return habit(fasting, factor=factor, bile=700.0).absorbed / 700.0


@pytest.mark.parametrize("seed", SEEDS)
def test_bile_comes_back_only_with_intrinsic_factor(seed: int) -> None:
    person = body(seed)
    assert recycled(person) > 0.3
    assert recycled(person, factor=0.0) == pytest.approx(person.ileum.passive, rel=1e-9)


def test_bile_that_comes_back_by_itself_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ilea.absorbed_per_meal
    monkeypatch.setattr(
        ilea, "absorbed_per_meal", lambda load, on_factor, *organs: plain(load, 0.5 * load, *organs)
    )
    assert recycled(body(0), factor=0.0) > 1.01 * body(0).ileum.passive


def out_of_reach(person: Body) -> list[str]:
    """What food and fasting must do to absorption, and do not."""
    found: list[str] = []
    if falls(lambda ease: habit(eating(person, ease=ease)).absorbed, LADDER):
        found.append("an easier food is absorbed less")
    freed = partial(stomachs.freed_fraction, chief_cells=1.0, stomach=person.stomach)
    kept = [freed(0.1, ease=ease) / freed(1.0, ease=ease) for ease in (0.03, 1.0)]
    if not kept[0] < 0.9 * kept[1]:
        found.append("acid matters as much to what is freed easily")
    rested = stomachs.roused(0.0, person.stomach)
    if not rested < stomachs.roused(1000.0, person.stomach) <= 1.0:
        found.append("a meal rouses no intrinsic factor")
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_hard_foods_need_acid_and_meals_rouse_intrinsic_factor(seed: int) -> None:
    assert out_of_reach(eating(body(seed), food=1000.0)) == []


def test_food_and_fasting_that_do_nothing_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    person = eating(body(1), food=1000.0)
    monkeypatch.setattr(stomachs, "roused", lambda food, stomach: 1.0)
    monkeypatch.setattr(
        stomachs, "freed_fraction", lambda acid, chief_cells, ease, stomach: acid / (1.0 + ease)
    )
    assert len(out_of_reach(person)) == 3


def bound_to_stay(person: Body) -> list[str]:
    """What cobalamin that no digestion frees must do, and does not."""
    found: list[str] = []
    whole, half, none = (eating(person, digestible=part) for part in (1.0, 0.5, 0.0))
    if not habit(half).absorbed < habit(whole).absorbed:
        found.append("a habit brings all the same")
    if habit(none).absorbed != habit(eating(person, food=0.0)).absorbed:
        found.append("what stays bound is absorbed")
    fed = [kept(each, 700.0, "oral-with-food") for each in (half, none)]
    if not abs(fed[1]) < 1e-4 < fed[0]:
        found.append("a single meal gives what stays bound")
    crystals = [habit(eating(each, food=0.0, crystalline=3000.0)).absorbed for each in (half, none)]
    if crystals[0] != crystals[1]:
        found.append("crystals are bound")
    return found


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_what_digestion_cannot_free_goes_to_stool(seed: int) -> None:
    assert bound_to_stay(eating(body(seed), food=3000.0)) == []


def test_food_that_gives_up_all_would_be_found() -> None:
    def sabotaged(moment: State, person: Body) -> State:
        return rates(moment, eating(person, digestible=1.0))

    with living_by(sabotaged):
        assert "a single meal gives what stays bound" in bound_to_stay(eating(body(1), food=3000.0))


def alike(person: Body) -> list[str]:
    """What intrinsic factor must make of the two forms, and does not."""
    found: list[str] = []
    bare = person._replace(stomach=person.stomach.replace(intrinsic_factor=0.0))
    cyano, hydroxo = (kept(person, 18_400.0, form=form) for form in FORMS)
    if not 0.85 * cyano < hydroxo < 0.99 * cyano:
        found.append("of 25 ug of either form as much is absorbed")
    cyano, hydroxo = (kept(bare, 18_400.0, form=form) for form in FORMS)
    if hydroxo != pytest.approx(cyano, rel=0.02):
        found.append("the forms diffuse apart")
    fed = eating(person, **NO_FOOD | {"food": 3000.0})
    of_food, were_it_cyano = (habit(each, factor=1e3, bile=0.0).absorbed for each in (fed, even(fed)))
    if not of_food < 0.99 * were_it_cyano:
        found.append("scarce intrinsic factor binds as much of food")
    return found


def even(person: Body) -> Body:
    """The person, had intrinsic factor as much room for either form."""
    return person._replace(duodenum=person.duodenum.replace(hydroxo_capacity=1.0))


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_intrinsic_factor_binds_less_hydroxocobalamin_where_it_is_scarce(seed: int) -> None:
    assert alike(eating(body(seed), ease=1e3, digestible=1.0)) == []


def test_forms_that_bind_alike_would_be_found() -> None:
    with living_by(lambda moment, person: rates(moment, even(person))):
        assert len(alike(even(eating(body(1), ease=1e3, digestible=1.0)))) == 2
