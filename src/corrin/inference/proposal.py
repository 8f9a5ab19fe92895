"""Proposal: sets of causes, every one of them tried far beyond its prevalence, and their weights."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scipy import special

from corrin.cause import YEAR, Affliction
from corrin.distribution import Fixed
from corrin.draws import uniform
from corrin.inference.case import Case, Suspect

_FORCED = 0.65  # part of the proposed people in whom one suspect is put first
_REPEATED = 0.6  # part of a later round that starts from people who explained the results
_WIDTH = 0.12  # how far a repeated severity or tempo strays, on the scale of its quantiles
_ANYWHERE = 0.2  # part of the repeated whose severity or tempo is drawn afresh
_RARE = 1e-3  # a cause rarer than this is tried less often than the others


@dataclass(frozen=True)
class Proposed:
    """A set of causes in one proposed person, and the log of prior over proposal."""

    afflictions: tuple[Affliction, ...]
    places: Mapping[str, float]  # quantile of each severity and tempo drawn, by "cause.what"
    log_weight: float
    movable: tuple[str, ...]  # causes whose onset the history leaves open

    @property
    def causes(self) -> frozenset[str]:
        return frozenset(each.cause.id for each in self.afflictions)


@dataclass(frozen=True)
class Plan:
    """How people are proposed: who is put first how often, and which earlier ones are repeated."""

    share: Mapping[str, float]
    earlier: Sequence[tuple[Proposed, float]] = ()  # with weights that sum to 1

    @property
    def repeated(self) -> float:
        return _REPEATED if self.earlier else 0.0


def plan(case: Case, earlier: Sequence[tuple[Proposed, float]] = ()) -> Plan:
    """Every suspect evenly, the rarest less; `earlier` are people of former rounds with their weights."""
    raw = {
        each.cause.id: min(1.0, max(each.probability / _RARE, 1e-4) ** 0.25)
        for each in case.suspects
        if each.probability < 0.5
    }
    total = sum(raw.values())
    return Plan({id: part / total for id, part in raw.items()}, earlier)


def propose(case: Case, seed: int, person: int, how: Plan) -> Proposed:
    """One person's causes: near an earlier person, or each suspect by its probability and one for sure."""
    model = _repeated(seed, person, how)
    chosen = model.causes if model else _fresh(case, seed, person, how)
    present = [suspect for suspect in case.suspects if suspect.cause.id in chosen]
    places = {
        f"{suspect.cause.id}.{what}": _place(f"{suspect.cause.id}.{what}", seed, person, model)
        for suspect in present
        for what in (("tempo",) if suspect.severity is not None else ("severity", "tempo"))
    }
    afflictions = tuple(_afflicted(suspect, seed, person, case, places) for suspect in present)
    movable = tuple(
        s.cause.id for s in present if s.onset is None and not isinstance(s.cause.duration, Fixed)
    )
    weight = -math.log(_over_prior(case, chosen, places, how))
    return Proposed(afflictions, places, weight, movable)


def _fresh(case: Case, seed: int, person: int, how: Plan) -> frozenset[str]:
    forced = _forced(seed, person, how.share)
    return frozenset(
        suspect.cause.id
        for suspect in case.suspects
        if suspect.cause.id == forced
        or uniform(seed, f"{suspect.cause.id}.present", person) < suspect.probability
    )


def _over_prior(case: Case, chosen: frozenset[str], places: Mapping[str, float], how: Plan) -> float:
    """Density of proposing this person over its density before any test."""
    chance = {suspect.cause.id: suspect.probability for suspect in case.suspects}
    over = 1.0
    if how.share:
        boost = sum(part / chance[id] for id, part in how.share.items() if id in chosen)
        over = (1.0 - _FORCED) + _FORCED * boost
    prior = math.prod(p if id in chosen else 1.0 - p for id, p in chance.items())
    near = sum(
        weight * _nearness(places, model.places) for model, weight in how.earlier if model.causes == chosen
    )
    return (1.0 - how.repeated) * over + how.repeated * (near / prior if prior > 0.0 else 0.0)


def _repeated(seed: int, person: int, how: Plan) -> Proposed | None:
    if uniform(seed, "repeated", person) >= how.repeated:
        return None
    place, reached = uniform(seed, "repeated.which", person), 0.0
    for model, part in how.earlier:
        reached += part
        if place < reached:
            return model
    return None


def _place(name: str, seed: int, person: int, model: Proposed | None) -> float:
    """Quantile of a severity or tempo: anywhere, or near that of an earlier person."""
    fresh = uniform(seed, name, person)
    if model is None or uniform(seed, f"{name}.anywhere", person) < _ANYWHERE:
        return fresh
    strayed = (model.places[name] + _WIDTH * float(special.ndtri(fresh))) % 2.0
    return 2.0 - strayed if strayed > 1.0 else strayed  # the ends reflect


def _nearness(places: Mapping[str, float], model: Mapping[str, float]) -> float:
    """Density of these quantiles about an earlier person's."""
    density = 1.0
    for name, at in places.items():
        images = (at, -at, 2.0 - at)
        bell = sum(math.exp(-0.5 * ((image - model[name]) / _WIDTH) ** 2) for image in images)
        density *= _ANYWHERE + (1.0 - _ANYWHERE) * bell / (_WIDTH * math.sqrt(2.0 * math.pi))
    return density


def _forced(seed: int, person: int, share: Mapping[str, float]) -> str | None:
    if not share or uniform(seed, "forced", person) >= _FORCED:
        return None
    place, reached = uniform(seed, "forced.which", person), 0.0
    for id, part in share.items():
        reached += part
        if place < reached:
            return id
    return None


def _afflicted(
    suspect: Suspect, seed: int, person: int, case: Case, places: Mapping[str, float]
) -> Affliction:
    cause = suspect.cause
    severity = suspect.severity
    if severity is None:
        severity = float(cause.severity.quantile(places[f"{cause.id}.severity"]))
    tempo = YEAR * float(cause.tempo.quantile(places[f"{cause.id}.tempo"]))
    longest = -YEAR * max(case.covariates.age - max(cause.prevalence.ages[0], 0.0), 0.1)
    onset = suspect.onset
    if onset is None:
        onset = max(
            longest, -YEAR * float(cause.duration.quantile(uniform(seed, f"{cause.id}.duration", person)))
        )
    until = math.inf if suspect.until is None or suspect.until >= 0.0 else suspect.until
    return Affliction(cause, severity, min(onset, -1.0), tempo, max(until, min(onset, -1.0) + 1.0))
