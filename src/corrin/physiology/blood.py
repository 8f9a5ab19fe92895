"""Blood: what it holds and how well it is made, read from the whole body."""

from __future__ import annotations

from typing import Any

from corrin.physiology import (
    folate as folates,
    ileum as ilea,
    liver as livers,
    marrow as marrows,
    plasma as plasmas,
    stomach as stomachs,
)
from corrin.physiology.body import Body, habitual
from corrin.physiology.cell import methylation
from corrin.physiology.kinetics import ramp
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


def overnight(state: State, body: Body) -> Any:
    """Holotranscobalamin of a fasting morning, as a part of its mean over the day.

    It turns over in an hour, so the night leaves it to what tissues release and meals still bring.
    """
    acid = stomachs.acidity(state.parietal_cells, body.stomach)
    factor = stomachs.factor_output(state.parietal_cells, body.stomach, body.immunity)
    habit = habitual(state, acid, factor, body.liver.bile * state.liver, body)
    loaded = plasmas.loading(state.apo_transcobalamin, body.plasma)
    eaten = habit.absorbed - livers.first_pass(loaded, body.liver, body.ileum) * habit.hydroxo
    free = plasmas.landing(state.apo_transcobalamin, body.plasma) * (state.cyano + state.hydroxo)
    held = body.liver.release * state.liver + body.cell.release * state.cytosol + free
    dose = ramp(ilea.passage(body.ileum) * state.enterocyte_3 - eaten, 0.1 * eaten)  # has hours of its own
    return (held + dose + body.ileum.overnight * eaten) / (held + dose + eaten)
