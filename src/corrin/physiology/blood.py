"""Blood: what it holds and how well it is made, read from the whole body."""

from __future__ import annotations

from typing import Any

from corrin.physiology import folate as folates, marrow as marrows
from corrin.physiology.body import Body
from corrin.physiology.cell import methylation
from corrin.physiology.state import State


def packed(state: State) -> tuple[Any, ...]:
    """Volume of red cells in each age class (mL/L)."""
    return (state.packed_1, state.packed_2, state.packed_3, state.packed_4, state.packed_5, state.packed_6)


def haemoglobin(state: State, body: Body) -> Any:
    """g/L."""
    return marrows.haemoglobin(packed(state), body.marrow)


def dna_synthesis(state: State, body: Body) -> Any:
    """Rate of DNA synthesis in the marrow, 1 when normal."""
    usable = folates.usable(state.folate_tissue, methylation(state.methyl, body.cell), body.folate)
    return marrows.dna_synthesis(usable, body.marrow)
