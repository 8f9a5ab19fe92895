"""Band: where a simulated figure must lie; as published, or assigned by the one rule below."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from corrin.study.declare import Arm, Observed
from corrin.study.spread import Ci, Iqr, Range, Sd, Sem

_Z = 1.96

ASSIGNED = {
    "total-b12": 0.20, "holotc": 0.25, "mma": 0.25, "homocysteine": 0.20, "folate": 0.25, "folate-rbc": 0.25,
    "hb": 0.05, "mcv": 0.04, "rdw": 0.10, "absorbed": 0.30, "schilling": 0.30, "retained": 0.25, "urine": 0.25,
}  # fmt: skip
"""Part of a level by which it may miss where a paper prints no spread, by marker; else `_ELSE`.

About twice the step between laboratories, and half the step a wrong mechanism makes: absorption without
intrinsic factor is 40 times lower, the serum B12 of a deficient person less than half.
"""
_ELSE = 0.30
_CHANGE = 0.40  # part of a change, and at least `_LEAST` of it in % points
_LEAST = 5.0
_ODDS = 1.5  # factor on odds, ratios and slopes
_SCORE = 0.10  # correlations and standardised differences
_AREA = 0.03  # areas under a curve


class Band(NamedTuple):
    """Lowest and highest accepted value, in the observed unit, and whose they are."""

    low: float
    high: float
    kind: Literal["published", "assigned"]


def band(seen: Observed, arm: Arm) -> Band:
    """The acceptance band of one figure.

    A printed 95 % interval is the band; from a standard error, or a standard deviation or quartiles and a
    number of persons, the 95 % interval is worked out, as is that of a share of n persons (Wilson). A range
    of studies' figures is itself the band. What is printed without spread gets the assigned width.
    """
    spread, n = seen.spread, seen.n or arm.n
    if isinstance(spread, (Ci, Range)) and not (
        isinstance(spread, Range) and seen.statistic.kind == "level" and n
    ):
        return Band(spread.low, spread.high, "published")
    if isinstance(spread, Sem):
        return Band(seen.value - _Z * spread.se, seen.value + _Z * spread.se, "published")
    if isinstance(spread, Sd) and n:
        return _about(seen.value, _Z * spread.sd / np.sqrt(n))
    if isinstance(spread, Iqr) and n:
        scale = 1.25 if seen.statistic.name == "median" else 1.0
        return _about(seen.value, scale * _Z * (spread.high - spread.low) / 1.349 / np.sqrt(n))
    if isinstance(spread, Range) and n:
        return _about(seen.value, _Z * (spread.high - spread.low) / _span(n) / np.sqrt(n) * 1.25)
    if seen.statistic.kind == "share" and n:
        return _wilson(seen.value, n)
    return _assigned(seen)


def _about(value: float, half: float) -> Band:
    return Band(value - half, value + half, "published")


def _span(n: int) -> float:
    """Expected range of n standard normal numbers."""
    return float(2.0 * np.sqrt(2.0 * np.log(max(n, 2))) * 0.82) if n > 5 else 2.0


def _wilson(percent: float, n: int) -> Band:
    p, z = percent / 100.0, _Z
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low = 0.0 if percent <= 0.0 else 100.0 * max(centre - half, 0.0)  # not a rounding error above it
    return Band(low, 100.0 if percent >= 100.0 else 100.0 * min(centre + half, 1.0), "published")


def _assigned(seen: Observed) -> Band:
    value, kind = seen.value, seen.statistic.kind
    if kind == "sign":
        return Band(value, value, "assigned")
    if kind == "score":
        half = _AREA if seen.statistic.name.startswith("AUC") else _SCORE
        return Band(value - half, value + half, "assigned")
    if kind == "odds":
        low, high = sorted((value / _ODDS, value * _ODDS))
        return Band(low, high, "assigned")
    if kind == "share":
        odds = min(max(value, 0.5), 99.5) / (100.0 - min(max(value, 0.5), 99.5))
        ends = [100.0 * o / (1.0 + o) for o in (odds / _ODDS**2, odds * _ODDS**2)]
        return Band(min(ends[0], value), max(ends[1], value), "assigned")
    if kind == "change":
        half = max(_CHANGE * abs(value), _LEAST if seen.unit == "%" else 0.0)
    else:
        half = ASSIGNED.get(seen.quantities[0].label, _ELSE) * abs(value)
    return Band(value - half, value + half, "assigned")
