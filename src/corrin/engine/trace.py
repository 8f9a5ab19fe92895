"""Trace: the equations run once on symbols, written down as a tape of single operations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Step(NamedTuple):
    """One operation on two operands (the second unused by exp, log and neg): names or numbers."""

    kind: str  # + - * / ** exp log neg
    left: str | float
    right: str | float


@dataclass
class Tape:
    """Operations in order, each named once; the same operation is never written twice."""

    steps: dict[str, Step] = field(default_factory=dict[str, Step])
    known: dict[Step, str] = field(default_factory=dict[Step, str])

    def symbol(self, name: str) -> Term:
        """An input: a state or a number of the body."""
        return Term(self, name)

    def write(self, kind: str, left: str | float, right: str | float = 0.0) -> str | float:
        """The name (or the number) that the operation comes to."""
        short = _folded(kind, left, right)
        if short is not None:
            return short
        step = Step(kind, left, right)
        if step not in self.known:
            self.known[step] = name = f"t{len(self.steps)}"
            self.steps[name] = step
        return self.known[step]


class Term:
    """A symbol on a tape; arithmetic on it is written down."""

    __slots__ = ("name", "tape")

    def __init__(self, tape: Tape, name: str | float) -> None:
        self.tape = tape
        self.name = name

    def _do(self, kind: str, left: object, right: object = 0.0) -> Term:
        return Term(self.tape, self.tape.write(kind, _name(left), _name(right)))

    def __add__(self, other: object) -> Term:
        return self._do("+", self, other)

    def __radd__(self, other: object) -> Term:
        return self._do("+", other, self)

    def __sub__(self, other: object) -> Term:
        return self._do("-", self, other)

    def __rsub__(self, other: object) -> Term:
        return self._do("-", other, self)

    def __mul__(self, other: object) -> Term:
        return self._do("*", self, other)

    def __rmul__(self, other: object) -> Term:
        return self._do("*", other, self)

    def __truediv__(self, other: object) -> Term:
        return self._do("/", self, other)

    def __rtruediv__(self, other: object) -> Term:
        return self._do("/", other, self)

    def __pow__(self, other: object) -> Term:
        return self._do("**", self, other)

    def __neg__(self) -> Term:
        return self._do("neg", self)

    def exp(self) -> Term:
        return self._do("exp", self)

    def log(self) -> Term:
        return self._do("log", self)


def _name(operand: object) -> str | float:
    return operand.name if isinstance(operand, Term) else float(operand)  # type: ignore[arg-type]


def _folded(kind: str, left: str | float, right: str | float) -> str | float | None:
    """What needs no step: arithmetic of numbers, and of 0 and 1."""
    if isinstance(left, float) and isinstance(right, float) and kind in "+-*/":
        return (
            {"+": left + right, "-": left - right, "*": left * right}.get(kind)
            if kind != "/"
            else left / right
        )
    if kind == "+":
        return right if left == 0.0 else left if right == 0.0 else None
    if kind == "-":
        return left if right == 0.0 else None
    if kind == "*":
        if left == 0.0 or right == 0.0:
            return 0.0
        return right if left == 1.0 else left if right == 1.0 else None
    if kind == "/":
        return 0.0 if left == 0.0 else left if right == 1.0 else None
    if kind == "**":
        return left if right == 1.0 else None
    return None


def derivatives(
    tape: Tape, results: list[str | float], inputs: list[str]
) -> dict[tuple[int, int], str | float]:
    """Derivative of each result (row) by each input (column), written on the same tape; zeros left out."""
    slopes: dict[str, dict[int, str | float]] = {name: {place: 1.0} for place, name in enumerate(inputs)}
    for name, step in list(tape.steps.items()):
        slopes[name] = _slope(tape, name, step, slopes)
    return {
        (row, column): slope
        for row, result in enumerate(results)
        for column, slope in slopes.get(str(result), {}).items()
        if slope != 0.0
    }


def _slope(
    tape: Tape, name: str, step: Step, slopes: dict[str, dict[int, str | float]]
) -> dict[int, str | float]:
    left, right = slopes.get(str(step.left), {}), slopes.get(str(step.right), {})
    if not left and not right:
        return {}
    by_left, by_right = _partials(tape, name, step, bool(left), bool(right))
    out: dict[int, str | float] = {}
    for column in left.keys() | right.keys():
        parts = [
            tape.write("*", by, side[column])
            for by, side in ((by_left, left), (by_right, right))
            if column in side
        ]
        out[column] = parts[0] if len(parts) == 1 else tape.write("+", parts[0], parts[1])
    return out


def _partials(tape: Tape, name: str, step: Step, left: bool, right: bool) -> tuple[str | float, str | float]:
    """Slope of one step by its left and by its right operand."""
    write, a, b = tape.write, step.left, step.right
    if step.kind == "+":
        return 1.0, 1.0
    if step.kind == "-":
        return 1.0, -1.0
    if step.kind == "*":
        return b, a
    if step.kind == "/":
        inverse = write("/", 1.0, b)
        return inverse, write("neg", write("*", name, inverse)) if right else 0.0
    if step.kind == "**":
        if right:
            raise ValueError("a power by a state is not differentiated; write it with exp and log")
        return write("*", b, write("**", a, write("-", b, 1.0))), 0.0
    if step.kind == "exp":
        return name, 0.0
    if step.kind == "log":
        return write("/", 1.0, a), 0.0
    return -1.0, 0.0  # neg
