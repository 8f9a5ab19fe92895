"""A person's file: what is read, and that everything else is refused with its line and a cure."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from corrin.catalog.history import CONDITIONS, DRUGS, FINDINGS, PROCEDURES, RED_FLAGS, VOCABULARY
from corrin.errors import InputError
from corrin.interfaces.person_file import read_person
from corrin.person import Dose, Person, Result, When

TODAY = date(2026, 4, 1)
EXAMPLES = Path(__file__).parents[2] / "examples"

CONTRACT = """\
person: {age: 67, sex: female, weight: 70, ethnicity: black}
diet: omnivore
conditions: [{id: crohns-disease, since: 2009, site: ileum}, {id: hypothyroidism}]
procedures: [{id: ileal-resection, length_cm: 45, year: 2015}]
drugs: [{id: metformin, dose: 1000, unit: mg/d, since: 2016-01, until: null}]
findings: [paraesthesia, glossitis]
doses: [{of: hydroxocobalamin, amount: 1, unit: mg, route: im, date: 2026-02-01}]
results:
  - {test: total-b12, value: 145, unit: pg/mL, date: 2026-03-02, platform: roche}
  - {test: mma, value: 0.62, unit: umol/L, date: 2026-03-02}
  - {test: anti-if, value: negative}
  - {test: holotc, value: "<10", unit: pmol/L}
