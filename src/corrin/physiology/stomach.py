"""Stomach: acid and pepsin free food-bound cobalamin; parietal cells secrete intrinsic factor."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, Spread, parameter
from corrin.physiology.diet import Diet
from corrin.physiology.immunity import Immunity
from corrin.physiology.kinetics import relative, saturation
from corrin.source import Source


class Stomach(Organ):
    size = parameter(1.0, "1", Source("cardmarks1960", "parietal cell mass", status="memory"),
                     about="part of the oxyntic mucosa in place; surgery removes it")  # fmt: skip
    acid_per_cell = parameter(1.0, "1", Source("cardmarks1960", "acid per cell", status="memory"),
                              Spread(0.25), about="acid output of a parietal cell, drugs lower it")  # fmt: skip
    emptying = parameter(14.0, "1/d", Source("corrin", "solid meal, half in 1.2 h", status="assumed"))
    liquid_emptying = parameter(40.0, "1/d", Source("corrin", "liquids, half in 25 min", status="memory"),
                                about="emptying of free cobalamin")  # fmt: skip
    peptic_release = parameter(70.0, "1/d", Source("watanabe2007", "abstract: chicken 61-66, mutton 56-89 % "
                               "absorbed: nearly all is freed", status="derived"), Spread(0.3))  # fmt: skip
    pepsin_half = parameter(0.1, "1", Source("digdissci1994", "pepsin matters when very low",
                                             status="derived"))  # fmt: skip
    unaided = parameter(0.125, "1", Source("krasinski1986", "severe atrophy lowers serum B12, few below "
                                         "148", status="derived"),
                        about="part of the release that goes on without acid and pepsin")  # fmt: skip
    intrinsic_factor = parameter(5.55, "ug/h", Source("chanarin1979", "2,000-18,000 ng units/h",
                                                     status="memory"), Spread(0.5), of="cobalamin",
                                 about="secreted during a meal")  # fmt: skip
    fasting = parameter(0.0417, "1", Source("boddy1972", "pentagastrin raises the absorption of 25 ug; with the "
                                         "cap of adams1971 and carmel2008 at 10-50 ug", status="derived"),
                        about="secretion of intrinsic factor between meals, as a part of a meal's")  # fmt: skip
    meal = parameter(0.02, "ug", Source("watanabe2007", "chicken with 0.4 ug is absorbed as a meal",
                                        status="derived"), of="cobalamin",
                     about="food-bound cobalamin left in the stomach at which secretion is half roused")  # fmt: skip
    factor_clearance = parameter(1.0, "1/h", Source("corrin", "leaves the lumen in an hour",
                                                    status="assumed"))  # fmt: skip
    gastrin_half = parameter(0.14, "1", Source("walsh1975", "gastrin about 10 times normal without acid",
                                              status="memory"))  # fmt: skip


class Flows(NamedTuple):
    freed: Any  # pmol/d, food-bound cobalamin freed
    undigested: Any  # pmol/d, still bound to food, onward to stool
    emptied: Any  # pmol/d, free cyanocobalamin onward
    emptied_hydroxo: Any  # pmol/d, other free cobalamin onward
    factor: Any  # pmol/d, intrinsic factor secreted, as cobalamin it can bind


def acidity(parietal_cells: Any, stomach: Stomach) -> Any:
    """Acid output as a fraction of normal."""
    return parietal_cells * stomach.size * stomach.acid_per_cell


def release(acid: Any, chief_cells: Any, ease: Any, stomach: Stomach) -> Any:
    """Rate at which food-bound cobalamin is freed (1/d): acid times pepsin, and a little without.

    `ease` is the food's own, 1 for meat. Where it is high the meal is freed long before it leaves,
    so that acid has to spare; of a food that holds on, acid decides.
    """
    pepsin = relative(chief_cells * stomach.size, 1.0, stomach.pepsin_half)
    return ease * stomach.peptic_release * (stomach.unaided + (1.0 - stomach.unaided) * acid * pepsin)


def freed_fraction(acid: Any, chief_cells: Any, ease: Any, stomach: Stomach) -> Any:
    """Part of a meal's food-bound cobalamin freed before the stomach empties."""
    rate = release(acid, chief_cells, ease, stomach)
    return rate / (rate + stomach.emptying)


def factor_output(parietal_cells: Any, stomach: Stomach, immunity: Immunity) -> Any:
    """Working intrinsic factor secreted during a meal (pmol/d of binding capacity); antibodies block the rest."""
    unblocked = 1.0 - immunity.anti_intrinsic_factor
    return stomach.intrinsic_factor * stomach.size * parietal_cells * unblocked


def roused(food: Any, stomach: Stomach) -> Any:
    """Part of a meal's secretion of intrinsic factor that goes on with this much food in the stomach."""
    return stomach.fasting + (1.0 - stomach.fasting) * saturation(food, stomach.meal)


def gastrin(acid: Any, stomach: Stomach) -> Any:
    """Gastrin as a multiple of normal: acid is its brake."""
    return (1.0 + stomach.gastrin_half) / (acid + stomach.gastrin_half)


def flows(
    food: Any, free: Any, hydroxo: Any, acid: Any, chief_cells: Any, factor: Any, diet: Diet, stomach: Stomach
) -> Flows:
    """`factor` is the output of intrinsic factor during a meal; what is not digestible stays bound."""
    attacked = release(acid, chief_cells, diet.ease, stomach) * food
    return Flows(
        freed=diet.digestible * attacked,
        undigested=stomach.emptying * food + (1.0 - diet.digestible) * attacked,
        emptied=stomach.liquid_emptying * free,
        emptied_hydroxo=stomach.liquid_emptying * hydroxo,
        factor=factor * roused(food, stomach),
    )
