"""Spread: how sure a printed figure is, in the ways papers print it."""

from __future__ import annotations

from typing import NamedTuple


class Sd(NamedTuple):
    """Standard deviation between persons."""

    sd: float


class Sem(NamedTuple):
    """Standard error of the mean."""

    se: float


class Ci(NamedTuple):
    """95 % interval of the figure."""

    low: float
    high: float


class Iqr(NamedTuple):
    """Quartiles between persons."""

    low: float
    high: float


class Range(NamedTuple):
    """Lowest and highest: of persons, or of the figures of several studies."""

    low: float
    high: float


Spread = Sd | Sem | Ci | Iqr | Range
