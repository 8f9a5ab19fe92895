"""Forecast: possible people, each with a body of their own, lived on from today.

A row of the posterior tells causes and durations, and how the numbers of that person's body may
lie; here those numbers are drawn, the history is lived with them, and the future after it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.cause import YEAR, Affliction
from corrin.draws import uniform
from corrin.engine import STATES, Change, Cohort, SolverError, numbers
from corrin.inference.case import Observation
from corrin.inference.courses import TOLERANCE, Past, lived
from corrin.inference.posterior import Band, Posterior, mixture
from corrin.inference.proposal import had
from corrin.inference.refine import resampled
from corrin.inference.weigh import scatter
from corrin.physiology.body import Body, typical
from corrin.physiology.diet import Diet
from corrin.physiology.state import State
from corrin.population.crowd import Had
from corrin.reading import courses
from corrin.simulate import diet_numbers
from corrin.treatment import Phase, Treatment

Array = NDArray[np.float64]

DAYS = (0.0, 3.0, 7.0, 14.0, 28.0, 56.0, 120.0)
SHOWN = ("total-b12", "holotc", "mma", "homocysteine", "reticulocytes", "hb", "mcv")
HORIZON = 10.0  # years looked ahead for anaemia
_PEOPLE = 48
_TRIED = 400
_TIMES = ("severity", "onset", "tempo", "until")
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


def possible_people(answer: Posterior, seed: int, threads: int = 1) -> list[Someone]:
    """People drawn from the posterior, bodies and all, the likelier for fitting the results as lived.

    The posterior carries people's differences along straight lines; here each is lived, and
    counts by how much better or worse that fits than the line did. Raises SolverError when none
    could be lived.
    """
    rows = resampled(answer.weights, _TRIED, uniform(seed, "forecast.rows", 0))
    deviates = answer.deviates(rows, seed)
    usual = typical(answer.case.covariates)
    befell = had(answer.case, answer.particles.proposed.of(rows))
    table = numbers(answer.spread.body(usual, deviates.T), rows.size)
    past = lived(answer.case, table, befell, answer.markers, threads)
    away = _away(answer, past)
    gain = answer.shown.of(rows).gain(deviates, away, answer.use)
    gain = np.where(np.isnan(past.states[:, 0]), -np.inf, gain)
    weights = np.exp(np.maximum(gain - gain.max(), -50.0)) * np.isfinite(gain)
    kept = resampled(weights / weights.sum(), _PEOPLE, uniform(seed, "forecast.people", 0))
    return [
        Someone(answer.spread.body(usual, deviates[n]), _had_by(befell, n), State(*past.states[n].tolist()),
                _set_points(answer, away[n]))
        for n in kept.tolist()
    ]  # fmt: skip


def forecasts(
    answer: Posterior, people: Sequence[Someone], treatments: Sequence[Treatment | None], threads: int = 1
) -> list[Forecast]:
    """What each treatment would do over four months; None is no treatment."""
    days = np.array(DAYS)
    logs, variances = _ahead(answer, people, treatments, days, SHOWN, threads)
    return [_forecast(answer, each, ahead, variances) for each, ahead in zip(treatments, logs, strict=True)]


def time_to_anaemia(answer: Posterior, people: Sequence[Someone], threads: int = 1) -> TimeToAnaemia:
    """How long until anaemia, with the causes as they are and no treatment."""
    years, reached = anaemic_by(answer, people, threads)
    return TimeToAnaemia(*(_first(years, reached, at) for at in (0.05, 0.5, 0.95)))


def anaemic_by(answer: Posterior, people: Sequence[Someone], threads: int = 1) -> tuple[Array, Array]:
    """Years from today to `HORIZON`, and the chance that anaemia has come by then, untreated."""
    days = np.linspace(0.0, HORIZON * YEAR, 121)
    logs, variances = _ahead(answer, people, [None], days, ("hb",), threads)
    limit, _ = answer.markers["hb"].limits.of(answer.case.covariates)
    z = (math.log(limit or 130.0) - logs[0, :, :, 0]) / np.sqrt(variances)
    return days / YEAR, np.maximum.accumulate(special.ndtr(z).mean(axis=0))


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


def _forecast(answer: Posterior, treatment: Treatment | None, logs: Array, variances: Array) -> Forecast:
    even = np.full(logs.shape[0], 1.0 / logs.shape[0])
    bands = {
        id: [Band(*np.exp(mixture(logs[:, n, place], variances[:, place], even))) for n in range(len(DAYS))]
        for place, id in enumerate(SHOWN)
    }
    normal = {id: _normal_by(answer, id, logs[:, :, n], variances[:, n]) for n, id in enumerate(SHOWN)}
    return Forecast(treatment.id if treatment else "none", bands, normal)


def _away(answer: Posterior, past: Past) -> Array:
    """(people, observations) log of what was observed over what these people showed."""
    seen = answer.case.observations
    gaps = [np.log(each.value / np.maximum(past.on(each.day, each.marker.id), 1e-9)) for each in seen]
    return np.stack(gaps, axis=1) if gaps else np.empty((past.states.shape[0], 0))


def _had_by(befell: Mapping[str, Had], person: int) -> tuple[Affliction, ...]:
    return tuple(
        replace(each.affliction, **{name: float(getattr(each.affliction, name)[person]) for name in _TIMES})
        for each in befell.values()
        if each.present[person]
    )


def _set_points(answer: Posterior, away: Array) -> dict[str, tuple[float, float]]:
    """By marker, from the gaps (observations,) of one person; the latest result of each stands."""
    return {
        seen.marker.id: _set_point(seen, gap)
        for seen, gap in zip(answer.case.observations, away.tolist(), strict=True)
    }


def _set_point(seen: Observation, away: float) -> tuple[float, float]:
    own, noise = seen.marker.set_point_sd() ** 2, scatter(seen.marker)
    away = 0.0 if seen.censor else away
    return away * own / (own + noise), own * noise / (own + noise)


def _ahead(
    answer: Posterior, people: Sequence[Someone], treatments: Sequence[Treatment | None], days: Array,
    ids: Sequence[str], threads: int,
) -> tuple[Array, Array]:  # fmt: skip
    """Log readings (treatments, people, days, ids) with each one's set points, and what is unknown of those
    (people, ids). Everybody is lived under every treatment in one company."""
    count = len(people)
    futures = [_future(people, each, float(days[-1])) for each in treatments]
    states = np.tile(np.array([each.state for each in people]), (len(treatments), 1))
    got = courses(Cohort.joined(futures), {}, days, answer.markers, STATES, starts=states, relative=TOLERANCE,
                  threads=threads)  # fmt: skip
    if got.failures:
        raise SolverError(f"a possible person could not be lived on: {got.failures[0]}")
    none = [(0.0, answer.markers[id].set_point_sd() ** 2) for id in ids]
    own = np.array([[each.set_points.get(id, none[n]) for n, id in enumerate(ids)] for each in people])
    read = np.stack([got.markers[id] for id in ids], axis=2).reshape(len(treatments), count, days.size, -1)
    return np.log(np.maximum(read, 1e-9)) + own[None, :, None, :, 0], own[:, :, 1]


def _future(people: Sequence[Someone], treatment: Treatment | None, end: float) -> Cohort:
    """These people from today on, under a treatment."""
    table = np.concatenate([numbers(each.body) for each in people])
    befell = _causes_of(people, treatment.removes if treatment else ())
    if treatment is None:
        return Cohort.mixed(table, befell)
    habits = [phase for phase in treatment.phases if _habit(phase)]
    single = replace(treatment, phases=tuple(phase for phase in treatment.phases if not _habit(phase)))
    values = diet_numbers(treatment.diet)
    if habits:
        values[Diet.pill] = sum(phase.amount / phase.every for phase in habits)
    changes = (Change(_AT_ONCE, values),) if values else ()
    return Cohort.mixed(table, befell, doses=single.doses(0.0, end), changes=changes)


def _causes_of(
    people: Sequence[Someone], removed: Sequence[str]
) -> list[tuple[Affliction, NDArray[np.int64]]]:
    """Their causes as a cohort takes them; those that are removed end today."""
    found: dict[str, list[tuple[int, Affliction]]] = {}
    for n, person in enumerate(people):
        for each in person.afflictions:
            found.setdefault(each.cause.id, []).append((n, each))
    joined: list[tuple[Affliction, NDArray[np.int64]]] = []
    for id, those in found.items():
        values = {name: np.array([getattr(each, name) for _, each in those]) for name in _TIMES}
        if id in removed:
            values["until"] = np.where(
                values["until"] > 0.0, np.maximum(0.0, values["onset"]), values["until"]
            )
        joined.append((replace(those[0][1], **values), np.array([n for n, _ in those])))
    return joined


def _habit(phase: Phase) -> bool:
    return phase.route == "oral" and phase.every <= _DAILY and phase.times > DAYS[-1]


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
