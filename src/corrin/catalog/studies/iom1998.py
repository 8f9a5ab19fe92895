"""Institute of Medicine 1998: what the body holds, what it loses, and what bile costs without absorption."""

from __future__ import annotations

from typing import Any

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.populations.others import HEALTHY
from corrin.catalog.studies.shared import lost, pool
from corrin.catalog.treatments import regimen
from corrin.cause import Lesion
from corrin.distribution import Fixed, LogNormal
from corrin.physiology.body import Body, habitual
from corrin.physiology.diet import Diet
from corrin.physiology.state import State
from corrin.physiology.stomach import acidity, factor_output, freed_fraction
from corrin.source import Source
from corrin.study import Absorbed, Arm, At, Exposure, Group, Keep, Observed, Range, Read, Sd, Study
from corrin.study.statistic import MEAN, RATIO
from corrin.units import PMOL_PER_UG


def _turnover(state: State, body: Body) -> Any:
    """Lost of the pool, %/d."""
    return 100.0 * lost(state, body) / pool(state, body)


def _forgone(state: State, body: Body) -> Any:
    """Cobalamin of bile (ug/d) that a healthy stomach, with the same diet, would have brought back."""
    bile = body.liver.bile * state.liver
    whole = body._replace(immunity=body.immunity.replace(anti_intrinsic_factor=0.0 * bile))
    acid = acidity(1.0, body.stomach)
    glands = state._replace(chief_cells=1.0 + 0.0 * bile)
    freed = freed_fraction(acid, glands.chief_cells, body.diet.ease, body.stomach)
    came = body.diet.food * body.diet.digestible * freed + bile
    back = habitual(glands, acid, factor_output(1.0, whole.stomach, whole.immunity), bile, whole).hydroxo
    return bile * back / came / PMOL_PER_UG


def _bile(state: State, body: Body) -> Any:
    """nmol/d."""
    return body.liver.bile * state.liver / 1000.0


_ADULTS = Group(HEALTHY)
_FASTING = (Lesion(Diet.food, times=0.0),)
_ILL = Group(HEALTHY, exposures=(Exposure(PERNICIOUS_ANAEMIA, since=LogNormal(2.0, 0.3)),))
_LIMIT = Group(  # men: a woman has such a haemoglobin in health
    HEALTHY,
    female=0.0,
    exposures=(Exposure(PERNICIOUS_ANAEMIA, since=LogNormal(5.0, 0.6)),),
    keep=(Keep(At("hb"), low=115.0, high=132.0),),
)
_KEPT = Group(HEALTHY, exposures=(Exposure(PERNICIOUS_ANAEMIA, since=Fixed(3.0)),))
_THREE_YEARS = 1095.0
_CHAPTER = "chapter 9"

STUDY = Study(
    id="iom1998",
    question="How large is the store, and how fast does it go?",
    source=Source("iom1998", "chapter 9"),
    use="calibration",
    arms=(
        Arm("healthy", _ADULTS),
        Arm("no-intake", _ADULTS, diet=_FASTING),
        Arm("pernicious-anaemia", _ILL, diet=_FASTING),
        Arm("just-anaemic", _LIMIT),
        Arm("kept-at-1.5-ug/d", _KEPT, given=regimen("10.5 ug cyanocobalamin im weekly")),
        Arm("second-dose", _ADULTS, given=regimen("1 ug cyanocobalamin oral once")),
    ),
    observed=(
        Observed("no-intake", Read("turnover", _turnover, 30.0), MEAN, 0.1, "%/d", _CHAPTER, Range(0.1, 0.2)),
        Observed("pernicious-anaemia", Read("turnover", _turnover, 30.0), MEAN, 0.2, "%/d", _CHAPTER),
        Observed("just-anaemic", Read("pool", pool), MEAN, 300.0, "ug", "chapter 9, from Bozian 1963"),
        Observed(
            "healthy",
            Read("pool", pool),
            MEAN,
            2500.0,
            "ug",
            "chapter 9, usual 2-3 mg",
            Range(600.0, 3900.0),
        ),
        Observed(
            "kept-at-1.5-ug/d",
            Read("extra loss", _forgone, _THREE_YEARS),
            MEAN,
            0.5,
            "ug/d",
            "chapter 9, Box 9-1, in excess of that of the healthy: bile is not reabsorbed",
            because="half of the same chapter's bile (1.0 nmol or 1.4 ug a day) is 0.7 ug; 0.5 is a round term of a sum",
        ),
        Observed(
            "healthy", Read("bile", _bile), MEAN, 1.0, "nmol/d", "chapter 9, from El Kholty 1991", Sd(0.44), 8
        ),
        Observed(
            "healthy",
            Absorbed(38.0, "hydroxocobalamin", "oral-with-food", in_ug=True),
            MEAN,
            4.1,
            "ug",
            "chapter 9, liver paste, from Heyssel 1966",
            because="11 % of 38 ug of liver, of which doets2013 has 4.5 %: ours lies between",
        ),
        Observed(
            "second-dose",
            Absorbed(1.0, day=5.0 / 24.0),
            RATIO,
            1.0,
            "1",
            "chapter 9, from Heyssel 1966: as well as the first",
            against="healthy",
        ),
    ),
    left_out="Times from 1 and 2.5 mg to 300 ug are worked out from the turnovers; the need of 1.5 ug/d by "
    "injection and the EAR are choices, not figures of people; the lag of 3-4 h to plasma needs a label; ug/g "
    "of liver needs the liver's weight.",
)
