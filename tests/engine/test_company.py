"""A person's result is the same to the last bit alone, in any company, order, block, thread, and vector width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from bodies import generator
from crowds import anyone, joined

from corrin.engine import Change, Cohort, Life, job, lesions, lived, machine, program, rests
from corrin.engine.lesions import Lesions
from corrin.physiology.liver import Liver

DAYS = np.array([0.0, 1.0, 30.0, 200.0, 200.0, 365.25, 999.5])
SIZE = 41  # no multiple of any width
LIVES = [anyone(seed) for seed in range(SIZE)]
ALONE = (0, 7, 17, 40)


def values(lives: Sequence[Life], threads: int = 1, days: np.ndarray = DAYS) -> np.ndarray:
    return lived(joined(lives), days, threads=threads).values


@pytest.fixture(scope="module")
def crowd() -> np.ndarray:
    """Everyone together: (persons, days, states)."""
    return values(LIVES)


def strangers(crowd: np.ndarray) -> list[int]:
    """Who is another when lived alone."""
    return [n for n in ALONE if not np.array_equal(values([LIVES[n]])[0], crowd[n])]


def test_the_crowd_is_mixed(crowd: np.ndarray) -> None:
    assert np.isfinite(crowd).all()
    assert len({len(life.afflictions) for life in LIVES}) == 4
    for many in ("doses", "changes"):
        assert {len(getattr(life, many)) > 0 for life in LIVES} == {True, False}
    tempos = {each.tempo > 0.0 for life in LIVES for each in life.afflictions}
    assert tempos == {True, False}


def test_company_changes_nothing(crowd: np.ndarray) -> None:
    assert strangers(crowd) == []


@pytest.mark.usefixtures("anew")
def test_company_that_changes_something_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lanes' vote on whether a number is common to all, taken for granted."""

    def common(self: Lesions, row: object) -> None:
        first = self._place(row, "target", lesions._FIRST_LANE)
        self.at.store(first, self.fields.row(row, lesions.ROW.index("common"), lesions._FIRST_LANE))

    monkeypatch.setattr(Lesions, "_find_common", common)
    assert len(strangers(values(LIVES))) > 0


@pytest.mark.parametrize("seed", range(3))
def test_order_changes_nothing(crowd: np.ndarray, seed: int) -> None:
    order = generator(seed, "order").permutation(SIZE)[: SIZE - 5 * seed]
    assert np.array_equal(values([LIVES[n] for n in order]), crowd[order])


@pytest.mark.parametrize("size", [1, 3, 8, 40])
@pytest.mark.parametrize("threads", [1, 2, 5])
def test_blocks_and_threads_change_nothing(
    crowd: np.ndarray, monkeypatch: pytest.MonkeyPatch, size: int, threads: int
) -> None:
    monkeypatch.setattr(job, "_BLOCK", size)
    assert np.array_equal(values(LIVES, threads), crowd)


def test_failing_neighbours_change_nothing(crowd: np.ndarray) -> None:
    bad = Change(150.0, {Liver.clearance: np.nan})
    mixed = [replace(life, changes=(bad,)) if n % 3 == 0 else life for n, life in enumerate(LIVES)]
    got = lived(joined(mixed), DAYS)
    assert [each.person for each in got.failures] == list(range(0, SIZE, 3))
    for n in range(SIZE):
        assert np.isnan(got.values[n]).all() if n % 3 == 0 else np.array_equal(got.values[n], crowd[n])


def test_asking_for_more_days_changes_nothing(crowd: np.ndarray) -> None:
    more = np.sort(np.concatenate([DAYS, np.linspace(0.0, 999.0, 500)]))
    got = values(LIVES, days=more)
    assert np.array_equal(got[:, np.searchsorted(more, DAYS)], crowd)


def test_rests_do_not_depend_on_company() -> None:
    people = joined(LIVES).numbers
    together = rests(people)
    assert np.array_equal(together[::-1], rests(people[::-1]))
    assert all(np.array_equal(together[n], rests(people[n : n + 1])[0]) for n in ALONE)
    assert not np.array_equal(together[0], together[1])


def test_the_table_of_one_life_is_that_of_many() -> None:
    cohort = Cohort.of(LIVES[7], 11)
    got = lived(cohort, DAYS).values
    assert all(np.array_equal(got[n], values([LIVES[7]])[0]) for n in range(11))


def by_width(monkeypatch: pytest.MonkeyPatch, width: int) -> np.ndarray:
    """Some of the crowd, as if this machine's vectors were so wide and it made no guesses."""
    processor = replace(machine.processor(), width=width, guessed=False)
    with monkeypatch.context() as patch:
        for module in (machine, program):
            patch.setattr(module, "processor", lambda: processor)
        program.program.cache_clear()
        assert program.program(program.STATES).width == width
        return values(LIVES[:11])


@pytest.mark.usefixtures("anew")
@pytest.mark.skipif(machine.processor().width < 4, reason="this processor has one width")
def test_the_width_of_vectors_changes_nothing(monkeypatch: pytest.MonkeyPatch, crowd: np.ndarray) -> None:
    two = by_width(monkeypatch, 2)
    assert np.array_equal(by_width(monkeypatch, machine.processor().width), two)
    assert two == pytest.approx(crowd[:11], rel=1e-3, abs=1e-3)  # the guess costs some last bits
