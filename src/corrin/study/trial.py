"""Trial: an arm's persons let in, treated and measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corrin.population import Crowd
from corrin.study.declare import Arm
from corrin.study.enrolled import Setup, enrolled
from corrin.study.sample import Probe, Sample, Want
from corrin.study.seen import probed, seen


def run(arm: Arm, wants: Iterable[Want], size: int, setup: Setup) -> Sample:
    """So many persons of an arm, with everything that is wanted of them.

    Persons are keyed by seed and number, so arms of one group hold the same people. ValueError when
    too few of those drawn are let in: then the group contradicts the population.
    """
    crowd = enrolled(arm, size, setup, lambda crowd: _fitting(arm, crowd, setup))
    asked = sorted(set(wants), key=lambda want: want.day)
    plain = [want for want in asked if not isinstance(want.what, Probe)]
    results, trues = seen(arm, crowd, plain, setup)
    probes = {want: probed(arm, crowd, want, setup) for want in asked if isinstance(want.what, Probe)}
    return _without_lost(Sample(crowd, results, trues, probes))


def _fitting(arm: Arm, crowd: Crowd, setup: Setup) -> NDArray[np.int64]:
    wants = [want for each in arm.group.keep for want in each.what.wants]
    results, trues = seen(replace(arm, given=(), diet=()), crowd, wants, setup)
    sample = Sample(crowd, results, trues, {})
    fits = np.ones(crowd.size, dtype=bool)
    for each in arm.group.keep:
        value = each.what.of(sample)
        fits &= np.isfinite(value)
        fits &= value >= each.low if each.low is not None else fits
        fits &= value <= each.high if each.high is not None else fits
    return np.flatnonzero(fits)


def _without_lost(sample: Sample) -> Sample:
    """Without those who could not be lived to the end."""
    tables = [
        *sample.results.values(),
        *sample.trues.values(),
        *(w for p in sample.probes.values() for w in p.values()),
    ]
    lived = (
        np.all([~np.isnan(each) for each in tables], axis=0) if tables else np.ones(sample.size, dtype=bool)
    )
    if np.all(lived):
        return sample
    rows = np.flatnonzero(lived)
    return Sample(
        sample.crowd.of(rows),
        {want: each[rows] for want, each in sample.results.items()},
        {want: each[rows] for want, each in sample.trues.items()},
        {want: {way: each[rows] for way, each in p.items()} for want, p in sample.probes.items()},
    )
