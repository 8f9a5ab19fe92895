"""Reticulocytes of untreated and of treated pernicious anaemia lie among the 46 patients of gundogdu2010."""

from __future__ import annotations

import pytest

from corrin.catalog.causes import CAUSES
from corrin.catalog.markers import readings
from corrin.draws import usual
from corrin.engine import Life, live
from corrin.parameter import Covariates
from corrin.physiology.body import Body, typical
from corrin.physiology.state import State
from corrin.treatment import Dose

MILLIGRAM = 737_806.0  # pmol
BEGUN = 2160.0  # day of the cause: haemoglobin near 60 g/L
NORMAL = 150.0  # g/L, of the haematocrit of 45 % that counts are corrected to


def corrected(person: Body) -> tuple[float, float, float]:
    """Haemoglobin (g/L) untreated, and reticulocytes (%, corrected) untreated and on day 6 of daily injections."""
    given = tuple(Dose("cyanocobalamin", MILLIGRAM, "im", BEGUN + day) for day in range(6))
    life = Life(person, (usual(CAUSES["pernicious-anaemia"], 0.0),), given)
    found: list[float] = []
    for day, row in zip((BEGUN, BEGUN + 6.0), live(life, (BEGUN, BEGUN + 6.0)), strict=True):
        moment, body = State(*row.tolist()), life.on(day)
        haemoglobin = float(readings.haemoglobin(moment, body))
        found += [haemoglobin, float(readings.reticulocytes(moment, body)) * haemoglobin / NORMAL]
    return found[0], found[1], found[3]


def test_few_before_treatment_and_many_on_its_sixth_day() -> None:
    """0.57 (0.42) and 4.61 (2.66) %: means and standard deviations. Nothing was set to the second."""
    haemoglobin, before, after = corrected(typical(Covariates(65.0, "female", 65.0, 80.0)))
    assert 50.0 < haemoglobin < 80.0
    assert before == pytest.approx(0.57, abs=0.42)
    assert after == pytest.approx(4.61, abs=2.66)


def test_reticulum_that_is_kept_would_be_found() -> None:
    person = typical(Covariates(65.0, "female", 65.0, 80.0))
    _, before, _ = corrected(person._replace(marrow=person.marrow.replace(reticulum_lost=0.0)))
    assert before > 0.57 + 0.42
