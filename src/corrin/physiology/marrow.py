"""Marrow: DNA synthesis makes red cells that age for 120 days; without it they die young and large."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Decline, Level, Organ, Power, Spread, parameter
from corrin.physiology.kinetics import exp, ramp, relative
from corrin.source import Source

_WILLIAMS = "normal values"


class Marrow(Organ):
    production = parameter(0.0500, "Tcell/L/d", Source("williams_hematology", "5.1 x 10^12/L, 120 d",
                                                       status="derived"), Spread(0.06),
                           covariates=(Level("sex", (("female", 0.90),), Source(
                               "williams_hematology", "women 120-150, men 130-170 g/L",
                               status="memory")),),
                           about="red cells delivered a day at rest, per litre of blood")  # fmt: skip
    wasted = parameter(0.15, "1", Source("finch1956", "little normally", status="derived"),
                       about="part of erythroblasts that die at rest")  # fmt: skip
    most_wasted = parameter(0.88, "1", Source("finch1956", "total 3x, delivery <= 1x",
                                              status="derived"))  # fmt: skip
    waste_power = parameter(6.0, "1", Source("carmel1979", "long mild plateau, then fast; finch1956: most "
                                             "of a threefold output lost", status="derived"), Spread(0.2),
                            about="power by which the odds of dying rise as DNA synthesis falls")  # fmt: skip
    maturation = parameter(0.9, "1/d", Source("briani2013", "reticulocytes rise d 3-4, peak d 5-7",
                                              status="derived"))  # fmt: skip
    reticulocyte_life = parameter(1.0, "d", Source("hillman1969", "1 d in blood at a normal haematocrit",
                                                   status="memory"))  # fmt: skip
    reticulocyte_shift = parameter(1.6, "1", Source("hillman1969", "1, 1.5, 2, 2.5 d at haematocrit 45, 35, "
                                                    "25, 15", status="memory"),
                                   about="lengthening of that time by anaemia, in its log")  # fmt: skip
    reticulum_lost = parameter(0.82, "1", Source("gundogdu2010", "46 untreated, reticulocytes corrected for the "
                                                 "haematocrit 0.57 +/- 0.42 %", status="derived"),
                               about="part of the cells that leave a marrow at its worst without reticulum")  # fmt: skip
    lifespan = parameter(120.0, "d", Source("williams_hematology", "normal red cell lifespan"))
    fragility = parameter(34.0, "1", Source("finch1956", "destruction 3x: a cell three tenths too large lives 40 d",
                                            status="derived"),
                          about="shortening of a red cell's life by the square of its excess of size")  # fmt: skip
    size_tolerated = parameter(0.045, "1", Source("nhanes", "2001-12, MCV of the healthy spreads by 4-5 %",
                                                  status="derived"))  # fmt: skip
    blood = parameter(5.0, "L", Source("icrp2002", "blood volume", status="memory"))
    volume = parameter(90.1, "mL/Tcell", Source("nhanes", "2001-12, MCV of men 89.7 at 20-39", status="derived"),
                       Spread(0.045), covariates=(Power("age", 40.0, 0.03, Source(
                           "nhanes", "2001-12, 89.7 fL at 20-39 to 92.4 at 75", status="derived")),))  # fmt: skip
    width = parameter(12.4, "1", Source("nhanes", "2001-12, 12.3 % at 20-39 to 13.1 at 75",
                                        status="derived"), Spread(0.03), covariates=(Power("age", 40.0, 0.07, Source(
                                            "nhanes", "2001-12, RDW by age", status="derived")),),
                      about="% by which volume differs within one day's cells")  # fmt: skip
    width_at = parameter(90.0, "mL/Tcell", Source("nhanes", "2001-12, MCV of 90-91 fL", status="derived"),
                         about="volume of the cells whose width that is")  # fmt: skip
    swelling = parameter(0.34, "1", Source("savjani2016", "MCV 114 fL at 63 g/L; mohyi2016, shmhemolysis, tulane2015: "
                                           "105, 110, 115 at 76, 56, 44; kuzminski1998: 100-102 fL at 93 pg/mL",
                                           status="derived"), Spread(0.3),
                         about="growth of new cells when DNA synthesis stops")  # fmt: skip
    swelling_half = parameter(0.85, "1", Source("carmel1979", "large cells long before anaemia; savage2000: above "
                                                "120 fL it is mostly a lack of cobalamin", status="derived"),
                              about="the larger, the more cells grow on as the lack deepens")  # fmt: skip
    shrinking = parameter(0.26, "1", Source("williams_hematology", "MCV to 60-70 fL in severe iron deficiency",
                                            status="derived"))  # fmt: skip
    iron_half = parameter(0.5, "1", Source("nhanes", "2001-04: MCV of young women 89.4, of men 89.6 fL",
                                           status="derived"),
                          about="unmet demand for iron at which half the change of new cells is reached")  # fmt: skip
    haemoglobin = parameter(0.333, "g/mL", Source("williams_hematology", "MCHC", status="memory"))
    drive = parameter(3.2, "1", Source("finch1956", "total erythropoiesis 3x", status="derived"),
                      about="power of the erythropoietin response to haemoglobin")  # fmt: skip
    most_drive = parameter(3.4, "1", Source("finch1956", "total erythropoiesis 3x", status="derived"))
    kidney_half = parameter(17.0, "mL/min", Source("astor2002", "abstract: median haemoglobin 14.9, 13.8, 12.0 g/dL of "
                                                   "men (13.5, 12.2, 10.3 of women) at an eGFR of 60, 30, 15",
                                                   status="derived"),
                            about="filtration at which failing kidneys answer with half the erythropoietin")  # fmt: skip
    kidney_normal = parameter(100.0, "mL/min", Source("astor2002", "abstract: no lower haemoglobin above 60",
                                                      status="derived"),
                              about="filtration of kidneys that answer in full")  # fmt: skip
    set_point = parameter(150.0, "g/L", Source("williams_hematology", "men 130-170", status="memory"),
                          Spread(0.055), covariates=(
                              Level("sex", (("female", 0.90),), Source(
                                  "williams_hematology", "women 120-150", status="memory")),
                              Decline(60.0, 0.0025, Source(
                                  "nhanes", "2003-04, women 140 to 135 g/L", status="derived")),
                              Decline(60.0, 0.0025, Source(
                                  "nhanes", "2003-04, 156 to 145 g/L as testosterone falls", status="derived"),
                                  sex="male"),
                          ))  # fmt: skip
    dna_half = parameter(0.40, "1", Source("carmel1979", "long mild plateau; with kuzminski1998, MCV "
                                           "100 fL at 93 pg/mL", status="derived"),
                         about="usable folate at half the rate of DNA synthesis")  # fmt: skip
    neutrophils = parameter(4.2, "10*9/L", Source("williams_hematology", _WILLIAMS, status="memory"),
                            Spread(0.3))  # fmt: skip
    lobe_half = parameter(0.40, "1", Source("thompson1989", "91 % of deficient hypersegmented",
                                            status="derived"))  # fmt: skip
    platelets = parameter(250.0, "10*9/L", Source("williams_hematology", _WILLIAMS, status="memory"),
                          Spread(0.22))  # fmt: skip
    platelet_life = parameter(9.0, "d", Source("williams_hematology", _WILLIAMS, status="memory"))
    neutrophil_life = parameter(3.0, "d", Source("briani2013", "hypersegmentation to 14 d",
                                                 status="derived"))  # fmt: skip
    lactate_dehydrogenase = parameter(165.0, "U/L", Source("williams_hematology", "125-220",
                                                           status="memory"), Spread(0.15))  # fmt: skip
    other_lines = parameter(0.75, "1", Source("williams_hematology", "neutrophils and platelets fall with "
                                              "the red cells in severe anaemia", status="memory"),
                            about="power of DNA synthesis in the output of neutrophils and platelets")  # fmt: skip
    enzyme_release = parameter(3.6, "1", Source("williams_hematology", "LDH 3-20 times its limit when severe",
                                                status="memory"),
                               about="LDH of a dying erythroblast over that of an old red cell")  # fmt: skip
    enzyme_life = parameter(3.0, "d", Source("corrin", "LDH half gone in 2 d", status="assumed"))


STAGES = 6  # age classes of red cells: six give lives of 120 +/- 49 d


class Flows(NamedTuple):
    proliferated: Any  # Tcell/L/d into the erythroblasts
    ripened: tuple[Any, Any]  # past their last division: with reticulum; having lost it
    matured: tuple[Any, Any]  # to the blood, as reticulocytes; as red cells
    wasted: Any  # dying in the first stage, where DNA is made (yoshida1968)
    released: Any  # reticulocytes becoming red cells
    new_volume: Any  # mL/Tcell, of a cell released now


def dna_synthesis(usable_folate: Any, marrow: Marrow) -> Any:
    """Rate of DNA synthesis, 1 when normal."""
    return relative(usable_folate, 1.0, marrow.dna_half)


def ineffective(dna: Any, marrow: Marrow) -> Any:
    """Part of erythroblasts that die in the marrow, in the first stage: their odds rise as DNA synthesis falls."""
    spared = (marrow.most_wasted / marrow.wasted - 1.0) * (dna * dna) ** (0.5 * marrow.waste_power)
    return marrow.most_wasted / (1.0 + spared)


def stripped(part: Any, marrow: Marrow) -> Any:
    """Part of the surviving cells that lose their reticulum before they leave (finch1956), from the part that dies."""
    return marrow.reticulum_lost * (part / marrow.most_wasted) ** 2


def erythropoietin(haemoglobin: Any, filtration: Any, marrow: Marrow) -> Any:
    """Erythropoietic drive, 1 at the person's own haemoglobin, with a ceiling; failing kidneys make less of it."""
    plenty = (haemoglobin / marrow.set_point) ** marrow.drive
    half, normal = marrow.kidney_half, marrow.kidney_normal
    kidneys = relative(filtration * filtration, normal * normal, half * half)
    return kidneys * marrow.most_drive / (1.0 + (marrow.most_drive - 1.0) * plenty)


