"""Catalogued: what a command names, found in the catalogue."""

from __future__ import annotations

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.markers import MARKERS
from corrin.catalog.populations import POPULATIONS
from corrin.errors import InputError, unknown
from corrin.interfaces.people_table import Asked
from corrin.marker import Marker


def asked(population: str = "us-2001-04", platform: str = "", seed: int = 0) -> Asked:
    """People of a population, under all causes, look-alikes and markers. InputError names the nearest id."""
    if population not in POPULATIONS:
        raise InputError(unknown("population", population, POPULATIONS))
    known = {name for each in MARKERS.values() if isinstance(each, Marker) for name in each.platforms}
    for name in platform.split():
        if name not in known:
            raise InputError(unknown("platform", name, known))
    return Asked(POPULATIONS[population], (*CAUSES.values(), *LOOK_ALIKES.values()), MARKERS, seed, platform)
