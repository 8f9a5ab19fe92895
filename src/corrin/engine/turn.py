"""Turn: what happens to one lane between steps: its events, its end, and who comes next."""

from __future__ import annotations

from llvmlite import ir

from corrin.engine.memory import DONE, DOSE, EVENT, LESION, NUMBER, OUTCOME, ROW, Fields, repeated
from corrin.engine.system import NUMBERS, SIZE
from corrin.engine.vector import DOUBLE, INTEGER, POINTER, Lanes, Value

_ZERO, _ONE, _NOBODY = (ir.Constant(INTEGER, n) for n in (0, 1, -1))
_EVENTS = ("own", "shared")
_NEVER = ir.Constant(DOUBLE, float("inf"))


def turn(module: ir.Module, lanes: Lanes, places: dict[str, int]) -> ir.Function:
    """The function `turn(job, lane)`."""
    function = ir.Function(module, ir.FunctionType(ir.VoidType(), [POINTER, INTEGER]), "turn")
    function.linkage = "internal"
    function.attributes.add("noinline")
    at = ir.IRBuilder(function.append_basic_block("entry"))
    job, lane = function.args
    _Turn(at, Fields(lanes, at, job, places), lane).write()
    at.ret_void()
    return function


class _Turn:
    def __init__(self, at: ir.IRBuilder, fields: Fields, lane: Value) -> None:
        self.at, self.fields, self.lane = at, fields, lane

    def whole(self, name: str) -> Value:
        return self.at.load(self.fields.mine(name, self.lane), typ=INTEGER)

    def real(self, name: str) -> Value:
        return self.at.load(self.fields.mine(name, self.lane), typ=DOUBLE)

    def keep(self, value: Value, name: str) -> None:
        self.at.store(value, self.fields.mine(name, self.lane))

    def write(self) -> None:
        at = self.at
        busy = at.icmp_signed(">=", self.whole("who"), _ZERO)
        with at.if_then(busy):
            over = at.fcmp_ordered(">=", self.real("time"), self.fields.real("end"))
            with at.if_else(over) as (done, going):
                with done:
                    self._done()
                with going:
                    self._events(self.real("time"), including=True)
                    self._aim()
        with at.if_then(at.icmp_signed("<", self.whole("who"), _ZERO)):
            self._next()

    def _done(self) -> None:
        at, table = self.at, self.fields.address("outcome")
        for name, value in (("status", ir.Constant(DOUBLE, float(DONE))), ("day", self.real("time")),
                            ("steps", self.real("steps")), ("rejected", self.real("rejected"))):  # fmt: skip
            at.store(value, self.fields.entry(table, self.whole("who"), len(OUTCOME), OUTCOME.index(name)))
        self.keep(_NOBODY, "who")

    def _aim(self) -> None:
        """The next day on which this lane must stop: an event or the end."""
        at = self.at
        self.keep(self.fields.real("end"), "target")
        for events in _EVENTS:
            with at.if_then(at.icmp_signed("<", self.whole(events), self.whole(f"{events}_end"))):
                day = self._event(self.whole(events), "day")
                sooner = at.fcmp_ordered("<", day, self.real("target"))
                self.keep(at.select(sooner, day, self.real("target")), "target")
        self.keep(_ONE, "stale")

    def _event(self, row: Value, name: str) -> Value:
        table = self.fields.address("events")
        return self.at.load(self.fields.entry(table, row, len(EVENT), EVENT.index(name)), typ=DOUBLE)

    def _events(self, day: Value, *, including: bool) -> None:
        """Every event up to a day."""
        for events in _EVENTS:
            self._of(events, day, including=including)

    def _of(self, events: str, day: Value, *, including: bool) -> None:
        at = self.at
        top, more, inside, after = (
            at.append_basic_block(f"{events}.{part}") for part in ("top", "more", "in", "out")
        )
        at.branch(top)
        at.position_at_end(top)
        row = self.whole(events)
        at.cbranch(at.icmp_signed("<", row, self.whole(f"{events}_end")), more, after)
        at.position_at_end(more)
        due = at.fcmp_ordered("<=" if including else "<", self._event(row, "day"), day)
        at.cbranch(due, inside, after)
        at.position_at_end(inside)
        self._one(row)
        self.keep(at.add(row, _ONE), events)
        at.branch(top)
        at.position_at_end(after)

    def _one(self, row: Value) -> None:
        at, fields, lane = self.at, self.fields, self.lane
        kind = self._event(row, "kind")
        place = at.fptosi(self._event(row, "place"), INTEGER)
        a = self._event(row, "a")
        with at.if_then(at.fcmp_ordered("==", kind, ir.Constant(DOUBLE, float(DOSE)))):
            held = fields.cell(fields.array("y"), place, lane)
            at.store(at.fadd(at.load(held, typ=DOUBLE), a), held)
        with at.if_then(at.fcmp_ordered("==", kind, ir.Constant(DOUBLE, float(NUMBER)))):
            at.store(a, fields.cell(fields.array("base"), place, lane))
        with at.if_then(at.fcmp_ordered(">", kind, ir.Constant(DOUBLE, float(NUMBER)))):
            self._strength(row, place)
        first = self._event(row, "first")
        with at.if_then(at.fcmp_ordered("<", first, self.real("step"))):
            self.keep(first, "step")

    def _strength(self, event: Value, row: Value) -> None:
        """From this day on a lesion has strength a + b exp(-c (t - day))."""
        for name in ("a", "b", "c", "day"):
            self.at.store(self._event(event, name), self._row(row, name))

    def _row(self, row: Value, name: str) -> Value:
        return self.fields.row(row, ROW.index(name), self.lane)

    def _next(self) -> None:
        at, fields = self.at, self.fields
        queue = fields.mine("queue", _ZERO)
        person = at.load(queue, typ=INTEGER)
        with at.if_else(at.icmp_signed("<", person, fields.whole("last"))) as (some, none):
            with some:
                at.store(at.add(person, _ONE), queue)
                self._begin(person)
            with none:
                self.keep(_ZERO, "active")

    def _begin(self, person: Value) -> None:
        """Load a person: numbers, state, and where their events and lesions are listed."""
        at, fields, nothing = self.at, self.fields, ir.Constant(DOUBLE, 0.0)
        self.keep(person, "who")
        for table, name, count in (("numbers", "base", NUMBERS), ("starts", "y", SIZE)):
            source, array = fields.address(table), fields.array(name)
            with repeated(at, count, name) as n:
                place = at.add(at.mul(person, ir.Constant(INTEGER, count)), n)
                value = at.load(at.gep(source, [place], source_etype=DOUBLE), typ=DOUBLE)
                at.store(value, fields.cell(array, n, self.lane))
        self._lesions(person)
        for name in ("time", "target", "steps", "rejected"):
            self.keep(nothing, name)
        self.keep(fields.real("longest"), "step")
        for events in _EVENTS:
            first, last = self._rows(events, person)
            self.keep(first, events)
            self.keep(last, f"{events}_end")
        self.keep(_ZERO, "day")
        self.keep(at.mul(person, fields.whole("day_count")), "out")
        self.due()
        self._events(nothing, including=False)
        self.keep(_ONE, "stale")

    def _lesions(self, person: Value) -> None:
        """Rows of this person's lesions, none in force yet; rows to spare change a number nobody reads."""
        at, fields, nothing = self.at, self.fields, ir.Constant(DOUBLE, 0.0)
        first, last = self._rows("harmed", person)
        count = at.sub(last, first)
        with repeated(at, fields.whole("rows"), "rows") as n:
            for name in ROW[2:]:
                at.store(nothing, self._row(n, name))
            for name in ("source", "target"):
                at.store(ir.Constant(INTEGER, NUMBERS), self._row(n, name))
            with at.if_then(at.icmp_signed("<", n, count)):
                self._lesion(n, at.add(first, n))

    def _lesion(self, row: Value, listed: Value) -> None:
        at, fields = self.at, self.fields
        table = fields.address("lesions")
        place, again, times, plus = (
            at.load(fields.entry(table, listed, len(LESION), n), typ=DOUBLE) for n in range(len(LESION))
        )
        where = at.fptosi(place, INTEGER)
        first = at.fcmp_ordered("==", again, ir.Constant(DOUBLE, 0.0))
        healthy = at.add(where, ir.Constant(INTEGER, NUMBERS + 1))  # the healthy numbers follow
        at.store(at.select(first, healthy, where), self._row(row, "source"))
        at.store(where, self._row(row, "target"))
        at.store(ir.Constant(DOUBLE, 1.0), self._row(row, "real"))
        at.store(again, self._row(row, "again"))
        at.store(times, self._row(row, "times"))
        at.store(plus, self._row(row, "plus"))

    def _word(self, table: str, row: Value) -> Value:
        return self.at.load(self.at.gep(self.fields.address(table), [row], source_etype=INTEGER), typ=INTEGER)

    def _rows(self, table: str, person: Value) -> tuple[Value, Value]:
        """A person's rows in a table: the first, and the one after the last."""
        first = self.at.mul(person, ir.Constant(INTEGER, 2))
        return self._word(table, first), self._word(table, self.at.add(first, _ONE))

    def due(self) -> None:
        """The next day on which this lane is read."""
        at = self.at
        self.keep(_NEVER, "due")
        with at.if_then(at.icmp_signed("<", self.whole("day"), self.fields.whole("day_count"))):
            day = at.gep(self.fields.address("days"), [self.whole("day")], source_etype=DOUBLE)
            self.keep(at.load(day, typ=DOUBLE), "due")


def due(at: ir.IRBuilder, fields: Fields, lane: Value) -> None:
    """Aim a lane at its next day of reading."""
    _Turn(at, fields, lane).due()
