"""Measured: what a laboratory reports of true readings: set point, day, assay, and its failures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from corrin.distribution import log_sd
from corrin.marker import AnyMarker, Marker, Sign
from corrin.population.crowd import Crowd
from corrin.renal import ckd_epi
from corrin.setting import Setting, calibrated

Array = NDArray[np.float64]


def measured(
    crowd: Crowd, true: Mapping[str, Array], days: Array, markers: Mapping[str, AnyMarker], *,
    platform: str = "", setting: Setting | None = None,
) -> dict[str, Array]:  # fmt: skip
    """Reported values (persons, days) of each marker; of a sign, 1.0 positive and 0.0 negative.

    The person's set point is the same on every day, and the day's scatter at every hour of it; the
    assay's is drawn anew. `platform` names the assays where a marker knows them ("roche lc-ms"); without
    it they are sound, and unbiased. An eGFR beside a creatinine is worked out from it.
    """
    under = calibrated() if setting is None else setting
    found = {id: _of(crowd, markers[id], values, days, platform, under) for id, values in true.items()}
    if "egfr" in found and "creatinine" in found:  # as laboratories report it
        age, sex = np.asarray(crowd.covariates.age)[:, None], np.asarray(crowd.covariates.sex)[:, None]
        found["egfr"] = ckd_epi(found["creatinine"], age, sex)
    return found


def _of(crowd: Crowd, marker: AnyMarker, true: Array, days: Array, platform: str, setting: Setting) -> Array:
    if isinstance(marker, Sign):
        return (crowd.draw(f"{marker.id}.sign")[:, None] < true).astype(float)
    noise = marker.noise
    day = np.stack([
        log_sd(noise.within) * _normal(crowd, f"{marker.id}.within.{math.floor(each)}")
        + log_sd(noise.assay) * _normal(crowd, f"{marker.id}.assay.{each:g}")
        for each in days
    ], axis=1)  # fmt: skip
    bias = math.prod(marker.platforms.get(each, 1.0) for each in platform.split())
    own = set_point(crowd, marker, setting) * setting.of(f"{marker.id}.level")
    return _deceived(crowd, marker, true * bias * own[:, None] * np.exp(day), platform)


def set_point(crowd: Crowd, marker: Marker, setting: Setting) -> Array:
    """Each person's own level of a marker, over what the body explains."""
    return np.exp(marker.set_point_sd(setting) * _normal(crowd, f"{marker.id}.set-point"))


def _deceived(crowd: Crowd, marker: Marker, found: Array, platform: str) -> Array:
    """Assays of one kind fail in some of those who have the antibody; others read the same sera rightly."""
    deceit = marker.deceived
    if deceit is None or deceit.assays.isdisjoint(platform.split()):
        return found
    chance = deceit.held({id: had.present.astype(float) for id, had in crowd.had.items()})
    fails = (crowd.draw(f"{deceit.antibody.id}.sign") < chance) & (
        crowd.draw(f"{marker.id}.fails") < deceit.part
    )
    low, high = marker.limits.low or 0.0, marker.limits.high or marker.limits.low or 1.0
    anywhere = low + (high - low) * crowd.draw(f"{marker.id}.reads")
    return np.where(fails[:, None], anywhere[:, None], found)


def _normal(crowd: Crowd, purpose: str) -> Any:
    return special.ndtri(crowd.draw(purpose))
