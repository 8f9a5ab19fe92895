"""Rounds: people proposed, lived and weighed, each round nearer to those who explain the results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from corrin.inference.courses import Particles, Reader
from corrin.inference.proposal import Guide, Proposed, Yes, chances, left_open, mixed, propose, put_first, unguided
from corrin.inference.refine import each_at_best, fitted, settled, tempered

Array = NDArray[np.float64]
Likelihood = Callable[[Particles], Array]

ENOUGH = 1000.0  # effective people at which no more are proposed
_ROUND = 500  # people of one round
_FEWEST_ROUNDS = 4  # that people are spread over, so that no cause is missed because few were tried
_MOST_GUIDES = 40
_UNGUIDED = 0.1  # part of a later round that is proposed as the first was
_EACH = 0.15  # part of a later round in which each suspect is put first, at its best
_LEARNT_FROM = 0.12  # effective people that a guide is fitted to, as a part of a round
_MOST = 100_000  # people


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
        enough = reached >= ENOUGH and lived >= _FEWEST_ROUNDS * _ROUND
        over = enough or lived >= _MOST or (lived > 0 and monotonic() >= self.until)
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

    def has(self) -> Yes:
        """(people, suspects)."""
        return np.concatenate([each.has for each in self.people])

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
        if parts and len(parts) < _MOST_GUIDES:
            drawn.guided_by(_learnt(drawn, log, _LEARNT_FROM * len(persons), free, put_first(case)))
        part = reader.people(propose(case, drawn.now(), seed, persons), persons)
        parts.append(part)
        drawn.add(part.proposed, len(persons))
        log = np.concatenate([log, likelihood(part)])
        tried = persons.stop
        reached = settled(drawn.log_prior() + log, drawn.has())
        progress(tried)
    return replace(Particles.joined(parts), log_prior=drawn.log_prior()), tried


def _learnt(drawn: _Proposals, log: Array, wanted: float, free: Yes, share: Array) -> Guide:
    """A guide from the people so far: to those who explain the results, and to each suspect at its best."""
    people, log_prior = Proposed.joined(drawn.people), drawn.log_prior()
    best = fitted(people, tempered(log_prior, log, people.has, wanted), drawn.before, free)
    each = each_at_best(people, log_prior, log, drawn.before, free, share)
    return mixed([best, each], [1.0 - _EACH, _EACH])
