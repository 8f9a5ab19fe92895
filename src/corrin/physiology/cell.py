"""Cell: methylcobalamin serves methionine synthase, adenosylcobalamin methylmalonyl-CoA mutase."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Level, Organ, Power, Spread, Within, parameter
from corrin.physiology.kidney import Kidney
from corrin.physiology.kinetics import relative, saturation
from corrin.source import Source

_SPLIT = "a quarter methyl, a half adenosyl; cofactors turn over in 2-3 weeks"
_OVERNIGHT = "homocysteine peaks at 6-8 h and falls on the next day: the synthase is filled again within days"
_YOUNG = Source(
    "selhub1999", "abstract: 4.3-9.9 and 3.3-7.2 umol/L at 12-19 y, boys and girls", status="derived"
)
_BY_BODY = Power("weight", 70.0, 1.0, Source("nagele2011", "abstract: the rise goes with the dose of nitrous oxide alone, "
                                             "r 0.80, in bodies of 10-18 y", status="derived"))  # fmt: skip


class Cell(Organ):
    release = parameter(0.0231, "1/d", Source("corrin", "holds a fifth of the body, half gone in "
                                             "months", status="assumed"))  # fmt: skip
    shedding = parameter(0.0182, "1/d", Source("doets2013", "0.13 %/d are lost; what urine and bile do "
                                               "not take goes with cells (hall1964)", status="derived"),
                         Spread(0.2))  # fmt: skip
    methylation = parameter(0.25, "1/d", Source("nagele2011", _OVERNIGHT, status="derived"))
    adenosylation = parameter(0.1, "1/d", Source("corrin", _SPLIT, status="assumed"))
    reduction = parameter(1.0, "1", Source("corrin", "MMACHC works", status="assumed"),
                          about="part of cobalamin processing that works (cblC)")  # fmt: skip
    methyl_return = parameter(0.23, "1/d", Source("nagele2011", _OVERNIGHT, status="derived"))
    cofactor_return = parameter(0.05, "1/d", Source("corrin", _SPLIT, status="assumed"))
    oxidation = parameter(0.0, "1/d", Source("corrin", "no nitrous oxide", status="assumed"),
                          about="destruction of methylcobalamin on its enzyme")  # fmt: skip
    normal_methyl = parameter(83.0, "ug", Source("corrin", _SPLIT, status="assumed"),
                              of="cobalamin", about="methylcobalamin of cells at rest")  # fmt: skip
    normal_adenosyl = parameter(166.0, "ug", Source("corrin", _SPLIT, status="assumed"),
                                of="cobalamin", about="adenosylcobalamin of cells at rest")  # fmt: skip
    synthase_half = parameter(7.6, "ug", Source("kondo1981", "cobalamin 10 %, synthase 15 % of "
                              "control; homocysteine of bailey2013 and kuzminski1998", status="derived"),
                              of="cobalamin")  # fmt: skip
    mutase_half = parameter(81.0, "ug", Source("kondo1981", "cobalamin 10 %, mutase 26 % of control",
                                               status="derived"), of="cobalamin")  # fmt: skip
    haptocorrin_tight = parameter(0.16, "1", Source("gilsing2010", "122 pmol/L of vegans against 281, and ko1998 "
                                                    "after gastrectomy", status="derived"),
                                  about="part of haptocorrin that the scarcest cobalamin still fills")  # fmt: skip
    haptocorrin_half = parameter(14.0, "ug", Source("ko1998", "403 exp(-0.09 m) + 176 exp(-0.02 m) pg/mL",
                                                    status="derived"), Spread(0.2), of="cobalamin",
                                 about="cytosol that half fills that part")  # fmt: skip
    haptocorrin_rest = parameter(345.0, "ug", Source("nhanes", "2001-12: B12 of those who take supplements",
                                                     status="derived"), of="cobalamin",
                                 about="cytosol that half fills the rest")  # fmt: skip
    propionate = parameter(1.5e7, "nmol/d", Source("corrin", "propionate oxidised a day", status="assumed"),
                           covariates=(Level("sex", (("female", 0.90),), Source(
                               "nhanes", "2001-12: MMA of women over that of men, at one eGFR",
                               status="derived")),))  # fmt: skip
    mutase_reserve = parameter(6.0, "1", Source(
        "kuzminski1998", "MMA 3850 nmol/L at 93 pg/mL, with the mutase of kondo1981",
        status="derived"), Spread(0.1),
        about="resting capacity of the mutase over the propionate it meets")  # fmt: skip
    methylmalonate_leak = parameter(0.00593, "1", Source("ganji2018", "121 nmol/L at 21-30 y",
                                                        status="derived"), Spread(0.24, Source(
                                                            "nhanes", "2001-12, MMA of one age and sex, 5 to 95 %",
                                                            status="derived")),
                                    covariates=(Power("age", 40.0, 0.07, Source(
                                        "nhanes", "2001-04, MMA by age at one eGFR", status="derived")),),
                                    about="part of propionate lost as methylmalonate, per half-"
                                    "saturation of the mutase")  # fmt: skip
    propionate_overflow = parameter(0.04, "1", Source("corrin", "severe pernicious anaemia: "
                                    "methylmalonate of tens of umol/L, seldom more", status="memory"),
                                    about="part lost by other ways (carnitine, methylcitrate), likewise")  # fmt: skip
    homocysteine_made = parameter(1640.0, "umol/d", Source("nhanes", "2001-04: 8.2 umol/L in men of 20-39",
                                                           status="derived"), Spread(0.10),
                                  covariates=(
                                      Level("sex", (("female", 0.86),), Source(
                                          "nhanes", "2001-04, women over men at one eGFR", status="derived")),
                                      Within("female", (0.0, 50.0), 0.93, Source(
                                          "hak2000", "abstract: 7 % more after the menopause, at one age")),
                                      _BY_BODY,
                                  ))  # fmt: skip
    remethylation = parameter(201.0, "L/d", Source("kuzminski1998", "37 umol/L untreated",
                                                   status="derived"),
                              covariates=(
                                  Power("egfr", 100.0, 0.71, Source(
                                      "nhanes", "2001-04, by eGFR; it doubles on dialysis", status="derived")),
                                  Power("age", 40.0, -0.118, Source(
                                      "nhanes", "2001-04, 8 to 12 umol/L, more than eGFR tells",
                                      status="derived")),
                                  Within("male", (0.0, 20.0), 1.38, _YOUNG),
                                  Within("female", (0.0, 20.0), 1.38, _YOUNG),
                                  _BY_BODY,
                              ),
                              about="homocysteine cleared by a full methionine synthase")  # fmt: skip
    transsulphuration = parameter(16.0, "L/d", Source("kuzminski1998", "37 umol/L untreated",
                                                      status="derived"),
                                  covariates=(
                                      Power("egfr", 100.0, 0.7, Source(
                                          "risch2015", "12, 15, 16 umol/L as kidneys age", status="derived")),
                                      _BY_BODY,
                                  ))  # fmt: skip
    water = parameter(16.0, "L", Source("icrp2002", "extracellular water", status="memory"),
                      covariates=(Power("weight", 70.0, 1.0, Source(
                          "icrp2002", "reference adult", status="memory")),))  # fmt: skip
    methylmalonate_clearance = parameter(0.9, "1", Source("ganji2012", "creatinine raises MMA",
                                                          status="derived"),
                                         covariates=(Power("egfr", 100.0, -0.27, Source(
                                             "nhanes", "2001-04, MMA by eGFR", status="derived")),),
                                         about="renal clearance as a part of filtration")  # fmt: skip


class Flows(NamedTuple):
    released: Any  # pmol/d, to plasma
    shed: Any  # pmol/d, lost with cells
    methylated: Any
    adenosylated: Any
    demethylated: Any
    deadenosylated: Any
    oxidised: Any  # pmol/d, destroyed, to urine
    on_haptocorrin: Any  # pmol/d, secreted on haptocorrin
    methylmalonate_made: Any  # nmol/d, leaking to plasma
    methylmalonate_cleared: Any
    homocysteine_made: Any  # umol/d
    homocysteine_cleared: Any


def on_haptocorrin(cytosol: Any, cell: Cell) -> Any:
    """Part of new haptocorrin that leaves the cells filled: some of it by the scarcest cobalamin."""
    tight = cell.haptocorrin_tight * saturation(cytosol, cell.haptocorrin_half)
    return tight + (1.0 - cell.haptocorrin_tight) * saturation(cytosol, cell.haptocorrin_rest)


def synthase(methyl: Any, cell: Cell) -> Any:
    """Methionine synthase with its cofactor, as a part of full: enzyme without cofactor does not last."""
    held = saturation(methyl, cell.synthase_half)
    return held * held


def methylation(methyl: Any, cell: Cell) -> Any:
    """Methionine synthase with its cofactor, 1 at rest."""
    held = relative(methyl, cell.normal_methyl, cell.synthase_half)
    return held * held


def mutase(adenosyl: Any, cell: Cell) -> Any:
    """Methylmalonyl-CoA mutase with its cofactor, 1 at rest."""
    return relative(adenosyl, cell.normal_adenosyl, cell.mutase_half)


def leak(adenosyl: Any, cell: Cell) -> Any:
    """Part of propionate that leaves as methylmalonate instead of passing the mutase.

    The substrate x (in half-saturations) rises until all ways out carry what comes:
    1 = reserve * mutase * x / (1 + x) + (leak + overflow) * x.
    """
    lost = cell.methylmalonate_leak + cell.propionate_overflow
    excess = cell.mutase_reserve * mutase(adenosyl, cell) + lost - 1.0
    x = 2.0 / (excess + (excess * excess + 4.0 * lost) ** 0.5)
    return cell.methylmalonate_leak * x


def flows(
    cytosol: Any, methyl: Any, adenosyl: Any, methylmalonate: Any, homocysteine: Any,
    folate_supply: Any, haptocorrin_made: Any, cell: Cell, kidney: Kidney,
) -> Flows:  # fmt: skip
    """`folate_supply` is 1 when methyl-folate is normal; pools in pmol, nmol and umol."""
    remethylation = cell.remethylation * synthase(methyl, cell) * folate_supply
    return Flows(
        released=cell.release * cytosol,
        shed=cell.shedding * cytosol,
        methylated=cell.methylation * cell.reduction * cytosol,
        adenosylated=cell.adenosylation * cell.reduction * cytosol,
        demethylated=cell.methyl_return * methyl,
        deadenosylated=cell.cofactor_return * adenosyl,
        oxidised=cell.oxidation * methyl,
        on_haptocorrin=haptocorrin_made * on_haptocorrin(cytosol, cell),
        methylmalonate_made=cell.propionate * leak(adenosyl, cell),
        methylmalonate_cleared=(
            cell.methylmalonate_clearance * kidney.filtration * methylmalonate / cell.water
        ),
        homocysteine_made=cell.homocysteine_made,
        homocysteine_cleared=(remethylation + cell.transsulphuration) * homocysteine / cell.water,
    )
