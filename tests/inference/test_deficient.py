"""Deficient: where the border on the cell lies, in what laboratories measure (decision 0012)."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from corrin.catalog.causes import CAUSES
from corrin.catalog.markers import MARKERS
from corrin.draws import usual
from corrin.engine import Change, Life, live
from corrin.inference import posterior
from corrin.marker import Marker
from corrin.parameter import Covariates
from corrin.physiology.body import typical
from corrin.physiology.diet import Diet
from corrin.physiology.state import State

LINES = {"total-b12": 155.0, "holotc": 24.0, "mma": 295.0, "homocysteine": 12.8}  # of the decision
DAYS = np.arange(0.0, 2200.0, 10.0)


@cache
def fall(way: str) -> tuple[Life, np.ndarray]:
    """A typical woman of 65 who loses cobalamin, by loss of intrinsic factor or by diet."""
    body = typical(Covariates(65.0, "female", 65.0, 80.0))
    if way == "diet":
        life = Life(body, (), (), (Change(0.0, {Diet.food: 0.05 * body.diet.food}),))
    else:
        life = Life(body, (usual(CAUSES["pernicious-anaemia"], 0.0),))
    return life, live(life, tuple(DAYS))


def border(way: str) -> dict[str, float]:
    """What the markers show on the first day on which either enzyme works too little."""
    life, states = fall(way)
    methyl, adenosyl = posterior.limits(life.on(0.0))
    moments = (State(*row.tolist()) for row in states)
    day, moment = next(
        (d, s) for d, s in zip(DAYS, moments, strict=True) if s.methyl < methyl or s.adenosyl < adenosyl
    )
    read = {id: MARKERS[id] for id in LINES}
    return {
        id: float(each.read(moment, life.on(day))) for id, each in read.items() if isinstance(each, Marker)
    }


@pytest.mark.parametrize("way", ["diet", "intrinsic factor"])
def test_the_border_lies_where_laboratories_draw_their_lines(way: str) -> None:
    assert border(way) == pytest.approx(LINES, rel=0.12)


def test_another_border_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posterior, "WORKING", 0.4)
    assert border("diet") != pytest.approx(LINES, rel=0.12)
