"""Courses: a person lived forward under causes and doses, and the day a marker passes a limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import xarray as xr

from corrin.catalog.causes import CAUSES
from corrin.catalog.diets import DIETS
from corrin.catalog.markers import MARKERS
from corrin.cause import YEAR, Affliction
from corrin.distribution import LogNormal
from corrin.draws import uniform, usual
from corrin.engine import Life, live
from corrin.marker import Marker
from corrin.parameter import Covariates
from corrin.physiology.state import State
from corrin.reading import readings, stores
from corrin.simulate import PMOL_PER_UG, Scenario, simulate
from corrin.treatment import Dose
from reference_pages.page import Table, number

MONTH = YEAR / 12
MAN, WOMAN = Covariates(), Covariates(40.0, "female")
SHOWN = ("total-b12", "holotc", "mma", "homocysteine", "mcv", "hb", "ferritin", "reticulocytes")
MEASURED = {id: MARKERS[id] for id in SHOWN}
COLUMNS = {
    "store_body": "B12 in body, ug", "holotc": "holoTC, pmol/L", "total-b12": "total B12, pmol/L",
    "mma": "MMA, nmol/L", "homocysteine": "homocysteine, umol/L", "mcv": "MCV, fL", "hb": "Hb, g/L",
}  # fmt: skip
LOW_B12, LOW_HOLOTC, HIGH_MMA, HIGH_MCV = 148.0, 35.0, 280.0, 100.0


def struck(id: str, severity: float | None = None, tempo: float | None = None) -> Affliction:
    """A cause from day 0: as usual, or with this severity and tempo (days)."""
    known = {"severity": severity, "tempo": tempo}
    return usual(CAUSES[id], 0.0, **{name: value for name, value in known.items() if value is not None})


def scenario(*afflictions: Affliction, years: float, person: Covariates = MAN, diet: str | None = None) -> Scenario:
    return Scenario(person, afflictions, diet=DIETS[diet].lesions if diet else (), years=years)


def lived(story: Scenario, step: float = 15.0) -> xr.Dataset:
    """The typical course, every `step` days."""
    return simulate(story, MEASURED, days=np.arange(0.0, story.end + 0.5 * step, step))


def at(data: xr.Dataset, name: str, day: float) -> float:
    """A value on a day, between the days that were lived."""
    return float(np.interp(day, np.asarray(data["day"]), np.asarray(data[name])))


def first(data: xr.Dataset, name: str, limit: float, rising: bool = False) -> float | None:
    """The first day on which a course is past a limit, or None."""
    return crossing(np.asarray(data["day"]), np.asarray(data[name]), limit, rising)


def crossing(days: np.ndarray, values: np.ndarray, limit: float, rising: bool = False) -> float | None:
    past = values > limit if rising else values < limit
    if not past.any():
        return None
    place = int(past.argmax())
    if place == 0:
        return float(days[0])
    before, after = values[place - 1], values[place]
    return float(days[place - 1] + (limit - before) / (after - before) * (days[place] - days[place - 1]))


def months(days: float | None) -> str:
    return "not reached" if days is None else f"{days / MONTH:.0f}"


def years(days: float | None) -> str:
    return "not reached" if days is None else f"{days / YEAR:.1f}"


def by_year(name: str, data: xr.Dataset, when: Sequence[float]) -> Table:
    rows = tuple((f"{year:g}", *(number(at(data, each, YEAR * year)) for each in COLUMNS)) for year in when)
    return Table(name, ("years", *COLUMNS.values()), rows)


def moment(story: Scenario, name: str, limit: float) -> tuple[Life, State]:
    """The life and state on the day a marker first falls to a limit, that day being the new day 0."""
    day = first(lived(story), name, limit)
    assert day is not None, f"{name} never falls below {limit}"
    life = story.life()
    state = live(life, [0.0, day])[-1]
    later = tuple(replace(each, onset=each.onset - day) for each in life.afflictions)
    return Life(life.body, later), State(*state.tolist())


def treated(life: Life, start: State, doses: Sequence[Dose], days: np.ndarray) -> dict[str, np.ndarray]:
    """Markers and the store on days after treatment begins."""
    given = replace(life, doses=tuple(doses))
    states = live(given, days, start)
    return readings(given, days, states, MEASURED) | {"store": stores(states, PMOL_PER_UG)["body"]}


def population(story: Scenario, marker: str, days: np.ndarray, people: int, seed: int) -> np.ndarray:
    """A marker (people, days) over a virtual population, each at their own set point."""
    own, found = MARKERS[marker], []
    assert isinstance(own, Marker)
    spread = LogNormal(1.0, own.noise.between)
    for person in range(people):
        life = story.life(seed, person)
        course = readings(life, days, live(life, days), {marker: own})[marker]
        found.append(course * spread.quantile(uniform(seed, f"{marker}.set-point", person)))
    return np.array(found)
