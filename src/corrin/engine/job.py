"""Job: one call's tables in the order the kernel expects, run block by block over threads."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.crew import in_order
from corrin.engine.cohort import Cohort
from corrin.engine.memory import JOB, OUTCOME, ROW, UNTOLD
from corrin.engine.program import Program

Array = NDArray[np.float64]
Whole = NDArray[np.int64]

_BLOCK = 256  # most people handed to a thread at once
_SHARE = 32  # fewest, so that a thread's lanes stay full, unless there are no more
_FEW = 16  # people lived in the thread that asks; an interrupt waits for them
_BOUNDARY = 64  # bytes to which vectors are aligned
MOST = 5_000_000  # steps of one life


@dataclass
class Job:
    """Tables of one call; the results are in `out` and `outcome` (persons, `OUTCOME`)."""

    program: Program
    cohort: Cohort
    starts: Array
    days: Array
    out: Array
    relative: float = 0.0
    longest: float = 0.0
    stop: Whole | None = None  # one number; another thread sets it to end the run
    outcome: Array = field(init=False)
    _stop: Whole = field(init=False)
    _listed: Mapping[str, NDArray[Any]] = field(init=False)

    def __post_init__(self) -> None:
        persons = self.cohort.size
        self.outcome = np.full((persons, len(OUTCOME)), float(UNTOLD))
        self._stop = np.zeros(1, dtype=np.int64) if self.stop is None else self.stop
        listed: dict[str, NDArray[Any]] = {
            "numbers": self.cohort.numbers, "events": self.cohort.events, "lesions": self.cohort.lesions,
            "own": self.cohort.own, "shared": self.cohort.shared, "harmed": self.cohort.harmed,
            "starts": self.starts, "days": self.days,
            "out": self.out, "outcome": self.outcome, "stop": self._stop,
        }  # fmt: skip
        self._listed = {name: np.ascontiguousarray(each) for name, each in listed.items()}

    def run(self, what: str, threads: int = 1, progress: Callable[[int], None] | None = None) -> None:
        """Run `live` or `settle` on every person; an interrupt stops all threads at their next step."""
        persons = self.cohort.size
        size = min(_BLOCK, max(_SHARE, -(-persons // (2 * max(threads, 1)))))
        blocks = [range(first, min(first + size, persons)) for first in range(0, persons, size)]
        work = partial(self._block, what)
        done: Iterable[int] = (
            map(work, blocks) if persons <= _FEW else in_order(work, blocks, max(threads, 1), self._halt)
        )
        for last in done:
            if progress:
                progress(last)

    def _halt(self) -> None:
        self._stop[0] = 1

    def _block(self, what: str, people: range) -> int:
        """Run these people; gives how many are done when they are."""
        rows = int(np.max(np.diff(self.cohort.harmed[people.start : people.stop], axis=1), initial=0))
        size = (self.program.memory + rows * len(ROW)) * self.program.width
        work = np.zeros(size + _BOUNDARY // 8)
        words = {name: each.ctypes.data for name, each in self._listed.items()} | {
            "first": people.start, "last": people.stop, "rows": rows, "most": MOST,
            "day_count": self.days.size, "end": _bits(self.days[-1] if self.days.size else 0.0),
            "relative": _bits(self.relative), "longest": _bits(self.longest),
            "work": work.ctypes.data + -work.ctypes.data % _BOUNDARY,
        }  # fmt: skip
        self.program.call(what, np.array([words[name] for name in JOB], dtype=np.int64))
        return people.stop


def _bits(value: float) -> int:
    """A real in the eight bytes of a whole number."""
    return int(struct.unpack("<q", struct.pack("<d", value))[0])
