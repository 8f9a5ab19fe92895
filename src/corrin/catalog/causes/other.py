"""Look-alikes outside the catalogue: hidden causes, reported together as `not-in-catalogue`."""

from __future__ import annotations

from collections.abc import Mapping

from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import Beta, Distribution, LogNormal
from corrin.physiology.cell import Cell
from corrin.physiology.iron import Iron
from corrin.physiology.marrow import Marrow
from corrin.physiology.nerve import Nerve
from corrin.physiology.plasma import Plasma
from corrin.physiology.stomach import Stomach
from corrin.source import Source

_ASSUMED = Source("corrin", "a stand-in for many diseases", status="assumed")
_TEXT = Source("williams_hematology", "differential diagnosis of macrocytosis", status="memory")


def _look_alike(
    id: str, name: str, lesions: tuple[Lesion, ...], prevalence: Prevalence, *,
    severity: Distribution, duration: float = 3.0, stated_by: Mapping[str, float] | None = None,
) -> Cause:  # fmt: skip
    return Cause(
        id=id, name=name, group="other", lesions=lesions, prevalence=prevalence, source=_ASSUMED,
        severity=severity, duration=LogNormal(duration, 0.8), tempo=LogNormal(0.5, 0.5),
        recovery=60.0, stated_by=stated_by or {},
    )  # fmt: skip


_ALL = (
    _look_alike(
        "hypothyroidism", "Hypothyroidism",
        (Lesion(Marrow.volume, times=1.08, source=_TEXT), Lesion(Marrow.set_point, times=0.85, source=_TEXT),
         Lesion(Cell.remethylation, times=0.75, source=_ASSUMED)),
        Prevalence(0.02, Source("corrin", "untreated", status="memory"), female=5.0, per_decade=1.2),
        severity=Beta(0.4, 0.2), stated_by={"hypothyroidism": 0.15},
    ),
    _look_alike(
        "marrow-disorder", "Marrow disorder or a drug that slows DNA (myelodysplasia, cytotoxics)",
        (Lesion(Marrow.production, times=0.25, source=_TEXT), Lesion(Marrow.volume, times=1.25, source=_TEXT),
         Lesion(Marrow.wasted, times=3.0, source=_TEXT),
         Lesion(Marrow.neutrophils, times=0.4, source=_TEXT), Lesion(Marrow.platelets, times=0.4,
             source=_TEXT)),
        Prevalence(0.004, Source("corrin", "myelodysplasia and drugs", status="memory"), per_decade=1.9,
                   raised_by={"methotrexate": 10.0, "copper-deficiency": 100.0}),
        severity=Beta(0.5, 0.2), duration=1.5,
        stated_by={"myelodysplasia": 1.0, "hydroxycarbamide": 0.8, "azathioprine": 0.4, "zidovudine": 0.6},
    ),
    _look_alike(
        "bleeding", "Bleeding", (Lesion(Iron.bleeding, plus=8.0, source=_ASSUMED),),
        Prevalence(0.01, Source("corrin", "gut losses, heavy periods", status="assumed"), per_decade=1.1),
        severity=Beta(0.4, 0.2), duration=0.7, stated_by={"bleeding": 1.0},
    ),
    _look_alike(
        "haemolysis", "Haemolysis", (Lesion(Marrow.lifespan, times=0.1, source=_TEXT),),
        Prevalence(0.003, Source("corrin", "all kinds", status="assumed")),
        severity=Beta(0.5, 0.2), stated_by={"haemolysis": 1.0},
    ),
    _look_alike(
        "inflammation", "Anaemia of inflammation",
        (Lesion(Marrow.set_point, times=0.65, source=_TEXT),),
        Prevalence(0.05, Source("nhanes", "2003-04, anaemia: men 4.6 % at 60-74, 16.9 from 75, women 5.3 and 10.1",
                                status="derived"), per_decade=1.6, female=0.6),
        severity=Beta(0.4, 0.2), stated_by={"hiv": 0.2, "rheumatoid-arthritis": 0.3, "systemic-lupus": 0.3},
    ),
    _look_alike(
        "raised-mma-unexplained", "Raised methylmalonate without deficiency",
        (Lesion(Cell.methylmalonate_leak, times=4.0, source=Source(
            "solomon2005", "22 of 49 with a high MMA did not respond", status="derived")),),
        Prevalence(0.04, Source("solomon2005", "22 of 49 with a high MMA did not respond", status="derived"),
                   per_decade=1.0),
        severity=Beta(0.6, 0.2), duration=10.0,
    ),
    _look_alike(
        "raised-homocysteine-unexplained", "Raised homocysteine without deficiency (MTHFR 677TT, B6)",
        (Lesion(Cell.remethylation, times=0.5, source=Source(
            "pietruszka2014", "TT 9.4 against CC 8.3 umol/L, more where folate is low", status="derived")),
         Lesion(Cell.transsulphuration, times=0.5, source=_ASSUMED)),
        Prevalence(0.10, Source("corrin", "677TT in a tenth of Europeans", status="memory")),
        severity=Beta(0.5, 0.2), duration=20.0,
    ),
    _look_alike(
        "other-neuropathy", "Neuropathy of another kind (diabetes, alcohol, chemotherapy)",
        (Lesion(Nerve.demyelination, times=4.0, source=_ASSUMED), Lesion(Nerve.need, times=2.2,
            source=_ASSUMED)),
        Prevalence(0.05, Source("corrin", "polyneuropathy 3-7 % of the old", status="memory"), per_decade=1.5,
                   raised_by={"type-2-diabetes": 5.0, "type-1-diabetes": 5.0, "alcohol-use": 3.0}),
        severity=Beta(0.5, 0.2), duration=4.0,
    ),
    _look_alike(
        "high-carrier", "High haptocorrin (liver disease, myeloproliferative disease)",
        (Lesion(Plasma.haptocorrin_synthesis, times=5.0, source=Source(
            "arendt2013", "over 8 % of those tested have an unexpectedly high B12", status="derived")),),
        Prevalence(0.03, Source("arendt2013", "over 8 % of referrals", status="derived"), per_decade=1.2,
                   raised_by={"alcohol-use": 2.0}),
        severity=Beta(0.3, 0.2), stated_by={"liver-disease": 0.4, "liver-cancer": 0.6,
            "myeloproliferative": 0.8},
    ),
    _look_alike(
        "other-hypergastrinaemia", "Low acid without B12 malabsorption (vagotomy, transient gastritis)",
        (Lesion(Stomach.acid_per_cell, times=0.3, source=_ASSUMED),),
        Prevalence(0.01, Source("corrin", "rare", status="assumed")),
        severity=Beta(0.5, 0.2),
    ),
)  # fmt: skip

LOOK_ALIKES: Mapping[str, Cause] = {cause.id: cause for cause in _ALL}
