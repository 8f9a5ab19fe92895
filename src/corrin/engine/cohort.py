"""Cohort: people as the tables that the kernel reads: their numbers, events and lesions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corrin.cause import Affliction
from corrin.engine.life import Change, Life, entry
from corrin.engine.memory import DOSE, EVENT, LESION, NUMBER, STRENGTH
from corrin.parameter import Parameter
from corrin.physiology.body import ORGANS, Body, parameters
from corrin.physiology.state import State
from corrin.treatment import Dose

Array = NDArray[np.float64]
Rows = NDArray[np.int64]

_PLACES = {each.id: n for n, each in enumerate(parameters())}
_STATES = {name: n for n, name in enumerate(State._fields)}
_SETTLED = 30.0  # times its pace after which a strength has reached its end to the last digit
_FIRST = {
    "stomach_free": 0.0005, "stomach_hydroxo": 0.0005, "stomach_food": 0.001,
    "depot_cyano": 0.01, "depot_hydroxo": 0.01,
}  # fmt: skip
"""First step (days) after a dose: those with which fewest steps are refused."""
_AFTER = 1.0  # first step (days) after a change of the body's numbers
_ANY = np.inf  # the step stays as it is

_STRANGE = "{}: onset {}, tempo {} and until {} must be days; without an end, `until` is infinity"
_NO_DAY = "the day of a dose, a change or a cause is no number; give a day, or infinity for never"


class _Event(NamedTuple):
    """What happens on a day; every field a number, or one for each person."""

    day: Any
    kind: int
    place: Any
    a: Any
    b: Any = 0.0
    c: Any = 0.0
    first: float = _AFTER

    @property
    def changed(self) -> tuple[int, int]:
        """What it changes; all events that change it stay in one list, so that their order holds."""
        return self.kind, self.place

    @property
    def same(self) -> bool:
        """Whether it is the same for everyone."""
        return not any(np.ndim(value) for value in self)


@dataclass(frozen=True)
class Cohort:
    """People to be lived together, as tables with a row an event and a row a lesion.

    `numbers` is (persons, numbers of the body) in internal units. The other three are (persons,
    2): first row and the row after the last, of a person's own events, of the events they share
    with others (a regimen of doses), and of their lesions. Events are in the order of days,
    lesions in the order in which they apply.
    """

    numbers: Array
    events: Array
    lesions: Array
    own: Rows
    shared: Rows
    harmed: Rows

    @property
    def size(self) -> int:
        return self.numbers.shape[0]

    @staticmethod
    def of(life: Life, persons: int = 1) -> Cohort:
        """One life; or as many as the arrays in it are long, where a number of its body, a severity
        or a day is an array with one value a person."""
        rows, events = _lesions(life), list(_events(life))
        differs = {each.changed for each in events if not each.same}
        shared = _table([each for each in events if each.changed not in differs], 1)
        own = _table([each for each in events if each.changed in differs], persons)
        lesions = np.array([row[:-1] for row in rows], dtype=float).reshape(-1, len(LESION))
        each, first = own.shape[1], shared.shape[1]
        begin = first + each * np.arange(persons, dtype=np.int64)
        return Cohort(
            numbers(life.body, persons),
            np.concatenate([shared.reshape(-1, len(EVENT)), own.reshape(-1, len(EVENT))]),
            lesions,
            np.stack([begin, begin + each], axis=1),
            np.tile(np.array([[0, first]]), (persons, 1)),
            np.tile(np.array([[0, len(rows)]]), (persons, 1)),
        )

    @staticmethod
    def mixed(
        people: Array, had: Sequence[tuple[Affliction, Rows]], *, doses: Sequence[Dose] = (),
        own: Sequence[tuple[Dose, Rows]] = (), changes: Sequence[Change] = (),
    ) -> Cohort:  # fmt: skip
        """People with these numbers (persons, numbers), each with causes and doses of their own.

        An affliction, or a dose of one's own, comes with the rows of those who have it; its arrays
        hold one value for each of these rows, in their order. `doses` and `changes` are everybody's.
        """
        persons = people.shape[0]
        count, seen = np.zeros(persons, dtype=np.int64), np.zeros(people.shape, dtype=bool)
        lesions: list[tuple[Rows, Array]] = []
        events: list[tuple[Rows, Array]] = []
        for affliction, rows in had:
            course = [_columns(event, rows.size) for event in _course(affliction, 0.0)]
            for lesion in affliction.cause.lesions:
                where = place(lesion.of)
                row = (where, seen[rows, where], lesion.times - 1.0, lesion.plus)
                lesions.append((rows, _columns(row, rows.size)))
                events += [(rows, _of_lesion(event, count[rows])) for event in course]
                seen[rows, where], count[rows] = True, count[rows] + 1
        everyone = np.arange(persons)
        events += [(rows, _columns(_dosed(dose), rows.size)) for dose, rows in own]
        events += [(everyone, _columns(each, persons)) for each in _changed(changes)]
        shared = _table([_dosed(dose) for dose in doses], 1)[0]
        first, table = _by_person(events, persons, len(EVENT))
        begin, harm = _by_person(lesions, persons, len(LESION), by_day=False)
        return Cohort(
            people, np.concatenate([shared, table]), harm, first + len(shared),
            np.tile(np.array([[0, len(shared)]]), (persons, 1)), begin,
        )  # fmt: skip

    @staticmethod
    def joined(cohorts: Sequence[Cohort]) -> Cohort:
        """Several cohorts as one, in their order."""
        events = np.cumsum([0, *(len(each.events) for each in cohorts)])
        lesions = np.cumsum([0, *(len(each.lesions) for each in cohorts)])
        numbered = list(enumerate(cohorts))
        return Cohort(
            np.concatenate([each.numbers for each in cohorts]),
            np.concatenate([each.events for each in cohorts]),
            np.concatenate([each.lesions for each in cohorts]),
            np.concatenate([each.own + events[n] for n, each in numbered]),
            np.concatenate([each.shared + events[n] for n, each in numbered]),
            np.concatenate([each.harmed + lesions[n] for n, each in numbered]),
        )

    @staticmethod
    def healthy(people: Array) -> Cohort:
        """People with these numbers (persons, numbers) to whom nothing happens."""
        nothing = np.zeros((people.shape[0], 2), dtype=np.int64)
        events, lesions = np.zeros((0, len(EVENT))), np.zeros((0, len(LESION)))
        return Cohort(np.ascontiguousarray(people), events, lesions, nothing, nothing, nothing)


def _table(events: Sequence[_Event], persons: int) -> Array:
    """Events (persons, events, columns), each person's in the order of days."""
    table = np.empty((persons, len(events), len(EVENT)))
    for place, event in enumerate(events):
        for column, value in enumerate(event):
            table[:, place, column] = value
    if np.any(np.isnan(table[:, :, 0])):
        raise ValueError(_NO_DAY)
    order = np.argsort(table[:, :, 0], axis=1, kind="stable")
    return np.take_along_axis(table, order[:, :, None], axis=1)


