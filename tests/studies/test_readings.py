"""Second readings: whoever read the paper without seeing the declaration found the same figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from corrin.catalog.studies import ids, study
from corrin.study import Observed
from corrin.units import PMOL_PER_UG

FOLDER = Path(__file__).resolve().parents[1] / "readings"
CLOSE = 0.011  # papers round, and some answers were worked out from counts
UNITS = (1.0, PMOL_PER_UG / 1000.0, 0.738, 1000.0, 100.0, 30.4, 365.25, 7.0)  # between units in use
PROVISIONAL = [id for id in ids() if study(id).provisional]


def numbers(value: Any) -> list[float]:
    """Every number in an answer: single, in a list, or one of two in a range."""
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, (int, float)):
        return [float(value)]
    if isinstance(value, dict):
        return [n for each in value.values() for n in numbers(each)]
    if isinstance(value, list):
        return [n for each in value for n in numbers(each)]
    return []


def answers(id: str) -> list[float]:
    """What the second reader found in the paper, without words."""
    told = yaml.safe_load((FOLDER / f"{id}.yaml").read_text(encoding="utf-8"))
    shares = [100.0 * each["value"] / each["n"] for each in told["answers"] if each.get("unit") == "patients"]
    return shares + [n for each in told["answers"] for key in ("value", "spread", "converted", "n")
                     for n in numbers(each.get(key))]  # fmt: skip


def agrees(seen: Observed, found: list[float]) -> bool:
    """A direction is words in the paper, so only figures are compared."""
    if seen.statistic.kind == "sign":
        return True
    wanted = abs(seen.value)
    return any(abs(wanted - abs(n) * u) <= CLOSE * max(wanted, 1e-9) or abs(wanted * u - abs(n)) <= CLOSE * abs(n)
               for n in found for u in UNITS)  # fmt: skip


def lacking(id: str) -> list[str]:
    found = answers(id)
    return [f"{id}: {seen.arm} {seen.quantities[0].label} {seen.statistic.name} {seen.value:g} {seen.unit}"
            for seen in study(id).observed if not agrees(seen, found)]  # fmt: skip


def test_every_study_was_read_again() -> None:
    assert ids()
    assert [id for id in ids() if not (FOLDER / f"{id}.yaml").exists()] == []


@pytest.mark.parametrize("id", [id for id in ids() if id not in PROVISIONAL])
def test_a_second_reader_found_the_same_figures(id: str) -> None:
    assert lacking(id) == []


def test_what_is_provisional_lacks_something() -> None:
    assert [id for id in PROVISIONAL if not lacking(id)] == [], "these agree now: say so in `second_reader`"
    assert len(PROVISIONAL) <= 11  # may only shrink


def test_another_figure_would_be_found() -> None:
    """A sabotaged twin: figures half as large again are in few papers."""
    changed = [seen for id in ids() if id not in PROVISIONAL for seen in study(id).observed
               if seen.statistic.kind != "sign" and seen.value]  # fmt: skip
    caught = 0
    for id in ids():
        if id in PROVISIONAL:
            continue
        found = answers(id)
        for seen in study(id).observed:
            wrong = seen.value * 1.537
            caught += seen.statistic.kind != "sign" and not any(
                abs(abs(wrong) - abs(n) * u) <= CLOSE * abs(wrong) for n in found for u in UNITS
            )
    assert caught > 0.6 * len(changed)
