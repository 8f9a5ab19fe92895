"""Simulate: a person, what befalls them and what they are given, lived forward to labelled courses."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from corrin.cause import YEAR, Affliction, Lesion
from corrin.crew import Crew
from corrin.distribution import LogNormal
from corrin.draws import drawn, sampled, uniform
from corrin.engine import RELATIVE, Change, Life, live
from corrin.marker import AnyMarker, Marker
from corrin.parameter import Covariates, Parameter
from corrin.physiology.body import Body, typical
from corrin.physiology.diet import Diet
from corrin.reading import flows, readings, stores
from corrin.treatment import Dose, Treatment
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]
QUANTILES = (0.05, 0.5, 0.95)
_MANY, _COARSE = 100, 1e-6  # doses beyond which the solver is let go coarser, and how much
_PEAK = 3.0  # days after a dose in which serum shows the dose more than the body
_NEAR = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 21, 28, 42, 56, 84, 120)  # days after a first dose


@dataclass(frozen=True)
class Prescription:
    """A treatment from a day on."""

    treatment: Treatment
    day: float


@dataclass(frozen=True)
class Scenario:
    """What is lived: who, which causes, what is given, for how long. Day 0 is the start, in health.

    `free` lists, by cause id, what of an affliction was not stated (`severity`, `tempo`): in a
    virtual population it differs from person to person. `diet` changes what is eaten from day 0
    on; before it the person ate as is usual.
    """

    person: Covariates = Covariates()
    afflictions: tuple[Affliction, ...] = ()
    prescriptions: tuple[Prescription, ...] = ()
    doses: tuple[Dose, ...] = ()
    diet: tuple[Lesion, ...] = ()
    years: float = 5.0
    free: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    @property
    def end(self) -> float:
        return YEAR * self.years

    def life(self, seed: int = 0, person: int | None = None) -> Life:
        """The typical person's life, or that of a numbered person of a virtual population."""
        body = typical(self.person)
        afflictions = self.afflictions
        if person is not None:
            body = sampled(body, seed, person)
            afflictions = tuple(self._own(each, seed, person) for each in afflictions)
        for given in self.prescriptions:
            afflictions = tuple(_removed(each, given) for each in afflictions)
        return Life(body, afflictions, self.all_doses(), self._changes(body))

    def all_doses(self) -> tuple[Dose, ...]:
        """Every dose, in the order of days."""
        planned = (given.treatment.doses(given.day, self.end) for given in self.prescriptions)
        return tuple(sorted((*self.doses, *itertools.chain(*planned)), key=lambda dose: dose.day))

    def _changes(self, body: Body) -> tuple[Change, ...]:
        eaten = {each.of: each.apply(getattr(body.diet, each.of.name), 1.0) for each in self.diet}
        later = [
            Change(p.day, diet_numbers(p.treatment.diet)) for p in self.prescriptions if p.treatment.diet
        ]
        return tuple(sorted([Change(0.0, eaten), *later] if eaten else later, key=lambda change: change.day))

    def _own(self, affliction: Affliction, seed: int, person: int) -> Affliction:
        free = self.free.get(affliction.cause.id, frozenset[str]())
        own = drawn(affliction.cause, seed, person, affliction.onset)
        return replace(affliction, **{what: getattr(own, what) for what in free})

    def days(self) -> Array:
        """Whole days to show: two hundred over the span, and closer after each first dose.

        Days just after any other dose give way to the day of the dose, which shows the trough.
        """
        starts = [p.day for p in self.prescriptions] + [dose.day for dose in self.doses[:1]]
        near = [start + np.array(_NEAR, dtype=float) for start in starts]
        even = np.round(np.linspace(0.0, self.end, 201))
        doses = np.array([-np.inf] + [dose.day for dose in self.all_doses()])
        last = doses[np.searchsorted(doses, even, side="right") - 1]
        troughs = np.where(even - last <= _PEAK, np.floor(last), even)
        wanted = np.unique(np.round(np.concatenate([troughs, *near])))
        return wanted[wanted <= self.end]


