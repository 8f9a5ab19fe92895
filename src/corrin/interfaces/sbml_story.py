"""What befalls a person as SBML has it: quantities with a beginning, and events that set them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from corrin.cause import Affliction, Lesion
from corrin.engine import Life
from corrin.engine.life import entry
from corrin.engine.trace import Tape
from corrin.interfaces.sbml_math import number
from corrin.interfaces.sbml_units import NONE, Unit, parsed, power
from corrin.parameter import Parameter
from corrin.physiology.body import ORGANS, Body, parameters
from corrin.treatment import Dose

_DAY = parsed("d")
_PER_DAY = power(_DAY, -1.0)
_ONE, _STILL = number(1.0, NONE), number(0.0, _PER_DAY)
_AFTER_START = math.nextafter(0.0, 1.0)  # a cause that starts on day 0 has started


class Quantity(NamedTuple):
    """A parameter of the document; without a value a rule gives it, without `fixed` it may move."""

    id: str
    unit: Unit
    value: float | None = None
    about: str = ""
    fixed: bool = True


class Event(NamedTuple):
    """On a day, quantities take the values of formulas."""

    id: str
    day: float
    sets: Mapping[str, str]
    about: str = ""


@dataclass
class Story:
    """Quantities, events, what holds from the start, rates of strengths, and lesioned numbers (on a tape)."""

    quantities: list[Quantity] = field(default_factory=list[Quantity])
    events: list[Event] = field(default_factory=list[Event])
    starts: dict[str, str] = field(default_factory=dict[str, str])
    rates: dict[str, str] = field(default_factory=dict[str, str])
    harmed: dict[str, Any] = field(default_factory=dict[str, Any])

    def at(self, event: Event) -> None:
        """An event; one before or on day 0 is how the story starts."""
        if event.day > 0.0:
            self.events.append(event)
        else:
            self.starts |= event.sets


def id_of(declared: Parameter) -> str:
    """The identifier of a number of the body."""
    return f"{ORGANS[declared.organ]}_{declared.name}"


def story(life: Life, tape: Tape) -> Story:
    """Everything of a life but the equations and the state; ValueError for a dose before day 0."""
    told = Story()
    for affliction, id in zip(life.afflictions, _ids(life.afflictions), strict=True):
        _afflict(told, affliction, id, tape)
    _numbers(told, life)
    _changes(told, life)
    _doses(told, life)
    return told


def _ids(afflictions: Sequence[Affliction]) -> list[str]:
    """An identifier for each affliction: its cause's, numbered when a cause comes again."""
    ids: list[str] = []
    for affliction in afflictions:
        id = affliction.cause.id.replace("-", "_")
        again = sum(each == id or each.startswith(f"{id}_again_") for each in ids)
        ids.append(f"{id}_again_{again}" if again else id)
    return ids


def _afflict(told: Story, affliction: Affliction, id: str, tape: Tape) -> None:
    """One strength that grows towards a target at a pace; its onset and its end set these two."""
    told.quantities += _own(affliction, id)
    told.rates[f"strength_{id}"] = f"(target_{id} - strength_{id}) * pace_{id}"
    for lesion in affliction.cause.lesions:
        _harm(told, lesion, tape, id)
    if affliction.until > affliction.onset:
        told.at(Event(f"onset_{id}", affliction.onset, _begun(affliction, id), affliction.cause.name))
        if math.isfinite(affliction.until):
            told.at(Event(f"end_{id}", affliction.until, _ended(affliction, id), affliction.cause.name))


def _own(affliction: Affliction, id: str) -> list[Quantity]:
    cause = affliction.cause
    gradual = [Quantity(f"tempo_{id}", _DAY, affliction.tempo)] if affliction.tempo > 0.0 else []
    fading = [Quantity(f"recovery_{id}", _DAY, cause.recovery)] if cause.recovery else []
    return [
        Quantity(f"strength_{id}", NONE, affliction.strength(_AFTER_START), cause.name, fixed=False),
        Quantity(f"target_{id}", NONE, 0.0, fixed=False),
        Quantity(f"pace_{id}", _PER_DAY, 0.0, fixed=False),
        Quantity(f"severity_{id}", NONE, affliction.severity),
        *gradual,
        *fading,
    ]


