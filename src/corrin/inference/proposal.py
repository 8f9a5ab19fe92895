"""Proposal: mixtures from which possible people are drawn, every cause tried far beyond its prevalence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.cause import YEAR, Affliction
from corrin.distribution import Fixed
from corrin.draws import uniform
from corrin.inference.case import Case, Suspect
from corrin.population.crowd import Had, taken

Array = NDArray[np.float64]
Rows = NDArray[np.int64]
Yes = NDArray[np.bool_]

DRAWN = ("severity", "tempo", "duration")
"""What is drawn of each cause, in the order of the scores."""
_FORCED = 0.65  # part of the first people in whom one suspect is put first
_RARE = 1e-3  # a cause rarer than this is put first less often than the others
SURE = 1e-12  # a chance stays this far from 0 and 1, so that its odds are numbers
_END = 1e-9  # a quantile stays this far from 0 and 1


@dataclass(frozen=True)
class Proposed:
    """Possible people before they are lived, one row each.

    `has` (people, suspects) says who has which of the case's suspects; `scores` (people,
    suspects, `DRAWN`) are normal deviates, standard before any test, that place each severity,
    tempo and duration in its distribution.
    """

    has: Yes
    scores: Array

    @cached_property
    def told(self) -> Array:
        """(people, suspects * (1 + 2 `DRAWN`)): 1, the scores and their squares of each cause that a person has, all
        causes one after the other in each; 0 of others."""
        has = self.has.astype(float)
        ours = has[:, :, None] * self.scores
        flat = (has.shape[0], -1)
        return np.concatenate([has, ours.reshape(flat), (ours * self.scores).reshape(flat)], axis=1)

    def of(self, rows: Rows) -> Proposed:
        """Some of them, in this order."""
        return Proposed(self.has[rows], self.scores[rows])

    @staticmethod
    def joined(parts: Sequence[Proposed]) -> Proposed:
        """People of several rounds as one."""
        return Proposed(
            np.concatenate([each.has for each in parts]), np.concatenate([each.scores for each in parts])
        )


@dataclass(frozen=True)
class Guide:
    """A mixture to draw people from; within a part of it all causes and scores are independent.

    `share` (parts,) adds up to 1; `chance` (parts, suspects) of having each cause; `mean` and `sd`
    (parts, suspects, `DRAWN`) of the scores of those who have it.
    """

    share: Array
    chance: Array
    mean: Array
    sd: Array

    def log_parts(self, proposed: Proposed, before: Array) -> Array:
        """(people, parts) log of each part's density over that before any test, shares included.

        `before` (suspects,) are the chances before any test. Every term is linear in `has`, and
        in the scores and their squares of the causes that a person has.
        """
        precision = 1.0 / self.sd**2
        never = np.log1p(-self.chance) - np.log1p(-before)
        odds = special.logit(self.chance) - special.logit(before)
        odds = odds - (np.log(self.sd) + 0.5 * self.mean**2 * precision).sum(axis=2)
        flat = (self.share.size, -1)
        pull, curve = (self.mean * precision).reshape(flat), (0.5 * (1.0 - precision)).reshape(flat)
        log = proposed.told @ np.concatenate([odds, pull, curve], axis=1).T
        return log + never.sum(axis=1) + np.log(self.share)

    def log_over_prior(self, proposed: Proposed, before: Array) -> Array:
        """(people,) log density of being proposed over that before any test."""
        return np.logaddexp.reduce(self.log_parts(proposed, before), axis=1)


def mixed(guides: Sequence[Guide], shares: Sequence[float]) -> Guide:
    """Several guides as one, each with its share."""
    return Guide(
        np.concatenate([part * each.share for each, part in zip(guides, shares, strict=True)]),
        *(np.concatenate([getattr(each, name) for each in guides]) for name in ("chance", "mean", "sd")),
    )


def chances(case: Case) -> Array:
    """(suspects,) chance of each before any test."""
    return np.clip([each.probability for each in case.suspects], SURE, 1.0 - SURE)


def left_open(case: Case) -> Yes:
    """(suspects, `DRAWN`) what the history does not fix, and differs between people."""
    return np.array([
        [each.severity is None and not isinstance(each.cause.severity, Fixed),
         not isinstance(each.cause.tempo, Fixed),
         each.onset is None and not isinstance(each.cause.duration, Fixed)]
        for each in case.suspects
    ]).reshape(-1, len(DRAWN))  # fmt: skip


def put_first(case: Case) -> Array:
    """(suspects,) how often each is the one that somebody has for sure: all evenly, the rarest less; adds up to 1."""
    before = chances(case)
    raw = np.minimum(1.0, np.maximum(before / _RARE, 1e-4) ** 0.25) * (before < 0.5)
    return raw / max(float(raw.sum()), SURE)


def unguided(case: Case) -> Guide:
    """People as they are before any test, and others who have one suspect for sure."""
    first = put_first(case)
    chosen = np.flatnonzero(first)
    share = np.concatenate([[1.0 - _FORCED], _FORCED * first[chosen]]) if chosen.size else np.ones(1)
    chance = np.tile(chances(case), (share.size, 1))
    chance[1 + np.arange(chosen.size), chosen] = 1.0 - SURE
    shape = (*chance.shape, len(DRAWN))
    return Guide(share, chance, np.zeros(shape), np.ones(shape))


def propose(case: Case, guide: Guide, seed: int, persons: range) -> Proposed:
    """These persons: each depends on seed, number and guide alone."""
    part = np.searchsorted(np.cumsum(guide.share)[:-1], uniform(seed, "part", persons), side="right")
    has = np.empty((len(persons), len(case.suspects)), dtype=bool)
    scores = np.empty((*has.shape, len(DRAWN)))
    for n, suspect in enumerate(case.suspects):
        id = suspect.cause.id
        has[:, n] = uniform(seed, f"{id}.present", persons) < guide.chance[part, n]
        for column, what in enumerate(DRAWN):
            normal = special.ndtri(uniform(seed, f"{id}.{what}", persons))
            scores[:, n, column] = guide.mean[part, n, column] + guide.sd[part, n, column] * normal
    return Proposed(has, scores)


def had(case: Case, proposed: Proposed) -> Mapping[str, Had]:
    """Their causes by id, with a place for everyone; day 0 is that of the latest result."""
    found: dict[str, Had] = {}
    for n, suspect in enumerate(case.suspects):
        rows = np.flatnonzero(proposed.has[:, n])
        if rows.size:
            own = _afflicted(case, suspect, proposed.scores[rows, n])
            places = np.zeros(proposed.has.shape[0], dtype=np.int64)
            places[rows] = np.arange(rows.size)  # whoever has it not is shown the first one's
            found[suspect.cause.id] = Had(taken(own, places), proposed.has[:, n])
    return found


def _afflicted(case: Case, suspect: Suspect, scores: Array) -> Affliction:
    """The cause as it is in those who have it (people, `DRAWN`); what the history tells stands."""
    cause, count = suspect.cause, scores.shape[0]
    quantiles = np.clip(special.ndtr(scores), _END, 1.0 - _END)
    severity, tempo, duration = (
        np.full(count, known) if known is not None else
        np.asarray(getattr(cause, what).quantile(quantiles[:, column]), dtype=float)
        for column, (what, known) in enumerate(zip(DRAWN, (suspect.severity, None, suspect.onset), strict=True))
    )  # fmt: skip
    longest = YEAR * max(case.covariates.age - max(cause.prevalence.ages[0], 0.0), 0.1)
    onset = duration if suspect.onset is not None else -np.minimum(longest, YEAR * duration)
    onset = np.minimum(onset, -1.0)
    until = math.inf if suspect.until is None or suspect.until >= 0.0 else suspect.until
    return Affliction(cause, severity, onset, YEAR * tempo, np.maximum(until, onset + 1.0))
