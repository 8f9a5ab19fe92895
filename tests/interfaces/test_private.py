"""A person's data: nothing of a record is left behind but the output that was asked for, finished or stopped."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from corrin.interfaces.fhir import looks_like

NAME, VALUE = "Zzyzx", 137.31313
BUNDLE = {
    "resourceType": "Bundle",
    "entry": [
        {"resource": {"resourceType": "Patient", "id": "q7-4242-q7", "gender": "female", "birthDate": "1959-03-07",
                      "name": [{"family": NAME, "given": ["Quorra"]}]}},
        {"resource": {"resourceType": "Observation", "status": "final", "effectiveDateTime": "2026-05-30",
                      "code": {"coding": [{"system": "http://loinc.org", "code": "14685-2"}]},
                      "valueQuantity": {"value": VALUE, "unit": "pmol/L"}}},
    ],
}  # fmt: skip
TRACES = (NAME.encode(), b"Quorra", b"q7-4242-q7", b"1959-03-07", b"137.31", struct.pack("<d", VALUE))


def started(folder: Path, *words: object, **more: Any) -> subprocess.Popen[str]:
    """The command line with every folder it could write to under `folder`."""
    homes = {name: folder / name.lower() for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR", "XDG_STATE_HOME")}
    for home in homes.values():
        home.mkdir(exist_ok=True)
    (folder / "work").mkdir(exist_ok=True)
    where = os.environ | {name: str(home) for name, home in homes.items()} | more.pop("env", {})
    return subprocess.Popen(
        [sys.executable, "-c", "from corrin.interfaces.cli import main; main()", *map(str, words)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder / "work",
        env=where, **more,
    )  # fmt: skip


def holding(folder: Path, *, but: Path | None = None) -> list[tuple[str, bytes]]:
    """Files under a folder, names included, that hold a trace of the record."""
    files = [path for path in folder.rglob("*") if path.is_file() and path != but]
    return [
        (path.name, trace)
        for path in files
        for trace in TRACES
        if trace in path.read_bytes() or trace in str(path).encode()
    ]


def test_nothing_of_a_record_is_written_but_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    words = ("explain", "-", "--people", 40, "--workers", 1, "--today", "2026-06-01", "--html", report)
    running = started(tmp_path, *words, env={"CORRIN_CACHE": str(tmp_path / "cache")})
    shown, said = running.communicate(json.dumps(BUNDLE), timeout=120)
    assert running.returncode == 0, said
    assert looks_like(json.dumps(BUNDLE)) and "137.3" in shown and b"137" in report.read_bytes()
    assert said == "" and NAME not in shown
    assert NAME.encode() not in report.read_bytes() and b"q7-4242-q7" not in report.read_bytes()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != report]
    assert [path for path in written if (tmp_path / "cache") in path.parents], "the cache was looked into"
    assert holding(tmp_path, but=report) == []


def test_a_trace_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "log.bin").write_bytes(b"\0" * 5 + struct.pack("<d", VALUE))
    (tmp_path / f"{NAME}.txt").write_text("", encoding="utf-8")
    assert {name for name, _ in holding(tmp_path)} == {"log.bin", f"{NAME}.txt"}


def test_a_refusal_does_not_repeat_a_name(tmp_path: Path) -> None:
    running = started(tmp_path, "explain", "-")
    broken = json.loads(json.dumps(BUNDLE).replace("female", "unknown"))
    _, said = running.communicate(json.dumps(broken), timeout=60)
    assert running.returncode == 2 and said.startswith("corrin: ") and NAME not in said


@pytest.mark.skipif(sys.platform != "linux", reason="it stops a process of its own session")
def test_an_interrupt_while_explaining_leaves_nothing(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    running = started(tmp_path, "explain", "-", "--people", 3_000_000, "--workers", 1, "--html", report,
                      start_new_session=True)  # fmt: skip
    try:
        assert running.stdin is not None
        running.stdin.write(json.dumps(BUNDLE))
        running.stdin.close()
        running.stdin = None
        time.sleep(3.0)
        assert running.poll() is None, "it was to be stopped at work"
        os.kill(running.pid, signal.SIGINT)
        shown, said = running.communicate(timeout=30)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert (running.returncode, shown, said) == (130, "", "corrin: stopped; nothing half-written was left\n")
    assert not report.exists() and holding(tmp_path) == []
