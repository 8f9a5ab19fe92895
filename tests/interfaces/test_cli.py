"""The command line: what it prints and writes, and how it refuses."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.csv
import pyarrow.parquet
import pytest
import xarray as xr
from typer.testing import CliRunner, Result

from corrin import __version__
from corrin.catalog.causes import CAUSES
from corrin.catalog.markers import MARKERS
from corrin.interfaces.cli import app
from corrin.marker import Marker

ROOT = Path(__file__).resolve().parents[2]
PA = ("simulate", "--cause", "pernicious-anaemia", "--years", "2")
VEGAN = ROOT / "examples" / "low-intake.yaml"
EXPLAIN = ("explain", "--people", "24", "--workers", "1", "--today", "2026-06-01")


def corrin(*words: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=given)


def process(*words: object, **more: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from corrin.interfaces.cli import main; main()", *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more,
    )  # fmt: skip


def ran(*words: object) -> str:
    done = corrin(*words)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def refusal(*words: object, given: str | None = None) -> str:
    """The one sentence of a refusal, and nothing but it."""
    done = corrin(*words, given=given)
    assert done.exit_code == 2, (done.exit_code, done.stderr, done.exception)
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("corrin: "), done.stderr
    assert "Traceback" not in done.output and done.stdout == ""
    return lines[0]


def numbers(part: Any) -> bool:
    return isinstance(part, list) and all(
        isinstance(each, int | float) and math.isfinite(each) for each in part
    )


# ---- simulate --------------------------------------------------------------------------------------


def test_simulate_prints_a_table() -> None:
    shown = ran(*PA)
    for word in ("time", "B12 in body", "total-b12", "pmol/L", "mma", "nmol/L", "hb", "0 d", "2.0 y"):
        assert word in shown
    assert len(shown.splitlines()) < 30
    assert max(map(len, shown.splitlines())) <= 140


def test_simulate_json_keeps_the_contract() -> None:
    told = json.loads(ran(*PA, "--treat", "hydroxocobalamin-im-uk from=1y", "--json"))
    assert set(told) >= {"times", "markers", "stores", "flows", "person", "causes", "treatments"}
    times = told["times"]
    assert times["unit"] == "d" and numbers(times["values"])
    assert times["values"] == sorted(set(times["values"]))
    assert set(told["markers"]) == set(MARKERS)
    assert "body" in told["stores"] and {"eaten", "urine", "stool"} <= set(told["flows"])
    for group in ("markers", "stores", "flows"):
        for id, each in told[group].items():
            assert isinstance(each["unit"], str) and each["unit"], id
            assert numbers(each["values"]) and len(each["values"]) == len(times["values"]), id
    for id, each in told["markers"].items():
        known = MARKERS[id]
        assert each["unit"] == (known.unit if isinstance(known, Marker) else "1")
    assert told["person"].keys() >= {"age", "sex", "weight", "egfr"}
    assert [each["id"] for each in told["causes"]] == ["pernicious-anaemia"]
    assert [(each["id"], each["from_d"]) for each in told["treatments"]] == [
        ("hydroxocobalamin-im-uk", 365.0)
    ]


def test_persons_give_quantiles() -> None:
    told = json.loads(ran(*PA, "--persons", 5, "--workers", 1, "--json"))
    for each in told["markers"].values():
        assert "values" not in each
        low, middle, high = (np.array(each[name]) for name in ("q05", "q50", "q95"))
        assert np.all(low <= middle) and np.all(middle <= high)
    assert "(" in ran(*PA, "--persons", 3, "--workers", 1)


def test_the_seed_decides_who_they_are() -> None:
    answers = [ran(*PA, "--persons", 3, "--workers", 1, "--json", "--seed", seed) for seed in (1, 1, 2)]
    assert answers[0] == answers[1] != answers[2]


@pytest.mark.parametrize("persons", [1, 3])
def test_files_carry_units(tmp_path: Path, persons: int) -> None:
    names = [tmp_path / f"x.{ending}" for ending in ("nc", "parquet", "csv")]
    for name in names:
        ran(*PA, "--persons", persons, "--workers", 1, "-o", name)
    assert sorted(tmp_path.iterdir()) == sorted(names), "nothing else is left"
    with xr.open_dataset(names[0], engine="h5netcdf", decode_times=False) as data:
        data.load()
    assert data["mma"].attrs["units"] == "nmol/L" and data["day"].attrs["units"] == "d"
    assert data["mma"].dims == (("day",) if persons == 1 else ("quantile", "day"))
    assert "pernicious-anaemia" in data.attrs["causes"]
    table = pyarrow.parquet.read_table(names[1])
    assert table.num_rows == data["mma"].size
    units = {field.name: field.metadata[b"unit"].decode() for field in table.schema}
    assert units["mma"] == "nmol/L" and units["day"] == "d" and units["store_body"] == "ug"
    assert set(MARKERS) <= set(units)
    assert json.loads(table.schema.metadata[b"attributes"])["sex"] == "male"
    written = pyarrow.csv.read_csv(names[2])
    assert {"day [d]", "mma [nmol/L]", "flow_eaten [ug/d]"} <= set(written.column_names)
    np.testing.assert_allclose(
        np.sort(written["mma [nmol/L]"].to_numpy()), np.sort(np.asarray(data["mma"]).ravel()), rtol=1e-12
    )
    assert [name.stat().st_mode & 0o777 for name in names] == [0o644] * 3


@pytest.mark.parametrize(
    ("name", "starts"), [("x.png", b"\x89PNG\r\n"), ("x.svg", b"<?xml"), ("x.pdf", b"%PDF-")]
)
def test_a_plot_is_written(tmp_path: Path, name: str, starts: bytes) -> None:
    ran(*PA, "--treat", "hydroxocobalamin-im-uk from=1y", "--plot", tmp_path / name)
    written = (tmp_path / name).read_bytes()
    assert written.startswith(starts) and len(written) > 8_000
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_file_is_overwritten_whole(tmp_path: Path) -> None:
    place = tmp_path / "x.csv"
    place.write_text("old\n", encoding="utf-8")
    ran(*PA, "-o", place)
    assert "old" not in place.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--cause", "pernicious"), "unknown cause 'pernicious'; nearest: pernicious-anaemia"),
        (("--cause", "xyzzy"), "unknown cause 'xyzzy'; accepted: acid-suppression, alcohol"),
        (("--drug", "omeprazol"), "unknown drug 'omeprazol'; nearest: omeprazole"),
        (("--diet", "vegetarien"), "unknown diet 'vegetarien'; nearest: vegetarian"),
        (("--treat", "hydroxocobalamin-im"), "nearest: hydroxocobalamin-im-uk"),
        (("--dose", "1 mg hydroxocobalamin daily"), "it lacks oral or im"),
        (("--dose", "a spoonful"), "regimen 'a spoonful': not understood"),
        (("--cause", "metformin from=soon"), "time 'soon' is not known; write 2y"),
        (("--cause", "metformin from=2026-01-01"), "give --start with its first day"),
        (("--start", "2026-13-01"), "date '2026-13-01' is not one"),
        (("--cause", "metformin from=2y until=1y"), "metformin ends before it starts"),
        (("--cause", "metformin", "--cause", "metformin 2000 mg/d"), "cause metformin is given twice"),
        (("--years", "0"), "years 0 is refused"),
        (("--years", "-1"), "years -1 is refused"),
        (("--years", "1e9"), "years 1e+09 is refused"),
        (("--years", "nan"), "years nan is refused"),
        (("--sex", "other"), "sex 'other' is refused: write female or male"),
        (("-o", "x.xls"), "unknown file ending '.xls'; accepted: .csv, .nc, .parquet"),
        (("-o", "x"), "unknown file ending 'x'"),
        (("--plot", "x.gif"), "unknown file ending '.gif'"),
        (("-o", "no-such-folder/x.nc"), "folder 'no-such-folder' does not exist; make it, or write elsewhere"),
        (("--plot", "no-such-folder/x.png"), "folder 'no-such-folder' does not exist"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_wrong_words_are_refused_in_one_sentence(words: tuple[str, ...], says: str) -> None:
    assert says in refusal("simulate", *words)


USAGE = (
    ("simulate", "--age", "150"), ("simulate", "--age", "-1"), ("simulate", "--age", "nan"),
    ("simulate", "--age", "old"), ("simulate", "--egfr", "nan"), ("simulate", "--weight", "0"),
    ("simulate", "--persons", "0"), ("simulate", "--seed", "-1"), ("simulate", "--workers", "0"),
    ("simulate", "--nope"), ("explain",), ("explain", "--seconds", "nan", VEGAN), ("bogus",),
)  # fmt: skip


@pytest.mark.parametrize("words", USAGE, ids=lambda words: " ".join(map(str, words))[:30])
def test_an_option_out_of_range_is_refused_in_one_sentence(words: tuple[object, ...]) -> None:
    option = next((str(word) for word in words if str(word).startswith("--")), "")
    assert option in refusal(*words)


def test_an_endless_time_is_refused() -> None:
    refusal("simulate", "--cause", f"metformin from={'9' * 400}y")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = corrin(*PA, "-o", tmp_path / "x.nc")
    assert done.exit_code in (1, 2) and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["x.nc", "x.parquet", "x.csv"])
def test_a_failure_while_writing_leaves_nothing(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / name))

    monkeypatch.setattr("corrin.interfaces.output.os.replace", full)
    (tmp_path / name).write_bytes(b"before")
    done = corrin(*PA, "-o", tmp_path / name)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [f"corrin: {tmp_path / name}: No space left on device"]
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"before"


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.nc").mkdir()
    done = corrin(*PA, "-o", tmp_path / "x.nc")
    assert done.exit_code in (1, 2) and len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.output
    assert [each.name for each in tmp_path.iterdir()] == ["x.nc"]


# ---- explain ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return json.loads(ran(*EXPLAIN, VEGAN, "--json"))


def is_chance(value: object) -> bool:
    return isinstance(value, float) and -1e-9 <= value <= 1.0 + 1e-9


def test_explain_json_keeps_the_contract(told: dict[str, Any]) -> None:
    assert told["model"]["version"] == __version__
    assert isinstance(told["model"]["hash"], str) and len(told["model"]["hash"]) >= 8
    assert told["seed"] == 0
    assert told["used"] and all(isinstance(each, str) for each in told["used"])
    assert {"what", "why"} <= set.union(*(set(each) for each in told["ignored"]))
    status = told["status"]
    assert all(is_chance(status["deficient"][key]) for key in ("p", "low", "high"))
    assert status["deficient"]["low"] <= status["deficient"]["p"] <= status["deficient"]["high"]
    assert isinstance(status["definition"], str) and len(status["definition"]) > 20
    for key in ("store", "time_to_anaemia"):
        part = told[key]
        assert {"unit", "q05", "q50", "q95"} <= part.keys() and isinstance(part["unit"], str)
        known = [part[name] for name in ("q05", "q50", "q95") if part[name] is not None]
        assert known == sorted(known) and all(each >= 0.0 for each in known)
    for key in ("red_flags", "warnings"):
        assert all(isinstance(each, str) for each in told[key])
    assert isinstance(told["effective_sample"], float) and told["effective_sample"] >= 1.0 - 1e-9


def test_every_cause_of_the_contract_is_listed(told: dict[str, Any]) -> None:
    assert {each["id"] for each in told["causes"]} == set(CAUSES) | {"none", "not-in-catalogue"}
    assert len(told["causes"]) == len(CAUSES) + 2
    for each in told["causes"]:
        assert is_chance(each["p"]), each["id"]
        assert all(isinstance(word, str) for word in (*each["for"], *each["against"]))
    chances = [each["p"] for each in told["causes"]]
    assert chances == sorted(chances, reverse=True)


def test_what_was_not_measured_is_predicted(told: dict[str, Any]) -> None:
    given = {
        "total-b12",
        "holotc",
        "mma",
        "homocysteine",
        "folate",
        "hb",
        "mcv",
        "ferritin",
        "creatinine",
        "anti-if",
    }
    assert set(told["predicted"]) == set(MARKERS) - given
    for id, each in told["predicted"].items():
        known = MARKERS[id]
        assert each["unit"] == (known.unit if isinstance(known, Marker) else "1")
        assert 0.0 <= each["q05"] <= each["q50"] <= each["q95"]


def test_contributions_tests_and_forecasts(told: dict[str, Any]) -> None:
    assert [each["result"].split()[0] for each in told["contributions"]] == [
        "total-b12", "holotc", "mma", "homocysteine", "folate", "hb", "mcv", "ferritin", "anti-if"
    ]  # fmt: skip
    for each in told["contributions"]:
        assert is_chance(each["deficient_without_it"])
        assert set(each["causes_without_it"]) == set(CAUSES) | {"none", "not-in-catalogue"}
    assert told["next_tests"]
    for each in told["next_tests"]:
        assert each["test"] in MARKERS and each["information_bits"] >= 0.0
        assert is_chance(each["changes_decision_p"]) and isinstance(each["preparation"], str)
    worth = [each["worth"] for each in told["next_tests"]]
    assert worth == sorted(worth, reverse=True)
    assert told["nothing_more_needed"] is not any(each["needed"] for each in told["next_tests"])
    names = [each["treatment"] for each in told["forecasts"]]
    assert len(names) == len(set(names)) >= 3
    for each in told["forecasts"]:
        assert each["markers"]
        for id, course in each["markers"].items():
            assert id in MARKERS and numbers(course["times_d"])
            for name in ("q05", "q50", "q95"):
                assert numbers(course[name]) and len(course[name]) == len(course["times_d"])
            assert np.all(np.array(course["q05"]) <= np.array(course["q95"]))
        assert each["p_normal_by"].keys() <= each["markers"].keys()
        assert all(day is None or day >= 0.0 for day in each["p_normal_by"].values())


def test_explain_prints_a_page_and_reads_standard_input() -> None:
    text = VEGAN.read_text(encoding="utf-8")
    done = corrin(*EXPLAIN, "-", given=text)
    assert done.exit_code == 0, done.stderr
    shown = " ".join(done.stdout.split())
    for word in ("Deficient:", "Why", "What is left", "What treatment would do", "not a medical device"):
        assert word in shown
    assert CAUSES["low-intake"].name in shown


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"   \n\n", "the file is empty"),
        (b"\xff\xfe\x00\x01", "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00", "not UTF-8"),
        (b"abc\x00def\n", "control characters"),
        (b"just words\n", "block of keys"),
        (b"- 1\n- 2\n", "block of keys"),
        (b"{\n", "neither YAML nor JSON"),
        (b"person: {age: 50, sex: female}\nresult: []\n", "line 2"),
        (b"person: {age: 500, sex: female}\n", "age"),
        (b"person: {age: 50, sex: female}\nresults: [{test: b21, value: 1, unit: pmol/L}]\n", "b21"),
        (b"person: {age: 50, sex: female}\nresults: [{test: mma, value: 1}]\n", "unit"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    place = tmp_path / "person.yaml"
    place.write_bytes(content)
    sentence = refusal("explain", place)
    assert says in sentence and "person.yaml" in sentence


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "nobody.yaml" in refusal("explain", tmp_path / "nobody.yaml")
    assert "cannot read" in refusal("explain", tmp_path)
    assert "date 'soon' is not one" in refusal("explain", VEGAN, "--today", "soon")


def test_empty_standard_input_is_called_empty() -> None:
    assert "empty" in refusal("explain", "-", given="")


def test_standard_input_of_one_line_is_a_text() -> None:
    done = corrin(*EXPLAIN, "-", given="person: {age: 50, sex: female}")
    assert done.exit_code == 0, done.stderr


def test_binary_standard_input_is_refused() -> None:
    where = os.environ | {"PYTHONIOENCODING": "utf-8:strict"}
    done = subprocess.run(
        [sys.executable, "-c", "from corrin.interfaces.cli import main; main()", "explain", "-"],
        input=b"\xff\xfe\x00", capture_output=True, env=where, check=False,
    )  # fmt: skip
    assert done.returncode == 2 and b"Traceback" not in done.stderr


# ---- cite, version ---------------------------------------------------------------------------------


def test_cite_names_the_source() -> None:
    rows = json.loads(ran("cite", "stomach.acid_per_cell", "--json"))
    assert [row["id"] for row in rows] == ["stomach.acid_per_cell"]
    assert {"id", "value", "citation", "place", "status"} <= rows[0].keys()
    organ = json.loads(ran("cite", "stomach", "--json"))
    assert len(organ) > 3 and {row["id"].split(".")[0] for row in organ} == {"stomach"}
    everything = json.loads(ran("cite", "--json"))
    assert len(everything) > 200 and all(row["citation"] and row["value"] for row in everything)
    for id in ("pernicious-anaemia", "holotc", "hydroxocobalamin-im-uk"):
        assert id in ran("cite", id)


def test_cite_refuses_an_unknown_name() -> None:
    assert "unknown name 'stomach.acid'; nearest: " in refusal("cite", "stomach.acid")
    assert "unknown name" in refusal("cite", "nothing-of-the-sort")


def test_version() -> None:
    assert ran("--version").strip() == __version__


def test_help_names_the_commands() -> None:
    shown = ran("--help")
    for word in ("simulate", "explain", "cite", "not a medical device"):
        assert word in " ".join(shown.split())


# ---- interrupted -----------------------------------------------------------------------------------


def children(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []


def interrupted(folder: Path, *, workers: int, everyone: bool) -> tuple[int, str]:
    """Code and words of a long run that was stopped, alone or (as a terminal does) with its workers."""
    words = ("simulate", "--cause", "pernicious-anaemia", "--persons", 100_000, "--workers", workers)
    running = process(*words, "-o", folder / "x.nc", start_new_session=True)
    try:
        for _ in range(200):
            if workers > 1 and len(children(running.pid)) >= workers:
                break
            time.sleep(0.03)
        time.sleep(0.5)
        (os.killpg if everyone else os.kill)(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=15)
        with pytest.raises(ProcessLookupError):
            os.killpg(running.pid, 0)  # none of the workers stays behind
        return running.returncode, said
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)


STOPPED = (130, "corrin: stopped; nothing half-written was left\n")


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
@pytest.mark.parametrize(
    ("workers", "everyone"),
    [(1, True), (2, True), (2, False)],
)
def test_an_interrupt_ends_with_one_sentence_and_no_file(
    tmp_path: Path, workers: int, everyone: bool
) -> None:
    assert interrupted(tmp_path, workers=workers, everyone=everyone) == STOPPED
    assert list(tmp_path.iterdir()) == []


def into_a_closed_pipe(*words: str) -> tuple[int, str]:
    running = process(*words)
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()
    return running.wait(timeout=60), said


@pytest.mark.parametrize("words", [("cite",), ("cite", "--json"), PA], ids=["table", "json", "simulate"])
def test_a_closed_pipe_is_no_failure(words: tuple[str, ...]) -> None:
    assert into_a_closed_pipe(*words) == (0, "")
