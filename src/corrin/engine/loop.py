"""Loop: people lived from a queue, step by step, each lane on its own time."""

from __future__ import annotations

from llvmlite import ir

from corrin.engine.lesions import Lesions
from corrin.engine.memory import FAILED, OUTCOME, ROW
from corrin.engine.show import Show
from corrin.engine.stages import Stages
from corrin.engine.system import NUMBERS, SIZE
from corrin.engine.vector import DOUBLE, INTEGER, Value
from corrin.engine.writer import Writer

_SAFETY, _SHRINK, _GROW = 0.9, 0.2, 6.0  # of the next step
_SHORTEST = 1e-11  # days
_ZERO = ir.Constant(INTEGER, 0)


class Loop(Writer):
    """Writes the function `live`."""

    def write(self) -> None:
        """Live every person of the job, until all are done or `stop` is set."""
        self._start()
        at, lanes = self.at, self.lanes
        top, turning, stepping, after = (
            at.append_basic_block(f"live.{part}") for part in ("top", "turn", "step", "out")
        )
        at.branch(top)
        at.position_at_end(top)
        self._turns()
        told = at.load(self.fields.address("stop"), typ=INTEGER)
        going = at.and_(lanes.any(at, self.flag("active")), at.icmp_signed("==", told, _ZERO))
        at.cbranch(going, turning, after)
        at.position_at_end(turning)
        Lesions(self.kernel, at, self.fields).renew()
        Show(self.kernel, at, self.fields).now()
        at.cbranch(lanes.any(at, self._at_target()), top, stepping)
        at.position_at_end(stepping)
        Stages(self.kernel, at, self.fields).step()
        self._judge()
        at.branch(top)
        at.position_at_end(after)
        at.ret_void()

    def _start(self) -> None:
        at, lanes, fields = self.at, self.lanes, self.fields
        at.store(fields.whole("first"), fields.mine("queue", _ZERO))
        fields.keep(lanes.bits(-1), "who")
        fields.keep(lanes.bits(1), "active")
        cursors = ("day", "out", "own", "own_end", "shared", "shared_end")
        for name in (*cursors, "stale", "moving", "again"):
            fields.keep(lanes.bits(0), name)
        for name in ("time", "target", "steps", "rejected"):
            fields.keep(lanes.number(0.0), name)
        fields.keep(lanes.number(float("inf")), "due")
        rows = at.mul(fields.whole("rows"), ir.Constant(INTEGER, len(ROW)))
        for name, size in (("y", SIZE), ("zero", SIZE), ("base", NUMBERS + 1), ("rows", rows)):
            self.each(size, lambda n, name=name: self.store(lanes.number(0.0), name, n))

    def _turns(self) -> None:
        """Every lane that has come to an event, its end or its start."""
        needed = self._at_target()
        self.set_flag(needed, "reached")
        with self.at.if_then(self.lanes.any(self.at, needed)):
            self.each_lane("reached", self._turn)

    def _turn(self, lane: Value) -> None:
        self.at.call(self.kernel.turn, [self.fields.job, lane])

    def _at_target(self) -> Value:
        reached = self.at.fcmp_ordered(">=", self.vector("time"), self.vector("target"))
        return self.at.and_(self.flag("active"), reached)

    def _judge(self) -> None:
        """Measure the error, show and keep what is good, and plan the next step."""
        at, lanes, stages = self.at, self.lanes, Stages(self.kernel, self.at, self.fields)
        error, worst = stages.error()
        length, active = self.vector("length"), self.flag("active")
        good = at.and_(active, at.fcmp_ordered("<=", error, lanes.number(1.0)))
        later = stages.later(length)
        Show(self.kernel, at, self.fields).within(good, later)
        one, zero = lanes.number(1.0), lanes.number(0.0)
        self.fields.keep(at.fadd(self.vector("steps"), one), "steps")
        self.fields.keep(at.fadd(self.vector("rejected"), at.select(good, zero, one)), "rejected")
        self.set_flag(at.not_(good), "again")
        self._plan(error, good, length)
        self._move(good, later)
        self._check(active, good, worst)

    def _plan(self, error: Value, good: Value, length: Value) -> None:
        """The next step: by the error of this one; a step cut short to meet a stop is no measure."""
        at, lanes = self.at, self.lanes
        power = lanes.log(at, lanes.call(at, "maxnum", error, lanes.number(1e-12)))
        power = at.fmul(power, lanes.number(-1.0 / self.method.order))
        factor = at.fmul(lanes.exp(at, power), lanes.number(_SAFETY))
        factor = lanes.call(at, "maxnum", factor, lanes.number(_SHRINK))
        factor = lanes.call(at, "minnum", factor, lanes.number(_GROW))
        factor = at.select(at.fcmp_ordered("ord", error, error), factor, lanes.number(_SHRINK))
        grown, planned = at.fmul(length, factor), self.vector("step")
        cut = at.fcmp_ordered("<", length, at.fmul(planned, lanes.number(0.999)))
        kept = at.select(cut, lanes.call(at, "maxnum", planned, grown), grown)
        longest = self.splat(self.fields.real("longest"))
        self.fields.keep(lanes.call(at, "minnum", at.select(good, kept, grown), longest), "step")

    def _move(self, good: Value, later: Value) -> None:
        at = self.at

        def one(n: Value) -> None:
            self.store(at.select(good, self.load("y1", n), self.load("y", n)), "y", n)

        self.each(SIZE, one)
        self.fields.keep(at.select(good, later, self.vector("time")), "time")

    def _check(self, active: Value, good: Value, worst: Value) -> None:
        """Lives that cannot be lived on make room for the next person."""
        at, lanes = self.at, self.lanes
        most = self.splat(at.sitofp(self.fields.whole("most"), DOUBLE))
        spent = at.fcmp_ordered(">", self.vector("steps"), most)
        stuck = at.fcmp_unordered("<", self.vector("step"), lanes.number(_SHORTEST))
        failed = at.and_(active, at.or_(spent, at.and_(at.not_(good), stuck)))
        with at.if_then(lanes.any(at, failed)):
            self.fields.keep(worst, "x")
            self.set_flag(failed, "reached")
            self.each_lane("reached", self._give_up)

    def _give_up(self, lane: Value) -> None:
        """Note on which day and by which state a life broke off, and free its lane."""
        at, fields = self.at, self.fields
        who, table = at.load(fields.mine("who", lane), typ=INTEGER), fields.address("outcome")
        for name, source in (("day", "time"), ("state", "x"), ("steps", "steps"), ("rejected", "rejected")):
            value = at.load(fields.mine(source, lane), typ=DOUBLE)
            at.store(value, fields.entry(table, who, len(OUTCOME), OUTCOME.index(name)))
        at.store(ir.Constant(DOUBLE, float(FAILED)), fields.entry(table, who, len(OUTCOME), 0))
        at.store(ir.Constant(INTEGER, -1), fields.mine("who", lane))
        at.store(at.load(fields.mine("time", lane), typ=DOUBLE), fields.mine("target", lane))
