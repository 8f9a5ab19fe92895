"""Duodenum: pancreatic protease moves cobalamin from haptocorrin to intrinsic factor."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, parameter
from corrin.physiology.kinetics import log
from corrin.physiology.stomach import Stomach
from corrin.source import Source


class Duodenum(Organ):
    protease = parameter(1.0, "1", Source("corrin", "normal pancreas", status="assumed"),
                         about="pancreatic protease, as a part of normal")  # fmt: skip
    transfer = parameter(0.3, "1/d/pmol", Source("corrin", "normal transfer nearly complete",
                                                  status="assumed"))  # fmt: skip
    hydroxo_capacity = parameter(0.9, "1", Source(
        "boddy1972", "abstract: of 25 and 50 ug less than of cyanocobalamin, by intrinsic factor only; kornerup2016: rats "
        "keep 20.5 and 21.6 % of a small dose", status="derived"),
        about="hydroxocobalamin that intrinsic factor binds, as a part of the cyanocobalamin it would")  # fmt: skip
    transit = parameter(12.0, "1/d", Source("corrin", "jejunum passed in 2 h", status="assumed"))
    mixing = parameter(1.0, "1", Source("corrin", "food meets intrinsic factor", status="assumed"),
                       about="part of the lumen's cobalamin that meets intrinsic factor")  # fmt: skip
    bacterial_uptake = parameter(0.0, "1/d", Source("corrin", "no overgrowth, no worm",
                                                    status="assumed"))  # fmt: skip
    binding = parameter(0.02, "ug", Source("scilit_if", "Kd about 3e-11 M: tight", status="derived"),
                        of="cobalamin")  # fmt: skip


class Flows(NamedTuple):
    bound: Any  # pmol/d, onto intrinsic factor
    eaten_by_others: Any  # pmol/d, to bacteria or a worm
    passed: Any  # pmol/d, onward to stool
    factor_taken: Any  # pmol/d, intrinsic factor that binds it
    factor_lost: Any  # pmol/d, intrinsic factor cleared unused

    @property
    def to_stool(self) -> Any:
        return self.eaten_by_others + self.passed


def flows(lumen: Any, room: Any, factor: Any, duodenum: Duodenum, stomach: Stomach) -> Flows:
    """Kinetics of single doses; `factor` is free intrinsic factor in the lumen (pmol), `room` its for the form."""
    transfer = duodenum.transfer * duodenum.protease * duodenum.mixing
    bound = transfer * lumen * factor
    return Flows(
        bound=bound,
        eaten_by_others=duodenum.bacterial_uptake * lumen,
        passed=duodenum.transit * lumen,
        factor_taken=bound / room,
        factor_lost=stomach.factor_clearance * factor,
    )


def bound_per_meal(load: Any, room: Any, factor: Any, duodenum: Duodenum, stomach: Stomach) -> Any:
    """Cobalamin of one meal's load (pmol) that reaches the ileum on intrinsic factor.

    `factor` is the output of intrinsic factor in pmol/d, `room` that for the load's forms. The same races as in
    `flows`: what is secreted binds for as long as any of the load is left, dL/dt = -transit L - factor.
    """
    resting = factor / stomach.factor_clearance
    rate = duodenum.transfer * duodenum.protease * duodenum.mixing * resting
    won = rate / (rate + duodenum.transit + duodenum.bacterial_uptake)
    passing = room * (resting + factor / duodenum.transit)
    return passing * log(1.0 + won * load / (passing + duodenum.binding))
