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
from corrin.inference.proposal import Proposed, chances, propose, unguided
from corrin.inference.refine import effective, resampled, settled, tempered
from corrin.inference.rounds import ENOUGH, MOST, Pace, gathered

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
    """Those who give the answer, and their log weights."""
    reader = cast(Reader, cast(Any, Unlived()))
    particles, tried = gathered(reader, likelihood, Pace(people), seed, lambda done: None)
    assert tried == people
    return particles, particles.log_prior + likelihood(particles)


def chance(particles: Particles, log: Array) -> float:
    weights = np.exp(log - log.max())
    return float(weights @ particles.proposed.has[:, PLACE["pernicious-anaemia"]] / weights.sum())


def test_the_chance_by_hand_is_no_foregone_conclusion() -> None:
    normal = stats.norm.pdf

    def density(b: float, a: float) -> float:
        return normal(a) * normal(b) * normal(a, 2.0, _WIDTH) * normal(b - a, 0.0, _APART)

    double, _ = integrate.dblquad(density, 1.0, 3.0, 0.0, 4.0)
    assert 0.02 * double / (0.02 * double + 0.98 * _HIDDEN) == pytest.approx(by_hand(), rel=1e-3)
    assert 0.3 < by_hand() < 0.95


def test_the_answer_is_the_chance_by_hand() -> None:
    """Mean of 16 runs within 4 standard errors, below 0.02; counted without weights it would be found out."""
    runs = [ran(4000, seed) for seed in range(16)]
    found = [chance(*run) for run in runs]
    error = float(np.std(found) / np.sqrt(len(found)))
    assert error < 0.02
    assert float(np.mean(found)) == pytest.approx(by_hand(), abs=4.0 * error)
    unweighted = np.mean([chance(particles, likelihood(particles)) for particles, _ in runs])
    assert abs(unweighted - by_hand()) > 8.0 * error


def test_scouts_find_those_who_explain_the_results() -> None:
    """Effective number of those with the cause, in 8 runs, against as many people proposed as at first."""
    count, place = 2000, PLACE["pernicious-anaemia"]
    guided, blind = [], []
    for seed in range(8):
        particles, log = ran(2 * count, seed)
        guided.append(effective(log[particles.proposed.has[:, place]]))
        first = propose(small(), unguided(small()), seed, range(count))
        unlived = Unlived().people(first, range(count))
        prior = -unguided(small()).log_over_prior(first, chances(small()))
        blind.append(effective((prior + likelihood(unlived))[first.has[:, place]]))
    assert float(np.mean(guided)) > 10.0 * float(np.mean(blind)), (guided, blind)


def test_a_number_of_people_is_kept_and_enough_is_enough() -> None:
    for people in (1, 2, 7, 80, 900):
        assert ran(people, 0)[0].course[-1] == people - 1
    slow = Pace()
    assert slow.scouting(0, 0.0) and slow.scouting(MOST // 4, 0.0) and not slow.scouting(MOST // 2, 0.0)
    assert slow.scouting(500, slow.size), "a cause may be missed where few were tried"
    assert not slow.scouting(MOST // 4, slow.size), "scouts who explain the results well need no more"
    assert slow.answering(10_000, 0.9 * ENOUGH) and not slow.answering(10_000, ENOUGH)
    assert not slow.answering(MOST, 0.0), "an answer that does not come is given as it is"
    assert Pace.within(None) == slow, "without a limit the clock has no say"
    late = Pace(halfway=0.0, until=0.0)
    assert not late.scouting(0, 0.0) and not late.answering(0, 0.0)
    assert Pace(1000, halfway=0.0, until=0.0).scouting(0, 0.0), (
        "a number asked for is lived, whatever the time"
    )


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