def _begun(affliction: Affliction, id: str) -> dict[str, str]:
    """What an onset sets: the strength itself when it comes at once."""
    if affliction.tempo > 0.0:
        return {f"target_{id}": f"severity_{id}", f"pace_{id}": f"{_ONE} / tempo_{id}"}
    return {f"strength_{id}": f"severity_{id}", f"target_{id}": f"severity_{id}", f"pace_{id}": _STILL}


def _ended(affliction: Affliction, id: str) -> dict[str, str]:
    """What an end sets: the strength stays, is gone, or fades."""
    recovery = affliction.cause.recovery
    sets = {f"pace_{id}": f"{_ONE} / recovery_{id}" if recovery else _STILL}
    if recovery is not None:
        sets[f"target_{id}"] = number(0.0, NONE)
    if affliction.until <= 0.0:
        sets[f"strength_{id}"] = number(affliction.strength(_AFTER_START), NONE)
    elif recovery == 0.0:
        sets[f"strength_{id}"] = number(0.0, NONE)
    return sets


def _harm(told: Story, lesion: Lesion, tape: Tape, id: str) -> None:
    """A lesion on top of those before it, its two numbers as parameters where they do something."""
    number_id, unit = id_of(lesion.of), parsed(lesion.of.internal_unit)
    before = told.harmed.get(number_id, tape.symbol(f"{number_id}_unharmed"))
    own: dict[str, Any] = {}
    for what, neutral, its in (("times", 1.0, NONE), ("plus", 0.0, unit)):
        value = float(getattr(lesion, what))
        if value != neutral:
            name = f"{id}_{number_id}_{what}"
            while any(each.id == name for each in told.quantities):  # two lesions of one number
                name += "_again"
            told.quantities.append(Quantity(name, its, value))
            own[what] = tape.symbol(name)
    told.harmed[number_id] = replace(lesion, **own).apply(before, tape.symbol(f"strength_{id}"))


def _numbers(told: Story, life: Life) -> None:
    """Every number of the body: free to move if a diet changes it, ruled by its lesions if there are any."""
    changed = {id_of(declared) for change in life.changes for declared in change.values}
    for declared in parameters():
        id, unit = id_of(declared), parsed(declared.internal_unit)
        value, about = _value(life.body, declared), declared.about
        if id in told.harmed:
            told.quantities += [
                Quantity(f"{id}_unharmed", unit, value, about, id not in changed),
                Quantity(id, unit, None, about, fixed=False),
            ]
        else:
            told.quantities.append(Quantity(id, unit, value, about, id not in changed))


def _value(body: Body, declared: Parameter) -> float:
    return float(getattr(getattr(body, ORGANS[declared.organ]), declared.name))


def _changes(told: Story, life: Life) -> None:
    days: dict[float, dict[str, str]] = {}
    for change in life.changes:
        sets = days.setdefault(change.day, {})
        for declared, value in change.values.items():
            id = id_of(declared)
            free = f"{id}_unharmed" if id in told.harmed else id
            sets[free] = number(value, parsed(declared.internal_unit))
    for count, (day, sets) in enumerate(sorted(days.items()), start=1):
        told.at(Event(f"change_{count}", day, sets, "change of diet"))


def _doses(told: Story, life: Life) -> None:
    """One event a day of doses, adding to the states that they enter; day 0 has its event too."""
    days: dict[float, list[Dose]] = {}
    for dose in life.doses:
        if dose.day < 0.0:
            raise ValueError("a dose lies before day 0; shift the start to the first dose or before")
        days.setdefault(dose.day, []).append(dose)
    for count, (day, given) in enumerate(sorted(days.items()), start=1):
        added: dict[str, float] = {}
        for dose in given:
            added[entry(dose)] = added.get(entry(dose), 0.0) + dose.amount
        sets = {place: f"{place} + {number(amount, parsed('pmol'))}" for place, amount in added.items()}
        about = " and ".join(f"{dose.amount:g} pmol {dose.form} {dose.route}" for dose in given)
        told.events.append(Event(f"dose_{count}", day, sets, about))
