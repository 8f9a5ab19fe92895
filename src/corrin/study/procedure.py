"""Procedure: what becomes of a single dose given to test a body: absorbed, kept, or lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corrin.study.sample import Probe, Sample, Want
from corrin.treatment import Form, Route

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Absorbed:
    """Part of a single dose by mouth that is absorbed, % (or ug); `flushed` times it is a Schilling test."""

    ug: float
    form: Form = "cyanocobalamin"
    route: Route = "oral"
    day: float = 0.0
    flushed: float = 1.0
    in_ug: bool = False
    ease: float | None = 1.0  # how readily it gives its cobalamin, as in `Diet.ease`; None: as a mixed diet

    @property
    def label(self) -> str:
        return "absorbed" if self.flushed == 1.0 else "schilling"

    @property
    def wants(self) -> tuple[Want, ...]:
        return (Want(Probe(self.form, self.ug, self.route, 3.0, self.ease), self.day),)

    def of(self, sample: Sample) -> Array:
        kept = self.ug - sample.lost(self.wants[0], "stool")
        part = kept / self.ug * self.flushed
        return part * self.ug if self.in_ug else 100.0 * part


@dataclass(frozen=True)
class Urine:
    """Part of a single injection that leaves in urine within some hours, %; or what is `kept`, ug."""

    ug: float
    form: Form
    hours: float
    day: float = 0.0
    kept: bool = False

    @property
    def label(self) -> str:
        return "retained" if self.kept else "urine"

    @property
    def wants(self) -> tuple[Want, ...]:
        return (Want(Probe(self.form, self.ug, "im", self.hours / 24.0), self.day),)

    def of(self, sample: Sample) -> Array:
        lost = sample.lost(self.wants[0], "urine")
        return self.ug - lost if self.kept else 100.0 * lost / self.ug
