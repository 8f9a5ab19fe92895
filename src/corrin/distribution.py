"""Distributions of what differs between people, read at a quantile so that draws can be keyed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from scipy import special


class Distribution(Protocol):
    """Anything with quantiles: `quantile(u)` for u in (0, 1), on floats or arrays."""

    def quantile(self, u: Any) -> Any: ...


@dataclass(frozen=True)
class Fixed:
    """The same value in everyone."""

    value: float

    def quantile(self, u: Any) -> Any:
        return self.value + 0.0 * u


@dataclass(frozen=True)
class Uniform:
    """Any value from `low` to `high`."""

    low: float
    high: float

    def quantile(self, u: Any) -> Any:
        return self.low + (self.high - self.low) * u


@dataclass(frozen=True)
class LogNormal:
    """Positive and skewed: the median, and the spread as a coefficient of variation."""

    median: float
    cv: float

    def quantile(self, u: Any) -> Any:
        return self.median * np.exp(log_sd(self.cv) * special.ndtri(u))


@dataclass(frozen=True)
class Normal:
    """Symmetric, by mean and standard deviation, cut off at `low` and `high`."""

    mean: float
    sd: float
    low: float = -np.inf
    high: float = np.inf

    def quantile(self, u: Any) -> Any:
        floor = special.ndtr((self.low - self.mean) / self.sd)
        roof = special.ndtr((self.high - self.mean) / self.sd)
        return self.mean + self.sd * special.ndtri(floor + (roof - floor) * u)


@dataclass(frozen=True)
class Beta:
    """A part of a whole, from 0 to 1, by mean and standard deviation."""

    mean: float
    sd: float

    def quantile(self, u: Any) -> Any:
        strength = self.mean * (1.0 - self.mean) / self.sd**2 - 1.0
        return special.betaincinv(self.mean * strength, (1.0 - self.mean) * strength, u)


def log_sd(cv: float) -> float:
    """Standard deviation of the logarithm of a log-normal with this coefficient of variation."""
    return float(np.sqrt(np.log1p(cv * cv)))
