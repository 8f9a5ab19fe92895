"""Traits: what people are born with that moves the carriers and the enzymes."""

from __future__ import annotations

from corrin.cause import Lesion
from corrin.physiology.cell import Cell
from corrin.physiology.folate import Folate
from corrin.physiology.liver import Liver
from corrin.physiology.plasma import Plasma
from corrin.population import Trait
from corrin.source import Source

FUT2 = Trait(
    "fut2-nonsecretor", "FUT2 non-secretor",
    (Lesion(Plasma.haptocorrin_synthesis, times=1.20, source=Source(
        "hazra2008", "total B12 10-25 % higher, on haptocorrin", status="derived")),),
    source=Source("hazra2008", "abstract: rs492602 GG; a fifth of Europeans", status="derived"),
    share=0.20, by_ethnicity={"black": 0.22, "mexican-american": 0.08, "asian": 0.01, "korean": 0.01},
)  # fmt: skip

TCN2 = Trait(
    "tcn2-776gg", "Transcobalamin 776 GG",
    (Lesion(Plasma.transcobalamin_synthesis, times=0.85, source=Source(
        "castel2005", "holoTC 74 against 87 pmol/L", status="derived")),
     # the carrier goes with its load: less is carried only where it goes faster
     Lesion(Liver.clearance, times=1.18, source=Source(
        "castel2005", "holoTC 74 against 87 pmol/L", status="derived"))),
    source=Source("oussalah2017", "abstract: SMD of holoTC -0.445 (-0.673 to -0.217)"),
    share=0.19, by_ethnicity={"black": 0.04, "mexican-american": 0.12, "asian": 0.30, "korean": 0.30},
)  # fmt: skip

_TT = "abstract: homocysteine 25.7 % higher before fortification; 2.5 umol/L, then below 0.7 (tsai2009)"
MTHFR = Trait(
    "mthfr-677tt", "MTHFR 677 TT",
    (Lesion(Cell.remethylation, times=0.93, source=Source("yang2008", _TT, status="derived")),
     Lesion(Folate.methyl_half, times=1.4, source=Source("yang2008", _TT, status="derived")),
     Lesion(Folate.clearance, times=1.5, source=Source(
        "yang2008", "abstract: serum folate 22.1 % lower (14.6-28.9)", status="derived"))),
    source=Source("yang2008", "white 12, Mexican American 20, Black 1-2 %", status="memory"),
    share=0.12, by_ethnicity={"black": 0.015, "mexican-american": 0.20, "asian": 0.15, "korean": 0.15,
                              "indian": 0.02},
)  # fmt: skip

BLACK = Trait(
    "carriers-of-black-adults", "More transcobalamin and haptocorrin in Black adults",
    (Lesion(Plasma.haptocorrin_synthesis, times=1.12, source=Source(
        "carmel2001", "haptocorrin and transcobalamin higher in Black adults; size from NHANES B12",
        status="derived")),
     Lesion(Plasma.transcobalamin_synthesis, times=1.2, source=Source(
        "carmel2001", "haptocorrin and transcobalamin higher in Black adults", status="derived")),
     Lesion(Cell.methylmalonate_leak, times=0.87, source=Source(
        "ganji2018", "geometric mean 115.5 against 141.2 nmol/L", status="derived"))),
    source=Source("carmel2001", "abstract: 434 people"),
    by_ethnicity={"black": 1.0},
)  # fmt: skip

HISPANIC = Trait(
    "metabolites-of-mexican-americans", "Lower methylmalonate and homocysteine in Mexican Americans",
    (Lesion(Cell.methylmalonate_leak, times=0.87, source=Source(
        "nhanes", "geometric mean of MMA 116 against 143 nmol/L, 2001-04", status="derived")),
     Lesion(Cell.homocysteine_made, times=0.92, source=Source(
        "nhanes", "geometric mean of homocysteine 7.4 against 8.6 umol/L, 2001-04", status="derived"))),
    source=Source("nhanes", "2001-04, by ethnicity", status="derived"),
    by_ethnicity={"mexican-american": 1.0},
)  # fmt: skip

TRAITS = (FUT2, TCN2, MTHFR, BLACK, HISPANIC)
