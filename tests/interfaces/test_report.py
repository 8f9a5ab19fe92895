"""The report: one page that needs nothing else, says what the JSON says, and shows nothing by colour alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from typer.testing import CliRunner

from corrin.catalog.treatments import TREATMENTS
from corrin.catalog.whole import CATALOGUE
from corrin.engine import rest
from corrin.errors import InputError
from corrin.inference import Explanation, explain
from corrin.inference.forecast import DAYS, Forecast
from corrin.inference.passage import passage, work
from corrin.inference.posterior import Band
from corrin.inference.story import BROKEN, Step, Story, story
from corrin.interfaces import explanation, explanation_json, report
from corrin.interfaces.cli import app
from corrin.interfaces.report import beads, clock, fans, ladder, path, verdict
from corrin.interfaces.report.drawing import Scale, fitting
from corrin.interfaces.report.markup import Markup, element
from corrin.interfaces.report.page import document
from corrin.interfaces.report.words import listed, measured, number, share, spread, unit
from corrin.person import Ignored
from corrin.physiology.body import replaced, typical
from corrin.physiology.cell import Cell
from corrin.physiology.ileum import Ileum

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY = date(2026, 6, 1)
SECTIONS = ("answer", "path", "clock", "beads", "tests", "predicted", "treatment", "failure", "again", "inputs",
            "model")  # fmt: skip
PICTURES = ("path", "clock", "beads", "tests", "treatment")
HOSTILE = "<script>alert('x')</script> & \"quoted\" <img src=http://example.org/x>"


def answered(name: str | None, text: str = "", people: int = 40) -> Explanation:
    from corrin.catalog.history import VOCABULARY
    from corrin.interfaces.person_file import read_person

    person = (
        explanation.read([EXAMPLES / f"{name}.yaml"], TODAY) if name else read_person(text, VOCABULARY, TODAY)
    )
    return explain(person, CATALOGUE, today=TODAY, people=people)


@pytest.fixture(scope="module")
def answer() -> Explanation:
    return answered("pernicious-anaemia", people=2000)


@pytest.fixture(scope="module")
def told(answer: Explanation) -> Story:
    return story(answer)


@pytest.fixture(scope="module")
def page(answer: Explanation, told: Story) -> str:
    return document(answer, told)


@pytest.fixture(scope="module")
def tree(page: str) -> ElementTree.Element:
    return parsed(page)


def parsed(page: str) -> ElementTree.Element:
    head = "<!DOCTYPE html>\n"
    assert page.startswith(head)
    return ElementTree.fromstring(page.removeprefix(head))


def section(tree: ElementTree.Element, name: str) -> ElementTree.Element:
    found = tree.find(f".//section[@id='{name}']")
    assert found is not None, name
    return found


def words(part: ElementTree.Element) -> str:
    return re.sub(r"[ \n]+", " ", "".join(part.itertext())).strip()


def cells(table: ElementTree.Element) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in table.iter("tr")]


# ---- one page that needs nothing else --------------------------------------------------------------


def test_it_needs_nothing_from_elsewhere(page: str) -> None:
    for word in ("<script", "http:", "https:", "//", "@import", "url(", "src=", "href=", "<link", "<iframe"):
        assert word not in page, word


def test_it_is_well_formed_with_language_and_title(tree: ElementTree.Element) -> None:
    assert tree.attrib["lang"] == "en"
    assert words(tree.find("head/title")).startswith("Vitamin B12 report")  # type: ignore[arg-type]
    assert [words(each) for each in tree.iter("h1")] == ["Vitamin B12 report"]


def test_every_section_is_there_in_order_with_its_heading(tree: ElementTree.Element) -> None:
    found = list(tree.iter("section"))
    assert tuple(each.attrib["id"] for each in found) == SECTIONS
    for each in found:
        heading = each.find("h2")
        assert heading is not None and words(heading)
        assert each.attrib["aria-labelledby"] == heading.attrib["id"]
        assert len(words(each)) > len(words(heading)) + 10


def test_no_id_is_used_twice(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)
    assert ids and len(ids) == len(set(ids))


def test_every_picture_has_words_a_line_and_a_table(tree: ElementTree.Element) -> None:
    for name in PICTURES:
        figure = section(tree, name).find("figure")
        assert figure is not None, name
        drawn, caption, table = figure.find("svg"), figure.find("figcaption"), figure.find("table")
        assert drawn is not None and caption is not None and table is not None, name
        assert drawn.attrib["role"] == "img" and words(caption)
        named = [drawn.find(f".//*[@id='{id}']") for id in drawn.attrib["aria-labelledby"].split()]
        assert [each.tag for each in named if each is not None and each.text] == ["title", "desc"]
        assert len(cells(table)) >= 2 and table.find("caption") is not None
    assert len(list(tree.iter("svg"))) == len(PICTURES)


def test_it_is_made_for_paper(page: str) -> None:
    for rule in ("@page", "size: A4", "break-inside: avoid", "break-after: avoid", "@media print"):
        assert rule in page


def test_nothing_in_a_picture_lies_outside_it(tree: ElementTree.Element) -> None:
    seen = 0
    for drawn in tree.iter("svg"):
        _, _, width, height = map(float, drawn.attrib["viewBox"].split())
        for part in drawn.iter():
            for names, most in ((("x", "x1", "x2", "cx"), width), (("y", "y1", "y2", "cy"), height)):
                for name in names:
                    if name in part.attrib:
                        seen += 1
                        assert -0.5 <= float(part.attrib[name]) <= most + 0.5, (part.tag, part.attrib)
    assert seen > 300


def test_no_mark_is_told_by_colour_alone(tree: ElementTree.Element, told: Story) -> None:
    """What differs in meaning differs in word, shape, fill or dash, so that grey ink tells it too."""
    drawn = section(tree, "path").find("figure/svg")
    assert drawn is not None
    broken = [each for each in told.path if each.broken >= 0.5]
    assert broken
    assert [each.text for each in drawn.iter("text")].count("BROKEN") == len(broken)
    assert len([each for each in drawn.iter("rect") if each.attrib["class"] == "broken"]) == len(broken)
    style = tree.find("head/style")
    assert style is not None and style.text
    looks = dict(re.findall(r"^\.([\w-]+) \{([^}]*)\}", style.text, flags=re.MULTILINE))
    assert "fill: #fff" in looks["bead-against"] and "fill: #fff" not in looks["bead-for"]
    assert all("dash" in looks[name] for name in ("limit", "today", "last-rung"))


# ---- what it says ----------------------------------------------------------------------------------


def test_red_flags_come_first(page: str, answer: Explanation) -> None:
    assert answer.red_flags
    assert page.index("Treat without waiting") < page.index(verdict.sentence(answer)[:20])


@pytest.mark.parametrize(("p", "word"), [(0.99, "almost certain"), (0.6, "likely"), (0.01, "very unlikely")])
def test_the_answer_is_one_sentence(answer: Explanation, p: float, word: str) -> None:
    said = verdict.sentence(replace(answer, deficient=Band(p, p, p)))
    assert f"B12 deficiency is {word} (" in said
    assert said.endswith(".") and ". " not in said


def test_numbers_agree_with_the_json(tree: ElementTree.Element, answer: Explanation) -> None:
    json = explanation_json.as_json(answer)
    tiles = words(section(tree, "answer"))
    assert f"Liver store{number(json['store']['q50'])} µg" in tiles
    assert share(json["status"]["deficient"]["p"]) in tiles
    rows = {row[0]: row for row in cells(section(tree, "predicted").find("table"))}  # type: ignore[arg-type]
    assert len(rows) == len(json["predicted"]) + 1
    for id, band in json["predicted"].items():
        told = spread(Band(band["q05"], band["q50"], band["q95"]))
        told = f"positive: {share(band['p'])}" if "p" in band else told
        row = next(row for row in rows.values() if row[1] == told)
        assert row[2] in (unit(id), "–")


def test_forecasts_agree_with_the_json(tree: ElementTree.Element, answer: Explanation) -> None:
    json = explanation_json.as_json(answer)
    tables = section(tree, "treatment").findall("figure/table")
    assert len(tables) == len(json["forecasts"]) >= 3
    for table, forecast in zip(tables, json["forecasts"], strict=True):
        shown = cells(table)
        assert len(shown) == 1 + len(forecast["markers"])
        for row, each in zip(shown[1:], forecast["markers"].values(), strict=True):
            at = each["times_d"].index(28.0)
            assert row[3] == spread(Band(each["q05"][at], each["q50"][at], each["q95"][at]))


def test_evidence_agrees_with_the_json(tree: ElementTree.Element, answer: Explanation) -> None:
    json = explanation_json.as_json(answer)
    table = section(tree, "beads").find("figure/table")
    assert table is not None
    shown = cells(table)
    assert len(shown) == 3 + len(json["contributions"])
    for n, (row, each) in enumerate(zip(shown[3:], json["contributions"], strict=True)):
        assert row[0] == f"{beads.letter(n)} {measured(each['result'])}"
        step = beads.change(json["status"]["deficient"]["p"], each["deficient_without_it"])
        assert row[1] == ("·" if abs(step) < 0.05 else f"{step:+.1f}".replace("-", "−"))


def test_the_basis_is_told(tree: ElementTree.Element, answer: Explanation) -> None:
    said = words(section(tree, "model"))
    json = explanation_json.as_json(answer)
    for each in (json["model"]["version"], json["model"]["hash"], json["status"]["definition"], "not a medical device",
                 f"Seed{json['seed']}"):  # fmt: skip
        assert each in said
    inputs = words(section(tree, "inputs"))
    assert all(measured(each) in inputs for each in json["used"])
    assert all(each["why"] in inputs for each in json["ignored"])


def test_the_same_answer_gives_the_same_page(page: str, answer: Explanation, told: Story) -> None:
    assert document(replace(answer, seconds=1e6), told) == page


def test_what_a_user_wrote_is_escaped(answer: Explanation, told: Story) -> None:
    rude = replace(
        answer,
        used=(*answer.used, HOSTILE),
        ignored=(Ignored(HOSTILE, HOSTILE),),
        warnings=(HOSTILE,),
        red_flags=(HOSTILE,),
        contributions=tuple(each._replace(result=HOSTILE) for each in answer.contributions),
    )
    page = document(rude, told)
    tree = parsed(page)
    assert "<script" not in page and "<img" not in page and "&lt;script&gt;" in page
    assert HOSTILE.lower() in words(section(tree, "answer")).lower()
    assert HOSTILE in words(section(tree, "inputs"))


def test_an_attribute_is_escaped_and_markup_is_not_escaped_twice() -> None:
    assert element("p", "<b>", class_='"x"') == '<p class="&quot;x&quot;">&lt;b&gt;</p>'
    assert element("p", element("b", "a & b")) == "<p><b>a &amp; b</b></p>"
    assert isinstance(element("br"), Markup) and element("br") == "<br/>"


# ---- the story behind it ---------------------------------------------------------------------------


def test_pernicious_anaemia_breaks_the_stomach(told: Story) -> None:
    steps = {each.id: each for each in told.path}
    assert steps["factor"].broken > 0.5 and steps["ileum"].broken < 0.5
    assert steps["ileum"].here.q95 < 0.2 * steps["ileum"].healthy
    assert steps["marrow"].here.q50 < steps["marrow"].healthy
    assert "Stomach: intrinsic factor" in path.summary(told.path)


def test_only_the_step_that_is_hurt_works_less() -> None:
    body = typical()
    health = rest(body)
    hurt = replaced(body, {Ileum.cubam: 0.2 * body.ileum.cubam})
    alone = work(rest(hurt), hurt, health, body)
    assert alone.ileum < BROKEN
    assert np.allclose([part for name, part in alone._asdict().items() if name != "ileum"], 1.0)
    assert passage(rest(hurt), hurt).ileum < passage(health, body).ileum


def test_the_cell_s_own_work_is_the_cofactor_that_it_keeps() -> None:
    body = typical()
    health = rest(body)
    hurt = replaced(body, {Cell.oxidation: 0.5})
    ill = rest(hurt)
    kept = (ill.methyl / ill.cytosol) / (health.methyl / health.cytosol)
    assert work(ill, hurt, health, body).cell == pytest.approx(kept, rel=1e-6)


def test_the_years_run_through_today_and_store_only_falls(told: Story) -> None:
    days = told.clock.days
    assert days[0] < 0.0 < days[-1] and 0.0 in days and np.all(np.diff(days) > 0.0)
    assert {len(bands) for bands in (told.clock.store, *told.clock.markers.values())} == {days.size}
    store = np.array([each.q50 for each in told.clock.store])
    assert store[0] > store[-1] > 0.0
    for bands in (told.clock.store, *told.clock.markers.values()):
        assert all(each.q05 <= each.q50 <= each.q95 for each in bands)


def test_today_on_the_clock_is_day_0_of_the_forecast(answer: Explanation, told: Story) -> None:
    today = told.clock.days.tolist().index(0.0)
    for id, bands in told.clock.markers.items():
        assert bands[today].q50 == pytest.approx(answer.forecasts[0].markers[id][0].q50, rel=0.03)


def test_a_failure_lies_short_of_the_response(answer: Explanation, told: Story) -> None:
    seen = 0
    for forecast in answer.forecasts:
        for each in told.rechecks[forecast.treatment]:
            assert each.day in DAYS and each.day >= 7.0
            if each.late is None:
                continue
            seen += 1
            reached = forecast.markers[each.marker][DAYS.index(each.late)].q50
            assert min(each.now, reached) < each.bound < max(each.now, reached)
    assert seen >= 4


def test_every_treatment_says_what_failure_would_mean() -> None:
    assert len(TREATMENTS) >= 12
    assert all(each.failure.endswith(".") for each in TREATMENTS.values())


def test_nothing_is_told_of_a_treatment_that_cannot_be_judged(answer: Explanation, told: Story) -> None:
    flat = Forecast("stop-metformin", {"mma": [Band(1.0, 2.0, 3.0)] * len(DAYS)}, {"mma": None})
    quiet = replace(told, rechecks={"stop-metformin": ()})
    said = fans.failures(replace(answer, forecasts=(flat,)), quiet)
    assert "No result within four months would tell." in "".join(map(str, said))


# ---- awkward people --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "person: {age: 55, sex: male}",
        "person: {age: 0.5, sex: female, weight: 7}\ndiet: vegan\nresults: [{test: mma, value: '>2000', unit: nmol/L}]",
        "person: {age: 70, sex: female}\ndoses: [{of: hydroxocobalamin, amount: 1, unit: mg, route: im, date: "
        "2026-05-20}]\nresults: [{test: hb, value: 94, unit: g/L, date: 2026-05-30}]",
    ],
    ids=["no results", "an infant", "treated"],
)  # fmt: skip
def test_awkward_people_get_a_whole_page(text: str) -> None:
    answer = answered(None, text, people=24)
    tree = parsed(document(answer, story(answer)))
    assert tuple(each.attrib["id"] for each in tree.iter("section")) == SECTIONS
    said = words(tree)
    assert "nan" not in said.split() and "inf" not in said.split() and "None" not in said.split()


def test_the_last_rung_says_that_nothing_more_is_needed(answer: Explanation) -> None:
    bare = replace(answer, next_tests=())
    assert ladder.summary(bare).startswith("Nothing more is needed")
    assert "Nothing more is needed" in ladder.draw(bare)
    assert "Nothing more is needed" in ladder.draw(answer)


@pytest.mark.parametrize(
    ("times", "says"),
    [
        ((0.0, 0.0, 1.0), "Anaemia is here already"),
        ((1.0, 2.5, None), "anaemia is expected in 2.5 years (1.0 to beyond ten)"),
        ((None, None, None), "not anaemic within ten years."),
        ((0.0, None, None), "one in twenty is already"),
    ],
)
def test_the_time_left_is_one_sentence(answer: Explanation, times: Sequence[float | None], says: str) -> None:
    left = answer.time_to_anaemia._replace(**dict(zip(("q05", "q50", "q95"), times, strict=True)))
    assert says in clock.anaemia(replace(answer, time_to_anaemia=left))


def test_a_path_without_a_break_says_so() -> None:
    whole = Step("ileum", Band(1.0, 2.0, 3.0), 2.0, Band(0.9, 1.0, 1.1), 0.0)
    assert path.summary([whole]).startswith("No step is broken")
    weak = whole._replace(works=Band(0.7, 0.8, 0.9))
    assert "Weakened: Terminal ileum." in path.summary([weak])


# ---- numbers and scales ----------------------------------------------------------------------------


def test_numbers_keep_three_figures() -> None:
    shown = [number(each) for each in (0.0, 0.001, 0.456, 9.996, 12.34, 99.97, 345.6, 12345.0)]
    assert shown == ["0", "<0.01", "0.46", "10.0", "12.3", "100", "346", "12\N{NARROW NO-BREAK SPACE}300"]


def test_chances_are_never_certain() -> None:
    assert [share(each) for each in (0.0, 0.004, 0.5, 0.999, 1.0)] == [
        "<1 %",
        "<1 %",
        "50 %",
        ">99 %",
        ">99 %",
    ]


def test_lists_read_as_sentences() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in (0, 1, 2, 3)] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.3), (80.0, 180.0), (3.0, 90_000.0), (99.9, 100.0)])
def test_a_scale_holds_its_bands_and_has_ticks(low: float, high: float) -> None:
    scale = fitting([Band(low, 0.5 * (low + high), high)], (), 100.0, 0.0)
    assert scale.low <= low < high <= scale.high
    assert 100.0 >= scale(low) > scale(high) >= 0.0
    ticks = scale.ticks(3)
    assert ticks and all(scale.low <= each <= scale.high for each in ticks)
    assert isinstance(scale, Scale)


# ---- the file --------------------------------------------------------------------------------------


def test_it_is_written_whole(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    place.write_text("old", encoding="utf-8")
    done = CliRunner().invoke(app, ["explain", str(EXAMPLES / "low-intake.yaml"), "--people", "24", "--workers", "1",
                                    "--today", "2026-06-01", "--html", str(place)])  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]
    parsed(place.read_text(encoding="utf-8"))
    assert place.stat().st_mode & 0o777 == 0o644
    assert "Deficient:" in done.stdout


def test_a_failure_while_writing_leaves_what_was_there(
    tmp_path: Path, answer: Explanation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("corrin.interfaces.output.os.replace", full)
    place = tmp_path / "report.html"
    place.write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="No space"):
        report.write(answer, place)
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]
    assert place.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("x.pdf", "unknown file ending '.pdf'; accepted: .htm, .html"),
        ("x", "unknown file ending 'x'"),
        ("nowhere/x.html", "nowhere' does not exist; make it, or write elsewhere"),
        ("folder.html", "is a folder; --html takes a file"),
    ],
)
def test_an_unwritable_place_is_refused_before_any_time_is_spent(
    tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(InputError, match=re.escape(says)):
        report.writable(tmp_path / name)
    done = CliRunner().invoke(
        app, ["explain", str(EXAMPLES / "low-intake.yaml"), "--html", str(tmp_path / name)]
    )
    assert done.exit_code == 2 and says in done.stderr and len(done.stderr.splitlines()) == 1
