"""Vector: a tape laid out as straight-line vector instructions, one person a lane."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from llvmlite import ir

from corrin.engine.trace import Operand, Step

Value = Any  # an LLVM value; llvmlite carries no types
DOUBLE, INTEGER, POINTER = ir.DoubleType(), ir.IntType(64), ir.PointerType()
_LARGEST, _SMALLEST = 708.0, 1e-300  # arguments of exp and log are held within these
_MAGIC = 1.5 * 2.0**52  # adding it leaves a whole number in the lowest bits
_LN2 = (6.93147180369123816490e-01, 1.90821492927058770002e-10)  # high part with room for a product
_ROOT_HALF = 0x3FE6A09E667F3BCD


class Lanes:
    """Arithmetic on vectors of one width, written into a function of LLVM's language."""

    def __init__(self, width: int, fused: bool, guessed: bool = False) -> None:
        self.width = width
        self.fused = fused  # whether the processor multiplies and adds in one instruction
        self.guessed = guessed and width in (4, 8)  # whether it has the first guess of an inverse of AVX-512
        self.real = ir.VectorType(DOUBLE, width)
        self.whole = ir.VectorType(INTEGER, width)
        self.mask = ir.VectorType(ir.IntType(1), width)

    def number(self, value: float) -> Value:
        return ir.Constant(self.real, [value] * self.width)

    def bits(self, value: int) -> Value:
        return ir.Constant(self.whole, [value] * self.width)

    def place(self, at: ir.IRBuilder, array: Value, index: Value | int) -> Value:
        """Address of one vector of an array of vectors."""
        offset = ir.Constant(INTEGER, index) if isinstance(index, int) else index
        return at.gep(array, [offset], source_etype=self.real)

    def load(self, at: ir.IRBuilder, array: Value, index: Value | int) -> Value:
        return at.load(self.place(at, array, index), typ=self.real, align=8 * self.width)

    def store(self, at: ir.IRBuilder, value: Value, array: Value, index: Value | int) -> None:
        at.store(value, self.place(at, array, index), align=8 * self.width)

    def call(self, at: ir.IRBuilder, name: str, *arguments: Value) -> Value:
        """An intrinsic of LLVM on vectors of this width."""
        full = f"llvm.{name}.v{self.width}f64"
        known = at.module.globals.get(full)
        kind = ir.FunctionType(self.real, [self.real] * len(arguments))
        return at.call(known or ir.Function(at.module, kind, full), arguments)

    def fma(self, at: ir.IRBuilder, one: Value, other: Value, more: Value) -> Value:
        """one * other + more, rounded once where the processor can."""
        return self.call(at, "fma", one, other, more) if self.fused else at.fadd(at.fmul(one, other), more)

    def inverse(self, at: ir.IRBuilder, x: Value) -> Value:
        """1 / x; where there is a first guess, Newton's method is three times as fast as dividing."""
        if not self.guessed:
            return at.fdiv(self.number(1.0), x)
        guess = self._guess(at, "rcp14", x)
        for _ in range(2):
            guess = self.fma(at, guess, self.fma(at, at.fneg(x), guess, self.number(1.0)), guess)
        return guess

    def root(self, at: ir.IRBuilder, x: Value) -> Value:
        """Square root, likewise."""
        if not self.guessed:
            return self.call(at, "sqrt", x)
        guess = self._guess(at, "rsqrt14", self.call(at, "maxnum", x, self.number(_SMALLEST)))
        half, value = at.fmul(guess, self.number(0.5)), at.fmul(x, guess)
        for _ in range(2):
            rest = self.fma(at, at.fneg(half), value, self.number(0.5))
            half, value = self.fma(at, half, rest, half), self.fma(at, value, rest, value)
        return value

    def _guess(self, at: ir.IRBuilder, name: str, x: Value) -> Value:
        """Fourteen bits of an inverse or an inverse root."""
        full, octet = f"llvm.x86.avx512.{name}.pd.{64 * self.width}", ir.IntType(8)
        known = at.module.globals.get(full) or ir.Function(
            at.module, ir.FunctionType(self.real, [self.real, self.real, octet]), full
        )
        return at.call(known, [x, self.number(0.0), ir.Constant(octet, -1)])

    def at_least(self, at: ir.IRBuilder, x: Value, least: float) -> Value:
        """x, or `least` where it is less; what is no number stays none."""
        return at.select(at.fcmp_ordered(">", self.number(least), x), self.number(least), x)

    def any(self, at: ir.IRBuilder, test: Value) -> Value:
        """Whether a lane passes the test."""
        joined = at.bitcast(test, ir.IntType(self.width))
        return at.icmp_unsigned("!=", joined, ir.Constant(ir.IntType(self.width), 0))

    def polynomial(self, at: ir.IRBuilder, x: Value, coefficients: Sequence[float]) -> Value:
        """Coefficients from the constant up, in pairs (Estrin) so that the chain is short."""
        terms: list[Value] = [self.number(each) for each in coefficients]
        while len(terms) > 1:
            paired = [self.fma(at, terms[n + 1], x, terms[n]) for n in range(0, len(terms) - 1, 2)]
            terms = paired + terms[len(paired) * 2 :]
            x = at.fmul(x, x)
        return terms[0]

    def exp(self, at: ir.IRBuilder, x: Value) -> Value:
        """exp, within 2 units in the last place; arguments beyond 708 are taken as 708."""
        x = self.at_least(at, x, -_LARGEST)
        x = at.select(at.fcmp_ordered("<", self.number(_LARGEST), x), self.number(_LARGEST), x)
        shifted = self.fma(at, x, self.number(1.0 / math.log(2.0)), self.number(_MAGIC))
        count = at.fsub(shifted, self.number(_MAGIC))
        rest = self.fma(at, count, self.number(-_LN2[0]), x)
        rest = self.fma(at, count, self.number(-_LN2[1]), rest)
        series = self.polynomial(at, rest, [1.0 / math.factorial(n) for n in range(13)])
        power = at.shl(at.bitcast(shifted, self.whole), self.bits(52))
        return at.fmul(series, at.bitcast(at.add(power, self.bits(1023 << 52)), self.real))

    def log(self, at: ir.IRBuilder, x: Value) -> Value:
        """log, within 2 units in the last place; arguments below 1e-300 are taken as 1e-300."""
        whole = at.bitcast(self.at_least(at, x, _SMALLEST), self.whole)
        shift = at.ashr(at.sub(whole, self.bits(_ROOT_HALF)), self.bits(52))
        mantissa = at.bitcast(at.sub(whole, at.shl(shift, self.bits(52))), self.real)
        magic = self.bits(struct.unpack("<q", struct.pack("<d", _MAGIC))[0])
        exponent = at.fsub(at.bitcast(at.add(shift, magic), self.real), self.number(_MAGIC))
        part = at.fsub(mantissa, self.number(1.0))
        s = at.fmul(part, self.inverse(at, at.fadd(part, self.number(2.0))))
        series = self.polynomial(at, at.fmul(s, s), [2.0 / (2 * n + 1) for n in range(11)])
        small = self.fma(at, exponent, self.number(_LN2[1]), at.fmul(s, series))
        found = self.fma(at, exponent, self.number(_LN2[0]), small)
        return at.select(at.fcmp_ordered("ord", x, x), found, x)


