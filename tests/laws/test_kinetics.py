"""The rate laws: uptake is the race it claims to be, binding is mass action, and sites saturate."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.integrate import solve_ivp

from corrin.physiology import kinetics
from corrin.physiology.kinetics import bound, relative, saturation, uptake

AMOUNT = st.floats(1e-3, 1e7)
Law = Callable[[Any, Any, Any], Any]


def raced(load: float, receptors: float, escape: float, spread: float = 0.0) -> float:
    """Total taken when a load that is passing by meets receptors; it may arrive over time."""
    transit = 8.0
    speed = transit / escape

    def rate(_: float, y: np.ndarray) -> list[float]:
        stomach, passing, free, _taken = y
        arriving, taken = (
            (stomach / spread, speed * passing * free) if spread else (0.0, speed * passing * free)
        )
        return [-arriving, arriving - taken - transit * passing, -taken, taken]

    start = [load, 0.0, receptors, 0.0] if spread else [0.0, load, receptors, 0.0]
    done = solve_ivp(rate, (0.0, 5.0 + 40.0 * spread), start, "LSODA", rtol=1e-9, atol=1e-9 * load)
    return float(done.y[3, -1])


def implicit_gap(law: Law, load: float, receptors: float, escape: float) -> float:
    """How far A is, by Newton's step and as a part of it, from the root of `load = A + escape ln(R / (R - A))`, in the
    form that does not overflow."""
    taken = law(load, receptors, escape)
    left = receptors * math.exp(-(load - taken) / escape)
    return abs(receptors - taken - left) / (1.0 + left / escape) / min(receptors, load)


def rough(load: Any, receptors: Any, escape: Any) -> Any:
    """A sabotaged uptake: one that forgets that receptors are used up."""
    return load * receptors / (receptors + escape)


@pytest.mark.parametrize("load", [10.0, 700.0, 5e4])
@pytest.mark.parametrize("receptors", [50.0, 1000.0])
@pytest.mark.parametrize("spread", [0.0, 0.3])
def test_uptake_is_the_total_of_the_race(load: float, receptors: float, spread: float) -> None:
    expected = raced(load, receptors, 480.0, spread)
    assert uptake(load, receptors, 480.0) == pytest.approx(expected, rel=1e-6)


def test_an_uptake_that_forgets_its_receptors_would_be_found() -> None:
    assert rough(5e4, 1000.0, 480.0) != pytest.approx(raced(5e4, 1000.0, 480.0), rel=1e-6)
    assert implicit_gap(rough, 700.0, 1000.0, 480.0) > 1e-6


@settings(max_examples=300, deadline=None)
@given(AMOUNT, st.floats(1.0, 1e4), st.floats(10.0, 1e4))
def test_uptake_solves_its_equation(load: float, receptors: float, escape: float) -> None:
    assert implicit_gap(uptake, load, receptors, escape) < 1e-7
    assert 0.0 <= uptake(load, receptors, escape) <= min(load, receptors) * (1.0 + 1e-9)


@settings(max_examples=200, deadline=None)
@given(st.floats(1.0, 1e4), st.floats(10.0, 1e4))
def test_uptake_at_its_limits(receptors: float, escape: float) -> None:
    small, large = 1e-6, 1e3 * (receptors + escape)
    assert uptake(small, receptors, escape) == pytest.approx(
        small * receptors / (receptors + escape), rel=1e-5
    )
    assert uptake(large, receptors, escape) == pytest.approx(receptors, rel=1e-6)
    assert uptake(0.0, receptors, escape) == 0.0
    assert uptake(large, 0.0, escape) == 0.0


def test_too_few_steps_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinetics, "HALLEY_STEPS", 0)
    assert implicit_gap(uptake, 3e3, 1000.0, 200.0) > 1e-6


def off_the_quadratic(law: Law, ligand: float, sites: float, dissociation: float) -> float:
    """How far `complex * Kd = free ligand * free sites` is from true, as a part of its terms."""
    complex_ = law(ligand, sites, dissociation)
    free = (ligand - complex_) * (sites - complex_)
    return abs(complex_ * dissociation - free) / (ligand * sites)


@settings(max_examples=300, deadline=None)
@given(AMOUNT, AMOUNT, st.floats(1e-3, 1e5))
def test_binding_is_mass_action(ligand: float, sites: float, dissociation: float) -> None:
    formed = bound(ligand, sites, dissociation)
    assert off_the_quadratic(bound, ligand, sites, dissociation) < 1e-9
    assert 0.0 <= formed <= min(ligand, sites)
    assert formed == pytest.approx(bound(sites, ligand, dissociation))
    assert bound(0.0, sites, dissociation) == bound(ligand, 0.0, dissociation) == 0.0


@pytest.mark.parametrize("amount", [1.0, 700.0, 1e6])
def test_tight_binding_takes_the_smaller(amount: float) -> None:
    assert bound(amount, 10.0 * amount, 1e-9 * amount) == pytest.approx(amount)
    assert bound(10.0 * amount, amount, 1e-9 * amount) == pytest.approx(amount)


def test_binding_that_is_not_mass_action_would_be_found() -> None:
    def sharp(ligand: Any, sites: Any, dissociation: Any) -> Any:
        return min(ligand, sites) * 0.99 + 0.0 * dissociation

    assert off_the_quadratic(sharp, 100.0, 120.0, 15.0) > 1e-9


@settings(max_examples=100, deadline=None)
@given(AMOUNT, AMOUNT)
def test_sites_saturate(amount: float, half: float) -> None:
    assert saturation(0.0, half) == 0.0
    assert saturation(half, half) == pytest.approx(0.5)
    assert 0.0 < saturation(amount, half) < 1.0
    assert saturation(2.0 * amount, half) > saturation(amount, half)
    assert saturation(1e9 * half, half) == pytest.approx(1.0, rel=1e-8)
    assert relative(amount, amount, half) == pytest.approx(1.0)
    assert relative(1e9 * half, amount, half) == pytest.approx((amount + half) / amount, rel=1e-8)


def test_every_law_takes_rows_of_numbers() -> None:
    loads = np.array([0.0, 1.0, 700.0, 1e5])
    for law in (bound, uptake):
        each = [law(float(load), 900.0, 400.0) for load in loads]
        assert np.allclose(law(loads, 900.0, 400.0), each, rtol=1e-12)
