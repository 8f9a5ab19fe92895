"""Markers of blood, iron and kidneys."""

from __future__ import annotations

from corrin.catalog.markers import readings
from corrin.marker import Limits, Marker, Noise
from corrin.source import Source

_PRACTICE = Source("ricos", "general laboratory practice; CVI from the same database", status="memory")
_RBC = Source("williams_hematology", "normal values", status="memory")


def _noise(between: float, within: float, assay: float) -> Noise:
    return Noise(between, within, assay, _PRACTICE)


BLOOD = (
    Marker(
        id="hb", name="Haemoglobin", unit="g/L", read=readings.haemoglobin,
        noise=_noise(0.01, 0.028, 0.01), limits=Limits(130.0, 170.0, _RBC, female=(120.0, 150.0)),
        cost=1.0, wait=0.5,
    ),
    Marker(
        id="mcv", name="Mean cell volume", unit="fL", read=readings.mean_volume,
        noise=_noise(0.01, 0.014, 0.01), limits=Limits(80.0, 100.0, _RBC),
        cost=1.0, wait=0.5,
    ),
    Marker(
        id="rdw", name="Red cell distribution width (CV)", unit="%", read=readings.width,
        noise=_noise(0.01, 0.03, 0.02), limits=Limits(11.5, 14.5, _RBC),
        raised_by={"marrow-disorder": 1.3, "haemolysis": 1.2, "systemic-autoimmune": 1.1,
            "inflammation": 1.1},
        cost=1.0, wait=0.5,
    ),
    Marker(
        id="reticulocytes", name="Reticulocytes", unit="%", read=readings.reticulocytes,
        noise=_noise(0.20, 0.15, 0.12), limits=Limits(0.5, 2.5, _RBC), cost=1.5, wait=0.5,
    ),
    Marker(
        id="platelets", name="Platelets", unit="10*9/L", read=readings.platelets,
        noise=_noise(0.02, 0.09, 0.03), limits=Limits(150.0, 400.0, _RBC),
        raised_by={"crohns-ileitis": 1.3, "iron-deficiency": 1.2, "bleeding": 1.3, "inflammation": 1.25},
        cost=1.0, wait=0.5,
    ),
    Marker(
        id="neutrophils", name="Neutrophils", unit="10*9/L", read=readings.neutrophils,
        noise=_noise(0.02, 0.17, 0.03), limits=Limits(2.0, 7.5, _RBC),
        raised_by={"pregnancy": 1.5, "crohns-ileitis": 1.3, "inflammation": 1.3, "systemic-autoimmune": 0.9},
        cost=1.0, wait=0.5,
    ),
    Marker(
        id="hypersegmentation", name="Neutrophils with five lobes or more", unit="%",
        read=readings.hypersegmentation,
        noise=Noise(0.20, 0.20, 0.30, Source("thompson1989", "counted by eye", status="memory")),
        limits=Limits(None, 5.5, Source("corrin", "5 % with five lobes, or any with six", status="memory")),
        raised_by={"renal-impairment": 1.3, "marrow-disorder": 1.2}, cost=2.0, wait=1.0,
    ),
    Marker(
        id="ldh", name="Lactate dehydrogenase", unit="U/L", read=readings.lactate_dehydrogenase,
        noise=_noise(0.02, 0.086, 0.03), limits=Limits(125.0, 220.0, _PRACTICE),
        raised_by={"haemolysis": 2.2, "high-carrier": 1.4, "marrow-disorder": 1.3}, cost=1.0,
        preparation="A haemolysed sample reads too high.",
    ),
    Marker(
        id="bilirubin", name="Bilirubin, total", unit="umol/L", read=readings.bilirubin,
        noise=_noise(0.30, 0.22, 0.05), limits=Limits(None, 21.0, _PRACTICE),
        raised_by={"high-carrier": 2.0}, cost=1.0,
    ),
    Marker(
        id="ferritin", name="Ferritin", unit="ug/L", read=readings.ferritin,
        noise=Noise(0.50, 0.14, 0.04, Source("cokluk2021", "CVG 106 %; ricos CVI 14 %", status="derived")),
        limits=Limits(30.0, 400.0, _PRACTICE, female=(15.0, 150.0)),
        raised_by={"crohns-ileitis": 2.0, "systemic-autoimmune": 1.8, "alcohol": 2.0, "renal-impairment": 1.5,
                   "high-carrier": 2.0, "inflammation": 2.5, "marrow-disorder": 1.8},
        cost=2.0,
    ),
    Marker(
        id="creatinine", name="Creatinine", unit="umol/L", read=readings.creatinine,
        noise=_noise(0.02, 0.05, 0.02), limits=Limits(60.0, 104.0, _PRACTICE, female=(45.0, 84.0)), cost=1.0,
    ),
    Marker(
        id="egfr", name="Estimated glomerular filtration rate", unit="mL/min/{1.73_m2}",
        read=readings.filtration, noise=_noise(0.12, 0.05, 0.03),
        limits=Limits(60.0, None, Source("levey2009", "below 60: impaired", status="memory")), cost=1.0,
    ),
    Marker(
        id="crp", name="C-reactive protein", unit="mg/L", read=readings.c_reactive_protein,
        noise=_noise(0.90, 0.42, 0.05), limits=Limits(None, 5.0, _PRACTICE),
        raised_by={"crohns-ileitis": 8.0, "systemic-autoimmune": 5.0, "inflammation": 12.0, "alcohol": 1.5,
                   "pregnancy": 2.0, "oral-contraceptive": 1.8, "high-carrier": 2.0},
        cost=1.0,
    ),
)  # fmt: skip
