"""The few rate laws every organ is written in, on floats, arrays, symbols or quantities."""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np


def exp(x: Any) -> Any:
    return math.exp(x) if isinstance(x, float) else _apply("exp", x)


def log(x: Any) -> Any:
    return math.log(x) if isinstance(x, float) else _apply("log", x)


def _apply(name: str, x: Any) -> Any:
    own = getattr(x, name, None)  # a traced symbol brings its own
    if callable(own):
        return own()
    home = sys.modules[type(x).__module__.partition(".")[0]]  # so does the package it comes from
    return getattr(home, name, getattr(np, name))(x)


def saturation(amount: Any, half: Any) -> Any:
    """Occupied fraction of a site: 0 at none, 1/2 at `half`, towards 1."""
    return amount / (amount + half)


def relative(amount: Any, normal: Any, half: Any) -> Any:
    """Saturation as a multiple of the saturation at the normal amount."""
    return amount * (normal + half) / ((amount + half) * normal)


def bound(ligand: Any, sites: Any, dissociation: Any) -> Any:
    """Complex formed by a tight ligand and its sites: the smaller of the two, rounded.

    All three in one unit. Exact mass-action equilibrium of one ligand with one site.
    """
    total = ligand + sites + dissociation
    return 2.0 * ligand * sites / (total + (total * total - 4.0 * ligand * sites) ** 0.5)


def ramp(x: Any, bend: Any) -> Any:
    """x where it is positive and nothing where it is negative, round over `bend`; 0 at 0."""
    return 0.5 * (x + (x * x + bend * bend) ** 0.5 - bend)


HALLEY_STEPS = 2


def uptake(load: Any, receptors: Any, escape: Any) -> Any:
    """Amount taken up by receptors from a load that is passing by.

    The exact total of `dL/dt = -k L R - t L`, `dR/dt = -k L R` for any arrival profile, with
    `escape = t / k`: it solves `load = A + escape * ln(R / (R - A))`. Same unit for all three.
    Halley's method on y = ln(R / (R - A)), from the root with y / (1 + 0.81 y) in place of
    1 - exp(-y): within 1e-7 for any load.
    """
    bend = 0.81  # the hyperbola that comes nearest
    slope = receptors + escape - bend * load
    y = 2.0 * load / (slope + (slope * slope + 4.0 * bend * escape * load) ** 0.5)
    for _ in range(HALLEY_STEPS):
        left = receptors * exp(-y)
        excess, rise = receptors - left + escape * y - load, left + escape
        y = y - 2.0 * excess * rise / (2.0 * rise * rise + excess * left)
    return receptors * (1.0 - exp(-y))
