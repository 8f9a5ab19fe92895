"""Immunity: what attacks the oxyntic mucosa, and the antibodies against intrinsic factor."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, parameter
from corrin.source import Source

_NONE = Source("corrin", "a healthy body has no gastritis", status="assumed")


class Immunity(Organ):
    parietal_attack = parameter(0.0, "1/y", _NONE, about="loss of parietal cells a year")
    chief_attack = parameter(0.0, "1/y", _NONE, about="loss of chief cells a year")
    anti_intrinsic_factor = parameter(0.0, "1", _NONE, about="part of intrinsic factor blocked")
    renewal = parameter(0.2, "1/y", Source("corrin", "atrophy mends over years", status="assumed"),
                        about="regrowth of lost glands a year once the attack is over")  # fmt: skip


class Flows(NamedTuple):
    parietal: Any  # 1/d, net change of parietal cell mass
    chief: Any  # 1/d, net change of chief cell mass


def flows(parietal_cells: Any, chief_cells: Any, immunity: Immunity) -> Flows:
    """Glands regrow logistically from what is left and die by attack; masses are fractions."""
    grow = immunity.renewal
    return Flows(
        grow * parietal_cells * (1.0 - parietal_cells) - immunity.parietal_attack * parietal_cells,
        grow * chief_cells * (1.0 - chief_cells) - immunity.chief_attack * chief_cells,
    )
