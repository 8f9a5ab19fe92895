"""Markers of cobalamin and folate: what is in serum, and what cells make of it."""

from __future__ import annotations

from corrin.catalog.markers import readings
from corrin.catalog.markers.stomach_wall import ANTI_IF
from corrin.marker import Deception, Limits, Marker, Noise
from corrin.source import Source

_COMPETITIVE = frozenset(
    {"automated", "abbott", "beckman", "roche", "siemens"}
)  # binding on reagent intrinsic factor

TOTAL_B12 = Marker(
    id="total-b12",
    name="Vitamin B12, total, serum",
    unit="pmol/L",
    read=readings.total_b12,
    noise=Noise(0.05, 0.10, 0.06, Source(
        "cokluk2021", "CVI 5.8, CVA 6.1 %; 23 % in all in solomon2005; FUT2 10-25 % (hazra2008)",
            status="derived")),
    limits=Limits(148.0, 600.0, Source("bsh2014", "148 pmol/L finds 97 % of overt deficiency")),
    deceived=Deception(ANTI_IF, 0.42, _COMPETITIVE, Source(
        "carmel2012", "three assays: 19 of 45 readings with the antibody, 0 of 24 without", status="derived")),
    # andersen2023: same donors; bio-rad's is a radioassay, "automated" any assay by competition for reagent factor
    platforms={"bio-rad": 0.95, "abbott": 0.91, "roche": 1.08, "siemens": 1.02, "automated": 1.0},
    cost=2.0,
    wait=1.0,
    preparation="Before any B12 is given; a supplement raises it for weeks.",
)  # fmt: skip

HOLOTC = Marker(
    id="holotc",
    name="Holotranscobalamin (active B12)",
    unit="pmol/L",
    read=readings.holotranscobalamin,
    noise=Noise(0.13, 0.11, 0.06, Source(
        "bor2004", "day to day 11 %; assay 4-9 % (refsum2006); TCN2 776 is a trait",
            status="derived")),
    limits=Limits(35.0, 157.0, Source("refsum2006", "abstract: 42-157 pmol/L; ng239: grey zone 25-70",
        status="derived")),
    raised_by={"renal-impairment": 1.25},  # herrmann2013: higher with raised creatinine
    cost=5.0,
    wait=3.0,
    preparation="Before any B12 is given; it answers to a dose within hours.",
)  # fmt: skip

MMA = Marker(
    id="mma",
    name="Methylmalonate, serum or plasma",
    unit="nmol/L",
    read=readings.methylmalonate,
    noise=Noise(0.12, 0.17, 0.08, Source(
        "solomon2005", "23 % between two tests, untreated", status="derived")),
    limits=Limits(None, 280.0, Source("mineva2021", "age-specific 250-320 nmol/L")),
    raised_by={"sibo": 1.15},
    platforms={"lc-ms": 1.06, "gc-ms": 1.0},  # of GC-MS: replete adults of one survey, 2001-04 and 2011-12
    cost=8.0,
    wait=5.0,
    preparation="Read with the eGFR: kidneys alone raise it.",
)  # fmt: skip

HOMOCYSTEINE = Marker(
    id="homocysteine",
    name="Homocysteine, total, plasma",
    unit="umol/L",
    read=readings.homocysteine,
    noise=Noise(0.08, 0.13, 0.05, Source(
        "nhanes", "2001-02, repeat examination: 15 % between two tests; 17 % in solomon2005", status="derived")),
    limits=Limits(None, 15.3, Source("selhub1999", "men 5.9-15.3, women 4.9-11.6 umol/L"),
                  female=(None, 13.0)),
    cost=5.0,
    wait=3.0,
    preparation="Separate plasma from cells within 2 hours, on ice; fasting.",
)  # fmt: skip

FOLATE = Marker(
    id="folate",
    name="Folate, serum",
    unit="nmol/L",
    read=readings.folate,
    noise=Noise(0.15, 0.18, 0.05, Source("cokluk2021", "CVI 10.3, CVA 4.7 %; ricos 24 %", status="derived")),
    platforms={"bio-rad": 0.71, "microbiological": 1.0},  # pfeiffer2011: 29 % below the microbiological assay
    limits=Limits(8.8, 45.0, Source("ricos", "general laboratory practice", status="memory")),
    cost=2.0,
    preparation="Fasting.",
)  # fmt: skip

FOLATE_RBC = Marker(
    id="folate-rbc",
    name="Folate, red cells",
    unit="nmol/L",
    read=readings.red_cell_folate,
    noise=Noise(0.22, 0.07, 0.07, Source("mcarthur2013", "CVI 16-26 % over 12 weeks", status="derived")),
    platforms={"bio-rad": 0.55, "microbiological": 1.0},  # pfeiffer2011: 45 % below the microbiological assay
    limits=Limits(340.0, None, Source("corrin", "general laboratory practice", status="memory")),
    cost=3.0,
    wait=3.0,
)  # fmt: skip

COBALAMIN = (TOTAL_B12, HOLOTC, MMA, HOMOCYSTEINE, FOLATE, FOLATE_RBC)
