"""`corrin people`: the same people whatever the chunks, units in the file, and a run that goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import given, settings, strategies as st
from typer.testing import CliRunner, Result

from corrin import __version__
from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.markers import MARKERS
from corrin.catalog.populations import POPULATIONS
from corrin.engine import Failure
from corrin.errors import InputError
from corrin.inference.posterior import WORKING, limits
from corrin.interfaces import people as written
from corrin.interfaces.catalogued import asked
from corrin.interfaces.cli import app
from corrin.interfaces.people_table import table
from corrin.marker import Marker
from corrin.parameter import Covariates
from corrin.physiology.body import typical

SOME = 300
ASKED = asked(seed=3)
MOST_DIFFERENT = 1e-12


def corrin(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def refusal(*words: object) -> str:
    done = corrin("people", *words)
    lines = done.stderr.splitlines()
    assert done.exit_code == 2 and len(lines) == 1 and done.stdout == "", done.output
    return lines[0]


@pytest.fixture(scope="module")
def some() -> pa.Table:
    return table(ASKED, range(SOME), threads=2)[0]


def column(rows: pa.Table, name: str) -> np.ndarray[Any, Any]:
    return rows[name].to_numpy()


# ---- who they are ----------------------------------------------------------------------------------


def test_a_person_is_the_same_in_any_company(some: pa.Table) -> None:
    assert table(ASKED, range(50))[0].equals(some.slice(0, 50))
    assert table(ASKED, range(50, 100))[0].equals(some.slice(50, 50))
    assert not table(replace(ASKED, seed=4), range(50))[0].equals(some.slice(0, 50))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, SOME - 1), st.integers(1, 40))
def test_any_run_of_people_is_a_part_of_all(some: pa.Table, first: int, count: int) -> None:
    last = min(first + count, SOME)
    assert table(ASKED, range(first, last))[0].equals(some.slice(first, last - first))


def test_every_attribute_has_its_column(some: pa.Table) -> None:
    names = set(some.column_names)
    assert len(names) == some.num_columns > 150
    for id in CAUSES:
        assert {f"{id}.severity", f"{id}.years", f"{id}.strength"} <= names
    for id, marker in MARKERS.items():
        assert {id, f"{id}.true"} <= names
        assert (f"{id}.set-point" in names) == isinstance(marker, Marker)
    known = POPULATIONS["us-2001-04"]
    assert {each.id for each in (*known.habits, *known.conditions, *known.traits)} <= names
    assert {
        "number",
        "age",
        "sex",
        "ethnicity",
        "weight",
        "egfr.covariate",
        "store.body",
        "store.liver",
    } <= names


def test_columns_are_the_same_whoever_is_drawn(some: pa.Table) -> None:
    assert table(ASKED, range(1))[0].schema == some.schema


def test_units_stand_in_the_columns(some: pa.Table) -> None:
    units = {each.name: each.metadata[b"unit"].decode() for each in some.schema}
    for id, marker in MARKERS.items():
        unit = marker.unit if isinstance(marker, Marker) else "1"
        assert units[f"{id}.true"] == unit
    assert (units["age"], units["weight"], units["store.body"], units["multivitamin"]) == (
        "y",
        "kg",
        "ug",
        "ug/d",
    )
    assert all(each.metadata[b"unit"] for each in some.schema if pa.types.is_floating(each.type))


def test_causes_are_null_where_absent(some: pa.Table) -> None:
    seen = 0
    for id in CAUSES:
        severity, years = (some[f"{id}.{what}"].is_null().to_numpy() for what in ("severity", "years"))
        assert np.array_equal(severity, years)
        now = column(some, f"{id}.strength")
        assert np.all(now[severity] == 0.0) and np.all((now >= 0.0) & (now <= 1.0))
        seen += int((~severity).sum())
        assert np.all(column(some, f"{id}.years")[~severity] >= 0.0)
    assert seen > 50


def test_deficient_is_what_the_inference_means() -> None:
    """Power: 3000 people hold some sixty who are."""
    rows = table(ASKED, range(3000), threads=2)[0]
    body = typical(Covariates())
    methyl, adenosyl = limits(body)
    low = (column(rows, "methylcobalamin") < methyl / body.cell.normal_methyl - MOST_DIFFERENT) | (
        column(rows, "adenosylcobalamin") < adenosyl / body.cell.normal_adenosyl - MOST_DIFFERENT
    )
    assert np.array_equal(column(rows, "deficient"), low)
    assert 10 < low.sum() < 600
    least = np.minimum(column(rows, "methionine-synthase"), column(rows, "methylmalonyl-coa-mutase"))
    assert np.array_equal(least < WORKING, low)
    assert np.median(column(rows, "mma.true")[low]) > 1.5 * np.median(column(rows, "mma.true")[~low])


def test_measured_scatters_about_true(some: pa.Table) -> None:
    for id in ("total-b12", "mma", "hb"):
        ratio = np.log(column(some, id) / column(some, f"{id}.true"))
        assert 0.005 < np.std(ratio) < 0.5 and abs(np.median(ratio)) < 0.1


def test_a_platform_moves_its_marker(some: pa.Table) -> None:
    other = table(asked(platform="roche", seed=3), range(20))[0]
    marker = MARKERS["total-b12"]
    assert isinstance(marker, Marker)
    ratio = column(other, "total-b12") / column(some, "total-b12")[:20]
    assert ratio == pytest.approx(marker.platforms["roche"], rel=1e-9)
    assert np.array_equal(column(other, "total-b12.true"), column(some, "total-b12.true")[:20])


def test_those_who_could_not_be_lived_keep_their_rows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from corrin.interfaces import people_table

    whole = people_table.lived_to

    def losing(crowd: Any, *args: Any, **more: Any) -> Any:
        seen = whole(crowd, *args, **more)
        lost = 4
        for values in seen.markers.values():
            values[lost] = np.nan
        seen.more[lost] = np.nan
        return replace(seen, failures=(Failure(lost, 12.0, "liver"),))

    monkeypatch.setattr(people_table, "lived_to", losing)
    place = tmp_path / "x.parquet"
    done = corrin("people", "-n", 10, "-o", place, "--workers", 1)
    assert done.exit_code == 0
    assert "their rows hold nulls: person 4: the body could not be lived past day 12" in done.stderr
    row = pyarrow.parquet.read_table(place).slice(4, 1).to_pylist()[0]
    assert row["age"] is not None and row["number"] == 4
    read = (
        "total-b12",
        "mma.true",
        "anti-if",
        "anti-if.true",
        "deficient",
        "store.body",
        "methionine-synthase",
    )
    assert [row[name] for name in read] == [None] * len(read)


# ---- files -----------------------------------------------------------------------------------------


def test_file_says_where_it_comes_from(tmp_path: Path, some: pa.Table) -> None:
    place = tmp_path / "x.parquet"
    done = corrin("people", "-n", 60, "-o", place, "--seed", 3, "--workers", 2, "--json")
    assert done.exit_code == 0, done.stderr
    assert list(tmp_path.iterdir()) == [place] and place.stat().st_mode & 0o777 == 0o644
    rows = pyarrow.parquet.read_table(place)
    assert rows.replace_schema_metadata(None).equals(some.slice(0, 60))
    about = {key.decode(): value.decode() for key, value in rows.schema.metadata.items()}
    assert (about["seed"], about["n"], about["population"], about["version"]) == (
        "3",
        "60",
        "us-2001-04",
        __version__,
    )
    assert len(about["model"]) >= 8 and "hash" in about
    assert rows.schema.field("mma").metadata[b"unit"] == b"nmol/L"
    told = json.loads(done.stdout)
    assert told["persons"] == told["lived"] == 60 and told["failed"] == []
    assert set(told["causes"]) == {*CAUSES, *LOOK_ALIKES}
    assert told["markers"]["mma"]["q50"] == pytest.approx(np.median(column(rows, "mma")))
    assert told["deficient"] == pytest.approx(column(rows, "deficient").mean())


def test_workers_and_chunks_change_nothing(tmp_path: Path) -> None:
    files: list[pa.Table] = []
    for n, (chunk, workers) in enumerate(((4096, 1), (17, 2), (100, 3))):
        run = written.Run(ASKED, 100, tmp_path / f"{n}.parquet", chunk)
        written.write(run, workers)
        files.append(pyarrow.parquet.read_table(run.file).replace_schema_metadata(None))
    assert files[0].equals(files[1]) and files[0].equals(files[2])


def test_csv_carries_units_in_its_head(tmp_path: Path, some: pa.Table) -> None:
    place = tmp_path / "x.csv"
    assert corrin("people", "-n", 30, "-o", place, "--seed", 3, "--workers", 1).exit_code == 0
    rows = pyarrow.csv.read_csv(place)
    assert {"number", "age [y]", "mma [nmol/L]", "pernicious-anaemia.severity"} <= set(rows.column_names)
    np.testing.assert_allclose(column(rows, "mma [nmol/L]"), column(some, "mma")[:30], rtol=1e-12)
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-n", 5, "-o", "x.xls"), "unknown file ending '.xls'; accepted: .csv, .parquet"),
        (("-n", 5, "-o", "no-such-folder/x.csv"), "folder 'no-such-folder' does not exist"),
        (("-n", 5, "-o", "x.csv", "--population", "us-2001"), "unknown population 'us-2001'; nearest: us-2001-04"),
        (("-n", 5, "-o", "x.csv", "--platform", "rosche"), "unknown platform 'rosche'; nearest: roche"),
        (("-n", 0, "-o", "x.csv"), "-n"),
        (("-n", 5), "-o"),
        (("-o", "x.csv"), "-n"),
        (("-n", 5, "-o", "x.csv", "--seed", -1), "--seed"),
    ],
)  # fmt: skip
def test_wrong_words_are_refused(words: tuple[object, ...], says: str, tmp_path: Path,
                                 monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert says in refusal(*words)
    assert list(tmp_path.iterdir()) == []


# ---- stopped, and going on -------------------------------------------------------------------------


class Stopped(Exception):
    """As a kill would, between two parts."""


def stopped(
    run: written.Run, after: int, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """The run, broken off when so many parts are kept."""
    kept = written._keep  # pyright: ignore[reportPrivateUsage]
    count = 0

    def keep(rows: Any, place: Path) -> None:
        nonlocal count
        if count == after:
            raise error
        count += 1
        kept(rows, place)

    with monkeypatch.context() as patch, pytest.raises(error):
        patch.setattr(written, "_keep", keep)
        written.write(run, 2)


def test_a_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = written.Run(ASKED, 100, tmp_path / "x.parquet", 20)
    stopped(run, 3, monkeypatch, Stopped)
    assert not run.file.exists() and len(list(run.folder.glob("*.parquet"))) == 3
    drawn: list[int] = []
    monkeypatch.setattr(written, "table", lambda asked, people, **more: (drawn.append(people.start), table(
        asked, people, **more))[1])  # fmt: skip
    told: list[int] = []
    assert written.write(run, 1, told.append).persons == 100
    assert sorted(drawn) == [60, 80], "only what was lacking"
    assert told[0] == 60 and told[-1] == 100
    assert [each.name for each in tmp_path.iterdir()] == ["x.parquet"]
    fresh = table(ASKED, range(100))[0]
    assert pyarrow.parquet.read_table(run.file).replace_schema_metadata(None).equals(fresh)


def test_an_interrupt_says_that_it_may_go_on(tmp_path: Path) -> None:
    run = written.Run(ASKED, 60, tmp_path / "x.parquet", 20)

    def interrupted(done: int) -> None:
        if done == 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match="40 of 60 people are kept in .*x.parquet.parts.* goes on"):
        written.write(run, 1, interrupted)


def test_an_interrupt_before_the_first_part_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = written.Run(ASKED, 60, tmp_path / "x.parquet", 20)
    stopped(run, 0, monkeypatch, KeyboardInterrupt)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"persons": 90}, "n 100, not 90"),
        ({"asked": replace(ASKED, seed=8)}, "seed 3, not 8"),
        ({"asked": asked("india", seed=3)}, "population 'us-2001-04', not 'india'"),
        ({"model": "other"}, "model '', not 'other'"),
    ],
)
def test_another_run_is_refused(change: dict[str, Any], says: str, tmp_path: Path,
                                monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    run = written.Run(ASKED, 100, tmp_path / "x.parquet", 50)
    stopped(run, 1, monkeypatch, Stopped)
    with pytest.raises(InputError, match=f"{says}; give the same to go on with it, or remove the folder"):
        written.write(replace(run, **change))


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=40) | st.sampled_from([b"", b"[]", b"{", b'{"seed": 3}', b"null", b"1"]))
def test_a_folder_of_something_else_is_never_touched(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        run = written.Run(ASKED, 10, Path(name) / "x.parquet")
        run.folder.mkdir()
        (run.folder / "about.json").write_bytes(content)
        with pytest.raises(InputError, match="x.parquet.parts"):
            written.write(run)
        assert (run.folder / "about.json").read_bytes() == content


def process(place: Path, *, workers: int) -> subprocess.Popen[str]:
    words = ("people", "-n", "60000", "-o", str(place), "--workers", str(workers))
    return subprocess.Popen(
        [sys.executable, "-c", "from corrin.interfaces.cli import main; main()", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_from_outside_it_goes_on(how: signal.Signals, tmp_path: Path) -> None:
    place = tmp_path / "x.parquet"
    running = process(place, workers=2)
    folder = tmp_path / "x.parquet.parts"
    for _ in range(600):
        if len(list(folder.glob("*.parquet"))) >= 2:
            break
        time.sleep(0.05)
    running.send_signal(how)
    _, said = running.communicate(timeout=20)
    kept = {each.name: each.stat().st_mtime_ns for each in folder.glob("*.parquet")}
    assert kept and not place.exists()
    if how == signal.SIGINT:
        assert running.returncode == 130 and len(said.splitlines()) == 1
        assert "the same command goes on from there" in said
    again = process(place, workers=2)
    again.communicate(timeout=120)
    assert again.returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["x.parquet"]
    rows = pyarrow.parquet.read_table(place, columns=["number", "mma"])
    assert np.array_equal(column(rows, "number"), np.arange(60_000))
