"""Rounds: scouts, each round nearer to those who explain the results, and then the people who give the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from corrin.inference.case import Case
from corrin.inference.courses import Particles, Reader
from corrin.inference.proposal import Guide, Proposed, chances, left_open, mixed, propose, put_first, unguided
from corrin.inference.refine import each_at_best, fitted, settled, tempered

Array = NDArray[np.float64]
Likelihood = Callable[[Particles], Array]

ENOUGH = 1000.0  # effective people at which no more are lived
MOST = 16_000  # people lived when they are never enough
_KNOWN = 0.2  # effective part of a round of scouts at which the last guide is made
_ROUND = 500  # people of one round of scouts
_ANSWERING = 1000  # people lived at once of those who give the answer
_FEWEST_ROUNDS = 4  # of scouts, so that no cause is missed because few were tried
_UNGUIDED = 0.05  # part of a later round that is proposed as the first was
_EACH = 0.1  # part of a later round in which each suspect is put first, at its best
_LEARNT_FROM = 0.12  # effective people that a guide is fitted to, as a part of a round


@dataclass(frozen=True)
class Pace:
    """How many people are lived: `people`, or what is enough, up to `cap`.

    At most half of them are scouts. Time has no say, so that the same record gives the same
    answer on any machine, unless the clock (`monotonic`) is told to stop scouts at `halfway` and
    everybody at `until`.
    """

    people: int | None = None
    halfway: float = float("inf")
    until: float = float("inf")
    cap: int = MOST

    @staticmethod
    def within(seconds: float | None, people: int | None = None) -> Pace:
        """From now on, if there is a limit."""
        return (
            Pace(people)
            if seconds is None
            else Pace(people, monotonic() + 0.5 * seconds, monotonic() + seconds)
        )

    @property
    def most(self) -> int:
        return self.cap if self.people is None else self.people

    @property
    def size(self) -> int:
        """People of one round of scouts."""
        return max(1, min(_ROUND, self.most // (2 * _FEWEST_ROUNDS)))

    def scouting(self, lived: int, reached: float) -> bool:
        """Whether more scouts are wanted, when so many are lived and so many of the last round effective."""
        known = reached >= _KNOWN * self.size and lived >= _FEWEST_ROUNDS * self.size
        timely = self.people is not None or monotonic() < self.halfway
        return not known and lived + self.size <= self.most // 2 and timely

    def answering(self, lived: int, reached: float) -> bool:
        """Whether more people who give the answer are wanted."""
        return lived < self.most and (
            self.people is not None or (reached < ENOUGH and monotonic() < self.until)
        )


class _Scouts:
    """People who only show where to look; `guides` are those they came from, and the one learnt from them all."""

    def __init__(self, case: Case) -> None:
        self.before, self.free, self.first = chances(case), left_open(case), put_first(case)
        self.guides = [unguided(case)]
        self.people: list[Proposed] = []
        self.log: list[Array] = []
        self.over = np.empty((0, 1))  # log density over that before any test (people, guides)

    def add(self, people: Proposed, log: Array) -> float:
        """One more round with its log likelihoods, and how many of it are effective."""
        over = np.stack([each.log_over_prior(people, self.before) for each in self.guides], axis=1)
        self.people.append(people)
        self.log.append(log)
        self.over = np.concatenate([self.over, over])
        return settled(log - over[:, -1], people.has)

    def learn(self, wanted: float) -> None:
        """Add a guide: to those who explain the results, to each suspect at its best, and some as at first."""
        people, log, prior = Proposed.joined(self.people), np.concatenate(self.log), self._log_prior()
        best = fitted(people, tempered(prior, log, people.has, wanted), self.before, self.free)
        each = each_at_best(people, prior, log, self.before, self.free, self.first)
        guide = mixed([self.guides[0], each, best], [_UNGUIDED, _EACH, 1.0 - _UNGUIDED - _EACH])
        self.guides.append(guide)
        self.over = np.column_stack([self.over, guide.log_over_prior(people, self.before)])

    def _log_prior(self) -> Array:
        """(people,) log of prior over the mixture of all guides, each by the people who came from it."""
        sizes = np.array([each.has.shape[0] for each in self.people], dtype=float)
        return -np.logaddexp.reduce(self.over + np.log(sizes / sizes.sum()), axis=1)


def gathered(
    reader: Reader, likelihood: Likelihood, pace: Pace, seed: int, progress: Callable[[int], None]
) -> tuple[Particles, int]:
    """The people who give the answer, and how many were lived, scouts included.

    All who answer come from one guide, made before any of them: so they count without bias, and
    their effective number says how well the guide fits. The same seed and number of people give
    the same answer.
    """
    scouts, lived, reached = _Scouts(reader.case), 0, 0.0
    while pace.scouting(lived, reached):
        found = _round(reader, scouts.guides[-1], seed, range(lived, lived + pace.size))
        reached = scouts.add(found.proposed, likelihood(found))
        scouts.learn(_LEARNT_FROM * pace.size)
        lived += pace.size
        progress(lived)
    guide = scouts.guides[-1]
    answer: list[Particles] = []
    log = np.empty(0)
    while not answer or pace.answering(lived, reached):
        end = max(lived + 1, min(lived + _ANSWERING, pace.most))
        found = _round(reader, guide, seed, range(lived, end))
        prior = -guide.log_over_prior(found.proposed, scouts.before)
        answer.append(replace(found, log_prior=prior))
        log = np.concatenate([log, prior + likelihood(found)])
        reached = settled(log, np.concatenate([each.proposed.has for each in answer]))
        lived = end
        progress(lived)
    return Particles.joined(answer), lived


def _round(reader: Reader, guide: Guide, seed: int, persons: range) -> Particles:
    return reader.people(propose(reader.case, guide, seed, persons), persons)
