"""Greibe 2019: 3 ug a day by mouth for 8 weeks, by form, in Indian adults with a low B12."""

from __future__ import annotations

import numpy as np

from corrin.catalog.populations.others import INDIA
from corrin.catalog.studies.shared import untaken
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Group, Keep, Observed, Range, Study
from corrin.study.statistic import MEDIAN, ORDER, Statistic
from corrin.treatment import Form, Phase

_PEOPLE = Group(untaken(INDIA), age=Normal(35.0, 10.0, 18.0, 60.0), keep=(Keep(At("total-b12"), high=200.0),))
_WEEKS_8 = 56.0
_POOLED = Statistic("median of both", "level", lambda x, y: float(np.median(np.concatenate([x, y]))))


def _given(form: Form) -> tuple[Phase, ...]:
    """Dose by dose: they end, so they are no part of the diet, which has no form."""
    return regimen(f"3 ug {form} oral daily x56")


_MMA = (
    "American adults below 126 pmol/L have 0.28 umol/L (bailey2013), Asian ones at one B12 and eGFR a tenth more (nhanes, "
    "2011-12); in Pune 77 % are above 15 umol/L of homocysteine too (refsum2001), for reasons that are not known"
)


def _start(marker: str, value: float, unit: str, low: float, high: float, because: str = "") -> Observed:
    where = "abstract, all at the start"
    return Observed("placebo", At(marker), MEDIAN, value, unit, where, Range(low, high), 51, because=because)


def _end(marker: str, value: float, unit: str, low: float, high: float, because: str = "") -> Observed:
    return Observed("cyano", At(marker, _WEEKS_8), _POOLED, value, unit, "abstract, both forms together",
                    Range(low, high), 31, against="hydroxo", because=because)  # fmt: skip


STUDY = Study(
    id="greibe2019",
    question="Is a food-like dose enough in a deficient population, and does the form matter?",
    source=Source("greibe2019", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("cyano", _PEOPLE, 15, given=_given("cyanocobalamin")),
        Arm("hydroxo", _PEOPLE, 16, given=_given("hydroxocobalamin")),
        Arm("placebo", _PEOPLE, 20),
    ),
    observed=(
        _start("total-b12", 128.0, "pmol/L", 68.0, 191.0),
        _start("holotc", 16.0, "pmol/L", 6.0, 41.0),
        _start("mma", 0.8, "umol/L", 0.3, 1.7, _MMA),
        _start("homocysteine", 17.9, "umol/L", 8.5, 100.9),
        _end("total-b12", 168.0, "pmol/L", 87.0, 302.0),
        _end("holotc", 19.0, "pmol/L", 8.0, 45.0),
        _end("mma", 0.7, "umol/L", 0.2, 1.7, _MMA),
        _end("homocysteine", 17.2, "umol/L", 2.6, 96.8),
        Observed("cyano", At("total-b12", _WEEKS_8), ORDER, 1.0, "sign", "abstract, cyano above hydroxo",
                 against="hydroxo"),
    ),
    conflicts="Not independent at the start: India's intake was derived from it.",
)  # fmt: skip
