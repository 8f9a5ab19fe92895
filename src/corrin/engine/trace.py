"""Trace: the equations run once on symbols, written down as a tape of single operations."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

Operand = str | float
_POWERS = {0.5: ("sqrt",), 1.0: (), 2.0: ("square",), 3.0: ("square", "times"), 4.0: ("square", "square")}


class Step(NamedTuple):
    """One operation on two operands (the second unused by exp, log, sqrt and neg): names or numbers.

    `/` is only ever 1 over its right operand, so that a denominator is inverted once.
    """

    kind: str  # + - * / ** exp log sqrt neg
    left: Operand
    right: Operand


@dataclass
class Tape:
    """Operations in order, each named once; the same operation is never written twice."""

    steps: dict[str, Step] = field(default_factory=dict[str, Step])
    known: dict[Step, str] = field(default_factory=dict[Step, str])

    def symbol(self, name: str) -> Term:
        """An input: a state or a number of the body."""
        return Term(self, name)

    def write(self, kind: str, left: Operand, right: Operand = 0.0) -> Operand:
        """The name (or the number) that the operation comes to."""
        short = _folded(kind, left, right)
        if short is not None:
            return short
        if kind == "**" and right in _POWERS:
            return self._power(left, float(right))
        if kind == "/" and left != 1.0:
            return self.write("*", left, self.write("/", 1.0, right))
        if kind in "+-":
            kind, left, right = self._signed(kind, left, right)
        if kind in "+*" and str(right) < str(left):
            left, right = right, left
        return self._kept(Step(kind, left, right))

    def _kept(self, step: Step) -> str:
        if step not in self.known:
            self.known[step] = name = f"t{len(self.steps)}"
            self.steps[name] = step
        return self.known[step]

    def _power(self, base: Operand, exponent: float) -> Operand:
        value = base
        for how in _POWERS[exponent]:
            value = (
                self.write("sqrt", value) if how == "sqrt"
                else self.write("*", value, base if how == "times" else value)
            )  # fmt: skip
        return value

    def _signed(self, kind: str, left: Operand, right: Operand) -> tuple[str, Operand, Operand]:
        """A sum or difference without the negation of a part."""
        minus = self._negated(right)
        if minus is not None:
            return ("-" if kind == "+" else "+"), left, minus
        minus = self._negated(left)
        return ("-", right, minus) if kind == "+" and minus is not None else (kind, left, right)

    def _negated(self, operand: Operand) -> Operand | None:
        step = self.steps.get(operand) if isinstance(operand, str) else None
        return step.left if step is not None and step.kind == "neg" else None


class Term:
    """A symbol on a tape; arithmetic on it is written down."""

    __slots__ = ("name", "tape")

    def __init__(self, tape: Tape, name: Operand) -> None:
        self.tape = tape
        self.name = name

    def _do(self, kind: str, left: object, right: object = 0.0) -> Term:
        return Term(self.tape, self.tape.write(kind, operand(left), operand(right)))

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


def operand(value: object) -> Operand:
    """The name of a symbol, or a plain number."""
    return value.name if isinstance(value, Term) else float(value)  # type: ignore[arg-type]


def _folded(kind: str, left: Operand, right: Operand) -> Operand | None:
    """What needs no step: arithmetic of numbers, and of 0 and 1."""
    if isinstance(left, float) and isinstance(right, float):
        return _number(kind, left, right)
    if kind in "+-" and right == 0.0:
        return left
    if kind == "+" and left == 0.0:
        return right
    if kind == "*":
        if left == 0.0 or right == 0.0:
            return 0.0
        return right if left == 1.0 else left if right == 1.0 else None
    if kind == "/":
        return 0.0 if left == 0.0 else left if right == 1.0 else None
    return None


def _number(kind: str, left: float, right: float) -> float:
    if kind in ("exp", "log", "sqrt", "neg"):
        return -left if kind == "neg" else getattr(math, kind)(left)
    by = {"+": left + right, "-": left - right, "*": left * right}
    return by[kind] if kind in by else left / right if kind == "/" else left**right
