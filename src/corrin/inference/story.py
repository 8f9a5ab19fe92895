"""Story: what is simulated for a report - the path through this body, its years, and when to measure again."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corrin.cause import YEAR, Affliction, afflicted
from corrin.engine import Life, SolverError, rest
from corrin.inference.explain import Explanation
from corrin.inference.forecast import DAYS, Forecast, Someone
from corrin.inference.passage import UNITS, Passage, Work, passage, work
from corrin.inference.posterior import Band, mixture
from corrin.inference.weigh import scatter
from corrin.marker import Marker
from corrin.physiology.body import typical
from corrin.reading import HELD, course
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]

SHOWN = ("total-b12", "holotc", "mma", "homocysteine", "hb", "mcv", "reticulocytes")
BROKEN = 0.7  # part of its own work below which a step is called broken
_STORE = list(HELD).index("liver")
_BESIDE = ("kidney", "companion", "other")  # groups of causes that do not touch the way of cobalamin
_TOLERANCE = 1e-4
_TIMES = 81  # days read along the years
_DOSES, _NEAR = 12, (-0.5, 1.0, 3.0, 7.0, 28.0, 90.0)  # latest doses, and days about each, read too
_SPAN = (2.0, 40.0)  # least and most years shown before today
_AHEAD = (3.0, 10.0)  # least and most years shown after it
_SEEN = 1.96 * math.sqrt(2.0)  # standard deviations between two results that are surely apart
_WORST = 1.645  # standard deviations of a result that 1 in 20 exceeds
_WEEK = 7.0  # days before which nobody is called back
FED = ("total-b12", "holotc")  # after a dose these tell the dose, not the cell
_STORE_VARIANCE = 1e-8  # of one possible person's store: lived, so known


class Step(NamedTuple):
    """One step of the path: over possible people, in a healthy person, and how well it works alone."""

    id: str
    here: Band
    healthy: float
    works: Band | None  # None where only what arrives is told
    broken: float  # part of possible people in whom it works at less than `BROKEN`


@dataclass(frozen=True)
class Clock:
    """Bands over possible people on `days` (today is 0), untreated from today on."""

    days: Array
    store: list[Band]  # ug in the liver
    markers: dict[str, list[Band]]
    began: str | None  # the likeliest cause on the way of cobalamin
    onset: Band | None  # years before today


class Recheck(NamedTuple):
    """A marker to measure again: when it should have moved, and past what it should then be.

    `then` is expected on `day`, the first on which half the possible people have moved by more
    than scatter. On `late`, the first on which nearly all have, a result short of `bound` is a failure
    to respond; `late` is None where that is never sure.
    """

    marker: str
    day: float
    now: float
    then: Band
    late: float | None
    bound: float


@dataclass(frozen=True)
class Story:
    """What a report shows beside the explanation itself."""

    people: int
    path: tuple[Step, ...]
    clock: Clock
    rechecks: Mapping[str, tuple[Recheck, ...]]  # by treatment


def story(answer: Explanation) -> Story:
    """Live possible people once more, from health to today and on. Raises SolverError if none can be."""
    people = answer.possible
    return Story(
        people=len(people),
        path=_path(answer, people),
        clock=_clock(answer, people),
        rechecks={each.treatment: _rechecks(answer, each) for each in answer.forecasts},
    )


def error(marker: Marker) -> float:
    """Standard deviation of the log of one result about the person's true level."""
    return math.sqrt(scatter(marker))


def _path(answer: Explanation, people: Sequence[Someone]) -> tuple[Step, ...]:
    normal = typical(answer.case.covariates)
    health = passage(rest(normal), normal)
    found: list[Passage] = []
    works: list[Work] = []
    for person in people:
        ill = afflicted(person.body, person.afflictions, 0.0)
        found.append(passage(person.state, ill))
        works.append(work(person.state, ill, rest(person.body), person.body))
    alone = dict(zip(Work._fields, np.array(works).T, strict=True))
    here = dict(zip(Passage._fields, np.array(found).T, strict=True))
    return tuple(_step(id, here[id], getattr(health, id), alone.get(id)) for id in Passage._fields)


def _step(id: str, here: Array, healthy: float, alone: Array | None) -> Step:
    if UNITS[id] == "%":  # of the healthy person, not of the typical man
        here, healthy = 100.0 * here / healthy, 100.0
    if alone is None:
        return Step(id, _band(here), healthy, None, 0.0)
    return Step(id, _band(here), healthy, _band(alone), float(np.mean(alone < BROKEN)))


