"""Every target taken from the survey, each with its error."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from survey.people import FEWEST, MEASURES, RELEASED, Cell, adults, cells, column, inside, of_era
from survey.resample import Estimate, Estimator, clusters, estimate
from survey.weighted import quantiles, share, spearman
from survey.within import KINDS, within

AT = (0.05, 0.25, 0.50, 0.75, 0.95)
RESAMPLES, SEED = 200, 20
LEVELS = tuple(marker for marker in MEASURES if marker != "age")
PREVALENCES: tuple[dict[str, str], ...] = (
    {"total-b12": "<148"}, {"total-b12": "<221"}, {"mma": ">271"}, {"mma": ">370"},
    {"total-b12": "<148", "mma": ">271"}, {"homocysteine": ">15"},
)  # fmt: skip
TOLD = ("total-b12", "mma")  # a prevalence of either is among people who have both


class Target(NamedTuple):
    """One fact of the population, `value` in `unit`; `q` is which quantile, `threshold` one limit a marker."""

    kind: str
    markers: tuple[str, ...]
    era: str
    sex: str
    ages: str
    value: float
    se: float
    low: float
    high: float
    n: int
    unit: str
    q: float | None = None
    threshold: tuple[str, ...] = ()
    assay: str = ""  # of total B12: the scale on which it is told


class Era(NamedTuple):
    """The people of an era and their resamples, (resamples, people)."""

    name: str
    people: pd.DataFrame
    factors: np.ndarray


def targets(resamples: int = RESAMPLES) -> list[Target]:
    """All of them; without resamples there are values, but no errors."""
    table, found = adults(), []
    for name in RELEASED:
        people = of_era(table, name)
        design = [people[each].to_numpy() for each in ("svy_stratum", "svy_psu")]
        era = Era(name, people, clusters(*design, resamples=resamples, seed=SEED))
        found += [*_quantiles(era), *_prevalences(era), *_correlations(era)]
    return found + list(_within(resamples))


def _quantiles(era: Era) -> Iterator[Target]:
    for marker, cell in ((marker, cell) for marker in LEVELS for cell in cells(era.name)):
        for assay in _assays(era, marker):
            name = column(marker, era=era.name, assay=assay)
            rows = _rows(era, cell, names=[name])
            if len(rows) < FEWEST:
                continue
            measured = era.people[name].to_numpy()
            rows = rows[np.argsort(measured[rows], kind="stable")]  # sorting again is then quick
            got = _estimate(era, rows, by=lambda weights, of=measured[rows]: quantiles(of, weights, at=AT))
            told = _told(got, ("quantile", (marker,)), cell=cell, n=len(rows))
            for q, target in zip(AT, told, strict=True):
                yield target._replace(unit=MEASURES[marker].unit, q=q, assay=assay)


def _prevalences(era: Era) -> Iterator[Target]:
    scales = [RELEASED[era.name]] + ["bio-rad"] * (RELEASED[era.name] != "bio-rad")
    for limits, cell, assay in ((a, b, c) for a in PREVALENCES for b in cells(era.name) for c in scales):
        if "total-b12" not in limits and assay != RELEASED[era.name]:
            continue
        names = {marker: column(marker, era=era.name, assay=assay if marker == "total-b12" else "")
                 for marker in (*TOLD, *limits)}  # fmt: skip
        among = limits if "homocysteine" in limits else TOLD
        rows = _rows(era, cell, names=[names[marker] for marker in among])
        if len(rows) < FEWEST:
            continue
        frame = era.people.iloc[rows]
        yes = np.all([_beyond(frame[names[marker]], limit) for marker, limit in limits.items()], axis=0)
        got = _estimate(era, rows, by=lambda weights, of=yes: np.array([100.0 * share(of, weights)]))
        for target in _told(got, ("prevalence", tuple(limits)), cell=cell, n=len(rows)):
            yield target._replace(
                unit="%", threshold=tuple(limits.values()), assay=assay if "total-b12" in limits else ""
            )


def _correlations(era: Era) -> Iterator[Target]:
    cell = Cell(era.name, "all", "20+")
    for pair in combinations(MEASURES, 2):
        names = [column(marker, era=era.name) for marker in pair]
        rows = _rows(era, cell, names=names)
        if len(rows) < FEWEST:
            continue
        one, two = era.people[names].to_numpy()[rows].T
        got = _estimate(
            era, rows, by=lambda weights, a=one, b=two: np.array([spearman(a, b, weights=weights)])
        )
        for target in _told(got, ("spearman", pair), cell=cell, n=len(rows)):
            yield target._replace(unit="1", assay=RELEASED[era.name] if "total-b12" in pair else "")


def _within(resamples: int) -> Iterator[Target]:
    for marker, got, pairs in within(resamples=resamples, seed=SEED):
        cell = Cell("2001-02", "all", "20-69")
        for kind, target in zip(KINDS, _told(got, ("", (marker,)), cell=cell, n=pairs), strict=True):
            yield target._replace(kind=kind, unit="1", assay="bio-rad" if marker == "total-b12" else "")


def _assays(era: Era, marker: str) -> tuple[str, ...]:
    """The scales of B12: as released, and on the scale of today's assay."""
    return tuple(dict.fromkeys((RELEASED[era.name], "roche"))) if marker == "total-b12" else ("",)


def _rows(era: Era, cell: Cell, *, names: list[str]) -> np.ndarray:
    """Places of the people of a cell who have all the columns."""
    return np.flatnonzero(inside(era.people, cell) & era.people[names].notna().all(axis=1))


def _estimate(era: Era, rows: np.ndarray, *, by: Estimator) -> Estimate:
    return estimate(by, era.people["wt_mec_2yr"].to_numpy()[rows], factors=era.factors[:, rows])


def _told(got: Estimate, what: tuple[str, tuple[str, ...]], *, cell: Cell, n: int) -> Iterator[Target]:
    """A target for each value of an estimate; its unit is still to be said."""
    for value, se, low, high in zip(*got, strict=True):
        yield Target(*what, *cell, float(value), float(se), float(low), float(high), n, "")


def _beyond(values: pd.Series, limit: str) -> np.ndarray:
    """Who is below `<x`, or above `>x`."""
    side, bound = limit[0], float(limit[1:])
    return (values < bound).to_numpy() if side == "<" else (values > bound).to_numpy()
