"""Kidney: free cobalamin is filtered; megalin rescues holotranscobalamin; metabolites are cleared."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Decline, Level, Organ, Power, Spread, parameter
from corrin.physiology.plasma import Plasma, free
from corrin.source import Source


class Kidney(Organ):
    filtration = parameter(100.0, "mL/min", Source("levey2009", "young adult", status="memory"),
                           covariates=(Power("egfr", 100.0, 1.0, Source(
                               "anon_cncbl_inulin", "clearance equals inulin")),),
                           about="glomerular filtration")  # fmt: skip
    creatinine = parameter(14000.0, "umol/d", Source("nhanes", "2001-12, creatinine times eGFR in men of 20-39",
                                                     status="derived"), Spread(0.11),
                           covariates=(
                               Level("sex", (("female", 0.765),), Source(
                                   "nhanes", "2001-06, creatinine times eGFR by sex", status="derived")),
                               Decline(25.0, 0.0064, Source(
                                   "nhanes", "2001-06, creatinine times eGFR by age", status="derived")),
                           ),
                           about="creatinine made by muscle")  # fmt: skip
    cyano_unbound = parameter(0.78, "1", Source("anon_cncbl_inulin", "22 % bound after loading"))
    hydroxo_unbound = parameter(0.0424, "1", Source("glass1961", "72 h urine 27 % of 1000 ug",
                                                   status="derived"))  # fmt: skip
    holotranscobalamin_leak = parameter(0.0068, "1", Source(
        "hall1964", "urine 0.028 % of the label a day, a tenth of it cobalamin", status="derived"),
        about="part of cleared holotranscobalamin that ends in urine")  # fmt: skip


class Flows(NamedTuple):
    cyano: Any  # pmol/d, to urine
    hydroxo: Any  # pmol/d, to urine


def flows(cyano: Any, hydroxo: Any, kidney: Kidney, plasma: Plasma) -> Flows:
    free_cyano, free_hydroxo = free(cyano, hydroxo, plasma)
    return Flows(
        cyano=kidney.filtration * kidney.cyano_unbound * free_cyano,
        hydroxo=kidney.filtration * kidney.hydroxo_unbound * free_hydroxo,
    )
