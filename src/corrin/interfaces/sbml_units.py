"""Units of the SBML document: products of powers of the units the body is declared in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import isclose, prod
from typing import NamedTuple

Unit = tuple[tuple[str, float], ...]
"""Base units with their exponents, in alphabetical order; `NONE` is a pure number."""
NONE: Unit = ()


class Part(NamedTuple):
    """A power of a multiple of one of SBML's own units."""

    kind: str
    multiple: float
    exponent: float = 1.0


BASES: Mapping[str, tuple[Part, ...]] = {
    "d": (Part("second", 86400.0),), "min": (Part("second", 60.0),),
    "L": (Part("litre", 1.0),), "mL": (Part("litre", 1e-3),), "fL": (Part("litre", 1e-15),),
    "pmol": (Part("mole", 1e-12),), "nmol": (Part("mole", 1e-9),), "umol": (Part("mole", 1e-6),),
    "g": (Part("gram", 1.0),), "mg": (Part("gram", 1e-3),), "ug": (Part("gram", 1e-6),),
    "Tcell": (Part("item", 1e12),), "Gcell": (Part("item", 1e9),),
    "U": (Part("mole", 1e-6), Part("second", 60.0, -1.0)),  # an enzyme unit
    "percent": (Part("dimensionless", 1e-2),),
}  # fmt: skip
_POWERED = re.compile(r"([A-Za-z]+)(\d+(?:p\d+)?)?(?:_|$)")
_SPELLED = {"10*9": "Gcell", "10*12": "Tcell", "%": "percent"}


def parsed(written: str) -> Unit:
    """A unit as corrin writes it: `1/d/pmol`, `mg.L/ug`, `10*9/L`; annotations in braces are dropped."""
    above, *below = written.split("/")
    factors = [(each, 1.0) for each in above.split(".")] + [(each, -1.0) for each in below]
    return _product((_SPELLED.get(base, base), power) for base, power in factors
                    if base != "1" and not base.startswith("{"))  # fmt: skip


def times(one: Unit, other: Unit) -> Unit:
    return _product((*one, *other))


def power(unit: Unit, exponent: float) -> Unit:
    return _product((base, exponent * each) for base, each in unit)


def over(one: Unit, other: Unit) -> Unit:
    return times(one, power(other, -1.0))


def _product(factors: Iterable[tuple[str, float]]) -> Unit:
    powers: dict[str, float] = {}
    for base, exponent in factors:
        powers[base] = powers.get(base, 0.0) + exponent
    return tuple(sorted((base, exponent) for base, exponent in powers.items() if exponent))


def name(unit: Unit) -> str:
    """An identifier: `pmol_per_d`, `per_d`, `dimensionless`."""
    above = [_powered(base, exponent) for base, exponent in unit if exponent > 0.0]
    below = [_powered(base, -exponent) for base, exponent in unit if exponent < 0.0]
    return "_".join([*above, *(["per", *below] if below else [])]) or "dimensionless"


def _powered(base: str, exponent: float) -> str:
    return base if exponent == 1.0 else f"{base}{exponent:g}".replace(".", "p")


def named(id: str) -> Unit:
    """The unit that `name` wrote."""
    above, _, below = id.removeprefix("dimensionless").partition("per_")
    return _product((found[1], sign * float((found[2] or "1").replace("p", ".")))
                    for side, sign in ((above, 1.0), (below, -1.0))
                    for found in _POWERED.finditer(side))  # fmt: skip


def parts(unit: Unit) -> list[Part]:
    """A unit as SBML defines one."""
    return [
        each._replace(exponent=exponent * each.exponent) for base, exponent in unit for each in BASES[base]
    ]


def same(one: Unit, other: Unit) -> bool:
    """Whether two units measure one thing on one scale, however they are written."""
    found = parts(over(one, other))
    left = _product((each.kind, each.exponent) for each in found if each.kind != "dimensionless")
    return not left and isclose(prod(each.multiple**each.exponent for each in found), 1.0, rel_tol=1e-9)
