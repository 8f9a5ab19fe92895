"""Castelli 2011: 1 mg a day by mouth with an absorption enhancer against injections, 90 days."""

from __future__ import annotations

from typing import Any

from corrin.catalog.causes.ileum import COELIAC, CROHNS_ILEITIS, ILEAL_RESECTION
from corrin.catalog.causes.intake import LOW_INTAKE
from corrin.catalog.causes.lumen import PANCREATIC_INSUFFICIENCY, SIBO
from corrin.catalog.causes.stomach import (
    AUTOIMMUNE_GASTRITIS,
    FOOD_COBALAMIN_MALABSORPTION,
    PERNICIOUS_ANAEMIA,
)
from corrin.catalog.causes.surgery import DISTAL, RYGB, SLEEVE, TOTAL
from corrin.catalog.populations.united_states import US_2011
from corrin.catalog.studies.shared import NINE_INJECTIONS, asked
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Age, Arm, At, Combined, Group, Keep, Observed, Severity, Study
from corrin.study.statistic import above

_LIMIT = 258.0  # pmol/L: who was let in, and what was to be passed
_REASONS = (PERNICIOUS_ANAEMIA, AUTOIMMUNE_GASTRITIS, FOOD_COBALAMIN_MALABSORPTION, TOTAL, DISTAL, RYGB, SLEEVE,
            ILEAL_RESECTION, CROHNS_ILEITIS, COELIAC, SIBO, PANCREATIC_INSUFFICIENCY, LOW_INTAKE)  # fmt: skip


def _let_in(age: Any, *severities: Any) -> Any:
    return (age >= 60.0) | (sum(severities) > 0.0)


_OLD_OR_ILL = Combined(
    "60 years, gut or diet", (Age(), *(Severity(each) for each in _REASONS)), _let_in
)  # evidence table: from 60, or from 18 with an abnormal gut or a restricted diet
_PATIENTS = Group(
    asked(US_2011),
    age=Normal(65.0, 12.0, 18.0, 90.0),
    keep=(Keep(At("total-b12"), high=_LIMIT), Keep(_OLD_OR_ILL, low=0.5)),
)


def _all(arm: str, day: float) -> Observed:
    return Observed(
        arm, At("total-b12", day - 1.0), above(_LIMIT), 100.0, "%", f"evidence table, day {day:g}"
    )


STUDY = Study(
    id="castelli2011",
    question="Does a milligram a day by mouth with an enhancer do as well as injections?",
    source=Source("castelli2011", "evidence table of a technology assessment"),
    use="validation",
    arms=(
        Arm("oral", _PATIENTS, 22, given=regimen("1 mg cyanocobalamin oral daily")),
        Arm("im", _PATIENTS, 26, given=regimen(NINE_INJECTIONS)),
    ),
    observed=(_all("oral", 61.0), _all("im", 61.0), _all("oral", 91.0), _all("im", 91.0)),
    conflicts="The enhancer's two to three times higher uptake is left away: the dose is a plain milligram.",
    left_out="Day 15: from memory.",
)  # fmt: skip
