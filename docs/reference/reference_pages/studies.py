"""The page of studies: what `make replicate` left in studies.json, as tables to read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reference_pages.page import MISSING, Page, Table

Row = Mapping[str, Any]
HEAD = (
    "arm",
    "what",
    "figure",
    "day",
    "observed",
    "band",
    "whose",
    "simulated",
    "range",
    "unit",
    "z",
    "met",
    "where",
)


def read(folder: Path) -> dict[str, Any]:
    """What was replicated last."""
    return json.loads((folder / "studies.json").read_text(encoding="utf-8"))


def stored(told: Mapping[str, Any]) -> str:
    """The answer of `corrin replicate --json`, a line a row, so that two versions can be compared."""
    rows = ",\n".join(json.dumps(row) for row in told["rows"])
    rest = "".join(f"{json.dumps(key)}: {json.dumps(told[key])},\n" for key in told if key != "rows")
    return f'{{\n{rest}"rows": [\n{rows}\n]\n}}\n'


def page(told: Mapping[str, Any]) -> Page:
    studies = told["studies"]
    rows = {id: [row for row in told["rows"] if row["study"] == id] for id in studies}
    parts: list[str | Table] = [_about(told), _summary(told)]
    if missed := [row for row in told["rows"] if row["because"]]:
        parts += ["## Known misses", _known(missed)]
    if conflicts := {id: each["conflicts"] for id, each in studies.items() if each["conflicts"]}:
        parts += ["## Studies that disagree", _listed(conflicts)]
    parts.append("## Study by study")
    for id, each in studies.items():
        parts += [_heading(id, each), figures(id, rows[id]), f"![{id}](studies/{id}.svg)"]
    if left := {id: each["left_out"] for id, each in studies.items() if each["left_out"]}:
        parts += ["## What was left out", _listed(left)]
    works = {each["key"] for each in studies.values()}
    return Page("studies.md", "Published studies against the model", tuple(parts), tuple(sorted(works)))


def figures(id: str, rows: Sequence[Row]) -> Table:
    return Table(id, HEAD, tuple(_figure(row) for row in rows))


def _figure(row: Row) -> tuple[str, ...]:
    met = "yes" if row["within"] else "known miss" if row["because"] else "no"
    cells = (row["arm"], row["marker"], row["statistic"], f"{row['day']:.4g}", _number(row["observed"]),
             _span(row["low"], row["high"]), row["band"], _number(row["simulated"]),
             _span(row["simulated_low"], row["simulated_high"]), row["unit"],
             MISSING if row["z"] is None else f"{row['z']:.1f}", met, row["where"])  # fmt: skip
    return tuple(_plain(cell) for cell in cells)


def _about(told: Mapping[str, Any]) -> str:
    return (
        f"`make replicate` runs every study of the catalogue with {told['persons']} simulated people in each arm, and up "
        "to forty times as many where a verdict hangs on who was drawn (seed "
        f"{told['seed']}, calibration `{told['hash'] or 'none: every number as declared'}`) and writes this page, "
        "[studies.json](studies.json) and the figures. A study is recruited, treated and measured as its paper says; "
        "nothing in it is fitted. A figure is met when the model's expectation lies in its band: the 95 % interval "
        "that the paper prints or that follows from what it prints (published), or the width of [one rule]"
        "(../decisions/0016-bands-of-studies.md) (assigned). The range holds 90 % of virtual trials of the paper's size"
        f"{_drawn(told['draws'])}; "
        "z is the distance of simulated from observed over both errors together. Studies for calibration "
        "were seen by the fit; those for validation were not."
    )


def _drawn(draws: int) -> str:
    return f" over {draws} draws of what the calibration left open" if draws else ""


def _summary(told: Mapping[str, Any]) -> Table:
    rows = tuple(
        (use, str(each["points"]), str(each["within"]), f"{100.0 * each['within'] / each['points']:.0f}%",
         f"{100.0 * _foreseen(told['rows'], use) / each['points']:.0f}%")
        for use, each in told["summary"].items()
    )  # fmt: skip
    head = ("use", "figures", "within", "part", "observed in the range")
    return Table("Figures within their bands", head, rows)


def _foreseen(rows: Sequence[Row], use: str) -> int:
    """Figures that the paper found where the model's virtual trials lie."""
    mine = [row for row in rows if row["use"] == use and row["simulated"] is not None]
    return sum(row["simulated_low"] <= row["observed"] <= row["simulated_high"] for row in mine)


def _known(rows: Sequence[Row]) -> Table:
    return Table("Known misses", ("study", "arm", "what", "figure", "met all the same", "why it is missed"), tuple(
        tuple(_plain(cell) for cell in (row["study"], row["arm"], row["marker"], row["statistic"],
                                       "yes" if row["within"] else "no", row["because"]))
        for row in rows
    ))  # fmt: skip


def _heading(id: str, study: Mapping[str, Any]) -> str:
    lacking = f"\n\nIt could not be run: {study['lacking']}" if study["lacking"] else ""
    open_ = " Provisional: no second reader has found the same figures yet." if study["provisional"] else ""
    about = f"{study['question']} For {study['use']}; `{study['key']}`, {study['place']}.{open_}"
    return f"### {id}\n\n{about}{lacking}"


def _listed(told: Mapping[str, str]) -> str:
    return "\n".join(f"- **{id}**: {' '.join(text.split())}" for id, text in told.items())


def _number(value: float | None) -> str:
    if value is None:
        return MISSING
    return f"{value:.0f}" if abs(value) >= 100.0 else f"{value:.3g}"


def _span(low: float | None, high: float | None) -> str:
    return MISSING if low is None or high is None else f"{_number(low)} to {_number(high)}"


def _plain(cell: str) -> str:
    return " ".join(cell.replace("|", "/").split()) or MISSING
