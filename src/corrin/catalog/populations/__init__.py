"""The populations, by id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from corrin.catalog.populations.others import OTHERS
from corrin.catalog.populations.united_states import US_2001, US_2011
from corrin.population import Population

__all__ = ["POPULATIONS"]

POPULATIONS: Mapping[str, Population] = MappingProxyType(
    {each.id: each for each in (US_2001, US_2011, *OTHERS)}
)
