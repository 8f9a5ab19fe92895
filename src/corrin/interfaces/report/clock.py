"""Clock: liver store and markers over the years, before today and ahead, with the results as points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from corrin.cause import YEAR
from corrin.inference import Explanation
from corrin.inference.case import Observation
from corrin.inference.posterior import Band
from corrin.inference.story import Clock, error
from corrin.interfaces.explanation import cause_name
from corrin.interfaces.report import drawing
from corrin.interfaces.report.drawing import Scale, box, line, text
from corrin.interfaces.report.markup import Markup, element, joined, table
from corrin.interfaces.report.words import inside, short, spread, unit

_COLUMNS, _GAP = 2, 16.0
_LEFT, _HIGH = 40.0, 84.0  # room for numbers beside a panel; its height
_ROW = 128.0
_STORE = "store"


def draw(answer: Explanation, clock: Clock) -> Markup:
    """The store on top over the whole width, the markers below in pairs."""
    names = [_STORE, *clock.markers]
    panels = [_panel(answer, clock, name, n) for n, name in enumerate(names)]
    height = math.ceil(len(names) / _COLUMNS) * _ROW
    drawn = drawing.picture("clock", "The years before today and ahead, untreated", summary(answer, clock), height,
                            joined(panels))  # fmt: skip
    caption = (
        "The same in numbers: median (5–95 %) of possible people, each with a level of their own; nothing is given "
        "after today. The store in the line above is that of all simulated people, bodies averaged over."
    )
    days = _told(clock)
    heads = ("Quantity", *(_when(clock.days[n]) for n in days))
    told = [
        (f"{_name(name)}, {_unit(name)}", *(spread(_bands(clock, name)[n]) for n in days)) for name in names
    ]
    return drawing.figure(drawn, summary(answer, clock), table(caption, heads, told))


def summary(answer: Explanation, clock: Clock) -> str:
    """One line: since when, what is left, and how long it would last."""
    words = f"The liver holds {spread(answer.store)} µg today"
    if clock.onset is not None and clock.began is not None:
        words += f"; {inside(cause_name(clock.began))} began {_ago(clock.onset)}"
    return f"{words}. {anaemia(answer)}"


def _ago(onset: Band) -> str:
    words = f"{onset.q50:.1f} years ago"
    dated = onset.q95 - onset.q05 < 0.1  # the history tells when
    return words if dated else f"{words} ({onset.q05:.1f}–{onset.q95:.1f})"


def anaemia(answer: Explanation) -> str:
    """One sentence on the time left."""
    low, middle, high = answer.time_to_anaemia
    if middle is not None and middle <= 0.0:
        return "Anaemia is here already."
    if middle is None:
        some = "" if low is None else f"; one in twenty is {f'within {low:.1f} years' if low else 'already'}"
        return f"If nothing more is given, most possible people are not anaemic within ten years{some}."
    last = "beyond ten" if high is None else f"{high:.1f}"
    return (
        f"If nothing more is given, anaemia is expected in {middle:.1f} years ({low or 0.0:.1f} to {last})."
    )


def _panel(answer: Explanation, clock: Clock, name: str, place: int) -> Markup:
    half = 0.5 * (drawing.WIDTH - _GAP)
    left = (place % _COLUMNS) * (half + _GAP)
    top = (place // _COLUMNS) * _ROW + 18.0
    x = Scale(clock.days[0], clock.days[-1], left + _LEFT, left + half - 4.0)
    bands = _bands(clock, name)
    seen = [each for each in answer.case.observations if each.marker.id == name]
    low, high = (None, None) if name == _STORE else seen_limits(answer, name)
    more = [end for each in seen for end in _ends(each)] + [each for each in (low, high) if each]
    y = drawing.fitting(bands, more, top + _HIGH, top)
    return joined(
        (
            text(left + _LEFT, top - 6.0, f"{_name(name)}, {_unit(name)}", "strong"),
            box(x.first, top, x.last - x.first, _HIGH, "panel"),
            drawing.fan([x(day) for day in clock.days], bands, y),
            drawing.limits((x.first, x.last), low, high, y),
            _axes(x, y, top),
            _marks(clock, x, top),
            joined(_point(each, x, y) for each in seen),
        )
    )


def seen_limits(answer: Explanation, name: str) -> tuple[float | None, float | None]:
    """Reference interval of a marker in this person."""
    return answer.posterior.markers[name].limits.of(answer.case.covariates)


def _axes(x: Scale, y: Scale, top: float) -> Markup:
    parts = [drawing.numbers(y, x.first, 4)]
    years = Scale(x.low / YEAR, x.high / YEAR, x.first, x.last)
    bottom = top + _HIGH
    for value in years.ticks(6):
        words = f"{value:+g}".replace("-", "−") if value else "today"
        parts += [line(years(value), bottom, years(value), bottom + 3.0, "tick"),
                  text(years(value), bottom + 12.0, words, "small", "middle")]  # fmt: skip
    return joined(parts)


def _marks(clock: Clock, x: Scale, top: float) -> Markup:
    """Today's line, and a bracket over the time of onset."""
    parts = [line(x(0.0), top, x(0.0), top + _HIGH, "today")]
    if clock.onset is not None:
        early, middle, late = (x(-YEAR * each) for each in reversed(clock.onset))
        parts += [line(early, top + 5.0, late, top + 5.0, "onset"),
                  element("path", d=f"M{middle - 4.0:.1f},{top:.1f} h8 l-4,7 z", class_="onset-mark")]  # fmt: skip
    return joined(parts)


def _point(seen: Observation, x: Scale, y: Scale) -> Markup:
    low, high = _ends(seen)
    at, value = x(seen.day), y(seen.value)
    if seen.censor:
        return text(at, value + 4.0, "▲" if seen.censor == ">" else "▼", "point-label", "middle")
    return joined(
        (
            line(at, y(low), at, y(high), "error"),
            *(line(at - 3.0, y(end), at + 3.0, y(end), "error") for end in (low, high)),
            element("circle", cx=at, cy=value, r=3.2, class_="point"),
        )
    )


def _ends(seen: Observation) -> tuple[float, float]:
    """5 and 95 % of what the true level may be, by the scatter of one result."""
    if seen.censor:
        return seen.value, seen.value
    factor = math.exp(1.645 * error(seen.marker))
    return seen.value / factor, seen.value * factor


def _bands(clock: Clock, name: str) -> list[Band]:
    return clock.store if name == _STORE else clock.markers[name]


def _name(name: str) -> str:
    return "Liver store" if name == _STORE else short(name)


def _unit(name: str) -> str:
    return "µg" if name == _STORE else unit(name)


def _told(clock: Clock) -> list[int]:
    """Places of the start, halfway, today, halfway and the end."""
    first, last = clock.days[0], clock.days[-1]
    wanted = (first, 0.5 * first, 0.0, 0.5 * last, last)
    return [int(abs(clock.days - day).argmin()) for day in wanted]


def _when(day: Any) -> str:
    years = float(day) / YEAR
    return "today" if years == 0.0 else f"{abs(years):.1f} y {'ago' if years < 0.0 else 'ahead'}"


def key(observations: Sequence[Observation]) -> str:
    """What the marks mean."""
    points = " Points: results, with the 5–95 % range of their own scatter." if observations else ""
    return (
        "Years from today run along each panel. Band: 5–95 % of possible people; line: half of them. Dashed: reference "
        f"interval. Triangle and bar: when the likeliest cause began.{points}"
    )
