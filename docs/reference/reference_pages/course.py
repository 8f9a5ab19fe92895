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
from corrin.reading import HELD, course, stores
from corrin.simulate import Scenario, simulate
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
Parts = tuple[str | Table, ...]
TIMES = ("course", "B12 < 148 pmol/L", "holoTC < 35", "MMA > 280", "MCV > 100", "Hb < 130 (women 120)")
LOW_B12, LOW_HOLOTC, HIGH_MMA, HIGH_MCV = 148.0, 35.0, 280.0, 100.0


def struck(id: str, severity: float | None = None, tempo: float | None = None) -> Affliction:
    """A cause from day 0: as usual, or with this severity and tempo (days)."""
    known = {"severity": severity, "tempo": tempo}
    return usual(CAUSES[id], 0.0, **{name: value for name, value in known.items() if value is not None})


def scenario(
    *afflictions: Affliction, years: float, person: Covariates = MAN, diet: str | None = None
) -> Scenario:
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
    found = course(given, days, MEASURED, tuple(HELD.values()), start=start)
    return {id: each[0] for id, each in found.markers.items()} | {"store": stores(found.more[0])["body"]}


def population(story: Scenario, marker: str, days: np.ndarray, people: int, seed: int) -> np.ndarray:
    """A marker (people, days) over a virtual population, each at their own set point."""
    own = MARKERS[marker]
    assert isinstance(own, Marker)
    spread, numbered = LogNormal(1.0, own.noise.between), range(people)
    lived = course(story.life(seed, numbered), days, {marker: own}, persons=people).markers[marker]
    return lived * spread.quantile(uniform(seed, f"{marker}.set-point", numbered))[:, None]


def times(name: str, stories: dict[str, Scenario]) -> Table:
    """Months from onset to the first day past each limit."""
    rows = []
    for label, story in stories.items():
        data, lowest = lived(story), 130.0 if story.person.sex == "male" else 120.0
        past = (
            first(data, "total-b12", LOW_B12),
            first(data, "holotc", LOW_HOLOTC),
            first(data, "mma", HIGH_MMA, True),
            first(data, "mcv", HIGH_MCV, True),
            first(data, "hb", lowest),
        )
        rows.append((label, *(months(day) for day in past)))
    return Table(f"{name}: months to", TIMES, tuple(rows))


def months_of(day: float | None) -> float:
    """Months, or not a number for a day that never comes."""
    return float("nan") if day is None else day / MONTH


def at_level(data: xr.Dataset, name: str, level: float) -> float:
    """A value on the day total B12 falls to a level."""
    day = first(data, "total-b12", level)
    assert day is not None
    return at(data, name, day)


def change(data: xr.Dataset, name: str, day: float) -> float:
    """A value on a day over that on day 0."""
    return at(data, name, day) / at(data, name, 0.0)


def shift(data: xr.Dataset, day: float) -> float:
    """Change of total B12 (pmol/L) since day 0."""
    return at(data, "total-b12", day) - at(data, "total-b12", 0.0)
