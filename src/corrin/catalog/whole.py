"""The whole catalogue, as it is handed to the library."""

from __future__ import annotations

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.diets import DIETS
from corrin.catalog.history import DRUGS, RED_FLAGS
from corrin.catalog.markers import MARKERS
from corrin.catalog.treatments import TREATMENTS
from corrin.inference import Catalogue

CATALOGUE = Catalogue(
    causes=CAUSES,
    look_alikes=LOOK_ALIKES,
    markers=MARKERS,
    treatments=TREATMENTS,
    intakes={id: diet.food + diet.crystalline for id, diet in DIETS.items()},
    replacements=frozenset(drug.id for drug in DRUGS if drug.drug_class == "cobalamin"),
    red_flags=RED_FLAGS,
)
