"""Rounds: scouts, each round nearer to those who explain the results, and then the people who give the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
_KNOWN = 0.2  # effective part of a round of scouts at which the last guide is made
_ROUND = 500  # people of one round
_FEWEST_ROUNDS = 4  # of scouts, so that no cause is missed because few were tried
_UNGUIDED = 0.1  # part of a later round that is proposed as the first was
_EACH = 0.15  # part of a later round in which each suspect is put first, at its best
_LEARNT_FROM = 0.12  # effective people that a guide is fitted to, as a part of a round
_MOST = 100_000  # people


@dataclass(frozen=True)
class Pace:
    """How many people are lived: `people`, or what is enough before the clock (`monotonic`) passes `until`.

    At most half of them are scouts: half of `people`, or those lived by `halfway`.
    """

    people: int | None = None
    halfway: float = float("inf")
    until: float = float("inf")

    @staticmethod
    def within(seconds: float, people: int | None = None) -> Pace:
        """From now on."""
        return Pace(people, monotonic() + 0.5 * seconds, monotonic() + seconds)

    @property
    def most(self) -> int:
        return _MOST if self.people is None else self.people

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
        return lived < self.most and (self.people is not None or (reached < ENOUGH and monotonic() < self.until))


@dataclass
class _Scouts:
    """People who only show where to look: by round, their particles, log likelihoods and the guide they came from."""

    case: Case
    guides: list[Guide]
    parts: list[Particles] = field(default_factory=list[Particles])
    log: list[Array] = field(default_factory=list[Array])

    def people(self) -> Proposed:
        return Proposed.joined([each.proposed for each in self.parts])

    def log_prior(self) -> Array:
        """(people,) log of prior over the mixture of all guides."""
        sizes = np.array([each.course.size for each in self.parts], dtype=float)
        used = self.guides[: len(self.parts)]
        return -mixed(used, sizes / sizes.sum()).log_over_prior(self.people(), chances(self.case))

    def add(self, found: Particles, log: Array) -> float:
        """One more round, and how many of it are effective."""
        self.parts.append(found)
        self.log.append(log)
        own = -self.guides[-1].log_over_prior(found.proposed, chances(self.case)) + log
        return settled(own, found.proposed.has)

    def learn(self, size: int) -> None:
        """Add a guide: to those who explain the results, to each suspect at its best, and some as at first."""
        people, log, free = self.people(), np.concatenate(self.log), left_open(self.case)
        before, prior = chances(self.case), self.log_prior()
        weights = tempered(prior, log, people.has, _LEARNT_FROM * size)
        best = fitted(people, weights, before, free)
        each = each_at_best(people, prior, log, before, free, put_first(self.case))
        self.guides.append(mixed([self.guides[0], each, best], [_UNGUIDED, _EACH, 1.0 - _UNGUIDED - _EACH]))


def gathered(
    reader: Reader, likelihood: Likelihood, pace: Pace, seed: int, progress: Callable[[int], None]
) -> tuple[Particles, int]:
    """The people who give the answer, and how many were lived, scouts included.

    All who answer come from one guide, made before any of them: so they count without bias, and
    their effective number says how well the guide fits. The same seed and number of people give
    the same answer.
    """
    case, lived, reached = reader.case, 0, 0.0
    scouts = _Scouts(case, [unguided(case)])

    def round_of(size: int) -> Particles:
        persons = range(lived, lived + size)
        return reader.people(propose(case, scouts.guides[-1], seed, persons), persons)

    while pace.scouting(lived, reached):
        found = round_of(pace.size)
        reached = scouts.add(found, likelihood(found))
        scouts.learn(pace.size)
        lived += pace.size
        progress(lived)
    answer: list[Particles] = []
    log: list[Array] = []
    while not answer or pace.answering(lived, reached):
        size = max(1, min(_ROUND, pace.most - lived))
        found = round_of(size)
        prior = -scouts.guides[-1].log_over_prior(found.proposed, chances(case))
        answer.append(replace(found, log_prior=prior))
        log.append(prior + likelihood(found))
        lived += size
        reached = settled(np.concatenate(log), np.concatenate([each.proposed.has for each in answer]))
        progress(lived)
    return Particles.joined(answer), lived
