"""Bands are quantiles: exact for few people, within their word for many, however these come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from corrin import bands
from corrin.bands import CLOSE, Bands

AT = (0.05, 0.5, 0.95)
SMALL = st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False)


@pytest.fixture
def binned(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is kept as it is."""
    monkeypatch.setattr(bands, "_KEPT", 0)
    yield


def courses(seed: int, people: int = 400, days: int = 5) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(seed)
    return {
        "wide": np.exp(draw.normal(0.0, 3.0, (people, days))),
        "none": np.zeros((people, days)),
        "signed": draw.normal(0.0, 1.0, (people, days)),
        "from none": np.maximum(draw.normal(0.0, 1.0, (people, days)), 0.0),
    }


def banded(table: dict[str, np.ndarray], size: int = 1000) -> Bands:
    made = Bands()
    for first in range(0, len(table["wide"]), size):
        made.add({name: each[first : first + size] for name, each in table.items()})
    return made


def away(made: Bands, table: dict[str, np.ndarray]) -> float:
    """Largest distance of a quantile from the exact one, in parts of the values about it."""
    worst = 0.0
    for name, got in made.quantiles(AT).items():
        exact, ordered = np.quantile(table[name], AT, axis=0), np.sort(np.abs(table[name]), axis=0)
        worst = max(worst, float(np.max(np.abs(got - exact) / (np.abs(exact) + 1e-3 * ordered[-1] + 1e-12))))
    return worst


def test_few_people_have_exact_bands() -> None:
    made = banded(courses(0), 7)
    assert made.exact and made.persons == 400
    assert away(made, courses(0)) == 0.0


@pytest.mark.parametrize("size", [1, 64, 1000])
def test_many_people_have_close_bands(binned: Any, size: int) -> None:
    made = banded(courses(1), size)
    assert not made.exact and made.persons == 400
    assert 0.0 < away(made, courses(1)) < 2.0 * CLOSE


def test_coarser_bins_would_be_found(binned: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "_SHIFT", bands._SHIFT + 4)
    monkeypatch.setattr(bands, "_LEAST", bands._LEAST >> 4)
    assert away(banded(courses(1)), courses(1)) > 2.0 * CLOSE


def test_the_division_of_people_does_not_matter(binned: Any) -> None:
    one, two = banded(courses(2), 13).quantiles(AT), banded(courses(2), 400).quantiles(AT)
    assert all(np.array_equal(one[name], two[name]) for name in courses(2))


@settings(max_examples=200, deadline=None)
@given(st.lists(SMALL, min_size=1, max_size=40))
def test_any_numbers_have_bands_between_their_least_and_largest(values: list[float]) -> None:
    made, column = bands._Bins(), np.array(values)[:, None]
    made.add(column)
    low, middle, high = made.quantiles((0.0, 0.5, 1.0))[:, 0]
    room = 2.0 * CLOSE * np.abs(column).max() + 1e-12
    assert column.min() - room <= low <= middle <= high <= column.max() + room
