"""The studies as declared: all there, whole, in units that are known, and none used for what it must test."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import corrin.catalog.studies as catalogue
from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.diets import DIETS
from corrin.catalog.markers import MARKERS
from corrin.catalog.markers.laboratory import Laboratory
from corrin.catalog.studies import ids, study
from corrin.catalog.treatments import TREATMENTS
from corrin.errors import InputError
from corrin.marker import Sign
from corrin.physiology.body import parameters
from corrin.source import Source, bibliography
from corrin.study import Arm, At, Observed, Study
from corrin.study.replicate import to_own_unit
from corrin.study.sample import Want
from corrin.units import ANALYTES

PACKAGE = Path(catalogue.__file__).resolve().parents[2]
FOLDER = PACKAGE / "catalog" / "studies"
VALIDATION = {
    "castelli2011", "duerksen2006", "herrmann2003", "hershko2006", "hu2013", "hvas2001", "kornerup2019",
    "lacombe2024", "lindenbaum1988", "moleiro2017", "osmola2024", "savage1983", "schenk1996", "tucker2000",
    "ward2015", "wolffenbuttel2020",
}  # fmt: skip
HOW_MANY = {"calibration": 54, "validation": 16}
LEVELS = {"mean", "median", "geometric mean", "sd"}
EVERY = [study(id) for id in ids()]


def broken(each: Study) -> list[str]:
    """What is wrong with a declaration, in words."""
    arms = [arm.id for arm in each.arms]
    wrong = [f"arm {id} twice" for id in set(arms) if arms.count(id) > 1]
    used = {id for seen in each.observed for id in (seen.arm, seen.against) if id}
    wrong += [f"no arm {id}" for id in used - set(arms)] + [f"arm {id} unused" for id in set(arms) - used]
    for arm in each.arms:
        shares = [part.share for part in arm.group.mix]
        if shares and not np.isclose(sum(shares), 1.0):
            wrong.append(f"parts of {arm.id} add up to {sum(shares):g}")
    for seen in each.observed:
        wrong += _broken(seen)
    return wrong


def _broken(seen: Observed) -> Iterator[str]:
    if not seen.where.strip():
        yield "a figure without a place"
    if not seen.quantities:
        yield "a figure of nothing"
    wants = [want for what in seen.quantities for want in what.wants]
    yield from (
        f"no marker {want.what}" for want in wants if isinstance(want.what, str) and want.what not in MARKERS
    )
    try:
        if not to_own_unit(seen) > 0.0:
            yield f"unit {seen.unit}"
    except ValueError as refused:
        yield str(refused)
    if seen.statistic.kind == "share" and (seen.unit != "%" or not 0.0 <= seen.value <= 100.0):
        yield f"a share of {seen.value:g} {seen.unit}"
    if seen.statistic.kind == "sign" and (seen.unit != "sign" or seen.value not in (-1.0, 0.0, 1.0)):
        yield f"a direction of {seen.value:g} {seen.unit}"
    first = seen.quantities[0].label
    if first in ANALYTES and seen.statistic.name in LEVELS and seen.unit not in ANALYTES[first].factors:
        yield f"{first} in {seen.unit}"


# ---- all there -----------------------------------------------------------------------------------


def test_all_70_studies_are_there() -> None:
    assert len(ids()) == sum(HOW_MANY.values())
    for use, many in HOW_MANY.items():
        assert sum(each.use == use for each in EVERY) == many, use


def test_the_16_of_validation_are_these() -> None:
    assert {each.id for each in EVERY if each.use == "validation"} == VALIDATION


def test_an_id_is_its_file_s_name() -> None:
    files = {path.stem.replace("_", "-") for path in FOLDER.glob("*.py")} - {"--init--", "shared"}
    assert files == set(ids()) == {each.id for each in EVERY}
    assert [each.id for each in EVERY] == sorted(ids())


def test_an_id_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(InputError, match="kuzminski1998"):
        study("kuzminsky1998")


# ---- whole ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.id)
def test_a_study_is_a_sound_declaration(each: Study) -> None:
    assert broken(each) == []
    assert each.arms and each.observed
    assert each.question.endswith("?")


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.id)
def test_a_study_s_source_is_in_the_bibliography(each: Study) -> None:
    assert each.source.key in bibliography()


def test_what_is_wrong_with_a_declaration_would_be_found() -> None:
    sound = study("kuzminski1998")
    first = sound.observed[0]

    def told(changed: Observed) -> list[str]:
        return broken(replace(sound, observed=(changed, *sound.observed[1:])))

    assert told(replace(first, arm="sham")) == ["no arm sham"]
    assert told(replace(first, unit="cubits"))[0].startswith("total-b12 in cubits")
    assert told(replace(first, unit="%")) == ["total-b12 in %"]
    assert told(replace(first, what=At("cobalt"))) == ["no marker cobalt"]
    assert told(replace(first, where=" ")) == ["a figure without a place"]
    assert broken(replace(sound, arms=(*sound.arms, Arm("idle", sound.arms[0].group)))) == ["arm idle unused"]
    assert "arm oral twice" in broken(replace(sound, arms=(*sound.arms, sound.arms[0])))
    parts = replace(sound.arms[0].group, mix=sound.arms[0].group.mix[:1])
    assert broken(replace(sound, arms=(replace(sound.arms[0], group=parts), sound.arms[1])))[0].startswith(
        "parts of"
    )


def test_a_figure_wants_what_can_be_lived() -> None:
    wants = [
        want for each in EVERY for seen in each.observed for what in seen.quantities for want in what.wants
    ]
    assert len(wants) > 1000
    assert all(isinstance(want, Want) and np.isfinite(want.day) and abs(want.day) < 40000.0 for want in wants)


# ---- none used for what it must test -------------------------------------------------------------


def sources() -> Iterable[Source]:
    """Of every number of the body, of every cause and marker, and of what treatments and diets say."""
    for declared in (*parameters(), *Laboratory.parameters()):
        yield declared.source
        yield from (effect.source for effect in declared.covariates)
        if declared.spread and declared.spread.source:
            yield declared.spread.source
    for cause in {**CAUSES, **LOOK_ALIKES}.values():
        yield cause.source
        yield cause.prevalence.source
        yield from (lesion.source for lesion in cause.lesions if lesion.source)
    for marker in MARKERS.values():
        yield from (
            (marker.source,) if isinstance(marker, Sign) else (marker.noise.source, marker.limits.source)
        )
    for pattern in DIETS.values():
        yield pattern.source
        yield from (lesion.source for lesion in pattern.lesions if lesion.source)
    yield from (treatment.source for treatment in TREATMENTS.values())


def held_out(found: Iterable[Source]) -> set[str]:
    return {source.key for source in found} & VALIDATION


def test_no_number_comes_from_a_study_held_out_for_validation() -> None:
    found = list(sources())
    assert len(found) > 300
    assert held_out(found) == set()


def test_a_number_from_a_study_held_out_would_be_found() -> None:
    assert held_out([*sources(), Source("savage1983", "49 months")]) == {"savage1983"}


def cited(code: str) -> Iterator[str]:
    """The keys of every Source(...) in a module."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Source" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_nowhere_in_the_package_is_a_study_held_out_cited_but_in_its_own_file() -> None:
    keys = {(key, path) for path in PACKAGE.rglob("*.py") for key in cited(path.read_text(encoding="utf-8"))}
    assert len(keys) > 200
    assert [key for key, path in keys if key in VALIDATION and path != FOLDER / f"{key}.py"] == []
    assert {key for key, _ in keys} >= VALIDATION
