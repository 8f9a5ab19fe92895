"""Doses: one dose followed through the ledger, and what of it ends in stool and urine."""

from __future__ import annotations

import numpy as np

from corrin.catalog.markers import MARKERS
from corrin.engine import Life, live, rest
from corrin.physiology.body import Body, typical
from corrin.physiology.state import State
from corrin.reading import course
from corrin.treatment import Dose, Form, Route
from corrin.units import PMOL_PER_UG

DAYS = 3.0  # until nothing of a single dose is left in the gut


def absorbed(ug: float, body: Body, start: State, route: Route = "oral") -> float:
    """ug of one dose by mouth that do not appear in stool within three days, beyond the habitual stool."""
    return ug - _extra("stool", _dose(ug, "cyanocobalamin", route), body, start)


def urine(ug: float, form: Form, body: Body, start: State, days: float = DAYS) -> float:
    """ug of one injection found in urine, beyond the habitual urine."""
    return _extra("urine", _dose(ug, form, "im"), body, start, days)


def serum(ug: float, form: Form, body: Body, start: State, days: np.ndarray) -> np.ndarray:
    """Total serum B12 (pmol/L) on days after one injection."""
    life = Life(body, doses=(_dose(ug, form, "im"),))
    shown = {"total-b12": MARKERS["total-b12"]}
    return course(life, days, shown, start=start).markers["total-b12"][0]


def healthy() -> tuple[Body, State]:
    """The typical person (a man of 40) at rest."""
    body = typical()
    return body, rest(body)


def without_factor() -> tuple[Body, State]:
    """The same person on the day that intrinsic factor is gone, none of it left in the lumen."""
    body, start = healthy()
    return body._replace(stomach=body.stomach.replace(intrinsic_factor=0.0)), start._replace(factor=0.0)


def _dose(ug: float, form: Form, route: Route) -> Dose:
    return Dose(form, ug * PMOL_PER_UG, route, 0.0)


def _extra(place: str, dose: Dose, body: Body, start: State, days: float = DAYS) -> float:
    given = live(Life(body, doses=(dose,)), [0.0, days], start, 1e-9)[-1]
    spared = live(Life(body), [0.0, days], start, 1e-9)[-1]
    at = State._fields.index(place)
    return float(given[at] - spared[at]) / PMOL_PER_UG
