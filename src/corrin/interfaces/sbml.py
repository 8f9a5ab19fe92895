"""SBML: one person's life as a Level 3 Version 2 document that other simulators run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from corrin import __version__
from corrin.engine import Life, rest
from corrin.engine.trace import Tape
from corrin.errors import InputError
from corrin.interfaces.output import whole
from corrin.interfaces.sbml_math import Infix, in_infix, number
from corrin.interfaces.sbml_story import Event, Quantity, Story, id_of, story
from corrin.interfaces.sbml_units import Unit, name, named, over, parsed, parts
from corrin.marker import AnyMarker, Marker
from corrin.physiology.body import ORGANS, Body, parameters, rates
from corrin.physiology.state import UNITS, State

_DAY = parsed("d")
_UNIT = re.compile(r"(?<![\w.])\d[\d.]*(?:e[+-]?\d+)? ([A-Za-z]\w*)")
_NOTES = (
    f"Written by corrin {__version__} (Apache License 2.0) from its own equations.",
    "For research and education; not a medical device.",
    "Time is in days; day 0 is the start, in health. A marker shows the body alone: what a cause adds to a "
    "reading without passing through the body is left out.",
)


def write(life: Life, markers: Mapping[str, AnyMarker], path: Path) -> str:
    """Write the document, whole or not at all; says in a line what is in it."""
    if path.is_dir():
        raise InputError(f"{str(path)!r} is a folder; name a file in it")
    text = document(life, markers)
    whole(path, lambda place: _put(place, text))
    days = len({dose.day for dose in life.doses})
    return (
        f"{path.name}: SBML Level 3 Version 2, {len(State._fields)} states, {len(parameters())} numbers, "
        f"causes: {len(life.afflictions)}, days with doses: {days}"
    )


def document(life: Life, markers: Mapping[str, AnyMarker]) -> str:
    """A life as SBML: numbers, states, causes, doses and changes, and each quantitative marker.

    InputError when libsbml is not installed, ValueError for a dose before day 0.
    """
    tape = Tape()
    told = story(life, tape)
    shown = {_marker_id(id): marker for id, marker in markers.items() if isinstance(marker, Marker)}
    # States are parameters with rate rules: a species could be an amount only, never Tcell/L or U/L.
    states = [Quantity(id, parsed(UNITS[id]), value, fixed=False)
              for id, value in rest(life.body)._asdict().items()]  # fmt: skip
    quantities = [*states, *told.quantities]
    read = [Quantity(id, parsed(marker.unit), None, f"{marker.name} ({marker.unit})", fixed=False)
            for id, marker in shown.items()]  # fmt: skip
    units = {each.id: each.unit for each in (*quantities, *read)}
    rate, formulas = _equations(tape, told, shown, units)
    steps = [
        Quantity(id, rule.unit, None, "", False) for id, rule in formulas.rules.items() if id not in units
    ]
    return _document([*quantities, *steps, *read], rate, formulas, told)


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _marker_id(id: str) -> str:
    return f"marker_{id.replace('-', '_')}"


def _equations(
    tape: Tape, told: Story, markers: Mapping[str, Marker], units: Mapping[str, Unit]
) -> tuple[dict[str, str], Infix]:
    """Rates of the states, and the rules of all that follows from them at once."""
    organs: dict[str, Any] = {
        field: organ({each.name: tape.symbol(id_of(each)) for each in organ.parameters()})
        for organ, field in ORGANS.items()
    }
    state, body = State(*map(tape.symbol, State._fields)), Body(**organs)
    moved = {f"rate {id}": rate for id, rate in rates(state, body)._asdict().items()}
    read = {id: marker.read(state, body) for id, marker in markers.items()}
    results = {id: getattr(term, "name", term) for id, term in (told.harmed | read | moved).items()}
    wanted = dict(units) | {f"rate {id}": over(units[id], _DAY) for id in State._fields}
    found = in_infix(tape, results, units, wanted)
    rate = {id: found.rules.pop(f"rate {id}").text for id in State._fields}
    return rate | told.rates, found


def _document(quantities: Sequence[Quantity], rate: Mapping[str, str], formulas: Infix, told: Story) -> str:
    sbml = _libsbml()
    written = sbml.SBMLDocument(3, 2)
    model = written.createModel()
    model.setId("corrin")
    model.setName("corrin: vitamin B12 in one human body")
    _note(model, *_NOTES)
    model.setTimeUnits(name(_DAY))
    texts = [*rate.values(), *(each.text for each in formulas.rules.values()), *told.starts.values()]
    texts += formulas.functions.values()
    texts += [text for event in told.events for text in event.sets.values()]
    _define(model, {each.unit for each in quantities} | {named(each) for each in _used(texts)} | {_DAY})
    for id, text in formulas.functions.items():
        _math(sbml, model.createFunctionDefinition(), text).setId(id)
    for quantity in quantities:
        _quantity(model, quantity)
    for id, text in told.starts.items():
        _math(sbml, model.createInitialAssignment(), text).setSymbol(id)
    for id, rule in formulas.rules.items():
        _math(sbml, model.createAssignmentRule(), rule.text).setVariable(id)
    for id, text in rate.items():
        _math(sbml, model.createRateRule(), text).setVariable(id)
    for event in told.events:
        _event(sbml, model, event)
    return sbml.writeSBMLToString(written)


def _libsbml() -> Any:
    try:
        import libsbml
    except ImportError:
        raise InputError(
            "SBML is written by python-libsbml, which is not here; pip install 'corrin[sbml]'"
        ) from None
    return libsbml


def _used(texts: Iterable[str]) -> set[str]:
    """Names of the units beside numbers."""
    return {found[1] for text in texts for found in _UNIT.finditer(text)}


def _define(model: Any, units: Iterable[Unit]) -> None:
    for unit in sorted(units, key=name):
        if unit:
            definition = model.createUnitDefinition()
            definition.setId(name(unit))
            for part in parts(unit):
                made = definition.createUnit()
                made.setKind(getattr(_libsbml(), f"UNIT_KIND_{part.kind.upper()}"))
                made.setMultiplier(part.multiple)
                made.setScale(0)
                made.setExponent(part.exponent)


def _quantity(model: Any, quantity: Quantity) -> None:
    made = model.createParameter()
    made.setId(quantity.id)
    made.setUnits(name(quantity.unit))
    made.setConstant(quantity.fixed)
    _note(made, quantity.about)
    if quantity.value is not None:
        made.setValue(quantity.value)


def _event(sbml: Any, model: Any, event: Event) -> None:
    """It fires once, when its day comes; a trigger that is false before the start fires on day 0 too."""
    made = model.createEvent()
    made.setId(event.id)
    _note(made, event.about)
    made.setUseValuesFromTriggerTime(True)
    trigger = _math(sbml, made.createTrigger(), f"time >= {number(event.day, _DAY)}")
    trigger.setInitialValue(False)
    trigger.setPersistent(True)
    for id, text in event.sets.items():
        _math(sbml, made.createEventAssignment(), text).setVariable(id)


def _note(owner: Any, *sentences: str) -> None:
    """What a thing is goes into its notes: a name would take the place of its identifier in COPASI."""
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in sentences if each)
    if paragraphs:
        owner.setNotes(f'<body xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</body>')


def _math(sbml: Any, owner: Any, text: str) -> Any:
    owner.setMath(sbml.parseL3Formula(text))
    return owner
