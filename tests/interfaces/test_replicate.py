"""`corrin replicate`: the rows of the contract, files of one's own, and how they are refused."""

from __future__ import annotations

import json
import math
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings, strategies as st
from typer.testing import CliRunner, Result

from corrin.catalog.markers import MARKERS
from corrin.catalog.studies import ids, study
from corrin.errors import InputError
from corrin.interfaces import replication, study_file
from corrin.interfaces.cli import app
from corrin.interfaces.replication import Answer, Plan, Told
from corrin.setting import Setting
from corrin.study.replicate import Row

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "studies.md"
KEYS = {
    "study", "use", "arm", "marker", "day", "statistic", "unit", "observed", "low", "high", "band", "simulated",
    "simulated_low", "simulated_high", "within", "z", "where", "because",
}  # fmt: skip
FEW = ("--persons", 40, "--workers", 1)


def corrin(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def example() -> str:
    """The study that the guide prints."""
    blocks = re.findall(
        r"^```python\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert len(blocks) == 1
    return blocks[0]


def own(folder: Path, change: Callable[[str], str] = lambda text: text) -> Path:
    place = folder / "my_study.py"
    place.write_text(change(example()), encoding="utf-8")
    return place


def swapped(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def refusal(*words: object) -> str:
    done = corrin("replicate", *words)
    lines = done.stderr.splitlines()
    assert done.exit_code == 2 and len(lines) == 1 and done.stdout == "", done.output
    return lines[0]


def row(**more: Any) -> Row:
    plain = {
        "study": "s", "use": "calibration", "arm": "a", "marker": "mma", "day": 0.0, "statistic": "mean",
        "unit": "nmol/L", "observed": 200.0, "low": 150.0, "high": 250.0, "band": "assigned", "simulated": 210.0,
        "simulated_low": 190.0, "simulated_high": 230.0,
    }  # fmt: skip
    return Row(**plain | more)


def answer(*rows: Row) -> Answer:
    return Answer(Told("s", "calibration", "Why?", "corrin", "", "", "", False), rows)


# ---- the example of the guide ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = corrin("replicate", own(tmp_path_factory.mktemp("own")), *FEW, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_the_example_of_the_guide_keeps_the_contract(told: dict[str, Any]) -> None:
    assert len(told["rows"]) == 5
    for each in told["rows"]:
        assert KEYS <= each.keys()
        assert each["study"] == "my-study" and each["use"] == "validation"
        assert each["band"] in ("published", "assigned")
        assert each["low"] <= each["observed"] <= each["high"]
        assert each["simulated_low"] <= each["simulated_high"]
        assert each["within"] == (each["low"] <= each["simulated"] <= each["high"])
        assert math.isfinite(each["z"])
    assert told["rows"][4]["arm"] == "high v low"
    within = sum(each["within"] for each in told["rows"])
    assert told["summary"] == {"validation": {"points": 5, "within": within}}
    assert told["studies"]["my-study"]["question"] == "Do 1000 ug a day by mouth do more than 50?"


def test_the_guide_names_the_commands_that_there_are() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert "corrin replicate my_study.py" in text
    shown = corrin("replicate", "--help").stdout
    for option in set(re.findall(r"--[a-z]+", text)):
        assert option in shown + corrin("people", "--help").stdout


def test_table_has_a_line_a_figure_and_a_summary(tmp_path: Path) -> None:
    done = corrin("replicate", own(tmp_path), "--persons", 40, "--workers", 2)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert sum(line.split()[:1] == ["my-study"] for line in lines) == 5
    assert re.fullmatch(r"validation: \d of 5 figures within their bands", lines[-1].strip())
    assert max(map(len, lines)) <= 140


def test_misses_are_marked() -> None:
    from rich.console import Console

    shown = answer(
        row(), row(simulated=400.0), row(simulated=400.0, because="a reason"), row(simulated=math.nan)
    )
    console = Console(width=140)
    with console.capture() as caught:
        console.print(replication.table([shown]))
    ends = [line.split("nmol/L")[-1].split()[1:] for line in caught.get().splitlines()[1:]]
    assert ends == [[], ["MISS"], ["miss,", "expected"], ["MISS"]]


def test_workers_change_nothing(tmp_path: Path) -> None:
    names = [str(own(tmp_path)), "marcuard1994"]
    one, two = (replication.run(names, Plan(40), workers=workers) for workers in (1, 2))
    assert one == two
    assert [each.told.id for each in one] == ["my-study", "marcuard1994"]
    assert replication.run(names, Plan(40, seed=1))[0].rows != one[0].rows


def test_progress_is_told_by_study() -> None:
    seen: list[tuple[int, str]] = []
    replication.run(["marcuard1994", "thompson1977"], Plan(20), progress=lambda *each: seen.append(each))
    assert seen == [(1, "marcuard1994"), (2, "thompson1977")]


def test_use_chooses() -> None:
    chosen = replication.named(use="calibration")
    assert chosen and {study(id).use for id in chosen} == {"calibration"}
    assert set(replication.named()) == set(ids())
    assert replication.named(["thompson1977", "thompson1977"]) == ["thompson1977"]


def test_draws_widen_the_ranges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = tuple(Setting({"plasma.transcobalamin_synthesis": factor}) for factor in (0.6, 1.6))
    monkeypatch.setattr(replication, "posterior", lambda: drawn)
    name = str(own(tmp_path))
    without, one = (replication.run([name], Plan(40, draws=draws))[0].rows for draws in (0, 2))
    assert [each.simulated for each in without] == [each.simulated for each in one]
    widths = [[each.simulated_high - each.simulated_low for each in rows] for rows in (without, one)]
    assert widths[1][1] > 1.05 * widths[0][1]
    with pytest.raises(InputError, match="draws 3: the calibration left 2"):
        replication.run([name], Plan(40, draws=3))


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_an_interrupt_leaves_no_worker() -> None:
    command = [
        sys.executable,
        "-c",
        "from corrin.interfaces.cli import main; main()",
        "replicate",
        "--workers",
        "2",
    ]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               start_new_session=True)  # fmt: skip
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    for _ in range(400):
        if len(children.read_text(encoding="ascii").split()) >= 2:
            break
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(running.pid, signal.SIGINT)
    shown, said = running.communicate(timeout=15)
    assert (running.returncode, shown, said) == (130, "", "corrin: stopped; nothing half-written was left\n")
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)


def test_json_has_no_nan() -> None:
    odd = row(simulated=math.inf, simulated_low=math.nan, simulated_high=-math.inf)
    text = json.dumps(replication.as_json([answer(odd, row())], Plan()), allow_nan=False)
    found = json.loads(text)["rows"][0]
    assert [found[key] for key in ("simulated", "simulated_low", "simulated_high")] == [None] * 3
    assert found["within"] is False


# ---- figures ---------------------------------------------------------------------------------------


def test_a_figure_of_each_study_is_drawn(tmp_path: Path) -> None:
    folder = tmp_path / "figures"
    for _ in range(2):  # the second time over the first
        assert corrin("replicate", own(tmp_path), *FEW, "--plot", folder).exit_code == 0
    assert [each.name for each in folder.iterdir()] == ["my-study.svg"]
    text = (folder / "my-study.svg").read_text(encoding="utf-8")
    ElementTree.fromstring(text)
    for words in ("accepted band", "simulated", "high: total-b12, mean, day 90", "of 5 within"):
        assert words in text


def test_rows_without_numbers_are_drawn(tmp_path: Path) -> None:
    from corrin.interfaces import replication_figure

    rows = (row(simulated=math.nan, simulated_low=math.nan, simulated_high=math.nan), row(simulated=math.inf),
            row(observed=1.0, low=1.0, high=1.0, simulated=-1.0, statistic="direction"), row(simulated=1e9))  # fmt: skip
    place = replication_figure.write([answer(*rows)], tmp_path)[0]
    assert "no number" in place.read_text(encoding="utf-8")


# ---- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("kuzminsky1998",), "unknown study 'kuzminsky1998'; nearest: kuzminski1998"),
        (("nobody.py",), "nobody.py: cannot read the study: No such file"),
        (("--use", "calibrate"), "unknown use 'calibrate'; nearest: calibration"),
        (("--persons", 3), "--persons"),
        (("--draws", 100_000, "thompson1977"), "ask for no more"),
        (("--plot", "no-such-folder/x", "thompson1977"), "folder 'no-such-folder' does not exist"),
        (("thompson1977", "--use", "validation"), "none of these studies is for validation"),
    ],
)  # fmt: skip
def test_wrong_words_are_refused(words: tuple[object, ...], says: str) -> None:
    assert says in refusal(*words)


