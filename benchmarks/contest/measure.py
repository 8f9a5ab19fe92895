"""Measure: every engine of a scenario at every tolerance, interleaved, on one core and on all."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

import numpy as np

from contest.curves import Row, errors
from contest.engines.corrin_engine import Corrin
from contest.ladders import Plan
from contest.scenarios import Array, Scenario

CORES = len(os.sched_getaffinity(0))
REPEATS = 3
_AT_WORK: dict[str, Any] = {}


def say(text: str) -> None:
    """One line of progress, apart from the results."""
    print(text, file=sys.stderr, flush=True)


_LONG_ENOUGH = 0.3  # seconds of one timed run; what is shorter is done again


def busy(work: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> float:
    """Processor time of one go, the mean of as many as fill a timed run.

    On a machine with other work a clock on the wall would time the neighbours.
    """
    start, goes = clock(), 0
    while goes == 0 or clock() - start < _LONG_ENOUGH:
        work()
        goes += 1
    return (clock() - start) / goes


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long it takes, and what it gives."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


class OverCores:
    """An engine on all cores: corrin's own threads, or a copy of a peer in a process for each core."""

    def __init__(self, engine: Any) -> None:
        self._engine, self._pool = engine, None
        if not isinstance(engine, Corrin):
            _AT_WORK[engine.name] = engine
            self._pool = multiprocessing.get_context("fork").Pool(CORES)

    def live(self, persons: int, tolerance: float) -> Array:
        if self._pool is None:
            return self._engine.live(range(persons), tolerance, threads=CORES)
        parts = [(self._engine.name, range(n, n + 1), tolerance) for n in range(persons)]
        return np.concatenate(self._pool.starmap(_part, parts, chunksize=1))

    def close(self) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()


def contest(scenario: Scenario, engines: dict[str, Any], plans: dict[str, Plan], known: Array) -> list[Row]:
    """All rows of a scenario: errors on all cores first (which warms up), then timed runs in turn."""
    found: dict[tuple[str, float], Array] = {}
    rows: list[Row] = []
    for name, engine in engines.items():
        engine.live(range(1), 1e-3)
        cores = OverCores(engine)
        for tolerance in plans[name].ladder:
            live = partial(cores.live, plans[name].persons, tolerance)
            took, values = seconds(live)
            if took < _LONG_ENOUGH:
                took = busy(live, time.perf_counter)
            wrong = errors(values, known[: plans[name].persons])
            found[name, tolerance] = wrong
            rows.append(row(name, scenario, CORES, tolerance, wrong, plans[name].persons, [took]))
            say(f"{scenario.name} {name} at {tolerance:g}: p99 error {rows[-1].error_p99:.1e}, "
                f"{rows[-1].persons_per_second:.3g} persons/s on {CORES} cores")  # fmt: skip
        cores.close()
    return rows + _timed(scenario, engines, plans, found)


def _timed(
    scenario: Scenario, engines: dict[str, Any], plans: dict[str, Plan], found: dict[tuple[str, float], Array]
) -> list[Row]:
    times: dict[tuple[str, float], list[float]] = {key: [] for key in found}
    for turn in range(REPEATS):
        for name, tolerance in found:
            people = range(plans[name].timed)
            took = busy(lambda e=engines[name], p=people, t=tolerance: e.live(p, t))
            times[name, tolerance].append(took)
            speed = len(people) / took
            say(f"{scenario.name} {name} at {tolerance:g}, run {turn + 1}: {speed:.4g} persons/s on one core")
    return [
        row(name, scenario, 1, tolerance, found[name, tolerance], plans[name].timed, taken)
        for (name, tolerance), taken in times.items()
    ]


def row(
    name: str,
    scenario: Scenario,
    threads: int,
    tolerance: float,
    wrong: Array,
    timed: int,
    taken: list[float],
) -> Row:
    usual = median(taken)
    p50, p99 = (float(np.quantile(wrong, part, method="higher")) for part in (0.5, 0.99))
    return Row(name, scenario.name, threads, tolerance, p50, p99, timed / usual,
               (max(taken) - min(taken)) / usual, len(wrong), timed)  # fmt: skip


def _part(name: str, persons: range, tolerance: float) -> Array:
    return _AT_WORK[name].live(persons, tolerance)
