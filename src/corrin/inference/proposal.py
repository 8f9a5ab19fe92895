"""Proposal: sets of causes, every one of them tried far beyond its prevalence, and their weights."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from corrin.cause import YEAR, Affliction
from corrin.distribution import Fixed
from corrin.draws import uniform
from corrin.inference.case import Case, Suspect

_FORCED = 0.65  # part of the proposed people in whom one suspect is put first
_REPEATED = 0.6  # part of a second round that repeats sets of causes found likely in the first
_RARE = 1e-3  # a cause rarer than this is tried less often than the others

Sets = Mapping[frozenset[str], float]


@dataclass(frozen=True)
class Proposed:
    """A set of causes in one proposed person, and the log of prior over proposal."""

    afflictions: tuple[Affliction, ...]
    log_weight: float
    movable: tuple[str, ...]  # causes whose onset the history leaves open


@dataclass(frozen=True)
class Plan:
    """How sets of causes are proposed: who is put first how often, and which sets are repeated."""

    share: Mapping[str, float]
    sets: Sets

    @property
    def repeated(self) -> float:
        return _REPEATED if self.sets else 0.0


def plan(case: Case, sets: Sets | None = None) -> Plan:
    """Every suspect evenly, the rarest less; `sets` are those a first round has found, with weights."""
    raw = {
        each.cause.id: min(1.0, max(each.probability / _RARE, 1e-4) ** 0.25)
        for each in case.suspects
        if each.probability < 0.5
    }
    total = sum(raw.values())
    return Plan({id: part / total for id, part in raw.items()}, sets or {})


def propose(case: Case, seed: int, person: int, how: Plan) -> Proposed:
    """One person's causes: a set found before, or each suspect by its probability and one for sure."""
    chosen = _repeated(seed, person, how)
    if chosen is None:
        forced = _forced(seed, person, how.share)
        chosen = frozenset(
            suspect.cause.id
            for suspect in case.suspects
            if suspect.cause.id == forced
            or uniform(seed, f"{suspect.cause.id}.present", person) < suspect.probability
        )
    present = [suspect for suspect in case.suspects if suspect.cause.id in chosen]
    afflictions = tuple(_afflicted(suspect, seed, person, case) for suspect in present)
    movable = tuple(s.cause.id for s in present if s.onset is None and not isinstance(s.cause.duration, Fixed))
    return Proposed(afflictions, -math.log(_over_prior(case, chosen, how)), movable)


def _over_prior(case: Case, chosen: frozenset[str], how: Plan) -> float:
    """Chance of proposing this set over its chance before any test."""
    chance = {suspect.cause.id: suspect.probability for suspect in case.suspects}
    over = 1.0
    if how.share:
        boost = sum(part / chance[id] for id, part in how.share.items() if id in chosen)
        over = (1.0 - _FORCED) + _FORCED * boost
    prior = math.prod(p if id in chosen else 1.0 - p for id, p in chance.items())
    repeats = how.sets.get(chosen, 0.0) / prior if prior > 0.0 else 0.0
    return (1.0 - how.repeated) * over + how.repeated * repeats


def _repeated(seed: int, person: int, how: Plan) -> frozenset[str] | None:
    if uniform(seed, "repeated", person) >= how.repeated:
        return None
    place, reached = uniform(seed, "repeated.which", person), 0.0
    for causes, part in how.sets.items():
        reached += part
        if place < reached:
            return causes
    return None


def _forced(seed: int, person: int, share: Mapping[str, float]) -> str | None:
    if not share or uniform(seed, "forced", person) >= _FORCED:
        return None
    place, reached = uniform(seed, "forced.which", person), 0.0
    for id, part in share.items():
        reached += part
        if place < reached:
            return id
    return None


def _afflicted(suspect: Suspect, seed: int, person: int, case: Case) -> Affliction:
    cause = suspect.cause
    draw = {what: uniform(seed, f"{cause.id}.{what}", person) for what in ("severity", "tempo", "duration")}
    severity = suspect.severity
    if severity is None:
        severity = float(cause.severity.quantile(draw["severity"]))
    tempo = YEAR * float(cause.tempo.quantile(draw["tempo"]))
    longest = -YEAR * max(case.covariates.age - max(cause.prevalence.ages[0], 0.0), 0.1)
    onset = suspect.onset
    if onset is None:
        onset = max(longest, -YEAR * float(cause.duration.quantile(draw["duration"])))
    until = math.inf if suspect.until is None or suspect.until >= 0.0 else suspect.until
    return Affliction(cause, severity, min(onset, -1.0), tempo, max(until, min(onset, -1.0) + 1.0))
