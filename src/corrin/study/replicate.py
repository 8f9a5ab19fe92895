"""Replicate: every figure of a study beside what the model gives, with the errors of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.draws import uniforms
from corrin.setting import Setting
from corrin.study.band import Band, band
from corrin.study.declare import Arm, Observed, Study, Use
from corrin.study.enough import first, more, sure
from corrin.study.enrolled import Setup
from corrin.study.sample import Sample
from corrin.study.statistic import Kind
from corrin.study.trial import run
from corrin.units import ANALYTES, scale

Array = NDArray[np.float64]

PERSONS = 400  # simulated for each arm, at least
MOST = 40  # times that many are drawn for an arm, where a verdict hangs on it
TRIALS = 200  # of the paper's size, drawn from them
_PLACES = (0.05, 0.95)


@dataclass(frozen=True)
class Row:
    """One figure: as observed, with its band; as simulated, with the 90 % range of trials of that size."""

    study: str
    use: Use
    arm: str
    marker: str
    day: float
    statistic: str
    unit: str
    observed: float
    low: float
    high: float
    band: str
    simulated: float
    simulated_low: float
    simulated_high: float
    because: str = ""
    where: str = ""
    kind: Kind = "level"

    @property
    def within(self) -> bool:
        return bool(self.low <= self.simulated <= self.high)

    @property
    def z(self) -> float:
        """Distance of simulated from observed, over both errors together; 0 where neither has an error."""
        error = np.hypot((self.high - self.low) / 3.92, (self.simulated_high - self.simulated_low) / 3.29)
        gap = self.simulated - self.observed
        return float(gap / error) if np.isfinite(error) and error > 0.0 else float(np.sign(gap))


def replicate(
    studies: Iterable[Study], setup: Setup, *, persons: int = PERSONS, most: int = MOST, others: Sequence[Setting] = (),
    trials: int = TRIALS, progress: Callable[[str], None] = lambda study: None,
) -> list[Row]:  # fmt: skip
    """Rows of every study. `others` are further draws of the calibrated numbers: they widen the ranges.

    At least `persons` are simulated in each arm, more where the paper has them, and more again, up to `most`
    times, until the verdict on each figure is sure (decision 0016). `trials` of the paper's size are drawn
    from the persons of each arm; none gives no range.
    """
    rows: list[Row] = []
    for study in studies:
        rows += _study(study, setup, persons, most, others, trials)
        progress(study.id)
    return rows


def unlived(study: Study) -> list[Row]:
    """The rows of a study whose people cannot be had: every figure, and no number of the model."""
    arms = {arm.id: arm for arm in study.arms}
    return [
        _told(study, seen, band(seen, arms[seen.arm]), (np.nan, np.nan, np.nan)) for seen in study.observed
    ]


def _study(
    study: Study, setup: Setup, persons: int, most: int, others: Sequence[Setting], trials: int
) -> list[Row]:
    arms = {arm.id: arm for arm in study.arms}
    sizes = first(study, persons, most)
    samples = _enough(study, arms, _samples(study, setup, sizes), setup, most * persons)
    fewer = {id: max(n // 2, 50) for id, n in sizes.items()}
    moved = [_samples(study, replace(setup, setting=each), fewer) for each in others]
    return [_row(study, seen, arms, samples, moved, setup.seed, trials) for seen in study.observed]


def _enough(
    study: Study, arms: dict[str, Arm], samples: dict[str, Sample], setup: Setup, most: int
) -> dict[str, Sample]:
    """The samples, with more persons in the arms of figures whose verdict is not sure."""

    def within(seen: Observed, rows: Mapping[str, Any]) -> bool:
        accepted = band(seen, arms[seen.arm])
        return bool(accepted.low <= figure(seen, samples, rows) / to_own_unit(seen) <= accepted.high)

    open_ = list(study.observed)
    while sizes := more(samples, open_, most):
        open_ = [seen for seen in open_ if not sure(seen, samples, within, setup.seed)]
        sizes = more(samples, open_, most)
        samples = samples | _samples(study, setup, sizes)
    return samples


def _samples(study: Study, setup: Setup, sizes: Mapping[str, int]) -> dict[str, Sample]:
    """The arms that `sizes` names, with so many persons, and all that is wanted of them."""
    wants: dict[str, list[Any]] = {
        arm: [] for seen in study.observed for arm in (seen.arm, seen.against) if arm in sizes
    }
    for seen in study.observed:
        for arm in filter(wants.__contains__, (seen.arm, seen.against)):
            wants[arm] += [want for what in seen.quantities for want in what.wants]
    return {arm.id: run(arm, wants[arm.id], sizes[arm.id], setup) for arm in study.arms if arm.id in wants}


def _row(
    study: Study, seen: Observed, arms: dict[str, Arm], samples: dict[str, Sample],
    moved: Sequence[dict[str, Sample]], seed: int, count: int,
) -> Row:  # fmt: skip
    factor = to_own_unit(seen)
    accepted = band(seen, arms[seen.arm])
    value = figure(seen, samples) / factor
    trials = [each / factor for each in _trials(seen, arms, samples, seed, count)]
    shifts = [figure(seen, each) / factor - value for each in moved]
    trials = [trial + shift for shift in shifts for trial in trials] or trials
    finite = [each for each in trials if np.isfinite(each)] or [value]
    low, high = np.quantile(finite, _PLACES).tolist()
    return _told(study, seen, accepted, (value, low, high))


def _told(study: Study, seen: Observed, accepted: Band, simulated: tuple[float, float, float]) -> Row:
    return Row(study.id, study.use, _arm(seen), "/".join(each.label for each in seen.quantities),
               seen.quantities[0].day, seen.statistic.name, seen.unit, seen.value, *accepted, *simulated,
               seen.because, seen.where, seen.statistic.kind)  # fmt: skip


def figure(seen: Observed, samples: Mapping[str, Sample], rows: Mapping[str, Any] | None = None) -> float:
    """The statistic of the samples, in the markers' own units; `rows` picks persons of each arm."""
    values: list[Array] = []
    for arm in filter(None, (seen.arm, seen.against)):
        sample = samples[arm]
        for what in seen.quantities:
            found = np.asarray(what.of(sample), dtype=float)
            values.append(found if rows is None else found[rows[arm]])
    with np.errstate(all="ignore"):
        return float(seen.statistic.of(*values))


def _trials(
    seen: Observed, arms: dict[str, Arm], samples: dict[str, Sample], seed: int, count: int
) -> list[float]:
    found: list[float] = []
    for trial in range(count):
        rows = {}
        for arm in filter(None, (seen.arm, seen.against)):
            size = samples[arm].size
            n = min(seen.n or arms[arm].n or size, 20 * size)
            rows[arm] = (uniforms(seed, f"{arm}.trial.{trial}", 0, n) * size).astype(int)
        found.append(figure(seen, samples, rows))
    return found


def to_own_unit(seen: Observed) -> float:
    """What a printed number is multiplied by to be in the marker's own unit; ValueError for a unit not known."""
    label = seen.quantities[0].label
    if seen.statistic.kind not in ("level", "change") or label not in ANALYTES or seen.unit == "%":
        return 1.0
    found = scale(label, seen.unit)
    if found is None:
        raise ValueError(f"{label} in {seen.unit}: corrin knows no such unit for it")
    return found


def _arm(seen: Observed) -> str:
    return f"{seen.arm} v {seen.against}" if seen.against else seen.arm
