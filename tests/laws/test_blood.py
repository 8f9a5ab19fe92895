"""Blood: red cells at rest are what is made times how long it lives; iron goes round and is not made."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from bodies import SEEDS, body, ill, state

from corrin.engine import rest
from corrin.physiology import iron as irons, marrow as marrows, stomach as stomachs
from corrin.physiology.blood import haemoglobin
from corrin.physiology.body import Body, rates, typical
from corrin.physiology.marrow import STAGES, circulating
from corrin.physiology.state import State

Rates = Callable[[State, Body], State]


def red(moment: State) -> np.ndarray:
    """Red cells in each age class (Tcell/L)."""
    return np.array([getattr(moment, f"red_{age + 1}") for age in range(STAGES)])


def packed(moment: State) -> np.ndarray:
    """Volume of the red cells in each age class (mL/L)."""
    return np.array([getattr(moment, f"packed_{age + 1}") for age in range(STAGES)])


def inconsistent(moment: State, person: Body, lifespan: float) -> float:
    """How far haemoglobin is from production x lifespan x volume x MCHC, as a part of it."""
    marrow = person.marrow
    haemoglobin = float(packed(moment).sum()) * marrow.haemoglobin
    production = moment.reticulocytes / circulating(haemoglobin, marrow)
    production += marrow.maturation * moment.stripped
    production *= irons.at_hand(moment.iron_store, person.iron)
    volume = moment.packed_1 / moment.red_1
    expected = production * lifespan * volume * marrow.haemoglobin
    return abs(haemoglobin - expected) / expected


def lifespan(person: Body) -> float:
    """Days a red cell lives in this person at rest: shorter the larger it is.

    Read off the equations: a cell of one class alone, and how fast it leaves.
    """
    moment = rest(person)
    alone = moment._replace(red_5=0.0, red_6=1.0, packed_6=moment.packed_6 / moment.red_6)
    return STAGES / -rates(alone, person).red_6


def uneven(moment: State) -> float:
    """Spread between age classes: at rest each holds as many cells, of one volume."""
    cells, volumes = red(moment), packed(moment) / red(moment)
    return float(max(np.ptp(cells) / np.mean(cells), np.ptp(volumes) / np.mean(volumes)))


@pytest.mark.parametrize("seed", SEEDS)
def test_haemoglobin_at_rest_is_production_times_life_times_volume(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        moment = rest(person)
        assert uneven(moment) < 1e-8
        assert inconsistent(moment, person, lifespan(person)) < 1e-8


def test_a_healthy_red_cell_lives_its_lifespan() -> None:
    person = typical()
    assert lifespan(person) == pytest.approx(person.marrow.lifespan, rel=0.05)


def test_red_cells_that_do_not_rest_would_be_found() -> None:
    person = body(0)
    moment = rest(person)._replace(red_3=1.01 * rest(person).red_3)
    assert uneven(moment) > 1e-8
    assert inconsistent(moment._replace(packed_2=moment.packed_2 * 1.01), person, 120.0) > 1e-8


def unbalanced_iron(equations: Rates, moment: State, person: Body) -> float:
    """Iron that appears or vanishes in store and blood together, as a part of what moves."""
    rate = equations(moment, person)
    acid = stomachs.acidity(moment.parietal_cells, person.stomach)
    crossing = irons.flows(
        moment.iron_store, person.diet.haem_iron, person.diet.nonhaem_iron, acid, person.iron
    )
    in_cells = person.marrow.haemoglobin * person.iron.per_haemoglobin * person.marrow.blood
    blood = in_cells * float(packed(rate).sum())
    moving = abs(rate.iron_store) + abs(blood) + crossing.absorbed + crossing.lost
    return abs(rate.iron_store + blood - (crossing.absorbed - crossing.lost)) / moving


@pytest.mark.parametrize("seed", SEEDS)
def test_iron_is_absorbed_lost_or_held(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert unbalanced_iron(rates, state(seed), person) < 1e-12


def test_haemoglobin_made_without_iron_would_be_found() -> None:
    def sabotaged(moment: State, person: Body) -> State:
        rate = rates(moment, person)
        return rate._replace(packed_1=rate.packed_1 + 1e-6 * moment.packed_1)

    assert unbalanced_iron(sabotaged, state(0), body(0)) > 1e-12


def spared(person: Body) -> list[float]:
    """Sizes (parts of usual) at which a larger red cell does not leave its class sooner, or a small one does."""
    marrow, sizes = person.marrow, np.linspace(0.7, 1.6, 19)
    pace = np.array([marrows.ageing(1.0, size * marrow.volume, marrow) for size in sizes])
    usual = marrows.ageing(1.0, marrow.volume, marrow)
    slower = sizes[1:][(np.diff(pace) <= 0.0) & (sizes[1:] > 1.0)]
    return [*slower.tolist(), *sizes[(sizes < 1.0) & (np.abs(pace / usual - 1.0) > 0.02)].tolist()]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_large_red_cell_goes_early_and_a_small_one_in_its_time(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert spared(person) == []


def test_size_that_does_not_matter_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marrows, "ramp", lambda x, bend: x)  # its square is blind to the sign
    assert spared(body(1)) != []


def shown(person: Body, dna: float) -> float:
    """Part of the cells that a marrow delivers at rest which the blood shows as reticulocytes."""
    made = marrows.flows((0.1, 0.1, 0.1), 0.1, 100.0, dna, 1.0, 1.0, 144.0, person.marrow)
    survive = (1.0 - marrows.ineffective(dna, person.marrow)) * person.marrow.maturation * 0.1
    assert sum(made.ripened) == pytest.approx(survive)  # none is lost, whatever it shows
    return made.ripened[0] / sum(made.ripened)


@pytest.mark.parametrize("seed", SEEDS)
def test_reticulocytes_tell_what_a_healthy_marrow_makes_and_little_of_a_megaloblastic_one(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert shown(person, 1.0) > 0.95 > 0.5 > shown(person, 0.4)


def test_reticulum_that_is_kept_would_be_found() -> None:
    person = body(2)
    kept = person._replace(marrow=person.marrow.replace(reticulum_lost=0.0))
    assert shown(kept, 0.4) == 1.0


def unlike(person: Body) -> list[str]:
    """Where new cells do not change as marrows show: much at the first lack of DNA synthesis, little at that of iron."""
    marrow, made = person.marrow, (0.1, 0.1, 0.1)
    volumes = [
        [
            marrows.flows(made, 0.1, 100.0, dna, iron, 1.0, 144.0, marrow).new_volume / marrow.volume
            for dna, iron in case
        ]
        for case in (((1.0, 1.0), (0.7, 1.0), (0.1, 1.0)), ((1.0, 1.0), (1.0, 0.9), (1.0, 0.2)))
    ]
    (usual, larger, largest), (_, smaller, smallest) = volumes
    wrong = {
        "large cells wait": not largest - larger < larger - usual,
        "a little iron shows": not 0.0 < usual - smaller < 0.08 * (usual - smallest),
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


@pytest.mark.parametrize("seed", SEEDS)
def test_new_cells_grow_before_dna_is_short_and_shrink_when_iron_is_gone(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert unlike(person) == []


def test_cells_that_show_either_lack_otherwise_would_be_found() -> None:
    person = body(1)
    other = person.marrow.replace(swelling_half=1e6, iron_half=0.1)
    assert unlike(person._replace(marrow=other)) == ["large cells wait", "a little iron shows"]


def unanswered(person: Body) -> list[str]:
    """Where the drive is not that of kidneys: in full while they filter well, less and less as they fail."""
    marrow, normal = person.marrow, person.marrow.kidney_normal
    answer = [
        marrows.erythropoietin(120.0, part * normal, marrow) / marrows.erythropoietin(120.0, normal, marrow)
        for part in (1.2, 0.6, 0.3, 0.15)
    ]
    wrong = {
        "healthy kidneys matter": not 0.9 < answer[1] <= 1.0 <= answer[0] < 1.1,
        "failing kidneys answer": not answer[1] - answer[2] > 2.0 * (1.0 - answer[1]) or not answer[3] < 0.5,
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


@pytest.mark.parametrize("seed", SEEDS)
def test_failing_kidneys_call_for_fewer_red_cells(seed: int) -> None:
    assert unanswered(body(seed)) == []


def test_kidneys_without_a_say_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marrows, "relative", lambda amount, normal, half: 1.0)
    assert unanswered(body(1)) != []


def test_haemoglobin_follows_the_kidneys_as_in_the_survey() -> None:
    """astor2002: 14.9, 13.8 and 12.0 g/dL of men, 13.5, 12.2 and 10.3 of women, at an eGFR of 60, 30 and 15."""
    person = typical()
    levels = []
    for egfr in (60.0, 30.0, 15.0):
        ill_kidneys = person._replace(
            kidney=person.kidney.replace(filtration=person.kidney.filtration * egfr / 100.0)
        )
        levels.append(haemoglobin(rest(ill_kidneys), ill_kidneys))
    assert levels[1] / levels[0] == pytest.approx(0.915, abs=0.03)
    assert levels[2] / levels[0] == pytest.approx(0.784, abs=0.03)
