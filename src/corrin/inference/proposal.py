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
_RARE = 1e-3  # a cause rarer than this is tried less often than the others


@dataclass(frozen=True)
class Proposed:
    """A set of causes in one proposed person, and the log of prior over proposal."""

    afflictions: tuple[Affliction, ...]
    log_weight: float
    movable: tuple[str, ...]  # causes whose onset the history leaves open


def shares(case: Case, favoured: Mapping[str, float] | None = None) -> dict[str, float]:
    """How often each suspect is put first; `favoured` mixes in what a first round has found."""
    open_ = {s.cause.id: s for s in case.suspects if s.probability < 0.5}
    raw = {id: max(s.probability / _RARE, 0.1) ** 0.25 if s.probability < _RARE else 1.0 for id, s in open_.items()}
    total = sum(raw.values())
    even = {id: share / total for id, share in raw.items()} if total else {}
    if not favoured:
        return even
    wanted = {id: favoured.get(id, 0.0) for id in even}
    known = sum(wanted.values())
    return {id: 0.4 * even[id] + 0.6 * wanted[id] / known for id in even} if known > 0.0 else even


def propose(case: Case, seed: int, person: int, share: Mapping[str, float]) -> Proposed:
    """One person's causes: each suspect by its probability, and in most people one of them for sure."""
    forced = _forced(seed, person, share)
    present = [
        suspect
        for suspect in case.suspects
        if suspect.cause.id == forced
        or uniform(seed, f"{suspect.cause.id}.present", person) < suspect.probability
    ]
    chosen = {suspect.cause.id for suspect in present}
    chance = {suspect.cause.id: suspect.probability for suspect in case.suspects}
    boost = sum(part / chance[id] for id, part in share.items() if id in chosen)
    kept = (1.0 - _FORCED) + _FORCED * boost if share else 1.0
    afflictions = tuple(_afflicted(suspect, seed, person, case) for suspect in present)
    movable = tuple(s.cause.id for s in present if s.onset is None and not isinstance(s.cause.duration, Fixed))
    return Proposed(afflictions, -math.log(kept), movable)


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
