"""The page of studies says what its rows say, and no row is missing."""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corrin.catalog.studies import ids
from corrin.interfaces.replication import USES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
sys.path.insert(0, str(FOLDER))

from reference_pages import studies as page  # noqa: E402 - the folder of the pages is no package

AGAIN = "docs/reference/studies.md is not what studies.json gives: run `make replicate`"


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return page.read(FOLDER)


def _inside(row: dict[str, Any]) -> bool:
    return row["simulated"] is not None and row["low"] <= row["simulated"] <= row["high"]


def wrong(told: dict[str, Any]) -> list[str]:
    """What of the rows contradicts itself."""
    found = [f"{row['study']}: within" for row in told["rows"] if row["within"] != _inside(row)]
    for use in USES:
        rows = [row for row in told["rows"] if row["use"] == use]
        counted = {"points": len(rows), "within": sum(row["within"] for row in rows)}
        if rows and told["summary"].get(use) != counted:
            found.append(f"summary of {use}")
    named = {row["study"] for row in told["rows"]}
    return found + [f"{id}: no rows" for id in told["studies"] if id not in named]


def test_page_is_made_of_the_rows(told: dict[str, Any]) -> None:
    assert len(told["rows"]) > 100
    assert (FOLDER / "studies.md").read_text(encoding="utf-8") == page.page(told).markdown(), AGAIN
    assert (FOLDER / "studies.json").read_text(encoding="utf-8") == page.stored(told), AGAIN


def test_rows_agree_with_themselves(told: dict[str, Any]) -> None:
    assert wrong(told) == []


def test_a_wrong_row_would_be_found(told: dict[str, Any]) -> None:
    twin = copy.deepcopy(told)
    twin["rows"][3]["within"] = not twin["rows"][3]["within"]
    assert len(wrong(twin)) == 2
    twin["studies"]["made-up1999"] = {}
    assert len(wrong(twin)) == 3


def test_the_page_counts_what_was_observed_in_the_range(told: dict[str, Any]) -> None:
    row = {"use": "validation", "simulated": 2.0, "simulated_low": 1.0, "simulated_high": 3.0}
    rows = [row | {"observed": 1.5}, row | {"observed": 4.0}, row | {"observed": 0.0, "simulated": None}]
    assert page._foreseen(rows, "validation") == 1
    assert page._foreseen(rows, "calibration") == 0
    assert told["draws"] > 0, "the ranges lack what the calibration left open"


def test_every_number_is_one(told: dict[str, Any]) -> None:
    json.dumps(told, allow_nan=False)
    z = np.array([row["z"] for row in told["rows"] if row["z"] is not None])
    assert z.size > 0.8 * len(told["rows"])


def test_every_study_has_its_figure(told: dict[str, Any]) -> None:
    assert set(told["studies"]) <= set(ids())
    assert [id for id in told["studies"] if not (FOLDER / "studies" / f"{id}.svg").is_file()] == []


def test_known_misses_are_listed_with_their_reason(told: dict[str, Any]) -> None:
    text = (FOLDER / "studies.md").read_text(encoding="utf-8")
    for row in told["rows"]:
        if row["because"]:
            assert " ".join(row["because"].replace("|", "/").split()) in text


def unexplained(told: dict[str, Any], text: str) -> set[str]:
    """Studies with a missed figure that the page of limits does not name, and those it names that are met."""
    missed = {row["study"] for row in told["rows"] if row["use"] == "calibration" and not row["within"]}
    tables = "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| "))
    named = {word.strip() for line in tables.splitlines() for word in line.split(",")} & set(told["studies"])
    return missed ^ named


def test_every_miss_has_its_place_among_the_limits(told: dict[str, Any]) -> None:
    text = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    assert unexplained(told, text) == set()
    assert unexplained(told, text.replace("winkels2008", "")) == {"winkels2008"}
