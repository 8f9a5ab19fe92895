"""The fit finds what is there, keeps to the prior where nothing is told, and goes on where it broke off."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "calibration"))

import figures  # noqa: E402 - the folder is no package
import fit as fitting  # noqa: E402
import run as running  # noqa: E402
from figures import FEW, MANY, Crowd, Figure  # noqa: E402
from knobs import KNOBS, Knob  # noqa: E402

from corrin.catalog.causes import DECLARED  # noqa: E402
from corrin.catalog.markers import MARKERS  # noqa: E402
from corrin.catalog.populations import POPULATIONS  # noqa: E402
from corrin.catalog.studies import study  # noqa: E402
from corrin.physiology.body import parameters  # noqa: E402
from corrin.setting import calibrated, posterior  # noqa: E402

TRUE = np.array([0.3, -0.2, 0.0])
TOY = tuple(Knob(f"toy.{n}", 0.5, "a toy") for n in range(3))
MIX = np.array([[1.0, 0.0, 0.0], [0.5, 1.0, 0.0], [1.0, -1.0, 0.0], [0.2, 0.7, 0.0], [0.9, 0.4, 0.0]])


class Toy:
    """A model whose logs are linear in the logs of its factors, and bent a little; few people err alike."""

    def __init__(self, bend: float = 0.1) -> None:
        self.bend = bend

    def of(self, points: Sequence[Any], crowds: Sequence[Crowd]) -> list[Any]:
        return [np.stack([self._seen(MIX @ point, crowd) for crowd in crowds]) for point in points]

    def _seen(self, true: Any, crowd: Crowd) -> Any:
        return np.exp(true + self.bend * true**2) * (1.0 if crowd in MANY else 1.0 + 0.3 * crowd.seed)


def targets(model: Toy, error: float = 0.05) -> list[Figure]:
    return [
        Figure(str(n), "toy", "log", float(v), error, 0.0, 0.0)
        for n, v in enumerate(model.of([TRUE], MANY)[0][0])
    ]


def test_it_finds_what_made_the_figures() -> None:
    model = Toy()
    found = fitting.fit(targets(model, 0.01), model, 6, TOY)
    assert found.centre[:2] == pytest.approx(TRUE[:2], abs=0.01)
    assert found.history == sorted(found.history, reverse=True)


def test_it_ends_where_no_part_of_a_step_is_better() -> None:
    model = Toy()
    found = fitting.fit(targets(model, 0.01), model, 60, TOY)
    assert len(found.history) < 60
    assert found.refused is not None
    assert found.refused >= found.history[-1]
    assert fitting.fit(targets(model, 0.01), model, 1, TOY).refused is None


def test_what_no_figure_sees_keeps_its_prior() -> None:
    model = Toy()
    found = fitting.fit(targets(model), model, 3, TOY)
    assert found.centre[2] == 0.0
    assert np.sqrt(found.covariance[2, 2]) == pytest.approx(TOY[2].sd)
    assert np.sqrt(found.covariance[0, 0]) < 0.5 * TOY[0].sd


def test_one_wild_figure_does_not_win() -> None:
    model = Toy(0.0)
    wild = targets(model)
    wild[0] = wild[0]._replace(observed=wild[0].observed * 20.0)
    robust = fitting.fit(wild, model, 6, TOY)
    trusting = np.linalg.lstsq(MIX[:, :2], [np.log(t.observed) for t in wild], rcond=None)[0]
    assert abs(robust.centre[0] - TRUE[0]) < 0.2 < abs(trusting[0] - TRUE[0])


def test_chance_among_few_people_is_not_taken_for_evidence() -> None:
    """300 figures that see the first of 50 numbers only, told by two crowds of few people."""
    told = np.random.default_rng(7).standard_normal((2, 300, 50))
    told[:, :, 0] += 6.0
    agreed, mean = fitting._agreed(told, np.full(50, 0.3)), told.mean(axis=0)
    assert np.sum(agreed[:, 1:] ** 2) < 0.15 * np.sum(mean[:, 1:] ** 2)
    assert np.mean(agreed[:, 0]) == pytest.approx(6.0, rel=0.07)


def test_no_number_leaves_its_published_range() -> None:
    model = Toy(0.0)
    far = [t._replace(observed=t.observed * 50.0) for t in targets(model)]
    found = fitting.fit(far, model, 6, TOY)
    assert np.all(np.abs(found.centre) <= [k.most for k in TOY])


def test_a_broken_fit_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = fitting.Runs(tmp_path, "key", 1, lambda said: None)
    points = [np.zeros(len(KNOBS)), np.full(len(KNOBS), 0.1)]
    for number, (point, crowd) in enumerate((point, crowd) for point in points for crowd in FEW):
        runs._file(point, crowd).write_text(json.dumps([float(number)]))
    monkeypatch.setattr(fitting, "values", lambda under, crowd: pytest.fail("it was run again"))
    assert [found.tolist() for found in runs.of(points, FEW)] == [[[0.0], [1.0]], [[2.0], [3.0]]]
    other = fitting.Runs(tmp_path, "another model", 1, lambda said: None)
    assert not other._file(points[0], FEW[0]).exists()


def test_every_knob_turns_something() -> None:
    assert len(KNOBS) > 30
    known = {p.id for p in parameters()} | {f"{p.id}.cv" for p in parameters() if p.spread}
    known |= {f"{c.id}/{lesion.of.id}" for c in DECLARED.values() for lesion in c.lesions}
    known |= {f"{c}/prevalence" for c in DECLARED} | {f"{m}.between" for m in MARKERS}
    known |= {f"{p.id}/{habit.id}" for p in POPULATIONS.values() for habit in p.habits}
    known |= {f"{p.id}/intake" for p in POPULATIONS.values()}
    assert [k.id for k in KNOBS if k.id not in known] == []


def test_the_package_holds_what_these_figures_gave() -> None:
    """Or nothing yet: then every number is as declared, and no draw claims to know how sure it is."""
    stored = json.loads((ROOT / "src" / "corrin" / "calibrated.json").read_text())
    if not stored["hash"]:
        assert (stored["centre"], stored["numbers"], posterior()) == ({}, [], ())
        return
    assert stored["numbers"] == [k.id for k in KNOBS]
    assert len(posterior()) == running.DRAWS
    made = running.fingerprint([*figures.of_studies(), *figures.of_survey()])
    assert stored["hash"] == made, "figures or knobs have changed since the fit: run `make calibrate`"


def test_a_fit_is_stored_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "STORED", tmp_path / "calibrated.json")
    size = len(KNOBS)
    found = fitting.Fit(
        np.full(size, 0.01),
        np.eye(size) * 1e-4,
        np.zeros((1, size)),
        np.zeros(1),
        [2.0, 1.0],
        np.zeros(size),
        None,
    )
    running.store(found, "key")
    stored = json.loads(running.STORED.read_text())
    assert stored["hash"] == "key" and stored["numbers"] == [k.id for k in KNOBS]
    assert stored["centre"]["liver.bile"] == pytest.approx(np.exp(0.01), abs=1e-4)
    draws = np.log(np.array(stored["draws"]))
    assert draws.shape == (running.DRAWS, size) and draws.std() == pytest.approx(0.01, rel=0.1)


def test_the_centre_keeps_to_the_published_ranges() -> None:
    for knob in KNOBS:
        assert abs(np.log(calibrated().of(knob.id))) <= knob.most + 1e-4


def test_no_validation_study_is_fitted() -> None:
    used = {figure.source for figure in figures.of_studies()}
    assert used
    assert all(study(id).use == "calibration" for id in used)
