"""The diets by pattern: what a day holds of cobalamin, folate and iron."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corrin.catalog.causes.intake import intake_lack
from corrin.cause import Lesion
from corrin.physiology.diet import Diet
from corrin.source import Source
from corrin.units import to_internal


@dataclass(frozen=True)
class Pattern:
    """A diet: `lesions` change the body's typical diet, at full severity; ug/d of both kinds beside it."""

    id: str
    name: str
    food: float  # ug/d of cobalamin bound to food, in a typical adult
    crystalline: float  # ug/d from fortified food and daily pills
    lesions: tuple[Lesion, ...]
    source: Source

    @property
    def lack(self) -> float:
        """Severity of `low-intake` that this diet amounts to, 0 to 1."""
        return intake_lack(self.food + self.crystalline)


_USUAL = 4.2  # ug/d, men 5 and women 3.5
_IRON = Source("hurrell2010", "no meat: no haem iron, more non-haem", status="memory")


def _pattern(
    id: str, name: str, *, food: float, source: Source, crystalline: float = 0.0,
    folate: float = 1.0, haem_iron: float = 1.0, nonhaem_iron: float = 1.0,
) -> Pattern:  # fmt: skip
    pills, _ = to_internal(crystalline, "ug/d", "cobalamin")
    changes = (
        Lesion(Diet.food, times=food / _USUAL, source=source),
        Lesion(Diet.crystalline, plus=pills, source=source),
        Lesion(Diet.folate, times=folate, source=_IRON),
        Lesion(Diet.haem_iron, times=haem_iron, source=_IRON),
        Lesion(Diet.nonhaem_iron, times=nonhaem_iron, source=_IRON),
    )
    lesions = tuple(change for change in changes if change.times != 1.0 or change.plus != 0.0)
    return Pattern(id, name, food, crystalline, lesions, source)


_ALL = (
    _pattern("omnivore", "Omnivore", food=_USUAL,
             source=Source("iom1998", "ch. 9, men 5 and women 3.5 ug/d")),
    _pattern("vegetarian", "Vegetarian (eggs and dairy)", food=1.45, folate=1.2, haem_iron=0.0,
             nonhaem_iron=1.1, source=Source(
                 "davey2003", "2.5 against 7.3 ug/d of meat eaters, about a third", status="memory")),
    _pattern("vegan", "Vegan, nothing fortified", food=0.45, folate=1.3, haem_iron=0.0,
             nonhaem_iron=1.2, source=Source("davey2003", "men 0.41, women 0.49 ug/d", status="memory")),
    _pattern("fortified-vegan", "Vegan with fortified food or pills", food=0.45, crystalline=9.0,
             folate=1.3, haem_iron=0.0, nonhaem_iron=1.2,
             source=Source("haddad2020", "median 9.4 ug/d with what is fortified")),
)  # fmt: skip

DIETS: Mapping[str, Pattern] = MappingProxyType({pattern.id: pattern for pattern in _ALL})
