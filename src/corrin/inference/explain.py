"""Explain: from one record to how deficient, why, what next, and on what basis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corrin.cause import YEAR, Cause
from corrin.draws import uniforms
from corrin.inference.case import Case, Catalogue, Suspect, case
from corrin.inference.courses import Particles, Reader
from corrin.inference.forecast import (
    Forecast,
    Someone,
    TimeToAnaemia,
    forecasts,
    possible_people,
    time_to_anaemia,
    worthwhile,
)
from corrin.inference.next_test import NextTest, next_tests
from corrin.inference.posterior import DEFINITION, Band, Posterior, posterior
from corrin.inference.rounds import Pace, gathered
from corrin.inference.spread import sensitivities
from corrin.inference.weigh import log_likelihood
from corrin.marker import Marker, Sign
from corrin.person import Ignored, Person

Array = NDArray[np.float64]
Progress = Callable[[int], None]

_CLEAR = 0.15  # change of log10 odds of a cause that counts for or against it
_FEW = 20.0  # effective sample below which the answer is called weak
_POOR_FIT = 3.0  # squared distance per result above which nothing proposed explains them


class CauseFound(NamedTuple):
    """A cause, its chance, and the results that speak for and against it."""

    id: str
    p: float
    speaking_for: tuple[str, ...]
    against: tuple[str, ...]


class Contribution(NamedTuple):
    """What the answer would be had one result not been known."""

    result: str
    deficient_without_it: float
    causes_without_it: dict[str, float]


@dataclass(frozen=True)
class Explanation:
    """The answer, with its basis."""

    case: Case
    posterior: Posterior
    possible: tuple[Someone, ...]  # drawn from it, bodies and all, and lived to today
    seed: int
    people: int
    seconds: float
    deficient: Band  # q50 is the estimate, the others its Monte Carlo range
    definition: str
    causes: tuple[CauseFound, ...]
    look_alikes: dict[str, float]  # chance of each that "not-in-catalogue" stands for, the likeliest first
    untold: dict[str, float]  # chance of what may be taken without being told
    store: Band
    time_to_anaemia: TimeToAnaemia
    predicted: dict[str, Band]
    contributions: tuple[Contribution, ...]
    next_tests: tuple[NextTest, ...]
    forecasts: tuple[Forecast, ...]
    red_flags: tuple[str, ...]
    warnings: tuple[str, ...]
    used: tuple[str, ...]
    ignored: tuple[Ignored, ...]
    effective_sample: float


def explain(
    person: Person, catalogue: Catalogue, *, today: date, people: int | None = None, seconds: float | None = None,
    seed: int = 0, workers: int = 1, progress: Progress = lambda done: None,
) -> Explanation:  # fmt: skip
    """Weigh simulated people who share this person's history by how well they explain the results.

    The same `seed` gives the same answer. `people` fixes how many are simulated; otherwise they are
    as many as it takes. With `seconds` they stop in time, and the answer depends on the machine.
    Raises SolverError when none could be lived.
    """
    begun = monotonic()
    record = case(person, catalogue, today)
    answer, lived = answered(record, catalogue, Pace.within(seconds, people), seed=seed, workers=workers,
                             progress=progress)  # fmt: skip
    harmful, answer = answer.harmful(), answer.heavy()
    contributions = _contributions(answer)
    tests = next_tests(answer, harmful, seed)
    possible = possible_people(answer, seed, workers)
    ahead = forecasts(answer, possible, (None, *worthwhile(answer)), workers)
    unmeasured = [id for id in answer.markers if id not in record.measured]
    return Explanation(
        case=record,
        posterior=answer,
        possible=tuple(possible),
        seed=seed,
        people=lived,
        seconds=monotonic() - begun,
        deficient=_with_range(answer, seed),
        definition=DEFINITION,
        causes=_causes(answer, contributions),
        look_alikes=answer.p_look_alikes(),
        untold=answer.p_untold(),
        store=answer.store(),
        time_to_anaemia=time_to_anaemia(answer, possible, workers),
        predicted=answer.predicted(unmeasured),
        contributions=tuple(contributions),
        next_tests=tuple(tests),
        forecasts=tuple(ahead),
        red_flags=record.red_flags,
        warnings=tuple(_warnings(answer, harmful)),
        used=record.used,
        ignored=record.ignored,
        effective_sample=answer.effective_sample,
    )


def answered(
    record: Case, catalogue: Catalogue, pace: Pace, *, seed: int = 0, workers: int = 1,
    progress: Progress = lambda done: None,
) -> tuple[Posterior, int]:  # fmt: skip
    """The posterior of a record without the advice that follows, and how many people were lived for it."""
    markers = {id: each for id, each in catalogue.markers.items() if isinstance(each, Marker)}
    signs = {id: each for id, each in catalogue.markers.items() if isinstance(each, Sign)}
    spread = sensitivities(record.covariates, markers, record.filtration_cv, workers)
    reader = Reader(record, markers, signs, workers)

    def likelihood(particles: Particles) -> Array:
        return log_likelihood(record, particles, spread, tuple(signs))

    particles, lived = gathered(reader, likelihood, pace, seed, progress)
    return posterior(record, catalogue, markers, tuple(signs), particles, spread), lived


def _with_range(answer: Posterior, seed: int) -> Band:
    """The chance of deficiency, and its 5-95 % range over redrawn sets of simulated people."""
    total = answer.weights
    deficient = total * answer.deficient_rows()
    places = uniforms(seed, "bootstrap", 0, 200 * total.size).reshape(200, -1)
    picks = np.floor(places * total.size).astype(int)
    redrawn = deficient[picks].sum(axis=1) / np.maximum(total[picks].sum(axis=1), 1e-12)
    low, high = np.quantile(redrawn, (0.05, 0.95))
    return Band(float(low), answer.p_deficient(), float(high))


def _contributions(answer: Posterior) -> list[Contribution]:
    found: list[Contribution] = []
    for place, each in enumerate(answer.case.observations):
        other = answer.without(observation=place)
        found.append(Contribution(f"{each.marker.id} {each.censor}{each.value:.4g} {each.marker.unit}",
                                  other.p_deficient(), other.p_causes()))  # fmt: skip
    for place, sign in enumerate(answer.case.signs):
        other = answer.without(sign=place)
        word = "positive" if sign.positive else "negative"
        found.append(Contribution(f"{sign.id} {word}", other.p_deficient(), other.p_causes()))
    return found


def _causes(answer: Posterior, contributions: Sequence[Contribution]) -> tuple[CauseFound, ...]:
    chances = answer.p_causes()
    return tuple(
        CauseFound(id, p, *_speaking(answer, id, p, contributions))
        for id, p in sorted(chances.items(), key=lambda pair: -pair[1])
    )


def _speaking(
    answer: Posterior, id: str, p: float, contributions: Sequence[Contribution]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    changes = {each.result: _log_odds(p) - _log_odds(each.causes_without_it[id]) for each in contributions}
    ordered = sorted(changes, key=lambda result: -abs(changes[result]))
    cause = answer.catalogue.causes.get(id)
    history = _said(cause, answer.case) if cause else []
    return (
        tuple(history + [result for result in ordered if changes[result] > _CLEAR]),
        tuple(result for result in ordered if changes[result] < -_CLEAR),
    )


def _said(cause: Cause, record: Case) -> list[str]:
    raised = {id for id, factor in cause.prevalence.raised_by.items() if factor > 1.0}
    return sorted((set(cause.stated_by) | raised) & record.history)


def _long_known(suspect: Suspect, record: Case, harmful: frozenset[str]) -> bool:
    stated = suspect.probability > 0.8 and suspect.cause.id in harmful and suspect.cause.recovery is None
    return stated and (suspect.onset or 0.0) < -2.0 * YEAR and not record.doses


def _untreated(suspect: Suspect) -> str:
    years = -(suspect.onset or 0.0) / YEAR
    return (
        f"{suspect.cause.id} has been on record for {years:.0f} years and no B12 is told: this reads the results as "
        "untreated; list what is given under doses"
    )


def _log_odds(p: float) -> float:
    safe = min(max(p, 1e-6), 1.0 - 1e-6)
    return float(np.log10(safe / (1.0 - safe)))


def _warnings(answer: Posterior, harmful: frozenset[str]) -> list[str]:
    found = list(answer.case.warnings)
    found += [_untreated(each) for each in answer.case.suspects if _long_known(each, answer.case, harmful)]
    if answer.effective_sample < _FEW:
        found.append(
            f"only {answer.effective_sample:.0f} simulated people carry this answer: give it more (--people) "
            "before leaning on it"
        )
    if answer.misfit() > _POOR_FIT:
        found.append(
            "outside the model: none of the simulated people explains these results together; a mixed-up "
            "sample, a treatment not told or a disease outside the catalogue would"
        )
    if answer.case.observations and all(
        o.marker.id in ("total-b12", "hb", "mcv") for o in answer.case.observations
    ):
        found.append(
            "total B12 counts what cells cannot take up; holotranscobalamin or methylmalonate would see more"
        )
    if not answer.case.observations:
        found.append("no measured value could be weighed: this is what the history alone makes likely")
    return found
