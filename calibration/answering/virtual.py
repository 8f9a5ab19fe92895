"""Virtual: people drawn from the same prior as an answer, history first, lived exactly and measured."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from scipy import special

from corrin.catalog.whole import CATALOGUE
from corrin.cause import Cause
from corrin.distribution import log_sd
from corrin.draws import uniform
from corrin.engine import numbers
from corrin.inference.case import Case
from corrin.inference.courses import Past, lived
from corrin.inference.posterior import limits
from corrin.inference.proposal import Guide, Proposed, chances, had, propose
from corrin.marker import Marker, Sign
from corrin.person import Condition, Diet, Dose, Drug, Person, Procedure, Result, When
from corrin.physiology.body import Body, parameters, scaled, typical
from corrin.physiology.kidney import Kidney
from corrin.physiology.state import State
from corrin.population.crowd import Had
from corrin.renal import expected
from corrin.setting import calibrated
from corrin.units import PMOL_PER_UG

TODAY = date(2026, 6, 1)
MARKERS = {id: each for id, each in CATALOGUE.markers.items() if isinstance(each, Marker)}
SIGNS = {id: each for id, each in CATALOGUE.markers.items() if isinstance(each, Sign)}
_LATENT = ("liver", "store", "methyl", "adenosyl")
_TOLD = 0.6  # of people have something in their history
_TREATED = 0.08  # were given injections

HISTORIES: Mapping[str, Mapping[str, Any]] = {
    "vegan": {"diet": Diet("vegan")},
    "vegetarian": {"diet": Diet("vegetarian")},
    "metformin": {"conditions": (Condition("type-2-diabetes"),), "drugs": (Drug("metformin", 2000.0),)},
    "omeprazole": {"drugs": (Drug("omeprazole", 20.0),)},
    "gastrectomy": {"procedures": (Procedure("gastrectomy-total", When(date(2022, 1, 1), "year")),)},
    "bypass": {"procedures": (Procedure("rygb", When(date(2017, 1, 1), "year")),)},
    "resection": {"conditions": (Condition("crohns-disease"),),
                  "procedures": (Procedure("ileal-resection", When(date(2015, 1, 1), "year"), 40.0),)},
    "autoimmune": {"conditions": (Condition("hashimoto"), Condition("vitiligo"))},
    "family": {"conditions": (Condition("family-history-pernicious-anaemia"),)},
    "atrophy": {"conditions": (Condition("atrophic-gastritis"),)},
    "pernicious": {"conditions": (Condition("pernicious-anaemia", When(date(2024, 1, 1), "year")),)},
    "coeliac": {"conditions": (Condition("coeliac-disease"),)},
    "alcohol": {"conditions": (Condition("alcohol-use"),)},
    "lupus": {"conditions": (Condition("systemic-lupus"),)},
    "nitrous": {"conditions": (Condition("nitrous-oxide-use"),)},
}  # fmt: skip
"""What a history may hold; an answer is just given any of them, so the shares do not matter."""

PANELS: Mapping[str, tuple[str, ...]] = {
    "usual": ("total-b12", "mma", "hb", "mcv", "egfr"),
    "screen": ("total-b12", "hb", "mcv"),
    "active": ("holotc", "mma", "egfr"),
    "four": ("total-b12", "holotc", "mma", "homocysteine", "egfr"),
    "count": ("hb", "mcv", "rdw", "folate", "ferritin"),
    "stomach": ("total-b12", "mma", "homocysteine", "hb", "mcv", "gastrin", "pepsinogen-1", "ferritin", "anti-if",
                "anti-parietal", "egfr"),
}  # fmt: skip
"""Which results an answer is given; "egfr" stands for creatinine, which is read as it."""


class Truth(NamedTuple):
    """What is so of a virtual person. `measured` holds every test as it would be reported today, sound;
    `seen` those of the panel, spoilt ones included; signs are 1 or 0. `anaemic` is in years, None after ten."""

    deficient: bool
    store: float  # ug
    causes: tuple[str, ...]
    main: str  # the cause whose absence would restore most; "" in those who lack nothing
    anaemic: float | None
    measured: dict[str, float]
    seen: dict[str, float]


class Patient(NamedTuple):
    """A person as `corrin explain` is told, and the truth."""

    number: int
    panel: str
    history: str
    treated: bool
    person: Person
    truth: Truth


class Luck:
    """Uniform and normal draws of one person, keyed by purpose."""

    def __init__(self, seed: int, number: int) -> None:
        self.seed, self.number = seed, number

    def uniform(self, purpose: str) -> float:
        return float(uniform(self.seed, f"answers.{purpose}", self.number))

    def normal(self, purpose: str) -> float:
        return float(special.ndtri(self.uniform(purpose)))


def person(luck: Luck, panel: tuple[str, ...]) -> tuple[Person, str, bool]:
    """Who it is, what the history tells, its name, and whether injections were given; eGFR is the only result."""
    age = float(round(20.0 + 70.0 * luck.uniform("age")))
    sex = "female" if luck.uniform("sex") < 0.5 else "male"
    names = list(HISTORIES)
    name = names[int(luck.uniform("history") * len(names))] if luck.uniform("told") < _TOLD else ""
    treated = luck.uniform("treated") < _TREATED
    egfr = max(12.0, expected(age) * math.exp(0.22 * luck.normal("egfr")))
    results = (Result("egfr", egfr, unit=MARKERS["egfr"].unit),) if "egfr" in panel else ()
    who = Person(age, sex, doses=_doses(luck) if treated else (), results=results)
    return replace(who, **HISTORIES.get(name, {})), name, treated


def _doses(luck: Luck) -> tuple[Dose, ...]:
    """One to six milligrams of hydroxocobalamin, a fortnight apart, the last 3 to 90 days ago."""
    last = int(3.0 + 87.0 * luck.uniform("last-dose"))
    count = 1 + int(6.0 * luck.uniform("doses"))
    days = [TODAY - timedelta(last + 14 * n) for n in range(count)]
    return tuple(Dose("hydroxocobalamin", 1000.0 * PMOL_PER_UG, "im", When(day)) for day in reversed(days))


def drawn(known: Case, seed: int, number: int) -> Proposed:
    """This person's causes, as they are before any test."""
    count = len(known.suspects)
    shape = (1, count, 3)
    prior = Guide(np.ones(1), chances(known)[None], np.zeros(shape), np.ones(shape))
    return propose(known, prior, seed, range(number, number + 1))


