"""The engine agrees with SciPy's LSODA, a solver of another family and by other hands."""

from __future__ import annotations

import numpy as np
import pytest
from bodies import body, cause
from engine.scipy_reference import lived
from sabotage import living_by

from corrin.cause import Affliction, Lesion
from corrin.engine import Change, Life, live, rest
from corrin.physiology.body import Body, rates, typical
from corrin.physiology.diet import Diet
from corrin.physiology.ileum import Ileum
from corrin.physiology.state import State
from corrin.physiology.stomach import Stomach
from corrin.treatment import Dose

AGREE = 1e-6  # of each state's peak in that life
FINE = 1e-9  # local error asked of the engine
DAYS = [0.0, 0.3, 2.0, 10.0, 10.4, 25.0]
FADING = cause(Lesion(Ileum.active, times=0.0), recovery=4.0)
NO_FACTOR = cause(Lesion(Stomach.intrinsic_factor, times=0.0))
LIVES: dict[str, Life] = {
    "nothing happens": Life(body(2)),
    "doses": Life(
        body(3), (), (Dose("cyanocobalamin", 737_806.0, "oral", 0.0), Dose("hydroxocobalamin", 7e5, "im", 10.0))
    ),
    "a growing cause, removed": Life(body(4), (Affliction(FADING, 0.9, 1.0, 5.0, 12.0),)),
    "a sudden cause and a change of diet": Life(
        typical(), (Affliction(NO_FACTOR, 1.0, 2.0),), (), (Change(5.0, {Diet.food: 10.0}),)
    ),
}  # fmt: skip


def apart(life: Life) -> tuple[float, str]:
    """The largest difference between the two, as a part of that state's peak, and the state."""
    start = rest(life.body)
    fast, slow = live(life, DAYS, start, FINE), lived(life, DAYS, start)
    worst = np.max(np.abs(fast - slow), axis=0) / np.maximum(np.max(np.abs(slow), axis=0), 1e-3)
    return float(worst.max()), State._fields[int(worst.argmax())]


@pytest.mark.parametrize("name", LIVES)
def test_the_engine_agrees_with_scipy(name: str) -> None:
    difference, where = apart(LIVES[name])
    assert difference < AGREE, where


def test_a_difference_of_one_in_a_hundred_thousand_would_be_found() -> None:
    def off(moment: State, person: Body) -> State:
        return rates(
            moment, person._replace(ileum=person.ileum.replace(export=1.00001 * person.ileum.export))
        )

    start = rest(typical())
    slow = lived(LIVES["a sudden cause and a change of diet"], DAYS, start)
    with living_by(off):
        fast = live(LIVES["a sudden cause and a change of diet"], DAYS, start, FINE)
    worst = np.max(np.abs(fast - slow), axis=0) / np.maximum(np.max(np.abs(slow), axis=0), 1e-3)
    assert worst.max() > AGREE
