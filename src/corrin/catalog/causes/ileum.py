"""The ileum: what is inflamed, cut out, or kept from taking up cobalamin."""

from __future__ import annotations

from math import exp
from typing import Any

import numpy as np

from corrin.cause import Cause, Lesion, Prevalence
from corrin.distribution import Beta, LogNormal, Table
from corrin.physiology.diet import Diet
from corrin.physiology.folate import Folate
from corrin.physiology.ileum import Ileum
from corrin.physiology.iron import Iron
from corrin.physiology.marrow import Marrow
from corrin.physiology.plasma import Plasma
from corrin.source import Source

LENGTH = 22.0  # cm of terminal ileum at which 1/e of the uptake is left; see `resected`
_BOWEL = LogNormal(1.0, 0.21)  # a small bowel beside the mean: 506 (105) cm at operations (teitelbaum2013)
_MIDS = np.linspace(0.02, 0.98, 25)


def resected(cm: float) -> float:
    """Severity for a length of terminal ileum removed: uptake falls exponentially (filipsson1978).

    The length constant gives the abnormal Schilling tests of thompson1977: 8 of 25 below 60 cm
    and 10 of 11 above.
    """
    return 1.0 - exp(-max(0.0, cm) / LENGTH)


def resections(*cm: float) -> Table:
    """Severities of people whose lengths removed are spread evenly between these quantiles.

    Of a long bowel the same length is a smaller part.
    """
    lengths = np.interp(_MIDS, np.linspace(0.0, 1.0, len(cm)), cm)
    parts = np.sort(np.divide.outer(lengths, _BOWEL.quantile(_MIDS)).ravel())
    places = np.linspace(0.0, 1.0, 51)
    return Table(tuple(places), tuple(resected(part) for part in np.quantile(parts, places)))


_MOST_METFORMIN, _STEEPER = 2550.0, 1.7  # mg/d of de Jager's trial; power


def metformin_dose(mg_per_day: float) -> float:
    """Severity for a daily dose of metformin, 1 at 2550 mg/d: each further tablet counts for more (kim2019).

    The log odds of a low B12 rise by 0.54, 0.67 and 0.95 over three steps of 500 mg: as the power 1.7 of the dose.
    """
    return min(1.0, max(0.0, mg_per_day / _MOST_METFORMIN) ** _STEEPER)


def metformin_mg(severity: Any) -> Any:
    """The daily dose (mg) of a severity, or of an array of them."""
    return _MOST_METFORMIN * severity ** (1.0 / _STEEPER)


ILEAL_RESECTION = Cause(
    id="ileal-resection",
    name="Resection of the terminal ileum",
    group="ileum",
    lesions=(
        Lesion(Ileum.active, times=0.0, source=Source(
            "thompson1977", "Schilling abnormal in 8/25 below and 10/11 above 60 cm", status="derived")),
    ),
    prevalence=Prevalence(
        0.001, Source("corrin", "0.05-0.2 % of adults", status="memory"), raised_by={"crohns-disease": 200.0},
    ),
    source=Source("filipsson1978", "abstract: exponential in length, no adaptation with years"),
    severity=Beta(0.7, 0.15),  # 15 to 45 cm
    severity_from={"length_cm": resected},
    duration=LogNormal(8.0, 0.9),
    stated_by={"ileal-resection": 1.0, "short-bowel": 0.8},
    recorded=True,
    tests=("holotc", "mma"),
    about="Receptors go with the length removed, for food and for the cobalamin of bile.",
)  # fmt: skip

CROHNS_ILEITIS = Cause(
    id="crohns-ileitis",
    name="Crohn's disease of the terminal ileum",
    group="ileum",
    lesions=(
        Lesion(Ileum.active, times=0.02, source=Source(
            "bermejo2013", "B12 below 148 in 15.6 % against 2.8 % of colitis", status="derived")),
        Lesion(Iron.bleeding, plus=2.0, source=Source("corrin", "ulcers bleed", status="assumed")),
        Lesion(Diet.folate, times=0.05, source=Source(
            "bermejo2013", "folate below 3 ng/mL in 22.2 % against 4.3 % of colitis; yakut2010: 7.7 against 9.9",
            status="derived")),
        Lesion(Folate.absorption, times=0.5, source=Source(
            "bermejo2013", "the same: less is eaten, and less of it absorbed", status="derived")),
        Lesion(Marrow.set_point, times=0.88, source=Source(
            "corrin", "anaemia of inflammation", status="assumed")),
    ),
    prevalence=Prevalence(
        0.002, Source("corrin", "Crohn's 0.1-0.3 %, two thirds in the ileum", status="memory"),
        per_decade=0.9, raised_by={"diarrhoea": 8.0},
    ),
    source=Source("bermejo2013", "abstract: 180 patients"),
    severity=Beta(0.5, 0.2),
    severity_from={"diseased_cm": resected},
    duration=LogNormal(6.0, 0.8),
    tempo=LogNormal(0.5, 0.5),
    recovery=60.0,
    stated_by={"crohns-ileitis": 1.0, "crohns-disease": 0.7, "crohns-disease-ileum": 1.0,
               "crohns-disease-ileocolon": 0.95, "crohns-disease-colon": 0.05},
    tests=("calprotectin", "crp", "holotc", "mma"),
    about="Inflammation silences cubam; total B12 notices late, holotranscobalamin and methylmalonate early.",
)  # fmt: skip

