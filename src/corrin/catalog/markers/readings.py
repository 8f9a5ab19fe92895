"""Readings: each marker as a function of the body's state, in the marker's canonical unit."""

from __future__ import annotations

from typing import Any

from corrin.catalog.markers.laboratory import LABORATORY as LAB
from corrin.physiology import (
    blood,
    iron as irons,
    marrow as marrows,
    plasma as plasmas,
    stomach as stomachs,
)  # fmt: skip
from corrin.physiology.blood import dna_synthesis, overnight, packed
from corrin.physiology.body import Body
from corrin.physiology.kinetics import ramp
from corrin.physiology.state import State


def total_b12(state: State, body: Body) -> Any:
    """pmol/L, fasting: free, on transcobalamin and on haptocorrin."""
    free = sum(plasmas.free(state.cyano, state.hydroxo, body.plasma))
    return free + holotranscobalamin(state, body) + state.holo_haptocorrin / body.plasma.volume


def holotranscobalamin(state: State, body: Body) -> Any:
    """pmol/L, fasting."""
    return overnight(state, body) * state.holo_transcobalamin / body.plasma.volume


def methylmalonate(state: State, body: Body) -> Any:
    """nmol/L."""
    return state.methylmalonate / body.cell.water


def homocysteine(state: State, body: Body) -> Any:
    """umol/L."""
    return state.homocysteine / body.cell.water


def folate(state: State, body: Body) -> Any:
    """nmol/L."""
    return state.folate_serum / body.folate.volume


def red_cell_folate(state: State, body: Body) -> Any:
    """nmol/L of packed cells."""
    return LAB.red_cell_folate * state.folate_red_cell


def haemoglobin(state: State, body: Body) -> Any:
    """g/L."""
    return blood.haemoglobin(state, body)


def mean_volume(state: State, body: Body) -> Any:
    """fL: volume of all red cells over their number."""
    return _total(packed(state)) / _total(_red(state))


def width(state: State, body: Body) -> Any:
    """%: spread of cell volume within a day's cells and between age classes, over the mean."""
    red, volumes = _red(state), packed(state)
    count, mean = _total(red), mean_volume(state, body)
    between = _total(tuple((p / n - mean) ** 2.0 * n for p, n in zip(volumes, red, strict=True))) / count
    lack_of_iron = marrows.iron_poor(irons.supply(state.iron_store, body.iron), body.marrow)
    usual = body.marrow.volume * (1.0 - body.marrow.shrinking * lack_of_iron)
    swollen = ramp(mean / usual - 1.0, body.marrow.size_tolerated)
    own = body.marrow.width * (body.marrow.width_at / body.marrow.volume) ** LAB.width_of_volume
    within = own * (1.0 + LAB.width_of_swelling * swollen + LAB.width_without_iron * lack_of_iron)
    return (within**2.0 + 1e4 * between / (mean * mean)) ** 0.5


def reticulocytes(state: State, body: Body) -> Any:
    """% of red cells."""
    return 100.0 * state.reticulocytes / _total(_red(state))


def platelets(state: State, body: Body) -> Any:
    """10*9/L."""
    return state.platelets


def neutrophils(state: State, body: Body) -> Any:
    """10*9/L."""
    return state.neutrophils


def hypersegmentation(state: State, body: Body) -> Any:
    """% of neutrophils with five lobes or more."""
    return 100.0 * state.hypersegmented


def lactate_dehydrogenase(state: State, body: Body) -> Any:
    """U/L."""
    return state.lactate_dehydrogenase


def bilirubin(state: State, body: Body) -> Any:
    """umol/L, in proportion to the red cells and erythroblasts that die."""
    made = _made(state, body)
    old = marrows.ageing(state.red_6, state.packed_6, body.marrow) * state.red_6
    return LAB.bilirubin * (old + made.wasted) * (1.0 - body.marrow.wasted) / body.marrow.production


def ferritin(state: State, body: Body) -> Any:
    """ug/L."""
    return state.iron_store / body.iron.per_ferritin


def filtration(state: State, body: Body) -> Any:
    """mL/min/1.73 m2."""
    return body.kidney.filtration / 1.44  # L/d to mL/min


def creatinine(state: State, body: Body) -> Any:
    """umol/L."""
    return body.kidney.creatinine / body.kidney.filtration


def gastrin(state: State, body: Body) -> Any:
    """pmol/L: acid is its brake."""
    acid = stomachs.acidity(state.parietal_cells, body.stomach)
    return LAB.gastrin * stomachs.gastrin(acid, body.stomach)


def pepsinogen_1(state: State, body: Body) -> Any:
    """ug/L: from the chief cells of the oxyntic mucosa."""
    return LAB.pepsinogen_1 * state.chief_cells * body.stomach.size


def pepsinogen_ratio(state: State, body: Body) -> Any:
    """Pepsinogen I over II; II comes from the antrum and duodenum too."""
    glands = state.chief_cells * body.stomach.size
    return LAB.pepsinogen_ratio * glands / (LAB.antral_share + (1.0 - LAB.antral_share) * glands)


def calprotectin(state: State, body: Body) -> Any:
    """ug/g; the causes raise it."""
    return LAB.calprotectin + 0.0 * state.eaten


def c_reactive_protein(state: State, body: Body) -> Any:
    """mg/L; the causes raise it."""
    return LAB.crp + 0.0 * state.eaten


def _red(s: State) -> tuple[Any, ...]:
    return (s.red_1, s.red_2, s.red_3, s.red_4, s.red_5, s.red_6)


def _total(parts: tuple[Any, ...]) -> Any:
    return sum(parts[1:], parts[0])


def _made(state: State, body: Body) -> marrows.Flows:
    return marrows.flows(
        (state.erythroblasts_1, state.erythroblasts_2, state.stripped), state.reticulocytes,
        haemoglobin(state, body), dna_synthesis(state, body), irons.supply(state.iron_store, body.iron),
        irons.at_hand(state.iron_store, body.iron), body.kidney.filtration, body.marrow,
    )  # fmt: skip
