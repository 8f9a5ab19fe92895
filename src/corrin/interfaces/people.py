"""People, file: a virtual population written chunk by chunk; a run that was stopped goes on where it was."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from corrin import __version__
from corrin.crew import in_order
from corrin.errors import InputError, unknown
from corrin.interfaces.output import whole
from corrin.interfaces.people_summary import Summary
from corrin.interfaces.people_table import Asked, Rows, table
from corrin.setting import fingerprint

CHUNK = 4096  # persons of one part, which is one row group of the file
ENDINGS = (".parquet", ".csv")
_ABOUT = "about.json"


@dataclass(frozen=True)
class Run:
    """So many people into one file; its finished parts lie in a folder beside it until it is whole."""

    asked: Asked
    persons: int
    file: Path
    chunk: int = CHUNK
    model: str = ""  # a fingerprint of the declared numbers

    @property
    def folder(self) -> Path:
        return self.file.with_name(self.file.name + ".parts")

    @property
    def about(self) -> dict[str, Any]:
        """Where the file comes from; also what must be the same for a run to go on."""
        return {
            "seed": self.asked.seed, "n": self.persons, "population": self.asked.population.id,
            "platform": self.asked.platform, "version": __version__, "hash": fingerprint(self.asked.setting),
            "model": self.model, "chunk": self.chunk,
        }  # fmt: skip

    @cached_property
    def chunks(self) -> list[range]:
        return [
            range(first, min(first + self.chunk, self.persons))
            for first in range(0, self.persons, self.chunk)
        ]

    def part(self, people: range) -> Path:
        return self.folder / f"{people.start:012d}.parquet"


def writable(file: Path) -> None:
    """InputError when the file could not be written, before any time is spent."""
    if file.suffix not in ENDINGS:
        raise InputError(unknown("file ending", file.suffix or file.name, ENDINGS))
    if not file.parent.is_dir():
        raise InputError(f"folder {str(file.parent)!r} does not exist; make it, or write elsewhere")
    if file.is_dir():
        raise InputError(f"{str(file)!r} is a folder; give the name of a file")


def write(run: Run, workers: int = 1, progress: Callable[[int], None] = lambda done: None) -> Summary:
    """Write the people, and say what is in the file.

    The same people whatever the workers (threads) and chunks. A run that was stopped leaves its
    finished parts; the same run goes on from them. InputError when they are another run's.
    """
    writable(run.file)
    _begun(run)
    done = sum(len(people) for people in run.chunks if run.part(people).exists())
    progress(done)
    try:
        for people, rows in _lived(run, workers):
            _keep(rows, run.part(people))
            done += len(people)
            progress(done)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_kept(run, done)) from None
    summary = Summary(run.asked)
    whole(run.file, lambda place: _WRITERS[run.file.suffix](run, place, summary))
    shutil.rmtree(run.folder)
    return summary


def _begun(run: Run) -> None:
    """The folder of parts, new or of the same run."""
    place = run.folder / _ABOUT
    if not run.folder.exists():
        run.folder.mkdir()
        _move(place, lambda name: name.write_text(json.dumps(run.about), encoding="utf-8"))
        return
    try:
        before = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = None
    if not isinstance(before, dict):
        raise InputError(f"{str(run.folder)!r} is in the way and holds no parts of people; move it away")
    other = [
        f"{key} {was!r}, not {now!r}" for key, now in run.about.items() if (was := before.get(key)) != now
    ]
    if other:
        raise InputError(f"{str(run.folder)!r} holds a run that was stopped, of {', '.join(other)}; "
                         "give the same to go on with it, or remove the folder")  # fmt: skip


def _lived(run: Run, workers: int) -> Iterator[tuple[range, Rows]]:
    """Parts that are not there yet, in order."""
    stop = np.zeros(1, dtype=np.int64)
    lacking = [people for people in run.chunks if not run.part(people).exists()]
    alone = workers if len(lacking) == 1 else 1  # a single part is shared out itself

    def work(people: range) -> tuple[range, Rows]:
        rows, failures = table(run.asked, people, threads=alone, stop=stop)
        failed = json.dumps([[each.person, str(each)] for each in failures])
        return people, rows.replace_schema_metadata({"failed": failed})

    return in_order(work, lacking, workers, lambda: stop.fill(1))


def _keep(rows: Rows, place: Path) -> None:
    _move(place, lambda name: pyarrow.parquet.write_table(rows, name, compression="zstd"))


def _move(place: Path, write: Callable[[Path], Any]) -> None:
    """Whole or not at all, without the room that `whole` makes for names of users."""
    half = place.with_suffix(".half")
    write(half)
    os.replace(half, place)


def _kept(run: Run, done: int) -> str:
    if done == 0:
        shutil.rmtree(run.folder, ignore_errors=True)
        return ""
    return (f"stopped; {done} of {run.persons} people are kept in {str(run.folder)!r}, "
            "and the same command goes on from there")  # fmt: skip


def _parquet(run: Run, place: Path, summary: Summary) -> None:
    about = {key: str(value) for key, value in run.about.items()}
    schema = pyarrow.parquet.read_schema(run.part(run.chunks[0])).with_metadata(about)
    with pyarrow.parquet.ParquetWriter(place, schema, compression="zstd") as file:
        for rows in _parts(run, summary):
            file.write_table(rows.cast(schema), row_group_size=run.chunk)


def _csv(run: Run, place: Path, summary: Summary) -> None:
    fields = [each.with_name(f"{each.name} [{unit}]") if (unit := _unit(each)) not in ("", "1") else each
              for each in pyarrow.parquet.read_schema(run.part(run.chunks[0]))]  # fmt: skip
    with pyarrow.csv.CSVWriter(place, pa.schema(fields)) as file:
        for rows in _parts(run, summary):
            file.write_table(rows.rename_columns([each.name for each in fields]))


def _parts(run: Run, summary: Summary) -> Iterator[Rows]:
    for people in run.chunks:
        rows = pyarrow.parquet.read_table(run.part(people))
        summary.add(rows, rows.schema.metadata[b"failed"].decode())
        yield rows


def _unit(each: Any) -> str:
    return (each.metadata or {}).get(b"unit", b"").decode()


_WRITERS: Mapping[str, Callable[[Run, Path, Summary], None]] = {".parquet": _parquet, ".csv": _csv}
