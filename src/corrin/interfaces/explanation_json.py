"""Explanation as JSON: the answer in the form that other programs may rely on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin import __version__
from corrin.inference import Explanation
from corrin.inference.forecast import DAYS, HORIZON
from corrin.interfaces import advice
from corrin.interfaces.explanation import alarms, model_hash, unit

Array = NDArray[np.float64]


def as_json(answer: Explanation) -> dict[str, Any]:
    """The answer as the JSON of the contract."""
    return {
        "model": {"version": __version__, "hash": model_hash()},
        "seed": answer.seed,
        "people": answer.people,
        "seconds": round(answer.seconds, 2),
        "used": list(answer.used),
        "ignored": [{"what": each.what, "why": each.why} for each in answer.ignored],
        "status": {
            "deficient": {"p": answer.deficient.q50, "low": answer.deficient.q05, "high": answer.deficient.q95},
            "definition": answer.definition,
        },
        "causes": [
            {"id": each.id, "p": each.p, "for": list(each.speaking_for), "against": list(each.against)}
            for each in answer.causes
        ],
        "look_alikes": answer.look_alikes,
        "untold": answer.untold,
        "store": {"unit": "ug"} | answer.store._asdict(),
        "time_to_anaemia": {"unit": "y", "horizon": HORIZON} | answer.time_to_anaemia._asdict(),
        "predicted": {id: {"unit": unit(id)} | band._asdict() for id, band in answer.predicted.items()}
        | signs(answer),
        "contributions": [each._asdict() for each in answer.contributions],
        "next_tests": [advice.as_json(each) for each in answer.next_tests if each.available],
        "tests_left_out": [
            advice.as_json(each) | {"why": "the site does not offer it"}
            for each in answer.next_tests
            if not each.available
        ],
        "nothing_more_needed": not any(each.needed for each in answer.next_tests),
        "forecasts": [
            {"treatment": each.treatment,
             "markers": {id: {"unit": unit(id), "times_d": list(DAYS)} | _columns(bands)
                         for id, bands in each.markers.items()},
             "p_normal_by": each.p_normal_by}
            for each in answer.forecasts
        ],
        "red_flags": list(answer.red_flags),
        "urgent": [{"id": each.id, "what": each.name, "do": each.act} for each in alarms(answer)],
        "warnings": list(answer.warnings),
        "effective_sample": answer.effective_sample,
    }  # fmt: skip


def signs(answer: Explanation) -> dict[str, dict[str, Any]]:
    """Of yes-or-no tests not given, the chance of a positive result: its mean `p`, and its spread over people."""
    found: dict[str, dict[str, Any]] = {}
    for place, id in enumerate(answer.posterior.sign_ids):
        if id not in answer.case.measured:
            chance = answer.posterior.particles.signs[:, place]
            found[id] = {"unit": "1", "of": "chance of a positive result"} | _spread(
                chance, answer.posterior.weights
            )
    return found


def _spread(chance: Array, weights: Array) -> dict[str, float]:
    order = np.argsort(chance, kind="stable")
    reached = np.cumsum(weights[order])
    places = [min(int(np.searchsorted(reached, at)), chance.size - 1) for at in (0.05, 0.5, 0.95)]
    told = {
        name: float(chance[order[place]]) for name, place in zip(("q05", "q50", "q95"), places, strict=True)
    }
    return {"p": float(weights @ chance)} | told


def _columns(bands: Sequence[Any]) -> dict[str, list[float]]:
    return {name: [getattr(band, name) for band in bands] for name in ("q05", "q50", "q95")}
