"""Distributions of what differs between people, read at a quantile so that draws can be keyed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from scipy import special


class Distribution(Protocol):
    """Anything with quantiles, `quantile(u)` for u in (0, 1), and a density, on floats or arrays."""

    def quantile(self, u: Any) -> Any: ...
    def density(self, x: Any) -> Any: ...


@dataclass(frozen=True)
class Fixed:
    """The same value in everyone."""

    value: float

    def quantile(self, u: Any) -> Any:
        return self.value + 0.0 * u

    def density(self, x: Any) -> Any:
        """A point mass counts as 1 where it is."""
        return np.where(np.isclose(x, self.value), 1.0, 0.0)


@dataclass(frozen=True)
class Uniform:
    """Any value from `low` to `high`."""

    low: float
    high: float

    def quantile(self, u: Any) -> Any:
        return self.low + (self.high - self.low) * u

    def density(self, x: Any) -> Any:
        return np.where((x >= self.low) & (x <= self.high), 1.0 / (self.high - self.low), 0.0)


@dataclass(frozen=True)
class LogNormal:
    """Positive and skewed: the median, and the spread as a coefficient of variation."""

    median: float
    cv: float

    def quantile(self, u: Any) -> Any:
        return self.median * np.exp(log_sd(self.cv) * special.ndtri(u))

    def density(self, x: Any) -> Any:
        safe = np.maximum(x, 1e-300)
        z = np.log(safe / self.median) / log_sd(self.cv)
        return np.where(x > 0.0, _bell(z) / (safe * log_sd(self.cv)), 0.0)


@dataclass(frozen=True)
class Normal:
    """A mean and a standard deviation, cut off outside `low` and `high`: ages, above all."""

    mean: float
    sd: float
    low: float = -np.inf
    high: float = np.inf

    def quantile(self, u: Any) -> Any:
        low, high = self._ends()
        inside = np.clip(low + (high - low) * u, 1e-16, 1.0 - 1e-16)
        return np.clip(self.mean + self.sd * special.ndtri(inside), self.low, self.high)

    def density(self, x: Any) -> Any:
        low, high = self._ends()
        bell = _bell((x - self.mean) / self.sd) / (self.sd * (high - low))
        return np.where((x >= self.low) & (x <= self.high), bell, 0.0)

    def _ends(self) -> tuple[float, float]:
        return (
            float(special.ndtr((self.low - self.mean) / self.sd)),
            float(special.ndtr((self.high - self.mean) / self.sd)),
        )


@dataclass(frozen=True)
class Table:
    """Quantiles as printed: places in (0, 1), ascending, and values; straight between, flat beyond."""

    places: tuple[float, ...]
    values: tuple[float, ...]

    def quantile(self, u: Any) -> Any:
        return np.interp(u, self.places, self.values)

    def density(self, x: Any) -> Any:
        """Of the straight parts; what lies flat beyond the ends counts as no density."""
        slopes = np.diff(self.places) / np.maximum(np.diff(self.values), 1e-300)
        piece = np.clip(np.searchsorted(self.values, x, side="right") - 1, 0, slopes.size - 1)
        return np.where((x >= self.values[0]) & (x <= self.values[-1]), slopes[piece], 0.0)


@dataclass(frozen=True)
class Choice:
    """One of several values, each with its share (they add up to 1)."""

    values: tuple[float, ...]
    shares: tuple[float, ...]

    def quantile(self, u: Any) -> Any:
        return np.asarray(self.values)[np.searchsorted(np.cumsum(self.shares)[:-1], u, side="right")]

    def density(self, x: Any) -> Any:
        """Each value counts as its share."""
        return np.sum([np.where(np.isclose(x, v), s, 0.0) for v, s in zip(self.values, self.shares, strict=True)],
                      axis=0)  # fmt: skip


@dataclass(frozen=True)
class Beta:
    """A part of a whole, from 0 to 1, by mean and standard deviation."""

    mean: float
    sd: float

    def quantile(self, u: Any) -> Any:
        return special.betaincinv(*self._shapes(), u)

    def density(self, x: Any) -> Any:
        a, b = self._shapes()
        inside = np.clip(x, 1e-12, 1.0 - 1e-12)
        log = special.xlogy(a - 1.0, inside) + special.xlog1py(b - 1.0, -inside) - special.betaln(a, b)
        return np.where((x >= 0.0) & (x <= 1.0), np.exp(log), 0.0)

    def _shapes(self) -> tuple[float, float]:
        strength = self.mean * (1.0 - self.mean) / self.sd**2 - 1.0
        return self.mean * strength, (1.0 - self.mean) * strength


def log_sd(cv: float) -> float:
    """Standard deviation of the logarithm of a log-normal with this coefficient of variation."""
    return float(np.sqrt(np.log1p(cv * cv)))


def _bell(z: Any) -> Any:
    return np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi)
