"""The SBML document is valid to its units, holds the whole story, and is written whole or not at all."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import libsbml
import pytest
from bodies import cause
from stories import LIVES, TREATED, changed, lived
from typer.testing import CliRunner

from corrin import __version__
from corrin.cause import Affliction, Lesion
from corrin.engine import Life, rest
from corrin.interfaces import sbml, sbml_math
from corrin.interfaces.cli import app
from corrin.interfaces.sbml_units import name as unit_name, named, parsed, same
from corrin.physiology.body import ORGANS, parameters, typical
from corrin.physiology.ileum import Ileum
from corrin.physiology.state import UNITS
from corrin.treatment import Dose


def complaints(text: str) -> set[str]:
    """All that libsbml has to say, units included, each time it is asked.

    Its unit check of a function's arguments errs now and then, at random, on one and the same text.
    """
    said: list[set[str]] = []
    for _ in range(3):
        document = libsbml.readSBMLFromString(text)
        document.checkConsistency()
        said.append({document.getError(each).getMessage() for each in range(document.getNumErrors())})
    return set.intersection(*said)


@pytest.mark.parametrize("name", LIVES)
def test_the_document_is_valid_to_its_units(name: str) -> None:
    assert complaints(lived(name).text) == set()


@pytest.mark.parametrize(
    "change",
    [
        lambda model: model.getParameter("liver_release").setUnits("pmol"),
        lambda model: model.getParameter("stomach_size").setUnits("furlong"),
        lambda model: model.removeParameter("liver_release"),
    ],
    ids=["another unit", "no unit", "a number gone"],
)
def test_a_document_that_is_not_valid_would_be_found(change: Callable[[Any], object]) -> None:
    assert complaints(changed(lived("health").text, change))


def missing(text: str, life: Life) -> Iterator[str]:
    """Numbers and states that are not there with their value and unit."""
    model = libsbml.readSBMLFromString(text).getModel()
    numbers = {
        f"{ORGANS[each.organ]}_{each.name}": (
            getattr(getattr(life.body, ORGANS[each.organ]), each.name), each.internal_unit)
        for each in parameters()
    }  # fmt: skip
    states = {id: (value, UNITS[id]) for id, value in rest(life.body)._asdict().items()}
    for id, (value, unit) in (numbers | states).items():
        held = model.getParameter(id)
        own = model.getParameter(f"{id}_unharmed") or held
        if held is None or held.getUnits() != unit_name(parsed(unit)):
            yield id
        elif own.getValue() != pytest.approx(value, rel=1e-14) or (model.getRateRule(id) is None) == (
            id in states
        ):
            yield id


@pytest.mark.parametrize("name", LIVES)
def test_every_number_and_state_is_there(name: str) -> None:
    known = lived(name)
    assert list(missing(known.text, known.life)) == []
    ids = re.findall(r'<parameter id="(\w+)"', known.text)
    assert len(ids) > 190 and len(ids) == len(set(ids))


def test_a_number_that_is_not_there_would_be_found() -> None:
    known = lived("health")
    broken = changed(known.text, lambda model: model.getParameter("liver_release").setValue(1.0))
    assert list(missing(broken, known.life)) == ["liver_release"]


def happenings(text: str) -> dict[str, tuple[float, dict[str, str]]]:
    """Events: their day and what they set."""
    model = libsbml.readSBMLFromString(text).getModel()
    return {
        event.getId(): (
            float(libsbml.formulaToL3String(event.getTrigger().getMath()).split()[2]),
            {each.getVariable(): libsbml.formulaToL3String(each.getMath())
             for each in event.getListOfEventAssignments()})
        for event in model.getListOfEvents()
    }  # fmt: skip


def test_doses_of_a_day_are_one_event() -> None:
    events = happenings(lived(TREATED).text)
    assert [day for day, _ in events.values()] == [0.0, 2.0, 1460.0, 1465.0, 1470.0]
    assert events["dose_1"][1] == {
        "depot_hydroxo": "depot_hydroxo + 737806 pmol",
        "stomach_food": "stomach_food + 5000 pmol",
    }
    assert events["dose_2"][1]["stomach_free"] == "stomach_free + 1475612 pmol"


def test_onset_and_end_of_a_cause_are_events() -> None:
    events = happenings(lived("a gradual cause, removed").text)
    assert {id: day for id, (day, _) in events.items()} == {"onset_made_up": 100.0, "end_made_up": 2000.0}
    assert events["onset_made_up"][1]["target_made_up"] == "severity_made_up"


def test_two_lesions_of_one_number_are_told_apart() -> None:
    twice = cause(Lesion(Ileum.active, times=0.5), Lesion(Ileum.active, times=0.4))
    text = sbml.document(Life(typical(), (Affliction(twice, 1.0, 1.0),)), {})
    assert complaints(text) == set()
    assert text.count('<parameter id="made_up_ileum_active_times') == 2


def test_a_dose_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before day 0"):
        sbml.document(Life(typical(), (), (Dose("cyanocobalamin", 1.0, "im", -1.0),)), {})


def longest(text: str) -> int:
    """Names read by the longest rule, were each rule written out wherever it is read."""
    model = libsbml.readSBMLFromString(text).getModel()
    sizes: dict[str, int] = {}
    for rule in model.getListOfRules():
        if rule.isAssignment():
            named_in = re.findall(r"[a-z]\w*", libsbml.formulaToL3String(rule.getMath()))
            sizes[rule.getVariable()] = sum(sizes.get(each, 1) for each in named_in)
    return max(sizes.values())


def test_rules_stay_short_when_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert longest(lived("health").text) < 5_000
    monkeypatch.setattr(sbml_math, "stretches", lambda steps, results: {})
    assert longest(sbml.document(Life(typical()), {})) > 50_000


def test_units_are_named_and_read_back() -> None:
    written = {*UNITS.values(), *(each.internal_unit for each in parameters())}
    assert len(written) > 20
    assert [unit for unit in written if named(unit_name(parsed(unit))) != parsed(unit)] == []
    assert same(parsed("g/L"), parsed("mg/mL"))
    assert not same(parsed("g/L"), parsed("g/mL"))


# ---- the command line ------------------------------------------------------------------------------


def export(*words: object) -> Any:
    return CliRunner().invoke(app, ["export", "sbml", *map(str, words)])


def test_the_command_writes_a_document(tmp_path: Path) -> None:
    place = tmp_path / "pa.xml"
    done = export(place, "--cause", "pernicious-anaemia from=1y", "--diet", "vegan", "--years", 3,
                  "--treat", "hydroxocobalamin-im-uk from=2y", "--sex", "female")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("pa.xml: SBML Level 3 Version 2, 61 states, 166 numbers, causes: 1")
    text = place.read_text(encoding="utf-8")
    assert complaints(text) == set()
    assert "not a medical device" in text and f"corrin {__version__}" in text
    assert {"onset_pernicious_anaemia", "dose_1"} <= happenings(text).keys()
    assert [each.name for each in tmp_path.iterdir()] == ["pa.xml"]


@pytest.mark.parametrize(
    ("file", "words", "sentence"),
    [
        ("a.xml", ("--cause", "gastritus"), "unknown cause 'gastritus'"),
        ("gone/a.xml", (), "does not exist; make it, or write elsewhere"),
        (".", (), "is a folder; name a file in it"),
        ("a.xml", ("--years", "-1"), "years -1 is refused"),
    ],
)
def test_wrong_input_is_one_sentence(tmp_path: Path, file: str, words: tuple[str], sentence: str) -> None:
    done = export(tmp_path / file, *words)
    assert done.exit_code == 2
    assert sentence in done.stderr and len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_without_libsbml_the_cure_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libsbml", None)
    done = export(tmp_path / "a.xml")
    assert done.exit_code == 2
    assert "pip install 'corrin[sbml]'" in done.stderr and list(tmp_path.iterdir()) == []
