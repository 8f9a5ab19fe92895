"""Statistics: each against numpy, scipy or a sum by hand, and against one that is subtly wrong."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from numpy.typing import NDArray
from scipy import optimize, stats

from corrin.study import statistic as module
from corrin.study.statistic import Statistic

Array = NDArray[np.float64]

X = np.random.default_rng(1).lognormal(5.5, 0.5, 80)  # as of total B12
Y = np.random.default_rng(2).lognormal(5.3, 0.6, 80) + 0.2 * X  # as of the other arm, or a second quantity
SPAN = np.array([6.0, math.inf, 2.0, 4.0, math.inf])
UNION = np.where(np.arange(80) % 3 == 0, 1.0, 0.0)  # a third of the persons
LIMIT = 250.0


@dataclass(frozen=True)
class Case:
    """A statistic, what it is given, what it must give, and a mistake near at hand."""

    what: Statistic
    values: tuple[Array, ...]
    right: float
    wrong: Callable[..., float]


def share(yes: Array) -> float:
    return 100.0 * sum(bool(each) for each in yes) / len(yes)


def odds(yes: Array) -> float:
    """With half a person more in each cell."""
    return (sum(map(bool, yes)) + 0.5) / (len(yes) - sum(map(bool, yes)) + 0.5)


def risk(yes: Array) -> float:
    return (sum(map(bool, yes)) + 0.5) / (len(yes) + 1.0)


def likeliest(x: Array, yes: Array) -> float:
    """The logistic odds ratio a unit, by a search for the likeliest line."""

    def unlikely(line: Array) -> float:
        z = line[0] + line[1] * (x - x.mean()) / x.std()
        return float(np.sum(np.logaddexp(0.0, z) - yes * z))

    found = optimize.minimize(unlikely, np.zeros(2), method="BFGS", options={"gtol": 1e-9})
    return float(np.exp(found.x[1] / x.std()))


CASES = [
    Case(module.MEAN, (X,), math.fsum(X) / 80, np.median),
    Case(module.MEDIAN, (X,), float(np.mean(np.sort(X)[39:41])), np.mean),
    Case(module.GEOMETRIC_MEAN, (X,), float(stats.gmean(X)), np.mean),
    Case(module.SD, (X,), math.sqrt(math.fsum((X - X.mean()) ** 2) / 79), np.std),
    Case(module.TIME_MEAN, (SPAN,), 4.0, np.mean),
    Case(module.TIME_MEDIAN, (SPAN,), 6.0, lambda x: np.median(x[np.isfinite(x)])),
    Case(module.MEAN_CHANGE, (X - Y,), math.fsum(X - Y) / 80, lambda x: -np.mean(x)),
    Case(module.MEDIAN_CHANGE, (X - Y,), float(np.quantile(X - Y, 0.5)), np.mean),
    Case(module.CHANGE_OF_MEANS, (X, Y), 100.0 * (Y.mean() - X.mean()) / X.mean(),
         lambda x, y: np.mean(100.0 * (y / x - 1.0))),
    Case(module.DIFFERENCE, (X, Y), X.mean() - Y.mean(), lambda x, y: y.mean() - x.mean()),
    Case(module.RATIO, (X, Y), X.mean() / Y.mean(), lambda x, y: np.mean(x / y)),
    Case(module.RATIO_OF_MEDIANS, (X, Y), np.median(X) / np.median(Y), lambda x, y: np.median(x / y)),
    Case(module.PERCENT_DIFFERENCE, (X, Y), 100.0 * (X.mean() - Y.mean()) / Y.mean(),
         lambda x, y: 100.0 * (x.mean() - y.mean()) / x.mean()),
    Case(module.SMD, (X, Y), (X.mean() - Y.mean()) / math.sqrt((X.std() ** 2 + Y.std() ** 2) / 2.0),
         lambda x, y: (x.mean() - y.mean()) / y.std()),
    Case(module.SPEARMAN, (X, Y), float(np.corrcoef(stats.rankdata(X), stats.rankdata(Y))[0, 1]),
         lambda x, y: stats.pearsonr(x, y)[0]),
    Case(module.PEARSON, (X, Y), float(stats.pearsonr(X, Y)[0]), lambda x, y: stats.spearmanr(x, y)[0]),
    Case(module.SLOPE, (X, Y), float(stats.linregress(X, Y).slope), lambda x, y: stats.linregress(y, x).slope),
    Case(module.LOG_SLOPE, (X, Y), float(stats.linregress(np.log(X), Y).slope),
         lambda x, y: stats.linregress(np.log10(x), y).slope),
    Case(module.LOG_LOG_SLOPE, (X, Y), float(stats.linregress(np.log(X), np.log(Y)).slope),
         lambda x, y: stats.linregress(np.log(x), y).slope),
    Case(module.WITHIN, (np.array([10.0, 30.0]), np.array([30.0, 10.0])), 100.0,
         lambda x, y: np.mean(100.0 * (x - y) / (0.5 * (x + y)))),
    Case(module.SIGN, (np.array([-3.0, 1.0, -2.0]),), -1.0, lambda x: np.sign(np.max(x))),
    Case(module.ORDER, (X, X + 40.0), -1.0, lambda x, y: np.sign(y.mean() - x.mean())),
    Case(module.TREND, (X, -Y), -1.0, lambda x, y: np.sign(x.mean())),
    Case(module.below(LIMIT), (X,), share(X < LIMIT), lambda x: share(x > LIMIT)),
    Case(module.above(LIMIT), (X,), share(X > LIMIT), lambda x: share(x < LIMIT)),
    Case(module.between(200.0, 300.0), (X,), share(X < 300.0) - share(X < 200.0), lambda x: share(x < 300.0)),
    Case(module.quantile(0.05), (X,), float(np.percentile(X, 5.0)), lambda x: np.percentile(x, 0.05)),
    Case(module.odds_ratio_below(LIMIT), (X, Y), odds(X < LIMIT) / odds(Y < LIMIT),
         lambda x, y: risk(x < LIMIT) / risk(y < LIMIT)),
    Case(module.odds_ratio_above(LIMIT), (X, Y), odds(X > LIMIT) / odds(Y > LIMIT),
         lambda x, y: odds(x < LIMIT) / odds(y < LIMIT)),
    Case(module.risk_ratio_below(LIMIT), (X, Y), risk(X < LIMIT) / risk(Y < LIMIT),
         lambda x, y: odds(x < LIMIT) / odds(y < LIMIT)),
    Case(module.above_among(LIMIT), (X, UNION), share(X[::3] > LIMIT), lambda x, y: share((x > LIMIT) & (y > 0.0))),
    Case(module.below_among(LIMIT), (X, UNION), share(X[::3] < LIMIT), lambda x, y: share((x < LIMIT) & (y > 0.0))),
    Case(module.quantile_among(0.9), (X, UNION), float(np.percentile(X[::3], 90.0)),
         lambda x, y: np.percentile(x, 90.0)),
    Case(module.rate_below(LIMIT, 4.0), (X,), 25.0 * math.log(1.0 / (1.0 - risk(X < LIMIT))),
         lambda x: 25.0 * risk(x < LIMIT)),
    Case(module.odds_ratio_a_unit_below(LIMIT), (X / 100.0, Y), likeliest(X / 100.0, (Y < LIMIT).astype(float)),
         lambda x, y: 1.0 / likeliest(x, (y < LIMIT).astype(float))),
    Case(module.auc(LIMIT), (X, Y), float(np.mean(X[Y < LIMIT][:, None] < X[Y >= LIMIT][None, :])),
         lambda x, y: np.mean((x < LIMIT) == (y < LIMIT))),
]  # fmt: skip
LOOSE = {"odds ratio below 250 a unit": 1e-3}  # the ridge that keeps it finite


def close(case: Case, value: float) -> bool:
    return value == pytest.approx(case.right, rel=LOOSE.get(case.what.name, 1e-9))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what.name)
def test_a_statistic_is_what_its_name_says(case: Case) -> None:
    assert close(case, case.what.of(*case.values))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what.name)
def test_a_mistake_near_at_hand_would_be_found(case: Case) -> None:
    assert not close(case, float(case.wrong(*case.values)))


def test_no_statistic_is_untested() -> None:
    constants = {id(each) for each in vars(module).values() if isinstance(each, Statistic)}
    makers = {name for name, each in vars(module).items() if getattr(each, "__annotations__", {}).get("return")
              == "Statistic" and not name.startswith("_")}  # fmt: skip
    assert len(constants) > 15 and len(makers) > 10
    assert constants <= {id(case.what) for case in CASES}
    assert len(CASES) == len(constants) + len(makers), makers


# ---- what is compared with a limit ---------------------------------------------------------------


def test_the_limit_itself_is_neither_below_nor_above_but_begins_a_range() -> None:
    x = np.array([100.0, 148.0, 200.0])
    assert module.below(148.0).of(x) == module.above(148.0).of(x) == pytest.approx(100.0 / 3.0)
    assert module.between(148.0, 200.0).of(x) == pytest.approx(100.0 / 3.0)


def test_nobody_among_whom_gives_no_figure() -> None:
    for make in (module.above_among, module.below_among):
        assert math.isnan(make(LIMIT).of(X, np.zeros(80)))
    assert math.isnan(module.quantile_among(0.5).of(X, np.zeros(80)))
    assert math.isnan(module.auc(0.0).of(X, Y))


def test_an_empty_cell_leaves_the_odds_finite() -> None:
    none, some = np.full(20, 500.0), np.array([100.0] * 5 + [500.0] * 15)
    assert module.odds_ratio_below(LIMIT).of(some, none) == pytest.approx((5.5 / 15.5) / (0.5 / 20.5))
    assert module.risk_ratio_below(LIMIT).of(none, some) == pytest.approx(0.5 / 5.5)
    assert 0.0 < module.odds_ratio_a_unit_below(LIMIT).of(np.arange(20.0), none) < math.inf
    assert module.rate_below(LIMIT, 4.0).of(np.full(20, 1.0)) == pytest.approx(25.0 * math.log(21.0 / 0.5))


def test_times_that_nobody_reaches_are_infinite() -> None:
    never = np.full(5, math.inf)
    assert module.TIME_MEAN.of(never) == module.TIME_MEDIAN.of(never) == math.inf
    assert module.TIME_MEDIAN.of(np.array([1.0, math.inf, math.inf])) == math.inf
    assert module.TIME_MEDIAN.of(np.array([1.0, 3.0, math.inf, math.inf])) == 3.0


# ---- directions ----------------------------------------------------------------------------------


def test_a_direction_that_is_hardly_one_is_nought() -> None:
    spread = np.linspace(-1.0, 1.0, 101)
    assert module.SIGN.of(spread + 0.05) == module.ORDER.of(spread + 0.02, spread) == 0.0
    assert module.SIGN.of(spread + 0.07) == module.ORDER.of(spread + 0.05, spread) == 1.0
    assert module.SIGN.of(np.zeros(9)) == module.ORDER.of(spread, spread) == 0.0
    assert module.ORDER.of(spread - 0.05, spread) == module.SIGN.of(spread - 0.07) == -1.0


# ---- the area under the curve --------------------------------------------------------------------


def pairs(x: Array, ill: NDArray[np.bool_]) -> float:
    """Mann and Whitney: of all pairs of an ill and a well person, those in which the ill has less; a tie is half."""
    won = [1.0 if a < b else 0.5 if a == b else 0.0 for a in x[ill] for b in x[~ill]]
    return sum(won) / len(won)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=2, max_size=40))
def test_an_area_is_the_part_of_pairs_in_the_right_order(people: list[tuple[int, bool]]) -> None:
    x = np.array([float(value) for value, _ in people])
    ill = np.array([sick for _, sick in people])
    assume(ill.any() and not ill.all())
    lower = pairs(x, ill)
    found = module.auc(0.5).of(x, np.where(ill, 0.0, 1.0))
    assert found == pytest.approx(max(lower, 1.0 - lower), abs=1e-12)
    assert 0.5 <= found <= 1.0


def test_an_area_that_ignores_ties_would_be_found() -> None:
    x, ill = np.array([1.0, 1.0, 2.0, 3.0]), np.array([True, False, True, False])
    strict = float(np.mean(x[ill][:, None] < x[~ill][None, :]))
    assert strict == 0.5 and pairs(x, ill) == 0.625 == module.auc(0.5).of(x, np.where(ill, 0.0, 1.0))


@given(st.lists(st.floats(1.0, 1e4), min_size=3, max_size=30, unique=True), st.floats(0.1, 10.0))
def test_shares_and_ratios_do_not_depend_on_the_unit(values: list[float], factor: float) -> None:
    """Of marker and limit alike; a mean of changes in % too."""
    x = np.array(values)
    limit = float(np.median(x)) * 1.01 + 0.001
    assume(not np.any(np.abs(x / limit - 1.0) < 1e-9))
    assert module.below(limit * factor).of(x * factor) == module.below(limit).of(x)
    assert module.RATIO.of(x * factor, x[:2] * factor) == pytest.approx(module.RATIO.of(x, x[:2]))
    assert module.WITHIN.of(x * factor, x[::-1] * factor) == pytest.approx(module.WITHIN.of(x, x[::-1]))
