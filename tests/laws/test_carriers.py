"""Carriers and kidney: haptocorrin is what the laboratory sees and cells do not; the kidney filters what is free."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from bodies import SEEDS, body, harmed, ill, state
from sabotage import living_by

from corrin.cause import Lesion
from corrin.engine import Life, live, rest
from corrin.physiology.body import Body, rates
from corrin.physiology.plasma import Plasma, free
from corrin.physiology.state import HELD, State
from corrin.treatment import Dose, Form

LESS_HAPTOCORRIN = Lesion(Plasma.haptocorrin_synthesis, times=0.5)
Rates = Callable[[State, Body], State]


class Change(NamedTuple):
    """Resting values after a lesion, as a part of those before it."""

    total: float
    holotranscobalamin: float
    methylmalonate: float
    homocysteine: float


def total(moment: State, person: Body) -> float:
    """Total serum cobalamin (pmol/L)."""
    carried = moment.holo_transcobalamin + moment.holo_haptocorrin
    return carried / person.plasma.volume + sum(free(moment.cyano, moment.hydroxo, person.plasma))


def changed(person: Body, lesion: Lesion) -> Change:
    before, after = rest(person), rest(harmed(person, lesion))
    return Change(
        total(after, person) / total(before, person),
        after.holo_transcobalamin / before.holo_transcobalamin,
        after.methylmalonate / before.methylmalonate,
        after.homocysteine / before.homocysteine,
    )


def only_the_laboratory_sees(change: Change) -> bool:
    cells = change[1:]
    return change.total < 0.75 and all(abs(part - 1.0) < 0.06 for part in cells)


@pytest.mark.parametrize("seed", SEEDS)
def test_half_the_haptocorrin_lowers_the_total_and_nothing_that_cells_use(seed: int) -> None:
    assert only_the_laboratory_sees(changed(body(seed), LESS_HAPTOCORRIN))


def test_a_carrier_that_cells_use_would_be_found() -> None:
    assert not only_the_laboratory_sees(changed(body(0), Lesion(Plasma.transcobalamin_synthesis, times=0.02)))


def test_haptocorrin_that_takes_its_cobalamin_away_would_be_found() -> None:
    def lost_on_haptocorrin(moment: State, person: Body) -> State:
        rate, gone = rates(moment, person), moment.holo_haptocorrin  # all of it, every day
        return rate._replace(liver=rate.liver - gone, stool=rate.stool + gone)

    with living_by(lost_on_haptocorrin):
        assert not only_the_laboratory_sees(changed(body(0), LESS_HAPTOCORRIN))


def month_by_mouth(person: Body, form: Form) -> State:
    """The state after 10 ug a day for four weeks."""
    doses = tuple(Dose(form, 7380.0, "oral", float(day)) for day in range(28))
    return State(*live(Life(person, (), doses), [0.0, 28.0])[-1])


def form_is_seen_and_kept_alike(person: Body) -> bool:
    """Serum tells cyanocobalamin from hydroxocobalamin by mouth; what the body holds of as much absorbed does not."""
    person = person._replace(duodenum=person.duodenum.replace(hydroxo_capacity=1.0))
    cyano, hydroxo = month_by_mouth(person, "cyanocobalamin"), month_by_mouth(person, "hydroxocobalamin")
    kept = sum(getattr(cyano, name) for name in HELD) / sum(getattr(hydroxo, name) for name in HELD)
    return abs(kept - 1.0) < 1e-3 and total(cyano, person) > 1.01 * total(hydroxo, person)


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_cyanocobalamin_by_mouth_shows_more_and_is_kept_alike(seed: int) -> None:
    assert form_is_seen_and_kept_alike(body(seed))


def test_a_liver_that_knows_no_cyanide_would_be_found() -> None:
    def formless(moment: State, person: Body) -> State:
        return rates(moment, person)._replace(cyano_from_gut=-moment.cyano_from_gut)

    with living_by(formless):
        assert not form_is_seen_and_kept_alike(body(0))


def two_days(person: Body, form: Form) -> State:
    """The state after 9 ug three times a day for two days."""
    doses = tuple(Dose(form, 6640.0, "oral", n / 3.0) for n in range(6))
    return State(*live(Life(person, (), doses), [0.0, 2.0])[-1])


def form_tells_on_transcobalamin(person: Body) -> bool:
    """Hydroxocobalamin raises holotranscobalamin by less than half as much, and cells get it all the same."""
    before = rest(person).holo_transcobalamin
    cyano, hydroxo = two_days(person, "cyanocobalamin"), two_days(person, "hydroxocobalamin")
    rise = (hydroxo.holo_transcobalamin - before) / (cyano.holo_transcobalamin - before)
    return 0.2 < rise < 0.5 and abs(hydroxo.cytosol / cyano.cytosol - 1.0) < 0.02


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_hydroxocobalamin_by_mouth_is_taken_before_transcobalamin_shows_it(seed: int) -> None:
    assert form_tells_on_transcobalamin(body(seed))


def test_tissues_that_wait_for_the_carrier_would_be_found() -> None:
    def waiting(moment: State, person: Body) -> State:
        return rates(moment, person._replace(liver=person.liver.replace(hydroxo_first=0.0)))

    with living_by(waiting):
        assert not form_tells_on_transcobalamin(body(0))


def lost_of(person: Body, pmol: float) -> float:
    """Part of an injection of hydroxocobalamin that is in urine after three days."""
    dose = (Dose("hydroxocobalamin", pmol, "im", 0.0),)
    with_it, without = (
        State(*live(Life(person, (), each), [0.0, 3.0])[-1]).urine for each in (dose, ())
    )  # fmt: skip
    return (with_it - without) / pmol


def muscle_holds_a_share(person: Body) -> bool:
    """Of twice the hydroxocobalamin a larger part is lost: the muscle binds no more than it can."""
    return lost_of(person, 7.4e5) > 1.3 * lost_of(person, 3.7e5)


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_more_of_a_larger_injection_is_lost(seed: int) -> None:
    assert muscle_holds_a_share(body(seed))


def test_a_muscle_without_end_would_be_found() -> None:
    def endless(moment: State, person: Body) -> State:
        return rates(moment, person._replace(muscle=person.muscle.replace(capacity=1e12)))

    with living_by(endless):
        assert not muscle_holds_a_share(body(0))


def misfiltered(equations: Rates, moment: State, person: Body) -> float:
    """How far free cyanocobalamin in urine is from filtration times its unbound part."""
    without = equations(moment._replace(cyano=0.0), person).urine
    filtered = person.kidney.filtration * person.kidney.cyano_unbound
    expected = filtered * moment.cyano / person.plasma.extracellular
    return abs(equations(moment, person).urine - without - expected) / expected


@pytest.mark.parametrize("seed", SEEDS)
def test_free_cyanocobalamin_is_cleared_as_it_is_filtered(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert misfiltered(rates, state(seed)._replace(cyano=1e5), person) < 1e-9


def test_secretion_by_the_tubule_would_be_found() -> None:
    def secreting(moment: State, person: Body) -> State:
        rate = rates(moment, person)
        return rate._replace(urine=rate.urine + 0.01 * moment.cyano)

    assert misfiltered(secreting, state(0)._replace(cyano=1e5), body(0)) > 1e-5
