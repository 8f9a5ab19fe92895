"""Duerksen 2006: Schilling tests soon after a limited resection of the terminal ileum."""

from __future__ import annotations

import numpy as np

from corrin.catalog.causes.ileum import ILEAL_RESECTION, LENGTH, resections
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import FLUSHED, alone
from corrin.distribution import Normal, Uniform
from corrin.source import Source
from corrin.study import Absorbed, Arm, Combined, Exposure, Group, Observed, Severity, Study
from corrin.study.statistic import TREND, below

_TEST = Absorbed(1.0, flushed=FLUSHED)
_ABNORMAL = 9.0  # % of the dose in urine: not in the abstract, usually 8-10
_CM = Combined("cm resected", (Severity(ILEAL_RESECTION),), lambda part: -LENGTH * np.log(1.0 - part))


def _arm(id: str, n: int, *cm: float) -> Arm:
    """Lengths even between these quantiles; Crohn's disease, but no active disease in the ileum."""
    cut = Exposure(ILEAL_RESECTION, Uniform(0.02, 0.25), resections(*cm))
    return Arm(id, Group(alone(NORTH_EUROPE), age=Normal(38.0, 13.0, 18.0, 75.0), exposures=(cut,)), n)


STUDY = Study(
    id="duerksen2006",
    question="Does a short resection of the ileum harm the absorption of B12?",
    source=Source("duerksen2006", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(_arm("below-20-cm", 14, 5.0, 10.0, 15.0, 20.0), _arm("20-to-60-cm", 42, 20.0, 30.0, 45.0, 60.0)),
    observed=(
        Observed("below-20-cm", _TEST, below(_ABNORMAL), 0.0, "%", "abstract; limit not given"),
        Observed("20-to-60-cm", _TEST, below(_ABNORMAL), 52.0, "%", "abstract; limit not given"),
        Observed("20-to-60-cm", (_CM, _TEST), TREND, 0.0, "sign", "abstract, no clear correlation with length"),
    ),
    conflicts="thompson1977: absorption falls with length up to 60 cm. Some were tested later than 3 months after "
    "surgery, their ileum seen to be normal; how many, the abstract does not say.",
)  # fmt: skip
