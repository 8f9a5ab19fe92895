"""Draws are keyed by seed, person and purpose: the same people whatever the order, the chunk or the company."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.draws import drawn, sampled, uniform, uniforms, usual
from corrin.physiology.body import Body, parameters, typical
from corrin.setting import calibrated

PURPOSES = ("stomach.acid", "metformin.severity", "", "ümlaut/7")


def values(body: Body) -> list[float]:
    return [getattr(getattr(body, each.organ.__name__.lower()), each.name) for each in parameters()]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**62), st.sampled_from(PURPOSES), st.integers(0, 10**9), st.integers(1, 40))
def test_a_chunk_holds_the_people_drawn_one_by_one(seed: int, purpose: str, first: int, count: int) -> None:
    whole = uniforms(seed, purpose, first, count)
    assert whole.tolist() == [uniform(seed, purpose, person) for person in range(first, first + count)]
    assert np.all((whole > 0.0) & (whole < 1.0))
    part = count // 2
    assert uniforms(seed, purpose, first + part, count - part).tolist() == whole[part:].tolist()


def test_draws_are_uniform_and_independent() -> None:
    """The largest gap to uniform of 20,000 draws is below 0.015: beyond it with chance 2 exp(-9) = 2e-4."""
    drawn = uniforms(3, "stomach.acid", 0, 20_000)
    gap = np.max(np.abs(np.sort(drawn) - (np.arange(drawn.size) + 0.5) / drawn.size))
    assert gap < 0.015
    for seed, purpose, first in ((3, "stomach.size", 0), (4, "stomach.acid", 0), (3, "stomach.acid", 1)):
        other = uniforms(seed, purpose, first, drawn.size)
        assert abs(np.corrcoef(drawn, other)[0, 1]) < 5.0 / math.sqrt(drawn.size)


def test_what_is_not_uniform_would_be_found() -> None:
    skewed = uniforms(3, "stomach.acid", 0, 20_000) ** 1.1
    gap = np.max(np.abs(np.sort(skewed) - (np.arange(skewed.size) + 0.5) / skewed.size))
    assert gap > 0.015


def test_the_same_person_has_the_same_body_whoever_came_before() -> None:
    forward = [values(sampled(typical(), 1, person)) for person in range(4)]
    backward = [values(sampled(typical(), 1, person)) for person in reversed(range(4))]
    assert forward == backward[::-1]
    assert len({tuple(each) for each in forward}) == 4
    assert values(sampled(typical(), 2, 0)) != forward[0]


def test_only_numbers_with_a_spread_differ_and_fixed_ones_stay() -> None:
    held = "kidney.filtration"
    usual_values = values(typical())
    own, fixed = values(sampled(typical(), 5, 9)), values(sampled(typical(), 5, 9, fixed=(held,)))
    spread = 0
    for place, each in enumerate(parameters()):
        assert (own[place] != usual_values[place]) == (each.spread is not None), each.id
        spread += each.spread is not None
        if each.id == held:
            assert fixed[place] == usual_values[place]
        else:
            assert fixed[place] == own[place], f"{each.id}: knowing one number moved another"
    assert spread > 10


def test_bodies_lie_about_the_typical_one() -> None:
    """Mean of the log over 800 people, within 4 standard errors; their spread within 12 %."""
    people = np.array([values(sampled(typical(), 7, person)) for person in range(800)])
    centre = values(typical())
    checked = 0
    for place, each in enumerate(parameters()):
        if each.spread is None:
            continue
        width = math.sqrt(math.log1p((each.spread.cv * calibrated().of(f"{each.id}.cv")) ** 2))
        away = np.log(people[:, place] / centre[place])
        assert abs(away.mean()) < 4.0 * width / math.sqrt(800), each.id
        assert away.std() == pytest.approx(width, rel=0.12), each.id
        checked += 1
    assert checked > 10


@pytest.mark.parametrize("id", sorted({**CAUSES, **LOOK_ALIKES}))
def test_a_drawn_cause_is_keyed_and_within_its_bounds(id: str) -> None:
    cause = {**CAUSES, **LOOK_ALIKES}[id]
    for person in range(30):
        own = drawn(cause, 1, person)
        assert own == drawn(cause, 1, person)
        assert 0.0 <= own.severity <= 1.0 and own.onset < 0.0 and own.tempo >= 0.0
        told = drawn(cause, 1, person, 12.0, severity=0.25)
        assert (told.onset, told.severity, told.tempo) == (12.0, 0.25, own.tempo)
    middle = usual(cause, 3.0)
    assert middle.onset == 3.0
    assert middle.severity == pytest.approx(float(cause.severity.quantile(0.5)))
    assert usual(cause, severity=0.1, tempo=5.0).tempo == 5.0
