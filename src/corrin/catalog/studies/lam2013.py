"""Lam 2013: two years of acid suppression and the odds of B12 deficiency."""

from __future__ import annotations

from dataclasses import replace

from corrin.catalog.causes.surgery import ACID_SUPPRESSION
from corrin.catalog.populations.united_states import US_2001
from corrin.catalog.studies.shared import unfound
from corrin.distribution import Normal, Uniform
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Observed, Study
from corrin.study.statistic import odds_ratio_below

_TREATS = ("injections", "high-dose")
# incident: nobody is treated for it yet; multivitamins are taken as by all
_PEOPLE = replace(unfound(US_2001), habits=tuple(each for each in US_2001.habits if each.id not in _TREATS))
_AGE = Normal(67.0, 14.0, 18.0, 95.0)
# "conditions known to cause it" were left out, by a report of the paper; which, presumed
_DIRECT: dict[str, float] = dict.fromkeys(
    (
        "gastrectomy-total",
        "gastrectomy-distal",
        "rygb",
        "sleeve",
        "ileal-resection",
        "crohns-ileitis",
        "coeliac",
    ),
    0.0,
)
_NOT = {"acid-suppression": 0.0} | _DIRECT


def _taking(drug: str, mg_per_day: float) -> Group:
    taken = Exposure(ACID_SUPPRESSION, since=Uniform(2.0, 8.0), fact=(drug, mg_per_day))
    return Group(_PEOPLE, age=_AGE, female=0.57, exposures=(taken,), causes=_DIRECT)


def _odds(arm: str, value: float, low: float, high: float) -> Observed:
    return Observed(
        arm,
        At("total-b12"),
        odds_ratio_below(148.0),
        value,
        "1",
        "abstract, 2 years and over; 200 pg/mL assumed",
        Ci(low, high),
        against="none",
    )


STUDY = Study(
    id="lam2013",
    question="Does acid suppression lead to B12 deficiency?",
    source=Source("lam2013", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("ppi", _taking("mg/d", 20.0)),
        Arm("h2-blocker", _taking("h2-blocker", 300.0)),
        Arm("none", Group(_PEOPLE, age=_AGE, female=0.57, causes=_NOT)),
    ),
    observed=(_odds("ppi", 1.65, 1.58, 1.73), _odds("h2-blocker", 1.25, 1.17, 1.34)),
    conflicts="Pooled means show no shift of B12 with acid suppression; users are also tested more often.",
    left_out="Users among cases (12.0 %) and controls (7.2 %) repeat the odds ratio; ratios by pills a day "
    "are from memory.",
)
