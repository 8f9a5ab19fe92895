"""Spread: how people who eat and absorb alike still differ, as Gaussian shifts of every log reading.

The numbers of the body that differ between people move many markers together. Near any state of
depletion each moves the log of a reading in proportion to its own log, so the shifts of one
person are jointly Gaussian and can be integrated out exactly instead of being drawn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corrin.distribution import log_sd
from corrin.engine import STATES, Cohort, numbers
from corrin.engine.cohort import place
from corrin.marker import Marker
from corrin.parameter import Covariates, Parameter
from corrin.physiology.body import Body, parameters, scaled, typical
from corrin.physiology.diet import Diet
from corrin.physiology.kidney import Kidney
from corrin.physiology.state import State
from corrin.reading import courses
from corrin.setting import calibrated

Array = NDArray[np.float64]

LATENT = ("store", "methyl", "adenosyl")
"""What no test shows: liver store and the two cofactor pools."""
_INTAKES = (2.0, 1.0, 0.5, 0.25, 0.12, 0.06)  # resting bodies from replete to depleted


@dataclass(frozen=True)
class Sensitivities:
    """Change of each log reading with one standard deviation of each parameter, by depletion.

    `table` is (levels, outputs, parameters); `bend` (levels, outputs) is how far the mean over
    people lies from the typical person; `levels` are logs of the adenosylcobalamin pool,
    ascending; outputs are marker ids and then `LATENT`.
    """

    outputs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    widths: Array  # standard deviation of the log of each parameter
    levels: Array
    table: Array
    bend: Array

    def body(self, typical_body: Body, deviates: Array) -> Body:
        """The body of someone whose parameters (parameters,) lie so many standard deviations from the typical;
        or of many people (parameters, people)."""
        factors = np.exp((self.widths * deviates.T).T)
        return scaled(typical_body, dict(zip(self.parameters, factors, strict=True)))

    def at(self, adenosyl: Array, wanted: tuple[str, ...]) -> Array:
        """(states, wanted, parameters) for states with these adenosylcobalamin pools (pmol)."""
        table = self.table[:, [self.outputs.index(name) for name in wanted]]
        flat = self._between(adenosyl, table.reshape(self.levels.size, math.prod(table.shape[1:])))
        return flat.reshape(adenosyl.size, *table.shape[1:])

    def bent(self, adenosyl: Array, wanted: tuple[str, ...]) -> Array:
        """(states, wanted) mean of log readings over people, less that of the typical, at these pools (pmol)."""
        return self._between(adenosyl, self.bend[:, [self.outputs.index(name) for name in wanted]])

    def _between(self, adenosyl: Array, known: Array) -> Array:
        """(states, columns) of what is known (levels, columns), on straight lines between levels."""
        where = np.clip(np.log(np.maximum(adenosyl, 1e-9)), self.levels[0], self.levels[-1])
        upper = np.clip(np.searchsorted(self.levels, where), 1, self.levels.size - 1)
        part = (where - self.levels[upper - 1]) / (self.levels[upper] - self.levels[upper - 1])
        shares, rows = np.zeros((where.size, self.levels.size)), np.arange(where.size)
        shares[rows, upper - 1], shares[rows, upper] = 1.0 - part, part
        return shares @ known


def sensitivities(
    person: Covariates, markers: Mapping[str, Marker], filtration_cv: float, threads: int = 1
) -> Sensitivities:
    """Sensitivities of a person with these covariates; `filtration_cv` is what is not known of the kidneys."""
    spreads: dict[Parameter, float] = {
        each: each.cv(calibrated()) for each in parameters() if each.spread is not None
    }
    spreads[Kidney.filtration] = filtration_cv
    widths = np.array([log_sd(cv) for cv in spreads.values()])
    bodies = _eating_and_moved(numbers(typical(person))[0], [place(each) for each in spreads], widths)
    logs = _logs(bodies.reshape(-1, bodies.shape[-1]), markers, threads).reshape(*bodies.shape[:2], -1)
    levels = logs[:, 0, -1]
    up, down = np.split(logs[:, 1:], 2, axis=1)
    table = 0.5 * (up - down)
    bend = 0.5 * (up + down - 2.0 * logs[:, :1]).sum(axis=1)
    order = np.argsort(levels)
    return Sensitivities((*markers, *LATENT), tuple(spreads), widths, levels[order],
                         table.transpose(0, 2, 1)[order], bend[order])  # fmt: skip


def latent(states: Array) -> Array:
    """Logs of the hidden quantities (states, `LATENT`), in pmol."""
    place = {name: n for n, name in enumerate(State._fields)}
    store = states[:, place["liver"]] + states[:, place["store"]]
    hidden = np.stack([store, states[:, place["methyl"]], states[:, place["adenosyl"]]], axis=1)
    return np.log(np.maximum(hidden, 1e-9))


def _eating_and_moved(body: Array, places: Sequence[int], widths: Array) -> Array:
    """Numbers (intakes, 1 + 2 * places, numbers) of this body: eating so much, and with each number a standard
    deviation up, then down."""
    count = len(places)
    bodies = np.tile(body, (len(_INTAKES), 1 + 2 * count, 1))
    bodies[:, :, place(Diet.food)] *= np.array(_INTAKES)[:, None]
    for n, where in enumerate(places):
        bodies[:, 1 + n, where] *= np.exp(widths[n])
        bodies[:, 1 + count + n, where] *= np.exp(-widths[n])
    return bodies


def _logs(bodies: Array, markers: Mapping[str, Marker], threads: int) -> Array:
    """(bodies, outputs) logs of what bodies with these numbers show at rest."""
    got = courses(Cohort.healthy(bodies), {}, [0.0], markers, STATES, threads=threads)
    seen = np.array([got.markers[id][:, 0] for id in markers]).T
    return np.concatenate([np.log(seen), latent(got.more[:, 0])], axis=1)
