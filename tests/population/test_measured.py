"""What a laboratory reports: scatter as declared, set points that stay, and assays that fail."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from corrin.catalog.causes import CAUSES
from corrin.catalog.markers import MARKERS
from corrin.catalog.populations import POPULATIONS
from corrin.distribution import log_sd
from corrin.marker import Marker, Sign
from corrin.population import Crowd, Had, measured, people
from corrin.renal import ckd_epi

SIZE = 4000
DAYS = np.array([0.0, 30.0, 60.0])
NUMERIC = [id for id, each in MARKERS.items() if isinstance(each, Marker)]
CLOSE = 0.08
"""Part by which a standard deviation of 4000 may be off: seven of its standard errors."""


@pytest.fixture(scope="module")
def crowd() -> Crowd:
    return people(POPULATIONS["us-2001-04"], tuple(CAUSES.values()), 2, range(SIZE))


def logs(crowd: Crowd, id: str, **more: str) -> np.ndarray:
    """Log of reported over true."""
    flat = np.full((SIZE, DAYS.size), 100.0)
    return np.log(measured(crowd, {id: flat}, DAYS, MARKERS, **more)[id] / 100.0)


@pytest.mark.parametrize("id", [id for id in NUMERIC if not MARKERS[id].deceived])  # pyright: ignore
def test_scatter_is_as_declared(id: str, crowd: Crowd) -> None:
    marker = MARKERS[id]
    assert isinstance(marker, Marker)
    found = logs(crowd, id)
    within = np.hypot(log_sd(marker.noise.within), log_sd(marker.noise.assay))
    if within > 0.0:
        assert np.std(found[:, 0] - found[:, 1]) / np.sqrt(2.0) == pytest.approx(within, rel=CLOSE)
    if marker.set_point_sd() > 0.0:
        shared = np.cov(found[:, 0], found[:, 1])[0, 1]
        own = marker.set_point_sd() ** 2
        assert shared == pytest.approx(own, abs=CLOSE * (own + within**2) * 2.0)


def test_the_scatter_of_a_day_is_one_for_all_its_hours(crowd: Crowd) -> None:
    """Six hours apart only the assay differs; a day apart the day too, so that scatter drawn anew would fail."""
    noise, days = MARKERS["homocysteine"].noise, np.array([3.0, 3.25, 4.0])  # pyright: ignore
    flat = np.full((SIZE, days.size), 100.0)
    found = np.log(measured(crowd, {"homocysteine": flat}, days, MARKERS)["homocysteine"])
    hours, next_day = (np.std(found[:, 0] - found[:, n]) / np.sqrt(2.0) for n in (1, 2))
    assert hours == pytest.approx(log_sd(noise.assay), rel=CLOSE)
    assert next_day == pytest.approx(np.hypot(log_sd(noise.within), log_sd(noise.assay)), rel=CLOSE)
    assert next_day > (1.0 + 2.0 * CLOSE) * hours


def test_a_result_does_not_depend_on_the_others(crowd: Crowd) -> None:
    flat = np.full((SIZE, 1), 100.0)
    rows = np.array([7, 2000, 31])
    whole = measured(crowd, {"mma": flat}, DAYS[:1], MARKERS)["mma"]
    few = measured(crowd.of(rows), {"mma": flat[rows]}, DAYS[:1], MARKERS)["mma"]
    assert np.array_equal(few, whole[rows])


def test_an_added_marker_or_day_changes_no_other(crowd: Crowd) -> None:
    flat = np.full((SIZE, DAYS.size), 100.0)
    one = measured(crowd, {"mma": flat[:, :1]}, DAYS[:1], MARKERS)["mma"]
    more = measured(crowd, {"hb": flat, "mma": flat}, DAYS, MARKERS)["mma"]
    assert np.array_equal(one[:, 0], more[:, 0])


def test_a_platform_is_a_factor(crowd: Crowd) -> None:
    marker = MARKERS["total-b12"]
    assert isinstance(marker, Marker) and marker.platforms
    clean = replace(crowd, had={})
    for name, factor in marker.platforms.items():
        assert np.exp(logs(clean, "total-b12", platform=name) - logs(clean, "total-b12")) == pytest.approx(
            factor
        )


def test_signs_come_up_as_often_as_they_should(crowd: Crowd) -> None:
    chance = np.linspace(0.0, 1.0, SIZE)[:, None]
    found = measured(crowd, {"anti-if": chance}, DAYS[:1], MARKERS)["anti-if"]
    assert set(np.unique(found)) == {0.0, 1.0}
    assert found.mean() == pytest.approx(0.5, abs=5.0 * 0.5 / np.sqrt(SIZE))
    assert found[:400].mean() < 0.1 < 0.9 < found[-400:].mean()


def test_egfr_is_worked_out_from_the_reported_creatinine(crowd: Crowd) -> None:
    flat = np.full((SIZE, 1), 80.0)
    found = measured(crowd, {"creatinine": flat, "egfr": flat}, DAYS[:1], MARKERS)
    who = crowd.covariates
    wanted = ckd_epi(found["creatinine"][:, 0], np.asarray(who.age), np.asarray(who.sex))
    assert np.array_equal(found["egfr"][:, 0], wanted)


@pytest.fixture(scope="module")
def ill(crowd: Crowd) -> Crowd:
    """Half of them with pernicious anaemia."""
    had = crowd.had["pernicious-anaemia"]
    return replace(crowd, had={"pernicious-anaemia": Had(had.affliction, np.arange(SIZE) % 2 == 0)})


def reads_normal(crowd: Crowd, **more: str) -> np.ndarray:
    """Who gets a normal B12, while nobody's is."""
    low = MARKERS["total-b12"].limits.low  # pyright: ignore
    return (
        measured(crowd, {"total-b12": np.full((SIZE, 1), 1.0)}, DAYS[:1], MARKERS, **more)["total-b12"][:, 0]
        >= low
    )


@pytest.mark.parametrize("platform", ["automated", "siemens"])
def test_an_automated_assay_fails_in_sera_with_the_antibody_alone(ill: Crowd, platform: str) -> None:
    deceit, sign = MARKERS["total-b12"].deceived, MARKERS["anti-if"]  # pyright: ignore
    assert deceit is not None and deceit.antibody is sign and isinstance(sign, Sign)
    chance = sign.probability({"pernicious-anaemia": ill.had["pernicious-anaemia"].present.astype(float)})
    antibody = measured(ill, {"anti-if": chance[:, None]}, DAYS[:1], MARKERS)["anti-if"][:, 0] > 0.5
    failed = reads_normal(ill, platform=platform)
    assert antibody.sum() > 500 and not np.any(failed & ~antibody)
    sd = np.sqrt(deceit.part * (1 - deceit.part) / antibody.sum())
    assert failed[antibody].mean() == pytest.approx(deceit.part, abs=5.0 * sd)


@pytest.mark.parametrize("more", [{}, {"platform": "bio-rad"}])
def test_a_radioassay_is_not_deceived(ill: Crowd, more: dict[str, str]) -> None:
    assert not np.any(reads_normal(ill, **more))
