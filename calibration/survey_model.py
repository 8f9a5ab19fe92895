"""Survey model: the virtual United States, asked what the survey asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.stats import spearmanr
from targets import Target, read

from corrin.catalog.markers import MARKERS
from corrin.catalog.populations import POPULATIONS
from corrin.cause import Cause
from corrin.population import lived_to, measured, people
from corrin.setting import Setting

SURVEYS = {"2001-04": ("us-2001-04", "bio-rad"), "2011-12": ("us-2011-12", "roche lc-ms")}
ASKED = ("total-b12", "mma", "homocysteine", "folate", "hb", "mcv", "rdw", "creatinine", "egfr")
AGES = {"20-39": (20, 40), "40-59": (40, 60), "60-74": (60, 75), "75+": (75, 200), "20+": (20, 200)}
_LIMITS = {("<148",), (">271",), ("<148", ">271")}


class Seen(NamedTuple):
    """A target and what the virtual population gives."""

    target: Target
    value: float

    @property
    def allowed(self) -> float:
        return allowed(self.target)

    @property
    def within(self) -> bool:
        return abs(self.value - self.target.value) <= self.allowed


def allowed(target: Target) -> float:
    """How far a virtual population may lie off: 7 % of medians, 15 % of tails, 0.08 of correlations, 0.7 points."""
    if target.kind == "quantile":
        return (0.07 if target.q == 0.5 else 0.15) * target.value
    return 0.08 if target.kind == "spearman" else 0.7


@cache
def wanted(era: str) -> tuple[Target, ...]:
    """The targets of an era that the issue of a virtual population stands on."""
    return tuple(each for each in read() if each.era == era and _wanted(each))


def run(
    setting: Setting, causes: Sequence[Cause], persons: int, seed: int = 0, threads: int = 1
) -> list[Seen]:
    found: list[Seen] = []
    for era, (id, platform) in SURVEYS.items():
        crowd = people(POPULATIONS[id], causes, seed, range(persons), setting)
        markers = {each: MARKERS[each] for each in ASKED}
        lived = lived_to(crowd, [0.0], markers, threads=threads)
        results = measured(crowd, lived.markers, np.zeros(1), markers, platform=platform, setting=setting)
        table = {each: values[:, 0] for each, values in results.items()}
        table["age"] = np.asarray(crowd.covariates.age)
        women = np.asarray(crowd.covariates.sex) == "female"
        found += [Seen(each, _value(each, table, women)) for each in wanted(era)]
    return found


def _wanted(target: Target) -> bool:
    if any(each not in (*ASKED, "age") for each in target.markers):
        return False
    own = "bio-rad" if target.era == "2001-04" else "roche"
    if target.assay not in ("", own):
        return False
    if target.kind == "quantile":
        return (
            target.markers != ("age",)
            and target.q in (0.05, 0.5, 0.95)
            and target.ages != "20+"
            and target.sex != "all"
        )
    if target.kind == "prevalence":
        return target.threshold in _LIMITS and target.sex == "all" and target.ages != "20+"
    return target.kind == "spearman"


def _value(target: Target, table: dict[str, np.ndarray], women: np.ndarray) -> float:
    low, high = AGES[target.ages]
    rows = (table["age"] >= low) & (table["age"] < high)
    if target.sex != "all":
        rows &= women == (target.sex == "F")
    values = [table[each][rows] for each in target.markers]
    if target.kind == "quantile":
        return float(np.nanquantile(values[0], target.q))
    if target.kind == "spearman":
        return float(spearmanr(*values, nan_policy="omit")[0])
    passed = [value < float(limit[1:]) if limit[0] == "<" else value > float(limit[1:])
              for value, limit in zip(values, target.threshold, strict=True)]  # fmt: skip
    return 100.0 * float(np.mean(np.all(passed, axis=0)))
