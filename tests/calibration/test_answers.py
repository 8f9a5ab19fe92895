"""The proof of the answers finds what is wrong with them, and goes on where it broke off."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "calibration"))

from answering import boosted, peers, read, scores  # noqa: E402 - the folder is no package
from answering.measure import OUTSIDE, WORLDS, patient  # noqa: E402
from answering.runs import Runs  # noqa: E402
from answering.virtual import MARKERS, PANELS  # noqa: E402

SEED = 5


def test_even_places_pass_and_narrow_bands_do_not() -> None:
    even = np.random.default_rng(1).random(400)
    found = scores.ranks({"even": even, "narrow": np.clip(0.5 + 1.5 * (even - 0.5), 0.0, 1.0)})
    assert found["even"].corrected > 0.01 > found["narrow"].corrected
    assert found["even"].within90 == pytest.approx(0.9, abs=0.05)
    assert found["narrow"].within90 < 0.7


def test_holm_is_stepwise() -> None:
    assert scores.holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})


def test_errors_of_chances_are_set_beside_what_chance_would_show() -> None:
    p = np.random.default_rng(2).random(2000)
    right, wrong = (np.random.default_rng(3).random(2000) < q for q in (p, 0.5 * p))
    assert scores.reliable(p, right).p > 0.01
    found = scores.reliable(p, wrong)
    assert found.p == 0.0 and found.error == pytest.approx(0.25, abs=0.03)


def test_area_under_the_curve_counts_ties_half() -> None:
    assert scores.auc([1.0, 2.0, 2.0, 3.0], [False, False, True, True]) == pytest.approx(0.875)
    assert math.isnan(scores.auc([1.0, 2.0], [True, True]))


def test_the_formula_is_the_published_one() -> None:
    """Fedosov 2015: log10(holoTC B12 / (MMA tHcy)) less 3.79 / (1 + (age / 230) ** 2.6)."""
    seen = {"holotc": 50.0, "total-b12": 300.0, "mma": 200.0, "homocysteine": 10.0}
    assert peers.combined(seen, 60.0) == pytest.approx(
        -(math.log10(7500.0) - 3.79 / (1.0 + (60.0 / 230.0) ** 2.6))
    )


def test_a_density_from_quantiles_holds_one() -> None:
    known = np.linspace(4.0, 6.0, len(boosted.LEVELS))[None]
    at = np.linspace(-10.0, 20.0, 30_001)
    density = np.exp(boosted.log_density(np.repeat(known, at.size, axis=0), at))
    assert float(density.sum() * (at[1] - at[0])) == pytest.approx(1.0, abs=1e-3)


def test_a_patient_is_the_same_again_and_measured_as_told() -> None:
    one, again = (patient(SEED, 5, WORLDS["as presumed"]) for _ in range(2))
    assert one == again
    told = {each.test: each.value for each in one.person.results}
    assert set(told) == set(PANELS[one.panel])
    assert OUTSIDE.id in patient(SEED, 5, WORLDS["a cause outside"]).truth.causes


def test_the_truth_lies_evenly_in_its_answers() -> None:
    """Coverage of some 160 places, twenty a patient: bands half as wide would hold 59 % in place of 90 %."""
    found = [read.record(SEED, number, "as presumed", 1500) for number in range(8)]
    places = np.array([place for each in found for place in each["place"].values()])
    assert len(places) > 140
    assert 0.8 < np.mean(np.abs(places - 0.5) < 0.45) < 0.97
    assert {"store", "deficient", "time to anaemia"} < set(found[0]["place"]) <= {*MARKERS, "store", "deficient",
                                                                                  "time to anaemia"}  # fmt: skip


def test_a_run_goes_on_where_it_broke_off(tmp_path: Path) -> None:
    asked: list[int] = []

    def find(number: int) -> dict[str, Any]:
        asked.append(number)
        return {"number": number, "square": number**2}

    runs = Runs(tmp_path, "key")
    runs.of("part", range(3), find)
    file = next(tmp_path.iterdir())
    file.write_text(file.read_text(encoding="utf-8") + '{"number": 3, "squ', encoding="utf-8")
    again = runs.of("part", range(5), find)
    assert [each["square"] for each in again] == [0, 1, 4, 9, 16]
    assert asked == [0, 1, 2, 3, 4]


def test_how_many_quantities_miss_by_chance_alone() -> None:
    """Against 4,000 draws of answers that hold just 90 %; many answers leave none, few leave most."""
    counts = [150, 333, 333, 1000]
    held = np.random.default_rng(8).binomial(counts, 0.9, (4000, 4)) / np.array(counts)
    off = ((held < 0.88 - 1e-9) | (held > 0.92 + 1e-9)).sum(axis=1).mean()
    assert scores.off_by_chance(counts) == pytest.approx(off, abs=0.05)
    assert scores.off_by_chance([100_000]) < 1e-9
    assert scores.off_by_chance([10, 10]) > 1.0
