"""Rounds that follow the results stay just: chances agree with those worked out by hand, and grow sharper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

import numpy as np
import pytest
from inference.test_proposal import PLACE, small
from numpy.typing import NDArray
from scipy import integrate, stats

from corrin.inference.courses import Particles, Reader
from corrin.inference.proposal import Proposed
from corrin.inference.refine import effective, resampled, settled, tempered
from corrin.inference.rounds import ENOUGH, Pace, gathered

Array = NDArray[np.float64]
_WIDTH, _APART = 0.15, 0.25  # of the score of severity that the results allow, and of duration about it
_HIDDEN = 1e-4  # likelihood of the results in those without pernicious anaemia


class Unlived:
    """A reader who lives nobody: what matters here is who is proposed and how they count."""

    case = small()

    def people(self, proposed: Proposed, persons: range) -> Particles:
        none = np.zeros((len(persons), 0))
        return Particles(np.array(persons), np.zeros(len(persons)), none, none, none, none, proposed)


def likelihood(particles: Particles) -> Array:
    """Results that ask for a severe pernicious anaemia begun long ago: the score of duration above that of severity."""
    place = PLACE["pernicious-anaemia"]
    severity, _, duration = particles.proposed.scores[:, place].T
    fits = stats.norm.logpdf(severity, 2.0, _WIDTH) + stats.norm.logpdf(duration - severity, 0.0, _APART)
    return np.where(particles.proposed.has[:, place], fits, np.log(_HIDDEN))


def by_hand() -> float:
    """Chance of pernicious anaemia: its evidence is that of two results of Gaussian scatter."""
    cov = np.array([[1.0 + _WIDTH**2, -1.0], [-1.0, 2.0 + _APART**2]])
    evidence = float(stats.multivariate_normal(np.zeros(2), cov).pdf([2.0, 0.0]))
    return 0.02 * evidence / (0.02 * evidence + 0.98 * _HIDDEN)


def ran(people: int, seed: int) -> tuple[Particles, Array]:
    particles, tried = gathered(cast(Reader, cast(Any, Unlived())), likelihood, Pace(people), seed, lambda done: None)
    assert tried == people
    log = particles.log_prior + likelihood(particles)
    return particles, log


def chance(particles: Particles, log: Array) -> float:
    weights = np.exp(log - log.max())
    return float(weights @ particles.proposed.has[:, PLACE["pernicious-anaemia"]] / weights.sum())


def test_the_chance_by_hand_is_no_foregone_conclusion() -> None:
    double, _ = integrate.dblquad(
        lambda b, a: stats.norm.pdf(a) * stats.norm.pdf(b) * stats.norm.pdf(a, 2.0, _WIDTH) * stats.norm.pdf(b - a, 0.0, _APART),
        1.0, 3.0, 0.0, 4.0,
    )  # fmt: skip
    assert 0.02 * double / (0.02 * double + 0.98 * _HIDDEN) == pytest.approx(by_hand(), rel=1e-3)
    assert 0.3 < by_hand() < 0.95


def test_all_rounds_together_give_the_chance_by_hand() -> None:
    """Mean of 12 runs within 4 standard errors, below 0.02; counted without weights it would be found out."""
    runs = [ran(4000, seed) for seed in range(12)]
    found = [chance(*run) for run in runs]
    error = float(np.std(found) / np.sqrt(len(found)))
    assert error < 0.02
    assert float(np.mean(found)) == pytest.approx(by_hand(), abs=4.0 * error)
    unweighted = np.mean([chance(particles, likelihood(particles)) for particles, _ in runs])
    assert abs(unweighted - by_hand()) > 8.0 * error


def at_best(log: Array, has: NDArray[np.bool_]) -> float:
    """Effective number of those who have it, for each person proposed."""
    return effective(log[has]) / log.size


def test_later_rounds_find_those_who_explain_the_results() -> None:
    particles, log = ran(4500, 1)
    has = particles.proposed.has[:, PLACE["pernicious-anaemia"]]
    first = particles.course < 500
    assert at_best(log[~first], has[~first]) > 10.0 * at_best(log[first], has[first])


def test_a_number_of_people_is_kept_and_enough_is_enough() -> None:
    assert [len(Pace(7).next(done, 1e9)) for done in (0, 2, 4, 6, 7)] == [2, 2, 2, 1, 0]
    assert len(Pace(None).next(5000, 0.9 * ENOUGH)) > 0
    assert len(Pace(None).next(5000, ENOUGH)) == 0
    assert len(Pace(None).next(500, ENOUGH)) > 0, "a cause may be missed where few were tried"
    late = Pace(None, until=0.0)
    assert len(late.next(0, 0.0)) > 0, "somebody is always lived"
    assert len(late.next(1000, 0.0)) == 0


@pytest.mark.parametrize("wanted", [20.0, 100.0])
def test_tempering_leaves_as_many_as_wanted(wanted: float) -> None:
    draw = np.random.default_rng(0)
    log_prior, log = 0.3 * draw.standard_normal(1000), 30.0 * draw.standard_normal(1000)
    assert effective(log_prior + log) < 5.0
    has = np.ones((1000, 1), dtype=bool)
    assert effective(tempered(log_prior, log, has, wanted)) == pytest.approx(wanted, rel=0.05)
    np.testing.assert_array_equal(tempered(log_prior, 1e-3 * log, has, wanted), log_prior + 1e-3 * log)


def test_one_who_alone_speaks_for_a_cause_is_not_taken_for_many() -> None:
    """Of 1001 people one has the cause and half of the weight: few, for all the others."""
    has = (np.arange(1001) == 0)[:, None]
    log = np.where(has[:, 0], np.log(1000.0), 0.0)
    assert settled(log, has) < 10.0
    assert settled(np.zeros(1001), has) > 500.0, "a rare cause need not be told from one as rare"
    assert settled(np.zeros(1001), (np.arange(1001) % 2 == 0)[:, None]) == pytest.approx(1001.0)


def test_rows_are_resampled_along_their_weights() -> None:
    rows: Callable[[int], Array] = partial(resampled, np.array([0.5, 0.0, 0.25, 0.25]), place=0.5)  # type: ignore[assignment]
    assert np.bincount(rows(8), minlength=4).tolist() == [4, 0, 2, 2]
