"""The studies, one file a paper, read when they are asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from corrin.errors import InputError, unknown
from corrin.study import Study

__all__ = ["ids", "study"]


@cache
def ids() -> tuple[str, ...]:
    """Every study's id, which is its file's name."""
    return tuple(
        sorted(each.name.replace("_", "-") for each in iter_modules(__path__) if each.name != "shared")
    )


def study(id: str) -> Study:
    """The study of this id. InputError names the nearest ones."""
    if id not in ids():
        raise InputError(unknown("study", id, ids()))
    return import_module(f"{__name__}.{id.replace('-', '_')}").STUDY
