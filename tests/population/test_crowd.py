"""A crowd is drawn person by person: shares as declared, company that keeps them, the same whoever else is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from corrin.catalog.causes import CAUSES
from corrin.catalog.populations import POPULATIONS
from corrin.parameter import Covariates
from corrin.population import Crowd, joined, people
from corrin.population.declare import chance
from corrin.units import PMOL_PER_UG

US = POPULATIONS["us-2001-04"]
ALL = tuple(CAUSES.values())
MANY = 20_000
FIVE = 5.0
"""Standard errors of a share: among two hundred shares a true one goes beyond them once in ten thousand runs."""


@pytest.fixture(scope="module")
def many() -> Crowd:
    return people(US, ALL, 11, range(MANY))


def near(found: Any, expected: Any, persons: int = MANY) -> bool:
    """A share of `persons` within five standard errors; power: a third off is seen where 500 are expected."""
    share = float(np.mean(expected))
    return (
        abs(float(np.mean(found)) - share)
        <= FIVE * np.sqrt(max(share * (1.0 - share), 1e-9) / persons) + 1e-4
    )


def alike(one: Crowd, other: Crowd) -> bool:
    """Bit by bit, causes of those who have them."""
    plain = [(one.ethnicity, other.ethnicity), *zip(one.covariates, other.covariates, strict=True)]
    for name in ("traits", "conditions", "habits"):
        here, there = getattr(one, name), getattr(other, name)
        plain += [(here[id], there[id]) for id in here]
    for organ, twin in zip(one.body, other.body, strict=True):
        plain += [(getattr(organ, each.name), getattr(twin, each.name)) for each in organ.parameters()]
    return all(np.array_equal(a, b) for a, b in plain) and present(one) == present(other)


def present(crowd: Crowd) -> list[tuple[int, str, float, float, float]]:
    """Person, cause, severity, onset and tempo of everything anybody has."""
    return sorted(
        (int(np.asarray(crowd.persons)[row]), id, float(each.affliction.severity[row]),
         float(each.affliction.onset[row]), float(each.affliction.tempo[row]))
        for id, each in crowd.had.items() for row in np.flatnonzero(each.present)
    )  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2000), st.integers(1, 300), st.integers(0, 5))
def test_a_run_of_people_is_a_part_of_all(first: int, count: int, seed: int) -> None:
    whole = people(US, ALL, seed, range(first, first + 300))
    rows = np.arange(300 - count, 300)
    assert alike(whole.of(rows), people(US, ALL, seed, range(first + 300 - count, first + 300)))


def test_another_seed_gives_others() -> None:
    assert not alike(people(US, ALL, 1, range(50)), people(US, ALL, 2, range(50)))


def test_parts_joined_are_the_whole() -> None:
    parts = [people(US, ALL, 4, range(first, first + 100)) for first in (0, 100, 200)]
    assert alike(joined(parts), people(US, ALL, 4, range(300)))


@pytest.mark.parametrize("id", CAUSES)
def test_a_cause_is_as_common_as_declared(id: str, many: Crowd) -> None:
    """Company moves a cause between people and leaves its share of them."""
    factor = US.causes.get(id, 1.0)
    odds = CAUSES[id].prevalence.odds(many.covariates) * factor
    has = many.had[id].present if id in many.had else np.zeros(MANY, dtype=bool)
    declared = odds / (1.0 + odds)
    assert near(has, declared) or abs(has.mean() / np.mean(declared) - 1.0) < 0.10
    assert factor > 0.0 or not has.any()


def test_company_keeps_a_cause(many: Crowd) -> None:
    kept = 0
    for id, cause in CAUSES.items():
        for known, ratio in cause.prevalence.raised_by.items():
            if known not in many.conditions or id not in many.had or ratio < 2.0:
                continue
            has, company = many.had[id].present, many.conditions[known]
            if (has & company).sum() >= 10:
                kept += 1
                assert has[company].mean() > has[~company].mean()
    assert kept >= 2


@pytest.mark.parametrize("habit", US.habits, ids=lambda each: each.id)
def test_a_habit_is_as_common_as_declared(habit: Any, many: Crowd) -> None:
    amount = many.injected[habit.id][0] if habit.taken == "injection" else many.habits[habit.id]
    assert near(amount > 0.0, chance(habit.share, many.covariates))
    assert np.all(amount >= 0.0) and (amount > 0.0).any()


def test_habits_are_a_part_of_the_diet(many: Crowd) -> None:
    without = people(replace(US, habits=()), ALL, 11, range(MANY))
    taken = {kind: sum(many.habits[h.id] for h in US.habits if h.taken == kind) for kind in ("pill", "food")}
    for kind, name in (("pill", "pill"), ("food", "crystalline")):
        more = getattr(many.body.diet, name) - getattr(without.body.diet, name)
        told = np.asarray(taken[kind]) * PMOL_PER_UG
        assert np.array_equal(more > 0.0, told > 0.0)
        assert np.all(more <= told * (1.0 + 1e-9))
        steady = more[told > 0.0] > told[told > 0.0] * (1.0 - 1e-9)
        assert 0.6 < steady.mean() < 0.75 if kind == "pill" else steady.all()


def test_nobody_has_a_cause_longer_than_life_and_it_allow(many: Crowd) -> None:
    checked = 0
    for id, each in many.had.items():
        years = -each.affliction.onset[each.present] / 365.25
        age = np.asarray(many.covariates.age)[each.present]
        oldest = np.maximum(age - max(CAUSES[id].prevalence.ages[0], 0.0), 0.1)
        assert np.all(years >= 0.0) and np.all(years <= oldest * 1.001)
        checked += years.size
    assert checked > 5000


def test_people_look_like_the_country(many: Crowd) -> None:
    who = many.covariates
    assert near(who.sex == "female", US.female)
    for name, share in US.ethnicity.items():
        assert near(many.ethnicity == name, share)
    assert 20.0 <= np.min(who.age) and np.max(who.age) <= 90.0
    for trait in US.traits:
        for name, share in trait.by_ethnicity.items():
            of_them = many.ethnicity == name
            if of_them.sum() > 200:
                assert near(many.traits[trait.id][of_them], share, int(of_them.sum()))


def test_the_cared_for_are_a_part_of_those_who_have_it(many: Crowd) -> None:
    has = many.had["pernicious-anaemia"].present
    cared = many.injected["pernicious-anaemia.cared"][0] > 0.0
    assert has.sum() > 50 and not np.any(cared & ~has)
    assert near(cared[has], US.cared["pernicious-anaemia"], int(has.sum()))


@pytest.mark.parametrize("id", POPULATIONS)
def test_every_population_can_be_drawn(id: str) -> None:
    crowd = people(POPULATIONS[id], ALL, 1, range(500))
    assert crowd.size == 500
    assert bool(crowd.had) != POPULATIONS[id].without
    for organ in crowd.body:
        for each in organ.parameters():
            values = np.asarray(getattr(organ, each.name))
            assert np.all(np.isfinite(values)) and np.all(values >= 0.0), each.id
    assert all(isinstance(each, np.ndarray) for each in Covariates(*crowd.covariates))


def test_a_share_that_is_off_would_be_found() -> None:
    """The sabotaged twin of `near`."""
    assert near(np.arange(MANY) < 500, 500 / MANY)
    assert not near(np.arange(MANY) < 500, 750 / MANY)
