"""Ileum: cubam takes up intrinsic factor-cobalamin, a meal at a time; about 1 % of a dose diffuses."""

from __future__ import annotations

from typing import Any, NamedTuple

from corrin.parameter import Organ, Spread, parameter
from corrin.physiology.duodenum import Duodenum
from corrin.physiology.kinetics import uptake
from corrin.source import Source

_WIDE = Source("iom1998", "ch. 9, p. 320: small free doses 75 % (54-97)", status="derived")


class Ileum(Organ):
    cubam = parameter(1.55, "ug", Source("watanabe2007", "a meal saturates at 1.5-2.0; with `escape`, to 1.32 of "
                                        "5 ug of food in doets2013", status="derived"), Spread(0.2, _WIDE), of="cobalamin",
                      about="cobalamin that the receptors can take from one meal")  # fmt: skip
    escape = parameter(0.28, "ug", Source("carmel2008", "Table 1, 56 % of 1 ug; with chicken and mutton of "
                                          "watanabe2007", status="derived"), Spread(0.2, _WIDE), of="cobalamin",
                       about="receptors at which half of a small load is taken up")  # fmt: skip
    transit = parameter(16.0, "1/d", Source("corrin", "terminal ileum passed in 1.5 h", status="assumed"))
    recovery = parameter(0.11, "1/h", Source("heyssel1966", "a second small dose 4-6 h later absorbed as well; "
                                             "three doses a day of greibe2018", status="derived"))  # fmt: skip
    passive = parameter(0.012, "1", Source("carmel2008", "Table 1, no intrinsic factor: 1.2 %"),
                        Spread(0.3), about="part of any dose that diffuses")  # fmt: skip
    enterocyte = parameter(5.0, "h", Source("iom1998", "ch. 9, in blood after 3-4 h; peak 7-12 h",
                                            status="derived"), about="time spent in the enterocyte")  # fmt: skip
    overnight = parameter(0.25, "1", Source("iom1998", "ch. 9, lag 3-4 h, peak 7-12 h: thirteen hours after a "
                                            "dinner, worked out", status="derived"),
                          about="what meals still bring to blood in a fasting morning, of their daily mean")  # fmt: skip
    export = parameter(1.0, "1", Source("corrin", "normal export", status="assumed"))
    active = parameter(1.0, "1", Source("corrin", "healthy terminal ileum", status="assumed"),
                       about="part of the terminal ileum that works: length, inflammation, calcium")  # fmt: skip


class Flows(NamedTuple):
    taken: Any  # pmol/d, by cubam into the enterocyte
    diffused: Any  # pmol/d, straight to the portal blood
    lost: Any  # pmol/d, intrinsic factor-bound, to stool
    freed_receptors: Any  # pmol/d, receptors back at the surface

    @property
    def absorbed(self) -> Any:
        """pmol/d, both ways."""
        return self.taken + self.diffused


class Absorbed(NamedTuple):
    taken: Any  # pmol per meal, by cubam
    diffused: Any  # pmol per meal


def capacity(ileum: Ileum) -> Any:
    """Receptors at the surface of a rested ileum (pmol)."""
    return ileum.cubam * ileum.active


def diffusion(ileum: Ileum, duodenum: Duodenum) -> Any:
    """Rate of diffusion from the lumen (1/d) that gives the passive fraction of one passage."""
    return duodenum.transit * ileum.passive / (1.0 - ileum.passive)


def passage(ileum: Ileum) -> Any:
    """Rate (1/d) from one to the next of three steps through the enterocyte, and out to blood."""
    return 3.0 / ileum.enterocyte * ileum.export


def flows(on_factor: Any, lumen: Any, receptors: Any, ileum: Ileum, duodenum: Duodenum) -> Flows:
    """Kinetics of single doses. `receptors` are free cubam (pmol); `lumen` is not on the factor."""
    taken = ileum.transit / ileum.escape * on_factor * receptors
    return Flows(
        taken=taken,
        diffused=diffusion(ileum, duodenum) * lumen,
        lost=ileum.transit * on_factor,
        freed_receptors=ileum.recovery * (capacity(ileum) - receptors) - taken,
    )


def absorbed_per_meal(load: Any, on_factor: Any, ileum: Ileum, duodenum: Duodenum) -> Absorbed:
    """What one meal's load gives: the closed form of `flows`, receptors rested at each meal."""
    survive = duodenum.transit / (duodenum.transit + duodenum.bacterial_uptake)
    taken = uptake(on_factor, capacity(ileum), ileum.escape)
    return Absorbed(taken, ileum.passive * survive * (load - on_factor))
