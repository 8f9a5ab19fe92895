"""Iron: absorbed with the help of acid, held in a store, spent on haemoglobin."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Level, Organ, Spread, Within, parameter
from corrin.physiology.kinetics import relative, saturation
from corrin.source import Source


class Iron(Organ):
    haem_fraction = parameter(0.2, "1", Source("hurrell2010", "haem iron 15-35 %", status="memory"))
    nonhaem_fraction = parameter(0.28, "1", Source("hurrell2010", "empty stores", status="memory"),
                                 about="absorbed by an empty body with normal acid")  # fmt: skip
    acid_free = parameter(0.32, "1", Source("jacobs1964", "ferric iron 2.2 against 9.2, with ascorbate 10.9 "
                                            "against 19.3 %: food between", status="derived"),
                          about="part of non-haem absorption that needs no acid")  # fmt: skip
    acid_half = parameter(0.15, "1", Source("skikne1981", "72, 58, 35 % as acid goes",
                                            status="derived"))  # fmt: skip
    appetite_half = parameter(300.0, "mg", Source("nhanes", "2001-02: ferritin of men 140-160 ug/L",
                                                  status="derived"))  # fmt: skip
    loss = parameter(1.0, "mg/d", Source("betesh2015", "obligatory loss of men"), Spread(0.3),
                     covariates=(
                         Level("sex", (("female", 0.9),), Source(
                             "nhanes", "2001-02: ferritin of women past 60, 74-94 ug/L", status="derived")),
                         Within("female", (12.0, 51.0), 1.6, Source(
                             "hurrell2010", "menstruation, on average 0.6 mg/d", status="memory")),
                     ))  # fmt: skip
    bleeding = parameter(0.0, "mg/d", Source("corrin", "none", status="assumed"))
    need_half = parameter(40.0, "mg", Source("corrin", "anaemia when stores are spent",
                                             status="assumed"),
                          about="store at which half the red cells' demand is met")  # fmt: skip
    last = parameter(3.0, "mg", Source("corrin", "an empty store fills no cell", status="assumed"),
                     about="store at which half of the waiting reticulocytes are filled")  # fmt: skip
    per_haemoglobin = parameter(3.4, "mg/g", Source("williams_hematology", "3.4 mg/g",
                                                    status="memory"))  # fmt: skip
    per_ferritin = parameter(8.0, "mg.L/ug", Source("walters1973", "1 ug/L is 8 mg of store",
                                                    status="memory"))  # fmt: skip


class Flows(NamedTuple):
    absorbed: Any  # mg/d
    lost: Any  # mg/d


def supply(store: Any, iron: Iron) -> Any:
    """Part of the marrow's demand for iron that the store meets."""
    return saturation(store * store, iron.need_half * iron.need_half)


def at_hand(store: Any, iron: Iron) -> Any:
    """Part of the reticulocytes that the store can fill today."""
    return saturation(store, iron.last)


def flows(store: Any, haem: Any, nonhaem: Any, acid: Any, iron: Iron) -> Flows:
    """`acid` is 1 when normal; `haem` and `nonhaem` are eaten iron (mg/d)."""
    helped = iron.acid_free + (1.0 - iron.acid_free) * relative(acid, 1.0, iron.acid_half)
    appetite = iron.appetite_half / (store + iron.appetite_half)
    nonhaem_absorbed = iron.nonhaem_fraction * helped * appetite * nonhaem
    return Flows(
        iron.haem_fraction * haem + nonhaem_absorbed,
        (iron.loss + iron.bleeding) * supply(store, iron),
    )