FAULTS = (
    (swapped("high=200.0", "high=200.0,,"), "line 13: invalid syntax"),
    (swapped("LogNormal(8.0, 0.5)", "LogNormal(8.0, 0.5, 1, 2, 3, 4)"), "line 12: TypeError: "),
    (swapped("import CAUSES", "import CAUSE"), "line 1: ImportError: "),
    (swapped('POPULATIONS["north-europe"]', 'POPULATIONS["europe"]'), "line 10: KeyError: 'europe'"),
    (swapped("STUDY =", "MINE ="), "declares no STUDY"),
    (lambda text: text + "STUDY = 3\n", "STUDY is a int; make it a corrin.study.Study"),
    (lambda text: text + "raise SystemExit\n", "line 33: SystemExit: "),
    (swapped('At("total-b12", 90.0), MEAN', 'At("total-b21", 90.0), MEAN'),
     "figure 2: unknown marker 'total-b21'; nearest: total-b12"),
    (swapped('Observed("low", At', 'Observed("lo", At'), "figure 4: unknown arm 'lo'; "),
    (swapped('against="low"', 'against="lower"'), "figure 5: unknown arm 'lower'; nearest: low"),
    (swapped('170.0, "pmol/L"', '170.0, "furlong"'), "figure 1: total-b12 in furlong: corrin knows no such unit"),
    (swapped('use="validation"', 'use="fun"'), "unknown use 'fun'; accepted: calibration, validation"),
    (swapped('Arm("low"', 'Arm("high"'), "two arms have one id"),
    (swapped('keep=(Keep(At("total-b12")', 'keep=(Keep(At("b12")'), "unknown marker 'b12'"),
    (swapped("exposures=(Exposure", "mix=(Mix(0.5, (Exposure"), "line 12: "),
    (swapped("n=40, given", 'n=40, platform="rosche", given'), "arm high: unknown platform 'rosche'; nearest: roche"),
    (swapped("1000 ug cyanocobalamin oral daily", "1000 ug cyano daily"), "line 22: "),
    (lambda text: "", "declares no STUDY"),
)  # fmt: skip


