"""Ladders: the tolerances of each engine, and how many persons it lives in each scenario."""

from __future__ import annotations

from typing import NamedTuple

CORRIN = (2e-3, 1e-3, 5e-4, 2e-4, 1e-4, 3e-5, 1e-5)
_BDF = (1e-4, 3e-5, 1e-5, 1e-6)  # at 1e-3 some persons get stuck for good at a dose
_LSODA = (1e-2, 1e-3, 3e-4, 1e-4, 1e-5)
_IMPLICIT = (1e-2, 1e-3, 1e-4)


class Plan(NamedTuple):
    """Tolerances, persons whose error is measured (over all cores), and persons of a timed run (one core)."""

    ladder: tuple[float, ...]
    persons: int
    timed: int


_LADDERS = {
    "corrin": CORRIN, "corrin, alone": CORRIN, "libRoadRunner": _BDF, "CVODE": _BDF, "LSODA": _LSODA, "COPASI": _LSODA,
    "diffrax": _IMPLICIT,
}  # fmt: skip
_SHORT = {
    "libRoadRunner": (1e-4, 1e-5, 1e-6), "CVODE": (1e-4, 1e-5, 1e-6), "corrin, alone": (1e-3, 3e-4, 1e-4),
}  # fmt: skip
_SHORTER = (1e-2, 1e-3, 1e-4)
_PERSONS = {"A": 512, "B": 256, "C": 128}  # of corrin
_PEERS = {"A": (100, 30), "B": (50, 6), "C": (3, 1)}


def plan(engine: str, scenario: str, quick: bool) -> Plan:
    """What is measured: in C, where others take seconds a person, fewer steps of the ladder and persons."""
    ladder = _LADDERS[engine]
    if engine == "corrin":
        many = _PERSONS[scenario] // (4 if quick else 1)
        return Plan(ladder, many, many)
    if engine == "diffrax":
        return Plan(ladder, 4, 4) if scenario == "A" else Plan(ladder[:2], 2, 2)
    persons, timed = _PEERS[scenario]
    if scenario == "C" or quick:
        ladder = _SHORT.get(engine, _SHORTER)
    if quick:
        persons, timed = {"A": (20, 8), "B": (6, 2), "C": (2, 1)}[scenario]
    return Plan(ladder, persons, timed)
