"""Path: cobalamin through this body beside a healthy one, step by step, with the steps that fail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corrin.inference.passage import UNITS
from corrin.inference.story import BROKEN, Step
from corrin.interfaces.report import drawing
from corrin.interfaces.report.drawing import Scale, box, line, text
from corrin.interfaces.report.markup import Markup, element, joined, table
from corrin.interfaces.report.words import listed, number, printed, share, spread

_ROW, _TOP = 37.0, 34.0
_LINE = 20.0  # where the path runs
_MOST = 1.5  # of the healthy flow, at the end of the bars
_SHORT = 0.7  # part of the healthy flow below which a step has too little
_WEAK = 0.9  # part of its own work below which a step is called weakened
_BARS = Scale(0.0, _MOST, 296.0, 470.0)
_NUMBERS, _TAG = 492.0, 606.0


class _Place(NamedTuple):
    name: str
    told: str


_PLACES = {
    "plate": _Place("Plate", "eaten"),
    "acid": _Place("Stomach: acid and pepsin", "freed from food"),
    "factor": _Place("Stomach: intrinsic factor", "B12 it could bind"),
    "duodenum": _Place("Duodenum", "food and bile bound to intrinsic factor"),
    "ileum": _Place("Terminal ileum", "absorbed, of food and bile"),
    "carriers": _Place("Blood: transcobalamin", "brought to the tissues"),
    "liver": _Place("Liver", "held in store"),
    "cell": _Place("Cell", "taken up, liver aside"),
    "synthase": _Place("Cell: methionine synthase", "work done"),
    "mutase": _Place("Cell: methylmalonyl-CoA mutase", "work done"),
    "marrow": _Place("Marrow", "DNA synthesis"),
    "nerve": _Place("Nerve", "myelin"),
}


def draw(path: Sequence[Step], people: int) -> Markup:
    """The path as a figure with its table."""
    height = _TOP + _ROW * len(path)
    rows = joined(_row(step, _TOP + _ROW * (n + 0.5)) for n, step in enumerate(path))
    drawn = drawing.picture("path", "B12 on its way through this body", summary(path), height, _heads(),
                            _pipe(path), rows)  # fmt: skip
    caption = (
        f"The path in numbers: median (5–95 %) of {people} possible people. “Works at” is how well the step does its "
        f"own work in an otherwise healthy body: weakened under {100.0 * _WEAK:.0f} %, broken under "
        f"{100.0 * BROKEN:.0f} %."
    )
    heads = ("Step", "What is counted", "This body", "Healthy", "Unit", "Works at", "Broken in")
    return drawing.figure(drawn, summary(path), table(caption, heads, [_cells(step) for step in path]))


def summary(path: Sequence[Step]) -> str:
    """One line: what is broken, and what arrives."""
    broken = [_PLACES[step.id].name for step in path if step.broken >= 0.5]
    weak = [_PLACES[step.id].name for step in path if _weak(step) and step.broken < 0.5]
    first = f"Broken here: {listed(broken)}." if broken else "No step is broken in most possible people."
    first += f" Weakened: {listed(weak)}." if weak else ""
    taken = next(step for step in path if step.id == "ileum")
    return (
        f"{first} Absorbed from food and bile: {number(taken.here.q50)} µg of B12 a day, against "
        f"{number(taken.healthy)} in a healthy body."
    )


def _heads() -> Markup:
    return joined(
        (
            text(_LINE + 22.0, 12.0, "Step", "head"),
            text(_BARS(0.0), 12.0, "This body: bar; line 5–95 %", "head"),
            text(_BARS(0.0), 24.0, "against a healthy one (frame)", "small"),
            text(_NUMBERS, 12.0, "This | healthy", "head"),
            text(_TAG, 12.0, "Verdict", "head"),
        )
    )


def _pipe(path: Sequence[Step]) -> Markup:
    """The way from step to step, as wide as the flow is of the healthy one."""
    parts = [box(_LINE - 8.0, _TOP + 0.5 * _ROW, 16.0, _ROW * (len(path) - 1), "pipe")]
    before = 1.0
    for n, step in enumerate(path[:-1]):
        part = min(_part(step.here.q50, step), 1.0)
        if step.id == "factor":  # what it could bind is no flow: no more comes than was freed
            part = min(part, before)
        parts.append(box(_LINE - 8.0 * part, _TOP + _ROW * (n + 0.5), 16.0 * part, _ROW, "flow"))
        before = part
    return joined(parts)


def _row(step: Step, y: float) -> Markup:
    place, low, middle, high = _PLACES[step.id], *(_part(each, step) for each in step.here)
    parts = [
        _node(step, y),
        text(_LINE + 22.0, y - 2.0, place.name, "strong"),
        text(_LINE + 22.0, y + 10.0, f"{place.told}, {printed(UNITS[step.id])}", "small"),
        box(_BARS(0.0), y - 9.0, _BARS(1.0) - _BARS(0.0), 18.0, "frame"),
        box(_BARS(0.0), y - 6.0, _BARS(middle) - _BARS(0.0), 7.0, "flow"),
        line(_BARS(low), y + 5.0, _BARS(high), y + 5.0, "whisker"),
        *(line(_BARS(end), y + 2.5, _BARS(end), y + 7.5, "whisker") for end in (low, high)),
        text(_NUMBERS, y + 3.5, f"{number(step.here.q50)} | {number(step.healthy)}"),
    ]
    if high > _MOST:
        parts.append(text(_BARS(_MOST) + 3.0, y + 8.0, "›", "strong"))
    return joined((*parts, *_tag(step, y)))


def _node(step: Step, y: float) -> Markup:
    """A dot; at a weakened step a barred box, at a broken step a crossed one."""
    if step.broken < 0.5 and not _weak(step):
        return element("circle", cx=_LINE, cy=y, r=5.5, class_="node")
    if step.broken < 0.5:
        return joined((box(_LINE - 9.0, y - 7.0, 18.0, 14.0, "weak"),
                       line(_LINE - 5.0, y + 4.0, _LINE + 5.0, y - 4.0, "bar")))  # fmt: skip
    return joined(
        (
            box(_LINE - 11.0, y - 9.0, 22.0, 18.0, "broken"),
            line(_LINE - 7.0, y - 5.5, _LINE + 7.0, y + 5.5, "cross"),
            line(_LINE - 7.0, y + 5.5, _LINE + 7.0, y - 5.5, "cross"),
        )
    )


def _tag(step: Step, y: float) -> list[Markup]:
    if step.works is not None and (step.broken >= 0.5 or _weak(step)):
        word, look = ("BROKEN", "alarm") if step.broken >= 0.5 else ("weakened", "strong")
        return [text(_TAG, y - 2.0, word, look),
                text(_TAG, y + 10.0, f"works at {share(step.works.q50)}", "small")]  # fmt: skip
    lines = [text(_TAG, y - 2.0, _verdict(step), "strong" if _short(step) else "label")]
    if step.broken >= 0.05:
        lines.append(text(_TAG, y + 10.0, f"broken in {share(step.broken)}", "small"))
    return lines


def _verdict(step: Step) -> str:
    return "too little" if _short(step) else "near health"


def _weak(step: Step) -> bool:
    return step.works is not None and step.works.q50 < _WEAK


def _short(step: Step) -> bool:
    return step.here.q50 < _SHORT * step.healthy


def _part(value: float, step: Step) -> float:
    return value / step.healthy if step.healthy > 0.0 else 0.0


def _cells(step: Step) -> tuple[str, ...]:
    place = _PLACES[step.id]
    own = (
        ("–", "–")
        if step.works is None
        else (f"{100.0 * step.works.q50:.0f} %", f"{100.0 * step.broken:.0f} %")
    )
    return (place.name, place.told, spread(step.here), number(step.healthy), printed(UNITS[step.id]), *own)
