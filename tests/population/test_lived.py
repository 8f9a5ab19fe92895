"""A person of a crowd lives as that person alone: neither company nor the tables of many change anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.markers import MARKERS
from corrin.catalog.populations.united_states import US_2001
from corrin.cause import YEAR
from corrin.engine import RELATIVE, Cohort, Life, lived
from corrin.marker import Marker
from corrin.population import Crowd, lived_to, people
from corrin.population.crowd import bodies, taken
from corrin.population.lived import Given
from corrin.treatment import Dose

SHOWN = {id: MARKERS[id] for id in ("total-b12", "mma", "hb", "ferritin")}
OFTEN = replace(US_2001, causes={id: 8.0 for id in CAUSES})  # so that few are without a cause
PEOPLE = 60


@pytest.fixture(scope="module")
def crowd() -> Crowd:
    return people(OFTEN, (*CAUSES.values(), *LOOK_ALIKES.values()), 5, range(PEOPLE))


def alone(
    crowd: Crowd, person: int, years: float, days: list[float], doses: tuple[Dose, ...] = ()
) -> np.ndarray:
    """The same person by a life of its own, lived that many years before today."""
    row = np.array([person])
    before = YEAR * years
    afflictions = []
    for each in crowd.had.values():
        if each.present[person]:
            own = taken(each.affliction, row)
            afflictions.append(replace(own, onset=own.onset + before, until=own.until + before))
    moved = tuple(replace(dose, day=dose.day + before) for dose in doses)
    life = Life(bodies(crowd.body, row), tuple(afflictions), moved)
    reads = [marker.read for marker in SHOWN.values() if isinstance(marker, Marker)]
    return lived(Cohort.of(life, 1), before + np.array(days), reads, relative=RELATIVE).values[0]


def horizon(crowd: Crowd, person: int) -> float:
    onsets = [each.affliction.onset[person] for each in crowd.had.values() if each.present[person]]
    longest = -min(onsets, default=0.0) / YEAR
    return next(years for years in (0.0, 2.0, 10.0, 30.0, 110.0) if years >= longest)


def test_each_person_lives_as_alone(crowd: Crowd) -> None:
    doses = (Dose("cyanocobalamin", 1e6, "im", 5.0),)
    free = [n for n in range(PEOPLE) if not any(amount[n] > 0.0 for amount, _ in crowd.injected.values())]
    afflicted = [n for n in free if any(each.present[n] for each in crowd.had.values())]
    assert len(afflicted) > 10
    got = lived_to(crowd, [0.0, 30.0], SHOWN, given=Given(doses))
    for person in free:
        own = alone(crowd, person, horizon(crowd, person), [0.0, 30.0], doses)
        together = np.stack([got.markers[id][person] for id in SHOWN], axis=1)
        raised = together / own
        assert np.all((raised == 1.0) | (np.abs(raised - 1.0) > 1e-3)), (
            person
        )  # exactly, or raised by a cause


def test_half_the_crowd_is_the_same_half(crowd: Crowd) -> None:
    half = people(OFTEN, (*CAUSES.values(), *LOOK_ALIKES.values()), 5, range(PEOPLE // 2))
    whole, part = lived_to(crowd, [0.0], SHOWN), lived_to(half, [0.0], SHOWN, threads=2)
    for id in SHOWN:
        assert np.array_equal(whole.markers[id][: PEOPLE // 2], part.markers[id])


def test_rows_in_another_order_give_the_same(crowd: Crowd) -> None:
    order = np.arange(PEOPLE)[::-1]
    whole, turned = lived_to(crowd, [0.0], SHOWN), lived_to(crowd.of(order), [0.0], SHOWN)
    for id in SHOWN:
        assert np.array_equal(whole.markers[id][order], turned.markers[id])


def test_a_day_before_today_is_refused(crowd: Crowd) -> None:
    with pytest.raises(ValueError, match="none before today"):
        lived_to(crowd, [-1.0], SHOWN)
