"""Fit: Gauss-Newton steps on common random numbers, under the prior, and the spread that is left.

The engine gives no derivatives of a virtual trial, but the same people under a changed number
differ little and smoothly, so differences of two runs are as good. Each is taken twice, on people
drawn apart, and a figure moves the numbers as far as the two agree how; many people say where the model stands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import figures
import numpy as np
from figures import FEW, MANY, Crowd, Figure, scaled
from knobs import KNOBS, Knob

from corrin.setting import Setting

Array = np.ndarray[Any, np.dtype[np.float64]]

STEP = 0.5  # of a prior standard deviation, to take a difference over
HUBER = 2.0  # errors beyond which a figure pulls with constant force: one study wins nothing by shouting
DRAWN_IN = 2.0  # variances by chance: an eighth of mere chance is left, and four fifths of three errors
TRIED = (1.0, 0.6, 0.35, 0.15)  # parts of a step that are tried


class Fit(NamedTuple):
    """Where the knobs stand (logs of factors), how sure they are, and how the fit came there."""

    centre: Array
    covariance: Array
    slopes: Array  # (figures, knobs) of scaled simulated values
    simulated: Array  # scaled, at the centre
    history: list[float]  # cost at the start and after each step
    left: Array  # the step that would come next, by the last slopes, in posterior standard deviations
    refused: float | None  # cost after the likeliest part of a step that was not taken, since it is no lower


class Model(Protocol):
    """What the model gives: for each point its simulated figures, unscaled, as (crowds, figures)."""

    def of(self, points: Sequence[Array], crowds: Sequence[Crowd]) -> list[Array]: ...


class Runs:
    """Runs of the model, kept on disk by what they were run with, so that a broken fit goes on."""

    def __init__(self, folder: Path, key: str, workers: int, say: Callable[[str], None]) -> None:
        self.folder, self.key, self.workers, self.say = folder, key, workers, say
        folder.mkdir(parents=True, exist_ok=True)

    def of(self, points: Sequence[Array], crowds: Sequence[Crowd]) -> list[Array]:
        """Simulated figures at each point, in order."""
        wanted = [(point, crowd) for point in points for crowd in crowds]
        missing = [each for each in wanted if not self._file(*each).exists()]
        with ProcessPoolExecutor(self.workers) as pool:
            jobs = {pool.submit(values, setting(point), crowd): (point, crowd) for point, crowd in missing}
            for count, job in enumerate(as_completed(jobs), 1):
                file = self._file(*jobs[job])
                part = file.with_suffix(".part")
                part.write_text(json.dumps(job.result()))
                part.replace(file)
                self.say(f"run {count} of {len(missing)}")
        return [np.array([self._kept(point, crowd) for crowd in crowds], dtype=float) for point in points]

    def _kept(self, point: Array, crowd: Crowd) -> list[float]:
        return json.loads(self._file(point, crowd).read_text())

    def _file(self, point: Array, crowd: Crowd) -> Path:
        told = self.key.encode() + repr(tuple(crowd)).encode() + np.round(point, 9).tobytes()
        return self.folder / f"{hashlib.blake2b(told, digest_size=12).hexdigest()}.json"


def setting(point: Array, knobs: Sequence[Knob] = KNOBS) -> Setting:
    return Setting({knob.id: float(np.exp(value)) for knob, value in zip(knobs, point, strict=True)})


def values(under: Setting, crowd: Crowd) -> list[float]:
    """Simulated figures of a crowd in the order of `figures`, unscaled."""
    rows, seen = figures.run(under, crowd)
    return [row.simulated for row in rows] + [each.value for each in seen]


def fit(
    targets: Sequence[Figure],
    runs: Model,
    steps: int,
    knobs: Sequence[Knob] = KNOBS,
    start: Array | None = None,
) -> Fit:
    """`steps` Gauss-Newton steps from `start` (logs of factors; the declared numbers if None); each knob stays
    inside its published range."""
    sd, most = np.array([k.sd for k in knobs]), np.array([k.most for k in knobs])
    observed = np.array([scaled(t.scale, t.observed) for t in targets])
    error = np.array([t.error for t in targets])
    point = np.zeros(len(knobs)) if start is None else np.clip(start, -most, most)
    model = _stands(targets, runs, point)
    history = [_cost(model, observed, error, point, sd)]
    slopes, refused = np.zeros((len(targets), len(knobs))), None
    for _ in range(steps):
        slopes = _slopes(targets, runs, point, sd)
        step = _step(slopes, observed - model, error, point, sd)
        tried = [np.clip(point + part * step, -most, most) for part in TRIED]
        moved = [model + each.mean(axis=0) for each in _moves(targets, runs, point, tried)]
        guessed = [_cost(each, observed, error, at, sd) for each, at in zip(moved, tried, strict=True)]
        best = tried[int(np.argmin(guessed))]
        there = _stands(targets, runs, best)
        cost = _cost(there, observed, error, best, sd)
        if cost >= history[-1]:
            refused = cost
            break
        point, model = best, there
        history.append(cost)
    covariance = _covariance(slopes, observed - model, error, sd)
    left = _step(slopes, observed - model, error, point, sd) / np.sqrt(np.diag(covariance))
    return Fit(point, covariance, slopes, model, history, left, refused)


def _stands(targets: Sequence[Figure], runs: Model, point: Array) -> Array:
    """Scaled figures of many people; one that has no value lies five errors off."""
    found = _scaled(targets, runs.of([point], MANY)[0]).mean(axis=0)
    return np.where(np.isfinite(found), found, [scaled(t.scale, t.observed) + 5.0 * t.error for t in targets])


def _moves(targets: Sequence[Figure], runs: Model, point: Array, others: Sequence[Array]) -> list[Array]:
    """How far the scaled figures of few people (crowds, figures) move from a point to each of the others."""
    here, *there = (_scaled(targets, each) for each in runs.of([point, *others], FEW))
    return [np.nan_to_num(each - here, nan=0.0, posinf=0.0, neginf=0.0) for each in there]


def _scaled(targets: Sequence[Figure], found: Array) -> Array:
    return np.array([[scaled(t.scale, v) for t, v in zip(targets, row, strict=True)] for row in found])


def _slopes(targets: Sequence[Figure], runs: Model, point: Array, sd: Array) -> Array:
    """By one difference a knob and crowd, taken towards the prior's centre so that no range is left."""
    move = STEP * sd * np.where(point > 0.0, -1.0, 1.0)
    moves = _moves(targets, runs, point, [point + row for row in np.diag(move)])
    return _agreed(np.stack(moves, axis=-1) / move, sd)


