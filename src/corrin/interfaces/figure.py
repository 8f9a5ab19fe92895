"""Figures: a simulated course as four panels, with onsets and doses marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np
import xarray as xr

from corrin.cause import YEAR
from corrin.simulate import Scenario

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402 - after the backend is chosen

_BLUE, _RED, _GREY = "#1f5f8b", "#b5402f", "#777777"
_PANELS = (
    (("store_body", "Cobalamin in the body"), ("store_liver", "in the liver")),
    (("total-b12", "Total B12"), ("holotc", "Holotranscobalamin")),
    (("mma", "Methylmalonate"), ("homocysteine", "Homocysteine")),
    (("hb", "Haemoglobin"), ("mcv", "MCV")),
)
_LOGARITHMIC = {"mma"}
_WIDE = 40.0  # range above which a scale is logarithmic
_MOST_TICKS = 60  # dose marks drawn one by one; more become a band


def draw(data: xr.Dataset, scenario: Scenario) -> Any:
    """A matplotlib figure of the course (or of its bands) that `simulate` gave for this scenario."""
    figure, grid = plt.subplots(2, 2, figsize=(11, 7), sharex=True, constrained_layout=True)
    short = scenario.end < 1.5 * YEAR
    days = np.asarray(data["day"]) / (1.0 if short else YEAR)
    for axes, panel in zip(grid.flat, _PANELS, strict=True):
        _panel(axes, data, days, panel)
        _marks(axes, scenario, 1.0 if short else YEAR)
    for axes in grid[1]:
        axes.set_xlabel("days" if short else "years")
    figure.suptitle(_title(data, scenario), fontsize=11)
    return figure


def _panel(axes: Any, data: xr.Dataset, days: Any, panel: Sequence[tuple[str, str]]) -> None:
    (left, left_name), (right, right_name) = panel
    same = data[left].attrs["units"] == data[right].attrs["units"] and left.startswith("store")
    other = axes if same else axes.twinx()
    for place, name, label, colour in ((axes, left, left_name, _BLUE), (other, right, right_name, _RED)):
        values = data[name]
        middle = values.sel(quantile=0.5) if "quantile" in values.dims else values
        place.plot(days, middle, color=colour, lw=1.8, label=label)
        if "quantile" in values.dims:
            place.fill_between(
                days, values.sel(quantile=0.05), values.sel(quantile=0.95), color=colour, alpha=0.15
            )
        if name in _LOGARITHMIC or float(values.max()) > _WIDE * float(values.min()) > 0.0:
            place.set_yscale("log")
        else:
            place.set_ylim(bottom=0.0 if name not in ("hb", "mcv") else None)
        if not same:
            place.set_ylabel(f"{label} ({values.attrs['units']})", color=colour)
            place.tick_params(axis="y", colors=colour)
    if same:
        axes.set_ylabel(f"{left_name} ({data[left].attrs['units']})")
        axes.legend(frameon=False, fontsize=9)
    axes.grid(axis="x", color="#e5e5e5", lw=0.6)


def _marks(axes: Any, scenario: Scenario, scale: float) -> None:
    for affliction in scenario.afflictions:
        axes.axvline(affliction.onset / scale, color=_GREY, lw=1.0, ls="--")
        if affliction.until < scenario.end:
            axes.axvline(affliction.until / scale, color=_GREY, lw=1.0, ls=":")
    doses = [dose.day / scale for dose in scenario.all_doses()]
    if len(doses) > _MOST_TICKS:
        axes.axvspan(doses[0], doses[-1], ymax=0.03, color=_GREY, alpha=0.5, lw=0)
    elif doses:
        axes.plot(doses, [0.015] * len(doses), "|", color="black", ms=7, transform=axes.get_xaxis_transform())


def _title(data: xr.Dataset, scenario: Scenario) -> str:
    person = scenario.person
    causes = ", ".join(a.cause.name for a in scenario.afflictions) or "no cause"
    given = "; ".join(p.treatment.name for p in scenario.prescriptions)
    marks = "dashes: onset" + ("; ticks: doses" if scenario.all_doses() else "")
    bands = "; bands: 5-95 % of people" if "quantile" in data.dims else ""
    who = f"{person.sex} of {person.age:g}"
    return f"{causes} in a {who}" + (f". {given}" if given else "") + f"\n{marks}{bands}"
