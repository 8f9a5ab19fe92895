"""Lesions: the numbers of each lane's body on a day, as its causes have changed them."""

from __future__ import annotations

from llvmlite import ir

from corrin.engine.memory import ROW
from corrin.engine.system import NUMBERS
from corrin.engine.vector import DOUBLE, INTEGER, Value
from corrin.engine.writer import Writer

_FIRST_LANE, _SPARE = ir.Constant(INTEGER, 0), ir.Constant(INTEGER, NUMBERS)


class Lesions(Writer):
    """Writes the numbers of a day, and notes which lanes' numbers move by themselves."""

    def renew(self) -> None:
        """Today's numbers, after an event and where a moving body tries a step again."""
        at, lanes = self.at, self.lanes
        stale = self.flag("stale")
        again = at.and_(self.flag("again"), self.flag("moving"))
        with at.if_then(lanes.any(at, at.or_(stale, again))):
            with at.if_then(lanes.any(at, stale)):
                self.each(NUMBERS, self._healthy)
                self._find_moving()
                self.each(self.fields.whole("rows"), self._find_common)
                self.fields.keep(lanes.bits(0), "stale")
                self.apply(self.vector("time"), "seen")
            self.apply(self.vector("time"))
            self.prepare()

    def prepare(self) -> None:
        """What the equations need of the numbers."""
        self.call(self.kernel.prepare, "p", "q")

    def apply(self, time: Value, into: str = "p") -> None:
        """Every lesion at these times, in its order; `seen` are the numbers that readings see."""
        at, lanes = self.at, self.lanes

        def one(row: Value) -> None:
            a, b, c, day = (self._row(row, n) for n in ("a", "b", "c", "day"))
            gone = lanes.exp(at, at.fneg(at.fmul(c, at.fsub(time, day))))
            strength = lanes.fma(at, b, gone, a)
            factor = lanes.fma(at, strength, self._row(row, "times"), lanes.number(1.0))
            more = at.fmul(strength, self._row(row, "plus"))
            common = self._place(row, "common", _FIRST_LANE)
            with at.if_else(at.icmp_signed(">=", common, _FIRST_LANE)) as (same, different):
                with same:
                    self._changed(row, common, factor, more, into)
                with different:
                    self._scatter(row, lanes.fma(at, self._gathered(row, into), factor, more), into)

        self.each(self.fields.whole("rows"), one)

    def _row(self, row: Value, name: str) -> Value:
        at, width = self.at, ir.Constant(INTEGER, len(ROW))
        return self.load("rows", at.add(at.mul(row, width), ir.Constant(INTEGER, ROW.index(name))))

    def _place(self, row: Value, name: str, lane: Value) -> Value:
        return self.at.load(self.fields.row(row, ROW.index(name), lane), typ=INTEGER)

    def _healthy(self, n: Value) -> None:
        for name in ("p", "seen", "base_seen"):
            self.store(self.load("base", n), name, n)

    def _find_moving(self) -> None:
        at, lanes, fields = self.at, self.lanes, self.fields
        fields.keep(lanes.bits(0), "moving")

        def one(row: Value) -> None:
            moves = at.fcmp_unordered("!=", self._row(row, "c"), lanes.number(0.0))
            fields.keep(at.or_(fields.vector("moving", lanes.whole), at.sext(moves, lanes.whole)), "moving")

        self.each(fields.whole("rows"), one)

    def _find_common(self, row: Value) -> None:
        """Whether a row changes the same number in every lane that uses it: then nothing is scattered."""
        at = self.at
        common, same = _SPARE, ir.Constant(ir.IntType(1), 1)
        for n in range(self.lanes.width):
            place = self._place(row, "target", ir.Constant(INTEGER, n))
            common = at.select(at.icmp_signed("==", common, _SPARE), place, common)
            fits = at.or_(at.icmp_signed("==", place, common), at.icmp_signed("==", place, _SPARE))
            same = at.and_(same, fits)
        kept = at.select(same, common, ir.Constant(INTEGER, -1))
        at.store(kept, self.fields.row(row, ROW.index("common"), _FIRST_LANE))

    def _changed(self, row: Value, place: Value, factor: Value, more: Value, into: str) -> None:
        """The same number changed in every lane that has this lesion."""
        at, lanes = self.at, self.lanes
        zero, now = lanes.number(0.0), self.load(into, place)
        again = at.fcmp_ordered("!=", self._row(row, "again"), zero)
        source = at.select(again, now, self.load("base", place))
        real = at.fcmp_ordered("!=", self._row(row, "real"), zero)
        self.store(at.select(real, lanes.fma(at, source, factor, more), now), into, place)

    def _gathered(self, row: Value, into: str) -> Value:
        """The number that a lesion starts from: the healthy one, or what an earlier lesion left."""
        at, fields = self.at, self.fields
        value: Value = ir.Constant(self.lanes.real, ir.Undefined)
        for n in range(self.lanes.width):
            lane = ir.Constant(INTEGER, n)
            place = fields.cell(fields.array(into), self._place(row, "source", lane), lane)
            value = at.insert_element(value, at.load(place, typ=DOUBLE), ir.Constant(ir.IntType(32), n))
        return value

    def _scatter(self, row: Value, value: Value, into: str) -> None:
        at, fields = self.at, self.fields
        for n in range(self.lanes.width):
            lane = ir.Constant(INTEGER, n)
            one = at.extract_element(value, ir.Constant(ir.IntType(32), n))
            at.store(one, fields.cell(fields.array(into), self._place(row, "target", lane), lane))
