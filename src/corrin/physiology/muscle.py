"""Muscle: the depot of an injection, emptied into plasma; hydroxocobalamin in part binds there and follows."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, parameter
from corrin.source import Source


class Muscle(Organ):
    cyano_release = parameter(30.0, "1/d", Source("cncbl_label", "peak within an hour"))
    hydroxo_release = parameter(20.0, "1/d", Source("hertz1964", "serum an hour after 1 mg alike for both forms",
                                                    status="derived"))  # fmt: skip
    hydroxo_binding = parameter(140.0, "1/d", Source("glass1961", "serum at 5 h after 500 and 1000 ug 1.8 and 4.1 "
                                                     "times cyano", status="derived"))  # fmt: skip
    capacity = parameter(430.0, "ug", Source("glass1961", "72 h urine 16 % of 500, 27 % of 1000 ug",
                                             status="derived"), of="cobalamin",
                         about="hydroxocobalamin that the muscle can bind")  # fmt: skip
    hydroxo_unbinding = parameter(0.12, "1/d", Source("glass1961", "serum at 3 days and 2-4 weeks 2.4-5.2 and "
                                                      "1.6-2.4 times cyano", status="derived"))  # fmt: skip


class Flows(NamedTuple):
    cyano: Any  # pmol/d, to plasma
    hydroxo: Any  # pmol/d, to plasma, at once
    bound: Any  # pmol/d, onto the muscle's proteins
    unbound: Any  # pmol/d, from them to plasma


def flows(cyano: Any, hydroxo: Any, bound: Any, muscle: Muscle) -> Flows:
    return Flows(
        cyano=muscle.cyano_release * cyano,
        hydroxo=muscle.hydroxo_release * hydroxo,
        bound=muscle.hydroxo_binding * hydroxo * (1.0 - bound / muscle.capacity),
        unbound=muscle.hydroxo_unbinding * bound,
    )
