"""Real: people of the survey, one marker hidden and told from the others."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from time import monotonic
from typing import Any

import numpy as np
import pandas as pd
from survey.people import adults

from answering.virtual import MARKERS, TODAY
from corrin.catalog.whole import CATALOGUE
from corrin.inference.case import case
from corrin.inference.explain import answered
from corrin.inference.rounds import Pace
from corrin.person import Condition, Person, Result

Record = dict[str, Any]

HIDDEN = ("mma", "total-b12")
COLUMNS = {
    "total-b12": "b12_pmol_l", "mma": "mma_nmol_l", "homocysteine": "hcy_umol_l", "folate": "folate_serum_nmol_l",
    "folate-rbc": "folate_rbc_nmol_l", "hb": "hgb_g_l", "mcv": "mcv_fl", "rdw": "rdw_pct",
    "creatinine": "creatinine_umol_l", "ferritin": "ferritin_ug_l", "platelets": "platelets_10_9_l",
    "ldh": "ldh_u_l", "bilirubin": "bilirubin_umol_l", "crp": "crp_mg_l",
}  # fmt: skip
_ASSAYS = {"2011-2012": {"total-b12": "roche", "mma": "lc-ms"}}
_BEFORE = {"total-b12": "bio-rad", "folate": "bio-rad", "folate-rbc": "bio-rad"}
_STEP = 0.01  # of the log, to differ a distribution


@cache
def people() -> pd.DataFrame:
    """Adults not pregnant with B12, methylmalonate and creatinine, in an order drawn once."""
    table = adults()
    table = table[table["pregnant_exam"] != 1.0].dropna(
        subset=["b12_pmol_l", "mma_nmol_l", "creatinine_umol_l"]
    )
    return table.sample(frac=1.0, random_state=5).reset_index(drop=True)


def inputs(hidden: str) -> pd.DataFrame:
    """What a regression is given: the same results and facts as an answer, and the cycle."""
    table = people()
    known = table[[column for id, column in COLUMNS.items() if id != hidden]].copy()
    known["age"], known["weight"] = table["age_years"], table["weight_kg"]
    known["woman"], known["diabetes"] = (table["sex"] == "F").astype(float), table["diabetes_dx"]
    return known.assign(cycle=table["cycle"].astype("category").cat.codes).astype(float)


def assay(id: str, cycle: str) -> str:
    return _ASSAYS.get(cycle, _BEFORE).get(id, "")


def person(row: Any, hidden: str) -> Person:
    """One of the survey as an answer is told: everything but the hidden marker."""
    results = tuple(
        Result(id, float(row[column]), unit=MARKERS[id].unit, platform=assay(id, row["cycle"]))
        for id, column in COLUMNS.items()
        if id != hidden and math.isfinite(row[column]) and row[column] > 0.0
    )
    weight = float(row["weight_kg"]) if math.isfinite(row["weight_kg"]) else None
    who = Person(float(row["age_years"]), "female" if row["sex"] == "F" else "male", weight, results=results)
    return replace(who, conditions=(Condition("type-2-diabetes"),)) if row["diabetes_dx"] == 1.0 else who


def record(number: int, hidden: str, cap: int) -> Record:
    """Where the truth lies in the answer's distribution, and the log density (of the log) there."""
    row = people().iloc[number]
    begun = monotonic()
    answer, lived = answered(
        case(person(row, hidden), CATALOGUE, TODAY), CATALOGUE, Pace(cap=cap), seed=number
    )
    seconds, answer = monotonic() - begun, answer.heavy()
    value = float(row[COLUMNS[hidden]]) / MARKERS[hidden].platforms.get(assay(hidden, row["cycle"]), 1.0)
    low, at, high = (
        answer.chance_below({hidden: value * math.exp(s * _STEP)})[hidden] for s in (-1.0, 0.0, 1.0)
    )
    score = float(np.log(max((high - low) / (2.0 * _STEP), 1e-12)))
    return {
        "number": number, "value": value, "cycle": row["cycle"], "place": at, "score": score,
        "p": answer.p_deficient(), "misfit": answer.misfit(), "band": list(answer.predicted([hidden])[hidden]),
        "effective": answer.effective_sample, "lived": lived, "seconds": seconds,
        "age": float(row["age_years"]), "b12": float(row["b12_pmol_l"]),
        "egfr": float(row["egfr_ckdepi2021"]),
    }  # fmt: skip
