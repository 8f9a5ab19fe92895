"""Compiled: the traced equations, their Jacobian and the outputs as Python source, for numba or JAX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contest.scenarios import READS
from corrin.engine.program import system
from corrin.engine.system import INPUTS, STATES, traced_readings
from corrin.engine.trace import Operand, Step

_CALLS = {"exp": "exp({})", "log": "log({})", "sqrt": "sqrt({})", "neg": "-{}"}


def needed(steps: Mapping[str, Step], wanted: Iterable[Operand], known: Iterable[str]) -> list[str]:
    """Names of the steps behind what is wanted, in their order, stopping at what is known."""
    stop, found = set(known), set[str]()
    waiting = [each for each in wanted if isinstance(each, str)]
    while waiting:
        name = waiting.pop()
        if name in found or name in stop or name not in steps:
            continue
        found.add(name)
        waiting += [part for part in steps[name][1:] if isinstance(part, str)]
    return [name for name in steps if name in found]


def source(
    heading: str, steps: Mapping[str, Step], inputs: Mapping[str, str], results: Mapping[str, Operand]
) -> str:
    """A function: inputs by name and where they are read, results by where they are put."""
    names = needed(steps, results.values(), inputs)
    read = {part for name in names for part in steps[name][1:]} | set(results.values())
    lines = [f"def {heading}:"]
    lines += [f"    {name} = {place}" for name, place in inputs.items() if name in read]
    lines += [f"    {name} = {_written(steps[name])}" for name in names]
    lines += [f"    {place} = {_operand(value)}" for place, value in results.items()]
    return "\n".join(lines) + "\n"


def compiled(text: str, name: str, names: Mapping[str, Any]) -> Callable[..., Any]:
    """The function of a source text, which finds `exp`, `log` and `sqrt` among the names."""
    space = dict(names)
    exec(text, space)
    return space[name]


def prepare_source() -> str:
    """What a body's numbers come to, once."""
    known = system()
    results = {f"q[{n}]": name for n, name in enumerate(known.prepared)}
    return source("prepare(p, q)", known.steps, _from("p", INPUTS), results)


def rates_source() -> str:
    """Rates of change of a state."""
    known = system()
    results = {f"f[{n}]": rate for n, rate in enumerate(known.rates)}
    return source("rates(y, p, q, f)", known.steps, _inputs(), results)


def jacobian_source(by_column: bool = False) -> str:
    """The slopes, into a matrix of zeros; by column for a solver that wants it transposed."""
    known = system()
    results = {
        f"j[{column}, {row}]" if by_column else f"j[{row}, {column}]": slope
        for (row, column), slope in known.slopes.items()
    }
    return source("jacobian(y, p, q, j)", known.steps, _inputs(), results)


def readings_source() -> str:
    """The outputs of a state."""
    steps, results = traced_readings(READS)
    places = {f"out[{n}]": result for n, result in enumerate(results)}
    return source("readings(y, p, out)", steps, _from("y", STATES) | _from("p", INPUTS), places)


def _inputs() -> dict[str, str]:
    return _from("y", STATES) | _from("p", INPUTS) | _from("q", system().prepared)


def _from(array: str, names: Iterable[str]) -> dict[str, str]:
    return {name: f"{array}[{n}]" for n, name in enumerate(names)}


def _written(step: Step) -> str:
    if step.kind in _CALLS:
        return _CALLS[step.kind].format(_operand(step.left))
    return f"{_operand(step.left)} {step.kind} {_operand(step.right)}"


def _operand(value: Operand) -> str:
    return value if isinstance(value, str) else f"({value!r})"
