"""A run can be ended: by Ctrl-C, by what is told of its progress, or by setting its `stop`."""

from __future__ import annotations

import _thread
import threading

import numpy as np
import pytest
from crowds import anyone, joined, swallowing

from corrin.engine import RELATIVE, STATES, Cohort, job, lived, rests
from corrin.engine.job import Job
from corrin.engine.memory import DONE, OUTCOME, UNTOLD
from corrin.engine.program import program

MANY = 4000
DAYS = np.linspace(0.0, 365.0, 3)
SOON = 0.2  # seconds until somebody presses Ctrl-C


def many(persons: int = MANY) -> Job:
    """A dose a day for a year, in as many people: much too long to wait for."""
    cohort = Cohort.of(swallowing(0, 365), persons)
    starts = np.tile(rests(cohort.numbers[:1]), (persons, 1))
    return Job(program(STATES), cohort, starts, DAYS, np.empty((persons, 3, len(STATES))), RELATIVE, 365.0)


def status(of: Job) -> np.ndarray:
    return of.outcome[:, OUTCOME.index("status")]


def interrupted(done: int) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_an_interrupt_from_progress_ends_all_threads(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    monkeypatch.setattr(job, "_BLOCK", 8)
    run = many()
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        run.run("live", threads, interrupted)
    assert threading.active_count() == before
    assert 0 < np.sum(status(run) == DONE) < MANY // 10
    assert np.all((status(run) == DONE) | (status(run) == UNTOLD))


@pytest.mark.parametrize("threads", [1, 2])
def test_ctrl_c_ends_a_run_within_its_blocks(threads: int) -> None:
    """Blocks as they are: a block of this cohort takes seconds, which nobody waits for."""
    run = many()
    pressed = threading.Timer(SOON, _thread.interrupt_main)
    pressed.start()
    with pytest.raises(KeyboardInterrupt):
        run.run("live", threads)
    pressed.join()
    assert np.sum(status(run) == DONE) < MANY // 10


def test_people_who_were_not_interrupted_are_all_told() -> None:
    run = many(40)
    told: list[int] = []
    run.run("live", 2, told.append)
    assert np.all(status(run) == DONE)
    assert told[-1] == 40


def test_a_stop_set_before_lets_nobody_live() -> None:
    found = lived(joined(anyone(seed) for seed in range(30)), DAYS, stop=np.ones(1, dtype=np.int64))
    assert [each.person for each in found.failures] == list(range(30))
    assert np.all(np.isnan(found.values))
    assert "the run was stopped" in str(found.failures[0])


@pytest.mark.parametrize("threads", [1, 2])
def test_a_stop_set_on_the_way_keeps_who_is_done(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    monkeypatch.setattr(job, "_BLOCK", 4)
    life, stop = swallowing(0, 60), np.zeros(1, dtype=np.int64)

    def enough(done: int) -> None:
        stop[0] = 1

    found = lived(Cohort.of(life, 400), DAYS, threads=threads, progress=enough, stop=stop)
    failed = {each.person for each in found.failures}
    assert 0 < len(failed) < 400
    (whole,) = lived(Cohort.of(life), DAYS).values
    for person, values in enumerate(found.values):
        assert np.all(np.isnan(values)) if person in failed else np.array_equal(values, whole)


def test_a_stop_left_alone_stops_nobody() -> None:
    cohort = joined(anyone(seed) for seed in range(30))
    found = lived(cohort, DAYS, stop=np.zeros(1, dtype=np.int64))
    assert found.failures == ()
    assert np.array_equal(found.values, lived(cohort, DAYS).values)


@pytest.mark.parametrize(
    "strange", [np.zeros(1, dtype=bool), np.zeros(1, dtype=np.int32), np.zeros(0, np.int64)]
)
def test_a_stop_of_another_size_is_refused(strange: np.ndarray) -> None:
    """The kernel reads eight bytes: of fewer, it would read what lies behind them."""
    with pytest.raises(ValueError, match=r"`stop` is \d of \w+; give one whole number of 8 bytes"):
        lived(joined([anyone(0)]), DAYS, stop=strange)