def _columns(row: Sequence[Any], persons: int) -> Array:
    """One row a person (persons, columns) from values that are one each, or one for all."""
    table = np.empty((persons, len(row)))
    for column, value in enumerate(row):
        table[:, column] = value
    return table


def _of_lesion(event: Array, lesions: Rows) -> Array:
    """An event of a cause (persons, columns), told of one of its lesions (persons,)."""
    own = event.copy()
    own[:, EVENT.index("place")] = lesions
    return own


def _by_person(
    parts: Sequence[tuple[Rows, Array]], persons: int, width: int, by_day: bool = True
) -> tuple[Rows, Array]:
    """Rows of all persons, one person after the other, each in the order of days or else as they came;
    and where each person's begin and end (persons, 2)."""
    whose = np.concatenate([np.zeros(0, dtype=np.int64), *(rows for rows, _ in parts)])
    table = np.concatenate([np.zeros((0, width)), *(rows for _, rows in parts)])
    if by_day and np.any(np.isnan(table[:, 0])):
        raise ValueError(_NO_DAY)
    order = np.lexsort((table[:, 0], whose)) if by_day else np.argsort(whose, kind="stable")
    ends = np.cumsum(np.bincount(whose, minlength=persons))
    return np.stack([np.concatenate([[0], ends[:-1]]), ends], axis=1).astype(np.int64), table[order]


