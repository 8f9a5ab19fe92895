"""Red cells of pernicious anaemia are as large as published ones, before anaemia, at its worst and on treatment."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from corrin.catalog.causes import CAUSES
from corrin.catalog.markers import readings
from corrin.draws import usual
from corrin.engine import Life, live
from corrin.parameter import Covariates
from corrin.physiology.body import Body, typical
from corrin.physiology.state import State
from corrin.treatment import Dose

MILLIGRAM = 737_806.0  # pmol
WOMAN = Covariates(65.0, "female", 65.0, 80.0)
DAYS = np.arange(0.0, 2700.0, 30.0)
CASES = ((76.0, 105.0), (63.0, 114.0), (56.0, 109.7), (44.0, 115.0))
"""Haemoglobin (g/L) and MCV (fL): mohyi2016, savjani2016 (not the one of a third microcytes), shmhemolysis, tulane2015."""


def seen(person: Body, days: np.ndarray, given: tuple[Dose, ...] = ()) -> np.ndarray:
    """Haemoglobin (g/L), MCV (fL) and RDW (%) on each day of a pernicious anaemia."""
    life = Life(person, (usual(CAUSES["pernicious-anaemia"], 0.0),), given)
    moments = [State(*row.tolist()) for row in live(life, tuple(days.tolist()))]
    read = (readings.haemoglobin, readings.mean_volume, readings.width)
    return np.array([[float(each(moment, life.on(day))) for each in read]
                     for day, moment in zip(days.tolist(), moments, strict=True)])  # fmt: skip


def apart(person: Body) -> float:
    """Mean of how far MCV is from the published cases' (fL), at their haemoglobin."""
    haemoglobin, volume, _ = seen(person, DAYS).T
    falling = np.argmax(haemoglobin < 130.0)
    at = np.interp([-hb for hb, _ in CASES], -haemoglobin[falling:], volume[falling:])
    return float(np.mean(at - [fl for _, fl in CASES]))


def test_severe_anaemia_has_cells_as_large_as_published() -> None:
    assert abs(apart(typical(WOMAN))) < 3.0


def test_cells_that_grow_at_the_first_lack_alone_would_be_found() -> None:
    person = typical(WOMAN)
    assert apart(person._replace(marrow=person.marrow.replace(swelling=0.22, swelling_half=0.5))) < -3.0


def test_macrocytosis_leads_anaemia() -> None:
    """carmel1979: on the day on which she is anaemic, cells have been too large for months."""
    haemoglobin, volume, _ = seen(typical(WOMAN), DAYS).T
    anaemic, large = (int(np.argmax(each)) for each in (haemoglobin < 120.0, volume > 98.0))
    assert DAYS[anaemic] - DAYS[large] > 90.0


def test_cells_of_many_sizes_stay_in_the_blood_when_treatment_begins() -> None:
    """They are those made before: neither size nor width falls within days, and both do within months."""
    given = tuple(
        Dose("cyanocobalamin", MILLIGRAM, "im", 2100.0 + day) for day in (0.0, 1.0, 2.0, 7.0, 14.0, 28.0)
    )
    _, volume, width = seen(typical(WOMAN), 2100.0 + np.array([0.0, 4.0, 21.0, 56.0]), given).T
    assert volume[1] > 0.98 * volume[0] and width[1] > 0.95 * width[0]
    assert all(later < earlier for earlier, later in (*pairwise(volume), *pairwise(width)))
