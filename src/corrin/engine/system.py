"""System: the equations and their slopes traced once, and which parts depend on the body alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from corrin.engine.derive import Entries, Factors, derivatives, factors, solution
from corrin.engine.trace import Operand, Step, Tape, operand
from corrin.physiology import body as bodies
from corrin.physiology.body import ORGANS, Body, parameters
from corrin.physiology.state import State

SIZE = len(State._fields)
NUMBERS = len(parameters())
STATES = tuple(f"y{n}" for n in range(SIZE))
INPUTS = tuple(f"p{n}" for n in range(NUMBERS))
DIAGONAL = "g"


@dataclass(frozen=True)
class System:
    """The traced equations.

    `prepared` names what a body's numbers come to once; what else is on the tape moves with the
    state. `solve` is the tape of one solution, from symbols of `factored` and
    of the right side.
    """

    steps: dict[str, Step]
    rates: tuple[Operand, ...]
    slopes: Entries
    prepared: tuple[str, ...]
    factored: tuple[Operand, ...]
    solve: dict[str, Step]
    solved: tuple[Operand, ...]


def symbolic(tape: Tape) -> tuple[State, Body]:
    """A state and a body of symbols: `y0`... and, in the order of `parameters()`, `p0`..."""
    symbols = {(each.organ, each.name): tape.symbol(n) for each, n in zip(parameters(), INPUTS, strict=True)}
    organs: dict[str, Any] = {
        place: organ({each.name: symbols[organ, each.name] for each in organ.parameters()})
        for organ, place in ORGANS.items()
    }
    return State(*map(tape.symbol, STATES)), Body(**organs)


def traced() -> System:
    """Trace the body's equations; a tenth of a second's work."""
    tape = Tape()
    rates = [operand(rate) for rate in bodies.rates(*symbolic(tape))]
    slopes = derivatives(tape, rates, STATES)
    found = factors(tape, slopes, SIZE, DIAGONAL)
    entries = [*found.lower.values(), *found.upper.values(), *found.inverses]
    solving = Tape()
    results = solution(solving, _symbols(found), [f"b{n}" for n in range(SIZE)])
    return System(
        tape.steps, tuple(rates), slopes, _prepared(tape.steps, [*rates, *entries]), tuple(entries),
        solving.steps, tuple(results),
    )  # fmt: skip


def traced_readings(read: Sequence[Callable[[State, Body], Any]]) -> tuple[dict[str, Step], list[Operand]]:
    """What readings of a state and its body come to, as a tape and its results."""
    tape = Tape()
    state, body = symbolic(tape)
    return tape.steps, [operand(each(state, body)) for each in read]


def moving(steps: dict[str, Step]) -> set[str]:
    """Names that depend on the state or on the step's length."""
    found: set[str] = {*STATES, DIAGONAL}
    for name, step in steps.items():
        if step.left in found or step.right in found:
            found.add(name)
    return found


def _prepared(steps: dict[str, Step], results: Sequence[Operand]) -> tuple[str, ...]:
    """Names that do not move and are read by one that does, or are a result."""
    move = moving(steps)
    read = {part for name, step in steps.items() if name in move for part in step[1:]} | set(results)
    return tuple(name for name in steps if name in read and name not in move)


def _symbols(found: Factors) -> Factors:
    """The factors as symbols `l0`... in the order in which they are listed."""
    names = iter(f"l{n}" for n in range(len(found.lower) + len(found.upper) + SIZE))
    return Factors(
        found.order,
        {place: next(names) for place in found.lower},
        {place: next(names) for place in found.upper},
        [next(names) for _ in found.inverses],
    )
