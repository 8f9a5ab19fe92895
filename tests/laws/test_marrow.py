"""Marrow: what DNA synthesis decides reaches blood as its cells mature, and larger cells are fewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bodies import SEEDS, body, ill

from corrin.physiology import marrow as marrows
from corrin.physiology.body import Body

Making = Callable[..., marrows.Flows]
_CELLS = (0.2, 0.1, 0.05)


def at_once(made: Making, person: Body) -> float:
    """How far what enters the blood changes in the hour in which DNA synthesis comes back, as a part of them."""
    few, many = (made(_CELLS, 0.1, 100.0, dna, 1.0, 1.0, 144.0, person.marrow) for dna in (0.2, 1.0))
    return max(abs(b / a - 1.0) for a, b in zip(few.matured, many.matured, strict=True))


def unaccounted(made: Making, person: Body) -> float:
    """Erythroblasts that leave the first stage and neither mature nor die, as a part of those that leave."""
    flows = made(_CELLS, 0.1, 100.0, 0.2, 1.0, 1.0, 144.0, person.marrow)
    return abs((sum(flows.ripened) + flows.wasted) / (person.marrow.maturation * _CELLS[0]) - 1.0)


@pytest.mark.parametrize("seed", SEEDS)
def test_cells_past_their_last_division_do_not_ask_for_dna(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert at_once(marrows.flows, person) == 0.0
        assert unaccounted(marrows.flows, person) < 1e-12


def test_cells_that_die_until_they_are_born_would_be_found() -> None:
    def sabotaged(erythroblasts: Any, reticulocytes: Any, hb: Any, dna: Any, *rest: Any) -> marrows.Flows:
        made = marrows.flows(erythroblasts, reticulocytes, hb, dna, *rest)
        alive = 1.0 - marrows.ineffective(dna, rest[-1])
        return made._replace(matured=(alive * made.matured[0], made.matured[1]), wasted=0.5 * made.wasted)

    assert at_once(sabotaged, body(0)) > 0.1
    assert unaccounted(sabotaged, body(0)) > 0.1


def gained(made: Making, person: Body) -> float:
    """How far the volume that divisions yield changes as DNA synthesis falls, as a part of it; cells die elsewhere."""
    few, many = (made(_CELLS, 0.1, 100.0, dna, 1.0, 1.0, 144.0, person.marrow) for dna in (0.2, 1.0))
    return few.proliferated * few.new_volume / (many.proliferated * many.new_volume) - 1.0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_division_missed_makes_one_large_cell_of_two(seed: int) -> None:
    for person in (body(seed), ill(seed)):
        assert abs(gained(marrows.flows, person)) < 1e-12


def test_large_cells_for_nothing_would_be_found() -> None:
    def sabotaged(erythroblasts: Any, reticulocytes: Any, hb: Any, dna: Any, *rest: Any) -> marrows.Flows:
        made = marrows.flows(erythroblasts, reticulocytes, hb, dna, *rest)
        return made._replace(proliferated=made.proliferated * marrows.growth(dna, rest[-1]))

    assert gained(sabotaged, body(0)) > 0.1
