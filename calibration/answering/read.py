"""Read: one virtual patient read backwards, as a record of what was said and what was so."""

from __future__ import annotations

from time import monotonic
from typing import Any

import numpy as np

from answering.measure import WORLDS, patient
from answering.virtual import MARKERS, PANELS, TODAY, Patient
from corrin.catalog.whole import CATALOGUE
from corrin.draws import uniform
from corrin.inference.case import case
from corrin.inference.explain import answered
from corrin.inference.forecast import anaemic_by, possible_people
from corrin.inference.posterior import Posterior
from corrin.inference.rounds import Pace

Record = dict[str, Any]


def record(seed: int, number: int, world: str, cap: int) -> Record:
    """The answer to this patient from at most `cap` simulated people, beside the truth.

    `place` holds the chance that the answer gave to less than the truth, of each quantity: even
    draws from 0 to 1 if the answer is calibrated.
    """
    one = patient(seed, number, WORLDS[world])
    begun = monotonic()
    answer, lived = answered(case(one.person, CATALOGUE, TODAY), CATALOGUE, Pace(cap=cap), seed=number)
    seconds = monotonic() - begun
    harmful, answer = answer.harmful(), answer.heavy()
    chances = answer.p_causes()
    return {
        "number": number, "panel": one.panel, "history": one.history, "treated": one.treated,
        "age": one.person.age, "sex": one.person.sex,
        "told": {each.test: each.value for each in one.person.results if each.test == "egfr"},
        "truth": one.truth._asdict(), "p": answer.p_deficient(),
        "causes": {id: round(p, 5) for id, p in chances.items() if p > 1e-4 or id in one.truth.causes},
        "harmful": sorted(harmful), "effective": answer.effective_sample, "lived": lived, "seconds": seconds,
        "misfit": answer.misfit(), "place": _places(one, answer, seed),
    }  # fmt: skip


def _places(one: Patient, answer: Posterior, seed: int) -> dict[str, float]:
    truth, luck = one.truth, float(uniform(seed, "answers.tie", one.number))
    panel = PANELS[one.panel]
    kidney = {"egfr", "creatinine"} if "egfr" in panel else set[str]()
    hidden = {id: truth.measured[id] for id in MARKERS if id not in panel and id not in kidney}
    found = answer.chance_below(hidden | {"store": truth.store})
    p = answer.p_deficient()
    found["deficient"] = 1.0 - p + luck * p if truth.deficient else luck * (1.0 - p)
    years, reached = anaemic_by(answer, possible_people(answer, one.number))
    found["time to anaemia"] = _time_place(truth.anaemic, years, reached, luck)
    return {id: round(place, 5) for id, place in found.items()}


def _time_place(truth: float | None, years: np.ndarray, reached: np.ndarray, luck: float) -> float:
    """Where there is an atom (already anaemic, or not within the horizon), evenly within it."""
    if truth is None:
        return float(reached[-1] + luck * (1.0 - reached[-1]))
    after = int(np.searchsorted(years, truth - 1e-9))
    before = float(reached[after - 1]) if after else 0.0
    return before + luck * float(reached[after] - before)
