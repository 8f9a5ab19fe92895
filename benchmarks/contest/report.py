"""The report: docs/benchmarks.md, from the rows of a run."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contest.curves import MARKS, Row, at_error, chosen, ratio
from contest.ladders import Plan
from contest.measure import CORES
from contest.notes import BEHIND, FAIR, HEAD, READING, TIME

PEER = "libRoadRunner"
TARGETS = {"A": 100.0, "B": 100.0, "C": 80.0}
TITLES = {
    "A": "30 years of slow onset, monthly output",
    "B": "a treated year, 9 injections, daily output",
    "C": "365 daily oral doses, daily output",
}


@dataclass
class Result:
    """All that a run found, growing as it goes."""

    load: float
    rows: list[Row] = field(default_factory=list[Row])
    agreement: dict[str, dict[str, float]] = field(default_factory=dict[str, dict[str, float]])
    cold: dict[str, float] = field(default_factory=dict[str, float])
    versions: dict[str, str] = field(default_factory=dict[str, str])
    plans: dict[str, dict[str, Plan]] = field(default_factory=dict[str, dict[str, Plan]])


def page(result: Result) -> str:
    """The whole page."""
    scenarios = list(result.agreement)
    parts = [
        HEAD,
        _verdict(result, scenarios),
        "![work-precision curves](images/work-precision.png)",
        READING,
    ]
    parts += [_scenario(result, name) for name in scenarios]
    parts += [_cold(result.cold), f"{BEHIND}\n{_worse(result)}", FAIR, TIME, _setting(result)]
    return "\n\n".join(part for part in parts if part) + "\n"


def machine() -> str:
    """The processor's model and how many cores of it are here."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{models[0] if models else platform.processor() or platform.machine()}, {CORES} cores"


def load() -> float:
    """How many processes want a core, on average over a minute; ours are among them."""
    return os.getloadavg()[0]


def times(value: float | None) -> str:
    return "not reached" if value is None else f"{value:,.0f}" if value >= 9.95 else f"{value:.2g}"


def _verdict(result: Result, scenarios: Sequence[str]) -> str:
    lines = [f"| corrin's throughput over {PEER}'s, one core | target | at p99 error 1e-3 | at 1e-4 | met |",
             "|---|---|---|---|---|"]  # fmt: skip
    for name in scenarios:
        found = [ratio(result.rows, "corrin", PEER, name, 1, error) for error in MARKS]
        best = max((each for each in found if each is not None), default=0.0)
        met = "yes" if best >= TARGETS[name] else "no"
        lines.append(
            f"| {name}: {TITLES[name]} | {TARGETS[name]:.0f} | {times(found[0])} | {times(found[1])} | {met} |"
        )
    return "\n".join(lines)


def _scenario(result: Result, name: str) -> str:
    engines = list(result.plans[name])
    lines = [f"## {name}: {TITLES[name]}", "", "Persons per second at a p99 error:", "",
             f"| engine | 1e-3, one core | 1e-3, {CORES} cores | 1e-4, one core | 1e-4, {CORES} cores | "
             "persons (error, timed run) | spread |", "|---|---|---|---|---|---|---|"]  # fmt: skip
    lines += [_line(result, engine, name) for engine in engines]
    far = ", ".join(f"{judge} {apart:.0e}" for judge, apart in result.agreement[name].items())
    lines += [
        "",
        f"Largest difference of independent solvers at 1e-9 from the reference: {far or 'not measured'}.",
    ]
    return "\n".join(lines)


def _line(result: Result, engine: str, scenario: str) -> str:
    one, all_ = (chosen(result.rows, engine, scenario, threads) for threads in (1, CORES))
    cells = [times(at_error(curve, error)) if curve else "-" for error in MARKS for curve in (one, all_)]
    if not one:
        return f"| {engine} | {' | '.join(['given up'] * 4)} | - | - |"
    spread = f"{100.0 * max(row.spread for row in one):.0f} %"
    return f"| {engine} | {' | '.join(cells)} | {one[0].persons}, {one[0].timed} | {spread} |"


def _cold(cold: Mapping[str, float]) -> str:
    if not cold:
        return ""
    lines = ["## Cold start", "", "| a whole process, to the first person of A | seconds |", "|---|---|"]
    return "\n".join(lines + [f"| {name} | {took:.1f} |" for name, took in cold.items()])


def _worse(result: Result) -> str:
    """Rungs where somebody had no result, and peers at least as fast at equal error, found in the rows."""
    found = [
        f"* {row.scenario}: {row.engine} at {row.tolerance:g} leaves persons without a result."
        for row in result.rows
        if row.threads == 1 and row.error_p99 == math.inf
    ]
    peers = {(row.engine, row.scenario) for row in result.rows if not row.engine.startswith("corrin")}
    slower = [
        f"* {name}: {engine} is as fast or faster at {error:g}."
        for engine, name in sorted(peers)
        for error in MARKS
        if (ratio(result.rows, "corrin", engine, name, 1, error) or math.inf) <= 1.0
    ]
    return "\n".join(found + (slower or ["* No peer was faster in A, B or C at an error that both reached."]))


def _setting(result: Result) -> str:
    packages = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    return (f"## Setting\n\n{machine()}; Python {platform.python_version()}, {platform.system()}; {packages}. "
            f"Load average when the run began: {result.load:.1f}. Written by `make bench`.")  # fmt: skip
