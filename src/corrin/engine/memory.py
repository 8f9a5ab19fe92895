"""Memory: what a kernel keeps beside the processor, one column a lane, and the job it is handed."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from llvmlite import ir

from corrin.engine.vector import DOUBLE, INTEGER, POINTER, Lanes, Value

JOB = (
    "first", "last", "numbers", "starts", "events", "own", "shared", "lesions", "harmed", "days",
    "day_count", "end", "out", "outcome", "rows", "relative", "longest", "most", "stop", "work",
)  # fmt: skip
"""The words of a job, 8 bytes each: whole numbers, addresses or reals."""
EVENT = ("day", "kind", "place", "a", "b", "c", "first")
LESION = ("place", "again", "times", "plus")
ROW = ("source", "target", "real", "again", "times", "plus", "a", "b", "c", "day", "common")
"""A lesion in each lane; `common` is the place of the number where all lanes have the same, or -1."""
OUTCOME = ("status", "day", "state", "steps", "rejected")
DOSE, NUMBER, STRENGTH = 0, 1, 2  # kinds of event
DONE, FAILED, UNTOLD = 0, 1, 2  # status of a life


class Fields:
    """Reads and writes the words of a job, and columns of the lanes, inside one function."""

    def __init__(self, lanes: Lanes, at: ir.IRBuilder, job: Value, places: dict[str, int]) -> None:
        self.lanes, self.at, self.job, self.places = lanes, at, job, places
        self.work = self.address("work")

    def address(self, name: str) -> Value:
        return self.at.load(self._word(name), typ=POINTER)

    def whole(self, name: str) -> Value:
        return self.at.load(self._word(name), typ=INTEGER)

    def real(self, name: str) -> Value:
        return self.at.load(self._word(name), typ=DOUBLE)

    def _word(self, name: str) -> Value:
        return self.at.gep(self.job, [ir.Constant(INTEGER, JOB.index(name))], source_etype=INTEGER)

    def array(self, name: str) -> Value:
        """Address of an array of vectors of the lanes."""
        return self.lanes.place(self.at, self.work, self.places[name])

    def vector(self, name: str, kind: Any = None) -> Value:
        place = self.array(name)
        return self.at.load(place, typ=kind or self.lanes.real, align=8 * self.lanes.width)

    def keep(self, value: Value, name: str) -> None:
        self.at.store(value, self.array(name), align=8 * self.lanes.width)

    def cell(self, array: Value, index: Value, lane: Value) -> Value:
        """Address of one lane's number in an array of vectors."""
        width = ir.Constant(INTEGER, self.lanes.width)
        return self.at.gep(array, [self.at.add(self.at.mul(index, width), lane)], source_etype=DOUBLE)

    def mine(self, name: str, lane: Value) -> Value:
        return self.cell(self.array(name), ir.Constant(INTEGER, 0), lane)

    def row(self, row: Value, column: int, lane: Value) -> Value:
        """Address of one lane's number in the row of a lesion."""
        at = self.at
        place = at.add(at.mul(row, ir.Constant(INTEGER, len(ROW))), ir.Constant(INTEGER, column))
        return self.cell(self.array("rows"), place, lane)

    def entry(self, table: Value, row: Value, width: int, column: int) -> Value:
        """Address of one number in a table of records."""
        place = self.at.add(self.at.mul(row, ir.Constant(INTEGER, width)), ir.Constant(INTEGER, column))
        return self.at.gep(table, [place], source_etype=DOUBLE)


@contextmanager
def repeated(at: ir.IRBuilder, count: Value | int, name: str) -> Generator[Value]:
    """A loop over 0 up to `count`; gives the index."""
    end = ir.Constant(INTEGER, count) if isinstance(count, int) else count
    with at.goto_entry_block():
        counter = at.alloca(INTEGER, name=name)
    at.store(ir.Constant(INTEGER, 0), counter)
    top, inside, after = (at.append_basic_block(f"{name}.{part}") for part in ("top", "in", "out"))
    at.branch(top)
    at.position_at_end(top)
    index = at.load(counter, typ=INTEGER)
    at.cbranch(at.icmp_signed("<", index, end), inside, after)
    at.position_at_end(inside)
    yield index
    at.store(at.add(index, ir.Constant(INTEGER, 1)), counter)
    at.branch(top)
    at.position_at_end(after)
