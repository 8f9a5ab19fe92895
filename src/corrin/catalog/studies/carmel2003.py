"""Carmel 2003: mild haptocorrin deficiency among low and normal B12 results of a laboratory."""

from __future__ import annotations

from dataclasses import replace

from corrin.catalog.causes.carrier import HAPTOCORRIN_DEFICIENCY
from corrin.catalog.causes.cell import CELL
from corrin.catalog.causes.ileum import COELIAC, ILEAL_RESECTION, ILEUM, METFORMIN
from corrin.catalog.causes.lumen import LUMEN
from corrin.catalog.causes.stomach import FOOD_COBALAMIN_MALABSORPTION, PERNICIOUS_ANAEMIA, STOMACH
from corrin.catalog.causes.surgery import SURGERY
from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import asked, untaken
from corrin.cause import Cause
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Exposure, Group, Has, Keep, Mix, Observed, Severity, Study
from corrin.study.statistic import above

_AGE = Normal(60.0, 17.0, 18.0, 95.0)
_LOW, _NORMAL = Keep(At("total-b12"), high=148.0), Keep(At("total-b12"), low=148.0)
_SENT = asked(US_2001)
_LABORATORY = untaken(US_2001)  # whoever's blood comes: malabsorption, with 5 %, was seldom the reason
# absorption and metabolites were looked into: what is left is eating little, drugs, carriers and chance
_EXPLAINED = {each.id: 0.0 for each in (*STOMACH, *SURGERY, *LUMEN, *ILEUM, *CELL) if each != METFORMIN}
_UNEXPLAINED = replace(_SENT, causes={**_SENT.causes, **_EXPLAINED})


def _part(share: float, cause: Cause) -> Mix:
    return Mix(share, (Exposure(cause, since=cause.duration),))


_MALABSORBING = Group(
    untaken(US_2001),
    age=_AGE,
    mix=(
        _part(0.5, PERNICIOUS_ANAEMIA),
        _part(0.4, FOOD_COBALAMIN_MALABSORPTION),
        _part(0.05, ILEAL_RESECTION),
        _part(0.05, COELIAC),
    ),
    keep=(_LOW,),
)
_MILD = Has(HAPTOCORRIN_DEFICIENCY)

STUDY = Study(
    id="carmel2003",
    question="How many low B12 results are a lack of haptocorrin and nothing else?",
    source=Source("carmel2003", "abstract"),
    use="calibration",
    arms=(
        Arm("low", Group(_LABORATORY, age=_AGE, keep=(_LOW,)), 367),
        Arm("unexplained", Group(_UNEXPLAINED, age=_AGE, keep=(_LOW,)), 160),
        Arm("malabsorption", _MALABSORBING, 38),
        Arm("normal", Group(_LABORATORY, age=_AGE, keep=(_NORMAL,)), 281),
    ),
    observed=(
        Observed("low", _MILD, above(0.5), 14.7, "%", "abstract, 54 of 367"),
        Observed("unexplained", _MILD, above(0.5), 15.0, "%", "abstract, 24 of 160"),
        Observed("malabsorption", _MILD, above(0.5), 5.3, "%", "abstract, 2 of 38"),
        Observed("normal", _MILD, above(0.5), 2.8, "%", "abstract, 8 of 281"),
        Observed(
            "low",
            Severity(HAPTOCORRIN_DEFICIENCY),
            above(0.9),
            0.6,
            "%",
            "abstract, severe, 3 persons, so of about 500",
            n=500,
        ),
    ),
    conflicts="The laboratory's limit is not in the abstract: 148 pmol/L presumed. Mild is below the "
    "reference limit in the paper, the trait here.",
)