"""


def read(text: str) -> Person:
    return read_person(text, VOCABULARY, TODAY)


def refusal(text: str) -> str:
    with pytest.raises(InputError) as refused:
        read(text if "\n" in text else text + "\n")
    return str(refused.value)


def test_the_person_of_the_contract_is_read() -> None:
    person = read(CONTRACT)
    assert (person.age, person.sex, person.weight, person.ethnicity) == (67, "female", 70, "black")
    assert person.conditions[0].site == "ileum"
    assert person.conditions[0].since == When(date(2009, 1, 1), "year")
    assert person.procedures[0].length_cm == 45
    assert person.drugs[0].since == When(date(2016, 1, 1), "month")
    assert (person.drugs[0].mg_per_day, person.drugs[0].until) == (1000, None)
    assert person.findings == ("paraesthesia", "glossitis")
    assert person.doses == (
        Dose("hydroxocobalamin", pytest.approx(737806, rel=1e-5), "im", When(date(2026, 2, 1))),
    )
    assert person.results[0].value == pytest.approx(106.98, rel=1e-3)
    assert person.results[1].value == pytest.approx(620)
    assert person.results[2] == Result("anti-if", None, "", False, "xULN")
    assert person.results[3] == Result("holotc", 10.0, "<", None, "pmol/L")
    assert person.sampled == When(date(2026, 3, 2))


def test_json_is_read_as_yaml_is() -> None:
    plain = yaml.load(CONTRACT, Loader=yaml.BaseLoader)
    plain["drugs"][0]["until"] = None
    assert read(json.dumps(plain, indent="\t")) == read(CONTRACT) == read(json.dumps(plain))


REFUSED = [  # change to the contract's file, its line, what the sentence holds
    ("unit: umol/L", "unit: mol/L", 10, "unknown unit of mma 'mol/L'; nearest:"),
    ("value: 145, unit: pg/mL", "value: 145", 9, "it could be 145 pmol/L or 145 pg/mL (= 107 pmol/L)"),
    ("value: 145", "value: 145 pg/mL", 9, "its unit under unit:"),
    ("value: 145", 'value: "1,45"', 9, "decimal as a point"),
    ("value: 145", "value: .nan", 9, "not a number"),
    ("value: 145", "value: 1e300", 9, "impossible"),
    ("value: 145", "value: [1]", 9, "not a single value"),
    ("value: negative", "value: maybe", 11, "write positive, negative or equivocal"),
    ("test: mma", "test: mme", 10, "unknown test 'mme'; nearest: mma"),
    ("id: hypothyroidism", "id: hypothyroid", 3, "nearest: hypothyroidism"),
    ("id: metformin", "id: metformine", 5, "nearest: metformin"),
    ("glossitis]", "glositis]", 6, "nearest: glossitis"),
    ("site: ileum", "site: stomach", 3, "unknown site"),
    ("roche", "rosche", 9, "nearest: roche"),
    ("route: im", "route: arm", 7, "unknown route"),
    ("of: hydroxocobalamin", "of: water", 7, "unknown dose form"),
    ("unit: mg/d", "unit: mg", 5, "accepted: mg/d"),
    ("amount: 1, unit: mg", "amount: 1", 7, "has no unit"),
    ("amount: 1,", "amount: 1e6,", 7, "impossible"),
    ("date: 2026-02-01", "date: 2026-13-01", 7, "does not exist"),
    ("date: 2026-02-01", "date: 2027-02-01", 7, "in the future; today is 2026-04-01"),
    ("date: 2026-02-01", "date: 01/02/2026", 7, "write 2026-03-02"),
    ("since: 2009", "since: 1909", 3, "before this person, aged 67, was born"),
    ("until: null", "until: 2015", 5, "ends (2015) before it starts"),
    ("age: 67", "age: 670", 1, "from 0 to 120"),
    ("age: 67", "age: <67", 1, "write a number"),
    ("age: 67, ", "", 1, "person has no age"),
    ("sex: female", "sex: F", 1, "write female or male"),
    ("weight: 70", "weight: 70000", 1, "from 1 to 400 kg"),
    ("weight: 70", "wieght: 70", 1, "unknown key in person 'wieght'; nearest: weight"),
    ("diet: omnivore", "diet: carnivore", 2, "nearest: omnivore"),
    ("diet: omnivore", "diet: {ug_per_day: -2}", 2, "from 0 to 5000"),
    ("diet: omnivore", "deit: omnivore", 2, "nearest: diet"),
    ("diet: omnivore", "person: {age: 3}", 2, "'person' is given twice"),
    ("weight: 70", "age: 70", 1, "'age' is given twice"),
    ("diet: omnivore", "diet: &a omnivore", 2, "anchors"),
    ("diet: omnivore", "diet: !!python/name:os.system x", 2, "tag"),
    ("findings: [paraesthesia, glossitis]", "findings: paraesthesia", 6, "not a list"),
    ("results:", "results: [[[[[[[[[[[[[[[[[[[[[[[]", 8, ""),
    ("{test: anti-if, value: negative}", "{test: mma, value: 0.62, unit: umol/L, date: 2026-03-02}", 11,
     "the same result as at text line 10"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "part"), REFUSED)
def test_a_slip_is_refused_with_its_line_and_a_cure(old: str, new: str, line: int, part: str) -> None:
    assert old in CONTRACT
    said = refusal(CONTRACT.replace(old, new, 1))
    assert part in said
    assert said.startswith(f"text line {line}: ")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "no such file"), ("\n", "empty"), ("- 1\n", "not a block"), ("a: b: c\n", "neither YAML nor JSON"),
        ("a\x00b\n", "control characters"), ("{}", "has no person"), ("---\na: 1\n---\nb: 2\n", "neither"),
        ("? [1]\n: 2\n", "not a single value"), ("person: {age: 1, sex: male}\n\tdiet: x\n", "neither"),
    ],
)  # fmt: skip
def test_what_is_no_person_is_refused(text: str, part: str) -> None:
    if text:
        assert part in refusal(text)


def test_files_are_refused_for_what_they_are(tmp_path: Path) -> None:
    wrong = {"binary": b"\x89PNG\r\n\x1a\n\xff\xfe", "utf16": CONTRACT.encode("utf-16"), "huge": b"#" * 20_000_001,
             "large": b"#" * 1_000_001 + b"\n"}  # fmt: skip
    for name, content in wrong.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError):
            read_person(tmp_path / name, VOCABULARY, TODAY)
    for path in (tmp_path, tmp_path / "absent", Path("x" * 5000), Path("a\0b")):
        with pytest.raises(InputError, match="cannot read"):
            read_person(path, VOCABULARY, TODAY)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbf" + CONTRACT.encode())
    assert read_person(tmp_path / "bom.yaml", VOCABULARY, TODAY) == read(CONTRACT)


def examples() -> list[Path]:
    return sorted(EXAMPLES.glob("*.yaml")) + sorted(EXAMPLES.glob("*.json"))


def test_every_article_cause_has_an_example() -> None:
    names = {path.stem for path in examples()}
    assert {"pernicious-anaemia", "autoimmune-gastritis", "h-pylori-gastritis", "crohns-ileitis", "lupus",
            "low-intake", "metformin-ppi", "gastrectomy"} <= names  # fmt: skip


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.name)
def test_every_example_is_read(path: Path) -> None:
    assert len(read_person(path, VOCABULARY, TODAY).results) >= 6


def test_the_vocabulary_is_whole() -> None:
    for table, ids in ((CONDITIONS, VOCABULARY.conditions), (PROCEDURES, VOCABULARY.procedures),
                       (DRUGS, VOCABULARY.drugs), (FINDINGS, VOCABULARY.findings)):  # fmt: skip
        assert len(table) == len(ids) >= 8
    assert {"paraesthesia", "ataxia", "neuropathy"} <= RED_FLAGS <= VOCABULARY.findings


# ---- anything at all may come: only a refusal may leave


def only_refuses(text: str) -> None:
    try:
        read(text)
    except InputError as refused:
        assert str(refused)


@given(st.text(max_size=200))
def test_arbitrary_text(text: str) -> None:
    only_refuses(text + "\n")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_arbitrary_json(value: Any) -> None:
    only_refuses(json.dumps(value) + "\n")


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_person(data: st.DataObject) -> None:
    plain = yaml.load(CONTRACT, Loader=yaml.BaseLoader)
    for _ in range(data.draw(st.integers(1, 3))):
        _damage(plain, data)
    only_refuses(json.dumps(plain) + "\n")


def _damage(node: Any, data: st.DataObject) -> None:
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    if isinstance(node[key], dict | list) and data.draw(st.booleans()):
        _damage(node[key], data)
    else:
        node[key] = data.draw(JSON | st.sampled_from(["<1", "-1", "9e99", "1e-99", "0001-01-01", "9999"]))


@given(st.integers(0, len(CONTRACT) - 1), st.text(max_size=3), st.integers(0, 5))
def test_a_slip_of_the_keyboard(place: int, typed: str, cut: int) -> None:
    only_refuses(CONTRACT[:place] + typed + CONTRACT[place + cut :])
