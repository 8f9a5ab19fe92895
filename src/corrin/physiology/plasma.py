"""Plasma: free cobalamin, holotranscobalamin and holohaptocorrin; the carriers saturate."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Level, Organ, Power, Spread, parameter
from corrin.physiology.kinetics import saturation
from corrin.source import Source

_WEIGHT = Power("weight", 70.0, 1.0, Source("icrp2002", "reference adult", status="memory"))


class Plasma(Organ):
    volume = parameter(3.0, "L", Source("icrp2002", "reference adult", status="memory"),
                       covariates=(_WEIGHT,))  # fmt: skip
    extracellular = parameter(16.0, "L", Source("icrp2002", "extracellular water", status="memory"),
                              covariates=(_WEIGHT,), about="volume of free cobalamin")  # fmt: skip
    hydroxo_space = parameter(0.5, "1", Source(
        "hertz1964", "two-thirds bound by proteins of serum, few of which leave it: 0.46-0.67", status="derived"),
        about="volume of free hydroxocobalamin, as a part of that of cyanocobalamin")  # fmt: skip
    transcobalamin_synthesis = parameter(26.5, "nmol/d", Source(
        "donaldson1977", "total TC 53.5 % at 30 min, back by 8 h; with the interval "
        "of refsum2006", status="derived"), Spread(0.1), of="cobalamin",
                                         covariates=(_WEIGHT,))  # fmt: skip
    apo_transcobalamin_loss = parameter(8.0, "1/d", Source(
        "refsum2006", "total TC 670-1270 pmol/L, and back by 8 h", status="derived"))  # fmt: skip
    haptocorrin_synthesis = parameter(166, "pmol/d", Source(
        "gimsing1989", "apo-HC 90-275 pmol/L, saturation 20-50 %", status="derived"), Spread(0.18),
                                      covariates=(_WEIGHT, Level("sex", (("female", 1.08),), Source(
                                          "nhanes", "2001-04: B12 of women is not below that of men, who "
                                          "eat more", status="derived"))))  # fmt: skip
    haptocorrin_loss = parameter(0.0730, "1/d", Source("hom1969", "half-life 9-10 d", status="memory"),
                                 about="loss of holohaptocorrin")  # fmt: skip
    apo_haptocorrin_loss = parameter(0.22, "1/d", Source("gimsing1989", "apo-HC 90-275 pmol/L",
                                                         status="derived"))  # fmt: skip
    export_affinity = parameter(10.0, "pmol/L", Source("fedosov1995", "Kd 0.2 pM: tight",
                                                       status="derived"))  # fmt: skip
    transcobalamin_binding = parameter(0.15, "L/pmol/d", Source(
        "fedosov1995", "0.6 /nM/min; slower in a body that must mix", status="derived"))  # fmt: skip
    haptocorrin_binding = parameter(0.0039, "L/pmol/d", Source(
        "kuzminski1998", "2 mg/d by mouth: 1005 pg/mL on day 120; apo-HC stays unfilled", status="derived"))  # fmt: skip


class Flows(NamedTuple):
    loaded: Any  # pmol/d, of what enters, onto transcobalamin at once
    unloaded: Any  # pmol/d, of what enters, left free: carriers are full
    cyano_to_transcobalamin: Any  # pmol/d
    cyano_to_haptocorrin: Any
    hydroxo_to_transcobalamin: Any
    hydroxo_to_haptocorrin: Any
    transcobalamin_made: Any
    transcobalamin_lost: Any
    haptocorrin_made: Any
    haptocorrin_lost: Any  # apo
    holohaptocorrin_cleared: Any

    @property
    def on_transcobalamin(self) -> Any:
        return self.loaded + self.cyano_to_transcobalamin + self.hydroxo_to_transcobalamin

    @property
    def on_haptocorrin(self) -> Any:
        return self.cyano_to_haptocorrin + self.hydroxo_to_haptocorrin


def free(cyano: Any, hydroxo: Any, plasma: Plasma) -> tuple[Any, Any]:
    """Concentrations in plasma (pmol/L) of what no carrier holds, of each form."""
    return cyano / plasma.extracellular, hydroxo / (plasma.extracellular * plasma.hydroxo_space)


def loading(apo_tc: Any, plasma: Plasma) -> Any:
    """Part of what enters plasma that finds transcobalamin at once."""
    return saturation(apo_tc / plasma.volume, plasma.export_affinity)


def landing(apo_tc: Any, plasma: Plasma) -> Any:
    """Rate (1/d) at which free cobalamin lands on transcobalamin: only what is in plasma meets it."""
    in_plasma = plasma.volume / plasma.extracellular
    return plasma.transcobalamin_binding * apo_tc / plasma.volume * in_plasma


def flows(
    entering: Any, cyano: Any, hydroxo: Any, apo_tc: Any, apo_hc: Any, holo_hc: Any, plasma: Plasma
) -> Flows:
    """`entering` is the flow (pmol/d) from gut and tissues; the states are amounts (pmol)."""
    share = loading(apo_tc, plasma)
    on_tc, on_hc = landing(apo_tc, plasma), plasma.haptocorrin_binding * apo_hc / plasma.volume
    in_plasma = plasma.volume / plasma.extracellular  # part of free cobalamin that meets carriers
    return Flows(
        loaded=entering * share,
        unloaded=entering * (1.0 - share),
        cyano_to_transcobalamin=on_tc * cyano,
        cyano_to_haptocorrin=on_hc * in_plasma * cyano,
        hydroxo_to_transcobalamin=on_tc * hydroxo,
        hydroxo_to_haptocorrin=on_hc * in_plasma * hydroxo,
        transcobalamin_made=plasma.transcobalamin_synthesis,
        transcobalamin_lost=plasma.apo_transcobalamin_loss * apo_tc,
        haptocorrin_made=plasma.haptocorrin_synthesis,
        haptocorrin_lost=plasma.apo_haptocorrin_loss * apo_hc,
        holohaptocorrin_cleared=plasma.haptocorrin_loss * holo_hc,
    )
