"""Numbers that the readings need and no organ holds: normal values at a healthy body's state."""

from __future__ import annotations

from corrin.parameter import Organ, parameter
from corrin.source import Source


class Laboratory(Organ):
    red_cell_folate = parameter(870.0, "nmol/L", Source(
        "nhanes", "NHANES medians 600-1100 by fortification", status="memory"))  # fmt: skip
    bilirubin = parameter(9.0, "umol/L", Source(
        "williams_hematology", "total bilirubin below 21 umol/L", status="memory"))  # fmt: skip
    gastrin = parameter(25.0, "pmol/L", Source(
        "miceli2024", "stage 3 median 606 pg/mL, eleven times this", status="derived"),
        of=None)  # fmt: skip
    pepsinogen_1 = parameter(85.0, "ug/L", Source(
        "sipponen2003", "normal 50 and over, atrophic below 25", status="derived"))  # fmt: skip
    pepsinogen_ratio = parameter(6.0, "1", Source(
        "krasinski1986", "normal from 2.9", status="derived"))  # fmt: skip
    antral_share = parameter(0.4, "1", Source(
        "corrin", "part of pepsinogen II made outside the oxyntic mucosa", status="assumed"))  # fmt: skip
    calprotectin = parameter(25.0, "1", Source(
        "waugh2013", "below 50 ug/g", status="memory"), about="ug/g")  # fmt: skip
    crp = parameter(1.5, "1", Source("corrin", "healthy median", status="memory"), about="mg/L")  # fmt: skip
    width_of_swelling = parameter(2.6, "1", Source(
        "thompson1989", "RDW above 15 % in 54 % of the deficient; savjani2016: usually above 21 % in pernicious anaemia",
        status="derived"), about="relative widening by how much larger than usual the cells are")  # fmt: skip
    width_of_volume = parameter(0.45, "1", Source(
        "nhanes", "2001-12: RDW falls as MCV rises (r -0.22)", status="derived"),
        about="power by which people with larger cells have a smaller relative width")  # fmt: skip
    width_without_iron = parameter(0.42, "1", Source(
        "williams_hematology", "RDW 16-19 % in iron deficiency", status="memory"),
        about="relative widening as iron ends")  # fmt: skip


LABORATORY = Laboratory()
