"""The three scenarios: who is lived, from which state, and on which days they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corrin.catalog.causes import CAUSES
from corrin.catalog.markers import MARKERS
from corrin.cause import YEAR, Affliction
from corrin.draws import sampled, uniform
from corrin.engine import Cohort, Life, lived, rests
from corrin.physiology.body import Body, typical
from corrin.treatment import Dose
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]

SEED = 0
OUTPUTS = ("total-b12", "holotc", "mma", "homocysteine", "hb", "mcv")
SHOWN = {id: MARKERS[id] for id in OUTPUTS}
READS = tuple(marker.read for marker in SHOWN.values())
CAUSE = CAUSES["pernicious-anaemia"]

_MILLIGRAM = 1000.0 * PMOL_PER_UG  # pmol
_INJECTIONS = (
    0.0,
    2.0,
    4.0,
    7.0,
    9.0,
    11.0,
    100.0,
    190.0,
    280.0,
)  # days, each later by the person's own part
_PILL = 0.25  # days after midnight
_ILL = 5.5 * YEAR  # days of the cause before treatment
_FINEST = 1e-9  # local error of the state in which treatment starts


@dataclass(frozen=True)
class Scenario:
    """People (`lives`), their states on day 0 (persons, states), and the days on which they are read."""

    name: str
    title: str
    days: Array
    lives: tuple[Life, ...]
    starts: Array

    def first(self, persons: int) -> Scenario:
        """The same scenario with the first so many persons."""
        return Scenario(self.name, self.title, self.days, self.lives[:persons], self.starts[:persons])


def slow_onset(persons: int) -> Scenario:
    """A: thirty years with a cause that comes and grows at each person's own time and pace."""
    lives = tuple(
        Life(body, (Affliction(CAUSE, _between(i, "severity", 0.7, 1.0),
                               YEAR * _between(i, "onset", 0.3, 4.0), YEAR * _between(i, "tempo", 0.2, 4.0)),))
        for i, body in enumerate(_bodies(persons))
    )  # fmt: skip
    days = np.linspace(0.0, 30.0, 361) * YEAR
    return Scenario("A", "30 years of slow onset, monthly output", days, lives, _rests(lives))


def treated_year(persons: int) -> Scenario:
    """B: nine injections in the year after five and a half years of the full cause."""

    def doses(i: int) -> Iterable[Dose]:
        own = _between(i, "hour", 0.05, 0.45)
        return (Dose("hydroxocobalamin", _MILLIGRAM, "im", day + own) for day in _INJECTIONS)

    return _treated("B", "a treated year, 9 injections, daily output", persons, doses)


def daily_pills(persons: int) -> Scenario:
    """C: a milligram by mouth on each of 365 days, from the same state."""

    def doses(i: int) -> Iterable[Dose]:
        return (Dose("cyanocobalamin", _MILLIGRAM, "oral", day + _PILL) for day in range(365))

    return _treated("C", "365 daily oral doses, daily output", persons, doses)


SCENARIOS: dict[str, Callable[[int], Scenario]] = {"A": slow_onset, "B": treated_year, "C": daily_pills}


def _treated(name: str, title: str, persons: int, doses: Callable[[int], Iterable[Dose]]) -> Scenario:
    ill = (Affliction(CAUSE, 1.0, -_ILL),)
    lives = tuple(Life(body, ill, tuple(doses(i))) for i, body in enumerate(_bodies(persons)))
    untreated = [Life(life.body, (Affliction(CAUSE, 1.0),)) for life in lives]
    cohort = Cohort.joined([Cohort.of(life) for life in untreated])
    starts = lived(cohort, [_ILL], relative=_FINEST).values[:, 0]
    return Scenario(name, title, np.arange(366.0), lives, starts)


def _bodies(persons: int) -> list[Body]:
    usual = typical()
    return [sampled(usual, SEED, i) for i in range(persons)]


def _rests(lives: Iterable[Life]) -> Array:
    return rests(np.concatenate([Cohort.of(life).numbers for life in lives]))


def _between(person: int, what: str, low: float, high: float) -> float:
    return low + (high - low) * uniform(SEED, f"benchmark.{what}", person)