def body(known: Case, luck: Luck) -> Body:
    """A body of their own: every number that differs between people, and the filtration as far as it is unknown."""
    cvs = {each: each.cv(calibrated()) for each in parameters() if each.spread is not None}
    cvs[Kidney.filtration] = known.filtration_cv
    factors = {each: math.exp(log_sd(cv) * luck.normal(each.id)) for each, cv in cvs.items()}
    return scaled(typical(known.covariates), factors)


class Lived(NamedTuple):
    """A person lived to today: row 0 as they are, then without each of their causes."""

    past: Past
    own: Body
    causes: tuple[str, ...]
    befell: Mapping[str, Had]


def live(known: Case, proposed: Proposed, own: Body) -> Lived:
    """The person, and beside them the same person without each cause in turn."""
    places = np.flatnonzero(proposed.has[0])
    has = np.tile(proposed.has, (1 + places.size, 1))
    has[1 + np.arange(places.size), places] = False
    every = Proposed(has, np.tile(proposed.scores, (1 + places.size, 1, 1)))
    befell = had(known, every)
    table = np.tile(numbers(own), (1 + places.size, 1))
    past = lived(known, table, befell, {**MARKERS, **SIGNS}, 1)
    return Lived(past, own, tuple(known.suspects[n].cause.id for n in places), befell)


def working(found: Lived) -> np.ndarray:
    """(rows,) the worse of the two cofactor pools over the pool at which its enzyme counts as deficient."""
    places = {name: State._fields.index(name) for name in _LATENT}
    methyl, adenosyl = limits(found.own)
    states = found.past.states
    return np.minimum(states[:, places["methyl"]] / methyl, states[:, places["adenosyl"]] / adenosyl)


def called(found: Lived, known: Case) -> tuple[str, ...]:
    """Ids of the causes, with the names of the stages that they have come to."""
    suspects = {each.cause.id: each.cause for each in known.suspects}
    stages = [stage for id in found.causes if (stage := suspects[id].becomes) is not None]
    reached = {
        each.cause for each in stages if found.past.states[0, State._fields.index(each.of)] < each.below
    }
    return tuple(dict.fromkeys((*found.causes, *sorted(reached))))


def main_cause(found: Lived, allowed: Mapping[str, Cause]) -> str:
    """The cause of the catalogue whose absence would restore most; "" in those who are not deficient."""
    share = working(found)
    gains = {id: share[1 + n] for n, id in enumerate(found.causes) if id in allowed}
    best = max(gains, key=lambda id: gains[id], default="")
    return best if share[0] < 1.0 and best and gains[best] > 1.05 * share[0] else ""


def store(found: Lived) -> float:
    state = found.past.states[0]
    return float(state[State._fields.index("liver")] + state[State._fields.index("store")]) / PMOL_PER_UG
