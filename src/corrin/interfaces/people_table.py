"""People, table: one row a person of a population - who, what befell them, the true state, and the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corrin.cause import YEAR, Cause
from corrin.engine import Failure
from corrin.inference.posterior import WORKING
from corrin.marker import AnyMarker, Marker
from corrin.physiology.body import Body, typical
from corrin.physiology.cell import methylation, mutase
from corrin.physiology.state import State
from corrin.population import Crowd, Population, Seen, lived_to, measured, people, set_point
from corrin.population.crowd import MONTHLY
from corrin.reading import HELD, Read
from corrin.setting import Setting, calibrated
from corrin.units import PMOL_PER_UG

Rows = Any  # a pyarrow.Table, which tells no types
_TODAY = np.array([0.0])
_EGFR = "mL/min/1.73 m2"


@dataclass(frozen=True)
class Asked:
    """Whose people, and under which catalogue, assays and setting."""

    population: Population
    causes: Sequence[Cause]
    markers: Mapping[str, AnyMarker]
    seed: int = 0
    platform: str = ""
    setting: Setting = field(default_factory=calibrated)


@dataclass(frozen=True)
class Column:
    """One attribute of everybody; NaN and what is not `known` become null."""

    name: str
    unit: str
    values: Any
    about: str = ""
    known: Any = True

    def array(self, persons: int) -> Any:
        values = np.asarray(self.values)
        values = np.full(persons, values) if values.ndim == 0 else values
        lacking = ~np.broadcast_to(np.asarray(self.known, dtype=bool), persons)
        if values.dtype.kind == "f":
            lacking = lacking | np.isnan(values)
        return pa.array(values, mask=lacking)

    def field(self, kind: Any) -> Any:
        return pa.field(self.name, kind, metadata={"unit": self.unit, "about": self.about})


def table(
    asked: Asked, persons: range, *, threads: int = 1, stop: NDArray[np.int64] | None = None
) -> tuple[Rows, tuple[Failure, ...]]:
    """These persons as an Arrow table, units in the metadata of its fields, and who could not be lived.

    A person's row depends on seed and number alone, whoever else is in the table. Those who could
    not be lived keep their row; what would have been read of them is null.
    """
    crowd = people(asked.population, asked.causes, asked.seed, persons, asked.setting)
    seen = lived_to(crowd, _TODAY, asked.markers, READS, threads=threads, stop=stop)
    lived = np.ones(crowd.size, dtype=bool)
    lived[[failure.person - persons.start for failure in seen.failures]] = False
    columns = [*_who(crowd, asked.population), *_causes(crowd, asked.causes), *_state(crowd, seen, lived, asked.setting),
               *_markers(crowd, seen, lived, asked)]  # fmt: skip
    arrays = [each.array(crowd.size) for each in columns]
    fields = [each.field(array.type) for each, array in zip(columns, arrays, strict=True)]
    return pa.table(arrays, schema=pa.schema(fields)), seen.failures


def _who(crowd: Crowd, population: Population) -> Iterator[Column]:
    who = crowd.covariates
    yield Column(
        "number", "1", np.asarray(crowd.persons, dtype=np.int64), "with the seed, what every draw is keyed by"
    )
    yield Column("age", "y", who.age)
    yield Column("sex", "", who.sex)
    yield Column("ethnicity", "", crowd.ethnicity)
    yield Column("weight", "kg", who.weight)
    yield Column("egfr.covariate", _EGFR, who.egfr, "filtration without renal disease")
    for id, has in crowd.conditions.items():
        yield Column(id, "", has, "a diagnosis")
    for trait in population.traits:
        yield Column(trait.id, "", crowd.traits[trait.id], trait.name)
    for habit in population.habits:
        if habit.taken != "injection":
            yield Column(habit.id, "ug/d", crowd.habits[habit.id], f"cobalamin of {habit.taken}, as told")
    yield from _injections(crowd, population)


def _injections(crowd: Crowd, population: Population) -> Iterator[Column]:
    """The same columns whoever is in the table: none of an injection is 0."""
    every = {each.id: each.every for each in population.habits if each.taken == "injection"}
    every |= {f"{known}.cared": MONTHLY for known in (*population.cared, "found")}
    for id, days in every.items():
        amount = crowd.injected[id][0] if id in crowd.injected else 0.0
        about = f"cobalamin of one injection, every {days:.3g} d"
        yield Column(id.replace(".cared", ".injected"), "ug", amount, about)


def _causes(crowd: Crowd, causes: Iterable[Cause]) -> Iterator[Column]:
    for cause in causes:
        had = crowd.had.get(cause.id)
        present = np.zeros(crowd.size, dtype=bool) if had is None else had.present
        severity, years, now = np.nan, np.nan, 0.0
        if had is not None:
            own = had.affliction
            severity, years = own.severity, -np.asarray(own.onset) / YEAR
            now = np.where(present, own.strength(0.0), 0.0)
        yield Column(f"{cause.id}.severity", "1", severity, f"{cause.name}: at its height", present)
        yield Column(f"{cause.id}.years", "y", years, f"{cause.name}: since its onset", present)
        yield Column(f"{cause.id}.strength", "1", now, f"{cause.name}: today, 0 where absent")


def _methyl(state: State, _: Body) -> Any:
    return state.methyl


def _adenosyl(state: State, _: Body) -> Any:
    return state.adenosyl


READS: tuple[Read, ...] = (HELD["body"], HELD["liver"], _methyl, _adenosyl)


def _state(crowd: Crowd, seen: Seen, lived: NDArray[np.bool_], setting: Setting) -> Iterator[Column]:
    """Deficient as decision 0012 has it: either enzyme works at less than `WORKING` of its healthy level."""
    body, liver, methyl, adenosyl = seen.more[:, 0, :].T
    cell = typical(crowd.covariates, setting).cell
    one, other = methylation(methyl, cell), mutase(adenosyl, cell)
    yield Column("store.body", "ug", body / PMOL_PER_UG, "cobalamin in the body")
    yield Column("store.liver", "ug", liver / PMOL_PER_UG, "cobalamin in the liver")
    yield Column(
        "methylcobalamin", "1", methyl / cell.normal_methyl, "as a part of what a healthy body holds"
    )
    yield Column(
        "adenosylcobalamin", "1", adenosyl / cell.normal_adenosyl, "as a part of what a healthy body holds"
    )
    yield Column("methionine-synthase", "1", one, "its work with that cofactor, as a part of healthy")
    yield Column("methylmalonyl-coa-mutase", "1", other, "its work with that cofactor, as a part of healthy")
    about = f"either enzyme works at less than {WORKING:g} of healthy"
    yield Column("deficient", "", np.minimum(one, other) < WORKING, about, lived)


def _markers(crowd: Crowd, seen: Seen, lived: NDArray[np.bool_], asked: Asked) -> Iterator[Column]:
    assert isinstance(crowd.persons, range)
    reported = measured(
        crowd, seen.markers, _TODAY, asked.markers, platform=asked.platform, setting=asked.setting
    )
    for id, marker in asked.markers.items():
        true, found = seen.markers[id][:, 0], reported[id][:, 0]
        if not isinstance(marker, Marker):
            yield Column(f"{id}.true", "1", true, f"{marker.name}: chance of a positive")
            yield Column(id, "", found == 1.0, marker.name, lived)
            continue
        own = set_point(crowd, marker, asked.setting)
        level = asked.setting.of(f"{id}.level")
        yield Column(
            f"{id}.set-point", "1", own, f"{marker.name}: the person's own level over what the body explains"
        )
        yield Column(
            f"{id}.true", marker.unit, true * own * level, f"{marker.name}: mean of many days and assays"
        )
        yield Column(id, marker.unit, found, f"{marker.name}: as reported")
