"""Forecast: possible people, each with a body of their own, lived on from today.

A row of the posterior tells causes and durations, and how the numbers of that person's body may
lie; here those numbers are drawn, the history is lived with them, and the future after it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.cause import YEAR, Affliction
from corrin.draws import uniform, uniforms
from corrin.engine import STATES, Change, Life, SolverError
from corrin.inference.case import Observation
from corrin.inference.next_test import resampled
from corrin.inference.posterior import Band, Posterior, mixture
from corrin.inference.weigh import scatter
from corrin.physiology.body import Body, typical
from corrin.physiology.diet import Diet
from corrin.physiology.state import State
from corrin.reading import course
from corrin.simulate import diet_numbers
from corrin.treatment import Phase, Treatment

Array = NDArray[np.float64]

DAYS = (0.0, 3.0, 7.0, 14.0, 28.0, 56.0, 120.0)
SHOWN = ("total-b12", "holotc", "mma", "homocysteine", "reticulocytes", "hb", "mcv")
HORIZON = 10.0  # years looked ahead for anaemia
_PEOPLE = 48
_TRIED = 400
_TOLERANCE = 1e-4
_AT_ONCE = 1e-6  # days; a change of diet needs a day after the start
_DAILY = 1.0  # doses by mouth at least this often are taken as a habit: the day's mean is the same


class Forecast(NamedTuple):
    """Bands of each marker on `DAYS`, and the day by which most possible people are normal."""

    treatment: str
    markers: dict[str, list[Band]]
    p_normal_by: dict[str, float | None]


class TimeToAnaemia(NamedTuple):
    """Years until haemoglobin is below its limit if nothing is done; None: not within `HORIZON`."""

    q05: float | None
    q50: float | None
    q95: float | None


class Someone(NamedTuple):
    """A possible person today: body, causes with day 0 today, state, and set points of the markers."""

    body: Body
    afflictions: tuple[Affliction, ...]
    state: State
    set_points: dict[str, tuple[float, float]]  # mean and variance, log


def possible_people(answer: Posterior, seed: int) -> list[Someone]:
    """People drawn from the posterior, bodies and all, the likelier for fitting the results as lived.

    The posterior carries people's differences along straight lines; here each is lived, and
    counts by how much better or worse that fits than the line did.
    """
    rows = resampled(answer.weights, _TRIED, uniform(seed, "forecast.rows", 0)).tolist()
    tried: list[tuple[Someone, float]] = []
    for number, row in enumerate(rows):
        try:
            tried.append(_someone(answer, row, seed, number))
        except SolverError:
            continue
    if not tried:
        raise SolverError("no possible person could be lived to today; simulate more people")
    gain = np.array([log for _, log in tried])
    weights = np.exp(np.clip(gain - gain.max(), -50.0, 0.0))
    kept = resampled(weights / weights.sum(), _PEOPLE, uniform(seed, "forecast.people", 0))
    return [tried[n][0] for n in kept.tolist()]


def forecast(answer: Posterior, people: Sequence[Someone], treatment: Treatment | None) -> Forecast:
    """What a treatment would do over four months; None is no treatment."""
    logs, variances = _ahead(answer, people, treatment, np.array(DAYS), SHOWN)
    even = np.full(logs.shape[0], 1.0 / logs.shape[0])
    bands = {
        id: [Band(*np.exp(mixture(logs[:, n, place], variances[:, place], even))) for n in range(len(DAYS))]
        for place, id in enumerate(SHOWN)
    }
    normal = {id: _normal_by(answer, id, logs[:, :, n], variances[:, n]) for n, id in enumerate(SHOWN)}
    return Forecast(treatment.id if treatment else "none", bands, normal)


def time_to_anaemia(answer: Posterior, people: Sequence[Someone]) -> TimeToAnaemia:
    """How long until anaemia, with the causes as they are and no treatment."""
    days = np.linspace(0.0, HORIZON * YEAR, 121)
    logs, variances = _ahead(answer, people, None, days, ("hb",))
    limit, _ = answer.markers["hb"].limits.of(answer.case.covariates)
    z = (math.log(limit or 130.0) - logs[:, :, 0]) / np.sqrt(variances)
    reached = np.maximum.accumulate(special.ndtr(z).mean(axis=0))
    return TimeToAnaemia(*(_first(days / YEAR, reached, at) for at in (0.05, 0.5, 0.95)))


def worthwhile(answer: Posterior) -> list[Treatment]:
    """Treatments worth showing: two ways of replacing, and the removal of a likely cause."""
    known = answer.catalogue.treatments
    urgent = bool(answer.catalogue.red_flags & set(answer.case.findings))
    wanted = [
        "hydroxocobalamin-im-uk-neuro" if urgent else "hydroxocobalamin-im-uk",
        "cyanocobalamin-oral-1000ug",
    ]
    removing = [each.id for each in known.values() if any(answer.p_cause(id) > 0.5 for id in each.removes)]
    return [known[id] for id in (*wanted, *removing) if id in known]


def _someone(answer: Posterior, row: int, seed: int, number: int) -> tuple[Someone, float]:
    """A person of one row, and the log of how much likelier the results are as lived than by the line."""
    normal = special.ndtri(uniforms(seed, f"forecast.body.{number}", 0, len(answer.spread.parameters)))
    deviates = answer.someone(row, normal)
    body = answer.spread.body(typical(answer.case.covariates), deviates)
    afflictions = answer.particles.afflictions[row]
    seen = answer.case.observations
    dates = [a.onset for a in afflictions] + [d.day for d in answer.case.doses] + [o.day for o in seen]
    start = min([0.0, *dates]) - 1.0
    moved = tuple(replace(a, onset=a.onset - start, until=a.until - start) for a in afflictions)
    life = Life(body, moved, tuple(replace(dose, day=dose.day - start) for dose in answer.case.doses))
    days = np.unique(np.array([o.day for o in seen] + [0.0])) - start
    lived = course(life, days, {o.marker.id: o.marker for o in seen}, STATES, relative=_TOLERANCE)
    read = [float(lived.markers[o.marker.id][0, np.searchsorted(days, o.day - start)]) for o in seen]
    away = np.log(np.array([o.value for o in seen]) / np.maximum(read, 1e-9)) if seen else np.zeros(0)
    set_points = {
        o.marker.id: _set_point(o, float(gap)) for o, gap in zip(seen, away, strict=True)
    }  # the latest of each marker stands
    person = Someone(body, afflictions, State(*lived.more[0, -1].tolist()), set_points)
    return person, answer.shown.gain(row, deviates, away, answer.use)


def _set_point(seen: Observation, away: float) -> tuple[float, float]:
    own, noise = seen.marker.set_point_sd() ** 2, scatter(seen.marker)
    away = 0.0 if seen.censor else away
    return away * own / (own + noise), own * noise / (own + noise)


def _ahead(
    answer: Posterior, people: Sequence[Someone], treatment: Treatment | None, days: Array, ids: Sequence[str]
) -> tuple[Array, Array]:
    """Log readings (people, days, ids) with each one's set points, and what is unknown of those."""
    markers = {id: answer.markers[id] for id in ids}
    logs: list[Array] = []
    unknown: list[list[float]] = []
    for person in people:
        life = _future(person, treatment, float(days[-1]))
        shown = course(life, days, markers, start=person.state, relative=_TOLERANCE).markers
        own = [person.set_points.get(id, (0.0, markers[id].set_point_sd() ** 2)) for id in ids]
        logs.append(
            np.log(np.maximum(np.array([shown[id][0] for id in ids]).T, 1e-9)) + [mean for mean, _ in own]
        )
        unknown.append([variance for _, variance in own])
    return np.array(logs), np.array(unknown)


