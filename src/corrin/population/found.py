"""Found: whom a doctor has found by today, since those who fall ill do not stay untreated for long."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.cause import YEAR, Cause
from corrin.physiology import blood
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.population.crowd import MONTHLY, Crowd, Had, drawn
from corrin.population.declare import Finding, Population
from corrin.population.lived import by_horizon, lived_to
from corrin.setting import Setting

Array = NDArray[np.float64]

_STEP = YEAR / 4.0  # how finely a past is looked through
_HORIZONS = (2.0, 4.0, 7.0, 12.0, 20.0, 30.0, 45.0, 70.0, 110.0)  # years looked through


def people(
    population: Population, causes: Iterable[Cause], seed: int, persons: range, setting: Setting | None = None,
) -> Crowd:  # fmt: skip
    """These persons of the population. The same seed and number give the same person, whoever else is drawn."""
    return found(drawn(population, causes, seed, persons, setting), population.finding)


def found(crowd: Crowd, finding: Finding | None, dated: Collection[str] = (), threads: int = 1) -> Crowd:
    """The crowd as doctors have left it: who was found is on injections, or is seen on the day of being found.

    Causes that are `dated` have lasted as long as a study says, and nobody is found for them.
    """
    if finding is None or not crowd.size:
        return crowd
    ago = found_ago(crowd, finding, dated, threads)
    if finding.treated:
        return replace(
            crowd, injected={**crowd.injected, "found.cared": (np.where(ago > 0.0, 1000.0, 0.0), MONTHLY)}
        )
    return replace(crowd, had={
        id: each if id in dated else _as_it_was(each, ago) for id, each in crowd.had.items()
    })  # fmt: skip


def found_ago(crowd: Crowd, finding: Finding, dated: Collection[str] = (), threads: int = 1) -> Array:
    """How long ago (days) each of them was found; 0: nobody has found the cause yet, or there is none."""
    ago, luck = np.zeros(crowd.size), -np.log(crowd.draw("found"))
    past = _hidden(crowd, finding, dated)
    for years, rows in by_horizon(past, _HORIZONS):
        if years == 0.0:
            continue
        days = np.arange(0.0, YEAR * years + _STEP, _STEP)  # the same whoever else is looked at
        seen = lived_to(crowd.of(rows).earlier(days[-1]), days, {}, _ILL, threads=threads)
        chance = finding.a_year / YEAR * _illness(seen.more) ** 3  # a day
        heard = np.cumsum(_STEP * (chance[:, 1:] + chance[:, :-1]) / 2.0, axis=1)
        known = heard >= luck[rows, None]
        ago[rows] = np.where(known.any(axis=1), days[-1] - days[1:][np.argmax(known, axis=1)], 0.0)
    return ago


def _hidden(crowd: Crowd, finding: Finding, dated: Collection[str]) -> Array:
    """How long (days) each has had a cause that may be found; 0 in those who have none, or are treated."""
    past, free = np.zeros(crowd.size), np.ones(crowd.size, dtype=bool)
    for id in finding.causes:
        if id in crowd.had:
            each = crowd.had[id]
            past = np.where(each.present, np.maximum(past, -each.affliction.onset), past)
            free &= ~each.present if id in dated else True
    for amount, _ in crowd.injected.values():
        free &= amount == 0.0
    return np.where(free, past, 0.0)


def _as_it_was(had: Had, ago: Array) -> Had:
    """A cause some days ago; those in whom it began later do not have it."""
    onset = had.affliction.onset + ago
    return Had(replace(had.affliction, onset=onset), had.present & ((ago == 0.0) | (onset <= 0.0)))


def _blood(state: State, body: Body) -> Any:
    """Haemoglobin, as a part of one's own set point."""
    return blood.haemoglobin(state, body) / body.marrow.set_point


def _myelin(state: State, _: Body) -> Any:
    return state.myelin


_ILL = (_blood, blood.dna_synthesis, _myelin)


def _illness(parts: Array) -> Array:
    """Blood lost as far as a lack of DNA synthesis may be why, and myelin lost; parts of one's own."""
    filled, dna, myelin = np.moveaxis(np.nan_to_num(parts, nan=1.0), -1, 0)
    return np.clip(np.minimum(1.0 - filled, 1.0 - dna), 0.0, 1.0) + 1.0 - myelin
