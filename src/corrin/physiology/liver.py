"""Liver: takes up cobalamin, stores it in a fast and a slow pool, and gives it to bile."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, Spread, parameter
from corrin.physiology.ileum import Ileum
from corrin.physiology.kinetics import saturation
from corrin.physiology.plasma import Plasma, free
from corrin.source import Source

_FIT = "pools and times that give 0.1-0.2 %/d, 1.4 ug/d of bile and early holoTC"


class Liver(Organ):
    clearance = parameter(0.75, "1/h", Source("donaldson1977", "half in 33 min after a flood; "
                          "reviews 60-90 min; morning level of castel2005", status="derived"),
                          Spread(0.2),
                          about="clearance of holotranscobalamin by all tissues")  # fmt: skip
    share = parameter(0.5, "1", Source("iom1998", "ch. 9, liver takes about half"),
                      about="the liver's part of holotranscobalamin")  # fmt: skip
    free_share = parameter(0.93, "1", Source("kuzminski1998", "a month after the last injection MMA 265 against "
                                             "169 nmol/L on tablets, B12 325 pg/mL", status="derived"),
                           about="the liver's part of free cobalamin, as after an injection")  # fmt: skip
    bile = parameter(0.004, "1/d", Source("elkholty1991", "1.0 +/- 0.44 nmol/d: " + _FIT,
                                           status="derived"), Spread(0.4))  # fmt: skip
    release = parameter(0.0057, "1/d", Source("corrin", _FIT, status="assumed"))
    storing = parameter(0.0098, "1/d", Source("corrin", _FIT, status="assumed"))
    unstoring = parameter(0.0036, "1/d", Source("corrin", _FIT, status="assumed"))
    cyano_uptake = parameter(208.0, "nmol/d", Source(
        "carmel2008", "Table 1, 9.7, 55 and 150 ug kept of 10, 100 and 1000", status="derived"),
        Spread(0.25), of="cobalamin", about="most free cyanocobalamin that tissues take a day")  # fmt: skip
    cyano_half = parameter(30.0, "pmol/L", Source("carmel2008", "Table 1, 97 % kept of 10 ug",
                                                  status="derived"))  # fmt: skip
    hydroxo_clearance = parameter(6.6, "L/d", Source("glass1961", "72 h urine and serum ratios",
                                                      status="derived"), Spread(0.2))  # fmt: skip
    decyanation = parameter(1.5, "1/d", Source("greibe2019", "serum B12 above that on hydroxocobalamin, MMA alike",
                                               status="derived"),
                            about="loss of its cyanide by cyanocobalamin that the gut brought")  # fmt: skip
    hydroxo_first = parameter(0.67, "1", Source(
        "greibe2018", "holotranscobalamin rises by 6-14 pmol/L, on as much cyano by 19-30; kornerup2016: rats' plasma "
        "0.02 against 0.05 %, liver 4.1 against 1.4 %", status="derived"),
        about="part of absorbed hydroxocobalamin that tissues take on its first pass")  # fmt: skip
    haptocorrin_cyano = parameter(0.15, "1", Source("winkels2008", "+102 pmol/L in 12 weeks", status="derived"),
                                  about="part of what haptocorrin has to spare that it fills at most")  # fmt: skip
    haptocorrin_half = parameter(2.0, "ug", Source("sharabi2003", "500 ug/d: +190 pmol/L in 4 weeks",
                                                   status="derived"), of="cobalamin",
                                 about="cyanocobalamin in the liver that half fills that part")  # fmt: skip


class Flows(NamedTuple):
    cleared: Any  # pmol/d, holotranscobalamin by all tissues
    cyano_taken: Any  # pmol/d, free, by all tissues
    hydroxo_taken: Any
    bile: Any  # pmol/d
    released: Any  # pmol/d, to plasma
    stored: Any  # pmol/d, fast to slow
    unstored: Any  # pmol/d, slow to fast
    decyanated: Any  # pmol/d, of what the gut brought as cyanocobalamin
    on_haptocorrin: Any  # pmol/d of it, secreted on haptocorrin


def first_pass(loaded: Any, liver: Liver, ileum: Ileum) -> Any:
    """Part of absorbed hydroxocobalamin that tissues take at once; what leaves the gut is `loaded` on a carrier."""
    return liver.hydroxo_first * ileum.export * loaded


def flows(
    liver_pool: Any, store: Any, from_gut: Any, holo_tc: Any, cyano: Any, hydroxo: Any, unfilled: Any,
    liver: Liver, plasma: Plasma,
) -> Flows:  # fmt: skip
    """`from_gut` (pmol) still has its cyanide, `unfilled` haptocorrin (pmol/d) is what cells leave empty."""
    free_cyano, free_hydroxo = free(cyano, hydroxo, plasma)
    held = from_gut * saturation(liver_pool, from_gut)  # counted when absorbed, hours before it is here
    return Flows(
        cleared=liver.clearance * holo_tc,
        cyano_taken=liver.cyano_uptake * saturation(free_cyano, liver.cyano_half),
        hydroxo_taken=liver.hydroxo_clearance * free_hydroxo,
        bile=liver.bile * liver_pool,
        released=liver.release * liver_pool,
        stored=liver.storing * liver_pool,
        unstored=liver.unstoring * store,
        decyanated=liver.decyanation * from_gut,
        on_haptocorrin=unfilled * liver.haptocorrin_cyano * saturation(held, liver.haptocorrin_half),
    )
