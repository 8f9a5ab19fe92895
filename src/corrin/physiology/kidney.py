"""Kidney: free cobalamin is filtered; megalin rescues holotranscobalamin; metabolites are cleared."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, Power, parameter
from corrin.physiology.plasma import Plasma
from corrin.source import Source


class Kidney(Organ):
    filtration = parameter(100.0, "mL/min", Source("levey2009", "young adult", status="memory"),
                           covariates=(Power("egfr", 100.0, 1.0, Source(
                               "anon_cncbl_inulin", "clearance equals inulin")),),
                           about="glomerular filtration")  # fmt: skip
    cyano_unbound = parameter(0.78, "1", Source("anon_cncbl_inulin", "22 % bound after loading"))
    hydroxo_unbound = parameter(0.045, "1", Source("glass1961", "72 h urine 27 % of 1000 ug",
                                                   status="derived"))  # fmt: skip
    holotranscobalamin_leak = parameter(0.006, "1", Source(
        "hall1964", "urine 0.028 % of the label a day, a tenth of it cobalamin", status="derived"),
        about="part of cleared holotranscobalamin that ends in urine")  # fmt: skip


class Flows(NamedTuple):
    cyano: Any  # pmol/d, to urine
    hydroxo: Any  # pmol/d, to urine


def flows(cyano: Any, hydroxo: Any, kidney: Kidney, plasma: Plasma) -> Flows:
    per_amount = kidney.filtration / plasma.extracellular
    return Flows(
        cyano=per_amount * kidney.cyano_unbound * cyano,
        hydroxo=per_amount * kidney.hydroxo_unbound * hydroxo,
    )
