"""Sample: the persons of one arm of a virtual trial, and what was seen of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corrin.population import Crowd
from corrin.treatment import Form, Route
from corrin.units import DAYS_A_YEAR, PMOL_PER_UG

Array = NDArray[np.float64]


class Probe(NamedTuple):
    """A test dose (ug), followed for some days beside the same body without it."""

    form: Form
    ug: float
    route: Route
    follow: float
    ease: float | None = 1.0  # the food's own, as in `Diet.ease`; None: a mixed diet


class Want(NamedTuple):
    """What a quantity needs lived: a marker (by id), a reading of the state, or a probe, on a day."""

    what: str | Callable[[Any, Any], Any] | Probe
    day: float


@dataclass(frozen=True)
class Sample:
    """Persons and their results. Tables are keyed by what was wanted."""

    crowd: Crowd
    results: Mapping[Want, Array]  # as reported
    trues: Mapping[Want, Array]  # markers with the person's set point; readings of the state
    probes: Mapping[Want, Mapping[str, Array]]  # ug of the dose lost to urine and stool

    @property
    def size(self) -> int:
        return self.crowd.size

    @property
    def ages(self) -> Array:
        return np.asarray(self.crowd.covariates.age, dtype=float)

    @property
    def women(self) -> NDArray[np.bool_]:
        return np.asarray(self.crowd.covariates.sex) == "female"

    def result(self, marker: str, day: float) -> Array:
        return self.results[Want(marker, day)]

    def steady(self, marker: str, day: float) -> Array:
        """Without the day's scatter and the assay's."""
        return self.trues[Want(marker, day)]

    def true(self, read: Callable[[Any, Any], Any], day: float) -> Array:
        return self.trues[Want(read, day)]

    def lost(self, want: Want, way: str) -> Array:
        return self.probes[want][way] / PMOL_PER_UG

    def has(self, cause: str) -> Array:
        had = self.crowd.had.get(cause)
        if had is None:
            return np.zeros(self.size)
        return (had.present & (np.asarray(had.affliction.onset) <= 0.0)).astype(float)

    @property
    def injected(self) -> Array:
        """1 in those whom a doctor gives injections of cobalamin, or who have them as a habit."""
        given = [np.asarray(amount) > 0.0 for amount, _ in self.crowd.injected.values()]
        return np.any(given, axis=0).astype(float) if given else np.zeros(self.size)

    def years(self, cause: str) -> Array:
        had = self.crowd.had.get(cause)
        if had is None:
            return np.zeros(self.size)
        return np.where(had.present, np.maximum(-np.asarray(had.affliction.onset), 0.0) / DAYS_A_YEAR, 0.0)

    def severity(self, cause: str) -> Array:
        had = self.crowd.had.get(cause)
        if had is None:
            return np.zeros(self.size)
        return np.where(had.present, had.affliction.severity, 0.0)
