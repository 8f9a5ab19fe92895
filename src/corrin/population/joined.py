"""Joined: several crowds of one population as one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from corrin.parameter import Covariates
from corrin.physiology.body import Body
from corrin.population.crowd import Crowd, Had


def joined(crowds: Sequence[Crowd]) -> Crowd:
    """Several crowds of one population as one, in their order."""
    first = crowds[0]
    organs: list[Any] = [
        organ.replace(**{each.name: _along(crowds, place, each.name) for each in organ.parameters()})
        for place, organ in enumerate(first.body)
    ]
    return replace(
        first,
        persons=np.concatenate([np.asarray(each.persons) for each in crowds]),
        covariates=Covariates(*(np.concatenate(parts) for parts in zip(*(each.covariates for each in crowds),
                                                                       strict=True))),
        ethnicity=np.concatenate([each.ethnicity for each in crowds]),
        body=Body(*organs),
        had={id: _had_by_any(crowds, id) for id in dict.fromkeys(id for each in crowds for id in each.had)},
        traits={id: np.concatenate([each.traits[id] for each in crowds]) for id in first.traits},
        conditions={id: np.concatenate([each.conditions[id] for each in crowds]) for id in first.conditions},
        habits={id: np.concatenate([each.habits[id] for each in crowds]) for id in first.habits},
        injected={
            id: (np.concatenate([each.injected[id][0] if id in each.injected else np.zeros(each.size)
                                 for each in crowds]), every)
            for id, every in {id: every for each in crowds for id, (_, every) in each.injected.items()}.items()
        },
    )  # fmt: skip


def _along(crowds: Sequence[Crowd], place: int, name: str) -> Any:
    values = [getattr(each.body[place], name) for each in crowds]
    if not any(np.ndim(value) for value in values):
        return values[0]
    return np.concatenate([value + np.zeros(each.size) for value, each in zip(values, crowds, strict=True)])


def _had_by_any(crowds: Sequence[Crowd], id: str) -> Had:
    sample = next(each.had[id].affliction for each in crowds if id in each.had)
    parts = [
        each.had.get(id) or Had(replace(sample, severity=0.0, onset=0.0, tempo=0.0, until=math.inf),
                                np.zeros(each.size, dtype=bool))
        for each in crowds
    ]  # fmt: skip
    own = {
        name: np.concatenate([getattr(part.affliction, name) + np.zeros(each.size)
                              for part, each in zip(parts, crowds, strict=True)])
        for name in ("severity", "onset", "tempo", "until")
    }  # fmt: skip
    return Had(replace(sample, **own), np.concatenate([part.present for part in parts]))
