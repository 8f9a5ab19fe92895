"""Folate: held by tissues while methionine synthase works, and trapped as methyl-folate when not."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Decline, Organ, parameter
from corrin.physiology.kidney import Kidney
from corrin.physiology.kinetics import bound, relative, saturation
from corrin.source import Source

_TEXT = "folate stores of 10-30 mg, serum 10-40 nmol/L"
_RICH = "2001-04: red-cell folate rises less than serum folate, and serum less than intake"


class Folate(Organ):
    absorption = parameter(0.5, "1", Source("iom1998", "ch. 8: folic acid with food 85 %, and 1.7 times as much as "
                                            "folate of food", status="derived"))  # fmt: skip
    volume = parameter(16.0, "L", Source("icrp2002", "extracellular water", status="memory"))
    uptake = parameter(3780.0, "nmol/d", Source("nhanes", _RICH, status="derived"),
                       about="most that tissues take")  # fmt: skip
    uptake_half = parameter(100.0, "nmol/L", Source("nhanes", _RICH, status="derived"))
    leaky_uptake = parameter(0.5, "1", Source("lumb1981", "tissues lose folate under N2O",
                                              status="derived"),
                             about="uptake left when methionine synthase is silent")  # fmt: skip
    release = parameter(0.02, "1/d", Source("corrin", _TEXT, status="assumed"))
    clearance = parameter(8.7, "L/d", Source("nhanes", "2001-04: serum folate 25 nmol/L at 20-39, 35-43 at 75",
                                              status="derived"),
                          covariates=(Decline(30.0, 0.005, Source(
                              "nhanes", "2001-04, serum folate by age, more than supplements tell",
                              status="derived")),),
                          about="broken down and lost in bile")  # fmt: skip
    filtered = parameter(0.5, "1", Source("iom1998", "ch. 8, half of serum folate is free of protein",
                                          status="memory"))  # fmt: skip
    reabsorbed_half = parameter(300.0, "nmol/L", Source("nhanes", _RICH, status="derived"),
                                about="serum folate at which half of what is filtered escapes")  # fmt: skip
    normal_tissue = parameter(40000.0, "nmol", Source("corrin", _TEXT, status="assumed"))
    trap_half = parameter(1.1, "1", Source("corrin", "macrocytosis long before anaemia",
                                            status="assumed"))  # fmt: skip
    sites = parameter(0.50, "1", Source("nhanes", "2001-04: MCV does not fall as folate rises (r 0.09)",
                                        status="derived"),
                      about="folate that the enzymes of DNA synthesis hold, of normal tissue folate")  # fmt: skip
    sites_loose = parameter(0.05, "1", Source("corrin", "enzymes outnumber their folate: held tightly",
                                              status="assumed"))  # fmt: skip
    methyl_half = parameter(0.47, "1", Source("vanoort2003", "abstract: 392 ug/d of folic acid lower homocysteine by "
                                              "22 %; 25 % in hlt1998", status="derived"))  # fmt: skip
    red_cell_renewal = parameter(0.0167, "1/d", Source("williams_hematology", "120 d: mean age 60 d",
                                                       status="derived"))  # fmt: skip


class Flows(NamedTuple):
    absorbed: Any  # nmol/d
    taken: Any
    released: Any
    cleared: Any


def methyl_supply(tissue: Any, folate: Folate) -> Any:
    """Methyl-folate offered to methionine synthase, 1 when normal."""
    held, half = tissue / folate.normal_tissue, folate.methyl_half
    return relative(held * held, 1.0, half * half)


def usable(tissue: Any, synthase: Any, folate: Folate) -> Any:
    """Folate on the enzymes of DNA synthesis, 1 when normal: what is not trapped, until they are full.

    `synthase` is 1 when normal. More folate than normal makes up for a trap, and else changes little.
    """
    free = tissue / folate.normal_tissue * relative(synthase, 1.0, folate.trap_half)
    on_enzymes = bound(free, folate.sites, folate.sites_loose)
    return on_enzymes / bound(1.0, folate.sites, folate.sites_loose)


def flows(serum: Any, tissue: Any, eaten: Any, synthase: Any, folate: Folate, kidney: Kidney) -> Flows:
    held = folate.leaky_uptake + (1.0 - folate.leaky_uptake) * synthase
    level = serum / folate.volume
    escapes = saturation(level, folate.reabsorbed_half)
    return Flows(
        absorbed=folate.absorption * eaten,
        taken=folate.uptake * held * saturation(level, folate.uptake_half),
        released=folate.release * tissue,
        cleared=(folate.clearance + kidney.filtration * folate.filtered * escapes) * level,
    )
