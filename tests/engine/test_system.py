"""The traced equations are the equations: the same rates, and the Jacobian that differences give."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pytest
from bodies import SEEDS, body, ill, state
from reference import differences
from sabotage import living_by

from corrin.engine import Cohort, Life, lived
from corrin.engine.cohort import numbers, place
from corrin.engine.program import system
from corrin.engine.system import DIAGONAL, INPUTS, SIZE, STATES
from corrin.engine.trace import Operand, Step
from corrin.physiology.body import Body, parameters, rates
from corrin.physiology.state import State

_ONE = {"exp": math.exp, "log": math.log, "sqrt": math.sqrt, "neg": lambda x: -x}


def worked_out(steps: dict[str, Step], known: dict[str, float], wanted: Iterable[Operand]) -> list[float]:
    """A tape done step by step in plain arithmetic."""
    values: dict[Operand, float] = dict(known)

    def of(operand: Operand) -> float:
        return values[operand] if isinstance(operand, str) else operand

    for name, (kind, left, right) in steps.items():
        if kind in _ONE:
            values[name] = _ONE[kind](of(left))
        else:
            a, b = of(left), of(right)
            values[name] = {"+": a + b, "-": a - b, "*": a * b}.get(kind) if kind in "+-*" else (
                a / b if kind == "/" else a**b)  # fmt: skip
    return [of(each) for each in wanted]


def inputs(moment: State, person: Body) -> dict[str, float]:
    own = dict(zip(INPUTS, numbers(person)[0].tolist(), strict=True))
    return {**dict(zip(STATES, moment, strict=True)), **own, DIAGONAL: 3.0}


def other_rates(moment: State, person: Body) -> list[str]:
    """States whose traced rate is not the plain one."""
    known = system()
    traced = worked_out(known.steps, inputs(moment, person), known.rates)
    return [
        name
        for name, one, two in zip(State._fields, traced, rates(moment, person), strict=True)
        if one != pytest.approx(two, rel=1e-9, abs=1e-9)
    ]


def jacobian(moment: State, person: Body) -> np.ndarray:
    known, out = system(), np.zeros((SIZE, SIZE))
    for (row, column), value in zip(
        known.slopes, worked_out(known.steps, inputs(moment, person), known.slopes.values()), strict=True
    ):
        out[row, column] = value
    return out


def other_slopes(moment: State, person: Body) -> list[tuple[str, str]]:
    """Rates and states (of the first, by the second) where the Jacobian is not the plain one."""
    here = np.array(moment, dtype=float)
    exact, plain = jacobian(moment, person), differences(here, person)
    largest = np.maximum(
        np.abs(np.array(rates(moment, person)))[:, None] / np.maximum(here, 1e-2), np.abs(plain)
    )
    row, column = np.nonzero(np.abs(exact - plain) > 1e-5 * largest + 1e-9)
    return [(State._fields[one], State._fields[two]) for one, two in zip(row, column, strict=True)]


@pytest.mark.parametrize("seed", SEEDS)
def test_traced_equations_are_the_equations(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert other_rates(state(seed), person) == []
        assert other_slopes(state(seed), person) == []


def test_a_trace_of_other_equations_would_be_found() -> None:
    def broken(moment: State, person: Body) -> State:
        rate = rates(moment, person)
        return rate._replace(myelin=rate.myelin - 1e-3 * moment.myelin * moment.methyl)

    with living_by(broken):
        assert other_rates(state(0), body(0)) == ["myelin"]
        assert other_slopes(state(0), body(0)) == [("myelin", "methyl"), ("myelin", "myelin")]


def unsolved(seed: int, of_a_factor: float = 0.0) -> float:
    """What the sparse solution leaves over, as a part of what it adds up; `of_a_factor` spoils the largest factor."""
    known, moment, person = system(), state(seed), ill(seed)
    factored = np.array(worked_out(known.steps, inputs(moment, person), known.factored))
    factored[np.argmax(np.abs(factored))] *= 1.0 + of_a_factor
    right = np.random.default_rng(seed).normal(size=SIZE)
    symbols = {f"l{n}": value for n, value in enumerate(factored.tolist())}
    symbols |= {f"b{n}": value for n, value in enumerate(right.tolist())}
    sparse = np.array(worked_out(known.solve, symbols, known.solved))
    whole = 3.0 * np.eye(SIZE) - jacobian(moment, person)
    left = np.abs(whole @ sparse - right) / (np.abs(whole) @ np.abs(sparse) + np.abs(right))
    return float(left.max())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sparse_factors_solve_the_dense_system(seed: int) -> None:
    """To the last digits; a dense solution of the sickest is worse than this."""
    assert unsolved(seed) < 1e-14


def test_a_factor_that_is_a_little_off_would_be_found() -> None:
    assert unsolved(0, 1e-9) > 1e-14


@pytest.mark.parametrize("seed", SEEDS)
def test_vector_code_gives_the_rates(seed: int) -> None:
    """Rates read from random moments by the kernel itself: its arithmetic, exp, log, roots and inverses."""
    reads = tuple(lambda s, b, n=n: rates(s, b)[n] for n in range(SIZE))
    moment = np.array([state(seed)], dtype=float)
    got = lived(Cohort.of(Life(ill(seed))), [0.0], reads, starts=moment).values[0, 0]
    assert got == pytest.approx(np.array(rates(state(seed), ill(seed))), rel=1e-9, abs=1e-9)


def test_each_number_has_its_own_place() -> None:
    order = numbers(body(1))[0]
    for declared in parameters():
        own = getattr(getattr(body(1), declared.organ.__name__.lower()), declared.name)
        assert order[place(declared)] == own
