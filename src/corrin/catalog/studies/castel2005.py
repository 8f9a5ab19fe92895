"""von Castel-Dunwoody 2005: transcobalamin 776 and holotranscobalamin in young American women."""

from __future__ import annotations

from corrin.catalog.populations.united_states import US_2001
from corrin.distribution import Uniform
from corrin.source import Source
from corrin.study import Arm, At, Group, Observed, Sd, Study
from corrin.study.statistic import MEAN, TREND


def _group(**forced: bool) -> Group:
    traits = {id.replace("_", "-"): has for id, has in forced.items()}
    return Group(US_2001, age=Uniform(20.0, 30.0), female=1.0, traits=traits)


_HOLOTC, _HOMOCYSTEINE = At("holotc"), At("homocysteine")

STUDY = Study(
    id="castel2005",
    question="What does the 776 GG genotype do to holotranscobalamin?",
    source=Source("castel2005", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("cc", _group(tcn2_776gg=False)),
        Arm("gg", _group(tcn2_776gg=True)),
        Arm("all", _group(), 359),
    ),
    observed=(
        Observed("cc", _HOLOTC, MEAN, 87.0, "pmol/L", "abstract", Sd(33.0)),
        Observed("gg", _HOLOTC, MEAN, 74.0, "pmol/L", "abstract", Sd(37.0)),
        Observed("all", (_HOLOTC, _HOMOCYSTEINE), TREND, -1.0, "sign", "abstract, inverse"),
        Observed("all", (At("total-b12"), _HOMOCYSTEINE), TREND, -1.0, "sign", "abstract, inverse"),
    ),
    conflicts="Not independent: the size of the trait was taken from it. The spread is read as SD.",
)
