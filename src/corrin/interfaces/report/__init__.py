"""Report: an explanation as one self-contained page to print and hand on."""

from __future__ import annotations

from pathlib import Path

from corrin.errors import InputError, unknown
from corrin.inference import Explanation
from corrin.inference.story import story
from corrin.interfaces.output import whole
from corrin.interfaces.report.page import document


def writable(path: Path) -> None:
    """InputError when the report could not be written there, before any time is spent."""
    if path.suffix not in (".html", ".htm"):
        raise InputError(unknown("file ending", path.suffix or path.name, (".html", ".htm")))
    if path.is_dir():
        raise InputError(f"{str(path)!r} is a folder; --html takes a file")
    if not path.parent.is_dir():
        raise InputError(f"folder {str(path.parent)!r} does not exist; make it, or write elsewhere")


def write(answer: Explanation, path: Path) -> None:
    """Simulate what the report shows and write it whole."""
    text = document(answer, story(answer)).encode()

    def put(place: Path) -> None:
        place.write_bytes(text)

    whole(path, put)
