"""Muscle: the depot of an injection, emptied into plasma."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, parameter
from corrin.source import Source


class Muscle(Organ):
    cyano_release = parameter(30.0, "1/d", Source("cncbl_label", "peak within an hour"))
    hydroxo_release = parameter(2.5, "1/d", Source("glass1961", "serum at 5 h 4.1 times cyano",
                                                    status="derived"))  # fmt: skip


class Flows(NamedTuple):
    cyano: Any  # pmol/d
    hydroxo: Any  # pmol/d


def flows(cyano: Any, hydroxo: Any, muscle: Muscle) -> Flows:
    return Flows(muscle.cyano_release * cyano, muscle.hydroxo_release * hydroxo)
