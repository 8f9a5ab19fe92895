"""The typical man and woman live as they did, unless somebody means to change it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

SAME = 1e-5  # of each column's largest value


def _load() -> ModuleType:
    """The script beside this file, which is no part of any package."""
    place = Path(__file__).with_name("regenerate.py")
    spec = importlib.util.spec_from_file_location("corrin_golden", place)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


golden = _load()


def changes(kept: Mapping[str, np.ndarray], now: Mapping[str, np.ndarray]) -> list[str]:
    """Columns that are not what they were, with the day and the two values where they differ most."""
    if list(kept) != list(now) or len(kept["day"]) != len(now["day"]):
        return [f"the columns or days are others: {sorted(set(kept) ^ set(now))}"]
    found: list[str] = []
    for name, old in kept.items():
        gap = np.abs(now[name] - old)
        worst = int(gap.argmax())
        if gap[worst] > SAME * np.max(np.abs(old)) + 1e-9:
            found.append(
                f"{name} on day {kept['day'][worst]:g}: was {old[worst]:.6g}, is {now[name][worst]:.6g}"
            )
    return found


def advice(name: str, found: list[str]) -> str:
    listed = "\n  ".join(found)
    return (
        f"the golden course {name} has changed:\n  {listed}\n"
        f"If that is meant, run `{golden.COMMAND}`, look at the difference in git, and say why under "
        "'Numbers changed' in CHANGELOG.md. If it is not meant, a number or an equation moved by mistake."
    )


@pytest.mark.parametrize("sex", golden.SEXES)
@pytest.mark.parametrize("story", golden.STORIES)
def test_the_typical_person_lives_as_before(story: str, sex: str) -> None:
    kept = golden.read(golden.path(story, sex).read_text(encoding="utf-8"))
    found = changes(kept, golden.course(story, sex))
    assert found == [], advice(golden.path(story, sex).name, found)


def test_every_file_is_looked_at() -> None:
    expected = {golden.path(story, sex).name for story in golden.STORIES for sex in golden.SEXES}
    assert len(expected) == 6
    assert {each.name for each in golden.FOLDER.glob("*.csv")} == expected


def test_a_changed_course_would_be_found() -> None:
    kept = golden.read(golden.path("vegan", "male").read_text(encoding="utf-8"))
    moved = kept | {"mcv_fL": kept["mcv_fL"] * (1.0 + 1e-4)}
    assert [line.split(" on ")[0] for line in changes(kept, moved)] == ["mcv_fL"]
    assert "regenerate.py" in advice("vegan-male.csv", changes(kept, moved))
    assert changes(kept, {"day": kept["day"]})[0].startswith("the columns or days are others")
    assert golden.read(golden.written(kept))["mma_nmol_L"] == pytest.approx(kept["mma_nmol_L"])
