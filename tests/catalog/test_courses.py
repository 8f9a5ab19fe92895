"""Every cause, diet and treatment of the catalogue is lived, and moves the markers the way it should."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import xarray as xr

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.diets import DIETS
from corrin.catalog.markers import MARKERS
from corrin.catalog.treatments import TREATMENTS
from corrin.cause import YEAR, Affliction, Cause
from corrin.draws import usual
from corrin.marker import Marker
from corrin.parameter import Covariates
from corrin.simulate import Prescription, Scenario, simulate

EVERY = {**CAUSES, **LOOK_ALIKES}
DAYS = np.linspace(0.0, 4.0 * YEAR, 17)
SAME = (0.95, 1.05)
DOWN, UP = (0.0, 0.95), (1.05, 1e3)
SMALL_DOWN = (0.75, 0.99)
NOT_DOWN = (0.95, 1e3)

DIRECTIONS: dict[str, dict[str, tuple[float, float]]] = {
    "low-intake": {"total-b12": DOWN, "holotc": DOWN, "mma": UP, "gastrin": SAME},
    "autoimmune-gastritis": {"gastrin": UP, "pepsinogen-1": DOWN, "pepsinogen-ratio": DOWN, "ferritin": DOWN,
                             "holotc": (0.6, 0.98)},
    "pernicious-anaemia": {"total-b12": (0.0, 0.5), "holotc": (0.0, 0.4), "mma": (2.0, 30.0), "mcv": UP,
                           "homocysteine": (1.5, 10.0), "hb": DOWN, "gastrin": (2.0, 50.0), "ldh": UP,
                           "platelets": DOWN, "pepsinogen-1": DOWN, "anti-if": (2.0, 1e3),
                           "anti-parietal": (2.0, 1e3)},
    "h-pylori-gastritis": {"total-b12": (0.8, 0.995), "gastrin": UP, "h-pylori-stool": (2.0, 1e3),
                           "h-pylori-breath": (2.0, 1e3), "h-pylori-serology": (2.0, 1e3)},
    "food-cobalamin-malabsorption": {"holotc": (0.5, 0.95), "mma": (1.01, 1.6), "pepsinogen-1": DOWN,
                                     "gastrin": UP},
    "gastrectomy-total": {"total-b12": (0.0, 0.5), "mma": (2.0, 30.0), "mcv": UP, "hb": DOWN,
                          "pepsinogen-1": (0.0, 0.05)},
    "gastrectomy-distal": {"holotc": DOWN, "ferritin": DOWN, "pepsinogen-1": DOWN},
    "rygb": {"total-b12": DOWN, "holotc": DOWN, "mma": UP, "ferritin": DOWN},
    "sleeve": {"holotc": DOWN, "mma": UP},
    "acid-suppression": {"total-b12": SMALL_DOWN, "holotc": SMALL_DOWN, "mma": (0.99, 1.2), "gastrin": UP},
    "metformin": {"total-b12": SMALL_DOWN, "holotc": SMALL_DOWN, "gastrin": SAME, "hb": SAME},
    "sibo": {"total-b12": DOWN, "mma": UP, "folate": UP},
    "fish-tapeworm": {"total-b12": DOWN, "mma": UP},
    "pancreatic-insufficiency": {"holotc": SMALL_DOWN, "gastrin": SAME},
    "ileal-resection": {"total-b12": DOWN, "holotc": DOWN, "mma": UP, "gastrin": SAME},
    "crohns-ileitis": {"holotc": DOWN, "ferritin": DOWN, "crp": (2.0, 1e3), "calprotectin": (2.0, 1e3)},
    "coeliac": {"folate": DOWN, "ferritin": DOWN, "hb": (0.5, 0.999), "ttg-iga": (2.0, 1e3), "holotc": DOWN},
    "imerslund-graesbeck": {"total-b12": (0.0, 0.5), "mma": (2.0, 30.0), "gastrin": SAME},
    "if-deficiency": {"total-b12": (0.0, 0.5), "mma": (2.0, 30.0), "gastrin": SAME, "pepsinogen-1": SAME,
                      "anti-if": SAME},
    "systemic-autoimmune": {"total-b12": DOWN, "mma": SAME, "holotc": SAME, "crp": (2.0, 1e3),
                            "mcv": SAME},
    "haptocorrin-deficiency": {"total-b12": DOWN, "mma": SAME, "holotc": SAME, "homocysteine": SAME,
                               "mcv": SAME, "hb": SAME},
    "oral-contraceptive": {"total-b12": DOWN, "holotc": SAME, "mma": SAME},
    "pregnancy": {"total-b12": DOWN, "holotc": (0.8, 1.2), "hb": DOWN, "ferritin": DOWN, "egfr": UP},
    "transcobalamin-deficiency": {"holotc": (0.0, 0.15), "mma": (3.0, 50.0), "homocysteine": (2.0, 20.0),
                                  "total-b12": (0.7, 1.6), "mcv": UP, "hb": DOWN},
    "cblc": {"mma": (3.0, 50.0), "homocysteine": (2.0, 20.0), "total-b12": NOT_DOWN, "holotc": NOT_DOWN},
    "nitrous-oxide": {"homocysteine": (1.3, 20.0), "mcv": (1.01, 1.2), "hb": (0.5, 0.999), "egfr": SAME},
    "renal-impairment": {"mma": (1.3, 4.0), "total-b12": SAME, "homocysteine": UP, "creatinine": UP,
                         "egfr": DOWN, "mcv": SAME},
    "folate-deficiency": {"homocysteine": UP, "mma": SAME, "total-b12": SAME, "folate": (0.0, 0.6),
                          "folate-rbc": DOWN, "mcv": UP, "hb": DOWN},
    "iron-deficiency": {"mcv": (0.5, 0.99), "hb": DOWN, "ferritin": (0.0, 0.5), "mma": SAME, "total-b12": SAME,
                        "rdw": UP},
    "alcohol": {"mcv": UP, "platelets": DOWN, "folate": DOWN, "homocysteine": UP},
    "hypothyroidism": {"homocysteine": (1.02, 2.0), "mcv": (1.01, 1.2), "mma": SAME, "holotc": SAME},
    "marrow-disorder": {"mcv": UP, "hb": DOWN, "mma": SAME, "holotc": SAME},
    "bleeding": {"ferritin": (0.0, 0.5), "hb": DOWN, "mma": SAME},
    "haemolysis": {"reticulocytes": UP, "ldh": UP, "bilirubin": UP, "hb": DOWN, "mma": SAME},
    "inflammation": {"crp": (2.0, 1e3), "ferritin": UP, "mma": SAME},
    "raised-mma-unexplained": {"mma": (1.3, 10.0), "total-b12": SAME, "homocysteine": SAME, "egfr": SAME},
    "raised-homocysteine-unexplained": {"homocysteine": UP, "mma": SAME, "total-b12": SAME},
    "high-carrier": {"total-b12": UP, "holotc": SAME, "mma": SAME},
    "other-hypergastrinaemia": {"gastrin": UP, "anti-if": SAME},
}  # fmt: skip
NO_MARKER = {"other-neuropathy"}
"""Causes of symptoms alone: nothing a laboratory reads."""


def person_for(cause: Cause) -> Covariates:
    """A typical person in whom the cause can be."""
    low, high = cause.prevalence.ages
    person = Covariates(age=min(max(45.0, low), high), sex=cause.prevalence.sex or "male")
    assert cause.prevalence.of(person) > 0.0
    return person


def lived(person: Covariates, *afflictions: Affliction) -> xr.Dataset:
    return simulate(Scenario(person=person, afflictions=afflictions, years=4.01), MARKERS, days=DAYS)


@cache
def healthy(person: Covariates) -> xr.Dataset:
    return lived(person)


@cache
def course(id: str) -> xr.Dataset:
    cause = EVERY[id]
    return lived(person_for(cause), usual(cause, 0.0, tempo=0.0))


def change(ill: xr.Dataset, person: Covariates, marker: str) -> float:
    """What a marker reads on the last day, over what it would read in health."""
    return float(ill[marker][-1] / healthy(person)[marker][-1])


def wrong(cause: Cause, ill: xr.Dataset) -> list[str]:
    """Markers that a cause does not move as the table says."""
    found: list[str] = []
    for marker, (low, high) in DIRECTIONS[cause.id].items():
        times = change(ill, person_for(cause), marker)
        if not low <= times <= high:
            found.append(f"{marker} x {times:.3f}, not {low:g} to {high:g}")
    return found


def sound(data: xr.Dataset) -> None:
    for name in data:
        values = np.asarray(data[name])
        assert np.all(np.isfinite(values)), name
        assert np.all(values >= 0.0) or str(name).startswith("flow_"), (name, values.min())
    for marker in MARKERS.values():
        if not isinstance(marker, Marker):
            assert np.all(np.asarray(data[marker.id]) <= 1.0), marker.id


@pytest.mark.parametrize("id", sorted(EVERY))
def test_every_cause_is_lived(id: str) -> None:
    sound(course(id))
    sound(lived(person_for(EVERY[id]), Affliction(EVERY[id], 1.0, 30.0)))


def test_the_table_is_whole() -> None:
    assert set(DIRECTIONS) | NO_MARKER == set(EVERY)
    assert all(len(row) >= 1 and set(row) <= set(MARKERS) for row in DIRECTIONS.values())
    for id, row in DIRECTIONS.items():
        assert any(not low <= 1.0 <= high for low, high in row.values()), f"{id}: an inert cause would pass"


@pytest.mark.parametrize("id", sorted(DIRECTIONS))
def test_a_cause_moves_its_markers(id: str) -> None:
    assert wrong(EVERY[id], course(id)) == []


@pytest.mark.parametrize("id", sorted(DIRECTIONS))
def test_an_inert_cause_would_be_found(id: str) -> None:
    assert wrong(EVERY[id], healthy(person_for(EVERY[id])))


def test_a_cause_with_the_lesions_of_another_would_be_found() -> None:
    impostor = replace(CAUSES["pernicious-anaemia"], lesions=CAUSES["haptocorrin-deficiency"].lesions)
    assert any("mma" in each for each in wrong(impostor, lived(person_for(impostor), usual(impostor))))


@pytest.mark.parametrize("id", sorted(NO_MARKER))
def test_a_cause_of_symptoms_alone_moves_no_marker(id: str) -> None:
    numbers = [marker.id for marker in MARKERS.values() if isinstance(marker, Marker)]
    assert all(0.98 < change(course(id), person_for(EVERY[id]), marker) < 1.02 for marker in numbers)


@pytest.mark.parametrize("id", sorted(EVERY))
def test_more_severe_is_more_of_the_same(id: str) -> None:
    """Store of cobalamin: a graver cause never leaves clearly more of it than a milder one that lowers it."""
    cause, person = EVERY[id], person_for(EVERY[id])
    mild, grave = (float(lived(person, Affliction(cause, part))["store_body"][-1]) for part in (0.3, 0.9))
    before = float(healthy(person)["store_body"][-1])
    if mild < 0.999 * before:
        assert grave < mild
    else:
        assert grave == pytest.approx(before, rel=0.35)


@pytest.mark.parametrize("id", sorted(DIETS))
def test_every_diet_is_lived(id: str) -> None:
    data = simulate(Scenario(diet=DIETS[id].lesions, years=4.01), MARKERS, days=DAYS)
    sound(data)
    before = float(healthy(Covariates())["flow_eaten"][-1])
    lack = float(data["holotc"][-1]) / float(healthy(Covariates())["holotc"][-1])
    expected = {"omnivore": (1.0, 1.0), "vegetarian": (0.3, 0.9), "vegan": (0.0, 0.6)}.get(id, (1.0, 2.0))
    assert expected[0] - 0.01 <= lack <= expected[1] + 0.01
    eaten = before * DIETS[id].food / DIETS["omnivore"].food + DIETS[id].crystalline
    assert float(data["flow_eaten"][-1]) == pytest.approx(eaten, rel=0.02)


@pytest.mark.parametrize("id", sorted(TREATMENTS))
def test_every_treatment_is_lived(id: str) -> None:
    """From deep lack: doses raise holoTC at once; what is removed or eaten otherwise lets stores recover."""
    treatment = TREATMENTS[id]
    removed = [CAUSES[cause] for cause in treatment.removes]
    causes = removed or [CAUSES["pernicious-anaemia" if treatment.phases else "food-cobalamin-malabsorption"]]
    ill = tuple(usual(cause, 0.0, tempo=0.0) for cause in causes)
    start = 600.0
    end = start + (45.0 if treatment.phases else 730.0)
    days = np.array([0.0, 300.0, start, start + 10.0, start + 30.0, end])
    plain = Scenario(afflictions=ill, years=(end + 1.0) / YEAR)
    treated = replace(plain, prescriptions=(Prescription(treatment, start),))
    without, given = (simulate(each, MARKERS, days=days) for each in (plain, treated))
    sound(given)
    assert float(given["holotc"][2]) == pytest.approx(float(without["holotc"][2]), rel=1e-3)
    assert float(given["holotc"][-1]) > 1.01 * float(without["holotc"][-1])
    assert float(given["store_body"][-1]) > float(without["store_body"][-1])
    assert float(given["mma"][-1]) < float(without["mma"][-1])


def test_a_treatment_of_nothing_would_be_found() -> None:
    days = np.array([0.0, 600.0, 645.0])
    data = simulate(
        Scenario(afflictions=(usual(CAUSES["pernicious-anaemia"], tempo=0.0),)), MARKERS, days=days
    )
    assert not float(data["mma"][-1]) < float(data["mma"][-2])
