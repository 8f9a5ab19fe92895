"""Causes: their order does not matter, none of a cause is no cause, and nobody changes their neighbour."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import permutations

import numpy as np
import pytest
from bodies import HARMS, SEEDS, body, cause, generator

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.cause import Affliction, Lesion, afflicted
from corrin.draws import sampled, uniforms
from corrin.engine import Life, live, rest
from corrin.physiology.body import Body, parameters, typical
from corrin.physiology.ileum import Ileum
from corrin.physiology.iron import Iron

CATALOGUE = tuple((CAUSES | LOOK_ALIKES).values())
Apply = Callable[[Body, Iterable[Affliction], float], Body]


def row(person: Body) -> np.ndarray:
    """Every number of a body, in order."""
    return np.array([getattr(organ, declared.name) for organ in person for declared in organ.parameters()])


def order_matters(apply: Apply, person: Body, company: tuple[Affliction, ...]) -> bool:
    one = row(apply(person, company, 1000.0))
    others = [row(apply(person, order, 1000.0)) for order in permutations(company)]
    return not all(np.allclose(one, other, rtol=1e-12, atol=0.0) for other in others)


def company(seed: int, most: int = 3) -> tuple[Affliction, ...]:
    """Some causes of the catalogue at once, each as severe and as old as chance has it."""
    draw = generator(seed, "company")
    chosen = draw.choice(len(CATALOGUE), size=most, replace=False)
    return tuple(
        Affliction(CATALOGUE[place], draw.uniform(), draw.uniform(0.0, 900.0), draw.uniform(0.0, 300.0))
        for place in chosen
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_order_of_causes_does_not_matter(seed: int) -> None:
    assert not order_matters(afflicted, body(seed), company(seed))


def test_no_number_is_both_multiplied_and_added_to() -> None:
    multiplied = {lesion.of.id for each in CATALOGUE for lesion in each.lesions if lesion.times != 1.0}
    added = {lesion.of.id for each in CATALOGUE for lesion in each.lesions if lesion.plus != 0.0}
    assert len(multiplied) > 5
    assert multiplied & added == set()


def test_an_order_that_matters_would_be_found() -> None:
    doubled, raised = cause(Lesion(Iron.bleeding, times=2.0)), cause(Lesion(Iron.bleeding, plus=1.0))
    assert order_matters(afflicted, body(0), (Affliction(doubled), Affliction(raised)))

    def last_wins(person: Body, present: Iterable[Affliction], day: float) -> Body:
        return afflicted(person, list(present)[-1:], day)

    assert order_matters(last_wins, body(0), company(0))


@pytest.mark.parametrize("each", CATALOGUE, ids=lambda each: each.id)
def test_none_of_a_cause_is_no_cause(each: object) -> None:
    person = body(1)
    assert np.array_equal(row(afflicted(person, (Affliction(each, 0.0),), 1000.0)), row(person))  # type: ignore[arg-type]
    assert np.array_equal(row(afflicted(person, (Affliction(each, 1.0, 50.0),), 50.0)), row(person))  # type: ignore[arg-type]
    assert not np.array_equal(row(afflicted(person, (Affliction(each, 0.5, 50.0),), 51.0)), row(person))  # type: ignore[arg-type]


@pytest.mark.parametrize("until", [40.0, 50.0])
def test_a_cause_that_ends_before_it_begins_is_no_cause(until: float) -> None:
    gone = Affliction(cause(Lesion(Ileum.active, times=0.0), recovery=10.0), 1.0, 50.0, 0.0, until)
    assert [gone.strength(day) for day in (49.0, 50.0, 51.0, 80.0)] == [0.0] * 4


def test_a_life_with_none_of_a_cause_is_a_life_without_it() -> None:
    start, days = rest(body(2)), [0.0, 400.0, 800.0]
    none = live(Life(body(2), (Affliction(cause(*HARMS), 0.0, 100.0),)), days, start)
    without = live(Life(body(2)), days, start)
    assert np.allclose(none, without, rtol=1e-5, atol=1e-6)
    some = live(Life(body(2), (Affliction(cause(*HARMS), 0.1, 100.0),)), days, start)
    assert not np.allclose(some, without, rtol=1e-5, atol=1e-6)


def neighbours_matter(draw: Callable[[int, int], np.ndarray]) -> bool:
    """Whether a person differs by how many others are drawn before them or with them."""
    crowd = draw(0, 50)
    return not all(np.array_equal(crowd[person : person + 1], draw(person, 1)) for person in range(50))


def test_a_person_does_not_depend_on_neighbours() -> None:
    assert not neighbours_matter(lambda first, count: uniforms(7, "liver.bile", first, count))
    alone = [row(sampled(typical(), 7, person)) for person in (3, 1, 2)]
    assert np.array_equal(alone[0], row(sampled(typical(), 7, 3)))
    assert not np.array_equal(alone[0], alone[1])


def test_draws_from_one_shared_stream_would_be_found() -> None:
    stream = np.random.default_rng(7)
    assert neighbours_matter(lambda first, count: stream.random(count))


def test_a_known_number_of_a_person_moves_no_other() -> None:
    free, held = row(sampled(typical(), 7, 1)), row(sampled(typical(), 7, 1, fixed=["liver.bile"]))
    moved = [declared.id for declared, one, two in zip(parameters(), free, held, strict=True) if one != two]
    assert moved == ["liver.bile"]


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_two_causes_of_one_life_commute(seed: int) -> None:
    both, start = company(seed, 2), rest(body(seed))
    one = live(Life(body(seed), both), [0.0, 2000.0], start)
    other = live(Life(body(seed), both[::-1]), [0.0, 2000.0], start)
    assert np.allclose(one, other, rtol=1e-5, atol=1e-6)
