"""Draws keyed by seed, person and purpose: the same people whatever the order, workers or added arms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.cause import YEAR, Affliction, Cause
from corrin.distribution import LogNormal
from corrin.physiology.body import Body, parameters, scaled
from corrin.setting import Setting, calibrated

Array = NDArray[np.float64]
People = int | range
"""One person by number, or a run of consecutive ones."""

_WORDS = 4  # Philox gives four 64-bit words for each count


@lru_cache(maxsize=4096)
def _key(seed: int, purpose: str) -> int:
    return int.from_bytes(blake2b(f"{seed}/{purpose}".encode(), digest_size=16).digest(), "little")


def uniforms(seed: int, purpose: str, first: int, count: int) -> Array:
    """Uniform numbers in (0, 1), one for each of `count` persons from `first` on."""
    stream = np.random.Philox(key=_key(seed, purpose), counter=first)
    words = np.asarray(stream.random_raw(_WORDS * count))[::_WORDS]
    return ((words >> np.uint64(11)).astype(float) + 0.5) * 2.0**-53


def uniform(seed: int, purpose: str, person: People) -> Any:
    """One uniform number in (0, 1), or an array of them for a run of persons."""
    if isinstance(person, range):
        return uniforms(seed, purpose, person.start, len(person))
    return float(uniforms(seed, purpose, person, 1)[0])


def sampled(
    body: Body, seed: int, person: People, fixed: Iterable[str] = (), setting: Setting | None = None
) -> Body:
    """This person's body: each number with a spread drawn about its typical value.

    A run of persons gives a body of arrays, one value a person. `fixed` names parameters (by id)
    that are known of the person and stay as they are. Spreads are as the calibration left them;
    another `setting` takes its place.
    """
    held, under = set(fixed), calibrated() if setting is None else setting
    factors = {
        declared: LogNormal(1.0, declared.cv(under)).quantile(uniform(seed, declared.id, person))
        for declared in parameters()
        if declared.spread is not None and declared.id not in held
    }
    return scaled(body, factors)


def drawn(cause: Cause, seed: int, person: People, onset: float | None = None, **known: float) -> Affliction:
    """A cause as it would be in this person: severity, tempo and duration from their distributions.

    A run of persons gives arrays. Without `onset` (day) the cause began as long ago as its
    duration; `known` fixes `severity` or `tempo` (days).
    """
    severity = known.get("severity", _draw(cause, "severity", seed, person))
    tempo = known.get("tempo", YEAR * _draw(cause, "tempo", seed, person))
    start = -YEAR * _draw(cause, "duration", seed, person) if onset is None else onset
    return Affliction(cause, severity, start, tempo)


def _draw(cause: Cause, what: str, seed: int, person: People) -> Any:
    return getattr(cause, what).quantile(uniform(seed, f"{cause.id}.{what}", person))


def usual(cause: Cause, onset: float = 0.0, **known: float) -> Affliction:
    """A cause as it usually is: severity and tempo at their medians."""
    severity = known.get("severity", float(cause.severity.quantile(0.5)))
    tempo = known.get("tempo", YEAR * float(cause.tempo.quantile(0.5)))
    return Affliction(cause, severity, onset, tempo)
