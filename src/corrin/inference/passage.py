"""Passage: what moves at each step of the path on one day, and how well each step does its own work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from corrin.physiology import (
    body as bodies,
    cell as cells,
    diet as diets,
    duodenum as duodena,
    ileum as ilea,
    stomach as stomachs,
)  # fmt: skip
from corrin.physiology.blood import dna_synthesis
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.units import PMOL_PER_UG


class Passage(NamedTuple):
    """What a body moves and holds in a day, in the order of the path; the habitual diet, no single doses."""

    plate: float  # ug/d eaten
    acid: float  # ug/d of that, free for uptake when the stomach empties
    factor: float  # ug/d that working intrinsic factor could bind
    duodenum: float  # ug/d of food and bile bound to intrinsic factor
    ileum: float  # ug/d of food and bile absorbed, diffusion included
    carriers: float  # ug/d that transcobalamin brings to the tissues
    liver: float  # ug held
    cell: float  # ug/d taken up by the tissues other than the liver
    synthase: float  # methionine synthase, % of normal
    mutase: float  # methylmalonyl-CoA mutase, % of normal
    marrow: float  # DNA synthesis, % of normal
    nerve: float  # myelin, % of normal


class Work(NamedTuple):
    """How well a step does its own work, the rest being healthy: 1 is the same body without its causes."""

    plate: float
    acid: float
    factor: float
    duodenum: float
    ileum: float
    carriers: float
    cell: float


UNITS: Mapping[str, str] = {
    name: "ug" if name == "liver" else "ug/d" if name in (*Work._fields, "carriers") else "%"
    for name in Passage._fields
}  # fmt: skip


def passage(state: State, body: Body) -> Passage:
    """What moves in this state; `body` has its causes on it already."""
    gut = _gut(state, body)
    synthase = cells.methylation(state.methyl, body.cell)
    carried = body.liver.clearance * state.holo_transcobalamin
    kept = (1.0 - body.liver.share) * (1.0 - body.kidney.holotranscobalamin_leak) * carried
    moved = (diets.eaten(body.diet).total, gut.free + body.diet.pill, gut.factor, gut.bound, gut.absorbed, carried,
             state.liver + state.store, kept)  # fmt: skip
    working = (synthase, cells.mutase(state.adenosyl, body.cell), dna_synthesis(state, body),
               state.myelin)  # fmt: skip
    return Passage(*(amount / PMOL_PER_UG for amount in moved), *(100.0 * part for part in working))


def work(state: State, body: Body, health: State, healthy: Body) -> Work:
    """Each step of `body` put alone among the `healthy` ones, as a part of what they do together."""
    ours, theirs = _gut(state, body), _gut(health, healthy)

    def bound(factor: float, duodenum: duodena.Duodenum) -> float:
        return float(
            duodena.bound_per_meal(theirs.load, duodenum.hydroxo_capacity, factor, duodenum, healthy.stomach)
        )

    def taken(ileum: ilea.Ileum) -> float:
        on_factor = bound(theirs.factor, healthy.duodenum)
        return float(ilea.absorbed_per_meal(theirs.load, on_factor, ileum, healthy.duodenum).taken)

    best = bound(theirs.factor, healthy.duodenum)
    return Work(
        plate=diets.eaten(body.diet).total / diets.eaten(healthy.diet).total,
        acid=ours.freed / theirs.freed,
        factor=bound(ours.factor, healthy.duodenum) / best,
        duodenum=bound(theirs.factor, body.duodenum) / best,
        ileum=taken(body.ileum) / taken(healthy.ileum),
        carriers=body.plasma.transcobalamin_synthesis / healthy.plasma.transcobalamin_synthesis,
        cell=_cofactor(body.cell) / _cofactor(healthy.cell),
    )


class _Gut(NamedTuple):
    """What food and bile meet (pmol/d; `load` pmol a meal, `freed` a fraction)."""

    freed: float
    free: float
    factor: float
    load: float
    bound: float
    absorbed: float


def _gut(state: State, body: Body) -> _Gut:
    diet, stomach = body.diet, body.stomach
    acid = stomachs.acidity(state.parietal_cells, stomach)
    factor = stomachs.factor_output(state.parietal_cells, stomach, body.immunity)
    freed = stomachs.freed_fraction(acid, state.chief_cells, diet.ease, stomach)
    free, bile = diet.food * diet.digestible * freed + diet.crystalline, body.liver.bile * state.liver
    load = (free + bile) / diet.meals
    natural = body.duodenum.hydroxo_capacity
    bound = diet.meals * duodena.bound_per_meal(load, natural, factor, body.duodenum, stomach)
    pill = diet.pills * duodena.bound_per_meal(
        diet.pill / diet.pills, 1.0, factor * stomach.fasting, body.duodenum, stomach
    )
    absorbed = bodies.habitual(state, acid, factor, bile, body).absorbed
    return _Gut(freed, free, factor, load, bound + pill, absorbed)


def _cofactor(cell: cells.Cell) -> float:
    """Methylcobalamin at rest for each pmol of cobalamin in the cell."""
    return cell.methylation * cell.reduction / (cell.methyl_return + cell.oxidation)
