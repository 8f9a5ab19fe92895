"""Show: readings of a life on its days, from within a step or of the state as it is."""

from __future__ import annotations

from llvmlite import ir

from corrin.engine.lesions import Lesions
from corrin.engine.system import SIZE
from corrin.engine.turn import due
from corrin.engine.vector import DOUBLE, INTEGER, Value
from corrin.engine.writer import Writer


class Show(Writer):
    """Writes every reading that is due."""

    def now(self) -> None:
        """Readings due on each lane's own day."""
        self._until(self.flag("active"), self.vector("time"), within=False)

    def within(self, good: Value, later: Value) -> None:
        """Readings due during the step that these lanes have just done."""
        self._until(good, later, within=True)

    def _until(self, which: Value, until: Value, *, within: bool) -> None:
        at, lanes = self.at, self.lanes
        with at.if_then(lanes.any(at, self._pending(which, until))):
            if within:
                for n, weights in enumerate(self.method.dense):
                    self._row(n, weights)
            top, after = at.append_basic_block("show.top"), at.append_basic_block("show.out")
            at.branch(top)
            at.position_at_end(top)
            self._read(which, until, within=within)
            at.cbranch(lanes.any(at, self._pending(which, until)), top, after)
            at.position_at_end(after)

    def _pending(self, which: Value, until: Value) -> Value:
        return self.at.and_(which, self.at.fcmp_ordered("<=", self.vector("due"), until))

    def _row(self, number: int, weights: tuple[float, ...]) -> None:
        """One row of the interpolant."""

        def one(n: Value) -> None:
            value: Value = self.lanes.number(0.0)
            for stage, weight in enumerate(weights):
                if weight:
                    k = self.load(f"k{stage}", n)
                    value = self.lanes.fma(self.at, self.lanes.number(weight), k, value)
            self.store(value, f"r{number}", n)

        self.each(SIZE, one)

    def _read(self, which: Value, until: Value, *, within: bool) -> None:
        at, lanes = self.at, self.lanes
        pending = self._pending(which, until)
        day = at.select(pending, self.vector("due"), self.vector("time"))
        rows = [f"r{n}" for n in range(len(self.method.dense))]
        if within:
            with at.if_then(lanes.any(at, self.flag("moving"))):
                Lesions(self.kernel, at, self.fields).apply(day, "seen")
            part = at.fdiv(at.fsub(day, self.vector("time")), self.vector("length"))
            self.fields.keep(part, "x")
            self.call(self.kernel.read, "y", "y1", *rows, "x", "seen", "shown")
        else:
            self.fields.keep(lanes.number(0.0), "x")
            self.call(self.kernel.read, "y", "y", *["zero"] * len(rows), "x", "seen", "shown")
        self.set_flag(pending, "reading")
        self.each_lane("reading", self._put)

    def _put(self, lane: Value) -> None:
        """Copy one lane's readings out, and aim it at its next day."""
        at, fields = self.at, self.fields
        count = len(self.kernel.readings.results)
        out = at.load(fields.mine("out", lane), typ=INTEGER)
        for n in range(count):
            value = at.load(fields.cell(fields.array("shown"), ir.Constant(INTEGER, n), lane), typ=DOUBLE)
            at.store(value, fields.entry(fields.address("out"), out, count, n))
        for name in ("out", "day"):
            place = fields.mine(name, lane)
            at.store(at.add(at.load(place, typ=INTEGER), ir.Constant(INTEGER, 1)), place)
        due(at, fields, lane)