def simulate(
    scenario: Scenario, markers: Mapping[str, AnyMarker], *, days: Array | None = None,
    persons: int = 1, seed: int = 0, workers: int = 1, progress: Callable[[int], None] = lambda done: None,
) -> xr.Dataset:  # fmt: skip
    """Courses of markers, stores and flows along `day`, each with its unit.

    One person gives the typical course. Several give a `quantile` axis (5, 50 and 95 %) over a
    virtual population drawn from `seed`: the same people whatever the `workers`. `progress` is
    told how many persons are done. Raises ValueError for fewer than one person.
    """
    if persons < 1:
        raise ValueError(f"persons is {persons}; at least 1 is needed")
    shown = scenario.days() if days is None else np.asarray(days, dtype=float)
    if persons == 1:
        table = _course(scenario, markers, shown, seed, None)
        progress(1)
        return _dataset(scenario, markers, shown, table, ("day",))
    courses = list(_population(scenario, markers, shown, persons, seed, workers, progress))
    bands = {
        name: np.quantile(np.array([course[name] for course in courses]), QUANTILES, axis=0)
        for name in courses[0]
    }
    return _dataset(scenario, markers, shown, bands, ("quantile", "day"))


def diet_numbers(diet: Mapping[str, float]) -> dict[Parameter, float]:
    """A diet written in ug/d, as numbers of the body (pmol/d)."""
    declared = {each.name: each for each in Diet.parameters()}
    return {declared[name]: amount * PMOL_PER_UG for name, amount in diet.items()}


def _course(
    scenario: Scenario, markers: Mapping[str, AnyMarker], days: Array, seed: int, person: int | None
) -> dict[str, Array]:
    life = scenario.life(seed, person)
    states = live(life, days, relative=_COARSE if len(life.doses) > _MANY else RELATIVE)
    shown = readings(life, days, states, markers)
    if person is not None:
        for id, marker in markers.items():
            if isinstance(marker, Marker):  # the person's own set point
                own = LogNormal(1.0, marker.noise.between)
                shown[id] = shown[id] * own.quantile(uniform(seed, f"{id}.set-point", person))
    held = {f"store_{name}": course for name, course in stores(states).items()}
    moved = {f"flow_{name}": course for name, course in flows(days, states).items()}
    return shown | held | moved


def _population(
    scenario: Scenario, markers: Mapping[str, AnyMarker], days: Array, persons: int, seed: int,
    workers: int, progress: Callable[[int], None],
) -> Iterator[dict[str, Array]]:  # fmt: skip
    work = partial(_course, scenario, dict(markers), days, seed)
    with Crew(workers) as crew:
        for count, course in enumerate(crew.each(work, range(persons)), start=1):
            progress(count)
            yield course


def _dataset(
    scenario: Scenario, markers: Mapping[str, AnyMarker], days: Array, table: Mapping[str, Array],
    axes: tuple[str, ...],
) -> xr.Dataset:  # fmt: skip
    data = xr.Dataset(coords={"day": ("day", days, {"units": "d", "long_name": "days since the start"})})
    if "quantile" in axes:
        data = data.assign_coords(quantile=("quantile", list(QUANTILES)))
    for name, values in table.items():
        data[name] = (axes, values, _labels(name, markers))
    data.attrs = {
        "age": scenario.person.age, "sex": scenario.person.sex, "weight": scenario.person.weight,
        "egfr": scenario.person.egfr,
        "causes": [each.cause.id for each in scenario.afflictions],
        "treatments": [each.treatment.id for each in scenario.prescriptions],
    }  # fmt: skip
    return data


def _labels(name: str, markers: Mapping[str, AnyMarker]) -> dict[str, str]:
    marker = markers.get(name)
    if isinstance(marker, Marker):
        return {"group": "marker", "units": marker.unit, "long_name": marker.name}
    if marker is not None:
        return {"group": "marker", "units": "1", "long_name": f"{marker.name}: chance of a positive"}
    group, what = name.split("_", 1)
    unit = "ug" if group == "store" else "ug/d"
    return {"group": group, "units": unit, "long_name": f"cobalamin {what}"}


def _removed(affliction: Affliction, given: Prescription) -> Affliction:
    if affliction.cause.id in given.treatment.removes and given.day < affliction.until:
        return replace(affliction, until=max(given.day, affliction.onset))
    return affliction
