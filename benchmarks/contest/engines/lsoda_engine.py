"""SciPy's LSODA with compiled rates and compiled analytic Jacobian."""

from __future__ import annotations

import warnings

import numpy as np
from scipy.integrate import ODEintWarning, odeint

from contest.engines.equations import Moving, functions
from contest.engines.stepwise import Stepwise
from contest.scenarios import Array
from contest.segments import SCALE


class Lsoda(Stepwise):
    """`odeint`, which is LSODA in Fortran with the least Python around it."""

    name = "LSODA"

    def solve(self, moving: Moving, y: Array, times: Array, tolerance: float) -> Array:
        """States at the times, the first being where it starts."""
        rates, jacobian, *_ = functions()
        arrays = moving.arrays

        def rhs(t, y):
            f = np.empty(y.size)
            rates(t, y, *arrays, f)
            return f

        def jac(t, y):
            j = np.zeros((y.size, y.size))
            jacobian(t, y, *arrays, j)
            return j

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ODEintWarning)
            found, told = odeint(
                rhs, y, times, Dfun=jac, rtol=tolerance, atol=tolerance * SCALE, mxstep=100_000,
                tfirst=True, full_output=True,
            )  # fmt: skip
        return found if told["message"].startswith("Integration successful") else np.full_like(found, np.nan)
