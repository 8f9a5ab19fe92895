"""Hazra 2008: total B12 of American women who do not secrete blood group antigens (FUT2)."""

from __future__ import annotations

from corrin.catalog.populations.united_states import US_2001
from corrin.distribution import Normal
from corrin.source import Source
from corrin.study import Arm, At, Group, Observed, Range, Study
from corrin.study.statistic import ORDER, PERCENT_DIFFERENCE

_B12 = At("total-b12")


def _group(nonsecretor: bool) -> Group:
    return Group(
        US_2001, age=Normal(59.0, 6.5, 43.0, 70.0), female=1.0, traits={"fut2-nonsecretor": nonsecretor}
    )


STUDY = Study(
    id="hazra2008",
    question="Does FUT2 raise total B12?",
    source=Source("hazra2008", "abstract; a secondary page"),
    use="calibration",
    arms=(Arm("nonsecretor", _group(True)), Arm("others", _group(False))),
    observed=(
        Observed("nonsecretor", _B12, ORDER, 1.0, "sign", "abstract, higher", against="others"),
        Observed(
            "nonsecretor",
            _B12,
            PERCENT_DIFFERENCE,
            17.5,
            "%",
            "a secondary page, 10-25 % over two studies; its middle",
            Range(10.0, 25.0),
            against="others",
        ),
    ),
    conflicts="Not independent: the size of the trait was taken from it.",
)
