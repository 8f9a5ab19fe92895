"""A site's menu: what is read, that everything else is refused with its line, and how the advice follows it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from typer.testing import CliRunner

from corrin.catalog.markers import MARKERS
from corrin.catalog.whole import CATALOGUE
from corrin.errors import InputError
from corrin.inference import Explanation
from corrin.inference.next_test import NextTest
from corrin.interfaces import advice, explanation, site_menu
from corrin.interfaces.cli import app
from corrin.interfaces.report import ladder
from corrin.interfaces.site_menu import Offer

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "site.toml"
PERSON = ROOT / "examples" / "metformin-ppi.yaml"
GOOD = """\
# a comment with mma and cost
others = true

[mma]
available = false
cost = 12
wait = 10.5

[anti-if]
cost = 3
"""


def read(text: str, folder: Path) -> site_menu.Menu:
    place = folder / "site.toml"
    place.write_text(text, encoding="utf-8")
    return site_menu.read(place, MARKERS)


def test_a_menu_is_read(tmp_path: Path) -> None:
    menu = read(GOOD, tmp_path)
    assert menu.offers == {"mma": Offer(False, 12.0, 10.5), "anti-if": Offer(None, 3.0, None)}
    here = menu.at(CATALOGUE)
    assert here.unavailable == {"mma"}
    assert (here.markers["mma"].cost, here.markers["mma"].wait) == (12.0, 10.5)
    assert (here.markers["anti-if"].cost, here.markers["anti-if"].wait) == (
        3.0,
        CATALOGUE.markers["anti-if"].wait,
    )
    assert here.markers["holotc"] == CATALOGUE.markers["holotc"]


def test_what_is_not_named_can_be_ruled_out(tmp_path: Path) -> None:
    here = read("others = false\n[holotc]\n[hb]\navailable = true\n", tmp_path).at(CATALOGUE)
    assert here.unavailable == set(MARKERS) - {"holotc", "hb"}
    assert read("", tmp_path).at(CATALOGUE).unavailable == frozenset()


def test_the_example_is_read() -> None:
    here = site_menu.read(EXAMPLE, MARKERS).at(CATALOGUE)
    assert here.unavailable == {"gastrin", "h-pylori-breath"}


REFUSED = [  # change to the good menu, its line, what the sentence holds
    ("[mma]", "[mme]", 4, "unknown test 'mme'; nearest: mma"),
    ("[anti-if]", "[anti-iff]", 9, "nearest: anti-if"),
    ("others = true", "other = true", 2, "unknown test 'other'; nearest: others"),
    ("others = true", "others = 1", 2, "others 1 is refused: write true or false"),
    ("others = true", "holotc = 5", 2, "holotc = 5 is not a table; write [holotc]"),
    ("available = false", "available = 'no'", 5, "available of mma 'no' is refused: write true or false"),
    ("available = false", "availble = false", 5, "unknown key of mma 'availble'; nearest: available"),
    (
        "cost = 12",
        "cost = '12'",
        6,
        "cost of mma '12' is refused: write a number from 0 to 10000 (blood counts)",
    ),
    ("cost = 12", "cost = -1", 6, "cost of mma -1 is refused"),
    ("cost = 12", "cost = nan", 6, "cost of mma nan is refused"),
    ("cost = 12", "cost = true", 6, "cost of mma True is refused"),
    ("wait = 10.5", "wait = 400", 7, "from 0 to 365 (days)"),
    ("wait = 10.5", "wait = [1]", 7, "wait of mma [1] is refused"),
    ("cost = 3", "price = 3", 10, "unknown key of anti-if 'price'; accepted: available, cost, wait"),
    ("cost = 3", "cost = inf", 10, "cost of anti-if inf"),
    ("cost = 12", "cost = 12\ncost = 13", 7, "this is not TOML: Cannot overwrite a value"),
    ("wait = 10.5", "wait = 10,5", 7, "this is not TOML"),
    ("[mma]", "[mma", 4, "this is not TOML"),
]


@pytest.mark.parametrize(("old", "new", "line", "part"), REFUSED)
def test_a_slip_is_refused_with_its_line_and_a_cure(
    tmp_path: Path, old: str, new: str, line: int, part: str
) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as refused:
        read(GOOD.replace(old, new, 1), tmp_path)
    assert part in str(refused.value)
    assert str(refused.value).startswith(f"site.toml line {line}: ")


def test_files_are_refused_for_what_they_are(tmp_path: Path) -> None:
    for content in (b"\xff\xfe\x00", b"a" * 100_001, b"\x00", b"a = " + b"[" * 90_000):
        (tmp_path / "x.toml").write_bytes(content)
        with pytest.raises(InputError):
            site_menu.read(tmp_path / "x.toml", MARKERS)
    for path in (tmp_path, tmp_path / "absent.toml", Path("a\0b")):
        with pytest.raises(InputError, match="cannot read"):
            site_menu.read(path, MARKERS)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(GOOD) - 1), st.text(max_size=4), st.integers(0, 9))
def test_a_slip_of_the_keyboard_is_read_or_refused(tmp_path: Path, place: int, typed: str, cut: int) -> None:
    try:
        menu = read((GOOD[:place] + typed + GOOD[place + cut :]).encode("utf-8", "ignore").decode(), tmp_path)
    except InputError as refused:
        assert str(refused)
    else:
        assert menu.at(CATALOGUE).markers.keys() == CATALOGUE.markers.keys()


# ---- the advice follows it -------------------------------------------------------------------------


def explained(*words: object) -> Any:
    asked = ["explain", PERSON, "--people", 60, "--workers", 1, "--today", "2026-06-01", *words]
    return CliRunner().invoke(app, [str(word) for word in asked])


def test_a_test_that_is_not_offered_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    usual, done = (explained("--json", *more) for more in ((), ("--menu", EXAMPLE)))
    assert done.exit_code == 0, done.stderr
    before, here = json.loads(usual.stdout), json.loads(done.stdout)
    lacking = {each["test"] for each in here["tests_left_out"]}
    assert lacking <= {"gastrin", "h-pylori-breath"} and lacking
    assert lacking.isdisjoint(each["test"] for each in here["next_tests"])
    assert lacking <= {each["test"] for each in before["next_tests"]} and before["tests_left_out"] == []
    for each in here["next_tests"]:
        if each["test"] == "mma":
            assert (each["cost"], each["wait_d"]) == (12.0, 10.0)
    assert {key: here[key] for key in ("status", "causes")} == {
        key: before[key] for key in ("status", "causes")
    }


def test_a_bad_menu_is_refused_before_anybody_is_lived(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text("[mme]\n", encoding="utf-8")
    done = explained("--menu", tmp_path / "site.toml")
    assert done.exit_code == 2 and done.stdout == ""
    assert done.stderr.startswith("corrin: site.toml line 1: unknown test 'mme'")


@pytest.fixture(scope="module")
def answer() -> Explanation:
    from datetime import date

    from corrin.inference import explain

    today = date(2026, 6, 1)
    return explain(explanation.read([PERSON], today), CATALOGUE, today=today, people=60)


DECIDING = NextTest("holotc", 0.3, 0.1, 0.4, 5.0, 3.0, "Before any B12 is given.")
TELLING = NextTest("anti-if", 0.0, 0.2, 0.0, 4.0, 7.0, "")


def test_the_last_rung_says_whether_anything_is_needed(answer: Explanation) -> None:
    def said(*tests: NextTest) -> str:
        return advice.rung(replace(answer, next_tests=tests))

    assert said(DECIDING, TELLING) == "The decision may turn on Holotranscobalamin (active B12)."
    assert said(TELLING).startswith("Nothing more is needed to decide") and "Intrinsic factor" in said(
        TELLING
    )
    assert said() == "Nothing more is needed: no further test is expected to change what is believed."
    assert said(DECIDING._replace(available=False)).startswith("Nothing that this site offers would decide")


def test_page_and_report_name_what_is_left_out(answer: Explanation) -> None:
    here = replace(answer, next_tests=(TELLING, DECIDING._replace(available=False)))
    assert advice.left_out(here) == "Left out, not offered here: Holotranscobalamin (active B12) (0.40 bits)."
    drawn = ladder.draw(here)
    assert "not offered here; left out" in drawn and "Nothing that this site offers would decide" in drawn
    assert advice.left_out(answer) == ""
