"""Every example of the README and of docs runs as it is printed."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    ROOT / "README.md",
    ROOT / "docs" / "body.md",
    ROOT / "docs" / "report.md",
    ROOT / "docs" / "advice.md",
    ROOT / "docs" / "sbml.md",
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
)
FEW = ("--people", "60", "--seed", "1")
"""What is added to `corrin explain` here: few people, so that it is quick; the answer is not read."""


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    lines = [line for page in PAGES for block in blocks(page.read_text(encoding="utf-8"), "sh")
             for line in block.splitlines()]  # fmt: skip
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def scripts() -> list[str]:
    return [block for page in PAGES for block in blocks(page.read_text(encoding="utf-8"), "python")]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder in which the paths that examples name can be read and written."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "docs" / "images").mkdir(parents=True)
    return tmp_path


def run(arguments: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    start = [sys.executable, "-c", "from corrin.interfaces.cli import main; main()"]
    few = FEW if arguments[0] == "explain" and "--people" not in arguments else ()
    return subprocess.run([*start, *arguments, *few], cwd=place, capture_output=True, text=True, check=False)


def test_there_are_examples() -> None:
    assert len(commands()) >= 10
    assert len(scripts()) >= 2
    assert {shlex.split(line)[1] for line in commands()} >= {"simulate", "explain", "cite"}


@pytest.mark.slow
@pytest.mark.parametrize("line", commands())
def test_command_runs_as_printed(line: str, place: Path) -> None:
    program, *arguments = shlex.split(line)
    assert program == "corrin"
    done = run(arguments, place)
    assert done.returncode == 0, f"{line}\n{done.stderr[-2000:]}"
    assert len(done.stdout) > 50
    if "--json" in arguments:
        assert isinstance(json.loads(done.stdout), dict)
    for flag in ("-o", "--plot", "--html"):
        if flag in arguments:
            assert (place / arguments[arguments.index(flag) + 1]).stat().st_size > 500


@pytest.mark.parametrize("script", scripts())
def test_script_runs_as_printed(script: str, place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=place, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip()


def test_a_command_that_fails_would_be_found(place: Path) -> None:
    assert run(["simulate", "--cause", "no-such-cause"], place).returncode == 2


@pytest.mark.parametrize("target", ["run", "test"])
def test_readme_names_the_two_commands(target: str) -> None:
    assert re.search(rf"^make {target}\b", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
