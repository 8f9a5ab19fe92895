"""Statistic: how papers put many persons into one figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]
Kind = Literal["level", "change", "share", "odds", "score", "time", "sign"]


@dataclass(frozen=True)
class Statistic:
    """A named figure; `of` takes the quantities' values, of the arm and then of the arm it is held against.

    `kind` says on which scale its error lives: a level is positive and errs in proportion, a share
    in %, odds are ratios, a score (correlation, area under a curve) errs by an amount.
    """

    name: str
    kind: Kind
    of: Callable[..., float]
    threshold: float | None = None


MEAN = Statistic("mean", "level", lambda x: float(np.mean(x)))
MEDIAN = Statistic("median", "level", lambda x: float(np.median(x)))
GEOMETRIC_MEAN = Statistic("geometric mean", "level", lambda x: float(np.exp(np.mean(np.log(x)))))
SD = Statistic("sd", "level", lambda x: float(np.std(x, ddof=1)))
TIME_MEAN = Statistic(
    "mean", "time", lambda x: float(np.mean(x[np.isfinite(x)])) if np.isfinite(x).any() else np.inf
)
# of two in the middle the earlier: a time that never comes cannot be averaged
TIME_MEDIAN = Statistic("median", "time", lambda x: float(np.sort(x)[(len(x) - 1) // 2]))
MEAN_CHANGE = Statistic("mean change", "change", lambda x: float(np.mean(x)))
MEDIAN_CHANGE = Statistic("median change", "change", lambda x: float(np.median(x)))
CHANGE_OF_MEANS = Statistic("% change of means", "change", lambda x, y: 100.0 * (_mean(y) / _mean(x) - 1.0))
DIFFERENCE = Statistic("difference of means", "change", lambda x, y: _mean(x) - _mean(y))
RATIO = Statistic("ratio of means", "odds", lambda x, y: _mean(x) / _mean(y))
RATIO_OF_MEDIANS = Statistic("ratio of medians", "odds", lambda x, y: float(np.median(x) / np.median(y)))
PERCENT_DIFFERENCE = Statistic("% difference", "change", lambda x, y: 100.0 * (_mean(x) / _mean(y) - 1.0))
SMD = Statistic("SMD", "score", lambda x, y: (_mean(x) - _mean(y)) / np.sqrt(0.5 * (np.var(x) + np.var(y))))
SPEARMAN = Statistic("spearman", "score", lambda x, y: float(np.asarray(stats.spearmanr(x, y))[0]))
PEARSON = Statistic("pearson", "score", lambda x, y: float(np.corrcoef(x, y)[0, 1]))
SLOPE = Statistic("slope", "odds", lambda x, y: float(np.polyfit(x, y, 1)[0]))  # of the second on the first
LOG_SLOPE = Statistic("slope on the log", "odds", lambda x, y: float(np.polyfit(np.log(x), y, 1)[0]))
LOG_LOG_SLOPE = Statistic("slope of logs", "odds", lambda x, y: float(np.polyfit(np.log(x), np.log(y), 1)[0]))
WITHIN = Statistic("mean % difference of two", "level", lambda x, y: float(
    np.mean(100.0 * np.abs(x - y) / (0.5 * (x + y)))))  # fmt: skip
SIGN = Statistic("direction", "sign", lambda x: _sign(x))
ORDER = Statistic("order", "sign", lambda x, y: _order(x, y))  # +1: the first is greater

TREND = Statistic("trend", "sign", lambda x, y: _trend(x, y))  # +1: the second rises with the first


def below(limit: float) -> Statistic:
    """Percent of persons below a limit (of the marker's unit)."""
    return Statistic(f"% below {limit:g}", "share", lambda x: 100.0 * float(np.mean(x < limit)), limit)


def above(limit: float) -> Statistic:
    """Percent of persons above a limit."""
    return Statistic(f"% above {limit:g}", "share", lambda x: 100.0 * float(np.mean(x > limit)), limit)


def between(low: float, high: float) -> Statistic:
    """Percent of persons from `low` to under `high`."""
    return Statistic(
        f"% {low:g} to {high:g}", "share", lambda x: 100.0 * float(np.mean((x >= low) & (x < high))), low
    )


def quantile(place: float) -> Statistic:
    """A quantile, such as 0.05."""
    return Statistic(f"{100 * place:g} % quantile", "level", lambda x: float(np.quantile(x, place)))


def odds_ratio_below(limit: float) -> Statistic:
    """Odds of lying below a limit in the arm, over those in the other."""
    return Statistic(f"odds ratio below {limit:g}", "odds", lambda x, y: _odds(x < limit) / _odds(y < limit))


def odds_ratio_above(limit: float) -> Statistic:
    """Odds of lying above a limit in the arm, over those in the other."""
    return Statistic(f"odds ratio above {limit:g}", "odds", lambda x, y: _odds(x > limit) / _odds(y > limit))


def risk_ratio_below(limit: float) -> Statistic:
    """Share below a limit in the arm, over that in the other."""
    return Statistic(
        f"risk ratio below {limit:g}", "odds", lambda x, y: _share(x < limit) / _share(y < limit)
    )


def above_among(limit: float) -> Statistic:
    """Percent above a limit of the first quantity, of those in whom the second is positive."""
    return Statistic(f"% above {limit:g} among", "share",
                     lambda x, y: 100.0 * _mean(x[y > 0.0] > limit) if (y > 0.0).any() else np.nan, limit)  # fmt: skip


def below_among(limit: float) -> Statistic:
    """Percent below a limit of the first quantity, of those in whom the second is positive."""
    return Statistic(f"% below {limit:g} among", "share",
                     lambda x, y: 100.0 * _mean(x[y > 0.0] < limit) if (y > 0.0).any() else np.nan, limit)  # fmt: skip


def quantile_among(place: float) -> Statistic:
    """A quantile of the first quantity, of those in whom the second is positive."""
    return Statistic(f"{100 * place:g} % quantile among", "level",
                     lambda x, y: float(np.quantile(x[y > 0.0], place)) if (y > 0.0).any() else np.nan)  # fmt: skip


def rate_below(limit: float, years: float) -> Statistic:
    """Falls below a limit by then, per 100 person-years at a constant rate."""
    return Statistic(f"rate of < {limit:g}", "odds", lambda x: -100.0 * np.log1p(-_share(x < limit)) / years)


def odds_ratio_a_unit_below(limit: float) -> Statistic:
    """Odds ratio of the second quantity lying below a limit, for one unit more of the first (logistic)."""
    return Statistic(f"odds ratio below {limit:g} a unit", "odds", lambda x, y: _logistic(x, y < limit))


def auc(limit: float) -> Statistic:
    """Area under the curve of the first quantity for telling who is below a limit of the second."""

    def area(x: Array, y: Array) -> float:
        ill = y < limit
        if ill.all() or not ill.any():
            return float("nan")
        ranks = stats.rankdata(x)
        lower = (ranks[~ill].sum() - (~ill).sum() * ((~ill).sum() + 1) / 2) / ((~ill).sum() * ill.sum())
        return float(max(lower, 1.0 - lower))

    return Statistic(f"AUC for below {limit:g}", "score", area)


def _mean(x: Array) -> float:
    return float(np.mean(x))


def _share(yes: NDArray[np.bool_]) -> float:
    return (float(np.sum(yes)) + 0.5) / (yes.size + 1.0)


def _odds(yes: NDArray[np.bool_]) -> float:
    return (float(np.sum(yes)) + 0.5) / (float(np.sum(~yes)) + 0.5)


def _sign(x: Array) -> float:
    """+1 or -1 where the mean lies off zero by a tenth of its spread, else 0: no change to speak of."""
    return float(np.sign(np.mean(x))) if abs(np.mean(x)) > 0.1 * np.std(x) else 0.0


def _order(x: Array, y: Array) -> float:
    spread = np.sqrt(0.5 * (np.var(x) + np.var(y)))
    return float(np.sign(np.mean(x) - np.mean(y))) if abs(np.mean(x) - np.mean(y)) > 0.05 * spread else 0.0


def _trend(x: Array, y: Array) -> float:
    r = float(np.asarray(stats.spearmanr(x, y))[0])
    return float(np.sign(r)) if abs(r) > 0.1 else 0.0


def _logistic(x: Array, yes: NDArray[np.bool_]) -> float:
    """Odds ratio a unit, by Newton's method; the ridge keeps it finite where nobody, or everybody, says yes."""
    design = np.stack([np.ones_like(x), x], axis=1)
    beta, ridge = np.zeros(2), 1e-3 * np.eye(2)
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-np.clip(design @ beta, -30.0, 30.0)))
        curved = design.T @ (design * (p * (1.0 - p))[:, None]) + ridge
        beta = beta + np.linalg.solve(curved, design.T @ (yes - p) - ridge @ beta)
    return float(np.exp(np.clip(beta[1], -20.0, 20.0)))
