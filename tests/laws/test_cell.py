"""Cell: the synthase that nitrous oxide has emptied is filled again within days, whatever the rest costs."""

from __future__ import annotations

import pytest
from bodies import SEEDS, body

from corrin.engine import rest
from corrin.physiology.body import Body, rates
from corrin.physiology.cell import methylation

_DAYS, _STEPS = 2.0, 200


def regained(person: Body) -> float:
    """Synthase two days after all its cofactor was destroyed, as a part of that at rest."""
    whole = rest(person)
    moment = whole._replace(methyl=0.0)
    for _ in range(_STEPS):  # other states hardly move in so short a time
        moment = moment._replace(methyl=moment.methyl + _DAYS / _STEPS * rates(moment, person).methyl)
    return methylation(moment.methyl, person.cell) / methylation(whole.methyl, person.cell)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_synthase_works_again_two_days_after_its_cofactor_was_destroyed(seed: int) -> None:
    assert 0.4 < regained(body(seed)) < 1.0


def test_a_cofactor_that_takes_weeks_would_be_found() -> None:
    person = body(0)
    slow = person.cell.replace(
        methylation=person.cell.methylation / 10.0, methyl_return=person.cell.methyl_return / 10.0
    )
    assert regained(person._replace(cell=slow)) < 0.4