def _agreed(slopes: Array, sd: Array) -> Array:
    """Slopes (figures, knobs) of two crowds (first axis) as one: the mean, drawn in by what may be chance in it.

    Its variance by chance is told by how the crowds differ, here or over all knobs, whichever is more."""
    mean = slopes.mean(axis=0) * sd
    apart = 0.25 * ((slopes[0] - slopes[1]) * sd) ** 2
    chance = np.maximum(apart, apart.mean(axis=1, keepdims=True))
    return mean * np.clip(1.0 - DRAWN_IN * chance / np.maximum(mean**2, 1e-300), 0.0, 1.0) / sd


def _weights(residual: Array, error: Array) -> Array:
    far = np.abs(residual) / error
    return np.where(far <= HUBER, 1.0, HUBER / np.maximum(far, 1e-12)) / error**2


def _step(slopes: Array, residual: Array, error: Array, point: Array, sd: Array) -> Array:
    weights = _weights(residual, error)
    normal = (slopes * weights[:, None]).T @ slopes + np.diag(1.0 / sd**2)
    return np.linalg.solve(normal, slopes.T @ (weights * residual) - point / sd**2)


def _covariance(slopes: Array, residual: Array, error: Array, sd: Array) -> Array:
    weights = _weights(residual, error)
    return np.linalg.inv((slopes * weights[:, None]).T @ slopes + np.diag(1.0 / sd**2))


def _cost(model: Array, observed: Array, error: Array, point: Array, sd: Array) -> float:
    far = np.abs(observed - model) / error
    loss = np.where(far <= HUBER, 0.5 * far**2, HUBER * (far - 0.5 * HUBER))
    return float(loss.sum() + 0.5 * np.sum((point / sd) ** 2))
