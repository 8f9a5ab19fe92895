"""By age: odds that level off, and kidneys that fail faster when old."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from corrin.cause import Prevalence
from corrin.parameter import Covariates
from corrin.population import Filtration
from corrin.source import Source

OURS = Source("corrin", "made up for a test", status="assumed")
LEVEL = Prevalence(0.02, OURS, per_decade=2.0, level_from=70.0)
KIDNEYS = Filtration(120.0, 22.0, 0.8, 13.0, OURS, least=10.0, old=70.0, more_a_year=0.5)


def rise(prevalence: Prevalence, younger: float, older: float) -> float:
    """Odds at one age over those at another."""
    one, other = (prevalence.odds(Covariates(age, "female")) for age in (younger, older))
    return float(other / one)


def test_odds_rise_until_they_level_off() -> None:
    assert rise(LEVEL, 50.0, 60.0) == pytest.approx(2.0)
    assert rise(LEVEL, 60.0, 70.0) == pytest.approx(2.0)
    assert rise(LEVEL, 70.0, 90.0) == pytest.approx(1.0)


def test_odds_that_never_level_off_would_be_found() -> None:
    assert rise(replace(LEVEL, level_from=120.0), 70.0, 90.0) == pytest.approx(4.0)


def fall(kidneys: Filtration, younger: float) -> float:
    """eGFR lost in ten years by the median person."""
    return float(kidneys.quantile(younger, 0.5) - kidneys.quantile(younger + 10.0, 0.5))


def test_kidneys_of_the_old_fail_faster() -> None:
    assert fall(KIDNEYS, 30.0) == pytest.approx(8.0)
    assert fall(KIDNEYS, 70.0) == pytest.approx(13.0)
    assert not math.isclose(fall(replace(KIDNEYS, more_a_year=0.0), 70.0), 13.0), (
        "one straight line would pass"
    )
