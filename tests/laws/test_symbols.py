"""Symbols: the equations run on symbols, so that they can be exported and turned into other code."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import sympy
from bodies import body, state

from corrin.physiology import kinetics
from corrin.physiology.body import ORGANS, Body, rates
from corrin.physiology.state import State

OPERATIONS = (sympy.Add, sympy.Mul, sympy.Pow, sympy.exp, sympy.log)


@pytest.fixture(scope="module")
def rows() -> Iterator[State]:
    """The rates on symbols. Until `kinetics.exp` asks sympy itself (see the last test), an
    expression brings its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sympy.Expr, "exp", lambda self: sympy.exp(self), raising=False)
        patch.setattr(sympy.Expr, "log", lambda self: sympy.log(self), raising=False)
        yield rates(symbolic_state(), symbolic_body())


def symbolic_state() -> State:
    return State(*(sympy.Symbol(name, positive=True) for name in State._fields))


def symbolic_body() -> Body:
    return Body(*(
        kind({each.name: sympy.Symbol(f"{name}__{each.name}", positive=True) for each in kind.parameters()})
        for kind, name in ORGANS.items()
    ))  # fmt: skip


def known(moment: State, person: Body) -> dict[str, float]:
    """The value of each symbol."""
    numbers = {
        f"{name}__{each.name}": getattr(getattr(person, name), each.name)
        for kind, name in ORGANS.items()
        for each in kind.parameters()
    }
    return numbers | moment._asdict()


def value(root: Any, numbers: Mapping[str, float], seen: dict[Any, float]) -> float:
    """An expression in numbers, each shared part once; only `+ * ** exp log` are understood."""
    if root in seen:
        return seen[root]
    parts = [value(part, numbers, seen) for part in root.args]
    if isinstance(root, sympy.Symbol):
        found = numbers[root.name]
    elif isinstance(root, sympy.Number):
        found = float(root)
    elif isinstance(root, OPERATIONS):
        done = {sympy.Add: sum, sympy.Mul: math.prod, sympy.Pow: lambda two: two[0] ** two[1],
                sympy.exp: lambda one: math.exp(*one), sympy.log: lambda one: math.log(*one)}  # fmt: skip
        found = done[root.func](parts)
    else:
        raise TypeError(f"{root.func.__name__} is not among + * ** exp log")
    seen[root] = found
    return found


def disagreeing(rows: State, moment: State, person: Body) -> Iterator[str]:
    """Rates whose symbolic form gives another number than the equations themselves."""
    seen: dict[Any, float] = {}
    numbers = known(moment, person)
    for name, row, plain in zip(State._fields, rows, rates(moment, person), strict=True):
        if value(sympy.sympify(row), numbers, seen) != pytest.approx(plain, rel=1e-8, abs=1e-8):
            yield name


def test_symbols_give_the_same_numbers(rows: State) -> None:
    for seed in range(3):
        assert list(disagreeing(rows, state(seed), body(seed))) == []
    assert rows.cyano.has(sympy.Symbol("depot_cyano", positive=True))


def test_a_symbolic_rate_that_differs_would_be_found(rows: State) -> None:
    wrong: Any = rows._replace(myelin=rows.myelin * 1.001)
    assert list(disagreeing(wrong, state(0), body(0))) == ["myelin"]


def test_a_rate_has_an_exact_derivative(rows: State) -> None:
    rate = sympy.diff(rows.cyano, sympy.Symbol("depot_cyano", positive=True))
    assert rate == sympy.Symbol("muscle__cyano_release", positive=True)


def test_rate_laws_take_bare_symbols(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(sympy.Expr, "exp", raising=False)
    load, receptors, escape = sympy.symbols("load receptors escape", positive=True)
    assert kinetics.uptake(load, receptors, escape).free_symbols == {load, receptors, escape}
