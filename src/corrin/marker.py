"""Markers: what a laboratory reads from the body, and how far its reading strays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from corrin.distribution import log_sd
from corrin.parameter import Covariates
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.setting import Setting, calibrated
from corrin.source import Source


@dataclass(frozen=True)
class Noise:
    """Scatter as coefficients of variation; `between` is the person's own set point."""

    between: float
    within: float
    assay: float
    source: Source


@dataclass(frozen=True)
class Limits:
    """Reference interval in the marker's unit; `None` where there is no limit that matters."""

    low: float | None
    high: float | None
    source: Source
    female: tuple[float | None, float | None] | None = None

    def of(self, person: Covariates) -> tuple[float | None, float | None]:
        return self.female if person.sex == "female" and self.female else (self.low, self.high)


@dataclass(frozen=True)
class Deception:
    """An antibody in the serum that makes assays of some kinds read anywhere in the normal range."""

    antibody: Sign
    part: float  # of the sera that hold it
    assays: frozenset[str]  # the platforms that it deceives
    source: Source

    def of(self, platform: str) -> bool:
        """Whether it deceives this assay (words of its platform and method); one that is not named is taken for one of
        those."""
        return not platform or not self.assays.isdisjoint(platform.split())

    def held(self, causes: Mapping[str, Any]) -> Any:
        """Chance that a person with these causes (id: 0 or 1, or an array) holds the antibody: a test that is falsely
        positive is no antibody."""
        return replace(self.antibody, background=0.0).probability(causes)


@dataclass(frozen=True)
class Marker:
    """A measured quantity: how it is read from the state, in which unit, with which scatter."""

    id: str
    name: str
    unit: str
    read: Callable[[State, Body], Any]
    noise: Noise
    limits: Limits
    raised_by: Mapping[str, float] = field(default_factory=dict[str, float])
    # cause id: factor on the reading that no state of the body carries (calprotectin in Crohn's)
    deceived: Deception | None = None
    platforms: Mapping[str, float] = field(default_factory=dict[str, float])  # factor on the reading
    cost: float = 10.0  # relative to a full blood count
    wait: float = 1.0  # days
    preparation: str = ""

    def set_point_sd(self, setting: Setting | None = None) -> float:
        """Standard deviation of the log of people's own set points, as the calibration left it."""
        under = calibrated() if setting is None else setting
        return log_sd(self.noise.between * under.of(f"{self.id}.between"))


@dataclass(frozen=True)
class Sign:
    """A yes-or-no test: the part of those with each cause who are positive; else `background`."""

    id: str
    name: str
    positive: Mapping[str, float]
    background: float
    source: Source
    cost: float = 10.0
    wait: float = 3.0
    preparation: str = ""

    def probability(self, causes: Mapping[str, Any]) -> Any:
        """Chance of a positive test in a person with these causes (id: strength 0-1, or an array)."""
        miss: Any = 1.0 - self.background
        for cause, strength in causes.items():
            miss = miss * (1.0 - self.positive.get(cause, 0.0) * (strength > 0.0))
        return 1.0 - miss


AnyMarker = Marker | Sign
