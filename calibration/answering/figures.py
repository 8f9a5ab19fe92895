"""Figures: everything the page tells, worked out from the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from answering import boosted, panels, real
from answering.panels import Named, Told
from answering.scores import Rank, Reliable, ranks, reliable

Record = dict[str, Any]
ENOUGH = 1000.0
_SELDOM = 0.01  # a cause that no answer holds likelier than this has no diagram


class World(NamedTuple):
    """How answers fared among people of one kind."""

    people: int
    deficient: Reliable
    auc: float
    ranks: dict[str, Rank]
    pooled50: float
    pooled90: float
    outside: float  # part of answers that say that nothing proposed explains the results


class Hidden(NamedTuple):
    """A marker of real people told from the others; scores are mean log densities of its log, with what the
    difference of the two (ours less theirs) may be by chance (standard error)."""

    people: int
    within90: float
    within50: float
    score: float
    place: float
    boosted90: float | None
    boosted_score: float | None
    error: float | None


class Figures(NamedTuple):
    key: str
    cap: int
    worlds: dict[str, World]
    causes: dict[str, Reliable]
    causes_together: Reliable
    told: list[Told]
    named: Named
    survey: dict[str, Hidden]
    enough: float
    effective: list[float]  # 1, 5, 50 %
    seconds: list[float]  # 50, 95 %
    drawn: dict[str, list[Any]]  # what the pictures show


def figures(
    key: str, cap: int, virtual: Mapping[str, Sequence[Record]], survey: Mapping[str, Sequence[Record]]
) -> Figures:
    own = next(iter(virtual.values()))
    networked = panels.networked(own)
    effective = np.array([each["effective"] for each in own])
    causes, together = _causes(own)
    drawn: dict[str, list[Any]] = {
        "said": [each["p"] for each in own], "so": [each["truth"]["deficient"] for each in own],
        "cause said": together[0], "cause so": together[1],
    }  # fmt: skip
    drawn |= {id: those for id, those in _places(own).items()}
    return Figures(
        key, cap, {id: _world(those) for id, those in virtual.items()}, causes, reliable(*together),
        panels.by_panel(own, networked), panels.named(own, networked),
        {id: _hidden(id, those) for id, those in survey.items()}, float(np.mean(effective >= ENOUGH)),
        np.quantile(effective, (0.01, 0.05, 0.5)).tolist(),
        np.quantile([each["seconds"] for each in own], (0.5, 0.95)).tolist(), drawn,
    )  # fmt: skip


def _world(those: Sequence[Record]) -> World:
    from answering.scores import auc

    said, so = [each["p"] for each in those], [each["truth"]["deficient"] for each in those]
    places = _places(those)
    away = np.abs(np.concatenate([v for id, v in places.items() if id != "deficient"]) - 0.5)
    return World(len(those), reliable(said, so), auc(said, so), ranks(places), float(np.mean(away <= 0.25)),
                 float(np.mean(away <= 0.45)), float(np.mean([each["misfit"] > 3.0 for each in those])))  # fmt: skip


def _places(those: Sequence[Record]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for each in those:
        for id, place in each["place"].items():
            found[id].append(place)
    return dict(sorted(found.items()))


def _causes(those: Sequence[Record]) -> tuple[dict[str, Reliable], tuple[list[float], list[bool]]]:
    """Each cause of the catalogue that some answer thought possible; and all of them together."""
    ids = sorted(
        {id for each in those for id, p in each["causes"].items() if p > _SELDOM}
        - {"not-in-catalogue", "none"}
    )
    said = {id: [each["causes"].get(id, 0.0) for each in those] for id in ids}
    so = {id: [id in each["truth"]["causes"] for each in those] for id in ids}
    every = [p for id in ids for p in said[id]], [y for id in ids for y in so[id]]
    return {id: reliable(said[id], so[id]) for id in ids}, every


def _hidden(id: str, those: Sequence[Record]) -> Hidden:
    places, ours = np.array([each["place"] for each in those]), np.array([each["score"] for each in those])
    base = Hidden(len(those), float(np.mean(np.abs(places - 0.5) <= 0.45)), float(np.mean(np.abs(places - 0.5) <= 0.25)),
                  float(ours.mean()), float(places.mean()), None, None, None)  # fmt: skip
    if not boosted.HERE:
        return base
    rows = np.array([each["number"] for each in those])
    truth = np.asarray(real.people()[real.COLUMNS[id]], dtype=float)
    known = boosted.quantiles(real.inputs(id), truth, rows)
    theirs = boosted.log_density(known, np.log(truth[rows]))
    inside = (np.log(truth[rows]) >= known[:, 1]) & (np.log(truth[rows]) <= known[:, -2])
    return base._replace(boosted90=float(inside.mean()), boosted_score=float(theirs.mean()),
                         error=float((ours - theirs).std() / np.sqrt(len(those))))  # fmt: skip
