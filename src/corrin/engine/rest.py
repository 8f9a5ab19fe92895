"""Rest: the state in which a body stays as it is."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import odeint

from corrin.engine.compiled import equations, numbers
from corrin.physiology import marrow as marrows
from corrin.physiology.body import Body, typical
from corrin.physiology.state import LEDGER, State

Array = NDArray[np.float64]

_CENTURY = 36525.0
_FIXED = (*LEDGER, "eaten", "myelin", "axons")  # the ledger starts at none; nerves start whole
_FREE = np.array([name not in _FIXED for name in State._fields])
_NEWTON = 25


def rest(body: Body) -> State:
    """The resting state of a body in health, nerves whole and the ledger at none.

    Newton's method from the typical person's rest; a body too far from it is lived for
    two centuries instead.
    """
    known, own = equations(), equations().prepare(numbers(body))
    state = np.array(_typical_rest(), dtype=float)
    scale = np.maximum(np.abs(state), 1e-6)
    for _ in range(_NEWTON):
        here = state.tolist()
        change = np.array(known.rates(here, own))[_FREE]
        step = np.linalg.solve(known.jacobian(here, own)[np.ix_(_FREE, _FREE)], -change)
        state[_FREE] = np.maximum(state[_FREE] + step, 0.1 * state[_FREE])
        if np.max(np.abs(step) / scale[_FREE]) < 1e-10:
            return State(*state.tolist())
    return State(*_lived(np.array(_typical_rest(), dtype=float), body, 2.0 * _CENTURY).tolist())


def _lived(state: Array, body: Body, days: float) -> Array:
    known, own = equations(), equations().prepare(numbers(body))
    lived = odeint(
        lambda y, _: known.rates(y.tolist(), own), state, [0.0, days],
        Dfun=lambda y, _: known.jacobian(y.tolist(), own), rtol=1e-10, atol=1e-10, mxstep=500_000,
    )[-1]  # fmt: skip
    lived[~_FREE] = state[~_FREE]
    return lived


@cache
def _typical_rest() -> State:
    body = typical()
    return State(*_lived(_guess(body), body, 3.0 * _CENTURY).tolist())


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
        "erythroblasts_1": 0.1, "erythroblasts_2": 0.1, "reticulocytes": 0.06,
        "neutrophils": m.neutrophils, "hypersegmented": 0.02, "platelets": m.platelets,
        "lactate_dehydrogenase": m.lactate_dehydrogenase,
        "myelin": 1.0, "axons": 1.0, "parietal_cells": 1.0, "chief_cells": 1.0,
    }  # fmt: skip
    cells = {f"red_{n + 1}": red for n in range(marrows.STAGES)}
    packed = {f"packed_{n + 1}": red * m.volume for n in range(marrows.STAGES)}
    filled = known | cells | packed
    return np.array([filled.get(name, 0.0) for name in State._fields], dtype=float)
