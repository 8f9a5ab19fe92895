"""State: what the body holds at a moment, by place, with the unit of each amount."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, get_type_hints

Pmol = Annotated[Any, "pmol"]
Fraction = Annotated[Any, "1"]
Cells = Annotated[Any, "Tcell/L"]
Packed = Annotated[Any, "mL/L"]


class State(NamedTuple):
    """What the body holds at a moment. Cobalamin in pmol."""

    # gut: explicit for single doses; habitual diet goes by its closed form
    stomach_food: Pmol
    stomach_free: Pmol
    stomach_hydroxo: Pmol  # free too; as food's is, without a cyanide
    lumen: Pmol
    lumen_hydroxo: Pmol
    factor: Pmol  # free intrinsic factor, as cobalamin it can bind; not cobalamin
    on_factor: Pmol
    on_factor_hydroxo: Pmol
    receptors: Pmol  # free cubam; not cobalamin
    enterocyte_1: Pmol
    enterocyte_2: Pmol
    enterocyte_3: Pmol
    # injected
    depot_cyano: Pmol
    depot_hydroxo: Pmol
    depot_bound: Pmol  # hydroxocobalamin that the muscle holds on to
    # plasma
    cyano: Pmol
    hydroxo: Pmol
    holo_transcobalamin: Pmol
    apo_transcobalamin: Pmol  # not cobalamin
    holo_haptocorrin: Pmol
    apo_haptocorrin: Pmol  # not cobalamin
    # stores and cells
    liver: Pmol
    cyano_from_gut: Pmol  # part of liver that still has its cyanide; not counted again
    store: Pmol
    cytosol: Pmol
    methyl: Pmol
    adenosyl: Pmol
    # metabolites and companions
    methylmalonate: Annotated[Any, "nmol"]
    homocysteine: Annotated[Any, "umol"]
    folate_serum: Annotated[Any, "nmol"]
    folate_tissue: Annotated[Any, "nmol"]
    folate_red_cell: Fraction
    iron_store: Annotated[Any, "mg"]
    # marrow and blood
    erythroblasts_1: Cells
    erythroblasts_2: Cells
    stripped: Cells  # erythroblasts too, of which nothing will show as a reticulocyte
    reticulocytes: Cells
    red_1: Cells
    red_2: Cells
    red_3: Cells
    red_4: Cells
    red_5: Cells
    red_6: Cells
    packed_1: Packed
    packed_2: Packed
    packed_3: Packed
    packed_4: Packed
    packed_5: Packed
    packed_6: Packed
    neutrophils: Annotated[Any, "10*9/L"]
    hypersegmented: Fraction
    platelets: Annotated[Any, "10*9/L"]
    lactate_dehydrogenase: Annotated[Any, "U/L"]
    # nerve and stomach wall
    myelin: Fraction
    axons: Fraction
    parietal_cells: Fraction
    chief_cells: Fraction
    # the rest of the ledger: what has come in and gone out
    eaten: Pmol
    urine: Pmol
    stool: Pmol
    shed: Pmol


UNITS: Mapping[str, str] = {
    name: hint.__metadata__[0]
    for name, hint in get_type_hints(State, include_extras=True).items()
}  # fmt: skip
LEDGER = ("urine", "stool", "shed")
HELD = (
    "stomach_food", "stomach_free", "stomach_hydroxo", "lumen", "lumen_hydroxo", "on_factor",
    "on_factor_hydroxo",
    "enterocyte_1", "enterocyte_2", "enterocyte_3", "depot_cyano", "depot_hydroxo", "depot_bound",
    "cyano", "hydroxo", "holo_transcobalamin", "holo_haptocorrin",
    "liver", "store", "cytosol", "methyl", "adenosyl",
)  # fmt: skip
