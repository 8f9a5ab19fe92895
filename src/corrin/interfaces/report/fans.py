"""Fans: what each treatment would do over four months, what failure would mean, and when to measure again."""

from __future__ import annotations

import math
from collections.abc import Sequence

from corrin.catalog.treatments import TREATMENTS
from corrin.inference import Explanation
from corrin.inference.forecast import DAYS, Forecast
from corrin.inference.posterior import Band
from corrin.inference.story import FED, Recheck, Story
from corrin.interfaces.report import drawing
from corrin.interfaces.report.clock import seen_limits
from corrin.interfaces.report.drawing import Scale, box, line, text
from corrin.interfaces.report.markup import Content, Markup, element, joined, table
from corrin.interfaces.report.words import inside, listed, number, short, spread, unit

_SHOWN = ("mma", "reticulocytes", "hb", "mcv", "total-b12")
_LEFT, _TOP, _GAP = 42.0, 48.0, 10.0
_HIGH, _ROW = 48.0, 76.0
_MARKED = (0.0, 7.0, 28.0, 56.0, 120.0)
_NONE = "Nothing given"


def name(forecast: Forecast) -> str:
    """A treatment as it is called on a page."""
    return TREATMENTS[forecast.treatment].name if forecast.treatment in TREATMENTS else _NONE


def draw(answer: Explanation) -> Markup:
    """A column a treatment, a row a marker, one scale along each row."""
    height = _TOP + _ROW * len(_SHOWN)
    columns = len(answer.forecasts)
    width = (drawing.WIDTH - _LEFT - _GAP * (columns - 1)) / columns
    parts: list[Markup] = []
    for n, forecast in enumerate(answer.forecasts):
        left = _LEFT + n * (width + _GAP)
        parts += [_title(name(forecast), left, width), *_column(answer, forecast, left, width)]
    parts += [_labels(answer, id, _TOP + _ROW * n) for n, id in enumerate(_SHOWN)]
    drawn = drawing.picture("fans", "Treatments side by side", summary(answer), height, joined(parts))
    return drawing.figure(drawn, summary(answer), joined(_table(each) for each in answer.forecasts))


def summary(answer: Explanation) -> str:
    """One line a marker: how soon each treatment makes it normal in at least half of possible people."""
    return " ".join(_soon(answer, id) for id in ("mma", "hb"))


def _soon(answer: Explanation, id: str) -> str:
    days = {name(each): each.p_normal_by[id] for each in answer.forecasts}
    if days.pop(_NONE, None) == 0.0:
        return f"{short(id)} is normal already in at least half of possible people."
    by = [f"by day {day:g} with {inside(told)}" for told, day in days.items() if day is not None]
    if not by:
        return f"{short(id)} is not normal within four months in most, whatever is done."
    return f"{short(id)} is normal in at least half {listed(by)}."


def failures(answer: Explanation, story: Story) -> list[Content]:
    """For each treatment, which result would be a failure to respond, and what that would mean."""
    lines: list[Content] = []
    for each in answer.forecasts:
        treatment = TREATMENTS.get(each.treatment)
        if treatment is None or not treatment.failure:
            continue
        late = [_late(again) for again in story.rechecks[each.treatment] if again.late is not None]
        sign = (
            f"Failure would be {listed(late[:3], 'or')}."
            if late
            else "No result within four months would tell."
        )
        lines.append([element("strong", f"{treatment.name}."), f" {sign} {treatment.failure}"])
    return lines


def again(answer: Explanation, story: Story) -> Markup:
    """When each marker is worth measuring again, by treatment."""
    given = [each for each in answer.forecasts if each.treatment in TREATMENTS]
    moved = {each.treatment: {r.marker: r for r in story.rechecks[each.treatment]} for each in given}
    ids = [id for id in given[0].markers if any(id in moved[each.treatment] for each in given)]
    caption = (
        "First day on which half of possible people have moved by more than two results differ by chance, and the "
        "level expected then (5–95 %). After a dose, total B12 and holoTC tell the dose and not the cell."
    )
    rows = [
        (f"{short(id)}, {unit(id)}", *(_when(each, id, moved[each.treatment].get(id)) for each in given))
        for id in ids
    ]
    return table(caption, ("Marker", *(name(each) for each in given)), rows)


def _late(recheck: Recheck) -> str:
    rises = recheck.then.q50 > recheck.now
    side = "below" if rises else "above"
    return f"{short(recheck.marker)} {side} {number(recheck.bound)} {unit(recheck.marker)} on day {recheck.late:g}"


def _when(forecast: Forecast, id: str, recheck: Recheck | None) -> str:
    if id in FED and TREATMENTS[forecast.treatment].phases:
        return "tells the dose only"
    return f"day {recheck.day:g}: {spread(recheck.then)}" if recheck else "not within four months"


def _table(forecast: Forecast) -> Markup:
    days = [DAYS.index(day) for day in _MARKED]
    heads = ("Marker", "today", *(f"day {DAYS[n]:g}" for n in days[1:]), "Normal from")
    rows = [
        (f"{short(id)}, {unit(id)}", *(spread(bands[n]) for n in days), _normal(forecast.p_normal_by[id]))
        for id, bands in forecast.markers.items()
    ]
    return table(f"{name(forecast)}: median (5–95 %) of possible people", heads, rows)


def _normal(day: float | None) -> str:
    if day is None:
        return "later"
    return f"day {day:g}" if day else "today"


def _column(answer: Explanation, forecast: Forecast, left: float, width: float) -> list[Markup]:
    x = Scale(0.0, math.sqrt(DAYS[-1]), left, left + width)
    parts: list[Markup] = []
    for n, id in enumerate(_SHOWN):
        top = _TOP + _ROW * n
        y = _scale(answer, id, top)
        parts += [
            box(left, top, width, _HIGH, "panel"),
            drawing.fan([x(math.sqrt(day)) for day in DAYS], forecast.markers[id], y),
            drawing.limits((left, left + width), *seen_limits(answer, id), y),
            *_days(x, top + _HIGH),
        ]
    return parts


def _days(x: Scale, bottom: float) -> list[Markup]:
    parts: list[Markup] = []
    for day in _MARKED:
        at = x(math.sqrt(day))
        anchor = "end" if day == _MARKED[-1] else "start" if day == 0.0 else "middle"
        parts += [line(at, bottom, at, bottom + 3.0, "tick"),
                  text(at, bottom + 11.0, f"{day:g}", "small", anchor)]  # fmt: skip
    return parts


def _labels(answer: Explanation, id: str, top: float) -> Markup:
    """The row's name above it, and the numbers of its scale."""
    named = text(0.0, top - 5.0, f"{short(id)}, {unit(id)}", "strong")
    return joined((named, drawing.numbers(_scale(answer, id, top), _LEFT, 3)))


def _scale(answer: Explanation, id: str, top: float) -> Scale:
    """The same for every treatment, so that they can be compared."""
    bands: list[Band] = [band for each in answer.forecasts for band in each.markers[id]]
    return drawing.fitting(bands, [each for each in seen_limits(answer, id) if each], top + _HIGH, top)


def _title(words: str, left: float, width: float) -> Markup:
    """In three lines at most, as wide as the column."""
    lines = _broken(words, int(width / 5.0))
    return joined(text(left, 8.0 + 10.5 * n, each, "head") for n, each in enumerate(lines))


def _broken(words: str, most: int) -> Sequence[str]:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most and len(lines) < 3:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [each if len(each) <= most else each[: most - 1].rstrip() + "…" for each in lines]
