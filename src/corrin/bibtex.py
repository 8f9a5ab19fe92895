"""A reader for the plain part of BibTeX: entries of `name = {text}` fields, and nothing cleverer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HEAD = re.compile(r"@([A-Za-z]+)\s*\{\s*([^\s,{}\"=@%]+)\s*,")
_NAME = re.compile(r"\s*([A-Za-z][A-Za-z0-9_-]*)\s*=\s*")
_BARE = re.compile(r"[0-9]+")
_GAP = re.compile(r"(?:\s+|%[^\n]*)*")


class BibliographyError(ValueError):
    """A bibliography that cannot be read; the message begins with the line."""


@dataclass(frozen=True)
class Entry:
    """One entry as written: `@kind{key, name = {text}, ...}`."""

    kind: str
    key: str
    fields: Mapping[str, str]


def read(text: str) -> tuple[Entry, ...]:
    """All entries of a bibliography in order; BibliographyError on anything else, or on a key used twice."""
    entries: dict[str, Entry] = {}
    for entry, at in _entries(text):
        if entry.key in entries:
            raise _error(text, at, f"the key '{entry.key}' is used twice; give one of them another letter")
        entries[entry.key] = entry
    return tuple(entries.values())


def _entries(text: str) -> Iterator[tuple[Entry, int]]:
    at = _skip(text, 0)
    while at < len(text):
        head = _HEAD.match(text, at)
        if head is None:
            raise _error(text, at, "expected an entry such as '@article{smith2001,'")
        fields, end = _fields(text, head.end())
        yield Entry(head[1].lower(), head[2], fields), at
        at = _skip(text, end)


def _fields(text: str, at: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    at = _skip(text, at)
    while text[at : at + 1] != "}":
        name = _NAME.match(text, at)
        if name is None:
            raise _error(text, at, "expected 'name = {text}' or the entry's closing brace")
        if name[1].lower() in fields:
            raise _error(text, at, f"the field '{name[1]}' is given twice in one entry")
        fields[name[1].lower()], at = _value(text, name.end())
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "}":
            raise _error(text, at, "expected a comma between fields")
    return fields, at + 1


def _value(text: str, at: int) -> tuple[str, int]:
    number = _BARE.match(text, at)
    if number is not None:
        return number[0], number.end()
    if text[at : at + 1] != "{":
        raise _error(text, at, "expected a value in braces or a whole number")
    depth = 0
    for end in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            inside = text[at + 1 : end].replace("{", "").replace("}", "")
            return " ".join(inside.split()), end + 1
    raise _error(text, at, "this brace is never closed")


def _skip(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _error(text: str, at: int, what: str) -> BibliographyError:
    line = text.count("\n", 0, at) + 1
    found = text[at : at + 20].split("\n")[0] or "the end of the text"
    return BibliographyError(f"line {line}: {what}; found {found!r}")
