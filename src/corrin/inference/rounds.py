"""Rounds: people proposed, lived and weighed, each round nearer to those who explain the results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from corrin.inference.courses import Particles, Reader
from corrin.inference.proposal import Guide, Proposed, chances, left_open, mixed, propose, unguided
from corrin.inference.refine import effective, fitted, tempered

Array = NDArray[np.float64]
Likelihood = Callable[[Particles], Array]

ENOUGH = 1000.0  # effective people at which no more are proposed
_ROUND = 1000  # people of one round
_FEWEST_ROUNDS = 5  # that a given number of people is spread over
_UNGUIDED = 0.1  # part of a later round that is proposed as the first was
_LEARNT_FROM = 0.15  # effective people that a guide is fitted to, as a part of a round
_MOST = 100_000


@dataclass(frozen=True)
class Pace:
    """How many people are lived: `people`, or what is enough before the clock (`monotonic`) passes `until`."""

    people: int | None = None
    until: float = float("inf")

    def next(self, lived: int, reached: float) -> range:
        """Persons of the next round, when so many are lived and so many effective; none at the end."""
        if self.people is not None:
            size = max(1, min(_ROUND, -(-self.people // _FEWEST_ROUNDS)))
            return range(lived, min(lived + size, self.people))
        over = reached >= ENOUGH or lived >= _MOST or (lived > 0 and monotonic() >= self.until)
        return range(lived, lived if over else lived + _ROUND)


@dataclass
class _Proposals:
    """How all people so far were proposed: guides, how many people by each, and the log density of each
    person under each guide, over that before any test (people, guides)."""

    before: Array
    guides: list[Guide]
    counts: list[float]
    people: list[Proposed]
    log: Array

    def guided_by(self, guide: Guide) -> None:
        """One more guide, by which nobody is proposed yet."""
        self.guides.append(guide)
        self.counts.append(0.0)
        column = [guide.log_over_prior(each, self.before) for each in self.people]
        self.log = np.column_stack([self.log, np.concatenate(column)])

    def add(self, people: Proposed, count: int) -> None:
        """People proposed by the last guide and, a small part of them, the first; `count` before any was lost."""
        own = 1.0 if len(self.guides) == 1 else 1.0 - _UNGUIDED
        self.counts[0] += (1.0 - own) * count
        self.counts[-1] += own * count
        self.people.append(people)
        rows = np.column_stack([each.log_over_prior(people, self.before) for each in self.guides])
        self.log = np.concatenate([self.log, rows])

    def log_prior(self) -> Array:
        """(people,) log of prior over the mixture of all guides, each by the people proposed from it."""
        share = np.array(self.counts) / sum(self.counts)
        return -np.logaddexp.reduce(self.log + np.log(share), axis=1)

    def now(self) -> Guide:
        """The guide of the next round."""
        if len(self.guides) == 1:
            return self.guides[0]
        return mixed([self.guides[0], self.guides[-1]], [_UNGUIDED, 1.0 - _UNGUIDED])


def gathered(
    reader: Reader, likelihood: Likelihood, pace: Pace, seed: int, progress: Callable[[int], None]
) -> tuple[Particles, int]:
    """People of all rounds who could be lived, and how many were proposed.

    Everybody is weighed against the mixture of all rounds, so no round's luck counts for more
    than its people. The same seed and number of people give the same answer.
    """
    case, free = reader.case, left_open(reader.case)
    drawn = _Proposals(chances(case), [unguided(case)], [0.0], [], np.empty((0, 1)))
    parts: list[Particles] = []
    log = np.empty(0)
    tried, reached = 0, 0.0
    while persons := pace.next(tried, reached):
        part = reader.people(propose(case, drawn.now(), seed, persons), persons)
        parts.append(part)
        drawn.add(part.proposed, len(persons))
        log = np.concatenate([log, likelihood(part)])
        tried = persons.stop
        reached = effective(drawn.log_prior() + log)
        progress(tried)
        if reached < ENOUGH:
            learnt = tempered(drawn.log_prior(), log, _LEARNT_FROM * len(persons))
            drawn.guided_by(fitted(Proposed.joined(drawn.people), learnt, drawn.before, free))
    return replace(Particles.joined(parts), log_prior=drawn.log_prior()), tried
