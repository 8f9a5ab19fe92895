"""The causes, along the way of the molecule: plate, stomach, lumen, ileum, plasma, cell, and companions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from corrin.catalog.causes.carrier import CARRIER
from corrin.catalog.causes.cell import CELL
from corrin.catalog.causes.companion import COMPANION
from corrin.catalog.causes.ileum import ILEUM
from corrin.catalog.causes.intake import INTAKE
from corrin.catalog.causes.lumen import LUMEN
from corrin.catalog.causes.other import LOOK_ALIKES
from corrin.catalog.causes.stomach import STOMACH
from corrin.catalog.causes.surgery import SURGERY
from corrin.cause import Cause
from corrin.setting import calibrated

__all__ = ["CAUSES", "DECLARED", "LOOK_ALIKES", "NONE", "NOT_IN_CATALOGUE"]

NONE = "none"  # no cause at all
NOT_IN_CATALOGUE = "not-in-catalogue"  # the look-alikes, taken together

DECLARED: Mapping[str, Cause] = MappingProxyType(
    {
        cause.id: cause
        for cause in INTAKE + STOMACH + SURGERY + LUMEN + ILEUM + CARRIER + CELL + COMPANION
    }
)  # fmt: skip
"""As their sources have them."""
CAUSES: Mapping[str, Cause] = MappingProxyType(
    {id: cause.under(calibrated()) for id, cause in DECLARED.items()}
)
"""As the calibration left them."""
