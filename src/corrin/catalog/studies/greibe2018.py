"""Greibe 2018: the rise of holotranscobalamin over two days of oral doses, by form and status."""

from __future__ import annotations

from corrin.catalog.populations.others import HEALTHY, INDIA
from corrin.catalog.studies.shared import untaken
from corrin.catalog.treatments import regimen
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Change, Group, Keep, Observed, Study
from corrin.study.statistic import MEDIAN_CHANGE
from corrin.treatment import Form

_LOW = Group(untaken(INDIA), age=Normal(35.0, 10.0, 18.0, 60.0), keep=(Keep(At("total-b12"), high=200.0),))
_NORMAL = Group(HEALTHY)
_CYANO: Form = "cyanocobalamin"
_HYDROXO: Form = "hydroxocobalamin"
_RISE = Change("holotc", 2.0)
# median rise, pmol/L: ug, cyanocobalamin, hydroxocobalamin
_FIGURES = ((1.5, 19.0, 6.0), (3.0, 23.0, 7.0), (6.0, 30.0, 14.0))


def _arm(group: Group, status: str, form: Form, ug: float, n: int | None = None) -> Arm:
    given = regimen(f"{ug:g} ug {form} oral 3 times a day for 2 days")
    return Arm(f"{status}-{form}-{ug:g}", group, n, given=given)


def _rise(arm: str, value: float) -> Observed:
    return Observed(arm, _RISE, MEDIAN_CHANGE, value, "pmol/L", "abstract")


STUDY = Study(
    id="greibe2018",
    question="Does holotranscobalamin show what is absorbed, whatever the form?",
    source=Source("greibe2018", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        *(_arm(_LOW, "low", form, ug) for form in (_CYANO, _HYDROXO) for ug, *_ in _FIGURES),
        *(_arm(_NORMAL, "normal", form, 9.0, 14) for form in (_CYANO, _HYDROXO)),
    ),
    observed=(
        *(_rise(f"low-{_CYANO}-{ug:g}", value) for ug, value, _ in _FIGURES),
        *(_rise(f"low-{_HYDROXO}-{ug:g}", value) for ug, _, value in _FIGURES),
        _rise(f"normal-{_CYANO}-9", 30.0),
        _rise(f"normal-{_HYDROXO}-9", 13.0),
    ),
    conflicts="Low is taken as below 200 pmol/L, as in greibe2019; two days of three doses presumed.",
)
