"""The contest with other engines: its scenarios, its errors, and its reading of curves."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from corrin.cause import YEAR
from corrin.engine import Cohort, lived

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from contest import field, report  # noqa: E402 - a folder of its own, not part of the package
from contest.curves import Row, at_error, errors, ratio  # noqa: E402
from contest.engines.corrin_engine import Corrin  # noqa: E402
from contest.ladders import plan  # noqa: E402
from contest.measure import contest  # noqa: E402
from contest.scenarios import READS, SCENARIOS, Scenario  # noqa: E402
from contest.truth import truth  # noqa: E402

LEDGER = 4  # the last states count what was eaten and lost
PROMISED = {"engine", "scenario", "threads", "error_p50", "error_p99", "persons_per_second"}


def row(tolerance: float, error: float, speed: float, engine: str = "one") -> Row:
    return Row(engine, "A", 1, tolerance, error / 3.0, error, speed, 0.0, 100, 100)


CURVE = [row(1e-2, 1e-2, 1000.0), row(1e-4, 1e-4, 10.0), row(1e-3, 1e-3, 100.0)]


def test_slow_onset_is_what_it_says() -> None:
    scenario = SCENARIOS["A"](40)
    causes = [life.afflictions[0] for life in scenario.lives]
    assert len(scenario.days) == 361 and scenario.days[-1] == pytest.approx(30.0 * YEAR)
    for what, low, high in (("onset", 0.3 * YEAR, 4.0 * YEAR), ("tempo", 0.2 * YEAR, 4.0 * YEAR),
                            ("severity", 0.7, 1.0)):  # fmt: skip
        values = np.array([getattr(each, what) for each in causes])
        assert low < values.min() < low + 0.2 * (high - low) < high - 0.2 * (high - low) < values.max() < high
    assert not any(life.doses for life in scenario.lives)
    still = lived(Cohort.of(scenario.lives[0]), [0.0, 100.0], starts=scenario.starts[:1]).values[0]
    assert still[1, :-LEDGER] == pytest.approx(still[0, :-LEDGER], rel=1e-4, abs=1e-2)


@pytest.mark.parametrize(("name", "form", "route", "count"), [
    ("B", "hydroxocobalamin", "im", 9), ("C", "cyanocobalamin", "oral", 365)])  # fmt: skip
def test_treated_scenarios_are_what_they_say(name: str, form: str, route: str, count: int) -> None:
    scenario = SCENARIOS[name](8)
    assert scenario.days.tolist() == list(range(366))
    for life in scenario.lives:
        assert len(life.doses) == count
        assert {(dose.form, dose.route) for dose in life.doses} == {(form, route)}
        assert all(dose.amount == pytest.approx(737_806.0, abs=1.0) for dose in life.doses)
        assert not {dose.day for dose in life.doses} & set(scenario.days.tolist())
        assert life.afflictions[0].strength(0.0) == 1.0
    shifts = {round(life.doses[0].day, 9) for life in scenario.lives}
    assert len(shifts) == (8 if name == "B" else 1)


def test_people_of_the_treated_scenarios_are_ill() -> None:
    scenario = SCENARIOS["B"](20)
    values = Corrin(scenario).live(range(20), 1e-4)
    assert np.median(values[:, 0, 2]) > 3.0 * np.median(values[:, -1, 2])  # methylmalonate
    assert np.median(values[:, 0, 4]) < np.median(values[:, -1, 4])  # haemoglobin


def test_a_curve_is_read_between_its_points() -> None:
    assert at_error(CURVE, 1e-3) == pytest.approx(100.0)
    assert at_error(CURVE, 10**-2.5) == pytest.approx(10**2.5)


@pytest.mark.parametrize("error", [2e-2, 9e-5])
def test_a_curve_is_never_extrapolated(error: float) -> None:
    assert at_error(CURVE, error) is None
    assert at_error(CURVE[:1], error) is None
    assert (
        ratio([*CURVE, *(each._replace(engine="two") for each in CURVE)], "one", "two", "A", 1, error) is None
    )
    assert report.times(None) == "not reached"


def test_a_rung_that_failed_is_not_a_neighbour() -> None:
    assert at_error([row(1e-2, np.inf, 1e6), row(1e-4, 1e-4, 10.0)], 1e-3) is None


def test_a_ratio_is_of_throughputs_at_equal_error() -> None:
    slower = [
        each._replace(engine="two", persons_per_second=each.persons_per_second / 50.0) for each in CURVE
    ]
    assert ratio([*CURVE, *slower], "one", "two", "A", 1, 3e-4) == pytest.approx(50.0)


class Sabotaged(Corrin):
    """One output of one person on one day is a little off."""

    def live(self, persons: range, tolerance: float, threads: int = 1) -> np.ndarray:
        values = super().live(persons, tolerance, threads)
        values[0, 100, 3] *= 1.01
        return values


def small(name: str, kind: type[Corrin] = Corrin) -> list[Row]:
    scenario: Scenario = SCENARIOS[name](6)
    planned = plan("corrin", name, quick=True)._replace(ladder=(1e-3, 1e-4), persons=6, timed=6)
    return contest(scenario, {"corrin": kind(scenario)}, {"corrin": planned}, truth(scenario))


def test_rows_carry_what_is_promised(capsys: pytest.CaptureFixture[str]) -> None:
    rows = small("A")
    assert len(rows) == 4 and all(set(each._asdict()) >= PROMISED for each in rows)
    assert json.loads(json.dumps([each._asdict() for each in rows]))[0]["engine"] == "corrin"
    assert all(0.0 < each.error_p50 <= each.error_p99 < 1e-2 < each.persons_per_second for each in rows)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2 + 3 * 2  # a line for each measurement


def test_a_sabotaged_engine_is_seen() -> None:
    assert all(each.error_p99 == pytest.approx(0.01, rel=0.1) for each in small("A", Sabotaged))


def test_no_result_is_an_endless_error() -> None:
    known = np.ones((2, 3, 1))
    found = known.copy()
    found[1, 2, 0] = np.nan
    assert errors(found, known).tolist() == [0.0, np.inf]


def test_a_missing_package_leaves_its_engine_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(field.ENGINES, "absent", ("nowhere_engine", "Nowhere", ("nowhere",)))
    assert field.engine("absent") is None
    assert "absent is left out" in capsys.readouterr().out
    assert field.engine("corrin") is Corrin


def test_the_outputs_are_the_six() -> None:
    assert len(READS) == 6
