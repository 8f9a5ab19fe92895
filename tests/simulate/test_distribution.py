"""Quantile and density of each distribution tell of the same thing."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from corrin import distribution
from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.distribution import (
    Beta,
    Choice,
    Distribution,
    Fixed,
    LogNormal,
    Normal,
    Table,
    Uniform,
    log_sd,
)  # fmt: skip

INSIDE = np.linspace(0.01, 0.99, 20_001)
CASES = (
    Uniform(0.2, 1.0), Uniform(-3.0, 40.0), LogNormal(5.0, 0.5), LogNormal(0.02, 2.0),
    Beta(0.5, 0.2), Beta(0.98, 0.015),
    Beta(0.2, 0.15), Beta(0.9, 0.06),
    Normal(50.0, 17.0, 20.0, 95.0), Normal(0.0, 1.0),
    Table((0.0, 0.25, 0.7, 1.0), (20.0, 30.0, 55.0, 90.0)),
)  # fmt: skip


def disagreement(some: Distribution) -> float:
    """Largest gap between the density integrated over quantiles and the levels passed."""
    places = np.asarray(some.quantile(INSIDE), dtype=float)
    heights = np.asarray(some.density(places), dtype=float)
    steps = 0.5 * (heights[1:] + heights[:-1]) * np.diff(places)
    return float(np.max(np.abs(np.cumsum(steps) - (INSIDE[1:] - INSIDE[0]))))


def test_no_class_is_left_out() -> None:
    ours = {
        each for each in vars(distribution).values() if isinstance(each, type) and dataclasses.is_dataclass(each)
    }  # fmt: skip
    assert ours == {type(each) for each in CASES} | {Fixed, Choice}


@pytest.mark.parametrize("some", CASES, ids=str)
def test_the_density_integrates_to_the_quantiles(some: Distribution) -> None:
    assert np.all(np.diff(some.quantile(INSIDE)) > 0.0)
    assert disagreement(some) < 2e-4


def test_a_choice_takes_each_value_in_its_share() -> None:
    some = Choice((500.0, 1000.0, 2500.0), (0.5, 0.4, 0.1))
    places = (np.arange(1000) + 0.5) / 1000
    assert [float(np.mean(some.quantile(places) == value)) for value in some.values] == [0.5, 0.4, 0.1]
    assert some.density(np.array([500.0, 600.0, 2500.0])).tolist() == [0.5, 0.0, 0.1]


def test_a_cut_normal_stays_inside() -> None:
    ages = Normal(71.0, 12.0, 40.0, 95.0).quantile(np.array([1e-9, 0.5, 1.0 - 1e-9]))
    assert ages[0] == pytest.approx(40.0, abs=1e-3) and ages[2] == pytest.approx(95.0, abs=1e-3)
    assert 40.0 < ages[1] < 95.0


def test_a_density_of_another_width_would_be_found() -> None:
    class Wrong(LogNormal):
        def density(self, x: Any) -> Any:
            return LogNormal(self.median, 1.1 * self.cv).density(x)

    assert disagreement(Wrong(5.0, 0.5)) > 1e-2


@settings(max_examples=60, deadline=None)
@given(st.floats(1e-3, 1e4), st.floats(0.02, 2.5))
def test_any_lognormal(median: float, cv: float) -> None:
    assert disagreement(LogNormal(median, cv)) < 1e-3
    assert LogNormal(median, cv).quantile(0.5) == pytest.approx(median)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.1, 0.9), st.floats(0.05, 0.4))
def test_any_beta(mean: float, part: float) -> None:
    some = Beta(mean, part * np.sqrt(mean * (1.0 - mean)))
    assert disagreement(some) < 5e-3
    levels = (np.arange(4000) + 0.5) / 4000
    drawn = np.asarray(some.quantile(levels))
    assert drawn.mean() == pytest.approx(mean, abs=2e-3)
    assert drawn.std() == pytest.approx(some.sd, rel=0.02)


def test_a_fixed_value_is_the_same_in_everyone() -> None:
    assert Fixed(2.5).quantile(np.array([0.1, 0.9])).tolist() == [2.5, 2.5]
    assert np.asarray(Fixed(2.5).density(np.array([2.5, 2.6]))).tolist() == [1.0, 0.0]


def test_the_spread_of_a_lognormal_is_its_coefficient_of_variation() -> None:
    levels = (np.arange(200_000) + 0.5) / 200_000
    drawn = np.asarray(LogNormal(3.0, 0.4).quantile(levels))
    assert drawn.std() / drawn.mean() == pytest.approx(0.4, rel=5e-3)
    assert log_sd(0.4) == pytest.approx(np.log(drawn).std(), rel=1e-3)


def test_every_distribution_of_the_catalogue_agrees_with_its_density() -> None:
    causes = [*CAUSES.values(), *LOOK_ALIKES.values()]
    checked = 0
    for cause in causes:
        for some in (cause.severity, cause.duration, cause.tempo):
            if not isinstance(some, Fixed):
                assert disagreement(some) < 1e-3, cause.id
                checked += 1
    assert checked > len(causes)
