"""At the tolerance people are lived with, every marker is as near the truth as the handbook says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from crowds import ageing, injected, joined, swallowing

from corrin.catalog.markers import MARKERS
from corrin.cause import YEAR
from corrin.engine import RELATIVE, Life, lived
from corrin.marker import Marker

MEASURED = [marker for marker in MARKERS.values() if isinstance(marker, Marker)]
TRUTH = 1e-9  # local error of the run that counts as true
HALF, ALL = 1e-4, 1e-3
"""Most relative error, the worst of a person's days, in half of the people and in 99 of 100."""
SCENARIOS: dict[str, tuple[Callable[[int], Life], int, np.ndarray]] = {
    "A: thirty years": (ageing, 150, np.linspace(0.0, 30.0 * YEAR, 361)),
    "B: nine injections": (injected, 60, np.arange(0.0, 366.0, 2.0)),
    "C: a dose a day": (lambda seed: swallowing(seed, 60), 20, np.arange(0.0, 61.0, 0.5)),
}


def readings(name: str, relative: float) -> np.ndarray:
    """(persons, days, markers)"""
    made, people, days = SCENARIOS[name]
    reads = tuple(marker.read for marker in MEASURED)
    found = lived(joined(map(made, range(people))), days, reads, relative=relative, threads=2)
    assert found.failures == ()
    return found.values


@cache
def truth(name: str) -> np.ndarray:
    return readings(name, TRUTH)


def astray(name: str, relative: float) -> dict[str, tuple[float, float]]:
    """Markers that are further from the truth than allowed: error of half, and of 99 of 100."""
    true = truth(name)
    error = np.max(np.abs(readings(name, relative) - true) / np.abs(true), axis=1)
    half, most = np.quantile(error, 0.5, axis=0), np.quantile(error, 0.99, axis=0)
    return {
        marker.id: (half[n], most[n])
        for n, marker in enumerate(MEASURED)
        if not (half[n] < HALF and most[n] < ALL)
    }


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_marker_is_near_the_truth(name: str) -> None:
    assert len(MEASURED) > 20
    assert np.all(truth(name) > 0.0)
    assert astray(name, RELATIVE) == {}


@pytest.mark.parametrize("name", ["A: thirty years"])
def test_a_looser_tolerance_would_be_found(name: str) -> None:
    assert set(astray(name, 10.0 * RELATIVE)) >= {"ferritin", "mma"}


def test_the_truth_is_truer_than_what_is_measured_by_it() -> None:
    name = "A: thirty years"
    finer = readings(name, 0.1 * TRUTH)
    assert np.max(np.abs(finer - truth(name)) / finer) < 0.01 * HALF
    assert not np.array_equal(finer, truth(name))
