"""Simulate: a person, what befalls them and what they are given, lived forward to labelled courses."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.special import ndtri

from corrin.bands import CLOSE, Bands
from corrin.cause import YEAR, Affliction, Lesion
from corrin.crew import in_order
from corrin.draws import People, drawn, sampled, uniform
from corrin.engine import FINE, RELATIVE, Change, Failure, Life, SolverError
from corrin.marker import AnyMarker, Marker
from corrin.parameter import Covariates, Parameter
from corrin.physiology.body import Body, typical
from corrin.physiology.diet import Diet
from corrin.reading import HELD, MOVED, course, flows, stores
from corrin.treatment import Dose, Treatment
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]
QUANTILES = (0.05, 0.5, 0.95)
_CHUNK = 4096  # most people drawn, lived and counted at once
_VALUES = 4_000_000  # most values of a chunk: days by markers by people
_MANY = 100  # doses of one life beyond which it is solved as people together are
_NAMED = 20  # of those who could not be lived, how many are named
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

    def life(self, seed: int = 0, person: People | None = None) -> Life:
        """The typical person's life, or that of a numbered person of a virtual population.

        A run of persons gives a life of arrays, one value a person.
        """
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

    def _own(self, affliction: Affliction, seed: int, person: People) -> Affliction:
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
    virtual population drawn from `seed`: the same people whatever the `workers` (threads), in
    chunks, so that a million need no more memory than their quantiles; beyond eight million
    values these are within 0.1 %. Attributes: `persons` counted, how near the `quantiles` are,
    and who `failed` to be lived to the end and is left out. `progress` is told how many persons
    are done. Raises ValueError for fewer than one person, SolverError if nobody could be lived.
    """
    if persons < 1:
        raise ValueError(f"persons is {persons}; at least 1 is needed")
    shown = scenario.days() if days is None else np.asarray(days, dtype=float)
    if persons == 1:
        table, _ = _courses(scenario, markers, shown, seed, None)
        progress(1)
        return _dataset(scenario, markers, shown, {name: each[0] for name, each in table.items()}, ("day",))
    bands, failed = Bands(), list[Failure]()
    for table, failures in _population(scenario, markers, shown, persons, seed, workers):
        failed += failures
        bands.add(table)
        progress(bands.persons + len(failed))
    if not bands.persons:
        raise SolverError(str(failed[0]))
    data = _dataset(scenario, markers, shown, bands.quantiles(QUANTILES), ("quantile", "day"))
    data.attrs |= {
        "persons": bands.persons,
        "quantiles": "exact" if bands.exact else f"within {100.0 * CLOSE:.2g} %",
        "failed": "; ".join(f"person {each.person}: {each}" for each in failed[:_NAMED]),
    }
    return data


def diet_numbers(diet: Mapping[str, float]) -> dict[Parameter, float]:
    """A diet written in ug/d, as numbers of the body (pmol/d)."""
    declared = {each.name: each for each in Diet.parameters()}
    return {declared[name]: amount * PMOL_PER_UG for name, amount in diet.items()}


def _courses(
    scenario: Scenario, markers: Mapping[str, AnyMarker], days: Array, seed: int, people: range | None,
    stop: NDArray[np.int64] | None = None,
) -> tuple[dict[str, Array], tuple[Failure, ...]]:  # fmt: skip
    """Courses (persons, days) by name, of those who could be lived, and who could not."""
    life = scenario.life(seed, people)
    count = 1 if people is None else len(people)
    got = course(
        life, days, markers, (*HELD.values(), *MOVED.values()), persons=count,
        relative=FINE if people is None and len(life.doses) <= _MANY else RELATIVE, stop=stop,
    )  # fmt: skip
    shown = got.markers | {f"store_{name}": each for name, each in stores(got.more).items()}
    shown |= {f"flow_{name}": each for name, each in flows(days, got.more[..., len(HELD) :]).items()}
    if people is None:
        return shown, ()
    for id, marker in markers.items():
        if isinstance(marker, Marker):  # the person's own set point
            own = np.exp(marker.set_point_sd() * ndtri(uniform(seed, f"{id}.set-point", people)))
            shown[id] = shown[id] * own[:, None]
    lived = np.ones(count, dtype=bool)
    lived[[each.person for each in got.failures]] = False
    failures = tuple(replace(each, person=each.person + people.start) for each in got.failures)
    return {name: each[lived] for name, each in shown.items()}, failures


def _population(
    scenario: Scenario, markers: Mapping[str, AnyMarker], days: Array, persons: int, seed: int, threads: int
) -> Iterator[tuple[dict[str, Array], tuple[Failure, ...]]]:
    """The people's courses, a chunk at a time."""
    stop = np.zeros(1, dtype=np.int64)
    size = max(1, min(_CHUNK, _VALUES // (max(days.size, 1) * (len(markers) + len(HELD) + len(MOVED)))))
    chunks = [range(first, min(first + size, persons)) for first in range(0, persons, size)]

    def work(people: range) -> tuple[dict[str, Array], tuple[Failure, ...]]:
        return _courses(scenario, markers, days, seed, people, stop)

    return in_order(work, chunks, threads, lambda: stop.fill(1))


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
