"""Enrolled: the persons of an arm drawn, exposed, and let in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corrin.cause import YEAR, Affliction, Cause
from corrin.marker import AnyMarker
from corrin.population import Crowd, Had, drawn, found, joined
from corrin.setting import Setting
from corrin.study.declare import Arm, Exposure, Group

Array = NDArray[np.float64]

_DRAWN = 150  # persons drawn, at most, for each one that is wanted
_FEWEST = 20  # persons with which an arm may do, when more are not to be had
_CHUNK = 4096
Fitting = Callable[[Crowd], NDArray[np.int64]]


@dataclass(frozen=True)
class Setup:
    """What every trial needs besides the study: the catalogue's causes and markers, and the numbers' setting."""

    causes: Sequence[Cause]
    markers: Mapping[str, AnyMarker]
    setting: Setting
    seed: int = 0
    threads: int = 1


def enrolled(arm: Arm, size: int, setup: Setup, fitting: Fitting) -> Crowd:
    """So many persons of an arm; `fitting` gives the rows of a crowd that may take part.

    ValueError when too few of those drawn are let in: then the group contradicts the population.
    """
    group = arm.group
    if not group.keep:
        return _exposed(arm, _drawn(group, range(size), setup), setup)
    kept: list[Crowd] = []
    have, first, step = 0, 0, size
    while have < size:
        if first >= _DRAWN * size and have >= min(_FEWEST, size):
            break
        if first >= _DRAWN * size:
            raise ValueError(
                f"arm {arm.id}: of {first} persons drawn only {have} fit {_told(group)}; "
                "widen the bounds, or give the group the causes that bring people there"
            )
        crowd = _exposed(arm, _drawn(group, range(first, first + step), setup), setup)
        rows = fitting(crowd)
        kept.append(crowd.of(rows))
        have, first = have + rows.size, first + step
        step = int(np.clip((size - have) * first / max(have, 1), 64, _CHUNK))
    return joined(kept).of(np.arange(min(have, size)))


def _told(group: Group) -> str:
    return ", ".join(f"{each.low if each.low is not None else ''}..{each.what.label}.."
                     f"{each.high if each.high is not None else ''}" for each in group.keep)  # fmt: skip


def _drawn(group: Group, persons: range, setup: Setup) -> Crowd:
    population = group.population
    changes = {
        "age": group.age or population.age,
        "female": population.female if group.female is None else group.female,
        "causes": dict(population.causes) | dict(group.causes),
        "intake": group.intake or population.intake,
        "traits": tuple(
            replace(each, share=float(group.traits[each.id]), by_ethnicity={})
            if each.id in group.traits
            else each
            for each in population.traits
        ),
    }
    return drawn(replace(population, **changes), setup.causes, setup.seed, persons, setup.setting)


def _exposed(arm: Arm, crowd: Crowd, setup: Setup) -> Crowd:
    had = dict(crowd.had)
    everyone = np.ones(crowd.size, dtype=bool)
    numbers = np.asarray(crowd.persons)
    for each in (*arm.group.exposures, *arm.exposures):
        had[each.cause.id] = _with(each, crowd, everyone, numbers, setup, had.get(each.cause.id))
    if arm.group.mix:
        place = crowd.draw("mix")
        edge = 0.0
        for part in arm.group.mix:
            inside = (place >= edge) & (place < edge + part.share)
            edge += part.share
            for each in part.exposures:
                had[each.cause.id] = _with(each, crowd, inside, numbers, setup, had.get(each.cause.id))
    dated = {each.cause.id for each in _exposures(arm) if each.since != each.cause.duration}
    return found(replace(crowd, had=had), arm.group.population.finding, dated, setup.threads)


def _exposures(arm: Arm) -> Iterator[Exposure]:
    yield from (*arm.group.exposures, *arm.exposures)
    for part in arm.group.mix:
        yield from part.exposures


def _with(
    exposure: Exposure, crowd: Crowd, who: NDArray[np.bool_], numbers: NDArray[np.int64], setup: Setup,
    before: Had | None,
) -> Had:  # fmt: skip
    cause = exposure.cause.under(setup.setting)
    if exposure.fact is not None:
        name, amount = exposure.fact
        severity = np.full(crowd.size, cause.severity_from[name](amount))
    else:
        spread = exposure.severity or cause.severity
        severity = np.asarray(spread.quantile(crowd.draw(f"{cause.id}.severity"))) + np.zeros(crowd.size)
    tempo = YEAR * np.asarray(cause.tempo.quantile(crowd.draw(f"{cause.id}.tempo"))) + np.zeros(crowd.size)
    since = np.asarray(exposure.since.quantile(crowd.draw(f"{cause.id}.duration"))) + np.zeros(crowd.size)
    onset = -YEAR * np.minimum(since, np.maximum(np.asarray(crowd.covariates.age) - 0.1, 0.1))
    until = np.full(crowd.size, math.inf if exposure.until is None else exposure.until)
    if before is not None:
        old, keeps = before.affliction, before.present & ~who
        severity, tempo, onset, until = (
            np.where(keeps, getattr(old, name), new)
            for name, new in (("severity", severity), ("tempo", tempo), ("onset", onset), ("until", until))
        )
        who = who | before.present
    return Had(Affliction(cause, severity, onset, tempo, until), who)
