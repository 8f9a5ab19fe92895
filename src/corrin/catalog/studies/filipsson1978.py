"""Filipsson 1978: Schilling tests before and after resection for Crohn's disease."""

from __future__ import annotations

import numpy as np

from corrin.catalog.causes.ileum import CROHNS_ILEITIS, ILEAL_RESECTION, LENGTH
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import FLUSHED, alone
from corrin.distribution import Fixed, LogNormal, Normal
from corrin.source import Source
from corrin.study import Absorbed, Arm, Combined, Exposure, Group, Observed, Severity, Study, Years
from corrin.study.statistic import TREND, above, below
from corrin.units import DAYS_A_YEAR

_OPERATED, _MONTHS_6 = 30.0, 210.0
_TEST, _BEFORE, _AFTER = (Absorbed(0.5, day=day, flushed=FLUSHED) for day in (0.0, 1.0, _MONTHS_6))
_CHANGE = Combined(
    "% change of schilling", (_BEFORE, _AFTER), lambda before, after: 100.0 * (after / before - 1.0)
)
_CM = Combined("cm resected", (Severity(ILEAL_RESECTION),), lambda part: -LENGTH * np.log(1.0 - part))
_PEOPLE = alone(NORTH_EUROPE)
_CUT = ILEAL_RESECTION.severity  # what is cut out is what was diseased, and useless
_AGE = Normal(35.0, 12.0, 15.0, 70.0)

STUDY = Study(
    id="filipsson1978",
    question="How does absorption of B12 fall with the ileum that is lost?",
    source=Source("filipsson1978", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("resected", Group(_PEOPLE, age=_AGE, exposures=(
            Exposure(ILEAL_RESECTION, since=LogNormal(5.0, 0.9)),)), 136),
        Arm("operated", Group(_PEOPLE, age=_AGE, exposures=(
            Exposure(CROHNS_ILEITIS, CROHNS_ILEITIS.duration, _CUT, until=_OPERATED),
            Exposure(ILEAL_RESECTION, since=Fixed(-_OPERATED / DAYS_A_YEAR)))), 136),
    ),
    observed=(
        Observed("resected", (_CM, _TEST), TREND, -1.0, "sign", "abstract, exponential decline"),
        Observed("resected", (Years(ILEAL_RESECTION), _TEST), TREND, 0.0, "sign", "abstract, no change"),
        Observed("operated", _CHANGE, below(-10.0), 50.0, "%", "abstract, half; worse by over 10 %"),
        Observed("operated", _CHANGE, above(10.0), 33.0, "%", "abstract, a third; better by over 10 %"),
    ),
    conflicts="Whether 10 % is of the excretion or of the dose is not said: of the excretion here.",
    left_out="The poor correlation with the length of diseased ileum: the model has severity, not length.",
)  # fmt: skip
