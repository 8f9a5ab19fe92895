"""How far one person's results move in weeks: the pairs of the repeat examination."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from survey.people import MEASURES, repeated
from survey.resample import Estimate, estimate, persons
from survey.weighted import Array, quantiles

TWICE = ("total-b12", "mma", "homocysteine", "folate", "folate-rbc", "ferritin", "creatinine")
KINDS = ("within", "within-robust", "between", "drift")
NORMAL = 1.4826  # the SD of a normal distribution over its median absolute deviation


class Within(NamedTuple):
    """One marker: how it moves, in natural logs; `of` in the order of `KINDS`."""

    marker: str
    of: Estimate
    pairs: int


def within(*, resamples: int, seed: int) -> list[Within]:
    """SD of natural logs within a person, plain and robust; SD between people; mean change."""
    people, found = repeated(), []
    for marker in TWICE:
        names = [f"{MEASURES[marker].column}_{day}" for day in ("day1", "day2")]
        one, two = np.log(people[names].dropna().to_numpy().T)
        again = persons(len(one), resamples=resamples, seed=seed)
        found.append(Within(marker, _estimated(one, two, again=again), len(one)))
    return found


def _estimated(one: Array, two: Array, *, again: Array) -> Estimate:
    return estimate(lambda counts: moved(one, two, counts=counts), np.ones(len(one)), factors=again)


def moved(one: Array, two: Array, *, counts: Array) -> Array:
    """What `KINDS` names, from two logs a person, each person counted so many times."""
    change, people = two - one, counts.sum()
    drift = np.average(change, weights=counts)
    within_sd = np.sqrt(np.average((change - drift) ** 2, weights=counts) * people / (people - 1.0) / 2.0)
    middle = _median(change, counts)
    robust = NORMAL * _median(np.abs(change - middle), counts) / np.sqrt(2.0)
    centred = [each - np.average(each, weights=counts) for each in (one, two)]
    between = (counts * centred[0] * centred[1]).sum() / (people - 1.0)
    return np.array([within_sd, robust, np.sqrt(between), drift])


def _median(values: Array, counts: Array) -> float:
    return float(quantiles(values, counts, at=[0.5])[0])
