"""Spread: how people who eat and absorb alike still differ, as Gaussian shifts of every log reading.

The numbers of the body that differ between people move many markers together. Near any state of
depletion each moves the log of a reading in proportion to its own log, so the shifts of one
person are jointly Gaussian and can be integrated out exactly instead of being drawn. How much it
moves them depends on the way down: who rests on a poor diet differs from the next by what is
eaten, who falls since uptake stopped by what is lost, the more the longer. What whole bodies show
beyond such straight lines (a gut that saturates, a marrow at its limit) is carried as a few more
Gaussian shifts, the ways in which a sample of bodies misses its lines.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.cause import YEAR
from corrin.distribution import log_sd
from corrin.draws import uniform
from corrin.engine import STATES, Change, Cohort, numbers
from corrin.engine.cohort import place
from corrin.inference.courses import TOLERANCE
from corrin.marker import Marker
from corrin.parameter import Covariates, Parameter
from corrin.physiology.body import Body, parameters, scaled, typical
from corrin.physiology.diet import Diet
from corrin.physiology.ileum import Ileum
from corrin.physiology.kidney import Kidney
from corrin.physiology.state import State
from corrin.reading import courses
from corrin.setting import calibrated

Array = NDArray[np.float64]

LATENT = ("store", "methyl", "adenosyl")
"""What no test shows: liver store and the two cofactor pools."""
_INTAKES = (2.0, 1.0, 0.5, 0.25, 0.12, 0.06)  # resting bodies from replete to depleted
_YEARS = (0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 7.0)  # falling bodies, since uptake stopped
_STOPPED = 1e-3  # of uptake that is left to them
_PAIRS = 128  # of opposite whole bodies, from which the mean and what the lines miss are taken
_WAYS = 12  # in which whole bodies miss their lines


class Lines(NamedTuple):
    """Change of each log reading with one standard deviation of each shift, by depletion on one way down.

    `levels` are logs of the adenosylcobalamin pool of the typical person, ascending, and `lags`
    (levels,) logs of the store over it; `table` is (levels, outputs, shifts); `bend` (levels,
    outputs) is how far the mean over people lies from the typical person.
    """

    levels: Array
    lags: Array
    table: Array
    bend: Array

    def shares(self, level: Array) -> Array:
        """(states, levels) how much each level counts, on straight lines between them."""
        where = np.clip(level, self.levels[0], self.levels[-1])
        upper = np.clip(np.searchsorted(self.levels, where), 1, self.levels.size - 1)
        part = (where - self.levels[upper - 1]) / (self.levels[upper] - self.levels[upper - 1])
        shares, rows = np.zeros((where.size, self.levels.size)), np.arange(where.size)
        shares[rows, upper - 1], shares[rows, upper] = 1.0 - part, part
        return shares


@dataclass(frozen=True)
class Sensitivities:
    """How log readings shift, in people at rest on a poorer diet and in people falling since uptake stopped.

    Shifts are first the parameters, then the ways in which whole bodies miss the lines of their
    parameters. A store that lags behind the cofactors tells how far a state is of the second
    kind. Outputs are marker ids and then `LATENT`.
    """

    outputs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    widths: Array  # standard deviation of the log of each parameter
    resting: Lines
    falling: Lines

    @property
    def shifts(self) -> tuple[str, ...]:
        """Names of the shifts, under which they are drawn."""
        ways = self.resting.table.shape[2] - len(self.parameters)
        return (*(each.id for each in self.parameters), *(f"beyond.{n}" for n in range(ways)))

    def body(self, typical_body: Body, deviates: Array) -> Body:
        """The body of someone whose shifts (shifts,) lie so many standard deviations from the typical, parameters
        first; or of many people (shifts, people)."""
        factors = np.exp((self.widths * deviates[: self.widths.size].T).T)
        return scaled(typical_body, dict(zip(self.parameters, factors, strict=True)))

    def at(self, states: Array, wanted: Sequence[str]) -> Array:
        """(states, wanted, shifts) for these states (states, `State`)."""
        return self._between(states, wanted, "table")

    def bent(self, states: Array, wanted: Sequence[str]) -> Array:
        """(states, wanted) mean of log readings over people, less that of the typical, in these states."""
        return self._between(states, wanted, "bend")

    def _between(self, states: Array, wanted: Sequence[str], known: str) -> Array:
        places = [self.outputs.index(name) for name in wanted]
        tables = [getattr(each, known)[:, places] for each in (self.resting, self.falling)]
        found = np.einsum("sl,l...->s...", self._shares(states), np.concatenate(tables), optimize=True)
        return np.asarray(found, dtype=float)

    def _shares(self, states: Array) -> Array:
        """(states, levels) how much each level counts, those at rest first."""
        hidden = latent(states)
        level = hidden[:, LATENT.index("adenosyl")]
        rest, fall = self.resting.shares(level), self.falling.shares(level)
        least = rest @ self.resting.lags
        lag = hidden[:, LATENT.index("store")] - level
        part = np.clip((lag - least) / np.maximum(fall @ self.falling.lags - least, 1e-6), 0.0, 1.0)[:, None]
        return np.concatenate([(1.0 - part) * rest, part * fall], axis=1)


def sensitivities(
    person: Covariates, markers: Mapping[str, Marker], filtration_cv: float, threads: int = 1
) -> Sensitivities:
    """Sensitivities of a person with these covariates; `filtration_cv` is what is not known of the kidneys."""
    spreads: dict[Parameter, float] = {
        each: each.cv(calibrated()) for each in parameters() if each.spread is not None
    }
    spreads[Kidney.filtration] = filtration_cv
    widths = np.array([log_sd(cv) for cv in spreads.values()])
    deviates = _deviates([each.id for each in spreads])
    bodies = np.tile(numbers(typical(person))[0], (1 + len(deviates), 1))
    bodies[1:, [place(each) for each in spreads]] *= np.exp(widths * deviates)
    logs = np.concatenate([_resting(bodies, markers, threads), _falling(bodies, markers, threads)])
    table, bend = _lines(logs, deviates, widths.size)
    ways = [
        Lines(*(each[rows[np.argsort(logs[rows, 0, -1])]]
                for each in (logs[:, 0, -1], logs[:, 0, -len(LATENT)] - logs[:, 0, -1], table, bend)))
        for rows in np.split(np.arange(len(logs)), [len(_INTAKES)])
    ]  # fmt: skip
    return Sensitivities((*markers, *LATENT), tuple(spreads), widths, *ways)


def _deviates(ids: Sequence[str]) -> Array:
    """(bodies, parameters) each parameter alone a standard deviation up, then down; then whole bodies in opposite
    pairs."""
    half = special.ndtri([uniform(0, f"lines.{id}", range(_PAIRS)) for id in ids]).T
    one = np.eye(len(ids))
    return np.concatenate([one, -one, half, -half])


def _lines(logs: Array, deviates: Array, count: int) -> tuple[Array, Array]:
    """Table (levels, outputs, shifts) and bend (levels, outputs), from logs (levels, 1 + bodies, outputs) of the
    typical body and of those with these `deviates` of `count` parameters."""
    up, down, whole = np.split(logs[:, 1:], [count, 2 * count], axis=1)
    lines = 0.5 * (up - down)
    bend = whole.mean(axis=1) - logs[:, 0]
    beyond = whole - (logs[:, 0] + bend)[:, None] - deviates[2 * count :] @ lines
    return np.concatenate([lines, _ways(beyond)], axis=1).transpose(0, 2, 1), bend


def _ways(beyond: Array) -> Array:
    """(levels, ways, outputs) the chief ways in which bodies (levels, bodies, outputs) lie off their lines: a body
    that does so in one state of depletion does in the next."""
    count, bodies, outputs = beyond.shape
    flat = beyond.transpose(1, 0, 2).reshape(bodies, count * outputs)
    _, size, ways = np.linalg.svd(flat, full_matrices=False)
    ways = np.copysign(1.0, ways[np.arange(size.size), np.abs(ways).argmax(axis=1)])[:, None] * ways
    chief = size[:_WAYS, None] * ways[:_WAYS] / math.sqrt(bodies)
    return chief.reshape(-1, count, outputs).transpose(1, 0, 2)


def latent(states: Array) -> Array:
    """Logs of the hidden quantities (states, `LATENT`), in pmol."""
    place = {name: n for n, name in enumerate(State._fields)}
    store = states[:, place["liver"]] + states[:, place["store"]]
    hidden = np.stack([store, states[:, place["methyl"]], states[:, place["adenosyl"]]], axis=1)
    return np.log(np.maximum(hidden, 1e-9))


def _resting(bodies: Array, markers: Mapping[str, Marker], threads: int) -> Array:
    """(intakes, bodies, outputs) logs of what bodies show at rest, eating so much."""
    eating = np.tile(bodies, (len(_INTAKES), 1, 1))
    eating[:, :, place(Diet.food)] *= np.array(_INTAKES)[:, None]
    flat = eating.reshape(-1, bodies.shape[1])
    return _logs(Cohort.healthy(flat), [0.0], markers, threads)[:, 0].reshape(*eating.shape[:2], -1)


def _falling(bodies: Array, markers: Mapping[str, Marker], threads: int) -> Array:
    """(years, bodies, outputs) logs of what bodies show so long after they lost their uptake."""
    stopped = Cohort.mixed(bodies, [], changes=[Change(1.0, {Ileum.active: _STOPPED})])
    days = [1.0 + YEAR * each for each in _YEARS]
    return _logs(stopped, days, markers, threads).transpose(1, 0, 2)


def _logs(cohort: Cohort, days: Sequence[float], markers: Mapping[str, Marker], threads: int) -> Array:
    """(bodies, days, outputs) logs of what is shown."""
    got = courses(cohort, {}, days, markers, STATES, relative=TOLERANCE, threads=threads)
    hidden = latent(got.more.reshape(-1, got.more.shape[-1])).reshape(*got.more.shape[:2], -1)
    seen = np.stack([got.markers[id] for id in markers], axis=2)
    return np.concatenate([np.log(seen), hidden], axis=2)
