"""Drawing: inline SVG with a title and a description, scales, bands and marks that need no colour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from corrin.inference.posterior import Band
from corrin.interfaces.report.markup import Markup, element, joined

WIDTH = 680.0  # of every picture, which is that of the printed page


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` laid between two places, evenly or by their logs."""

    low: float
    high: float
    first: float
    last: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """The place of a value; what lies outside is held at the edge."""
        low, high, at = self.low, self.high, min(max(value, self.low), self.high)
        if self.log:
            low, high, at = math.log(low), math.log(high), math.log(at)
        return self.first + (at - low) / (high - low) * (self.last - self.first)

    def ticks(self, count: int) -> list[float]:
        """About `count` round values within."""
        if self.log:
            return _log_ticks(self.low, self.high, count)
        step = _round((self.high - self.low) / count)
        first = math.ceil(self.low / step - 1e-9)
        return [n * step for n in range(first, math.floor(self.high / step + 1e-9) + 1)]


def picture(name: str, title: str, description: str, height: float, *content: Markup) -> Markup:
    """An SVG that says in words what it shows."""
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        *content,
        viewBox=f"0 0 {WIDTH:g} {height:g}", role="img", aria_labelledby=f"{name}-title {name}-desc",
    )  # fmt: skip


def figure(drawn: Markup, summary: str, told: Markup) -> Markup:
    """A picture, a line on what it shows, and the same in a table."""
    return element("figure", drawn, element("figcaption", summary), told)


def text(x: float, y: float, words: str, look: str = "", anchor: str = "start") -> Markup:
    return element("text", words, x=x, y=y, class_=look or "label", text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Markup:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=look)


def box(x: float, y: float, width: float, height: float, look: str, **more: object) -> Markup:
    return element("rect", x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), class_=look, **more)


def fan(xs: Sequence[float], bands: Sequence[Band], y: Scale) -> Markup:
    """A band from 5 to 95 % with its median."""
    upper = [f"{x:.1f},{y(band.q95):.1f}" for x, band in zip(xs, bands, strict=True)]
    lower = [f"{x:.1f},{y(band.q05):.1f}" for x, band in zip(xs, bands, strict=True)]
    middle = [f"{x:.1f},{y(band.q50):.1f}" for x, band in zip(xs, bands, strict=True)]
    return joined(
        (
            element("polygon", points=" ".join([*upper, *reversed(lower)]), class_="band"),
            element("polyline", points=" ".join(middle), class_="median"),
        )
    )


def limits(span: tuple[float, float], low: float | None, high: float | None, y: Scale) -> Markup:
    """Dashed lines at the ends of the reference interval that lie within the scale."""
    kept = [each for each in (low, high) if each is not None and y.low <= each <= y.high]
    return joined(line(span[0], y(each), span[1], y(each), "limit") for each in kept)


def numbers(y: Scale, x: float, count: int) -> Markup:
    """About `count` round values to the left of a panel."""
    parts: list[Markup] = []
    for value in y.ticks(count):
        words = f"{value:g}" if value < 10_000.0 else f"{value / 1000.0:g}k"
        parts += [
            line(x - 3.0, y(value), x, y(value), "tick"),
            text(x - 5.0, y(value) + 3.0, words, "small", "end"),
        ]
    return joined(parts)


def fitting(bands: Sequence[Band], more: Sequence[float], first: float, last: float) -> Scale:
    """A scale that holds bands and single values, by logs where they span more than a factor of six."""
    low = min([band.q05 for band in bands] + list(more))
    high = max([band.q95 for band in bands] + list(more))
    if low > 0.0 and high > 6.0 * low:
        return Scale(low / 1.15, high * 1.15, first, last, log=True)
    room = 0.08 * max(high - low, 0.1 * high)
    return Scale(max(0.0, low - room), high + room, first, last)


def _round(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(each * power for each in (1.0, 2.0, 2.5, 5.0, 10.0) if each * power >= step * 0.999)


def _log_ticks(low: float, high: float, count: int) -> list[float]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)):
        found = [step * 10.0**n for n in powers for step in steps if low <= step * 10.0**n <= high]
        if len(found) <= count + 1:
            break
    return found
