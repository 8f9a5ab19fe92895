"""Peers: what else is done with the same results - single markers, guideline cut-offs, a formula, a cascade."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

Record = dict[str, Any]
Score = Callable[[Mapping[str, float], float], float]

_NG_L = 1.0 / 0.738  # of B12, ng/L from pmol/L
_MMA = 280.0  # nmol/L, upper limit of most laboratories
_RAISED, _LOWERED = ("mma", "homocysteine", "mcv", "rdw"), ("total-b12", "holotc", "hb", "folate")


def single(id: str) -> Score:
    """One marker alone, whatever its cut-off."""
    sign = 1.0 if id in _RAISED else -1.0
    return lambda seen, age: sign * seen[id]


def guideline_total(seen: Mapping[str, float], age: float) -> float:
    """NICE: below 180 ng/L deficient, above 350 not, between by methylmalonate where there is one."""
    return _between(seen, _NG_L * seen["total-b12"], 180.0, 350.0)


def guideline_active(seen: Mapping[str, float], age: float) -> float:
    """NICE: holotranscobalamin below 25 pmol/L deficient, above 70 not, between by methylmalonate."""
    return _between(seen, seen["holotc"], 25.0, 70.0)


def _between(seen: Mapping[str, float], value: float, low: float, high: float) -> float:
    if value < low:
        return 3.0
    if value > high:
        return 0.0
    return 1.0 if "mma" not in seen else 2.0 if seen["mma"] > _MMA else 0.5


def combined(seen: Mapping[str, float], age: float) -> float:
    """cB12 (fedosov2015), turned: high is deficient. Units pmol/L and umol/L."""
    ratio = seen["holotc"] * seen["total-b12"] / (0.001 * seen["mma"] * seen["homocysteine"])
    return -(math.log10(ratio) - 3.79 / (1.0 + (age / 230.0) ** 2.6))


def cascade(seen: Mapping[str, float], age: float) -> float:
    """Below 150 ng/L deficient; to 400 if methylmalonate is above 0.40 umol/L; antibodies name the cause."""
    value = _NG_L * seen["total-b12"]
    if value < 150.0:
        return 2.0
    return 1.0 if value <= 400.0 and seen["mma"] > 400.0 else 0.0


def cascade_names(seen: Mapping[str, float]) -> str:
    """The cause that the cascade would name, or ""."""
    if "anti-if" not in seen or not cascade(seen, 0.0):
        return ""
    return "pernicious-anaemia" if seen["anti-if"] or seen.get("gastrin", 0.0) > 48.0 else ""


PEERS: Mapping[str, tuple[tuple[str, ...], Score]] = {
    **{id: ((id,), single(id)) for id in (*_LOWERED, *_RAISED)},
    "NICE, total B12": (("total-b12",), guideline_total),
    "NICE, active B12": (("holotc",), guideline_active),
    "cB12": (("holotc", "total-b12", "mma", "homocysteine"), combined),
    "fixed cascade": (("total-b12", "mma"), cascade),
}
"""Each peer: the results it needs, and its score, which is high in the deficient."""


def scored(peer: str, record: Record) -> float | None:
    """A peer's score from what the panel showed; None where it lacks a result."""
    needs, score = PEERS[peer]
    seen = record["truth"]["seen"]
    return score(seen, record["age"]) if all(id in seen for id in needs) else None
