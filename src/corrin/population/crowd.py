"""Crowd: people drawn from a population, before they live; one array an attribute, one place a person."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corrin.cause import YEAR, Affliction, Cause
from corrin.draws import sampled, uniform
from corrin.parameter import Covariates
from corrin.physiology.body import ORGANS, Body, replaced, typical
from corrin.physiology.diet import Diet
from corrin.population.declare import Population, chance
from corrin.setting import Setting, calibrated
from corrin.units import PMOL_PER_UG

Array = NDArray[np.float64]
Rows = NDArray[np.int64]
Yes = NDArray[np.bool_]

MONTHLY = YEAR / 12.0  # days between two injections of those whose doctor knows
FOLIC_ACID = 1.7 * 1000.0 / 441.4  # nmol of food folate as good as 1 ug (iom1998, ch. 8: 1.7)


@dataclass(frozen=True)
class Had:
    """A cause in those who have it: `present` says who; the affliction's arrays hold a place for everyone.

    Days count from the day on which the people are read: an onset in the past is negative.
    """

    affliction: Affliction
    present: Yes


@dataclass(frozen=True)
class Crowd:
    """People: who they are, their bodies in health, and what has befallen them."""

    seed: int
    persons: range | Rows  # their numbers: what their draws are keyed by
    covariates: Covariates
    ethnicity: NDArray[np.str_]
    body: Body
    had: Mapping[str, Had]
    traits: Mapping[str, Yes]
    conditions: Mapping[str, Yes]
    habits: Mapping[str, Array]  # ug/d as told, 0 in those without
    injected: Mapping[str, tuple[Array, float]]  # ug a dose (0: none), days between two

    @property
    def size(self) -> int:
        return len(self.persons)

    def draw(self, purpose: str) -> Array:
        """One uniform number in (0, 1) for each of them, keyed by seed, person and purpose."""
        numbers = np.asarray(self.persons)
        if numbers.size == 0:
            return np.empty(0)
        first = int(numbers.min())
        return uniform(self.seed, purpose, range(first, int(numbers.max()) + 1))[numbers - first]

    def earlier(self, days: float) -> Crowd:
        """The same people seen that many days earlier: what lies ahead of them lies further ahead."""
        if days == 0.0:
            return self
        had: dict[str, Had] = {}
        for id, each in self.had.items():
            own = each.affliction
            had[id] = Had(replace(own, onset=own.onset + days, until=own.until + days), each.present)
        return replace(self, had=had)

    def of(self, rows: Rows) -> Crowd:
        """Some of them, in this order."""
        return replace(
            self,
            persons=np.asarray(self.persons)[rows],
            covariates=Covariates(*(each[rows] if np.ndim(each) else each for each in self.covariates)),
            ethnicity=self.ethnicity[rows],
            body=bodies(self.body, rows),
            had={id: Had(taken(each.affliction, rows), each.present[rows]) for id, each in self.had.items()},
            traits={id: each[rows] for id, each in self.traits.items()},
            conditions={id: each[rows] for id, each in self.conditions.items()},
            habits={id: each[rows] for id, each in self.habits.items()},
            injected={id: (each[rows], every) for id, (each, every) in self.injected.items()},
        )


def drawn(
    population: Population, causes: Iterable[Cause], seed: int, persons: range, setting: Setting | None = None,
) -> Crowd:  # fmt: skip
    """These persons of the population, as if no doctor ever found anybody by an illness."""
    under = calibrated() if setting is None else setting
    who, ethnicity = _who(population, seed, persons)
    body = sampled(typical(who, under), seed, persons, setting=under)
    traits = _traits(population, ethnicity, seed, persons)
    for trait in population.traits:
        changes = {
            lesion.of: np.where(traits[trait.id], lesion.apply(_value(body, lesion.of), 1.0), _value(body, lesion.of))
            for lesion in trait.lesions
        }  # fmt: skip
        body = replaced(body, changes)
    body = _fed(population, body, seed, persons, under)
    habits, injected = _habits(population, who, seed, persons, under)
    body = _dosed(population, body, habits, seed, persons)
    conditions = {
        each.id: uniform(seed, f"{each.id}.condition", persons) < chance(each.share, who)
        for each in population.conditions
    }
    had = {} if population.without else _had(population, causes, who, conditions, seed, persons, under)
    injected |= _cared(population, had, seed, persons)
    return Crowd(seed, persons, who, ethnicity, body, had, traits, conditions, habits, injected)


def _who(population: Population, seed: int, persons: range) -> tuple[Covariates, NDArray[np.str_]]:
    age = np.asarray(population.age.quantile(uniform(seed, "age", persons)), dtype=float)
    sex = np.where(uniform(seed, "sex", persons) < population.female, "female", "male")
    place = uniform(seed, "weight", persons)
    weight = np.where(sex == "female", population.weight["female"].quantile(place),
                      population.weight["male"].quantile(place))  # fmt: skip
    egfr: Any = np.full(age.shape, 100.0)
    if population.filtration is not None:
        egfr = population.filtration.quantile(age, uniform(seed, "egfr", persons))
    ethnicity = population.ethnicities(uniform(seed, "ethnicity", persons))
    return Covariates(age, sex, weight, egfr), ethnicity


def _traits(population: Population, ethnicity: NDArray[np.str_], seed: int, persons: range) -> dict[str, Yes]:
    found: dict[str, Yes] = {}
    for trait in population.traits:
        share = np.full(len(persons), trait.share)
        for name, part in trait.by_ethnicity.items():
            share[ethnicity == name] = part
        found[trait.id] = uniform(seed, f"{trait.id}.trait", persons) < share
    return found


def _fed(population: Population, body: Body, seed: int, persons: range, setting: Setting) -> Body:
    eaten = setting.of(f"{population.id}/intake")
    more = {
        Diet.food: population.intake.quantile(uniform(seed, "intake", persons)) * eaten,
        Diet.folate: population.folate.quantile(uniform(seed, "folate-eaten", persons)),
    }
    return replaced(body, {each: _value(body, each) * factor for each, factor in more.items()})


def _habits(
    population: Population, who: Covariates, seed: int, persons: range, setting: Setting
) -> tuple[dict[str, Array], dict[str, tuple[Array, float]]]:
    taken: dict[str, Array] = {}
    injected: dict[str, tuple[Array, float]] = {}
    for habit in population.habits:
        share = chance(habit.share, who, setting.of(f"{population.id}/{habit.id}"))
        has = uniform(seed, f"{habit.id}.habit", persons) < share
        amount = np.where(has, habit.ug_per_day.quantile(uniform(seed, f"{habit.id}.dose", persons)), 0.0)
        if habit.taken == "injection":
            injected[habit.id] = amount, habit.every
        else:
            taken[habit.id] = amount
    return taken, injected


def _dosed(
    population: Population, body: Body, habits: Mapping[str, Array], seed: int, persons: range
) -> Body:
    """What is kept of a habit is a part of the diet."""
    sums: dict[Any, Any] = {}
    for habit in population.habits:
        if habit.id in habits:
            into = Diet.pill if habit.taken == "pill" else Diet.crystalline
            kept = habit.kept.quantile(uniform(seed, f"{habit.id}.kept", persons))
            sums[into] = sums.get(into, _value(body, into)) + kept * habits[habit.id] * PMOL_PER_UG
            acid = habit.folic_acid.quantile(uniform(seed, f"{habit.id}.dose", persons)) * (
                habits[habit.id] > 0.0
            )
            sums[Diet.folate] = sums.get(Diet.folate, _value(body, Diet.folate)) + kept * acid * FOLIC_ACID
    return replaced(body, sums)


def _had(
    population: Population, causes: Iterable[Cause], who: Covariates, conditions: Mapping[str, Yes], seed: int,
    persons: range, setting: Setting,
) -> dict[str, Had]:  # fmt: skip
    """Causes in their order; company raises the odds of those who keep it, not of the whole population."""
    shares: dict[str, Any] = {each.id: chance(each.share, who) for each in population.conditions}
    company: dict[str, Yes] = dict(conditions)
    found: dict[str, Had] = {}
    for declared in causes:
        factor = population.causes.get(declared.id, 1.0)
        if factor == 0.0:
            continue
        cause = declared.under(setting)
        odds = cause.prevalence.odds(who) * factor
        for known, ratio in cause.prevalence.raised_by.items():
            if known in company:
                odds = _apart(odds, shares[known], ratio) * np.where(company[known], ratio, 1.0)
        likely = odds / (1.0 + odds)
        present = uniform(seed, f"{cause.id}.present", persons) < likely
        shares[cause.id], company[cause.id] = likely, present
        if np.any(present):
            found[cause.id] = Had(_begun(cause, who, seed, persons), present)
    return found


def _apart(odds: Any, share: Any, ratio: float) -> Any:
    """Odds in those without some company, so that with it (odds times `ratio`) the whole keeps its odds.

    The root of: share * f(ratio * o) + (1 - share) * f(o) = f(odds), where f(o) = o / (1 + o).
    """
    whole = odds / (1.0 + odds)
    a = ratio * (1.0 - whole)
    b = share * ratio + (1.0 - share) - whole * (1.0 + ratio)
    root = np.sqrt(b * b + 4.0 * a * whole)
    return np.where(b > 0.0, 2.0 * whole / np.where(b > 0.0, b + root, 1.0), (root - b) / (2.0 * a))


def _begun(cause: Cause, who: Covariates, seed: int, persons: range) -> Affliction:
    """Severity, tempo and duration as they would be in each; nobody has it longer than life and cause allow."""
    draw = {
        what: np.asarray(
            getattr(cause, what).quantile(uniform(seed, f"{cause.id}.{what}", persons)), dtype=float
        )
        + np.zeros(len(persons))
        for what in ("severity", "tempo", "duration")
    }
    longest = np.maximum(who.age - max(cause.prevalence.ages[0], 0.0), 0.1)
    return Affliction(cause, draw["severity"], -YEAR * np.minimum(draw["duration"], longest), YEAR * draw["tempo"],
                      np.full(len(persons), math.inf))  # fmt: skip


def _cared(
    population: Population, had: Mapping[str, Had], seed: int, persons: range
) -> dict[str, tuple[Array, float]]:
    """Injections, 1 mg a month, of those whose doctor knows the cause: the ones who have had it longest."""
    given: dict[str, tuple[Array, float]] = {}
    for id, share in population.cared.items():
        if id in had:
            known = had[id].present & (uniform(seed, f"{id}.duration", persons) > 1.0 - share)
            given[f"{id}.cared"] = np.where(known, 1000.0, 0.0), MONTHLY
    return given


def _value(body: Body, declared: Any) -> Any:
    return getattr(getattr(body, ORGANS[declared.organ]), declared.name)


def bodies(body: Body, rows: Rows) -> Body:
    """The bodies of some persons out of a body of arrays."""
    organs: list[Any] = [
        organ.replace(**{
            each.name: getattr(organ, each.name)[rows]
            for each in organ.parameters()
            if np.ndim(getattr(organ, each.name))
        })
        for organ in body
    ]  # fmt: skip
    return Body(*organs)


def taken(affliction: Affliction, rows: Rows) -> Affliction:
    """The affliction of some persons out of one of arrays."""
    own = {
        name: value[rows]
        for name in ("severity", "onset", "tempo", "until")
        if np.ndim(value := getattr(affliction, name))
    }
    return replace(affliction, **own)
