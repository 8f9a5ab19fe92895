"""Folate: held by tissues while methionine synthase works, and trapped as methyl-folate when not."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, parameter
from corrin.physiology.kinetics import relative
from corrin.source import Source

_TEXT = "folate stores of 10-30 mg, serum 10-40 nmol/L"


class Folate(Organ):
    absorption = parameter(0.6, "1", Source("iom1998", "ch. 8, half to two thirds", status="memory"))
    volume = parameter(16.0, "L", Source("icrp2002", "extracellular water", status="memory"))
    uptake = parameter(30.0, "L/d", Source("corrin", _TEXT, status="assumed"))
    leaky_uptake = parameter(0.5, "1", Source("lumb1981", "tissues lose folate under N2O",
                                              status="derived"),
                             about="uptake left when methionine synthase is silent")  # fmt: skip
    release = parameter(0.02, "1/d", Source("corrin", _TEXT, status="assumed"))
    clearance = parameter(16.0, "L/d", Source("corrin", _TEXT, status="assumed"))
    normal_tissue = parameter(40000.0, "nmol", Source("corrin", _TEXT, status="assumed"))
    trap_half = parameter(0.20, "1", Source("corrin", "macrocytosis long before anaemia",
                                            status="assumed"))  # fmt: skip
    methyl_half = parameter(0.4, "1", Source("hlt1998", "folic acid lowers homocysteine by 25 %",
                                             status="derived"))  # fmt: skip
    red_cell_renewal = parameter(0.0167, "1/d", Source("williams_hematology", "120 d: mean age 60 d",
                                                       status="derived"))  # fmt: skip


class Flows(NamedTuple):
    absorbed: Any  # nmol/d
    taken: Any
    released: Any
    cleared: Any


def methyl_supply(tissue: Any, folate: Folate) -> Any:
    """Methyl-folate offered to methionine synthase, 1 when normal."""
    return relative(tissue / folate.normal_tissue, 1.0, folate.methyl_half)


def usable(tissue: Any, synthase: Any, folate: Folate) -> Any:
    """Folate not trapped as methyl-folate, for DNA, 1 when normal; `synthase` is 1 when normal."""
    return tissue / folate.normal_tissue * relative(synthase, 1.0, folate.trap_half)


def flows(serum: Any, tissue: Any, eaten: Any, synthase: Any, folate: Folate) -> Flows:
    held = folate.leaky_uptake + (1.0 - folate.leaky_uptake) * synthase
    return Flows(
        absorbed=folate.absorption * eaten,
        taken=folate.uptake / folate.volume * held * serum,
        released=folate.release * tissue,
        cleared=folate.clearance / folate.volume * serum,
    )
