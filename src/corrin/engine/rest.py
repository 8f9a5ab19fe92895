"""Rest: the state in which a body stays as it is."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from corrin.engine.cohort import Cohort, numbers
from corrin.engine.job import Job
from corrin.engine.memory import DONE, OUTCOME
from corrin.engine.program import STATES, program
from corrin.engine.settle import STARTING
from corrin.physiology import marrow as marrows
from corrin.physiology.body import Body, typical
from corrin.physiology.state import State

Array = NDArray[np.float64]

_CENTURY = 36525.0  # days
_FINE, _LONGEST = 1e-6, 3652.5  # local error and longest step of a life that is to end at rest
_STARTS = [State._fields.index(name) for name in STARTING]
_STATUS = OUTCOME.index("status")


def rest(body: Body) -> State:
    """The resting state of a body in health, nerves whole and the ledger at none."""
    return State(*rests(numbers(body))[0].tolist())


def rests(people: Array, threads: int = 1) -> Array:
    """Resting states (persons, states) of bodies with these numbers (persons, numbers).

    Newton's method from the typical person's rest; a body too far from it is lived for two
    centuries first. A body that comes to no rest gets the state in which that life left it.
    """
    if people.shape[0] == 0:
        return np.empty((0, len(State._fields)))
    start = _typical_rest()
    found, settled = _newton(people, np.tile(start, (people.shape[0], 1)), threads)
    for person in np.flatnonzero(~settled):
        found[person : person + 1] = _slowly(people[person : person + 1], start[None, :])
    return found


def _slowly(person: Array, start: Array) -> Array:
    lived = _lived(person, start, 2.0 * _CENTURY)
    found, settled = _newton(person, lived, 1)
    return found if settled[0] else lived


def _newton(people: Array, starts: Array, threads: int) -> tuple[Array, NDArray[np.bool_]]:
    out = np.empty_like(starts)
    job = Job(program(STATES), Cohort.healthy(people), starts, np.zeros(0), out)
    job.run("settle", threads)
    return out, (job.outcome[:, _STATUS] == DONE) & np.all(np.isfinite(out), axis=1)


def _lived(people: Array, starts: Array, days: float) -> Array:
    out = np.full_like(starts, np.nan)
    Job(program(STATES), Cohort.healthy(people), starts, np.array([days]), out, _FINE, _LONGEST).run("live")
    out[:, _STARTS] = starts[:, _STARTS]
    return out


@cache
def _typical_rest() -> Array:
    body = typical()
    known = numbers(body)
    return _newton(known, _lived(known, _guess(body)[None, :], 3.0 * _CENTURY), 1)[0][0]


def _guess(body: Body) -> Array:
    """A healthy state, near enough for a long life to bring it to rest."""
    m = body.marrow
    red = m.production * m.lifespan / marrows.STAGES
    known = {
        "receptors": body.ileum.cubam, "holo_transcobalamin": 250.0, "apo_transcobalamin": 2600.0,
        "holo_haptocorrin": 800.0, "apo_haptocorrin": 600.0, "liver": 2e5, "store": 6e5,
        "cytosol": 1.5e5, "methyl": body.cell.normal_methyl, "adenosyl": body.cell.normal_adenosyl,
        "methylmalonate": 2000.0, "homocysteine": 130.0, "folate_serum": 400.0,
        "folate_tissue": body.folate.normal_tissue, "folate_red_cell": 1.0, "iron_store": 600.0,
        "erythroblasts_1": 0.1, "erythroblasts_2": 0.1, "stripped": 0.001, "reticulocytes": 0.06,
        "neutrophils": m.neutrophils, "hypersegmented": 0.02, "platelets": m.platelets,
        "lactate_dehydrogenase": m.lactate_dehydrogenase,
        "myelin": 1.0, "axons": 1.0, "parietal_cells": 1.0, "chief_cells": 1.0,
    }  # fmt: skip
    cells = {f"red_{n + 1}": red for n in range(marrows.STAGES)}
    packed = {f"packed_{n + 1}": red * m.volume for n in range(marrows.STAGES)}
    filled = known | cells | packed
    return np.array([filled.get(name, 0.0) for name in State._fields], dtype=float)
