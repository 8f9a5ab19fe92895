"""The markers: what a laboratory reports, in the order of a request form."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from corrin.catalog.markers.blood import BLOOD
from corrin.catalog.markers.cobalamin import COBALAMIN
from corrin.catalog.markers.stomach_wall import TESTS
from corrin.marker import AnyMarker

__all__ = ["MARKERS"]

_ALL: tuple[AnyMarker, ...] = (*COBALAMIN, *BLOOD, *TESTS)
MARKERS: Mapping[str, AnyMarker] = MappingProxyType({marker.id: marker for marker in _ALL})