class Layout:
    """One tape, or a part of it, written into one function; every input is loaded when first used."""

    def __init__(
        self, lanes: Lanes, at: ir.IRBuilder, steps: Mapping[str, Step],
        loads: Mapping[str, Callable[[ir.IRBuilder], Value]], wanted: Iterable[Operand],
    ) -> None:  # fmt: skip
        self.lanes, self.at, self.steps, self.loads = lanes, at, steps, loads
        self.values: dict[Operand, Value] = {}
        self.logs: dict[Operand, Value] = {}
        self.uses: dict[str, int] = {}
        self._count(wanted)

    def write(self, results: Sequence[Operand], array: Value) -> None:
        """Work out these results and store each at its place of an array of vectors."""
        for place, result in enumerate(results):
            self.lanes.store(self.at, self.value(result), array, place)

    def value(self, operand: Operand) -> Value:
        """The value of a name, with all that it leans on, in the order of the tape."""
        if operand not in self.values:
            for name in self._missing(operand):
                self.values[name] = self._one(name)
        return self.values[operand]

    def _missing(self, wanted: Operand) -> list[Operand]:
        found: list[Operand] = []
        seen: set[Operand] = set()
        stack: list[tuple[Operand, bool]] = [(wanted, False)]
        while stack:
            operand, ready = stack.pop()
            if ready:
                found.append(operand)
            elif operand not in self.values and operand not in seen:
                seen.add(operand)
                stack.append((operand, True))
                stack += [(part, False) for part in reversed(self._parts(operand))]
        return found

    def _parts(self, operand: Operand) -> list[Operand]:
        if not isinstance(operand, str) or operand in self.loads:
            return []
        step = self.steps[operand]
        return [step.left] if step.kind in ("exp", "log", "sqrt", "neg") else [step.left, step.right]

    def _count(self, results: Iterable[Operand]) -> None:
        """How often each step is used, so that a product used once joins the sum it goes into."""
        stack: list[Operand] = list(results)
        while stack:
            operand = stack.pop()
            if isinstance(operand, str):
                self.uses[operand] = self.uses.get(operand, 0) + 1
                if self.uses[operand] == 1:
                    stack += self._parts(operand)

    def _one(self, operand: Operand) -> Value:
        if not isinstance(operand, str):
            return self.lanes.number(operand)
        if operand in self.loads:
            return self.loads[operand](self.at)
        return self._done(self.steps[operand])

    def _done(self, step: Step) -> Value:
        at, lanes = self.at, self.lanes
        left = self.values[step.left]
        if step.kind in ("exp", "log"):
            return getattr(lanes, step.kind)(at, left)
        if step.kind == "sqrt":
            return lanes.root(at, left)
        if step.kind == "neg":
            return at.fneg(left)
        right = self.values[step.right]
        if step.kind == "**":
            return lanes.exp(at, at.fmul(right, self._log(step.left)))
        if step.kind == "*":
            return at.fmul(left, right)
        if step.kind == "/":
            return lanes.inverse(at, right)
        return self._sum(step, left, right)

    def _log(self, base: Operand) -> Value:
        if base not in self.logs:
            self.logs[base] = self.lanes.log(self.at, self.values[base])
        return self.logs[base]

    def _sum(self, step: Step, left: Value, right: Value) -> Value:
        at, lanes = self.at, self.lanes
        product = self._product(step.right)
        if product is not None:
            one = at.fneg(product[0]) if step.kind == "-" else product[0]
            return lanes.fma(at, one, product[1], left)
        product = self._product(step.left)
        if product is not None:
            return lanes.fma(at, product[0], product[1], at.fneg(right) if step.kind == "-" else right)
        return at.fsub(left, right) if step.kind == "-" else at.fadd(left, right)

    def _product(self, operand: Operand) -> tuple[Value, Value] | None:
        if not isinstance(operand, str) or operand in self.loads or self.uses.get(operand, 0) != 1:
            return None
        step = self.steps[operand]
        return (self.values[step.left], self.values[step.right]) if step.kind == "*" else None
