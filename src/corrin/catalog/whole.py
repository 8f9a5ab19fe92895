"""The whole catalogue, as it is handed to the library."""

from __future__ import annotations

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.diets import DIETS
from corrin.catalog.history import RED_FLAGS
from corrin.catalog.limits import LIMITS
from corrin.catalog.markers import MARKERS
from corrin.catalog.red_flags import ALARMS, LONGEST
from corrin.catalog.spoilers import SPOILERS
from corrin.catalog.supplements import UNTOLD
from corrin.catalog.treatments import TREATMENTS
from corrin.inference import Catalogue
from corrin.inference.rules import Rules

CATALOGUE = Catalogue(
    causes=CAUSES,
    look_alikes=LOOK_ALIKES,
    untold=UNTOLD,
    markers=MARKERS,
    treatments=TREATMENTS,
    intakes={id: diet.food + diet.crystalline for id, diet in DIETS.items()},
    red_flags=RED_FLAGS,
    rules=Rules(ALARMS, LIMITS, SPOILERS, LONGEST),
)
