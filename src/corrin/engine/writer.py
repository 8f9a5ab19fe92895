"""Writer: what every part of the kernel's loop needs to write itself into a function."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from llvmlite import ir

from corrin.engine.memory import Fields, repeated
from corrin.engine.vector import INTEGER, Value

if TYPE_CHECKING:
    from corrin.engine.kernel import Kernel


class Writer:
    """One part of the loop: where it writes, and the lanes' memory."""

    def __init__(self, kernel: Kernel, at: ir.IRBuilder, fields: Fields) -> None:
        self.kernel, self.at, self.fields = kernel, at, fields
        self.lanes, self.method = kernel.lanes, kernel.method

    def vector(self, name: str) -> Value:
        return self.fields.vector(name)

    def flag(self, name: str) -> Value:
        """Lanes in which a whole number is not 0."""
        zero = self.lanes.bits(0)
        return self.at.icmp_signed("!=", self.fields.vector(name, self.lanes.whole), zero)

    def set_flag(self, test: Value, name: str) -> None:
        self.fields.keep(self.at.sext(test, self.lanes.whole), name)

    def splat(self, value: Value) -> Value:
        """One number in every lane."""
        at, real, place = self.at, self.lanes.real, ir.IntType(32)
        one = at.insert_element(ir.Constant(real, ir.Undefined), value, ir.Constant(place, 0))
        mask = ir.Constant(ir.VectorType(place, self.lanes.width), [0] * self.lanes.width)
        return at.shuffle_vector(one, ir.Constant(real, ir.Undefined), mask)

    def load(self, name: str, n: Value | int) -> Value:
        return self.lanes.load(self.at, self.fields.array(name), n)

    def store(self, value: Value, name: str, n: Value | int) -> None:
        self.lanes.store(self.at, value, self.fields.array(name), n)

    def each(self, count: Value | int, do: Callable[[Value], None]) -> None:
        with repeated(self.at, count, "each") as n:
            do(n)

    def each_lane(self, flag: str, do: Callable[[Value], None]) -> None:
        """Do something for every lane whose flag is set."""
        at = self.at
        with repeated(at, self.lanes.width, flag) as lane:
            mine = at.load(self.fields.mine(flag, lane), typ=INTEGER)
            with at.if_then(at.icmp_signed("!=", mine, ir.Constant(INTEGER, 0))):
                do(lane)

    def call(self, part: ir.Function, *names: str) -> None:
        """Call a part of the kernel on these arrays."""
        self.at.call(part, [self.fields.array(name) for name in names])
