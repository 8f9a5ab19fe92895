"""Vector arithmetic is as exact as it says, at every width this machine has, with and without the guessed inverse."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from llvmlite import ir

from corrin.engine import vector
from corrin.engine.machine import code, processor
from corrin.engine.memory import repeated
from corrin.engine.vector import INTEGER, POINTER, Lanes

DRAW = np.random.default_rng(20)
WIDE = np.concatenate([10.0 ** DRAW.uniform(-290.0, 290.0, 4000), 1.0 + DRAW.uniform(-1e-3, 1e-3, 4000)])
KINDS = [
    Lanes(width, processor().fused, guessed)
    for width in (2, 4, 8) if width <= processor().width
    for guessed in (False, True) if not guessed or (processor().guessed and width > 2)
]  # fmt: skip
NAMED = [f"{each.width}{' guessed' * each.guessed}" for each in KINDS]
SMALL = np.concatenate([DRAW.uniform(-707.9, 707.9, 8000), DRAW.uniform(-1.0, 1.0, 8000)])
PLAIN: dict[str, tuple[Callable[[np.ndarray], np.ndarray], np.ndarray]] = {
    "exp": (np.exp, np.concatenate([SMALL, [0.0, 708.0, -708.0]])),
    "log": (np.log, np.concatenate([WIDE, [1e-300, 1.0, 2.0**-0.5, 2.0**0.5, np.finfo(float).max]])),
    "root": (np.sqrt, np.concatenate([WIDE, [0.0, 1e-300, 1.0, 4.0]])),
    "inverse": (lambda x: 1.0 / x, np.concatenate([WIDE, -WIDE, [1e-300, 1.0, 3.0]])),
}  # fmt: skip
MOST = 3.0
"""Units in the last place by which a function may differ from NumPy's, which has an error of its own."""


def applied(lanes: Lanes, name: str, *arguments: np.ndarray) -> np.ndarray:
    """One of the functions of `Lanes`, compiled, on arrays."""
    rows = -(-arguments[0].size // lanes.width)
    tables = [aligned(lanes, rows) for _ in (*arguments, None)]
    for table, values in zip(tables, arguments, strict=False):
        table[: values.size] = values
    made = code(text := written(lanes, name, len(arguments)), lambda: text)
    call = ctypes.CFUNCTYPE(None, ctypes.c_int64, *[ctypes.c_void_p] * len(tables))(made.address("apply"))
    call(rows, *(each.ctypes.data for each in tables))
    return tables[-1][: arguments[0].size]


def written(lanes: Lanes, name: str, count: int) -> str:
    module = ir.Module("arithmetic")
    kind = ir.FunctionType(ir.VoidType(), [INTEGER, *[POINTER] * (count + 1)])
    function = ir.Function(module, kind, "apply")
    at = ir.IRBuilder(function.append_basic_block("entry"))
    rows, *inputs, out = function.args
    with repeated(at, rows, "rows") as n:
        values = [lanes.load(at, each, n) for each in inputs]
        lanes.store(at, getattr(lanes, name)(at, *values), out, n)
    at.ret_void()
    return str(module)


def aligned(lanes: Lanes, rows: int) -> np.ndarray:
    room = np.ones(rows * lanes.width + 8)
    return room[-room.ctypes.data % 64 // 8 :][: rows * lanes.width]


def off(lanes: Lanes, name: str) -> float:
    """The most units in the last place by which a function is off."""
    plain, x = PLAIN[name]
    good = plain(x)
    return float(np.max(np.abs(applied(lanes, name, x) - good) / np.spacing(np.abs(good))))


@pytest.fixture(params=KINDS, ids=NAMED)
def lanes(request: pytest.FixtureRequest) -> Lanes:
    return request.param


def test_there_is_something_to_test() -> None:
    assert [each.width for each in KINDS if not each.guessed] == [
        n for n in (2, 4, 8) if n <= processor().width
    ]
    assert len(KINDS) == len(set(NAMED)) > 0


@pytest.mark.parametrize("name", PLAIN)
def test_a_function_is_exact(lanes: Lanes, name: str) -> None:
    assert off(lanes, name) <= MOST


@pytest.mark.parametrize("name", ["exp", "log"])
def test_a_wrong_digit_of_a_constant_would_be_found(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    high, low = vector._LN2
    monkeypatch.setattr(vector, "_LN2", (high, low * (1.0 + 1e-4)))
    assert off(KINDS[0], name) > MOST


@pytest.mark.parametrize("name", ["root", "inverse"])
@pytest.mark.skipif(not processor().guessed, reason="this processor makes no first guess")
def test_a_guess_left_as_it_is_would_be_found(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(Lanes, "fma", lambda self, at, one, other, more: more)
    assert off(Lanes(8, fused=True, guessed=True), name) > MOST


def test_a_product_and_sum_is_rounded_once_where_the_processor_can(lanes: Lanes) -> None:
    x, y = WIDE[::37], WIDE[::-37] ** 0.01
    z = -x * y * DRAW.choice([1.0, 0.5, 2.0], x.size)
    exact = [float(Fraction(a) * Fraction(b) + Fraction(c)) for a, b, c in zip(x, y, z, strict=True)]
    assert (applied(lanes, "fma", x, y, z) == exact).all() == lanes.fused
    assert not (x * y + z == exact).all()  # rounding twice would be found


def test_exp_and_log_hold_their_arguments_in_range(lanes: Lanes) -> None:
    far = np.array([709.0, 1e6, np.inf, -709.0, -1e6, -np.inf])
    assert applied(lanes, "exp", far) == pytest.approx(np.exp([708.0] * 3 + [-708.0] * 3), rel=1e-15)
    low = np.array([1e-301, 5e-324, 0.0, -0.0, -1.0, -np.inf])
    assert applied(lanes, "log", low) == pytest.approx(np.log([1e-300] * 6), rel=1e-15)


def test_what_has_no_value_never_gets_one(lanes: Lanes) -> None:
    assert not np.isfinite(applied(lanes, "inverse", np.array([0.0, -0.0, np.nan]))).any()
    assert not np.isfinite(applied(lanes, "root", np.array([-1.0, -1e10, np.nan]))).any()


@pytest.mark.parametrize("name", ["exp", "log"])
def test_no_number_stays_no_number(lanes: Lanes, name: str) -> None:
    assert np.isnan(applied(lanes, name, np.array([np.nan, -np.nan]))).all()


def test_a_lane_does_not_see_its_neighbours(lanes: Lanes) -> None:
    for name, (_, x) in PLAIN.items():
        few = x[: 8 * lanes.width]
        alone = [applied(lanes, name, np.full(lanes.width, each))[-1] for each in few]
        assert np.array_equal(applied(lanes, name, few), alone)
