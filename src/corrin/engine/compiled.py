"""Compiled: the one set of equations as straight-line Python, made by tracing `rates` once.

Nothing is written a second time by hand: `rates` runs on symbols, and the tape of what it did is
laid out as two functions, the rates and their Jacobian. What depends on the body alone is worked
out once for each body.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.engine.trace import Step, Tape, derivatives
from corrin.parameter import Parameter
from corrin.physiology.body import ORGANS, Body, parameters, rates
from corrin.physiology.state import State

Array = NDArray[np.float64]

_PLACES = {each.id: n for n, each in enumerate(parameters())}
_SIZE = len(State._fields)


@dataclass(frozen=True)
class Equations:
    """The equations ready to run.

    `prepare(p)` gives what a body (its numbers, in the order of `numbers`) needs once; `rates(y,
    q)` the rates of a state; `slopes(y, q)` the Jacobian's entries at `places` of the flat matrix.
    """

    prepare: Callable[[Sequence[float]], list[float]]
    rates: Callable[[Sequence[float], list[float]], list[float]]
    slopes: Callable[[Sequence[float], list[float]], list[float]]
    places: NDArray[np.int64]

    def jacobian(self, state: Sequence[float], prepared: list[float]) -> Array:
        """Change of each rate (row) with each state (column)."""
        out = np.zeros(_SIZE * _SIZE)
        out[self.places] = self.slopes(state, prepared)
        return out.reshape(_SIZE, _SIZE)


def numbers(body: Body) -> list[float]:
    """Every number of a body, in the order of `parameters()`."""
    return [float(getattr(getattr(body, ORGANS[each.organ]), each.name)) for each in parameters()]


def place(declared: Parameter) -> int:
    """Where a number stands in `numbers`."""
    return _PLACES[declared.id]


@cache
def equations() -> Equations:
    """Trace and compile; a second's work, done once."""
    tape = Tape()
    states = [f"y{n}" for n in range(_SIZE)]
    results = [_plain(rate) for rate in rates(State(*map(tape.symbol, states)), _symbolic(tape))]
    own = dict(tape.steps)
    slopes = derivatives(tape, results, states)
    moving = _moving(tape.steps, set(states))
    kept = [name for name in tape.steps if name not in moving]
    used = _used(tape.steps, moving, [*results, *slopes.values()])
    handed = [name for name in (*_inputs(len(parameters())), *kept) if name in used]
    return Equations(
        prepare=_function("prepare", "p", _inputs(len(parameters())), [], kept, tape.steps, handed),
        rates=_function("rates", "y, q", states, handed, [n for n in own if n in moving], tape.steps, results),
        slopes=_function("slopes", "y, q", states, handed, [n for n in tape.steps if n in moving], tape.steps,
                         list(slopes.values())),
        places=np.array([row * _SIZE + column for row, column in slopes], dtype=np.int64),
    )  # fmt: skip


def _symbolic(tape: Tape) -> Body:
    names = dict(
        zip(((each.organ, each.name) for each in parameters()), _inputs(len(parameters())), strict=True)
    )
    organs: dict[str, Any] = {
        field: organ({each.name: tape.symbol(names[organ, each.name]) for each in organ.parameters()})
        for organ, field in ORGANS.items()
    }
    return Body(**organs)


def _inputs(count: int) -> list[str]:
    return [f"p{n}" for n in range(count)]


def _plain(rate: Any) -> str | float:
    return getattr(rate, "name", rate)


def _moving(steps: dict[str, Step], states: set[str]) -> set[str]:
    """Steps that depend on the state."""
    found = set(states)
    for name, step in steps.items():
        if step.left in found or step.right in found:
            found.add(name)
    return found


def _used(steps: dict[str, Step], moving: set[str], results: Sequence[str | float]) -> set[str | float]:
    """Everything the moving steps and the results read."""
    return {operand for name, step in steps.items() if name in moving for operand in step[1:]} | set(results)


def _function(
    name: str, arguments: str, first: Sequence[str], second: Sequence[str], wanted: Sequence[str],
    steps: dict[str, Step], results: Sequence[str | float],
) -> Any:  # fmt: skip
    """A Python function: unpack the inputs, do the steps, return the results."""
    needed = _needed(steps, set(wanted), results)
    given = [arguments.split(", ")[0]] + arguments.split(", ")[1:]
    lines = [f"def {name}({arguments}):", f"    {', '.join(first)}, = {given[0]}"]
    if second:
        lines.append(f"    {', '.join(second)}, = {given[1]}")
    lines += [f"    {each} = {_written(steps[each])}" for each in wanted if each in needed]
    lines.append(f"    return [{', '.join(map(_operand, results))}]")
    space: dict[str, Any] = {"exp": exp, "log": log}
    exec(compile("\n".join(lines), f"<{name} traced from corrin.physiology.body.rates>", "exec"), space)
    return space[name]


def _needed(steps: dict[str, Step], wanted: set[str], results: Sequence[str | float]) -> set[str]:
    """Of these steps, the ones a result leans on."""
    needed: set[str] = set()
    stack = [each for each in results if isinstance(each, str)]
    while stack:
        each = stack.pop()
        if each in wanted and each not in needed:
            needed.add(each)
            stack += [operand for operand in steps[each][1:] if isinstance(operand, str)]
    return needed


def _written(step: Step) -> str:
    left, right = _operand(step.left), _operand(step.right)
    if step.kind in ("exp", "log"):
        return f"{step.kind}({left})"
    return f"-{left}" if step.kind == "neg" else f"{left} {step.kind} {right}"


def _operand(operand: str | float) -> str:
    return operand if isinstance(operand, str) else f"({operand!r})"
