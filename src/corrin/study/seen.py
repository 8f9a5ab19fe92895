"""Seen: what a crowd shows on the days of a trial, while it is treated; and what becomes of a test dose."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.engine import Change
from corrin.marker import AnyMarker, Marker
from corrin.physiology.body import ORGANS, Body
from corrin.physiology.diet import Diet
from corrin.physiology.state import State
from corrin.population import Crowd, measured, set_point
from corrin.population.lived import Given, lived_to
from corrin.setting import Setting
from corrin.source import Source
from corrin.study.declare import Arm
from corrin.study.enrolled import Setup
from corrin.study.sample import Probe, Want
from corrin.treatment import Dose, Phase, Treatment
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]

_DAILY = 1.0  # days between doses by mouth at or under which they are a habit (decision 0008)
_ARM = Source("corrin", "what an arm is given", status="derived")


def seen(
    arm: Arm, crowd: Crowd, wants: Sequence[Want], setup: Setup
) -> tuple[dict[Want, Array], dict[Want, Array]]:
    """Results as reported, and true ones, of what is wanted."""
    days = sorted({want.day for want in wants})
    if not days or not crowd.size:
        return {want: np.empty(0) for want in wants}, {want: np.empty(0) for want in wants}
    shift = min(days[0], 0.0)
    markers = {str(w.what): setup.markers[str(w.what)] for w in wants if isinstance(w.what, str)}
    reads = list({w.what: None for w in wants if not isinstance(w.what, (str, Probe))})
    moved = crowd.earlier(-shift)
    got = lived_to(moved, np.array(days) - shift, markers, reads, given=_given(arm, crowd, days[-1], -shift),
                   threads=setup.threads)  # fmt: skip
    found = measured(
        moved, got.markers, np.array(days), markers, platform=arm.platform, setting=setup.setting
    )
    results: dict[Want, Array] = {}
    trues: dict[Want, Array] = {}
    for want in wants:
        at = days.index(want.day)
        if isinstance(want.what, str):
            results[want] = found[want.what][:, at]
            trues[want] = got.markers[want.what][:, at] * _own_level(crowd, markers[want.what], setup.setting)
        elif not isinstance(want.what, Probe):
            trues[want] = got.more[:, at, reads.index(want.what)]
    return results, trues


def _own_level(crowd: Crowd, marker: AnyMarker, setting: Setting) -> Array:
    if not isinstance(marker, Marker):
        return np.ones(crowd.size)
    return set_point(crowd, marker, setting) * setting.of(f"{marker.id}.level")


def _given(arm: Arm, crowd: Crowd, last: float, shift: float) -> Given:
    end = last + shift + 1e-9
    doses, changes = Treatment(arm.id, arm.id, _ARM, arm.given).doses(shift, end), list[Change]()
    if arm.given and _habitual(arm.given[-1]):  # the last phase goes on for good
        pill = arm.given[-1]
        doses = Treatment(arm.id, arm.id, _ARM, arm.given[:-1]).doses(shift, end)
        start = doses[-1].day + pill.every if doses else shift
        changes.append(Change(start, {Diet.pill: pill.amount / pill.every, Diet.pills: 1.0 / pill.every}))
    if arm.diet:
        eaten = {
            each.of: each.apply(getattr(getattr(crowd.body, ORGANS[each.of.organ]), each.of.name), 1.0)
            for each in arm.diet
        }
        changes.append(Change(shift, eaten))
    return Given(tuple(doses), tuple(sorted(changes, key=lambda each: each.day)))


def _habitual(phase: Phase) -> bool:
    """Tablets taken for good, which are a part of the diet."""
    return phase.route == "oral" and phase.every <= _DAILY and math.isinf(phase.times)


def probed(arm: Arm, crowd: Crowd, want: Want, setup: Setup) -> dict[str, Array]:
    """What the test dose adds to stool and urine while it is followed (pmol)."""
    probe = want.what
    assert isinstance(probe, Probe)
    ways = (_stool, _urine)
    base = _given(arm, crowd, want.day, 0.0)
    if probe.ease is not None:
        own = Change(want.day, {Diet.ease: probe.ease, Diet.digestible: 1.0})
        base = replace(base, changes=(*base.changes, own))
    dose = Dose(probe.form, probe.ug * PMOL_PER_UG, probe.route, want.day)
    days = [want.day, want.day + probe.follow]
    lost: list[Array] = []
    for given in (Given((*base.doses, dose), base.changes), base):
        got = lived_to(crowd, days, {}, ways, given=given, relative=1e-6, threads=setup.threads)
        lost.append(got.more[:, 1] - got.more[:, 0])
    added = lost[0] - lost[1]
    return {"stool": added[:, 0], "urine": added[:, 1]}


def _stool(state: State, _: Body) -> Any:
    return state.stool


def _urine(state: State, _: Body) -> Any:
    return state.urine
