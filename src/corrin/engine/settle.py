"""Settle: the state in which a body in health stays as it is, found by Newton's method in every lane."""

from __future__ import annotations

from llvmlite import ir

from corrin.engine.memory import DONE, FAILED, OUTCOME, repeated
from corrin.engine.system import NUMBERS, SIZE
from corrin.engine.vector import DOUBLE, INTEGER, Value
from corrin.engine.writer import Writer
from corrin.physiology.state import LEDGER, State

STARTING = (*LEDGER, "eaten", "myelin", "axons")
"""What keeps its starting value: the ledger begins at none, nerves are whole; nothing depends on them."""
_FREE = tuple(name not in STARTING for name in State._fields)
_ROUNDS, _CLOSE = 40, 1e-11
_SLIGHT = 1e-9  # per day, on the diagonal, so that what nothing removes divides by no zero
_LEAST = 1e-6  # of each state's unit, below which changes are not compared


class Settle(Writer):
    """Writes the function `settle`: from `starts` to `out`, a row of states a person."""

    def write(self) -> None:
        at, lanes, fields = self.at, self.lanes, self.fields
        first = fields.whole("first")
        people = at.sub(fields.whole("last"), first)
        width, more = ir.Constant(INTEGER, lanes.width), ir.Constant(INTEGER, lanes.width - 1)
        rounds = at.udiv(at.add(people, more), width)
        fields.keep(lanes.number(_SLIGHT), "g")
        self.each(SIZE, lambda n: self.store(lanes.number(0.0), "right", n))
        with repeated(at, rounds, "groups") as group:
            start = at.add(first, at.mul(group, width))
            with repeated(at, lanes.width, "lane") as lane:
                self._load(at.add(start, lane), lane)
            self.call(self.kernel.prepare, "p", "q")
            fields.keep(lanes.bits(0), "reached")
            with repeated(at, _ROUNDS, "newton"):
                self._round()
            with repeated(at, lanes.width, "put") as lane:
                person = at.add(start, lane)
                with at.if_then(at.icmp_signed("<", person, fields.whole("last"))):
                    self._put(person, lane)
        at.ret_void()

    def _load(self, person: Value, lane: Value) -> None:
        """A person's numbers and start; lanes to spare take the last person again."""
        at, fields = self.at, self.fields
        last = at.sub(fields.whole("last"), ir.Constant(INTEGER, 1))
        person = at.select(at.icmp_signed("<", person, last), person, last)
        for table, name, count in (("numbers", "p", NUMBERS), ("starts", "y", SIZE)):
            source, array = fields.address(table), fields.array(name)
            with repeated(at, count, name) as n:
                place = at.add(at.mul(person, ir.Constant(INTEGER, count)), n)
                value = at.load(at.gep(source, [place], source_etype=DOUBLE), typ=DOUBLE)
                at.store(value, fields.cell(array, n, lane))

    def _round(self) -> None:
        """One round; a lane that has come to rest stays there."""
        at, lanes = self.at, self.lanes
        self.call(self.kernel.factor, "y", "p", "q", "g", "k0", "lu")
        self.call(self.kernel.solve, "lu", "k0", "right")
        settled = self.flag("reached")
        close = ir.Constant(lanes.mask, [1] * lanes.width)
        for n in (place for place, free in enumerate(_FREE) if free):
            y, change = self.load("y", n), self.load("k0", n)
            size = at.fadd(lanes.call(at, "fabs", y), lanes.number(_LEAST))
            near = at.fmul(size, lanes.number(_CLOSE))
            close = at.and_(close, at.fcmp_ordered("<", lanes.call(at, "fabs", change), near))
            new = lanes.call(at, "maxnum", at.fadd(y, change), at.fmul(y, lanes.number(0.1)))
            self.store(at.select(settled, y, new), "y", n)
        self.set_flag(at.or_(settled, close), "reached")

    def _put(self, person: Value, lane: Value) -> None:
        at, fields = self.at, self.fields
        reached = at.load(fields.mine("reached", lane), typ=INTEGER)
        settled = at.icmp_signed("!=", reached, ir.Constant(INTEGER, 0))
        done, failed = (ir.Constant(DOUBLE, float(each)) for each in (DONE, FAILED))
        status = at.select(settled, done, failed)
        at.store(status, fields.entry(fields.address("outcome"), person, len(OUTCOME), 0))
        with repeated(at, SIZE, "states") as n:
            value = at.load(fields.cell(fields.array("y"), n, lane), typ=DOUBLE)
            place = at.add(at.mul(person, ir.Constant(INTEGER, SIZE)), n)
            at.store(value, at.gep(fields.address("out"), [place], source_etype=DOUBLE))