def circulating(haemoglobin: Any, marrow: Marrow) -> Any:
    """Days a reticulocyte circulates: they leave the marrow earlier in anaemia."""
    lack = 1.0 - haemoglobin / marrow.set_point
    return marrow.reticulocyte_life * exp(marrow.reticulocyte_shift * lack)


def ageing(red: Any, packed: Any, marrow: Marrow) -> Any:
    """Rate (1/d) from one age class to the next: cells too large for the spleen go early."""
    usual = red * marrow.volume
    strain = ramp(2.0 * (packed - usual) / (packed + usual), marrow.size_tolerated)
    return STAGES / marrow.lifespan * (1.0 + marrow.fragility * strain * strain)


def haemoglobin(packed: tuple[Any, ...], marrow: Marrow) -> Any:
    """Blood haemoglobin (g/L) from the red cells' volume in each age class (mL/L)."""
    return marrow.haemoglobin * sum(packed[1:], packed[0])


def lobes(dna: Any, marrow: Marrow) -> Any:
    """Part of new neutrophils with five lobes or more."""
    return marrow.lobe_half**4 / (marrow.lobe_half**4 + dna**4)


def cell_death(made: Flows, marrow: Marrow, weight: Any = 1.0) -> Any:
    """Red cells and erythroblasts dying, as a multiple of normal; an erythroblast counts for `weight`."""
    normal = marrow.production * marrow.wasted / (1.0 - marrow.wasted)
    return (marrow.production + weight * made.wasted) / (marrow.production + weight * normal)


