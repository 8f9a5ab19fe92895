"""Found: who falls ill does not stay untreated, and is the same person whoever else is looked at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from corrin.catalog.causes import CAUSES
from corrin.catalog.markers import MARKERS
from corrin.catalog.populations import POPULATIONS
from corrin.cause import YEAR
from corrin.population import Crowd, drawn, found, lived_to, people
from corrin.population.found import found_ago

US = POPULATIONS["us-2001-04"]
assert US.finding is not None
FINDING = US.finding
ILL = replace(US, habits=(), cared={}, causes={"pernicious-anaemia": 300.0, "autoimmune-gastritis": 300.0})
HIDDEN = replace(ILL, finding=replace(FINDING, treated=False))
ALL = tuple(CAUSES.values())
MANY = 300


@pytest.fixture(scope="module")
def ill() -> Crowd:
    return drawn(ILL, ALL, 3, range(MANY))


@pytest.fixture(scope="module")
def ago(ill: Crowd) -> np.ndarray:
    return found_ago(ill, FINDING)


def shown(crowd: Crowd, id: str) -> np.ndarray:
    return lived_to(crowd, [0.0], {id: MARKERS[id]}).markers[id][:, 0]


def haemoglobin(crowd: Crowd) -> np.ndarray:
    return shown(crowd, "hb")


def test_hardly_anyone_gets_to_a_haemoglobin_below_60(ill: Crowd) -> None:
    """2.5 % of those found (andres2006); of the model's, whom nothing else brings to a doctor, up to twice that."""
    seen = found(ill, HIDDEN.finding)
    assert np.mean(haemoglobin(seen) < 60.0) < 0.05


def test_without_doctors_many_would(ill: Crowd) -> None:
    """The sabotaged twin."""
    assert np.mean(haemoglobin(ill) < 60.0) > 0.05


def test_those_found_are_ill_on_the_day(ill: Crowd, ago: np.ndarray) -> None:
    hb, before = haemoglobin(found(ill, HIDDEN.finding)), haemoglobin(ill)
    known = ago > 0.0
    assert 20 < known.sum() < MANY
    assert np.median(hb[known]) > np.median(before[known]) + 20.0
    assert np.array_equal(hb[~known], before[~known])


def test_those_found_are_on_injections(ill: Crowd, ago: np.ndarray) -> None:
    amount, every = found(ill, FINDING).injected["found.cared"]
    assert np.array_equal(amount > 0.0, ago > 0.0) and every == YEAR / 12.0
    assert np.all(shown(found(ill, FINDING), "total-b12")[ago > 0.0] > 150.0)


def test_who_is_found_does_not_hang_on_others(ill: Crowd, ago: np.ndarray) -> None:
    rows = np.arange(50, 120)
    assert np.array_equal(found_ago(ill.of(rows), FINDING), ago[rows])
    whole, part = people(HIDDEN, ALL, 3, range(MANY)), people(HIDDEN, ALL, 3, range(50, 120))
    for id, each in part.had.items():
        has = each.present
        assert np.array_equal(has, whole.had[id].present[rows])
        assert np.array_equal(each.affliction.onset[has], whole.had[id].affliction.onset[rows][has])


def test_what_a_study_dates_stays(ill: Crowd) -> None:
    dated = ("pernicious-anaemia", "autoimmune-gastritis")
    seen = found(ill, HIDDEN.finding, dated)
    for id in dated:
        assert np.array_equal(seen.had[id].affliction.onset, ill.had[id].affliction.onset)


def test_nobody_is_found_where_nobody_looks(ill: Crowd) -> None:
    assert found(ill, None) is ill
    assert not np.any(found_ago(ill, replace(FINDING, a_year=0.0)))
    assert not np.any(found_ago(ill, replace(FINDING, causes=())))
