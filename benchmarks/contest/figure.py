"""The figure: work-precision curves, one panel a scenario, readable in grey."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np

from contest.curves import MARKS, Row, chosen

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402 - after the choice of a canvas
from matplotlib.ticker import FuncFormatter, NullLocator  # noqa: E402

_LOOK = {
    "corrin": ("#000000", "o", "-"), "corrin, alone": ("#555555", "o", ":"),
    "libRoadRunner": ("#b2182b", "s", "-"), "CVODE": ("#2166ac", "^", "--"),
    "LSODA": ("#1b7837", "D", "-."), "COPASI": ("#8c6d31", "v", ":"), "diffrax": ("#762a83", "X", "--"),
}  # fmt: skip
_TITLES = {"A": "A: 30 years, slow onset", "B": "B: treated year, 9 injections", "C": "C: 365 pills"}


def draw(rows: Sequence[Row], path: Path) -> None:
    """Throughput on one core against p99 error; up and to the left is better."""
    scenarios = [name for name in _TITLES if any(row.scenario == name for row in rows)]
    figure, panels = plt.subplots(1, len(scenarios), figsize=(4.4 * len(scenarios), 4.6), squeeze=False)
    for panel, scenario in zip(panels[0], scenarios, strict=True):
        _panel(panel, rows, scenario)
    panels[0][0].set_ylabel("persons per second, one core")
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=130)
    plt.close(figure)


def _panel(panel: Any, rows: Sequence[Row], scenario: str) -> None:
    labels = []
    for engine, (colour, marker, line) in _LOOK.items():
        curve = sorted(chosen(rows, engine, scenario, 1), key=lambda row: row.error_p99)
        curve = [row for row in curve if np.isfinite(row.error_p99)]
        if curve:
            errors, speeds = ([row.error_p99 for row in curve], [row.persons_per_second for row in curve])
            panel.loglog(errors, speeds, color=colour, marker=marker, linestyle=line, markersize=5)
            labels.append((speeds[0], errors[0], engine, colour))
    for mark in MARKS:
        panel.axvline(mark, color="0.8", linewidth=0.8, zorder=0)
    panel.set_title(_TITLES[scenario], fontsize=11)
    panel.set_xlabel("p99 relative error")
    panel.yaxis.set_minor_locator(NullLocator())
    panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
    panel.spines[["top", "right"]].set_visible(False)
    _label(panel, labels)


def _label(panel: Any, labels: list[tuple[float, float, str, str]]) -> None:
    """A name left of the most accurate point of each curve, moved up where names would touch."""
    left, right = panel.get_xlim()
    panel.set_xlim(left / 400.0, right)
    low, high = np.log(panel.get_ylim())
    room, last = 0.045 * (high - low), -np.inf
    for speed, error, name, colour in sorted(labels):
        last = max(np.log(speed), last + room)
        panel.annotate(
            f"{name} ", (error, speed), (left / 2.0, np.exp(last)), color=colour, fontsize=9, ha="right",
            va="center", arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.5, "alpha": 0.5},
        )  # fmt: skip
