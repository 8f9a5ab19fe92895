"""Measure: what the laboratory reports of a virtual person, and the patient whom that makes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from answering.virtual import (
    MARKERS,
    PANELS,
    SIGNS,
    TODAY,
    Lived,
    Luck,
    Patient,
    Truth,
    body,
    called,
    drawn,
    live,
    main_cause,
    person,
    store,
    working,
)
from corrin.catalog.whole import CATALOGUE
from corrin.cause import YEAR, Affliction, Cause, Lesion, Prevalence
from corrin.engine import Cohort, SolverError, numbers
from corrin.inference.case import Case, Suspect, case
from corrin.inference.forecast import HORIZON
from corrin.inference.proposal import Proposed
from corrin.inference.weigh import scatter
from corrin.person import Person, Result
from corrin.physiology.ileum import Ileum
from corrin.reading import courses
from corrin.source import Source

_WRONG = 0.004  # as an answer presumes
_WIDE = math.log(100.0)
_TIMES = ("severity", "onset", "tempo", "until")
_ASSUMED = Source("corrin", "colchicine, neomycin: no cause of the catalogue", status="assumed")
OUTSIDE = Cause("ileal-poison", "A drug that stops uptake in the ileum", "ileum", (Lesion(Ileum.cubam, times=0.03),),
                Prevalence(0.5, _ASSUMED), _ASSUMED)  # fmt: skip
"""A cause that no answer knows of; whoever has it has had it for eight years."""


@dataclass(frozen=True)
class World:
    """Where people come from: as an answer presumes, or where it is told less than is so."""

    id: str
    platforms: Mapping[str, str]  # marker: the assay that measures it and is not told
    outside: bool = False


WORLDS = {each.id: each for each in (
    World("as presumed", {}),
    World("assays not told", {"total-b12": "abbott", "folate": "bio-rad", "mma": "lc-ms"}),
    World("a cause outside", {}, outside=True),
)}  # fmt: skip


def patient(seed: int, number: int, world: World) -> Patient:
    """The person with this number. Who cannot be lived is drawn again, as an answer would leave such people out."""
    names = list(PANELS)
    panel = names[number % len(names)]
    for attempt in range(20):
        luck = Luck(seed + 1_000_003 * attempt, number)
        who, history, treated = person(luck, PANELS[panel])
        known = case(who, CATALOGUE, TODAY)
        proposed = drawn(known, luck.seed, number)
        if world.outside:
            known, proposed = _with_outside(known, proposed)
        try:
            found = live(known, proposed, body(known, luck))
        except SolverError:
            continue
        if not np.isnan(found.past.states[0, 0]):
            truth = _truth(luck, known, found, panel, world)
            return Patient(number, panel, history, treated, _told(who, truth, panel), truth)
    raise SolverError(f"virtual person {number} could not be lived")


def _with_outside(known: Case, proposed: Proposed) -> tuple[Case, Proposed]:
    more = Suspect(OUTSIDE, 1.0, 1.0, -8.0 * YEAR)
    has = np.concatenate([proposed.has, np.ones((1, 1), dtype=bool)], axis=1)
    scores = np.concatenate([proposed.scores, np.zeros((1, 1, 3))], axis=1)
    return replace(known, suspects=(*known.suspects, more)), Proposed(has, scores)


def _truth(luck: Luck, known: Case, found: Lived, panel: str, world: World) -> Truth:
    sound = {id: _sound(luck, known, found, id, world) for id in MARKERS}
    signs = {id: float(luck.uniform(id) < found.past.on(0.0, id)[0]) for id in SIGNS}
    seen = {id: signs[id] if id in SIGNS else _spoilt(luck, known, found, id, sound[id], signs)
            for id in PANELS[panel] if id != "egfr"}  # fmt: skip
    return Truth(bool(working(found)[0] < 1.0), store(found), called(found, known), main_cause(found, CATALOGUE.causes),
                 _anaemic(luck, known, found), sound | signs, seen)  # fmt: skip


def _sound(luck: Luck, known: Case, found: Lived, id: str, world: World) -> float:
    """The result of a test that went well (set point, day, assay and what the model itself may miss)."""
    marker = MARKERS[id]
    away = marker.set_point_sd() * luck.normal(f"{id}.own") + math.sqrt(scatter(marker)) * luck.normal(id)
    bias = marker.platforms.get(world.platforms.get(id, ""), 1.0)
    return float(found.past.on(0.0, id)[0]) * math.exp(away) * bias


def _spoilt(
    luck: Luck, known: Case, found: Lived, id: str, sound: float, signs: Mapping[str, float]
) -> float:
    """The same as reported: a sample mixed up, or an antibody that deceives the assay."""
    marker = MARKERS[id]
    if luck.uniform(f"{id}.wrong") < _WRONG:
        return sound * math.exp(_WIDE * (luck.uniform(f"{id}.where") - 0.5))
    low, high = marker.limits.of(known.covariates)
    deceit = marker.deceived
    if deceit is None or not low or not high or luck.uniform(f"{id}.fails") >= deceit.part:
        return sound
    holds = luck.uniform(deceit.antibody.id) < deceit.held(dict.fromkeys(found.causes, 1.0))
    return low + (high - low) * luck.uniform(f"{id}.where") if holds else sound


def _anaemic(luck: Luck, known: Case, found: Lived) -> float | None:
    """Years until haemoglobin is below its limit, with the causes as they are and nothing given."""
    days = np.linspace(0.0, HORIZON * YEAR, 121)
    befell = [(_first(each.affliction), np.zeros(1, dtype=np.int64)) for each in found.befell.values()
              if each.present[0]]  # fmt: skip
    cohort = Cohort.mixed(numbers(found.own), befell)
    got = courses(cohort, {}, days, {"hb": MARKERS["hb"]}, starts=found.past.states[:1])
    own = math.exp(MARKERS["hb"].set_point_sd() * luck.normal("hb.own"))
    below = np.flatnonzero(
        got.markers["hb"][0] * own < (MARKERS["hb"].limits.of(known.covariates)[0] or 130.0)
    )
    return float(days[below[0]] / YEAR) if below.size else None


def _first(each: Affliction) -> Affliction:
    return replace(each, **{name: np.asarray(getattr(each, name))[:1] for name in _TIMES})


def _told(who: Person, truth: Truth, panel: str) -> Person:
    results = tuple(
        Result(id, None, qualitative=bool(value)) if id in SIGNS else Result(id, value, unit=MARKERS[id].unit)
        for id, value in truth.seen.items()
    )
    return replace(who, results=(*who.results, *results))
