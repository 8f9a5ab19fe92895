"""Trends, odds a unit, and the days of a rise, against answers that are known."""

from __future__ import annotations

import numpy as np
import pytest

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.study import Peak, Risen, Years
from corrin.study.sample import Sample, Want
from corrin.study.statistic import TREND, odds_ratio_a_unit_below


def test_a_trend_is_a_sign_and_none_is_nought() -> None:
    x = np.linspace(0.0, 1.0, 200)
    noise = np.random.default_rng(1).normal(size=200)
    assert TREND.of(x, x + 0.1 * noise) == 1.0
    assert TREND.of(x, -x + 0.1 * noise) == -1.0
    assert TREND.of(x, np.tile([0.0, 1.0], 100)) == 0.0


def test_odds_a_unit_are_those_that_were_simulated() -> None:
    """20,000 persons give the log odds ratio to about 0.005."""
    rng = np.random.default_rng(2)
    years = rng.uniform(0.0, 13.0, 20000)
    low = rng.uniform(size=years.size) < 1.0 / (1.0 + np.exp(2.5 - np.log(1.13) * years))
    found = odds_ratio_a_unit_below(150.0).of(years, np.where(low, 100.0, 300.0))
    assert found == pytest.approx(1.13, abs=0.02)


class _Crowd:
    size = 2
    had: dict[str, object] = {}


def _sample(what: Risen, *courses: list[float]) -> Sample:
    table = np.array(courses)
    return Sample(_Crowd(), {}, {want: table[:, n] for n, want in enumerate(what.wants)}, {})  # type: ignore[arg-type]


def test_a_rise_and_a_peak_have_their_days() -> None:
    rise, peak = Risen("reticulocytes", 1.5, 3.0, 1.0), Peak("reticulocytes", most=3.0, every=1.0)
    assert rise.wants == tuple(Want("reticulocytes", day) for day in (0.0, 1.0, 2.0, 3.0))
    courses = [1.0, 1.2, 1.8, 1.6], [2.0, 2.1, 2.2, 2.3]
    assert rise.of(_sample(rise, *courses)).tolist() == [2.0, np.inf]
    assert peak.of(_sample(peak, *courses)).tolist() == [2.0, 3.0]


def test_years_of_a_cause_that_nobody_has_are_nought() -> None:
    what = Years(PERNICIOUS_ANAEMIA)
    assert what.of(Sample(_Crowd(), {}, {}, {})).tolist() == [0.0, 0.0]  # type: ignore[arg-type]
