"""The virtual survey asks what the survey asked, and a wrong population would be seen."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "calibration"))

import check  # noqa: E402 - the folder is no package
import survey_model  # noqa: E402
from targets import Target  # noqa: E402

from corrin.catalog.causes import DECLARED, LOOK_ALIKES  # noqa: E402
from corrin.setting import Setting, calibrated  # noqa: E402

CAUSES = (*DECLARED.values(), *LOOK_ALIKES.values())


@pytest.fixture(scope="module")
def seen() -> list[survey_model.Seen]:
    return survey_model.run(calibrated(), CAUSES, 3000)


def met(found: list[survey_model.Seen], kind: str) -> float:
    own = [each for each in found if each.target.kind == kind]
    assert len(own) > 20
    return sum(each.within for each in own) / len(own)


def test_what_is_allowed() -> None:
    target = Target(
        "quantile", ("mma",), "2001-04", "F", "20-39", 100.0, 1.0, 98.0, 102.0, 900, "nmol/L", 0.5, (), ""
    )
    assert survey_model.allowed(target) == pytest.approx(7.0)
    assert survey_model.allowed(target._replace(q=0.95)) == pytest.approx(15.0)
    assert survey_model.Seen(target, 107.0).within and not survey_model.Seen(target, 92.0).within


def test_every_target_is_asked(seen: list[survey_model.Seen]) -> None:
    asked = [target for era in survey_model.SURVEYS for target in survey_model.wanted(era)]
    assert [each.target for each in seen] == asked
    assert all(np.isfinite(each.value) for each in seen)
    assert {each.target.kind for each in seen} == {"quantile", "prevalence", "spearman"}


def test_most_quantiles_are_met_by_few_people(seen: list[survey_model.Seen]) -> None:
    """3,000 people for eight groups: a tail is read from about twenty, so not all can be met."""
    assert met(seen, "quantile") > 0.6


def test_people_with_half_the_haptocorrin_would_be_found(seen: list[survey_model.Seen]) -> None:
    wrong = Setting({**calibrated().factors, "plasma.haptocorrin_synthesis": 0.5})
    other = survey_model.run(wrong, CAUSES, 1500)
    ours = [e for e in seen if e.target.kind == "quantile" and e.target.markers == ("total-b12",)]
    theirs = [e for e in other if e.target.kind == "quantile" and e.target.markers == ("total-b12",)]
    assert sum(e.within for e in theirs) < 0.3 * len(theirs) < sum(e.within for e in ours)


def test_the_page_counts_what_is_met(seen: list[survey_model.Seen]) -> None:
    text = check.page(seen, 3000)
    assert all(line in text for line in check.summary(seen))
    poor = [replace_value(each) for each in seen]
    assert any("| 0 of " in line for line in check.summary(poor))


def replace_value(each: survey_model.Seen) -> survey_model.Seen:
    return each._replace(value=1e6)


def test_the_page_in_the_repository_is_of_this_calibration() -> None:
    page = (ROOT / "docs" / "reference" / "population.md").read_text(encoding="utf-8")
    assert "virtual persons for each era" in page
