"""Fedosov 2015: the combined indicator of four markers, in health and in florid pernicious anaemia."""

from __future__ import annotations

from corrin.catalog.causes.stomach import PERNICIOUS_ANAEMIA
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import ANAEMIA, CB12, PA_FOUND, alone, untaken
from corrin.distribution import Normal, Uniform
from corrin.source import Source
from corrin.study import Age, Arm, Exposure, Group, Keep, Observed, Range, Study
from corrin.study.statistic import MEAN, TREND

_FLORID = Group(
    untaken(NORTH_EUROPE),
    age=Normal(65.0, 13.0, 30.0, 90.0),
    exposures=(Exposure(PERNICIOUS_ANAEMIA, since=PA_FOUND),),
    keep=(Keep(ANAEMIA, low=0.5),),
)

STUDY = Study(
    id="fedosov2015",
    question="Where do the healthy and the deficient lie on the combined indicator?",
    source=Source("fedosov2015", "abstract; group centres of 2010"),
    use="calibration",
    arms=(
        Arm("healthy", Group(alone(NORTH_EUROPE), age=Uniform(20.0, 90.0))),
        Arm("seniors", Group(alone(NORTH_EUROPE), age=Uniform(60.0, 90.0))),
        Arm("florid", _FLORID),
    ),
    observed=(
        Observed(
            "healthy", CB12, MEAN, 0.0, "score", "group centre; bands from -0.5 to 1.5", Range(-0.5, 1.5)
        ),
        Observed(
            "florid", CB12, MEAN, -3.0, "score", "group centre, pernicious; bands to -2.5", Range(-3.5, -2.5)
        ),
        Observed("seniors", (Age(), CB12), TREND, 0.0, "sign", "Swiss seniors: independent of age"),
    ),
    conflicts="The age factor is from memory.",
    left_out="Centres of groups that the indicator itself defines (0.4, -0.5, -1.7); cut-offs are choices.",
)
