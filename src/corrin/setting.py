"""Setting: how the calibration moved the declared numbers, as factors by id."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Setting:
    """Factors on declared numbers, by id; a number that is not named stays as declared.

    Ids: `organ.number` for a typical value, `organ.number.cv` for its spread between people,
    `cause/organ.number` for a lesion's effect, `cause/prevalence` for how common a cause is, and
    `population/habit`, `population/intake` or `marker.between` for what people do and how they differ.
    """

    factors: Mapping[str, float] = field(default_factory=dict[str, float])

    def of(self, id: str) -> float:
        return self.factors.get(id, 1.0)


DECLARED = Setting()
"""Every number as its source prints it."""


@cache
def calibrated() -> Setting:
    """The centre of the posterior that `make calibrate` left in the package."""
    return Setting(_stored()["centre"])


@cache
def posterior() -> tuple[Setting, ...]:
    """Draws from that posterior: how uncertain the numbers are, and which move together."""
    stored = _stored()
    return tuple(Setting(dict(zip(stored["numbers"], row, strict=True))) for row in stored["draws"])


def fingerprint(setting: Setting | None = None) -> str:
    """What the calibration is known by; another `setting` is known by its own factors."""
    if setting is None or setting == calibrated():
        return str(_stored()["hash"])
    return sha256(repr(sorted(setting.factors.items())).encode()).hexdigest()[:16]


@cache
def _stored() -> dict[str, Any]:
    text = files("corrin").joinpath("calibrated.json").read_text(encoding="utf-8")
    return json.loads(text)
