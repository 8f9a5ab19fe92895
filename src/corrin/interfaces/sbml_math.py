"""The tape of the traced equations as formulas: what is used once is written in place, the rest once by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corrin.engine.trace import Step, Tape
from corrin.interfaces.sbml_shapes import Stretch, operands, stretches
from corrin.interfaces.sbml_units import NONE, Unit, name, over, power, same, times

Operand = str | float
_FUNCTIONS = {"exp": "exp", "log": "ln", "sqrt": "sqrt", "neg": "-"}


class Formula(NamedTuple):
    """Text in libsbml's infix, every number with its unit."""

    text: str
    unit: Unit


class Infix(NamedTuple):
    """Functions by identifier, as lambda expressions; rules by identifier: shared steps, then results."""

    functions: dict[str, str]
    rules: dict[str, Formula]


def in_infix(
    tape: Tape, results: Mapping[str, Operand], known: Mapping[str, Unit], wanted: Mapping[str, Unit]
) -> Infix:
    """The results as formulas of the symbols and of shared steps.

    `known` are the units of the symbols, `wanted` those of the results; a result that comes out
    in another unit holds a conversion factor, which is written as a 1 with the unit it lacks.
    """
    ends = [each for each in results.values() if isinstance(each, str)]
    calls = stretches(tape.steps, ends)
    uses = _uses(tape, ends, calls)
    found = {each: Formula(each, unit) for each, unit in known.items()}
    shapes: dict[str, str] = {}
    rules: dict[str, Formula] = {}
    for each, step in tape.steps.items():
        found[each] = _call(calls[each], found, tape, shapes) if each in calls else _step(step, found)
        if uses[each] > 1:
            id = f"step_{each.removeprefix('t')}"
            rules[id] = found[each]
            found[each] = Formula(id, found[each].unit)
    rules |= {id: _result(result, found, wanted[id]) for id, result in results.items()}
    return Infix({id: text for text, id in shapes.items()}, rules)


def _uses(tape: Tape, results: Sequence[str], calls: Mapping[str, Stretch]) -> Counter[str]:
    """How often each operand is read on the way to the results."""
    uses = Counter(results)
    for each, step in reversed(tape.steps.items()):
        if each in uses:
            read = calls[each].arguments if each in calls else operands(step)
            uses.update(read)
    return uses


def _call(stretch: Stretch, found: Mapping[str, Formula], tape: Tape, shapes: dict[str, str]) -> Formula:
    """A stretch as the call of a function, which is the same for stretches of the same shape."""
    inner = {each: Formula(f"x{n}", found[each].unit) for n, each in enumerate(stretch.arguments, start=1)}
    bound = ", ".join(each.text for each in inner.values())
    for each in stretch.steps:
        inner[each] = _step(tape.steps[each], inner)
    body = inner[stretch.steps[-1]]
    id = shapes.setdefault(f"lambda({bound}, {body.text})", f"shape_{len(shapes) + 1}")
    return Formula(f"{id}({', '.join(found[each].text for each in stretch.arguments)})", body.unit)


def _result(result: Operand, found: Mapping[str, Formula], wanted: Unit) -> Formula:
    if not isinstance(result, str):
        return Formula(number(result, wanted), wanted)
    text, unit = found[result]
    if same(unit, wanted):
        return Formula(text, wanted)
    return Formula(f"({text} * {number(1.0, over(wanted, unit))})", wanted)


def _step(step: Step, found: Mapping[str, Formula]) -> Formula:
    kind, left, right = step.kind, step.left, step.right
    if kind in _FUNCTIONS:
        return _function(kind, _formula(left, found))
    if kind in "+-":
        one = _formula(left, found, right)
        return Formula(f"({one.text} {kind} {_formula(right, found, left).text})", one.unit)
    one, other = _formula(left, found), _formula(right, found)
    if kind == "*" and left == right:
        return Formula(f"({one.text}^{number(2.0, NONE)})", power(one.unit, 2.0))
    if kind == "**":
        raised = power(one.unit, float(right)) if not isinstance(right, str) else NONE
        return Formula(f"({one.text}^{other.text})", raised)
    unit = times(one.unit, other.unit) if kind == "*" else over(one.unit, other.unit)
    return Formula(f"({one.text} {kind} {other.text})", unit)


def _function(kind: str, of: Formula) -> Formula:
    unit = of.unit if kind == "neg" else power(of.unit, 0.5) if kind == "sqrt" else NONE
    return Formula(f"({_FUNCTIONS[kind]}({of.text}))", unit)


def _formula(operand: Operand, found: Mapping[str, Formula], beside: Operand = 0.0) -> Formula:
    """An operand; a number takes the unit of what it is added to."""
    if isinstance(operand, str):
        return found[operand]
    unit = found[beside].unit if isinstance(beside, str) else NONE
    return Formula(number(operand, unit), unit)


def number(value: float, unit: Unit) -> str:
    """A number with its unit."""
    return f"{value!r} {name(unit)}" if value >= 0.0 else f"(-({-value!r} {name(unit)}))"
