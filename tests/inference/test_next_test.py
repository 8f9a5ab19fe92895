"""Next tests: which decision is turned, what a test is worth, and what the site does not offer."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from inference.backwards import SIGNS, record, weighed

from corrin.inference.decision import (
    FOR_GOOD_FROM,
    LEAVE,
    LOOK,
    LOOK_FROM,
    TREAT,
    TREAT_FOR_GOOD,
    TREAT_FROM,
    Chances,
    decided,
    turned,
)
from corrin.inference.next_test import DECIDES, Belief, NextTest, asked, next_tests
from corrin.inference.posterior import Posterior

GREY = """
person: {age: 62, sex: female, weight: 64}
results:
  - {test: total-b12, value: 155, unit: pmol/L}
  - {test: hb, value: 121, unit: g/L}
"""


@cache
def grey() -> tuple[Posterior, frozenset[str]]:
    answer = weighed(record(GREY), 800)
    return answer.heavy(), answer.harmful()


def ranked(answer: Posterior) -> list[NextTest]:
    return next_tests(answer, grey()[1], 0)


@pytest.mark.parametrize(
    ("deficient", "lasting", "decision"),
    [(0.0, 1.0, LEAVE), (LOOK_FROM - 1e-9, 1.0, LEAVE), (LOOK_FROM, 1.0, LOOK), (TREAT_FROM - 1e-9, 1.0, LOOK),
     (TREAT_FROM, FOR_GOOD_FROM - 1e-9, TREAT), (1.0, 0.0, TREAT), (TREAT_FROM, FOR_GOOD_FROM, TREAT_FOR_GOOD),
     (1.0, 1.0, TREAT_FOR_GOOD)],
)  # fmt: skip
def test_a_decision_has_three_borders(deficient: float, lasting: float, decision: int) -> None:
    assert decided(np.array([deficient]), np.array([lasting])).tolist() == [decision]


@pytest.mark.parametrize(
    ("before", "after", "turns"),
    [((0.9, 0.49), (0.9, 0.51), False), ((0.9, 0.4), (0.9, 0.6), True), ((0.29, 0.0), (0.31, 0.0), False),
     ((0.25, 0.0), (0.35, 0.0), True), ((0.25, 0.9), (0.35, 0.9), True), ((0.5, 0.0), (0.9, 0.0), False),
     ((0.9, 0.9), (0.01, 0.9), True), ((0.01, 0.4), (0.01, 0.9), False), ((1.0, 0.0), (0.0, 1.0), True)],
)  # fmt: skip
def test_a_border_crossed_by_a_hair_turns_nothing(
    before: tuple[float, float], after: tuple[float, float], turns: bool
) -> None:
    told = turned(*(Chances(*(np.array([each]) for each in pair)) for pair in (before, after)))
    assert told.tolist() == [turns]


def test_the_borders_lie_halfway_between_what_guidelines_do() -> None:
    """Chance of a raised methylmalonate where guidelines leave alone, look further and treat: 4.1, 13.5, 56 %."""
    odds = [np.log(p / (1.0 - p)) for p in (0.041, 0.135, 0.56)]
    halfway = [1.0 / (1.0 + np.exp(-0.5 * (one + two))) for one, two in zip(odds[:-1], odds[1:], strict=True)]
    assert [LOOK_FROM, TREAT_FROM] == pytest.approx(halfway, abs=0.01)


def test_tests_are_ranked_by_worth_and_none_is_done_already() -> None:
    told = ranked(grey()[0])
    assert [each.worth for each in told] == sorted((each.worth for each in told), reverse=True)
    assert {"total-b12", "hb", "egfr", "creatinine"}.isdisjoint(each.id for each in told)
    assert all(each.status_bits >= 0.0 and each.cause_bits >= 0.0 for each in told)
    assert all(0.0 <= each.changes_decision_p <= 1.0 for each in told)


def test_the_active_part_tells_more_of_status_than_a_blood_count() -> None:
    told = {each.id: each for each in ranked(grey()[0])}
    for id in ("holotc", "mma"):
        assert told[id].status_bits > max(
            told[other].status_bits for other in ("mcv", "platelets", "ferritin")
        )
    assert told["anti-if"].cause_bits > told["ldh"].cause_bits


def test_the_same_test_is_worth_less_when_it_is_dear_or_slow() -> None:
    one = NextTest("mma", 0.2, 0.1, 0.1, 8.0, 5.0, "")
    assert one.worth == pytest.approx(0.4 / 23.0)
    assert one._replace(cost=80.0).worth < one.worth > one._replace(wait=60.0).worth
    assert one._replace(cause_bits=0.3).worth > one.worth < one._replace(changes_decision_p=0.5).worth


def test_a_test_is_needed_only_where_the_decision_may_turn() -> None:
    one = NextTest("mma", 0.2, 0.1, DECIDES, 8.0, 5.0, "")
    assert one.needed
    assert not one._replace(changes_decision_p=DECIDES - 1e-6).needed
    assert not one._replace(status_bits=0.0, cause_bits=0.01).needed, "a test that tells nothing is no reason"


def test_cost_wait_and_availability_are_those_of_the_catalogue_handed_in() -> None:
    answer = grey()[0]
    markers = dict(answer.catalogue.markers)
    markers["holotc"] = replace(markers["holotc"], cost=5000.0)
    site = answer.catalogue._replace(markers=markers, unavailable=frozenset({"mma"}))
    usual, here = (
        {each.id: each for each in ranked(one)} for one in (answer, replace(answer, catalogue=site))
    )
    assert not here["mma"].available and all(each.available for id, each in here.items() if id != "mma")
    assert here["holotc"].worth < usual["holotc"].worth
    assert here["mma"].information_bits == usual["mma"].information_bits, "what it would tell is the same"
    assert ranked(replace(answer, catalogue=site))[-1].id == "holotc" or here["holotc"].worth < 0.001


def believed(deficient: float, share: float) -> Belief:
    """A hundred equally likely people, of whom a share have a lasting cause that an antibody always shows."""
    lasting = (np.arange(100) < 100 * share).astype(float)
    posterior: Any = SimpleNamespace(
        particles=SimpleNamespace(signs=lasting[:, None]),
        sign_ids=("anti-if",),
        catalogue=SimpleNamespace(unavailable=frozenset()),
    )
    return Belief(posterior, np.arange(100), np.full(100, deficient), lasting.astype(np.int64), lasting)


def test_a_test_of_the_cause_turns_how_long_to_treat_and_nothing_where_there_is_no_treating() -> None:
    """By hand: with 40 of 100 the antibody moves 'while it lasts' to 'for good' in 40 %; entropy 0.971 bits."""
    told = asked(believed(0.9, 0.4), SIGNS["anti-if"], 0)
    assert told.changes_decision_p == pytest.approx(0.4) and told.needed
    assert told.cause_bits == pytest.approx(0.97095, abs=1e-4) and told.status_bits == pytest.approx(
        0.0, abs=1e-9
    )
    assert asked(believed(0.9, 0.7), SIGNS["anti-if"], 0).changes_decision_p == pytest.approx(0.3)
    assert asked(believed(0.2, 0.4), SIGNS["anti-if"], 0).changes_decision_p == 0.0
    assert asked(believed(0.9, 0.0), SIGNS["anti-if"], 0).changes_decision_p == 0.0