def numbers(body: Body, persons: int = 1) -> Array:
    """Every number of a body, or of many, in the order of `parameters()` (persons, numbers)."""
    out = np.empty((persons, len(_PLACES)))
    for n, each in enumerate(parameters()):
        out[:, n] = getattr(getattr(body, ORGANS[each.organ]), each.name)
    return out


def place(declared: Parameter) -> int:
    """Where a number stands in `numbers`."""
    return _PLACES[declared.id]


def _lesions(life: Life) -> list[tuple[int, float, float, float, Affliction]]:
    """Every lesion: its number's place, whether an earlier one changed it, times - 1, plus, and whose."""
    rows: list[tuple[int, float, float, float, Affliction]] = []
    seen: set[int] = set()
    for affliction in life.afflictions:
        for lesion in affliction.cause.lesions:
            where = place(lesion.of)
            rows.append((where, float(where in seen), lesion.times - 1.0, lesion.plus, affliction))
            seen.add(where)
    return rows


def _events(life: Life) -> Iterator[_Event]:
    yield from map(_dosed, life.doses)
    yield from _changed(life.changes)
    for row, (*_, affliction) in enumerate(_lesions(life)):
        yield from _course(affliction, row)


def _dosed(dose: Dose) -> _Event:
    where = entry(dose)
    return _Event(dose.day, DOSE, _STATES[where], dose.amount, first=_FIRST[where])


def _changed(changes: Sequence[Change]) -> Iterator[_Event]:
    for change in changes:
        for declared, value in change.values.items():
            yield _Event(change.day, NUMBER, place(declared), value)


def _course(affliction: Affliction, row: Any) -> Iterator[_Event]:
    """A lesion's strength a + b exp(-c (t - day)): it grows from the onset on, and fades once removed."""
    onset, until = np.asarray(affliction.onset, dtype=float), np.asarray(affliction.until, dtype=float)
    tempo = np.asarray(affliction.tempo, dtype=float)
    severity = np.asarray(affliction.severity, dtype=float)
    if np.any(np.isnan(onset + tempo + until)) or np.any(np.isneginf(onset)):
        raise ValueError(_STRANGE.format(affliction.cause.id, onset, tempo, until))
    gradual, ever = tempo > 0.0, until > onset
    pace = 1.0 / np.where(gradual, tempo, 1.0)
    begin = np.where(ever, onset, np.inf)
    growing = np.where(gradual, -severity, 0.0)
    yield _Event(begin, STRENGTH, row, severity, growing, np.where(gradual, pace, 0.0))
    grown = onset + _SETTLED * tempo
    yield _Event(
        np.where(ever & gradual & (grown < until), grown, np.inf), STRENGTH, row, severity, first=_ANY
    )
    end = np.where(ever, until, np.inf)
    reached = np.where(np.isfinite(end), until - onset, np.inf)
    left = severity + growing * np.exp(-np.where(gradual, pace * reached, np.inf))
    recovery = affliction.cause.recovery
    if recovery is None:
        yield _Event(end, STRENGTH, row, left)
    elif recovery > 0.0:
        yield _Event(end, STRENGTH, row, 0.0, left, 1.0 / recovery)
        yield _Event(end + _SETTLED * recovery, STRENGTH, row, 0.0, first=_ANY)
    else:
        yield _Event(end, STRENGTH, row, 0.0)
