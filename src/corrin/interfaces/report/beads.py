"""Beads: what each result says for and against deficiency and each cause, strung out from the middle."""

from __future__ import annotations

import math
import string
from collections.abc import Sequence
from typing import NamedTuple

from corrin.inference import Explanation
from corrin.interfaces.explanation import LEAST_P, cause_name, look_alikes
from corrin.interfaces.report import drawing
from corrin.interfaces.report.drawing import line, text
from corrin.interfaces.report.markup import Content, Markup, element, joined, table
from corrin.interfaces.report.words import measured, share

_ROW, _TOP = 36.0, 30.0
_MIDDLE = 440.0
_REACH = 225.0  # of a string to either side
_MOST = 6  # causes shown
_SURE = 1e-3  # chances nearer to 0 or 1 are beyond what simulated people can tell
_LEAST = 0.05  # change of log10 odds that makes a bead
_LARGEST, _SMALLEST = 14.0, 6.5  # radius


class String(NamedTuple):
    """One belief: its name, chance, and the change of its log10 odds by each result."""

    name: str
    p: float
    changes: tuple[float, ...]
    history: tuple[str, ...]


def strings(answer: Explanation) -> list[String]:
    """Deficiency first, then the causes worth a line."""
    p = answer.deficient.q50
    told = [change(p, each.deficient_without_it) for each in answer.contributions]
    found = [String("B12 deficiency", p, tuple(told), ())]
    results = {each.result for each in answer.contributions}
    for cause in [each for each in answer.causes if each.p >= LEAST_P][:_MOST]:
        told = [change(cause.p, each.causes_without_it[cause.id]) for each in answer.contributions]
        said = tuple(word for word in cause.speaking_for if word not in results)
        found.append(String(cause_name(cause.id).split(" (")[0], cause.p, tuple(told), said))
    return found


def change(p: float, without: float) -> float:
    """Change of log10 odds that a result makes."""
    return _log_odds(p) - _log_odds(without)


def draw(answer: Explanation) -> Markup:
    """The strings as a figure with its table."""
    if not answer.contributions:
        return _chances(strings(answer))
    shown = strings(answer)
    height = _TOP + _ROW * len(shown) + 4.0
    biggest = max((abs(each) for told in shown for each in told.changes), default=1.0)
    rows = joined(_string(each, biggest, _TOP + _ROW * (n + 0.5)) for n, each in enumerate(shown))
    drawn = drawing.picture("beads", "What each result says for and against", summary(answer), height,
                            _frame(height), rows)  # fmt: skip
    caption = (
        "Change of log10 odds by each result, the others known: +1 makes ten times likelier, −1 ten times less "
        "likely. What each adds depends on the others, so the numbers do not add up to the chance. A dot: no change."
    )
    results = [measured(each.result) for each in answer.contributions]
    heads: list[Content] = ["Result", *(each.name for each in shown)]
    told = [
        (f"{letter(n)}  {result}", *(_changed(each.changes[n]) for each in shown))
        for n, result in enumerate(results)
    ]
    said = ("From the history", *(", ".join(each.history) or "–" for each in shown))
    chance = ("Chance, all together", *(share(each.p) for each in shown))
    return drawing.figure(drawn, summary(answer), table(caption, heads, [chance, said, *told]))


def _chances(shown: Sequence[String]) -> Markup:
    """What is believed before any result: nothing to string."""
    rows = [(each.name, share(each.p), ", ".join(each.history) or "–") for each in shown]
    return table("Chances from the history alone", ("Belief", "Chance", "From the history"), rows)


def summary(answer: Explanation) -> str:
    """One line: the result that says most about deficiency, and about the first cause."""
    shown = strings(answer)
    found = [_loudest(each, answer) for each in shown[:2]]
    said = [each for each in found if each]
    return (
        " ".join(said)
        or "No single result changes the answer by itself; the results agree, or none was given."
    )


def _loudest(told: String, answer: Explanation) -> str:
    if not told.changes:
        return ""
    place = max(range(len(told.changes)), key=lambda n: abs(told.changes[n]))
    value = told.changes[place]
    if abs(value) < _LEAST:
        return ""
    side = "for" if value > 0.0 else "against"
    result = measured(answer.contributions[place].result)
    return f"{told.name}: {result} speaks loudest, {side} it (odds × {10.0**value:.2g})."


def _changed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−") if abs(value) >= _LEAST else "·"


def letter(place: int) -> str:
    """A, B ... Z, AA, AB ..."""
    first, last = divmod(place, 26)
    return (string.ascii_uppercase[first - 1] if first else "") + string.ascii_uppercase[last]


def _frame(height: float) -> Markup:
    return joined(
        (
            text(0.0, 14.0, "Belief and its chance", "head"),
            text(_MIDDLE - 10.0, 14.0, "◂ against", "head", "end"),
            text(_MIDDLE + 10.0, 14.0, "for ▸", "head"),
            line(_MIDDLE, 20.0, _MIDDLE, height - 4.0, "axis"),
        )
    )


def _string(told: String, biggest: float, y: float) -> Markup:
    parts = [
        text(0.0, y - 2.0, _cut(told.name), "strong"),
        text(0.0, y + 10.0, share(told.p), "small"),
        line(_MIDDLE - _REACH, y, _MIDDLE + _REACH, y, "string"),
    ]
    parts += [_side(told, biggest, y, side) for side in (1.0, -1.0)]
    if not any(abs(each) >= _LEAST for each in told.changes):
        parts.append(text(_MIDDLE + 10.0, y - 4.0, "no single result changes this", "small"))
    return joined(parts)


def _side(told: String, biggest: float, y: float, side: float) -> Markup:
    """Beads outward from the middle, the heaviest first, as long as the string reaches."""
    mine = sorted((n for n, each in enumerate(told.changes) if side * each >= _LEAST),
                  key=lambda n: -abs(told.changes[n]))  # fmt: skip
    at, parts = 3.0, list[Markup]()
    for n in mine:
        radius = max(_SMALLEST, _LARGEST * math.sqrt(abs(told.changes[n]) / biggest))
        if at + 2.0 * radius > _REACH - 10.0:
            parts.append(text(_MIDDLE + side * (at + 4.0), y + 3.2, "…", "strong", "middle"))
            break
        x = _MIDDLE + side * (at + radius)
        look = "bead-for" if side > 0.0 else "bead-against"
        parts += [element("circle", cx=x, cy=y, r=radius, class_=look),
                  text(x, y + 3.2, letter(n), f"{look}-letter", "middle")]  # fmt: skip
        at += 2.0 * radius + 2.0
    return joined(parts)


def _cut(name: str) -> str:
    return name if len(name) <= 42 else name[:41].rstrip() + "…"


def _log_odds(p: float) -> float:
    safe = min(max(p, _SURE), 1.0 - _SURE)
    return math.log10(safe / (1.0 - safe))


def key(answer: Explanation) -> str:
    """What the marks mean, and which causes have no string."""
    left = [each for each in answer.causes[len(strings(answer)) - 1 :] if each.p > 0.0]
    rest = f" {len(left)} more causes are less likely, {share(left[0].p)} or under." if left else ""
    if not answer.contributions:
        return f"No result was given, so there is no evidence to weigh beside the history.{rest}"
    return (
        "Each bead is a result, lettered as in the table; the larger, the more it says. Filled beads to the right "
        "speak for, hollow ones to the left against. Each is what would be lost if that one result were not known."
        f"{rest} {look_alikes(answer)}".rstrip()
    )
