"""The method is of the order it claims, damps what is infinitely fast, and its numbers check themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from corrin.engine.method import RODAS5P, Rosenbrock

Slope = Callable[[float, np.ndarray], np.ndarray]
_WAVY = np.array([[-1.0, 2.0, 0.0], [-2.0, -1.0, 0.5], [0.3, 0.0, -0.2]])
PROBLEMS: dict[str, tuple[Slope, np.ndarray]] = {
    "linear": (lambda t, y: _WAVY @ y, np.array([1.0, 0.5, -1.0])),
    "not linear": (lambda t, y: np.array([y[1] - y[0] ** 3, -y[0] * y[1]]), np.array([1.0, 0.5])),
    "moved from outside": (lambda t, y: np.array([np.sin(3.0 * t) - y[0] * y[1], y[0] - y[1]]), np.array([1.0, 0.0])),
}  # fmt: skip
LONG = 1.6
PARTS = (10, 20, 40)


def steps(
    method: Rosenbrock, slope: Slope, y: np.ndarray, h: float, t: float
) -> tuple[np.ndarray, np.ndarray]:
    """The state a step later, and half a step later by the interpolant."""
    nudge = 1e-30  # complex: the slopes of the slopes, exactly
    jacobian = np.array([np.imag(slope(t, y + 1j * nudge * one)) / nudge for one in np.eye(y.size)]).T
    drift = np.imag(slope(t + 1j * nudge, y.astype(complex))) / nudge  # type: ignore[arg-type]
    matrix, k = np.eye(y.size) / (h * method.gamma) - jacobian, list[np.ndarray]()
    for n in range(method.stages):
        a, c = ((), *method.a)[n], ((), *method.c)[n]
        end = y + sum((w * each for w, each in zip(a, k, strict=True)), np.zeros(y.size))
        before = sum((w * each for w, each in zip(c, k, strict=True)), np.zeros(y.size)) / h
        right = slope(t + method.nodes[n] * h, end) + before + h * method.d[n] * drift
        k.append(np.linalg.solve(matrix, right))
    later = end + k[-1]
    bend = np.zeros(y.size)
    for row in reversed(method.dense):
        bend = 0.5 * bend + sum((w * each for w, each in zip(row, k, strict=True)), np.zeros(y.size))
    return later, 0.5 * y + 0.5 * (later + 0.5 * bend)


def errors(method: Rosenbrock, name: str, parts: int) -> tuple[float, float]:
    """How far the end is off, and how far the middles of the steps, after this many steps."""
    (slope, y), h = PROBLEMS[name], LONG / parts
    best = PROBLEMS[name][1]
    middle = 0.0
    for n in range(parts):
        y, half = steps(method, slope, y, h, n * h)
        for part in range(16):
            best = steps(RODAS5P, slope, best, h / 16, n * h + part * h / 16)[0]
            if part == 7:
                middle = max(middle, float(np.max(np.abs(half - best))))
    return float(np.max(np.abs(y - best))), middle


def orders(method: Rosenbrock, name: str) -> tuple[float, float]:
    """How fast the two errors fall as the step is halved."""
    found = np.log2([errors(method, name, parts) for parts in PARTS])
    end, middle = (found[0] - found[-1]) / (len(PARTS) - 1)
    return float(end), float(middle)


def damped(method: Rosenbrock, fast: float, seen: float = 1.0) -> float:
    """What one step leaves of something that decays this fast, when so much of its slope is seen."""

    def slope(t: float, y: np.ndarray) -> np.ndarray:
        return -fast * (np.real(y) + 1j * seen * np.imag(y)) if np.iscomplexobj(y) else -fast * y

    return abs(float(steps(method, slope, np.ones(1), 1.0, 0.0)[0][0]))


@pytest.mark.parametrize("name", PROBLEMS)
def test_halving_the_step_gains_what_the_order_says(name: str) -> None:
    end, middle = orders(RODAS5P, name)
    assert RODAS5P.order - 0.5 < end < RODAS5P.order + 1.0
    assert 4.5 < middle < 5.5  # the interpolant is of order 4: what it misses in a step is of order 5


def swapped(row: tuple[float, ...]) -> tuple[float, ...]:
    """A row with two wrong weights, but not by what an identity would notice."""
    more = 0.1
    return (row[0], row[1] + more, row[2] - more * RODAS5P.d[1] / RODAS5P.d[2], *row[3:])


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_method_of_lower_order_would_be_found(name: str) -> None:
    a = (*RODAS5P.a[:2], swapped(RODAS5P.a[2]), *RODAS5P.a[3:])
    assert orders(replace(RODAS5P, a=a), name)[0] < 3.5
    dense = (swapped(RODAS5P.dense[0]), *RODAS5P.dense[1:])
    assert orders(replace(RODAS5P, dense=dense), name)[1] < 3.0


def test_what_is_infinitely_fast_is_gone_after_a_step() -> None:
    left = [damped(RODAS5P, 10.0**power) for power in range(3, 10)]
    assert max(left) < 0.05
    assert left[-1] < 1e-6
    assert np.all(np.diff(left) < 0.0)


def test_what_would_last_would_be_found() -> None:
    assert damped(RODAS5P, 1e9, seen=0.5) > 0.1


@pytest.mark.parametrize("which", ["a", "c", "dense"])
def test_a_wrong_digit_is_refused(which: str) -> None:
    rows = [list(row) for row in getattr(RODAS5P, which)]
    rows[1][0] += 1e-8
    with pytest.raises(
        ValueError, match=r"Rodas5P: an identity of its coefficients is missed by \d\.\de-\d\d"
    ):
        replace(RODAS5P, **{which: tuple(tuple(row) for row in rows)})


@pytest.mark.parametrize("which", ["gamma", "nodes", "d"])
def test_a_wrong_column_is_refused(which: str) -> None:
    kept = getattr(RODAS5P, which)
    wrong = kept + 1e-8 if which == "gamma" else (*kept[:2], kept[2] + 1e-8, *kept[3:])
    with pytest.raises(ValueError, match="an identity of its coefficients is missed by"):
        replace(RODAS5P, **{which: wrong})