def other_lines(dna: Any, marrow: Marrow) -> Any:
    """Output of neutrophils and platelets, 1 when normal."""
    return (dna * dna) ** (0.5 * marrow.other_lines)


def iron_poor(iron_supply: Any, marrow: Marrow) -> Any:
    """How far new cells are those of iron deficiency, 0 to 1: a little lack hardly shows."""
    lack, half = 1.0 - iron_supply, marrow.iron_half
    return relative(lack * lack, 1.0, half * half)


def growth(dna: Any, marrow: Marrow) -> Any:
    """Size of new cells, 1 when normal: a division missed makes one large cell of two (sankaran2012)."""
    return 1.0 + marrow.swelling * relative(1.0 - dna, 1.0, marrow.swelling_half)


def flows(
    erythroblasts: tuple[Any, Any, Any], reticulocytes: Any, haemoglobin: Any, dna: Any,
    iron_supply: Any, iron_at_hand: Any, filtration: Any, marrow: Marrow,
) -> Flows:  # fmt: skip
    """Cells in Tcell per litre of blood; `dna` and `iron_supply` are 1 when normal; `filtration` in L/d.

    `erythroblasts` are those dividing, and those done with it that have reticulum and that have lost it.
    `iron_at_hand` is the part of the cells to be released that can be filled: 1 while there is any store.
    """
    part = ineffective(dna, marrow)
    larger, normal = growth(dna, marrow), 1.0 - marrow.wasted
    leave = marrow.maturation
    survive, bare = leave * (1.0 - part) * erythroblasts[0], stripped(part, marrow)
    drive = erythropoietin(haemoglobin, filtration, marrow)
    return Flows(
        proliferated=marrow.production / normal * drive * iron_supply / larger,
        ripened=((1.0 - bare) * survive, bare * survive),
        matured=(leave * erythroblasts[1], iron_at_hand * leave * erythroblasts[2]),
        wasted=leave * part * erythroblasts[0],
        released=iron_at_hand * reticulocytes / circulating(haemoglobin, marrow),
        new_volume=marrow.volume * larger * (1.0 - marrow.shrinking * iron_poor(iron_supply, marrow)),
    )
