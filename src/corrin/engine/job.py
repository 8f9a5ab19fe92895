"""Job: one call's tables in the order the kernel expects, run block by block over threads."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
_PATIENCE = 0.1  # seconds between two looks for an interrupt


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
            "ends": np.full(persons, self.days[-1] if self.days.size else 0.0),
            "day_first": np.zeros(persons, dtype=np.int64),
            "day_count": np.full(persons, self.days.size, dtype=np.int64),
            "out_first": np.arange(persons, dtype=np.int64) * self.days.size,
            "out": self.out, "outcome": self.outcome, "stop": self._stop,
        }  # fmt: skip
        self._listed = {name: np.ascontiguousarray(each) for name, each in listed.items()}

    def run(self, what: str, threads: int = 1, progress: Callable[[int], None] | None = None) -> None:
        """Run `live` or `settle` on every person; an interrupt stops all threads at their next step."""
        persons = self.cohort.size
        size = min(_BLOCK, max(_SHARE, -(-persons // (2 * max(threads, 1)))))
        blocks = [(first, min(first + size, persons)) for first in range(0, persons, size)]
        if persons <= _FEW:
            for first, last in blocks:
                self._block(what, first, last)
                if progress:
                    progress(last)
            return
        with ThreadPoolExecutor(max(threads, 1)) as pool:
            try:
                self._watch([pool.submit(self._block, what, *block) for block in blocks], progress)
            except BaseException:
                self._stop[0] = 1
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _watch(self, pending: list[Future[int]], progress: Callable[[int], None] | None) -> None:
        waiting, done = set(pending), 0
        while waiting:
            finished, waiting = wait(waiting, timeout=_PATIENCE, return_when=FIRST_COMPLETED)
            done += sum(each.result() for each in finished)
            if progress and finished:
                progress(done)

    def _block(self, what: str, first: int, last: int) -> int:
        rows = int(np.max(np.diff(self.cohort.harmed[first:last], axis=1), initial=0))
        size = (self.program.memory + rows * len(ROW)) * self.program.width
        work = np.zeros(size + _BOUNDARY // 8)
        words = {name: each.ctypes.data for name, each in self._listed.items()} | {
            "first": first, "last": last, "rows": rows, "most": MOST,
            "relative": _bits(self.relative), "longest": _bits(self.longest),
            "work": work.ctypes.data + -work.ctypes.data % _BOUNDARY,
        }  # fmt: skip
        self.program.call(what, np.array([words[name] for name in JOB], dtype=np.int64))
        return last - first


def _bits(value: float) -> int:
    """A real in the eight bytes of a whole number."""
    return int(struct.unpack("<q", struct.pack("<d", value))[0])
