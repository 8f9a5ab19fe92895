"""A kernel is kept for the next time; nothing that is wrong with what is kept, or where, does any harm."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sabotage import living_by

from corrin.engine import machine, program
from corrin.physiology.body import rates

EMPTY = "define void @nothing() {\n  ret void\n}\n"


def refused(*_: object) -> bytes:
    raise AssertionError("compiled, though it is kept")


def unwritable(*_: object, **__: object) -> None:
    raise PermissionError("nobody writes here")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("CORRIN_CACHE", str(tmp_path / "new"))
    return tmp_path / "new"


def made() -> machine.Code:
    return machine.code("a key", lambda: EMPTY)


def test_a_kept_kernel_is_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made()
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(machine, "_compiled", refused)
    assert made().address("nothing") != 0


def test_a_kernel_not_kept_would_be_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_write", lambda path, objects: None)
    made()
    assert not folder.exists()
    monkeypatch.setattr(machine, "_compiled", refused)
    with pytest.raises(AssertionError, match="compiled, though it is kept"):
        made()


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda kept: b"",
    "cut short": lambda kept: kept[:-1],
    "cut in the checksum": lambda kept: kept[:10],
    "one bit turned": lambda kept: kept[:200] + bytes([kept[200] ^ 1]) + kept[201:],
    "a checksum of another": lambda kept: bytes(32) + kept[32:],
    "something else": lambda kept: b"x" * len(kept),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_file_is_written_again(folder: Path, how: str) -> None:
    made()
    (file,) = folder.iterdir()
    sound = file.read_bytes()
    file.write_bytes(SPOILED[how](sound))
    assert file.read_bytes() != sound
    assert made().address("nothing") != 0
    assert machine._read(file) is not None
    assert [each.name for each in folder.iterdir()] == [file.name]


@pytest.mark.parametrize("part", ["mkstemp", "mkdir", "replace"])
def test_a_folder_that_cannot_be_written_is_no_hindrance(
    folder: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    of = {"mkstemp": tempfile, "mkdir": Path, "replace": os}[part]
    monkeypatch.setattr(of, part, unwritable)
    assert made().address("nothing") != 0
    assert list(folder.iterdir() if folder.exists() else ()) == []


def test_a_file_in_the_place_of_the_folder_is_no_hindrance(folder: Path) -> None:
    folder.write_text("in the way")
    assert made().address("nothing") != 0
    assert folder.read_text() == "in the way"


@pytest.mark.parametrize(
    "error", [OSError("no space left"), KeyboardInterrupt()], ids=["full", "interrupted"]
)
def test_a_write_that_fails_leaves_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", broken)
    if isinstance(error, OSError):
        made()
    else:
        with pytest.raises(KeyboardInterrupt):
            made()
    assert list(folder.iterdir()) == []


def kept(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} if folder.exists() else set()


def test_a_name_depends_on_key_processor_and_source(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [machine._named("a key"), machine._named("another key")]
    known = machine.processor()
    for other in (replace(known, width=1), replace(known, features="none"), replace(known, name="abacus")):
        with monkeypatch.context() as patch:
            patch.setattr(machine, "processor", lambda other=other: other)
            names.append(machine._named("a key"))
    with monkeypatch.context() as patch:
        patch.setattr(machine, "_own", lambda: "another engine")
        names.append(machine._named("a key"))
    assert len(set(names)) == len(names) == 6
    assert machine._named("a key") == names[0]


def asked(monkeypatch: pytest.MonkeyPatch, reads: tuple[program.Read, ...]) -> str:
    """The key under which a program would be kept."""
    keys: list[str] = []

    def code(key: str, text: Callable[[], str]) -> machine.Code:
        keys.append(key)
        return machine.code("a key", lambda: EMPTY)

    program.program.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(program, "code", code)
        program.program(reads)
    program.program.cache_clear()
    return keys[0]


@pytest.mark.usefixtures("folder")
def test_other_equations_and_readings_have_other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    reads = program.STATES
    usual = asked(monkeypatch, reads)
    keys = [usual, asked(monkeypatch, reads[:-1])]
    with living_by(lambda moment, person: rates(moment, person)._replace(myelin=-1e-3 * moment.myelin)):
        keys.append(asked(monkeypatch, reads))
    assert len(set(keys)) == len(keys) == 3
    assert asked(monkeypatch, reads) == usual


OTHERS: dict[str, object] = {
    "ACCURACY": 2.0 * program.ACCURACY,
    "NUMBERS": program.NUMBERS + 1,
    "STARTING": program.STARTING[1:],
    "RODAS5P": replace(program.RODAS5P, name="another"),
}
"""What code is written from, beside the equations; a number that no rate reads is on no tape."""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", OTHERS)
def test_whatever_else_code_is_written_from_is_in_its_key(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    usual = asked(monkeypatch, program.STATES)
    with monkeypatch.context() as patch:
        patch.setattr(program, name, OTHERS[name])
        assert asked(monkeypatch, program.STATES) != usual
    assert asked(monkeypatch, program.STATES) == usual
