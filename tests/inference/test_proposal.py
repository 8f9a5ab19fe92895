"""Proposals reach everybody, and their weights undo it: on average 1, and causes at their prevalence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
import pytest
from inference.backwards import record
from numpy.typing import NDArray

from corrin.catalog.causes import CAUSES
from corrin.inference.case import Case, Suspect
from corrin.inference.proposal import (
    DRAWN,
    Guide,
    Proposed,
    chances,
    had,
    left_open,
    mixed,
    propose,
    unguided,
)
from corrin.inference.refine import fitted
from corrin.parameter import Covariates

Array = NDArray[np.float64]
CHANCES = {"pernicious-anaemia": 0.02, "h-pylori-gastritis": 0.3, "metformin": 1.0, "cblc": 0.0002,
           "low-intake": 0.6}  # fmt: skip
COUNT = 40_000
PLACE = {id: n for n, id in enumerate(CHANCES)}


def small() -> Case:
    suspects = tuple(Suspect(CAUSES[id], chance) for id, chance in CHANCES.items())
    return Case(Covariates(), 0.1, date(2026, 1, 1), suspects, (), (), (), frozenset(), (), (), ())


@cache
def people(how: Callable[[], Guide], first: int = 0) -> tuple[Proposed, Array]:
    """Proposed people with their weights."""
    found = propose(small(), how(), 5, range(first, first + COUNT))
    return found, np.exp(-how().log_over_prior(found, chances(small())))


def first_round() -> Guide:
    return unguided(small())


@cache
def later_round() -> Guide:
    """Fitted to people as if results had chosen pernicious anaemia of high severity, with some of the first kind."""
    found, _ = people(first_round)
    severe = found.scores[:, PLACE["pernicious-anaemia"], 0]
    log = np.where(found.has[:, PLACE["pernicious-anaemia"]], -2.0 * (severe - 1.0) ** 2, -12.0)
    log = log - first_round().log_over_prior(found, chances(small()))
    guide = fitted(found.of(np.arange(4000)), log[:4000], chances(small()), left_open(small()))
    return mixed([first_round(), guide], [0.1, 0.9])


ROUNDS = pytest.mark.parametrize("how", [first_round, later_round])


def mean(values: Array) -> tuple[float, float]:
    """Mean and its standard error."""
    return float(np.mean(values)), float(np.std(values) / np.sqrt(values.size))


@ROUNDS
def test_weights_average_to_one(how: Callable[[], Guide]) -> None:
    """Within 4 standard errors, each below 0.03, so that a weight wrong by an eighth would show."""
    middle, error = mean(people(how)[1])
    assert error < 0.03
    assert middle == pytest.approx(1.0, abs=4.0 * error)


@ROUNDS
def test_weighted_causes_are_as_frequent_as_before_any_test(how: Callable[[], Guide]) -> None:
    found, weights = people(how)
    for id, chance in CHANCES.items():
        middle, error = mean(weights * found.has[:, PLACE[id]])
        assert error < 0.03
        assert middle == pytest.approx(chance, abs=4.0 * error + 1e-9), id
    both = found.has[:, PLACE["h-pylori-gastritis"]] & found.has[:, PLACE["low-intake"]]
    middle, error = mean(weights * both)
    assert middle == pytest.approx(0.18, abs=4.0 * error)


@ROUNDS
def test_weighted_scores_are_as_before_any_test(how: Callable[[], Guide]) -> None:
    """Of those with the cause: mean 0 and square 1, within 4 standard errors."""
    found, weights = people(how)
    has = found.has[:, PLACE["pernicious-anaemia"]]
    for column, what in enumerate(DRAWN):
        scores = found.scores[has, PLACE["pernicious-anaemia"], column]
        for values, expected in ((scores, 0.0), (scores**2, 1.0)):
            middle = float(weights[has] @ values / weights[has].sum())
            error = float(np.sqrt(((weights[has] * (values - middle)) ** 2).sum()) / weights[has].sum())
            assert error < 0.12, what
            assert middle == pytest.approx(expected, abs=4.0 * error + 1e-9), what


def test_a_later_round_proposes_whom_it_was_fitted_to() -> None:
    """The target: everyone has the cause, with a score of severity of mean 0.8 and variance 0.2."""
    found, _ = people(later_round)
    has = found.has[:, PLACE["pernicious-anaemia"]]
    assert has.mean() > 0.85
    guided = found.scores[has, PLACE["pernicious-anaemia"], 0]
    assert float(np.median(guided)) == pytest.approx(0.8, abs=0.15)
    assert float(np.quantile(guided, 0.75) - np.quantile(guided, 0.25)) < 1.0
    with_others = found.has[:, PLACE["h-pylori-gastritis"]].mean()
    assert with_others == pytest.approx(0.3, abs=0.1), "what the results say nothing of stays as it was"


def test_unweighted_proposals_would_be_found_out() -> None:
    found, _ = people(first_round)
    assert float(found.has[:, PLACE["cblc"]].mean()) > 20.0 * CHANCES["cblc"]
    assert float(found.has[:, PLACE["pernicious-anaemia"]].mean()) > 0.1


@ROUNDS
def test_what_is_certain_is_in_everyone(how: Callable[[], Guide]) -> None:
    assert bool(people(how)[0].has[:, PLACE["metformin"]].all())


def test_every_suspect_of_a_record_is_tried() -> None:
    known = record("person: {age: 50, sex: female}")
    guide = unguided(known)
    assert guide.share.sum() == pytest.approx(1.0)
    tried = propose(known, guide, 0, range(1500)).has.any(axis=0)
    likely = np.array([each.probability > 1e-5 for each in known.suspects])
    assert likely.sum() > 25 and bool(tried[likely].all())


def test_the_same_person_is_proposed_whoever_else_is() -> None:
    guide = later_round()
    alone, among = (propose(small(), guide, 1, persons) for persons in (range(3, 4), range(1, 9)))
    assert bool((alone.has[0] == among.has[2]).all()) and bool((alone.scores[0] == among.scores[2]).all())
    other = propose(small(), guide, 2, range(3, 4))
    assert bool((alone.scores != other.scores).any())


def test_onsets_lie_within_a_life() -> None:
    found, _ = people(first_round)
    befell = had(small(), found.of(np.arange(2000)))
    assert befell.keys() == CHANCES.keys()
    for id, each in befell.items():
        onset, until = each.affliction.onset[each.present], each.affliction.until[each.present]
        assert bool(((-40.0 * 365.25 <= onset) & (onset <= -1.0) & (until > onset)).all()), id
