"""Boosted: gradient-boosted quantile regression of a hidden marker on the survey, cross-validated."""

from __future__ import annotations

import importlib.util

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]

HERE = importlib.util.find_spec("lightgbm") is not None
LEVELS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
FOLDS = 5
_OPTIONS = {"n_estimators": 150, "learning_rate": 0.06, "num_leaves": 15, "min_child_samples": 60, "verbose": -1,
            "subsample": 0.8, "subsample_freq": 1, "n_jobs": 1, "random_state": 7}  # fmt: skip
_ASTRAY, _ANYWHERE = 0.01, 1.0  # part of results, and their spread (log)
_NARROWEST = 0.01  # of the log, between two quantiles


def quantiles(inputs: pd.DataFrame, hidden: Array, rows: NDArray[np.int64]) -> Array:
    """(rows, `LEVELS`) of log `hidden` of these rows, each from the folds that do not hold it."""
    from lightgbm import LGBMRegressor

    fold = np.random.Generator(np.random.Philox(3)).permutation(np.arange(len(inputs)) % FOLDS)
    found = np.empty((rows.size, len(LEVELS)))
    for n in range(FOLDS):
        here, train = rows[fold[rows] == n], fold != n
        for place, level in enumerate(LEVELS):
            model = LGBMRegressor(objective="quantile", alpha=level, **_OPTIONS)
            model.fit(inputs[train], np.log(hidden[train]))
            found[fold[rows] == n, place] = np.asarray(model.predict(inputs))[here]
    return np.sort(found, axis=1)


def log_density(known: Array, truth: Array) -> Array:
    """(rows,) log density of log truth: even between quantiles, exponential beyond the outermost; one in a hundred
    may lie far off, as an answer allows for, so that a single stray result does not decide."""
    edges = known.copy()
    for n in range(1, edges.shape[1]):
        edges[:, n] = np.maximum(edges[:, n], edges[:, n - 1] + _NARROWEST * (LEVELS[n] - LEVELS[n - 1]))
    place = np.array([np.searchsorted(row, value) for row, value in zip(edges, truth, strict=True)])
    rows = np.arange(truth.size)
    inner = np.clip(place, 1, len(LEVELS) - 1)
    width = edges[rows, inner] - edges[rows, inner - 1]
    within = np.log(np.diff(LEVELS)[inner - 1] / width)
    tails = []
    for outer, next_, mass in ((0, 1, LEVELS[0]), (-1, -2, 1.0 - LEVELS[-1])):
        near = LEVELS[1] if outer == 0 else 1.0 - LEVELS[-2]
        scale = np.maximum(np.abs(edges[:, outer] - edges[:, next_]) / np.log(near / mass), _NARROWEST)
        tails.append(np.log(mass / scale) - np.abs(truth - edges[:, outer]) / scale)
    told = np.where(place == 0, tails[0], np.where(place == len(LEVELS), tails[1], within))
    anywhere = stats.norm.logpdf(truth, edges[:, LEVELS.index(0.5)], _ANYWHERE)
    return np.logaddexp(np.log(1.0 - _ASTRAY) + told, np.log(_ASTRAY) + anywhere)
