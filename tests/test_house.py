"""The house rules, as tests: what `make check` asks, and what may never be committed."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(sys.executable).parent
MOST_LINES = 300
NOT_OURS = {".git", ".venv", "dist", "build", "__pycache__", ".hypothesis", ".ruff_cache", ".pytest_cache"}
NOT_OURS |= {".import_linter_cache"}
PIN = re.compile(r"^([A-Za-z0-9._-]+)==\S+ \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def ours() -> Iterator[Path]:
    """Every file of the project, tracked or about to be."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not NOT_OURS & set(path.relative_to(ROOT).parts):
            yield path


def too_long(files: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name}: {text.count(chr(10))} lines" for name, text in files if text.count("\n") > MOST_LINES]


def machine_traces(text: str) -> list[str]:
    """Paths of somebody's machine and addresses of package registries found in a text."""
    here = re.escape(str(ROOT.parent)) if ROOT.parent != Path(ROOT.anchor) else re.escape(str(ROOT))
    hosts = "|".join(("py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.org", "deb" + r"\.debian"))
    pattern = rf"(?<![\w.])(?:{here}|/home/\w+|/Users/\w+|/root)/|{hosts}"
    return [found[0] for found in re.finditer(pattern, text)]


def pins(lock: str) -> dict[str, str]:
    """Names pinned with at least one hash."""
    return {found[1].lower().replace("_", "-"): found[2] for found in PIN.finditer(lock)}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    return {re.split(r"[\[<>=!~ ;]", line)[0].lower().replace("_", "-") for line in wanted}


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("basedpyright", "--pythonpath", sys.executable),
        ("lint-imports", "--no-cache"),
    ],
    ids=["lint", "format", "types", "imports"],
)
def test_tool_finds_nothing(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [str(TOOLS / command[0]), *command[1:]], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{' '.join(command[:2])} says:\n{done.stdout[-4000:]}{done.stderr[-2000:]}"


def test_source_files_are_short() -> None:
    files = [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in (ROOT / "src").rglob("*.py")
    ]
    assert len(files) > 10
    assert too_long(files) == []


def test_a_long_file_would_be_found() -> None:
    assert too_long([("short.py", "x\n" * 300), ("long.py", "x\n" * 301)]) == ["long.py: 301 lines"]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found: list[str] = []
    read = 0
    for path in ours():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or another binary file
        read += 1
        found += [f"{path.relative_to(ROOT)}: {trace}" for trace in machine_traces(text)]
    assert read > 20
    assert found == []


@pytest.mark.parametrize(
    "text", [f"see {ROOT.parent}/notes", "in /home/" + "ada/x", "https://py" + "pi.org/simple"]
)
def test_a_trace_of_a_machine_would_be_found(text: str) -> None:
    assert machine_traces(text)


def test_every_pin_has_a_hash_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    named = re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)
    assert len(named) > 20
    assert sorted(name.lower().replace("_", "-") for name in named) == sorted(pins(lock))
    assert not re.search(r"index-url|find-links|trusted-host|://", lock)


def test_a_pin_without_a_hash_would_be_found() -> None:
    assert pins("numpy==2.0 \\\n    --hash=sha256:" + "0" * 64 + "\nscipy==1.0\n").keys() == {"numpy"}


def test_every_declared_dependency_is_pinned() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert len(declared()) > 10
    assert declared() - pins(lock).keys() == set()


@pytest.mark.parametrize("name", ["run", "test", "check", "replicate", "calibrate", "bench", "clean", "lock"])
def test_make_has_the_target(name: str) -> None:
    assert re.search(rf"^{name}:.*## \S", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_changelog_has_a_place_for_changed_numbers() -> None:
    assert "Numbers changed" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_glossary_explains_the_words() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\*\*(.+?)\*\*", glossary, re.MULTILINE)
    assert len(terms) >= 50
    assert sorted({term.lower() for term in terms}) == sorted(term.lower() for term in terms)


def test_types_and_bibliography_travel_with_the_package() -> None:
    assert (ROOT / "src" / "corrin" / "py.typed").exists()
    assert (ROOT / "src" / "corrin" / "references.bib").stat().st_size > 1000


def test_checks_start_from_one_script() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o100
    assert "make test" in script.read_text(encoding="utf-8")
