"""Tucker 2000: low B12 by what is eaten and taken, in the offspring of Framingham."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from corrin.catalog.populations.united_states import CEREAL, INJECTED, MULTIVITAMIN, US_2001
from corrin.cause import Prevalence
from corrin.distribution import Distribution, Fixed, Normal, Uniform
from corrin.physiology.body import Body
from corrin.physiology.state import State
from corrin.source import Source
from corrin.study import Arm, At, Combined, Group, Keep, Observed, Read, Study
from corrin.study.statistic import ORDER, below
from corrin.units import PMOL_PER_UG

_TAKERS = Prevalence(0.25, Source("tucker2000", "17 = 8 s + 20 (1 - s)", status="derived"))
# of the early 1990s: metformin was first sold there in 1995
_PEOPLE = replace(US_2001, id="framingham", ethnicity={"white": 1.0}, folate=Fixed(1.0),
                  causes={**US_2001.causes, "metformin": 0.0},
                  habits=(replace(MULTIVITAMIN, share=_TAKERS), INJECTED, CEREAL))  # fmt: skip
_AGE = Normal(55.0, 10.0, 26.0, 83.0)
_BOWL = 1.5  # ug
_OFTEN = _BOWL * 4.0 / 7.0
_B12 = At("total-b12")


def _pill(state: State, body: Body) -> Any:
    """ug/d."""
    return body.diet.pill / PMOL_PER_UG + 0.0 * state.eaten


def _cereal(state: State, body: Body) -> Any:
    """ug/d."""
    return body.diet.crystalline / PMOL_PER_UG + 0.0 * state.eaten


_PILL, _CEREAL = Read("B12 from supplements", _pill), Read("B12 from cereal", _cereal)
_NONE = Keep(_PILL, high=0.0)
_LOW = Combined("total-b12 < 185", (_B12,), lambda b12: np.less(b12, 185.0))


def _arm(id: str, *keep: Keep, age: Distribution = _AGE, n: int | None = None) -> Arm:
    return Arm(id, Group(_PEOPLE, age=age, keep=keep), n)


def _share(arm: str, limit: float, percent: float) -> Observed:
    return Observed(arm, _B12, below(limit), percent, "%", "abstract")


STUDY = Study(
    id="tucker2000",
    question="Does a low B12 go with what people eat and take?",
    source=Source("tucker2000", "abstract"),
    use="validation",
    second_reader="2026-11-25",
    arms=(
        _arm("all", n=2999),
        _arm("takers", Keep(_PILL, low=0.01)),
        _arm("not-takers", _NONE),
        _arm("cereal-often", _NONE, Keep(_CEREAL, low=_OFTEN)),
        _arm("cereal-never", _NONE, Keep(_CEREAL, high=0.0)),
        _arm("26-to-49-y", age=Uniform(26.0, 50.0)),
        _arm("65-to-83-y", age=Uniform(65.0, 83.0)),
    ),
    observed=(
        _share("all", 258.0, 39.0),
        _share("all", 185.0, 17.0),
        _share("all", 148.0, 9.0),
        _share("takers", 185.0, 8.0),
        _share("not-takers", 185.0, 20.0),
        _share("cereal-often", 185.0, 12.0),
        _share("cereal-never", 185.0, 23.0),
        Observed("65-to-83-y", _LOW, ORDER, 0.0, "sign", "abstract, little difference by age; its first and last group",
                 against="26-to-49-y"),
    ),
    conflicts="bailey2013, ten years later and after folic acid was put in flour, has 1 % below 126 pmol/L.",
    left_out="Dairy (13 and 24 %): the model's food has no kinds. Slopes on the log of intake: its base and unit "
    "are not in the abstract, and the error of food questionnaires, which flattens them, is not in the model.",
)  # fmt: skip
