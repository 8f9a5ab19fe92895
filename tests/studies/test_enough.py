"""Enough persons: arms grow while a verdict hangs on who was drawn, and only then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from corrin.catalog.markers import MARKERS
from corrin.catalog.populations.others import HEALTHY
from corrin.population import people
from corrin.setting import calibrated
from corrin.source import Source
from corrin.study import Age, Arm, Ci, Group, Observed, Study
from corrin.study.enough import first, more, sure
from corrin.study.enrolled import Setup
from corrin.study.replicate import replicate
from corrin.study.sample import Sample
from corrin.study.statistic import DIFFERENCE, MEAN

SETUP = Setup((), MARKERS, calibrated())
GROUP = Group(HEALTHY)


def sample(size: int) -> Sample:
    return Sample(people(HEALTHY, (), 0, range(size)), {}, {}, {})


def mean_age(arm: str, low: float, high: float, against: str = "") -> Observed:
    statistic = DIFFERENCE if against else MEAN
    return Observed(arm, Age(), statistic, 40.0, "y", "invented", Ci(low, high), against=against)


def study(*observed: Observed) -> Study:
    arms = (Arm("large", GROUP, 1500), Arm("small", GROUP, 30), Arm("huge", GROUP, 90_000))
    return Study("invented", "?", Source("corrin", "invented"), "calibration", arms, observed)


def above(limit: float, seen: Sample) -> Any:
    def verdict(figure: Observed, rows: Mapping[str, Any]) -> bool:
        return bool(np.mean(seen.ages[rows[figure.arm]]) > limit)

    return verdict


def test_an_arm_begins_with_as_many_as_the_paper_has() -> None:
    assert first(study(), 400, 40) == {"large": 1500, "small": 400, "huge": 4000}
    assert first(study(), 400, 1) == {"large": 400, "small": 400, "huge": 400}


def test_arms_held_against_each_other_begin_alike() -> None:
    found = first(study(mean_age("small", 0.0, 1.0, against="large")), 400, 40)
    assert found == {"large": 1500, "small": 1500, "huge": 4000}


def test_a_verdict_is_sure_far_from_the_edge_and_not_at_it() -> None:
    seen, figure = sample(400), mean_age("a", 0.0, 1.0)
    middle = float(np.mean(seen.ages))
    assert sure(figure, {"a": seen}, above(middle - 5.0, seen), 0)
    assert sure(figure, {"a": seen}, above(middle + 5.0, seen), 0)
    assert not sure(figure, {"a": seen}, above(middle, seen), 0)


def test_common_people_stay_together_when_they_are_resampled() -> None:
    seen = sample(400)

    def together(figure: Observed, rows: Mapping[str, Any]) -> bool:
        return bool(np.array_equal(rows[figure.arm], rows[figure.against]))

    assert sure(mean_age("a", 0.0, 1.0, against="b"), {"a": seen, "b": seen}, together, 0)


def test_what_hangs_on_the_draw_grows_fourfold_and_never_past_the_most() -> None:
    samples = {"a": sample(400), "b": sample(1600)}
    alone, pair = mean_age("a", 0.0, 1.0), mean_age("a", 0.0, 1.0, against="b")
    assert more(samples, [alone], 1600) == {"a": 1600}
    assert more(samples, [alone], 1599) == {}
    assert more(samples, [pair], 6400) == {"a": 1600}


def test_replication_goes_on_until_the_verdict_is_right() -> None:
    """Four hundred people err by 0.6 y: an edge a third of a year from the truth takes more of them."""
    truth = float(np.mean(sample(200_000).ages))
    figures = [mean_age("small", truth + gap, truth + 20.0) for gap in (-0.3, 0.3)]
    for seed in range(4):
        setup = Setup((), MARKERS, calibrated(), seed)
        inside, outside = replicate([study(*figures)], setup, trials=0)
        assert inside.within and not outside.within
