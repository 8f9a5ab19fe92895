"""Proposals reach everybody, and their weights undo it: on average 1, and causes at their prevalence."""

from __future__ import annotations

import math
from datetime import date
from functools import cache

import numpy as np
import pytest
from inference.backwards import record

from corrin.catalog.causes import CAUSES
from corrin.inference.case import Case, Suspect
from corrin.inference.proposal import Plan, Proposed, plan, propose
from corrin.parameter import Covariates

CHANCES = {"pernicious-anaemia": 0.02, "h-pylori-gastritis": 0.3, "metformin": 1.0, "cblc": 0.0002,
           "low-intake": 0.6}  # fmt: skip
COUNT = 4000


def small() -> Case:
    suspects = tuple(Suspect(CAUSES[id], chance) for id, chance in CHANCES.items())
    return Case(Covariates(), 0.1, date(2026, 1, 1), suspects, (), (), (), frozenset(), (), (), ())


def people(how: Plan, first: int = 0) -> list[Proposed]:
    return [propose(small(), 5, person, how) for person in range(first, first + COUNT)]


@cache
def first_round() -> Plan:
    return plan(small())


@cache
def second_round() -> Plan:
    """Repeats of a few people, as if results had chosen them."""
    found = {each.causes: each for each in people(first_round())[:400]}
    chosen = sorted(found.values(), key=lambda each: sorted(each.causes))[:6]
    assert len(chosen) == 6
    return plan(small(), [(each, (n + 1) / 21.0) for n, each in enumerate(chosen)])


def mean(values: list[float]) -> tuple[float, float]:
    """Mean and its standard error."""
    return float(np.mean(values)), float(np.std(values) / math.sqrt(len(values)))


@pytest.mark.parametrize("how", [first_round, second_round])
def test_weights_average_to_one(how: object) -> None:
    """Within 4 standard errors, each below 0.05, so that a weight wrong by a fifth would show."""
    weights = [math.exp(each.log_weight) for each in people(how(), 10_000)]  # type: ignore[operator]
    middle, error = mean(weights)
    assert error < 0.05
    assert middle == pytest.approx(1.0, abs=4.0 * error)


@pytest.mark.parametrize("how", [first_round, second_round])
def test_weighted_causes_are_as_frequent_as_before_any_test(how: object) -> None:
    found = people(how(), 20_000)  # type: ignore[operator]
    for id, chance in CHANCES.items():
        shares = [math.exp(each.log_weight) * (id in each.causes) for each in found]
        middle, error = mean(shares)
        assert error < 0.05
        assert middle == pytest.approx(chance, abs=4.0 * error + 1e-9), id
    both = [math.exp(p.log_weight) * ({"h-pylori-gastritis", "low-intake"} <= p.causes) for p in found]
    middle, error = mean(both)
    assert middle == pytest.approx(0.18, abs=4.0 * error)


@pytest.mark.parametrize("how", [first_round, second_round])
def test_weighted_severity_is_as_before_any_test(how: object) -> None:
    """Mean quantile of the severity of those with the cause: one half."""
    found = [each for each in people(how(), 30_000) if "h-pylori-gastritis" in each.causes]  # type: ignore[operator]
    weights = np.exp([each.log_weight for each in found])
    places = np.array([each.places["h-pylori-gastritis.severity"] for each in found])
    middle = float(weights @ places / weights.sum())
    error = float(np.sqrt(((weights * (places - middle)) ** 2).sum()) / weights.sum())
    assert error < 0.03
    assert middle == pytest.approx(0.5, abs=4.0 * error)
    assert np.all((places >= 0.0) & (places <= 1.0))


def test_unweighted_proposals_would_be_found_out() -> None:
    share = float(np.mean(["cblc" in each.causes for each in people(first_round())]))
    assert share > 20.0 * CHANCES["cblc"]
    assert float(np.mean(["pernicious-anaemia" in each.causes for each in people(first_round())])) > 0.1


def test_what_is_certain_is_in_everyone() -> None:
    for how in (first_round(), second_round()):
        assert all("metformin" in each.causes for each in people(how)[:500])


def test_every_suspect_of_a_record_is_tried() -> None:
    known = record("person: {age: 50, sex: female}")
    how = plan(known)
    assert sum(how.share.values()) == pytest.approx(1.0)
    tried = frozenset[str]().union(*(propose(known, 0, person, how).causes for person in range(1500)))
    likely = {each.cause.id for each in known.suspects if each.probability > 1e-5}
    assert len(likely) > 25 and likely <= tried


def test_the_same_person_is_proposed_whatever_came_before() -> None:
    how = second_round()
    assert [propose(small(), 1, n, how) for n in (3, 1)] == [propose(small(), 1, n, how) for n in (1, 3)][
        ::-1
    ]
    assert propose(small(), 1, 3, how) != propose(small(), 2, 3, how)


def test_onsets_lie_within_a_life() -> None:
    for each in people(first_round())[:1000]:
        for affliction in each.afflictions:
            assert -40.0 * 365.25 <= affliction.onset <= -1.0 and affliction.until > affliction.onset
