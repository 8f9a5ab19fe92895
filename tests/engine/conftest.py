"""What the engine's tests share: a kernel written anew, so that a part of it can be broken first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corrin.engine import program, rest
from corrin.physiology.body import typical


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """No kernel is kept: each is compiled as the engine is within the test, into an empty folder."""
    rest(typical())  # the true typical rest, kept for the start of every search
    monkeypatch.setenv("CORRIN_CACHE", str(tmp_path))
    program.program.cache_clear()
    yield tmp_path
    program.program.cache_clear()