COELIAC = Cause(
    id="coeliac",
    name="Coeliac disease",
    group="ileum",
    lesions=(
        Lesion(Ileum.active, times=0.05, source=Source(
            "dahele2001", "abstract: 41 % below 220 ng/L untreated", status="derived")),
        Lesion(Iron.nonhaem_fraction, times=0.25, source=Source(
            "corrin", "the flat duodenum absorbs little iron", status="assumed")),
        Lesion(Iron.haem_fraction, times=0.4, source=Source(
            "corrin", "the flat duodenum absorbs little iron", status="assumed")),
        Lesion(Folate.absorption, times=0.4, source=Source(
            "corrin", "folate is absorbed in the jejunum", status="assumed")),
    ),
    prevalence=Prevalence(
        0.010, Source("corrin", "0.7-1.4 % of Western adults", status="memory"), female=1.5,
        raised_by={"type-1-diabetes": 5.0, "hashimoto": 3.0, "hypothyroidism": 2.0, "iron-deficiency": 3.0,
                   "diarrhoea": 3.0, "weight-loss": 1.5, "autoimmune-polyendocrine": 4.0},
    ),
    source=Source("dahele2001", "abstract: normal in all after 4 months without gluten"),
    severity=Beta(0.5, 0.2),
    duration=LogNormal(5.0, 0.9),
    tempo=LogNormal(1.0, 0.5),
    recovery=60.0,
    stated_by={"coeliac-disease": 0.8},
    tests=("ttg-iga", "ferritin", "folate"),
)  # fmt: skip

METFORMIN = Cause(
    id="metformin",
    name="Metformin",
    group="ileum",
    lesions=(
        # what haptocorrin holds falls in weeks and holoTC does not; the ileum's part takes years
        Lesion(Plasma.haptocorrin_synthesis, times=0.83, source=Source(
            "greibe2013", "abstract: 6 months, cobalamin on haptocorrin falls, holoTC and MMA stay; size from "
            "chapman2016", status="derived")),
        Lesion(Ileum.active, times=0.56, source=Source(
            "out2018", "abstract: methylmalonate 19 to 55 nmol/L above placebo after 52 months of 2550 mg/d, and slowly "
            "more; dejager2010: homocysteine +5 (-1 to 11) %", status="derived")),
    ),
    prevalence=Prevalence(
        0.09, Source("nhanes", "2011-12, pills for diabetes: 0.8 % at 20-39, 7 at 40-59, 16-17 from 60 on; most are "
                     "metformin", status="derived"),
        per_decade=2.1, level_from=66.0, ages=(10.0, 120.0), raised_by={"type-2-diabetes": 150.0},
    ),
    source=Source("dejager2010", "abstract: 390 patients, progressive over 52 months"),
    severity=Beta(0.5, 0.2),  # 1000-2550 mg/d
    severity_from={"mg/d": metformin_dose},
    duration=LogNormal(5.0, 0.8),
    tempo=LogNormal(0.05, 0.3),
    recovery=10.0,
    stated_by={"metformin": 1.0},
    recorded=True,
    tests=("holotc", "mma"),
    about="Haptocorrin carries less within weeks; calcium-dependent uptake falls with the dose, and comes back.",
)  # fmt: skip

IMERSLUND_GRAESBECK = Cause(
    id="imerslund-graesbeck",
    name="Imerslund-Graesbeck syndrome (cubilin, amnionless)",
    group="ileum",
    lesions=(
        Lesion(Ileum.cubam, times=0.01, source=Source("grasbeck2006", "the receptor is missing",
            status="derived")),
    ),
    prevalence=Prevalence(0.000005, Source("grasbeck2006", "1 in 200,000 in Finland and Norway"),
        per_decade=0.6),
    source=Source("grasbeck2006", "onset from 4 months; proteinuria in half"),
    severity=Beta(0.97, 0.02),
    duration=LogNormal(5.0, 0.6),
    stated_by={"imerslund-graesbeck": 1.0},
    tests=("holotc", "mma"),
)  # fmt: skip

ILEUM = (ILEAL_RESECTION, CROHNS_ILEITIS, COELIAC, METFORMIN, IMERSLUND_GRAESBECK)
