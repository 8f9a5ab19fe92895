"""Network: a discrete Bayesian network of the same causes, its tables learnt from virtual people."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from answering.measure import WORLDS, patient
from answering.virtual import PANELS

Record = dict[str, Any]

HERE = importlib.util.find_spec("pyagrum") is not None
TRAINED_ON = 6_000  # virtual people, other than those it is tried on
_SEED = 900
_CUTS: Mapping[str, tuple[float, ...]] = {
    "total-b12": (90.0, 130.0, 180.0, 250.0, 400.0), "holotc": (15.0, 25.0, 35.0, 50.0, 80.0),
    "mma": (200.0, 280.0, 400.0, 700.0, 2000.0), "homocysteine": (10.0, 13.0, 16.0, 22.0, 40.0),
    "hb": (90.0, 115.0, 125.0, 138.0, 150.0), "mcv": (80.0, 88.0, 94.0, 100.0, 108.0), "rdw": (13.0, 14.5, 17.0),
    "folate": (7.0, 12.0, 25.0), "ferritin": (15.0, 30.0, 100.0, 300.0), "gastrin": (20.0, 48.0, 120.0),
    "pepsinogen-1": (20.0, 40.0, 80.0, 160.0), "egfr": (30.0, 45.0, 60.0, 80.0), "age": (40.0, 60.0, 75.0),
}  # fmt: skip
_CAUSES: Mapping[str, tuple[str, ...]] = {
    "pernicious-anaemia": ("age",), "autoimmune-gastritis": ("age",), "low-intake": (),
    "food-cobalamin-malabsorption": ("age",), "h-pylori-gastritis": ("age",), "metformin": (),
    "gastrectomy-total": (), "ileal-resection": (), "folate-deficiency": (), "iron-deficiency": (),
}  # fmt: skip
"""Causes that a network can hold at once, and what they depend on beside the history."""
_HARM = ("pernicious-anaemia", "autoimmune-gastritis", "low-intake", "food-cobalamin-malabsorption",
         "gastrectomy-total", "ileal-resection", "treated")  # fmt: skip
_MARKERS: Mapping[str, tuple[str, ...]] = {
    "total-b12": ("deficient", "treated", "pernicious-anaemia"), "holotc": ("deficient", "treated"),
    "mma": ("deficient", "egfr"), "homocysteine": ("deficient", "egfr", "folate-deficiency"),
    "hb": ("deficient", "iron-deficiency"), "mcv": ("deficient", "iron-deficiency"),
    "rdw": ("deficient", "iron-deficiency"), "folate": ("deficient", "folate-deficiency"),
    "ferritin": ("iron-deficiency",), "gastrin": ("pernicious-anaemia", "autoimmune-gastritis"),
    "pepsinogen-1": ("pernicious-anaemia", "autoimmune-gastritis", "h-pylori-gastritis"),
    "anti-if": ("pernicious-anaemia", "autoimmune-gastritis"),
    "anti-parietal": ("pernicious-anaemia", "autoimmune-gastritis"),
}  # fmt: skip
_SIGNS = ("anti-if", "anti-parietal")


def chances(records: Sequence[Record]) -> list[dict[str, float]]:
    """Of each record, the network's chance of deficiency and of each of its causes, from the panel's results."""
    import pyagrum

    table = _training()
    network = _structure(pyagrum, table)
    learner = pyagrum.BNLearner(table, network)
    learner.useSmoothingPrior(0.5)
    network = learner.learnParameters(network.dag())
    engine = pyagrum.LazyPropagation(network)
    return [_chance(engine, each) for each in records]


def _structure(pyagrum: Any, table: pd.DataFrame) -> Any:
    network = pyagrum.BayesNet("deficiency")
    for name in table.columns:
        network.add(pyagrum.LabelizedVariable(name, name, sorted(set(_labels(name)) | set(table[name]))))
    arcs = [(above, id) for id, those in _CAUSES.items() for above in ("history", *those)]
    arcs += [(above, "deficient") for above in (*_HARM, "history")]
    arcs += [(above, id) for id, those in _MARKERS.items() for above in those]
    for above, below in arcs:
        network.addArc(above, below)
    return network


def _training() -> pd.DataFrame:
    """Virtual people as words, one row each; what a panel does not hold is measured as well."""
    rows = []
    for number in range(TRAINED_ON):
        one = patient(_SEED, len(PANELS) * number, WORLDS["as presumed"])
        egfr = next(each.value for each in one.person.results if each.test == "egfr")
        rows.append(
            _words(
                one.truth.measured | {"egfr": egfr or 0.0, "age": one.person.age}, one.history, one.treated
            )
            | {id: str(int(id in one.truth.causes)) for id in _CAUSES}
            | {"deficient": str(int(one.truth.deficient))}
        )
    return pd.DataFrame(rows)


def _words(values: Mapping[str, float], history: str, treated: bool) -> dict[str, str]:
    """Values in the network's classes; those it does not know are left out."""
    known = {id: str(int(np.searchsorted(_CUTS[id], values[id]))) for id in _CUTS if id in values}
    signs = {id: str(int(values[id])) for id in _SIGNS if id in values}
    return known | signs | {"history": history or "silent", "treated": str(int(treated))}


def _labels(name: str) -> list[str]:
    if name == "history":
        return ["silent"]
    return [str(n) for n in range(len(_CUTS[name]) + 1 if name in _CUTS else 2)]


def _chance(engine: Any, record: Record) -> dict[str, float]:
    seen = _words(record["truth"]["seen"] | {"age": record["age"]} | record["told"], record["history"],
                  record["treated"])  # fmt: skip
    engine.setEvidence(seen)
    engine.makeInference()
    return {id: float(engine.posterior(id)[{id: "1"}]) for id in ("deficient", *_CAUSES)}
