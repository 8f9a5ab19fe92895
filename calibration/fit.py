"""Fit: Gauss-Newton steps on common random numbers, under the prior, and the spread that is left.

The engine gives no derivatives of a virtual trial, but the same people under a changed number
differ little and smoothly, so differences of two runs are as good: one run a knob and step.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any, NamedTuple

import figures
import numpy as np
from figures import Figure, scaled
from knobs import KNOBS, Knob

from corrin.setting import Setting

Array = np.ndarray[Any, np.dtype[np.float64]]

STEP = 0.5  # of a prior standard deviation, to take a difference over
HUBER = 2.0  # errors beyond which a figure pulls with constant force: one study wins nothing by shouting
TRIED = (1.0, 0.6, 0.35, 0.15)  # parts of a step that are tried


class Fit(NamedTuple):
    """Where the knobs stand (logs of factors), how sure they are, and how the fit came there."""

    centre: Array
    covariance: Array
    slopes: Array  # (figures, knobs) of scaled simulated values
    simulated: Array  # scaled, at the centre
    history: list[float]  # cost at the start and after each step


class Runs:
    """Runs of the model, kept on disk by what they were run with, so that a broken fit goes on."""

    def __init__(self, folder: Path, key: str, workers: int, say: Callable[[str], None]) -> None:
        self.folder, self.key, self.workers, self.say = folder, key, workers, say
        folder.mkdir(parents=True, exist_ok=True)

    def of(self, points: Sequence[Array]) -> list[Array]:
        """Scaled simulated figures at each point, in order."""
        missing = [n for n, point in enumerate(points) if not self._file(point).exists()]
        with ProcessPoolExecutor(self.workers) as pool:
            jobs = {pool.submit(values, setting(points[n])): n for n in missing}
            for count, job in enumerate(as_completed(jobs), 1):
                file = self._file(points[jobs[job]])
                part = file.with_suffix(".part")
                part.write_text(json.dumps(job.result()))
                part.replace(file)
                self.say(f"run {count} of {len(missing)}")
        return [np.array(json.loads(self._file(point).read_text()), dtype=float) for point in points]

    def _file(self, point: Array) -> Path:
        name = hashlib.blake2b(self.key.encode() + np.round(point, 9).tobytes(), digest_size=12).hexdigest()
        return self.folder / f"{name}.json"


def setting(point: Array, knobs: Sequence[Knob] = KNOBS) -> Setting:
    return Setting({knob.id: float(np.exp(value)) for knob, value in zip(knobs, point, strict=True)})


def values(under: Setting) -> list[float]:
    """Simulated figures in the order of `figures`, unscaled."""
    rows, seen = figures.run(under)
    return [row.simulated for row in rows] + [each.value for each in seen]


def fit(
    targets: Sequence[Figure],
    runs: Runs,
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
    model = _scaled(targets, runs.of([point])[0])
    history = [_cost(model, observed, error, point, sd)]
    slopes = np.zeros((len(targets), len(knobs)))
    for _ in range(steps):
        slopes = _slopes(targets, runs, point, model, sd)
        step = _step(slopes, observed - model, error, point, sd)
        tried = [np.clip(point + part * step, -most, most) for part in TRIED]
        found = [_scaled(targets, each) for each in runs.of(tried)]
        costs = [_cost(each, observed, error, at, sd) for each, at in zip(found, tried, strict=True)]
        best = int(np.argmin(costs))
        if costs[best] >= history[-1]:
            break
        point, model = tried[best], found[best]
        history.append(costs[best])
    return Fit(point, _covariance(slopes, observed - model, error, sd), slopes, model, history)


def _scaled(targets: Sequence[Figure], found: Array) -> Array:
    out = np.array([scaled(t.scale, value) for t, value in zip(targets, found, strict=True)])
    return np.where(np.isfinite(out), out, [scaled(t.scale, t.observed) + 5.0 * t.error for t in targets])


def _slopes(targets: Sequence[Figure], runs: Runs, point: Array, model: Array, sd: Array) -> Array:
    """By one difference a knob, taken towards the prior's centre so that no range is left."""
    signs = np.where(point > 0.0, -1.0, 1.0)
    moved = [point + STEP * sd * signs * (np.arange(sd.size) == n) for n in range(sd.size)]
    return np.stack(
        [
            (_scaled(targets, each) - model) / (STEP * sd[n] * signs[n])
            for n, each in enumerate(runs.of(moved))
        ],
        axis=1,
    )


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
