"""Simulate gives labelled courses that balance, of people who stay who they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import xarray as xr
from bodies import OURS

from corrin.catalog.causes import CAUSES
from corrin.catalog.diets import DIETS
from corrin.catalog.markers import MARKERS
from corrin.catalog.treatments import TREATMENTS
from corrin.cause import YEAR, Affliction, Lesion
from corrin.draws import sampled, usual
from corrin.engine import RELATIVE
from corrin.engine.cohort import numbers
from corrin.marker import Marker
from corrin.parameter import Covariates
from corrin.physiology.body import Body, scaled
from corrin.physiology.diet import Diet
from corrin.physiology.liver import Liver
from corrin.simulate import QUANTILES, Prescription, Scenario, simulate
from corrin.treatment import Dose
from corrin.units import PMOL_PER_UG

FEW = {id: MARKERS[id] for id in ("total-b12", "holotc", "mma", "hb", "anti-if")}
FIVE_YEARS = np.linspace(0.0, 5 * YEAR, 21)
PA = usual(CAUSES["pernicious-anaemia"], 0.0, tempo=0.0)


def last(data: xr.Dataset, name: str) -> float:
    return float(data[name].isel(day=-1))


def imbalance(data: xr.Dataset, given: float = 0.0) -> float:
    """Cobalamin (ug) that the flows and doses leave unexplained, of the first day to the last."""
    gaps = np.diff(np.asarray(data["day"]))
    moved = {
        name: float(np.asarray(data[f"flow_{name}"])[1:] @ gaps)
        for name in ("eaten", "urine", "stool", "shed")
    }
    change = last(data, "store_body") - float(data["store_body"][0])
    return abs(change - given - moved["eaten"] + moved["urine"] + moved["stool"] + moved["shed"])


def same(one: xr.Dataset, two: xr.Dataset, until: float = np.inf) -> bool:
    """Whether every value up to a day is the same to the last bit."""
    at = np.asarray(one["day"]) <= until
    return all(
        np.asarray(one[name])[..., at].tobytes() == np.asarray(two[name])[..., at].tobytes() for name in one
    )


# ---- what comes back -------------------------------------------------------------------------------


@pytest.mark.parametrize("persons", [1, 5])
def test_every_variable_has_a_unit_and_a_group(persons: int) -> None:
    data = simulate(Scenario(afflictions=(PA,)), MARKERS, persons=persons)
    days = np.asarray(data["day"])
    assert data["day"].attrs["units"] == "d"
    assert np.all(np.diff(days) > 0.0) and days[0] == 0.0 and days[-1] <= 5.0 * YEAR
    assert len(data.data_vars) > len(MARKERS) + 6
    groups = {name: data[name].attrs["group"] for name in data}
    assert {name for name, group in groups.items() if group == "marker"} == set(MARKERS)
    assert {"store_body", "store_liver", "store_plasma", "flow_eaten", "flow_urine", "flow_stool"} <= set(
        groups
    )
    for name in data:
        known = MARKERS.get(str(name))
        wanted = {"marker": "", "store": "ug", "flow": "ug/d"}[groups[name]]
        unit = (known.unit if isinstance(known, Marker) else "1") if known else wanted
        assert data[name].attrs["units"] == unit and data[name].attrs["long_name"], name
        assert data[name].dims == (("day",) if persons == 1 else ("quantile", "day"))
        assert np.all(np.isfinite(data[name])), name


def test_bands_are_ordered_and_about_the_typical_course() -> None:
    story = Scenario(afflictions=(PA,), free={"pernicious-anaemia": frozenset({"severity", "tempo"})})
    bands = simulate(story, FEW, persons=40, days=FIVE_YEARS)
    assert tuple(np.asarray(bands["quantile"]).tolist()) == QUANTILES == (0.05, 0.5, 0.95)
    for name in bands:
        low, middle, high = np.asarray(bands[name])
        assert np.all(low <= middle) and np.all(middle <= high), name
    typical = simulate(Scenario(), FEW, days=FIVE_YEARS)
    for name in ("total-b12", "holotc", "mma"):
        start = np.asarray(bands[name])[:, 0]
        assert start[0] < float(typical[name][0]) < start[2]
        assert start[1] == pytest.approx(float(typical[name][0]), rel=0.25)
        assert start[2] > 1.1 * start[0], "people differ"


def test_progress_tells_how_many_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrin.simulate._CHUNK", 2)
    told: list[int] = []
    simulate(Scenario(years=0.1), FEW, persons=5, progress=told.append)
    assert told == [2, 4, 5]


@pytest.mark.parametrize("persons", [0, -3])
def test_no_person_is_refused(persons: int) -> None:
    with pytest.raises(ValueError, match=f"persons is {persons}; at least 1"):
        simulate(Scenario(), FEW, persons=persons)


# ---- the same people -------------------------------------------------------------------------------


def test_workers_and_chunks_do_not_change_the_people(monkeypatch: pytest.MonkeyPatch) -> None:
    story = Scenario(afflictions=(PA,), free={"pernicious-anaemia": frozenset({"severity", "tempo"})})
    whole = simulate(story, FEW, persons=12, days=FIVE_YEARS)
    for chunk, workers in ((12, 2), (5, 1), (1, 2), (7, 2)):
        monkeypatch.setattr("corrin.simulate._CHUNK", chunk)
        assert same(whole, simulate(story, FEW, persons=12, days=FIVE_YEARS, workers=workers))


def test_another_seed_gives_other_people() -> None:
    story = Scenario(afflictions=(PA,))
    one, two, again = (simulate(story, FEW, persons=12, days=FIVE_YEARS, seed=seed) for seed in (0, 1, 1))
    assert not same(one, two)
    assert same(two, again)


def test_who_cannot_be_lived_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrin.simulate._CHUNK", 4)
    story = Scenario(afflictions=(PA,), years=2.0)
    sound = simulate(story, FEW, persons=6, days=FIVE_YEARS[:5])
    assert sound.attrs["failed"] == "" and sound.attrs["persons"] == 6

    def frail(body: Body, seed: int, people: range) -> Body:
        own = sampled(body, seed, people)
        broken = np.array([np.nan if person == 5 else 1.0 for person in people])
        return scaled(own, {Liver.release: broken})

    monkeypatch.setattr("corrin.simulate.sampled", frail)
    data = simulate(story, FEW, persons=6, days=FIVE_YEARS[:5])
    assert data.attrs["persons"] == 5
    assert data.attrs["failed"].startswith("person 5: the body could not be lived past day 0")
    assert all(np.all(np.isfinite(data[name])) for name in data)
    assert same(data, simulate(story, FEW, persons=5, days=FIVE_YEARS[:5]))


def test_a_treatment_does_not_change_who_the_people_are() -> None:
    plain = Scenario(afflictions=(PA,), free={"pernicious-anaemia": frozenset({"severity"})})
    treated = replace(plain, prescriptions=(Prescription(TREATMENTS["hydroxocobalamin-im-uk"], 3.0 * YEAR),))
    for person in range(6):
        one, two = plain.life(4, person), treated.life(4, person)
        assert np.array_equal(numbers(one.body), numbers(two.body))
        assert one.afflictions == two.afflictions
    before, after = (simulate(each, FEW, persons=8, days=FIVE_YEARS) for each in (plain, treated))
    for name in before:
        at = FIVE_YEARS <= 3.0 * YEAR
        np.testing.assert_allclose(before[name][:, at], after[name][:, at], rtol=RELATIVE, atol=1e-9)
    assert float(after["total-b12"][1, -1]) > 2.0 * float(before["total-b12"][1, -1])


def test_another_cause_does_not_change_who_the_people_are() -> None:
    alone = Scenario(afflictions=(PA,), free={"pernicious-anaemia": frozenset({"severity", "tempo"})})
    both = replace(
        alone,
        afflictions=(usual(CAUSES["metformin"]), PA),
        free={**alone.free, "metformin": frozenset({"severity"})},
    )
    for person in range(6):
        one, two = alone.life(0, person), both.life(0, person)
        assert np.array_equal(numbers(one.body), numbers(two.body))
        assert one.afflictions[0] == two.afflictions[1]


def test_what_was_stated_is_the_same_in_all_and_what_was_not_differs() -> None:
    story = Scenario(
        afflictions=(replace(usual(CAUSES["h-pylori-gastritis"], 5.0), severity=0.3),),
        free={"h-pylori-gastritis": frozenset({"tempo"})},
    )
    own = [story.life(0, person).afflictions[0] for person in range(10)]
    assert {each.severity for each in own} == {0.3} and {each.onset for each in own} == {5.0}
    assert len({each.tempo for each in own}) == 10


# ---- what happens ----------------------------------------------------------------------------------


def test_before_its_onset_a_cause_does_nothing() -> None:
    data = simulate(Scenario(afflictions=(replace(PA, onset=2.0 * YEAR),)), FEW, days=FIVE_YEARS)
    early = data.sel(day=slice(0.0, 2.0 * YEAR))
    for name in ("total-b12", "mma", "hb", "store_body"):
        np.testing.assert_allclose(early[name], float(data[name][0]), rtol=1e-4)
    assert last(data, "total-b12") < 0.5 * float(data["total-b12"][0])
    assert np.asarray(data["anti-if"])[0] < 0.1 < 0.3 < last(data, "anti-if")


def test_a_removed_cause_recovers() -> None:
    drug = usual(CAUSES["metformin"], 0.0, severity=1.0)
    days = np.linspace(0.0, 12.0 * YEAR, 49)
    kept, stopped = (
        simulate(Scenario(afflictions=(replace(drug, until=until),), years=12.0), FEW, days=days)
        for until in (np.inf, 4.0 * YEAR)
    )
    healthy = float(kept["holotc"][0])
    assert float(stopped["holotc"].sel(day=4.0 * YEAR)) < 0.9 * healthy
    assert last(stopped, "holotc") == pytest.approx(healthy, rel=0.03)
    assert last(kept, "holotc") < 0.9 * healthy
    by_treatment = Scenario(
        afflictions=(drug,), years=12.0,
        prescriptions=(Prescription(TREATMENTS["stop-metformin"], 4.0 * YEAR),),
    )  # fmt: skip
    assert same(stopped, simulate(by_treatment, FEW, days=days))


def test_stopping_before_the_start_is_never_having_it() -> None:
    drug = usual(CAUSES["metformin"], 2.0 * YEAR, severity=1.0)
    early = Scenario(afflictions=(drug,), prescriptions=(Prescription(TREATMENTS["stop-metformin"], YEAR),))
    data = simulate(early, FEW, days=FIVE_YEARS)
    assert last(data, "holotc") == pytest.approx(float(data["holotc"][0]), rel=1e-3)


def test_prescriptions_are_given_on_their_days() -> None:
    story = Scenario(
        prescriptions=(Prescription(TREATMENTS["hydroxocobalamin-im-uk"], 100.0),),
        doses=(Dose("cyanocobalamin", 5.0 * PMOL_PER_UG, "oral", 40.0),), years=1.0,
    )  # fmt: skip
    doses = story.all_doses()
    days = [dose.day for dose in doses]
    assert days == sorted(days) and days[0] == 40.0 and days[1] == 100.0
    assert max(days) < story.end
    loading = [dose for dose in doses if dose.route == "im" and dose.day < 130.0]
    assert len(loading) == 6
    assert {round(dose.amount / PMOL_PER_UG) for dose in loading} == {1000}
    shown = story.days()
    assert {40.0, 41.0, 100.0, 101.0, 107.0} <= set(shown.tolist())
    assert np.all(shown == np.round(shown)) and np.all(np.diff(shown) > 0.0)
    data = simulate(story, FEW)
    before, after = (float(data["total-b12"].sel(day=day)) for day in (100.0, 101.0))
    assert after > 5.0 * before, "a day shows the trough before its dose, the next what it did"


def test_diet_lesions_change_what_is_eaten_from_day_0() -> None:
    vegan = simulate(Scenario(diet=DIETS["vegan"].lesions, years=10.0), FEW)
    usual_diet = simulate(Scenario(years=10.0), FEW)
    eaten = float(vegan["flow_eaten"][5])
    assert eaten < 0.3 * float(usual_diet["flow_eaten"][5])
    assert float(vegan["holotc"][0]) == pytest.approx(float(usual_diet["holotc"][0]))
    assert last(vegan, "holotc") < 0.6 * last(usual_diet, "holotc")
    stated = Lesion(Diet.food, times=0.0, plus=2.1 * PMOL_PER_UG, source=OURS)
    written = simulate(Scenario(diet=(stated,)), FEW, days=FIVE_YEARS)
    np.testing.assert_allclose(written["flow_eaten"][1:], 2.1, rtol=1e-3)


def test_a_diet_given_as_treatment_starts_on_its_day() -> None:
    story = Scenario(
        diet=DIETS["vegan"].lesions, years=6.0,
        prescriptions=(Prescription(TREATMENTS["fortified-food"], 3.0 * YEAR),),
    )  # fmt: skip
    data = simulate(story, FEW, days=np.linspace(0.0, 6.0 * YEAR, 25))
    before, after = (float(data["flow_eaten"].sel(day=at, method="nearest")) for at in (2 * YEAR, 5 * YEAR))
    assert after == pytest.approx(before + 3.0, rel=1e-2)
    assert last(data, "holotc") > 1.2 * float(data["holotc"].sel(day=3.0 * YEAR))


@pytest.mark.parametrize("person", [Covariates(), Covariates(82.0, "female", 51.0, 38.0)])
@pytest.mark.parametrize(
    "afflictions", [(), (PA,), (usual(CAUSES["cblc"]), usual(CAUSES["metformin"]))], ids=["none", "pa", "two"]
)
def test_stores_change_by_what_flows(person: Covariates, afflictions: tuple[Affliction, ...]) -> None:
    data = simulate(Scenario(person=person, afflictions=afflictions), FEW, days=FIVE_YEARS)
    assert imbalance(data) < 1e-3 * float(data["store_body"][0]) + 0.5  # and what is on its way in the gut
    parts = ("store_liver", "store_tissue", "store_plasma")
    np.testing.assert_allclose(data["store_body"], sum(data[name] for name in parts), rtol=1e-9)


def test_doses_are_held_or_leave() -> None:
    doses = (
        Dose("hydroxocobalamin", 1000.0 * PMOL_PER_UG, "im", 10.0),
        Dose("cyanocobalamin", 500.0 * PMOL_PER_UG, "oral", 30.0),
    )
    data = simulate(Scenario(afflictions=(PA,), doses=doses), FEW, days=FIVE_YEARS)
    tolerance = 1e-3 * float(data["store_body"][0]) + 0.5
    assert imbalance(data, given=1500.0) < tolerance
    assert imbalance(data) > 100.0 * tolerance, "a lost dose would be found"


def test_a_leak_in_the_flows_would_be_found() -> None:
    data = simulate(Scenario(), FEW, days=FIVE_YEARS)
    assert imbalance(data) < 0.5 + 1e-3 * float(data["store_body"][0])
    data["flow_stool"] = 0.9 * data["flow_stool"]
    assert imbalance(data) > 2.0 * (0.5 + 1e-3 * float(data["store_body"][0]))
