"""Darby 1958: how little cobalamin a day by injection brings pernicious anaemia to respond."""

from __future__ import annotations

from typing import Any

import numpy as np

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import ANAEMIA, untaken
from corrin.catalog.treatments import regimen
from corrin.distribution import LogNormal, Normal
from corrin.source import Source
from corrin.study import Arm, At, Combined, Exposure, Group, Keep, Observed, Range, Score, Study
from corrin.study.statistic import above

_PACKED = 0.333  # g haemoglobin in 1 mL of red cells
_HEALTH = 2.5  # % reticulocytes, at most
_DAYS = tuple(float(day) for day in range(4, 15, 2))


def _standard(hb: Any, mcv: Any) -> Any:
    """Peak of reticulocytes (%) by Isaacs' formula for the red cells at the start (from memory)."""
    cells = hb / (mcv * _PACKED)  # 10*12/L
    return (82.0 - 22.0 * cells) / (1.0 + 0.5 * cells)


def _satisfied(hb: Any, mcv: Any, *reticulocytes: Any) -> Any:
    return (np.max(reticulocytes, axis=0) >= _standard(hb, mcv)).astype(float)


def _whole(hb: Any, mcv: Any) -> Any:
    return ((hb >= 125.0) & (mcv < 100.0)).astype(float)


_PATIENTS = Group(  # so anaemic that the standard asks for more than health does: else it judges nothing
    untaken(US_2001),
    age=Normal(62.0, 12.0, 30.0, 90.0),
    exposures=(Exposure(PERNICIOUS_ANAEMIA, since=LogNormal(5.0, 0.5)),),
    keep=(
        Keep(ANAEMIA, low=0.5),
        Keep(At("mcv"), low=100.0),
        Keep(Score("standard", ("hb", "mcv"), _standard), low=_HEALTH),
    ),
)
_RESPONSE = Combined(
    "response", (At("hb"), At("mcv"), *(At("reticulocytes", day) for day in _DAYS)), _satisfied
)
_YEAR = 365.0
_KEPT = Combined("most erythropoiesis", (At("hb", _YEAR), At("mcv", _YEAR)), _whole)
_FEW = Range(0.0, 50.9)  # up to the upper end of Wilson's interval of 5 of 18

STUDY = Study(
    id="darby1958",
    question="What daily dose is needed when nothing is absorbed?",
    source=Source("darby1958", "via iom1998, p. 329"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("up-to-1-ug", _PATIENTS, 18, given=regimen("0.75 ug cyanocobalamin im daily x14")),
        Arm("below-0.5-ug", _PATIENTS, given=regimen("0.3 ug cyanocobalamin im daily x14")),
        Arm("1.4-ug", _PATIENTS, 7, given=regimen("1.4 ug cyanocobalamin im daily for 1 year")),
    ),
    observed=(
        Observed(
            "up-to-1-ug", _RESPONSE, above(0.5), 28.0, "%", "via IOM 1998 p. 329, 5 or fewer of 18", _FEW
        ),
        Observed("below-0.5-ug", _RESPONSE, above(0.5), 0.0, "%", "via IOM 1998 p. 329"),
        Observed("1.4-ug", _KEPT, above(0.5), 57.1, "%", "via IOM 1998 p. 329, 4 of 7 in months to years"),
    ),
    conflicts="Doses within an arm, the form and the criteria are presumed; the table itself was not seen.",
    left_out="The standard for red cells, which had to be met beside that for reticulocytes: its numbers were not seen.",
)
