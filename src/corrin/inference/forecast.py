"""Forecast: possible people lived on from today, untreated or under a treatment."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.cause import YEAR, Affliction
from corrin.draws import uniform
from corrin.engine import Change, Life, live
from corrin.inference.next_test import resampled
from corrin.inference.posterior import Band, Posterior, mixture
from corrin.physiology.body import typical
from corrin.physiology.diet import Diet
from corrin.physiology.state import State
from corrin.reading import readings
from corrin.treatment import Phase, Treatment
from corrin.units import to_internal

Array = NDArray[np.float64]

DAYS = (0.0, 3.0, 7.0, 14.0, 28.0, 56.0, 120.0)
SHOWN = ("total-b12", "holotc", "mma", "homocysteine", "reticulocytes", "hb", "mcv")
HORIZON = 10.0  # years looked ahead for anaemia
_ROWS = 16
_TOLERANCE = 1e-4
_ADENOSYL = State._fields.index("adenosyl")
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


def forecast(answer: Posterior, treatment: Treatment | None, seed: int) -> Forecast:
    """What a treatment would do over four months; None is no treatment."""
    logs, variances = _lived(answer, treatment, np.array(DAYS), SHOWN, seed)
    even = np.full(logs.shape[0], 1.0 / logs.shape[0])
    bands: dict[str, list[Band]] = {}
    normal: dict[str, float | None] = {}
    for place, id in enumerate(SHOWN):
        course, spread = logs[:, :, place], variances[:, :, place]
        bands[id] = [Band(*np.exp(mixture(course[:, n], spread[:, n], even))) for n in range(len(DAYS))]
        normal[id] = _normal_by(answer, id, course, spread)
    return Forecast(treatment.id if treatment else "none", bands, normal)


def time_to_anaemia(answer: Posterior, seed: int) -> TimeToAnaemia:
    """How long until anaemia, with the causes as they are and no treatment."""
    days = np.linspace(0.0, HORIZON * YEAR, 121)
    logs, variances = _lived(answer, None, days, ("hb",), seed)
    limit, _ = answer.markers["hb"].limits.of(answer.case.covariates)
    z = (math.log(limit or 130.0) - logs[:, :, 0]) / np.sqrt(variances[:, :, 0])
    reached = np.maximum.accumulate(special.ndtr(z).mean(axis=0))
    return TimeToAnaemia(*(_first(days / YEAR, reached, at) for at in (0.05, 0.5, 0.95)))


def worthwhile(answer: Posterior) -> list[Treatment]:
    """Treatments worth showing: the two ways of replacing, and the removal of a likely cause."""
    flags = bool(answer.case.findings)
    wanted = ["hydroxocobalamin-im-uk-neuro" if flags else "hydroxocobalamin-im-uk", "cyanocobalamin-oral-1000ug"]
    known = answer.catalogue.treatments
    removing = [each.id for each in known.values() if any(answer.p_cause(id) > 0.2 for id in each.removes)]
    return [known[id] for id in (*wanted, *removing) if id in known]


def _lived(
    answer: Posterior, treatment: Treatment | None, days: Array, ids: Sequence[str], seed: int
) -> tuple[Array, Array]:
    """Log readings with each row's own shift, and its variance: both (rows, days, ids)."""
    rows = resampled(answer.weights, _ROWS, uniform(seed, "forecast.rows", 0)).tolist()
    markers = {id: answer.markers[id] for id in ids}
    courses: dict[int, tuple[Array, Array]] = {}
    for row in dict.fromkeys(rows):
        life = _ahead(answer, row, treatment, float(days[-1]))
        start = State(*answer.particles.states[row].tolist())
        lived = live(life, days, start, relative=_TOLERANCE)
        shown = readings(life, days, lived, markers)
        logs = np.log(np.maximum(np.array([shown[id] for id in ids]).T, 1e-9))
        mean, variance = answer.shifts(np.full(days.size, row), lived[:, _ADENOSYL], ids)
        courses[row] = logs + mean, variance
    return np.array([courses[row][0] for row in rows]), np.array([courses[row][1] for row in rows])


def _ahead(answer: Posterior, row: int, treatment: Treatment | None, end: float) -> Life:
    afflictions = answer.particles.afflictions[row]
    body = typical(answer.case.covariates)
    if treatment is None:
        return Life(body, afflictions)
    afflictions = tuple(_ended(each, treatment) for each in afflictions)
    habits = [phase for phase in treatment.phases if _habit(phase)]
    injected = replace(treatment, phases=tuple(phase for phase in treatment.phases if not _habit(phase)))
    values = {Diet.pill: sum(phase.amount / phase.every for phase in habits)} if habits else {}
    eaten = {each.name: each for each in Diet.parameters()}
    values |= {eaten[name]: to_internal(amount, "ug/d", "cobalamin")[0] for name, amount in treatment.diet.items()}
    changes = (Change(1e-6, values),) if values else ()
    return Life(body, afflictions, tuple(injected.doses(0.0, end)), changes)


def _habit(phase: Phase) -> bool:
    return phase.route == "oral" and phase.every <= _DAILY and phase.times > DAYS[-1]


def _ended(affliction: Affliction, treatment: Treatment) -> Affliction:
    if affliction.cause.id in treatment.removes and affliction.until > 0.0:
        return replace(affliction, until=max(0.0, affliction.onset))
    return affliction


def _normal_by(answer: Posterior, id: str, logs: Array, variance: Array) -> float | None:
    """First day from which at least half of the possible people stay within the reference interval."""
    low, high = answer.markers[id].limits.of(answer.case.covariates)
    sd = np.sqrt(variance)
    under = special.ndtr((math.log(low) - logs) / sd) if low else np.zeros_like(logs)
    over = special.ndtr((logs - math.log(high)) / sd) if high and id not in ("total-b12", "holotc") else 0.0
    normal = (1.0 - under - over).mean(axis=0) >= 0.5
    stays = np.flip(np.logical_and.accumulate(np.flip(normal)))
    return float(DAYS[int(np.argmax(stays))]) if stays.any() else None


def _first(times: Array, reached: Array, at: float) -> float | None:
    places = np.flatnonzero(reached >= at)
    return float(times[places[0]]) if places.size else None
