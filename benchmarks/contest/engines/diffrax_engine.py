"""diffrax: Kvaerno5 in JAX, float64, everybody at once under vmap and jit."""

from __future__ import annotations

from functools import partial
from typing import Any

import diffrax
import jax
import jax.numpy as jnp
import numpy as np

from contest.compiled import compiled, prepare_source, rates_source, readings_source
from contest.scenarios import OUTPUTS, Array, Scenario
from contest.segments import SCALE, lesions, people
from corrin.engine.program import system
from corrin.engine.system import SIZE

jax.config.update("jax_enable_x64", True)
_NAMES = {"exp": jnp.exp, "log": jnp.log, "sqrt": jnp.sqrt}
_PLACES, _TIMES, _PLUS = lesions()
_STEPS = 100_000


def _functions() -> tuple[Any, Any, Any]:
    texts = ((prepare_source(), "prepare"), (rates_source(), "rates"), (readings_source(), "readings"))
    return tuple(compiled(text, name, _NAMES) for text, name in texts)


_PREPARE, _RATES, _READINGS = _functions()


def _body(t: Any, own: Any) -> Any:
    """The body's numbers on a day."""
    p, healthy, (start, a, b, c) = own
    strength = a + b * jnp.exp(-c * (t - start))
    return p.at[_PLACES].set(healthy * (1.0 + strength * _TIMES) + strength * _PLUS)


def _rate(t: Any, y: Any, own: Any) -> Any:
    p = _body(t, own)
    q, f = [0.0] * len(system().prepared), [0.0] * SIZE
    _PREPARE(p, q)
    _RATES(y, p, q, f)
    return jnp.stack([jnp.asarray(each, dtype=float) for each in f])


def _read(t: Any, y: Any, own: Any) -> Any:
    out = [0.0] * len(OUTPUTS)
    _READINGS(y, _body(t, own), out)
    return jnp.stack(out)


def _person(y: Any, p: Any, healthy: Any, segments: Any, tolerance: Any) -> Any:
    """One person: a scan over segments, each with the same number of output days (some clipped)."""

    def live(y: Any, segment: Any) -> Any:
        start, end, dose, course, times = segment
        own = p, healthy, (start, *course)
        solution = diffrax.diffeqsolve(
            diffrax.ODETerm(_rate), diffrax.Kvaerno5(), start, end, None, y + dose, own,
            saveat=diffrax.SaveAt(ts=times, t1=True), max_steps=_STEPS, throw=False,
            stepsize_controller=diffrax.PIDController(rtol=tolerance, atol=tolerance * jnp.asarray(SCALE)),
        )  # fmt: skip
        return solution.ys[-1], jax.vmap(_read, (0, 0, None))(times, solution.ys[:-1], own)

    starts, _, _, courses, _ = segments
    first = _read(starts[0], y, (p, healthy, (starts[0], *courses[0])))
    return first, jax.lax.scan(live, y, segments)[1]


class Diffrax:
    """Compiled once a number of persons; the tolerance is an argument."""

    name = "diffrax"

    def __init__(self, scenario: Scenario) -> None:
        self._days, self._people = scenario.days, people(scenario)
        self._live = jax.jit(jax.vmap(_person, (0, 0, 0, 0, None)))
        self._tables = partial(self._stacked, width=self._width())

    def _width(self) -> int:
        return max(each.last - each.first for person in self._people for each in person.segments)

    def _stacked(self, persons: range, width: int) -> Any:
        chosen = [self._people[n] for n in persons]
        rows = [[_row(each, self._days, width) for each in person.segments] for person in chosen]
        segments = tuple(np.array([[row[k] for row in one] for one in rows]) for k in range(5))
        return (
            np.array([each.start for each in chosen]), np.array([each.numbers for each in chosen]),
            np.array([each.healthy for each in chosen]), segments,
        )  # fmt: skip

    def live(self, persons: range, tolerance: float) -> Array:
        """Readings (persons, days, outputs)."""
        first, courses = map(np.asarray, self._live(*self._tables(persons), tolerance))
        out = np.empty((len(persons), self._days.size, len(OUTPUTS)))
        out[:, 0] = first
        for n, person in enumerate(persons):
            for k, each in enumerate(self._people[person].segments):
                out[n, each.first : each.last] = courses[n, k, : each.last - each.first]
        return out


def _row(segment: Any, days: Array, width: int) -> tuple[Any, ...]:
    """A segment as arrays: start, end, what is added, the course, and its days filled up with its end."""
    dose = np.zeros(SIZE)
    dose[segment.place] = segment.dose
    times = np.full(width, segment.end)
    inside = days[segment.first : segment.last]
    times[: inside.size] = inside
    return segment.start, segment.end, dose, np.array(segment.strength), times
