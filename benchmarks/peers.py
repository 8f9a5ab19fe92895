"""Corrin beside other engines: the same persons, equal error. See docs/benchmarks.md."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from contest import apart, field, figure, report  # noqa: E402 - beside this file
from contest.cold import cold  # noqa: E402
from contest.ladders import plan  # noqa: E402
from contest.measure import contest, say  # noqa: E402
from contest.scenarios import SCENARIOS, Array  # noqa: E402
from contest.truth import agreement, truth  # noqa: E402

DOCS = Path(__file__).parents[1] / "docs"


def main() -> None:
    """Run the contest; write the page and the figure, or with `--json` print rows and write nothing."""
    asked = _asked()
    result = report.Result(load=report.load())
    for _ in _stages(result, asked.scenarios, asked.quick):
        result.versions = field.versions(tuple(dict.fromkeys(row.engine for row in result.rows)))
        if not asked.json:  # after each stage, so that a run cut short leaves what it found
            _write(result, Path(asked.out))
    if asked.json:
        print(json.dumps([row._asdict() for row in result.rows], indent=1))


def _stages(result: report.Result, scenarios: str, quick: bool) -> Iterator[None]:
    """The scenarios; then, unless in a hurry, cold starts and diffrax."""
    kinds, known = field.here(), {}
    for name in scenarios:
        result.plans[name] = {engine: plan(engine, name, quick) for engine in kinds}
        known[name] = _one(name, kinds, result)
        yield
    if quick:
        return
    result.cold.update(cold(tuple(name for name in kinds if name != "corrin, alone")))
    yield
    for name in (each for each in scenarios if each in "AB" and field.engine("diffrax")):
        result.plans[name]["diffrax"] = plan("diffrax", name, quick)
        result.rows += apart.diffrax(name, known[name])
        yield


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer persons and tolerances; about 3 minutes")
    parser.add_argument("--json", action="store_true", help="print the rows, write no page")
    parser.add_argument("--scenarios", default="ABC", help="which of A, B and C")
    parser.add_argument("--out", default=str(DOCS), help="folder of the page; its images go below")
    return parser.parse_args()


def _one(name: str, kinds: dict[str, Any], result: report.Result) -> Array:
    """One scenario, every engine that can share a process; gives the reference."""
    plans = result.plans[name]
    scenario = SCENARIOS[name](max(each.persons for each in plans.values()))
    known = truth(scenario)
    engines = {engine: kind(scenario) for engine, kind in kinds.items()}
    say(f"{name}: {len(engines)} engines are loaded")
    result.agreement[name] = agreement(scenario, known, engines)
    result.rows += contest(scenario, engines, plans, known)
    return known


def _write(result: report.Result, docs: Path) -> None:
    figure.draw(result.rows, docs / "images" / "work-precision.png")
    (docs / "benchmarks.md").write_text(report.page(result), encoding="utf-8")
    say(f"wrote {docs / 'benchmarks.md'}")


if __name__ == "__main__":
    main()