@pytest.mark.parametrize("number", range(len(FAULTS)))
def test_a_fault_in_a_file_is_one_sentence(number: int, tmp_path: Path) -> None:
    change, says = FAULTS[number]
    sentence = refusal(own(tmp_path, change))
    assert "my_study.py" in sentence and says in sentence, sentence


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "x.py"
    place.write_bytes(b"\xff\xfe\x00")
    assert "it is not UTF-8" in refusal(place)
    (tmp_path / "x.yaml").write_text("a: 1", encoding="utf-8")
    assert "is no Python file" in refusal(tmp_path / "x.yaml")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_broken_file_never_ends_in_anything_but_a_sentence(data: st.DataObject) -> None:
    """A piece of the example's text left out, doubled or replaced: it is read, or refused with the file's name."""
    import tempfile

    text = example()
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first, min(len(text), first + 12)))
    put = data.draw(st.sampled_from(["", "(", "'", "0", "None", "\n", "x", text[first:last] * 2]))
    with tempfile.TemporaryDirectory() as name:
        place = own(Path(name), lambda text: text[:first] + put + text[last:])
        try:
            found = study_file.read(str(place), MARKERS)
        except InputError as error:
            assert "my_study.py" in str(error) and "\n" not in str(error)
        else:
            assert found.observed


def test_people_who_cannot_be_found_lose_no_row(tmp_path: Path) -> None:
    place = own(tmp_path, swapped("high=200.0", "high=2.0"))
    done = corrin("replicate", place, "--persons", 20, "--workers", 1, "--json")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert "could not be run" in done.stderr and "my_study.py: arm high: of " in done.stderr
    told = json.loads(done.stdout)
    assert [each["simulated"] for each in told["rows"]] == [None] * 5
    assert told["summary"] == {"validation": {"points": 5, "within": 0}}
    assert "widen the bounds" in told["studies"]["my-study"]["lacking"]


def test_what_a_file_works_out_may_fail(tmp_path: Path) -> None:
    place = own(tmp_path, lambda text: text.replace("MEAN, 170.0", "WRONG, 170.0").replace(
        "STUDY = ", 'from corrin.study.statistic import Statistic\nWRONG = Statistic("x", "level", lambda x: x.nothing)\n'
        "STUDY = ", 1))  # fmt: skip
    sentence = refusal(place, *FEW)
    assert "my_study.py line 17: AttributeError" in sentence
