"""Panels: how well the deficient and their causes are told, by panel of results, beside every peer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from answering import network
from answering.peers import PEERS, cascade_names, scored
from answering.scores import auc, difference

Record = dict[str, Any]
NETWORK = "Bayesian network"
_AGGREGATES = ("none", "not-in-catalogue")


class Told(NamedTuple):
    """AUC of one way of reading a panel; `less` is how far it lies below corrin's, with 5 and 95 % of chance."""

    panel: str
    peer: str
    people: int
    deficient: int
    auc: float
    less: tuple[float, float, float]


class Named(NamedTuple):
    """Of deficient people with a history or antibodies: how many, and how often the main cause is among the first three
    of all causes, of those that can harm, and of the network's; and named by the cascade."""

    people: int
    first_three: float
    of_harmful: float
    network: float | None
    cascade: float


def by_panel(records: Sequence[Record], networked: Sequence[Mapping[str, float]] | None) -> list[Told]:
    """Panel by panel, corrin first."""
    found: list[Told] = []
    for panel in dict.fromkeys(each["panel"] for each in records):
        rows = [n for n, each in enumerate(records) if each["panel"] == panel]
        so = np.array([records[n]["truth"]["deficient"] for n in rows])
        ours = np.array([records[n]["p"] for n in rows])
        best = auc(ours, so)
        found.append(Told(panel, "corrin", len(rows), int(so.sum()), best, (0.0, 0.0, 0.0)))
        for peer, theirs in _theirs(records, networked, rows).items():
            value = auc(theirs, so)
            low, high = difference(ours, theirs, so)
            found.append(Told(panel, peer, len(rows), int(so.sum()), value, (best - value, low, high)))
    return found


def _theirs(
    records: Sequence[Record], networked: Sequence[Mapping[str, float]] | None, rows: Sequence[int]
) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for peer in PEERS:
        scores = [scored(peer, records[n]) for n in rows]
        if all(each is not None for each in scores):
            found[peer] = [float(each or 0.0) for each in scores]
    if networked is not None:
        found[NETWORK] = [networked[n]["deficient"] for n in rows]
    return found


def named(records: Sequence[Record], networked: Sequence[Mapping[str, float]] | None) -> Named:
    """Those who are deficient by a cause of the catalogue, and told of something beside measured values."""
    rows = [n for n, each in enumerate(records)
            if each["truth"]["main"] and (each["history"] or each["panel"] == "stomach")]  # fmt: skip
    those = [records[n] for n in rows]
    right = [each["truth"]["main"] in _first(each["causes"]) for each in those]
    harmful = [each["truth"]["main"] in _first({id: p for id, p in each["causes"].items() if id in each["harmful"]})
               for each in those]  # fmt: skip
    by_network = None
    if networked is not None:
        by_network = float(np.mean([
            records[n]["truth"]["main"] in _first({id: p for id, p in networked[n].items() if id != "deficient"})
            for n in rows
        ]))  # fmt: skip
    cascade = [cascade_names(each["truth"]["seen"]) == each["truth"]["main"]
               if {"total-b12", "mma"} <= each["truth"]["seen"].keys() else False for each in those]  # fmt: skip
    return Named(
        len(rows), float(np.mean(right)), float(np.mean(harmful)), by_network, float(np.mean(cascade))
    )


def _first(causes: Mapping[str, float]) -> list[str]:
    named = [id for id in causes if id not in _AGGREGATES]
    return sorted(named, key=lambda id: -causes[id])[:3]


def networked(records: Sequence[Record]) -> list[dict[str, float]] | None:
    """The network's answers to the same patients; None where the package is not installed."""
    return network.chances(records) if network.HERE else None
