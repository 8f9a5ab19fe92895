"""Replication figures: of each study what was observed, with its band, beside what the model gives, with its range."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import matplotlib

from corrin.errors import InputError
from corrin.interfaces.output import whole
from corrin.interfaces.replication import Answer, number
from corrin.study.replicate import Row

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402 - after the backend is chosen

_BAND, _INK = "#cfcfcf", "black"
_EDGE = 4.0  # half widths of the band shown on either side; what lies beyond is an arrow at the edge
_STYLE: Any = {"svg.hashsalt": "corrin", "svg.fonttype": "none", "font.size": 9}


def usable(folder: Path) -> None:
    """InputError when figures could not be written there, before any time is spent."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{str(folder)!r} is a file; --plot takes a folder")
    if not folder.exists() and not folder.parent.is_dir():
        raise InputError(f"folder {str(folder.parent)!r} does not exist; make it, or write elsewhere")


def write(answers: Iterable[Answer], folder: Path) -> list[Path]:
    """One SVG a study, the same on every run of the same rows."""
    usable(folder)
    folder.mkdir(exist_ok=True)
    written: list[Path] = []
    for answer in answers:
        place = folder / f"{answer.told.id}.svg"
        with plt.rc_context(_STYLE):
            figure = draw(answer)
            whole(place, lambda name: figure.savefig(name, metadata={"Date": None, "Creator": None}))  # noqa: B023
            plt.close(figure)
        written.append(place)
    return written


def draw(answer: Answer) -> Any:
    """A line a figure, in half widths of its band about the observed value, which stands at 0."""
    rows = answer.rows
    figure, axes = plt.subplots(figsize=(10.0, 1.5 + 0.3 * len(rows)), constrained_layout=True)
    for place, row in enumerate(rows):
        _line(axes, place, row)
    one_day = len({row.day for row in rows}) == 1
    axes.set_yticks(
        range(len(rows)), [_label(row, "" if one_day else f", day {row.day:.4g}") for row in rows]
    )
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(-_EDGE - 0.15, _EDGE + 0.15)
    axes.set_xlabel("distance from what was observed, in half widths of the accepted band")
    right = axes.secondary_yaxis("right")
    right.set_yticks(
        range(len(rows)), [f"{number(row.observed)} | {number(row.simulated)} {row.unit}" for row in rows]
    )
    for each in (axes, right):
        each.tick_params(axis="y", length=0)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    right.spines["right"].set_visible(False)
    within = sum(row.within for row in rows)
    axes.set_title(f"{answer.told.id} ({answer.told.use}): {within} of {len(rows)} within. "
                   "Right: observed | simulated", loc="left", fontsize=9)  # fmt: skip
    axes.legend(handles=_legend(), loc="upper center", bbox_to_anchor=(0.5, -_below(rows)), ncols=4, frameon=False,
                fontsize=8)  # fmt: skip
    return figure


def _below(rows: Sequence[Row]) -> float:
    """Where the legend stands, as a part of the axes' height: so many inches under them."""
    return 0.5 / (0.3 * len(rows) + 0.2)


def _line(axes: Any, place: int, row: Row) -> None:
    low, high = (_scaled(row, value) for value in (row.low, row.high))
    axes.barh(place, high - low, left=low, height=0.62, color=_BAND, lw=0)
    axes.plot([0.0, 0.0], [place - 0.31, place + 0.31], color=_INK, lw=1.4)
    if not math.isfinite(row.simulated):
        axes.text(_EDGE, place, "no number", ha="right", va="center", fontsize=8)
        return
    ends = [_scaled(row, value) for value in (row.simulated_low, row.simulated_high)]
    if all(map(math.isfinite, ends)):
        axes.plot([_held(end) for end in ends], [place, place], color=_INK, lw=1.0)
    value = _scaled(row, row.simulated)
    beyond = ">" if value > _EDGE else "<" if value < -_EDGE else ""
    face = _INK if row.within else "white"
    axes.plot(
        _held(value), place, beyond or ("o" if row.within else "D"), color=_INK, mfc=face, ms=6, zorder=3
    )


def _scaled(row: Row, value: float) -> float:
    """In half widths of the band; a direction has no width, and a step of it counts as two."""
    half = 0.5 * (row.high - row.low)
    return (value - row.observed) / (half if half > 0.0 else 0.5)


def _held(value: float) -> float:
    return min(max(value, -_EDGE), _EDGE)


def _label(row: Row, day: str) -> str:
    return f"{row.arm}: {row.marker}, {row.statistic}{day}"


def _legend() -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    return [
        Patch(color=_BAND, label="accepted band"),
        Line2D([], [], color=_INK, marker="|", ms=9, ls="", label="observed"),
        Line2D([], [], color=_INK, marker="o", ms=6, lw=1.0, label="simulated, 90 % range of trials"),
        Line2D(
            [], [], color=_INK, marker="D", mfc="white", ms=6, lw=1.0, label="simulated, outside the band"
        ),
    ]
