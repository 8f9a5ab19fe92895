"""Refine: from people weighed so far to a guide that proposes more of those who explain the results."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.inference.proposal import SURE, Guide, Proposed, Yes

Array = NDArray[np.float64]

_SEATS = 40.0  # effective people for each part of a guide
_MOST_PARTS = 12
_HALVINGS = 12  # of the power of the likelihood, from 0 to 1
_TURNS = 8  # of expectation and maximisation
_PRIOR = 4.0  # people whom the state before any test counts for, in the whole
_WHOLE = 4.0  # people whom the whole counts for, in a part
_TOLD = 3.0  # information (nats) from all people together below which a difference may be chance
_WIDER = 1.2  # factor on the spreads: too wide a guide costs little, too narrow a one much
_WORST = 0.4
_RARE = 0.02  # a cause less likely than this need not be told from one that is as rare
_NARROWEST = 0.1  # spread of a score


def effective(log: Array) -> float:
    """Effective number of people with these log weights."""
    weights = np.exp(log - log.max())
    return float(weights.sum() ** 2 / (weights**2).sum())


def settled(log: Array, has: Yes) -> float:
    """Effective number of people; a lesser one where that of the question they answer worst, which causes
    (people, causes) they have, is less than `_WORST` of it."""
    weights = np.exp(log - log.max())
    weights = weights / weights.sum()
    chance = weights @ has
    error = (weights**2) @ (has - chance) ** 2
    spread = np.maximum(chance * (1.0 - chance), _RARE * (1.0 - _RARE))
    return float(min((effective(log), *(spread / np.maximum(error, 1e-300) / _WORST))))


def tempered(log_prior: Array, log_likelihood: Array, has: Yes, wanted: float) -> Array:
    """(people,) log weights under a power of the likelihood: the whole, if that leaves so many `settled`."""
    low, high = 0.0, 1.0
    if settled(log_prior + log_likelihood, has) >= wanted:
        return log_prior + log_likelihood
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        enough = settled(log_prior + middle * log_likelihood, has) >= wanted
        low, high = (middle, high) if enough else (low, middle)
    return log_prior + low * log_likelihood


def resampled(weights: Array, count: int, place: float) -> NDArray[np.int64]:
    """Rows drawn evenly along the weights, so that each stands for the same share."""
    wanted = (np.arange(count) + place) / count
    return np.minimum(np.searchsorted(np.cumsum(weights), wanted), weights.size - 1)


def fitted(proposed: Proposed, log: Array, before: Array, free: Yes) -> Guide:
    """A guide to people with these log weights, by expectation and maximisation.

    `before` (suspects,) are the chances before any test; only scores that are `free` (suspects,
    drawn) are guided. Small parts lean on the whole, and the whole on the state before any test.
    """
    weights = np.exp(log - log.max())
    kept = np.flatnonzero(weights > 1e-6)
    weights, people = weights[kept] / weights[kept].sum(), proposed.of(kept)
    count = float(1.0 / (weights**2).sum())
    whole = _maximised(people, count * weights[:, None], _before(before, free), _PRIOR, free)
    seeds = people.of(resampled(weights, int(np.clip(count / _SEATS, 1, _MOST_PARTS)), 0.5))
    guide = _about(seeds, whole, free)
    for _ in range(_TURNS):
        log_parts = guide.log_parts(people, before)
        belongs = np.exp(log_parts - np.logaddexp.reduce(log_parts, axis=1, keepdims=True))
        guide = _maximised(people, count * weights[:, None] * belongs, whole, _WHOLE, free)
    return _widened(guide, free)


def each_at_best(
    proposed: Proposed, log_prior: Array, log_likelihood: Array, before: Array, free: Yes, share: Array
) -> Guide:
    """A part for each suspect: those who have it, and explain the results better than others who have it.

    A cause is not given up because those who were tried first happened to explain little. `share`
    (suspects,) is that of each part.
    """
    chosen = [n for n in np.flatnonzero(share) if proposed.has[:, n].sum() > _SEATS]
    belongs = np.zeros((log_prior.size, len(chosen)))
    for column, n in enumerate(chosen):
        rows = np.flatnonzero(proposed.has[:, n])
        log = tempered(log_prior[rows], log_likelihood[rows], proposed.has[rows, :0], _SEATS)
        weights = np.exp(log - log.max())
        belongs[rows, column] = _SEATS * weights / weights.sum()
    guide = _widened(_maximised(proposed, belongs, _before(before, free), _PRIOR, free), free)
    guide.chance[np.arange(len(chosen)), chosen] = 1.0 - SURE
    return replace(guide, share=share[chosen] / share[chosen].sum())


def _before(before: Array, free: Yes) -> Guide:
    """People as they are before any test, in one part."""
    return Guide(np.ones(1), before[None], np.zeros((1, *free.shape)), np.ones((1, *free.shape)))


def _widened(guide: Guide, free: Yes) -> Guide:
    return replace(guide, sd=np.where(free, _WIDER * guide.sd, 1.0))


def _about(seeds: Proposed, whole: Guide, free: Yes) -> Guide:
    """A part about each of these people, half as wide as the whole."""
    has = seeds.has[:, :, None]
    count = seeds.has.shape[0]
    return Guide(
        np.full(count, 1.0 / count),
        np.clip(0.3 * whole.chance + 0.7 * seeds.has, SURE, 1.0 - SURE),
        np.where(free & has, seeds.scores, whole.mean),
        np.where(free & has, 0.5 * whole.sd, whole.sd),
    )


def _maximised(people: Proposed, belongs: Array, lean: Guide, pull: float, free: Yes) -> Guide:
    """The likeliest guide, given how much of each person belongs to each part; a part leans on a guide of one
    part as if that were `pull` people, and follows it where what sets them apart may be chance."""
    size, sums = belongs.sum(axis=0), belongs.T @ people.told
    having, first, second = np.split(sums, np.cumsum([free.shape[0], free.size]), axis=1)
    first, second = first.reshape(-1, *free.shape), second.reshape(-1, *free.shape)
    chance = np.clip((having + pull * lean.chance) / (size[:, None] + pull), SURE, 1.0 - SURE)
    chance = np.where(size[:, None] * _surprise(chance, lean.chance) > _TOLD, chance, lean.chance)
    total = having[:, :, None] + pull
    mean = (first + pull * lean.mean) / total
    square = (second + pull * (lean.sd**2 + lean.mean**2)) / total
    sd = np.sqrt(np.maximum(square - mean**2, _NARROWEST**2))
    ratio = (sd / lean.sd) ** 2
    apart = 0.5 * (ratio - 1.0 - np.log(ratio) + ((mean - lean.mean) / lean.sd) ** 2)
    told = free & (having[:, :, None] * apart > _TOLD)
    return Guide(size / size.sum(), chance, np.where(told, mean, lean.mean), np.where(told, sd, lean.sd))


def _surprise(chance: Array, known: Array) -> Array:
    """Information (nats) for each person by which one chance differs from another."""
    return special.rel_entr(chance, known) + special.rel_entr(1.0 - chance, 1.0 - known)
