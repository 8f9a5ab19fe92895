"""Figures: everything the fit is held against, as one list: studies' figures and survey targets."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import survey_model

from corrin.catalog.causes import DECLARED, LOOK_ALIKES
from corrin.catalog.markers import MARKERS
from corrin.catalog.studies import ids, study
from corrin.setting import Setting
from corrin.study import Observed, Study
from corrin.study.band import Band, band
from corrin.study.enrolled import Setup
from corrin.study.replicate import Row, replicate


class Crowd(NamedTuple):
    """The people of one run: their seed, how many in each arm of a study, how many in each survey."""

    seed: int
    persons: int
    surveyed: int


FEW = (Crowd(1, 40, 1800), Crowd(2, 40, 1800))  # differences: the same people again, and others beside them
MANY = (Crowd(3, 250, 10_000), Crowd(4, 250, 10_000))  # where the model stands

_DISCREPANCY = {"log": 0.10, "logit": 0.30, "plain": 0.05}  # how far the model may miss on its own scale
_SEEN = sum(crowd.persons for crowd in MANY)  # persons an arm
_RATIO = 0.20  # error of a ratio of odds among so many persons, in its log
_WITNESSES = 150.0  # quantiles and pairs of two surveys count as so many independent figures
_MANY = 4  # figures of one study beyond which they share its weight


class Figure(NamedTuple):
    """One figure: what it is, on which scale its error is even, the observed value and its error."""

    id: str
    source: str
    scale: str  # log, logit, plain
    observed: float
    error: float  # on that scale, discrepancy included
    low: float
    high: float


def scaled(scale: str, value: float) -> float:
    if scale == "log":
        return float(np.log(max(value, 1e-6)))
    if scale == "logit":
        part = min(max(value, 0.2), 99.8) / 100.0
        return float(np.log(part / (1.0 - part)))
    return value


def fitted() -> list[Study]:
    """Only what may be fitted: the calibration studies."""
    return [each for each in map(study, ids()) if each.use == "calibration"]


def of_studies() -> list[Figure]:
    """Every figure of the calibration studies, from their declarations alone."""
    return [figure for each in fitted() for figure in _of_study(each)]


def smooth(seen: Observed) -> bool:
    """A direction or an order jumps, so it tells nothing of which way a number should move."""
    return seen.statistic.kind != "sign"


def _sampling(seen: Observed, scale: str) -> float:
    """Error of the persons simulated, on the figure's scale; that of levels is small beside the model's."""
    if scale == "logit":
        part = min(max(seen.value, 1.0), 99.0) / 100.0
        return float(1.0 / np.sqrt(_SEEN * part * (1.0 - part)))
    return (
        _RATIO if seen.statistic.kind == "odds" and seen.statistic.threshold is None and seen.against else 0.0
    )


def _of_study(each: Study) -> list[Figure]:
    arms = {arm.id: arm for arm in each.arms}
    share = np.sqrt(max(1.0, len(each.observed) / _MANY))
    found: list[Figure] = []
    for n, seen in enumerate(each.observed):
        if not smooth(seen):
            continue
        accepted = band(seen, arms[seen.arm])
        scale = _scale(seen, accepted)
        half = 0.5 * abs(scaled(scale, accepted.high) - scaled(scale, accepted.low)) / 1.96
        unit = max(abs(seen.value), 1e-9) if scale == "plain" else 1.0
        error = np.sqrt(half**2 + (_DISCREPANCY[scale] * unit) ** 2 + _sampling(seen, scale) ** 2) * share
        name = "/".join(what.label for what in seen.quantities)
        found.append(Figure(f"{each.id}/{n} {seen.arm} {name} {seen.statistic.name}", each.id, scale, seen.value,
                            float(error), accepted.low, accepted.high))  # fmt: skip
    return found


def of_survey() -> list[Figure]:
    """Survey targets: what may be missed is two errors."""
    wanted = [each for era in survey_model.SURVEYS for each in survey_model.wanted(era)]
    found: list[Figure] = []
    for target in wanted:
        scale = {"quantile": "log", "prevalence": "logit", "spearman": "plain"}[target.kind]
        allowed = survey_model.allowed(target)
        low, high = target.value - allowed, target.value + allowed
        error = 0.25 * abs(scaled(scale, high) - scaled(scale, max(low, 0.1 * target.value)))
        if scale == "plain":
            error = 0.5 * allowed
        what = f"{target.kind} {'+'.join(target.markers)} {target.q or ''}{''.join(target.threshold)}"
        name = f"{what} {target.sex} {target.ages}"
        share = np.sqrt(len(wanted) / _WITNESSES)
        found.append(Figure(f"{target.era} {name}", f"survey {target.era}", scale, target.value,
                            float(error * share), low, high))  # fmt: skip
    return found


def run(setting: Setting, crowd: Crowd) -> tuple[list[Row], list[survey_model.Seen]]:
    """What the model gives for a crowd under a setting, in the order of the figures; one thread."""
    causes = (*DECLARED.values(), *LOOK_ALIKES.values())
    setup = Setup(causes, MARKERS, setting, seed=crowd.seed, threads=1)
    plain = [replace(each, observed=tuple(filter(smooth, each.observed))) for each in fitted()]
    rows = replicate(plain, setup, persons=crowd.persons, most=1, trials=0)
    return rows, survey_model.run(setting, causes, crowd.surveyed, crowd.seed)


def _scale(seen: Observed, accepted: Band) -> str:
    if seen.statistic.kind == "share":
        return "logit"
    positive = min(accepted.low, seen.value) > 0.0
    return "log" if seen.statistic.kind in ("level", "odds", "time") and positive else "plain"
