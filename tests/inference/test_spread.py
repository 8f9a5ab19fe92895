"""Spread is how lived bodies differ: slopes at rest and in a fall, whole bodies, and what the lines miss."""

from __future__ import annotations

import math

import numpy as np
import pytest
from inference.backwards import MARKERS
from numpy.typing import NDArray

from corrin.cause import YEAR
from corrin.engine import STATES, Change, Cohort, numbers, rest
from corrin.inference.spread import LATENT, latent, sensitivities
from corrin.parameter import Covariates
from corrin.physiology.body import Body, parameters, scaled, typical
from corrin.physiology.cell import Cell
from corrin.physiology.diet import Diet
from corrin.physiology.kidney import Kidney
from corrin.physiology.liver import Liver
from corrin.physiology.stomach import Stomach
from corrin.reading import courses

Array = NDArray[np.float64]


def test_sensitivities_are_the_slopes_of_resting_bodies() -> None:
    """Each log reading's change with one standard deviation, against a step sixteen times smaller."""
    person = Covariates(55.0, "female", 62.0, 88.0)
    spread = sensitivities(person, MARKERS, 0.1)
    body = typical(person)
    names = ("total-b12", "holotc", "mma", "homocysteine", "hb", "mcv", *LATENT)
    level = np.array([rest(body)], dtype=float)
    table = spread.at(level, names)[0]
    largest = np.abs(table).max(axis=1)

    def logs(factor: float, place: int) -> Array:
        other = scaled(body, {spread.parameters[place]: factor})
        state = rest(other)
        read = [math.log(MARKERS[name].read(state, other)) for name in names[:-3]]
        return np.concatenate([read, latent(np.array([state], dtype=float))[0]])

    step = 0.003
    for place in range(len(spread.parameters)):
        slope = (logs(math.exp(step), place) - logs(math.exp(-step), place)) / (2.0 * step)
        away = np.abs(slope * spread.widths[place] - table[:, place])
        assert np.all(away < 0.02 * largest + 1e-4), (spread.parameters[place].id, away / largest)
    assert len(spread.parameters) == len({each for each in parameters() if each.spread} | {Kidney.filtration})


def test_sensitivities_predict_a_whole_body() -> None:
    """A body half a standard deviation off in every number reads as the slopes say, to 6 %."""
    person = Covariates()
    spread = sensitivities(person, MARKERS, 0.1)
    draw = np.random.default_rng(4)
    deviates = 0.5 * draw.choice([-1.0, 1.0], len(spread.parameters))
    other, usual = spread.body(typical(person), deviates), typical(person)
    state, known = rest(other), rest(usual)
    names = ("total-b12", "holotc", "mma", "homocysteine", "hb", "mcv")
    slopes = spread.at(np.array([known], dtype=float), names)[0, :, : deviates.size] @ deviates
    for name, slope in zip(names, slopes, strict=True):
        change = math.log(MARKERS[name].read(state, other) / MARKERS[name].read(known, usual))
        assert change == pytest.approx(slope, abs=0.06 + 0.15 * abs(slope)), name


def test_the_mean_over_people_lies_off_the_typical_person_as_told() -> None:
    """600 bodies at rest, in opposite pairs: the error of the mean is below 0.01 of a log, the bend of the store 0.06."""
    person, names = Covariates(55.0, "female", 65.0, 90.0), ("mma", "homocysteine", *LATENT)
    spread = sensitivities(person, MARKERS, 0.2)

    def logs(body: Body) -> Array:
        state = rest(body)
        read = [math.log(MARKERS[name].read(state, body)) for name in names[:2]]
        return np.concatenate([read, latent(np.array([state], dtype=float))[0]])

    half = np.random.default_rng(2).standard_normal((300, len(spread.parameters)))
    mean = np.mean([logs(spread.body(typical(person), each)) for each in (*half, *-half)], axis=0)
    bent = spread.bent(np.array([rest(typical(person))], dtype=float), names)[0]
    np.testing.assert_allclose(mean - logs(typical(person)), bent, atol=0.02)
    assert np.all(np.abs(bent) > 0.02), "a typical person taken for the mean would pass"


def test_people_who_fall_differ_by_what_they_lose() -> None:
    """Two years without intrinsic factor: slopes of lived people, to a quarter; those of people at rest are not."""
    person, names = Covariates(55.0, "female", 65.0, 90.0), ("store", "adenosyl")
    spread, usual = sensitivities(person, MARKERS, 0.2), typical(person)
    days = [0.0, 2.0 * YEAR]
    stopped = [Change(1.0, {Stomach.intrinsic_factor: 0.0})]

    def later(body: Body) -> Array:
        return courses(Cohort.mixed(numbers(body), [], changes=stopped), {}, days, {}, STATES).more[0, -1:]

    state, resting = later(usual), np.array([rest(usual)], dtype=float)
    for number in (Liver.bile, Cell.shedding):
        place = spread.parameters.index(number)
        factor = math.exp(0.1 * spread.widths[place])
        moved = latent(later(scaled(usual, {number: factor}))) - latent(state)
        slope = 10.0 * moved[0, [LATENT.index(each) for each in names]]
        np.testing.assert_allclose(spread.at(state, names)[0, :, place], slope, rtol=0.25)
        still = spread.at(resting, names)[0, :, place]
        assert not np.allclose(still, slope, rtol=0.25), "slopes at rest would pass"


def test_what_whole_bodies_show_beyond_their_lines_is_told() -> None:
    """200 bodies at rest, deep in depletion: the spread about the lines is the ways' to a third, and not small."""
    person, names = Covariates(55.0, "female", 65.0, 90.0), ("mma", "homocysteine", "hb", "ldh")
    spread = sensitivities(person, MARKERS, 0.2)
    usual = typical(person)
    starved = scaled(usual, {Diet.food: 0.15})

    def logs(body: Body) -> Array:
        state = rest(body)
        return np.array([math.log(MARKERS[name].read(state, body)) for name in names])

    level = np.array([rest(starved)], dtype=float)
    count = len(spread.parameters)
    shifts, bend = spread.at(level, names)[0], spread.bent(level, names)[0]
    deviates = np.random.default_rng(3).standard_normal((200, count))
    seen = np.array([logs(spread.body(starved, each)) for each in deviates]) - logs(starved)
    beyond = (seen - bend - deviates @ shifts[:, :count].T).std(axis=0)
    told = np.sqrt((shifts[:, count:] ** 2).sum(axis=1))
    np.testing.assert_allclose(told, beyond, rtol=0.33)
    assert np.all(beyond > 0.04), "lines alone would pass"
