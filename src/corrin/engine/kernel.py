"""Kernel: the equations as vector code, and the method that lives a queue of people with it.

Every lane carries one person, with that person's own time, step, doses and output; a lane whose
person is done takes the next. Nothing passes between lanes, so a person's result is the same
whoever else is lived.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from llvmlite import ir

from corrin.engine.loop import Loop
from corrin.engine.memory import Fields
from corrin.engine.method import Rosenbrock
from corrin.engine.settle import Settle
from corrin.engine.system import DIAGONAL, INPUTS, NUMBERS, SIZE, STATES, System
from corrin.engine.trace import Operand, Step
from corrin.engine.turn import turn
from corrin.engine.vector import POINTER, Lanes, Layout, Value

_VOID = ir.VoidType()


@dataclass(frozen=True)
class Readings:
    """What is shown of a life: results on a tape of a state's and a body's symbols."""

    steps: dict[str, Step]
    results: tuple[Operand, ...]


@dataclass(frozen=True)
class Plan:
    """Where each array of the workspace stands, in vectors, and how many there are without the rows of lesions."""

    places: dict[str, int]
    size: int


def plan(system: System, method: Rosenbrock, shown: int) -> Plan:
    """The workspace of one call: columns of the lanes first, arrays of vectors after."""
    sizes = {name: 1 for name in (
        "who", "own", "own_end", "shared", "shared_end", "day", "out", "stale", "active", "moving",
        "time", "step", "target", "due", "steps", "rejected", "queue", "reached", "length",
        "reading", "again", "g", "x",
    )}  # fmt: skip
    sizes |= {name: SIZE for name in ("y", "y1", "u", "f", "drift", "right")}
    sizes |= {f"k{n}": SIZE for n in range(method.stages)}
    sizes |= {f"r{n}": SIZE for n in range(len(method.dense))}
    # one place more than there are numbers, for what nobody reads; after each set, the healthy one
    sizes |= {name: NUMBERS + 1 for name in ("p", "base", "seen", "base_seen")}
    sizes |= {"zero": SIZE, "q": len(system.prepared)}
    sizes |= {"lu": len(system.factored), "shown": shown}
    places: dict[str, int] = {}
    total = 0
    for name, size in sizes.items():
        places[name] = total
        total += size
    return Plan(places | {"rows": total}, total)


class Kernel:
    """One module of LLVM's language: `live` and `settle`, and the parts they call."""

    def __init__(
        self, system: System, readings: Readings, method: Rosenbrock, lanes: Lanes, scale: Sequence[float]
    ) -> None:
        self.system, self.readings, self.method, self.lanes = system, readings, method, lanes
        self.scale = tuple(scale)
        self.plan = plan(system, method, len(readings.results))
        self.module = ir.Module("corrin")
        self.prepare = self._part("prepare", 2, self._prepare)
        self.rates = self._part("rates", 4, self._rates)
        self.factor = self._part("factor", 6, self._factor)
        self.solve = self._part("solve", 3, self._solve)
        self.read = self._part("read", 5 + len(method.dense), self._read)
        self.turn = turn(self.module, lanes, self.plan.places)
        self._entry("live", lambda at, fields: Loop(self, at, fields).write())
        self._entry("settle", lambda at, fields: Settle(self, at, fields).write())

    def _part(self, name: str, arguments: int, write: Callable[..., None]) -> ir.Function:
        function = ir.Function(self.module, ir.FunctionType(_VOID, [POINTER] * arguments), name)
        function.linkage = "internal"
        function.attributes.add("noinline")
        function.attributes.add("nounwind")
        for each in function.args:
            each.add_attribute("noalias")
        at = ir.IRBuilder(function.append_basic_block())
        write(at, *function.args)
        at.ret_void()
        return function

    def _entry(self, name: str, write: Callable[[ir.IRBuilder, Fields], None]) -> None:
        function = ir.Function(self.module, ir.FunctionType(_VOID, [POINTER]), name)
        at = ir.IRBuilder(function.append_basic_block("entry"))
        write(at, Fields(self.lanes, at, function.args[0], self.plan.places))

    def _from(self, array: Value, place: int) -> Callable[[ir.IRBuilder], Value]:
        return lambda at: self.lanes.load(at, array, place)

    def _named(self, names: Sequence[str], array: Value) -> dict[str, Callable[[ir.IRBuilder], Value]]:
        return {name: self._from(array, place) for place, name in enumerate(names)}

    def _prepare(self, at: ir.IRBuilder, p: Value, q: Value) -> None:
        """From a body's numbers, all that depends on them alone."""
        wanted = self.system.prepared
        Layout(self.lanes, at, self.system.steps, self._named(INPUTS, p), wanted).write(wanted, q)

    def _rates(self, at: ir.IRBuilder, y: Value, p: Value, q: Value, f: Value) -> None:
        """Rates of change of a state."""
        wanted = self.system.rates
        Layout(self.lanes, at, self.system.steps, self._known(y, p, q), wanted).write(wanted, f)

    def _factor(self, at: ir.IRBuilder, y: Value, p: Value, q: Value, g: Value, f: Value, lu: Value) -> None:
        """Rates of change of a state, and the factors of g - J at it."""
        rates, factored = self.system.rates, self.system.factored
        known = self._known(y, p, q) | self._named([DIAGONAL], g)
        layout = Layout(self.lanes, at, self.system.steps, known, [*rates, *factored])
        layout.write(rates, f)
        layout.write(factored, lu)

    def _known(self, y: Value, p: Value, q: Value) -> dict[str, Callable[[ir.IRBuilder], Value]]:
        return self._named(STATES, y) | self._named(INPUTS, p) | self._named(self.system.prepared, q)

    def _solve(self, at: ir.IRBuilder, lu: Value, b: Value, more: Value) -> None:
        """The solution for a right side of two parts, in the place of the first."""
        loads = self._named([f"l{n}" for n in range(len(self.system.factored))], lu)

        def right(place: int) -> Callable[[ir.IRBuilder], Value]:
            return lambda at: at.fadd(self.lanes.load(at, b, place), self.lanes.load(at, more, place))

        loads |= {f"b{n}": right(n) for n in range(SIZE)}
        layout = Layout(self.lanes, at, self.system.solve, loads, self.system.solved)
        layout.write(self.system.solved, b)

    def _read(self, at: ir.IRBuilder, y: Value, y1: Value, *more: Value) -> None:
        """Readings at a part x of a step, from its two ends and the rows of the interpolant."""
        *rows, x, p, shown = more
        lanes = self.lanes
        part = lanes.load(at, x, 0)
        left = at.fsub(lanes.number(1.0), part)

        def state(place: int) -> Callable[[ir.IRBuilder], Value]:
            def load(at: ir.IRBuilder) -> Value:
                bend: Any = lanes.load(at, rows[-1], place)
                for row in reversed(rows[:-1]):
                    bend = lanes.fma(at, part, bend, lanes.load(at, row, place))
                inner = lanes.fma(at, left, bend, lanes.load(at, y1, place))
                return lanes.fma(at, left, lanes.load(at, y, place), at.fmul(part, inner))

            return load

        loads = {name: state(place) for place, name in enumerate(STATES)} | self._named(INPUTS, p)
        wanted = self.readings.results
        Layout(lanes, at, self.readings.steps, loads, wanted).write(wanted, shown)