def _future(person: Someone, treatment: Treatment | None, end: float) -> Life:
    if treatment is None:
        return Life(person.body, person.afflictions)
    afflictions = tuple(_ended(each, treatment) for each in person.afflictions)
    habits = [phase for phase in treatment.phases if _habit(phase)]
    single = replace(treatment, phases=tuple(phase for phase in treatment.phases if not _habit(phase)))
    values = diet_numbers(treatment.diet)
    if habits:
        values[Diet.pill] = sum(phase.amount / phase.every for phase in habits)
    changes = (Change(_AT_ONCE, values),) if values else ()
    return Life(person.body, afflictions, tuple(single.doses(0.0, end)), changes)


def _habit(phase: Phase) -> bool:
    return phase.route == "oral" and phase.every <= _DAILY and phase.times > DAYS[-1]


def _ended(affliction: Affliction, treatment: Treatment) -> Affliction:
    if affliction.cause.id in treatment.removes and affliction.until > 0.0:
        return replace(affliction, until=max(0.0, affliction.onset))
    return affliction


def _normal_by(answer: Posterior, id: str, logs: Array, variances: Array) -> float | None:
    """First day from which at least half of the possible people stay within the reference interval."""
    low, high = answer.markers[id].limits.of(answer.case.covariates)
    sd = np.sqrt(variances)[:, None]
    under = special.ndtr((math.log(low) - logs) / sd) if low else np.zeros_like(logs)
    over = special.ndtr((logs - math.log(high)) / sd) if high and id not in ("total-b12", "holotc") else 0.0
    normal = (1.0 - under - over).mean(axis=0) >= 0.5
    stays = np.flip(np.logical_and.accumulate(np.flip(normal)))
    return float(DAYS[int(np.argmax(stays))]) if stays.any() else None


def _first(times: Array, reached: Array, at: float) -> float | None:
    places = np.flatnonzero(reached >= at)
    return float(times[places[0]]) if places.size else None
