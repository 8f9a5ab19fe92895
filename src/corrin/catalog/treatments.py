"""The treatments: prescriptions by id, and any regimen written out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from corrin.catalog.regimens import written
from corrin.errors import InputError
from corrin.source import Source
from corrin.treatment import Phase, Treatment

_DIET = Source("bsh2014", "50-150 ug/d by mouth for dietary lack; older UK guide", status="memory")
_HIGH = Source("kuzminski1998", "2000 ug/d by mouth as good as injections")
_UK = Source("ng239", "1 mg three times a week for 2 weeks, then every 2-3 months (BNF)")
_STOP = Source("ng239", "review the drug that causes it", status="memory")


# What failure to respond would mean; each is a consequence of how the dose reaches the cell.
_NOT_ABSORBED = (
    "It is not taken, or not absorbed: look for the step that fails, and give 1 mg by mouth or inject."
)
_NOT_DIFFUSED = "It is not taken, or too little diffuses: ask how it is taken, then change to injections."
_NOT_B12 = (
    "An injection needs no gut, so B12 was not the (only) trouble: look for lack of folate or iron, kidney "
    "failure, nitrous oxide, a disorder of transcobalamin or of the cell, disease of the marrow."
)
_STILL_THERE = "Something else stands in the way of B12 too, or the drug goes on: replace B12 and look again."


def _doses(
    id: str, name: str, text: str, source: Source, about: str = "", failure: str = _NOT_B12
) -> Treatment:
    return Treatment(id=id, name=name, source=source, phases=written(text), about=about, failure=failure)


_ALL = (
    _doses("cyanocobalamin-oral-10ug", "Cyanocobalamin 10 ug by mouth, daily",
           "10 ug cyanocobalamin oral daily", _DIET, failure=_NOT_ABSORBED),
    _doses("cyanocobalamin-oral-50ug", "Cyanocobalamin 50 ug by mouth, daily",
           "50 ug cyanocobalamin oral daily", _DIET, failure=_NOT_ABSORBED),
    _doses("cyanocobalamin-oral-1000ug", "Cyanocobalamin 1 mg by mouth, daily",
           "1 mg cyanocobalamin oral daily", _HIGH, "About 1 % diffuses, whatever the cause.", _NOT_DIFFUSED),
    _doses("cyanocobalamin-oral-2000ug", "Cyanocobalamin 2 mg by mouth, daily",
           "2 mg cyanocobalamin oral daily", _HIGH, "About 1 % diffuses, whatever the cause.", _NOT_DIFFUSED),
    _doses("hydroxocobalamin-im-uk", "Hydroxocobalamin 1 mg by injection, UK",
           "1 mg hydroxocobalamin im 3 times a week x6 then every 3 months", _UK),
    _doses("hydroxocobalamin-im-uk-neuro", "Hydroxocobalamin 1 mg by injection, UK, nerves involved",
           "1 mg hydroxocobalamin im every 2 days for 3 weeks then every 2 months",
           Source("ng239", "alternate days until no further improvement, then every 2 months (BNF)"),
           "Alternate days go on until nothing improves further; three weeks stand in for that here."),
    _doses("cyanocobalamin-im-us", "Cyanocobalamin 1 mg by injection, US",
           "1 mg cyanocobalamin im daily x7 then every 2 days x7 then every 4 days x5 then monthly",
           Source("cncbl_label", "daily 7, alternate days 7, every 3-4 days 2-3 weeks, then monthly")),
    Treatment("h-pylori-eradication", "Helicobacter pylori eradication",
              Source("cai2022", "abstract: B12 rises after it, uncontrolled"),
                  removes=("h-pylori-gastritis",), failure=(
                  "Helicobacter is still there (test again), or glands are lost for good: replace B12.")),
    Treatment("stop-metformin", "Metformin stopped", _STOP, removes=("metformin",), failure=_STILL_THERE),
    Treatment("stop-acid-suppression", "Acid suppression stopped", _STOP, removes=("acid-suppression",),
              failure=_STILL_THERE),
    Treatment("diet-omnivore", "Meat, fish, eggs and dairy again", Source("iom1998", "ch. 9, 3.5-5 ug/d"),
              removes=("low-intake",), diet={"food": 5.0}, failure=_NOT_ABSORBED),
    Treatment("fortified-food", "Fortified food at each meal", Source(
        "winkels2008", "fortified bread raised B12 in the old"), diet={"crystalline": 3.0},
        about="Crystalline cobalamin, so acid is not needed.", failure=_NOT_ABSORBED),
)  # fmt: skip

TREATMENTS: Mapping[str, Treatment] = MappingProxyType({treatment.id: treatment for treatment in _ALL})


def regimen(text: str) -> tuple[Phase, ...]:
    """The phases of a regimen: a treatment's id, or words such as those in the example below.

    "1 mg hydroxocobalamin im every 2 d x6 then every 3 months". InputError says which words were
    not understood, what is missing, and shows an example.
    """
    known = TREATMENTS.get(text.strip().lower())
    if known is None:
        return written(text)
    if not known.phases:
        raise InputError(f"{known.id} is not a dose of cobalamin; give it as a treatment")
    return known.phases
