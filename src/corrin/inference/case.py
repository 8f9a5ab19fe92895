"""Case: one person's record as the model sees it, with a probability for each cause before any test."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from corrin.cause import YEAR, Cause
from corrin.errors import InputError
from corrin.inference.filtration import filtering, measured
from corrin.inference.results import Observation, SignSeen, ago, doses as given_doses, results
from corrin.inference.rules import Record, Rules
from corrin.inference.tidy import tidied
from corrin.marker import AnyMarker
from corrin.parameter import Covariates
from corrin.person import Ignored, Person
from corrin.renal import expected
from corrin.treatment import Dose, Treatment


class Catalogue(NamedTuple):
    """What can be: causes, look-alikes (reported together), what may be taken untold, markers and treatments, by id."""

    causes: Mapping[str, Cause]
    look_alikes: Mapping[str, Cause]
    markers: Mapping[str, AnyMarker]
    treatments: Mapping[str, Treatment]
    intakes: Mapping[str, float]  # diet pattern: ug/d of cobalamin eaten
    red_flags: frozenset[str]  # findings that call for treatment without waiting
    untold: Mapping[str, Cause] = MappingProxyType({})
    rules: Rules = Rules()
    unavailable: frozenset[str] = frozenset()  # tests that the site does not offer


class Suspect(NamedTuple):
    """A cause with its probability before any test, and what the history fixes of it.

    `onset` and `until` are days, 0 at the latest result; None where the history is silent.
    """

    cause: Cause
    probability: float
    severity: float | None = None
    onset: float | None = None
    until: float | None = None


@dataclass(frozen=True)
class Case:
    """A record, ready to be explained. `now` is the date of day 0."""

    covariates: Covariates
    filtration_cv: float
    now: date
    suspects: tuple[Suspect, ...]
    observations: tuple[Observation, ...]
    signs: tuple[SignSeen, ...]
    doses: tuple[Dose, ...]
    history: frozenset[str]
    findings: tuple[str, ...]
    used: tuple[str, ...]
    ignored: tuple[Ignored, ...]
    red_flags: tuple[str, ...] = ()  # by rule, whatever the probabilities
    measured: frozenset[str] = frozenset()  # tests whose results are weighed, or read as filtration
    warnings: tuple[str, ...] = ()  # what the answer can and cannot mean for this person


_UNRECORDED = 0.05  # of a cause that a history would name, the part that goes unnamed (assumed)
_MEASURED, _UNMEASURED = 0.08, 0.20  # spread of filtration about a measured, about an expected eGFR
_OLD = 30.0 * YEAR
_WEIGHED = 16.0  # years under which the weight has to be told


def case(person: Person, catalogue: Catalogue, today: date) -> Case:
    """The case a record makes. Nothing of the record is dropped without a line in `ignored`.

    Raises:
        InputError: a child whose weight is not told, or facts that contradict each other.
    """
    person, repeats, minded = tidied(person, catalogue.markers)
    now = person.sampled.last if person.sampled else today
    now = min(now, today)
    egfr = measured(person)
    record = Record(person, now, egfr)
    flags = tuple(each.id for each in catalogue.rules.alarms if each.applies(record))
    _answerable(person, flags)
    covariates = Covariates(person.age, person.sex, person.weight or _usual_weight(person.sex),
                            egfr if egfr is not None else expected(person.age))  # fmt: skip
    person, lapsed = _without_lapsed(record, catalogue.rules.longest)
    history = _history(person)
    seen, signs, ignored = results(record, catalogue.markers, catalogue.rules.spoilers)
    doses, unusable = given_doses(person, now)
    findings = [Ignored(f"finding {each}", "symptoms and signs raise red flags and are not weighed as evidence "
                        "in this version") for each in person.findings]  # fmt: skip
    untold = () if doses else catalogue.untold.values()
    suspects = tuple(
        _suspect(cause, covariates, history, person, catalogue, now, egfr)
        for cause in (*catalogue.causes.values(), *catalogue.look_alikes.values(), *untold)
    )
    told = (each.says(record) for each in catalogue.rules.limits)
    return Case(
        covariates=_without_renal_cause(covariates, egfr),
        filtration_cv=_UNMEASURED if egfr is None else _MEASURED,
        now=now,
        suspects=tuple(each for each in suspects if each.probability > 0.0),
        observations=tuple(seen),
        signs=tuple(signs),
        doses=doses,
        history=frozenset(history),
        findings=person.findings,
        used=tuple(_used(person, seen, signs, egfr, doses, now)),
        ignored=(*person.ignored, *repeats, *lapsed, *ignored, *unusable, *findings,
                 *_impossible(catalogue, history, person)),
        red_flags=flags,
        measured=frozenset(each.marker.id for each in seen) | {each.id for each in signs} | filtering(person),
        warnings=(*(each for each in told if each), *minded),
    )  # fmt: skip


def _answerable(person: Person, flags: tuple[str, ...]) -> None:
    """Refuses where an answer would be a guess; red flags are told all the same."""
    if person.age >= _WEIGHED or person.weight is not None:
        return
    urgent = f"; whatever the answer, red flags: {', '.join(flags)}" if flags else ""
    raise InputError(
        f"the weight of a person of {person.age:g} years is not told, and no child is of a usual weight: add weight "
        f"(kg) under person{urgent}"
    )


def _without_lapsed(record: Record, longest: Mapping[str, float]) -> tuple[Person, list[Ignored]]:
    """The person without conditions that have no end and cannot have lasted until now."""
    lapsed = [
        each
        for each in record.person.conditions
        if each.until is None
        and each.since
        and record.days_since(each.since) > longest.get(each.id, math.inf)
    ]
    kept = tuple(each for each in record.person.conditions if each not in lapsed)
    aside = [
        Ignored(f"{each.id} since {each.since}", "it cannot have lasted so long: taken as over")
        for each in lapsed
    ]
    return replace(record.person, conditions=kept), aside


def _usual_weight(sex: str) -> float:
    return 65.0 if sex == "female" else 78.0


def _without_renal_cause(covariates: Covariates, egfr: float | None) -> Covariates:
    """Kidneys that fail are a cause of their own, told from a filtration of 100: so has the body below it."""
    return covariates._replace(egfr=100.0) if (egfr or 100.0) < 60.0 else covariates


def _history(person: Person) -> set[str]:
    known = {each.id for each in person.conditions} | {each.id for each in person.procedures}
    known |= {f"{each.id}-{each.site}" for each in person.conditions if each.site}
    known |= {each.id for each in person.drugs} | set(person.findings)
    return known | {person.diet.pattern}


def _suspect(
    cause: Cause, covariates: Covariates, history: set[str], person: Person, catalogue: Catalogue, now: date,
    egfr: float | None,
) -> Suspect:  # fmt: skip
    if egfr is not None and "egfr" in cause.severity_from:
        return Suspect(cause, float(egfr < 60.0), cause.severity_from["egfr"](egfr), -_OLD)
    stated = _stated(cause, history) if cause.prevalence.sex in (None, covariates.sex) else 0.0
    base = cause.prevalence.of(covariates, history)
    if cause.recorded and not stated:
        base *= _UNRECORDED
    severity = _severity(cause, person, catalogue)
    if "ug/d" in cause.severity_from and severity is not None:
        stated = 1.0 if severity > 0.1 else 0.0
        base = stated
    onset, until = _dates(cause, person, now)
    return Suspect(cause, min(max(base, stated), 1.0), severity if stated else None, onset, until)


def _impossible(catalogue: Catalogue, history: set[str], person: Person) -> list[Ignored]:
    others = [each for each in catalogue.causes.values() if each.prevalence.sex not in (None, person.sex)]
    named = sorted({id for each in others for id in each.stated_by if id in history})
    return [Ignored(id, f"it cannot be in a {person.sex}") for id in named]


def _stated(cause: Cause, history: set[str]) -> float:
    """What a history says outright; a site of a disease overrules the disease alone."""
    named = {id: chance for id, chance in cause.stated_by.items() if id in history}
    exact = {
        id: chance for id, chance in named.items() if not any(o != id and o.startswith(id) for o in named)
    }
    return max(exact.values(), default=0.0)


def _severity(cause: Cause, person: Person, catalogue: Catalogue) -> float | None:
    facts: dict[str, float] = {}
    for procedure in person.procedures:
        if procedure.id in cause.stated_by and procedure.length_cm is not None:
            facts["length_cm"] = facts.get("length_cm", 0.0) + procedure.length_cm
    for drug in person.drugs:
        if drug.id in cause.stated_by and drug.mg_per_day is not None:
            facts[drug.id if drug.id in cause.severity_from else "mg/d"] = drug.mg_per_day
    eaten = person.diet.ug_per_day
    if eaten is None:
        eaten = catalogue.intakes.get(person.diet.pattern)
    if eaten is not None:
        facts["ug/d"] = eaten
    known = [cause.severity_from[key](amount) for key, amount in facts.items() if key in cause.severity_from]
    return known[0] if known else None


def _dates(cause: Cause, person: Person, now: date) -> tuple[float | None, float | None]:
    onsets: list[float] = []
    ends: list[float] = []
    for each in (*person.conditions, *person.drugs):
        if each.id not in cause.stated_by:
            continue
        if each.since is not None:
            onsets.append(min(-1.0, ago(each.since, now)))
        if each.until is not None:
            ends.append(min(0.0, ago(each.until, now)))
    onsets += [
        min(-1.0, ago(each.date, now))
        for each in person.procedures
        if each.id in cause.stated_by and each.date
    ]
    return min(onsets, default=None), max(ends, default=None)


def _used(
    person: Person, seen: Iterable[Observation], signs: Iterable[SignSeen], egfr: float | None,
    doses: tuple[Dose, ...], now: date,
) -> list[str]:  # fmt: skip
    used = [f"{person.sex}, {person.age:g} y"]
    if egfr is not None:
        used.append(f"eGFR {egfr:.0f} mL/min/1.73 m2, as filtration of the body")
    used += [f"{each.marker.id} {each.censor}{each.value:.4g} {each.marker.unit}" for each in seen]
    used += [f"{each.id} {'positive' if each.positive else 'negative'}" for each in signs]
    used += [f"{each.id}" + (f" since {each.since}" if each.since else "") for each in person.conditions]
    used += [
        f"{each.id}" + (f" {each.length_cm:g} cm" if each.length_cm else "") for each in person.procedures
    ]
    used += [
        f"{each.id}" + (f" {each.mg_per_day:g} mg/d" if each.mg_per_day else "") for each in person.drugs
    ]
    if person.diet.pattern != "unknown" or person.diet.ug_per_day is not None:
        used.append(
            f"diet {person.diet.pattern if person.diet.ug_per_day is None else person.diet.ug_per_day}"
        )
    if doses:
        used.append(
            f"{len(doses)} doses of cobalamin, the last {math.ceil(-doses[-1].day)} d before the results"
        )
    return used
