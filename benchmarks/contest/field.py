"""The field: which engines are here; a missing package leaves its engine out, with a line."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

ENGINES = {
    "corrin": ("corrin_engine", "Corrin", ("corrin",)),
    "corrin, alone": ("alone_engine", "Alone", ("corrin",)),
    "libRoadRunner": ("roadrunner_engine", "RoadRunner", ("libroadrunner",)),
    "COPASI": ("copasi_engine", "Copasi", ("copasi-basico", "python-copasi")),
    "CVODE": ("cvode_engine", "Cvode", ("scikit-sundae", "numba")),
    "LSODA": ("lsoda_engine", "Lsoda", ("scipy", "numba")),
    "diffrax": ("diffrax_engine", "Diffrax", ("diffrax", "jax")),
}
_APART = "diffrax"  # measured in a process of its own: its threads and its compiler do not bear a fork


def engine(name: str) -> Any | None:
    """The class of an engine, or None and a printed line where its package is missing."""
    module, kind, _ = ENGINES[name]
    try:
        return getattr(import_module(f"contest.engines.{module}"), kind)
    except ImportError as error:
        print(f"{name} is left out: {error}")
        return None


def here(but: tuple[str, ...] = (_APART,)) -> dict[str, Any]:
    """Engines that can be imported."""
    found = {name: engine(name) for name in ENGINES if name not in but}
    return {name: kind for name, kind in found.items() if kind is not None}


def versions(names: tuple[str, ...]) -> dict[str, str]:
    """Packages behind the engines, with their versions."""
    return {package: version(package) for name in names for package in ENGINES[name][2]}
