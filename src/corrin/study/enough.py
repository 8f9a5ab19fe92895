"""Enough: how many persons each arm needs, so that no figure's verdict hangs on who was drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corrin.draws import uniforms
from corrin.study.declare import Observed, Study
from corrin.study.sample import Sample

Verdict = Callable[[Observed, Mapping[str, NDArray[np.int64]]], bool]
"""Whether a figure lies in its band among these rows of each of its arms."""

_FIRST = 10  # times the least number of persons, where the paper has as many
_GROWTH = 4
_RESAMPLES = 60  # all of which must agree


def first(study: Study, least: int, most: int) -> dict[str, int]:
    """Persons of each arm to begin with: as many as the paper has there, from `least` to ten times that.

    Arms that a figure sets beside each other have the larger number, so that they hold the same people.
    """
    own = {arm.id: int(np.clip(arm.n or 0, least, min(_FIRST, most) * least)) for arm in study.arms}
    pairs = [(seen.arm, seen.against) for seen in study.observed if seen.against]
    return {id: max([n, *(own[a] for pair in pairs if id in pair for a in pair)]) for id, n in own.items()}


def more(samples: Mapping[str, Sample], unsure: Sequence[Observed], most: int) -> dict[str, int]:
    """Arms of the figures that are not sure, with the persons to simulate next: four times as many.

    `most` is the number drawn for an arm, let in or not; an arm that would need more stays as it is.
    """
    grown: dict[str, int] = {}
    for seen in unsure:
        arms = [samples[each] for each in (seen.arm, seen.against) if each]
        if all(_GROWTH * _drawn(each) <= most for each in arms):
            size = _GROWTH * min(each.size for each in arms)
            grown |= {each: size for each in (seen.arm, seen.against) if each and samples[each].size < size}
    return grown


def sure(seen: Observed, samples: Mapping[str, Sample], verdict: Verdict, seed: int) -> bool:
    """Whether the verdict on a figure is the same in all resamples of its persons.

    Arms are resampled by the same places: where they hold the same people, these stay together.
    """
    arms = [each for each in (seen.arm, seen.against) if each]
    yes = 0
    for n in range(_RESAMPLES):
        places = uniforms(seed, f"resample.{n}", 0, max(samples[each].size for each in arms))
        rows = {a: (places[: samples[a].size] * samples[a].size).astype(np.int64) for a in arms}
        yes += verdict(seen, rows)
    return yes in (0, _RESAMPLES)


def _drawn(sample: Sample) -> int:
    return int(np.max(np.asarray(sample.crowd.persons), initial=0)) + 1
