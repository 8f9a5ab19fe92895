"""Apart: diffrax in a process of its own on one core, given up when it takes too long."""

from __future__ import annotations

import multiprocessing
import os
from typing import Any

from contest.curves import Row, errors
from contest.ladders import plan
from contest.measure import REPEATS, busy, row, say, seconds
from contest.scenarios import SCENARIOS, Array

LIMIT = 300.0  # seconds to compile and to live everybody


def diffrax(scenario: str, known: Array, limit: float = LIMIT) -> list[Row]:
    """Rows of diffrax, none when it is missing or took too long."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_child, args=(theirs, scenario, known), daemon=True
    )
    process.start()
    theirs.close()
    rows: list[Row] = []
    try:
        while ours.poll(limit):
            rows.append(ours.recv())
        say(f"{scenario} diffrax is given up after {limit:.0f} s without a result")
    except EOFError:
        pass
    process.terminate()
    process.join()
    return rows


def _child(pipe: Any, scenario: str, known: Array) -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from contest.field import engine

    kind = engine("diffrax")
    if kind is not None:
        planned = plan("diffrax", scenario, quick=False)
        made = SCENARIOS[scenario](planned.persons)
        live, people = kind(made).live, range(planned.persons)
        first, _ = seconds(lambda: live(people, 1e-2))
        say(f"{scenario} diffrax compiled and ran once in {first:.0f} s")
        for tolerance in planned.ladder:
            wrong = errors(live(people, tolerance), known[: planned.persons])
            runs = [busy(lambda t=tolerance: live(people, t)) for _ in range(REPEATS)]
            pipe.send(row("diffrax", made, 1, tolerance, wrong, planned.persons, runs))
            say(f"{scenario} diffrax at {tolerance:g}: {planned.persons / runs[0]:.3g} persons/s on one core")
    pipe.close()