def _clock(answer: Explanation, people: Sequence[Someone]) -> Clock:
    began = _began(answer)
    onset = _onset(people, began)
    most = max(0.5, min(_SPAN[1], answer.case.covariates.age))
    back = min(most, max(_SPAN[0], 1.2 * onset.q50 if onset else 0.0))
    ahead = min(_AHEAD[1], max(_AHEAD[0], 0.5 * back))
    days = _days(-back * YEAR, ahead * YEAR, [dose.day for dose in answer.case.doses])
    shown = {id: answer.posterior.markers[id] for id in SHOWN}
    lived = [each for person in people if (each := _lived(answer, person, days, shown)) is not None]
    if not lived:
        raise SolverError("no possible person could be lived from health to the years ahead")
    logs, variances = np.array([each[0] for each in lived]), np.array([each[1] for each in lived])
    bands = {
        name: [_mixed(logs[:, n, place], variances[:, place]) for n in range(days.size)]
        for place, name in enumerate(("store", *SHOWN))
    }
    return Clock(days, bands.pop("store"), bands, began, onset)


def _days(first: float, last: float, doses: Sequence[float]) -> Array:
    """Days evenly along the years, today, and closer about the latest doses."""
    close = [day + near for day in doses[-_DOSES:] for near in _NEAR]
    days = np.unique(np.concatenate([np.linspace(first, last, _TIMES), [0.0], close]))
    return days[(days >= first) & (days <= last)]


def _lived(
    answer: Explanation, person: Someone, days: Array, markers: Mapping[str, Marker]
) -> tuple[Array, list[float]] | None:
    """Logs (days, store and markers) of one life, and what is unknown of each; None if it breaks off."""
    doses = answer.case.doses
    start = min([days[0], *(a.onset for a in person.afflictions), *(d.day for d in doses)]) - 1.0
    life = Life(person.body, _moved(person.afflictions, start),
                tuple(replace(dose, day=dose.day - start) for dose in doses))  # fmt: skip
    try:
        got = course(life, days - start, markers, tuple(HELD.values()), relative=_TOLERANCE)
    except SolverError:
        return None
    own = [person.set_points.get(id, (0.0, each.set_point_sd() ** 2)) for id, each in markers.items()]
    read = [got.markers[id][0] * math.exp(mean) for id, (mean, _) in zip(markers, own, strict=True)]
    held = got.more[0, :, _STORE] / PMOL_PER_UG
    return np.log(np.maximum(np.array([held, *read]).T, 1e-9)), [_STORE_VARIANCE, *(each for _, each in own)]


def _moved(afflictions: Sequence[Affliction], start: float) -> tuple[Affliction, ...]:
    return tuple(replace(a, onset=a.onset - start, until=a.until - start) for a in afflictions)


def _began(answer: Explanation) -> str | None:
    """The likeliest cause that acts on the way of cobalamin, if it is more likely than not."""
    known = answer.posterior.catalogue.causes
    found = (each.id for each in answer.causes if each.id in known and known[each.id].group not in _BESIDE
             and each.p >= 0.5)  # fmt: skip
    return next(found, None)


def _onset(people: Sequence[Someone], cause: str | None) -> Band | None:
    begun = [-a.onset / YEAR for person in people for a in person.afflictions
             if a.cause.id == cause and a.onset < 0.0]  # fmt: skip
    return _band(np.array(begun)) if begun else None


def _rechecks(answer: Explanation, ahead: Forecast) -> tuple[Recheck, ...]:
    treatment = answer.posterior.catalogue.treatments.get(ahead.treatment)
    fed = FED if treatment is not None and treatment.phases else ()
    found = [
        _recheck(id, bands, error(answer.posterior.markers[id]))
        for id, bands in ahead.markers.items()
        if id not in fed
    ]
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.day))


def _recheck(id: str, bands: Sequence[Band], scatter: float) -> Recheck | None:
    now = bands[0].q50
    moved = [
        n
        for n, band in enumerate(bands)
        if DAYS[n] >= _WEEK and abs(math.log(band.q50 / now)) > _SEEN * scatter
    ]
    if not moved:
        return None
    rises, worst = bands[moved[0]].q50 > now, math.exp(_WORST * scatter)
    ends = [band.q05 / worst if rises else band.q95 * worst for band in bands]
    sure = [n for n in moved if (ends[n] > now) == rises]
    late = sure[0] if sure else 0
    return Recheck(id, DAYS[moved[0]], now, bands[moved[0]], DAYS[late] if sure else None, ends[late])


def _band(values: Array) -> Band:
    return Band(*np.quantile(values, (0.05, 0.5, 0.95)).tolist())


def _mixed(logs: Array, variances: Array) -> Band:
    even = np.full(logs.size, 1.0 / logs.size)
    return Band(*np.exp(mixture(logs, variances, even)).tolist())
