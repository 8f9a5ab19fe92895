"""Where a number comes from: a key in the bibliography, a place in that work, and how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from corrin.bibtex import Entry, read
from corrin.errors import nearest

Status = Literal["seen", "memory", "derived", "assumed"]


class UnknownReference(KeyError):
    """A citation key that the bibliography does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Source:
    """A place in a work; `status` says whether the number was seen there, remembered, derived or assumed."""

    key: str
    place: str
    status: Status = "seen"

    @property
    def unverified(self) -> bool:
        """True where nobody has yet read the number in print."""
        return self.status in ("memory", "assumed")


@dataclass(frozen=True)
class Reference:
    """A work in the bibliography; `how` says which of its details were seen and which remembered."""

    key: str
    authors: tuple[str, ...]
    title: str
    year: int | None
    journal: str = ""
    volume: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    how: str = "seen"

    @property
    def link(self) -> str:
        """The best address of the work: DOI, else PubMed number, else web page, else nothing."""
        if self.doi:
            return f"doi:{self.doi}"
        return f"PMID {self.pmid}" if self.pmid else self.url


@cache
def bibliography() -> Mapping[str, Reference]:
    """Every reference that corrin ships with, by key."""
    text = files("corrin").joinpath("references.bib").read_text(encoding="utf-8")
    return MappingProxyType({entry.key: _reference(entry) for entry in read(text)})


def reference(key: str) -> Reference:
    """The work behind a key; UnknownReference names the nearest keys."""
    known = bibliography()
    if key in known:
        return known[key]
    near = nearest(key, known)
    hint = f"nearest: {', '.join(near)}" if near else "add it to references.bib"
    raise UnknownReference(f"no reference '{key}' in the bibliography; {hint}")


def cite(key: str) -> str:
    """A citation in one line."""
    work = reference(key)
    where = " ".join(part for part in (work.journal, _issue(work)) if part)
    parts = (_names(work.authors), work.title, where, work.link)
    line = ". ".join(part.rstrip(".") for part in parts if part) + "."
    return line if work.how == "seen" else f"{line} [{work.how}]"


def _reference(entry: Entry) -> Reference:
    fields = entry.fields
    authors = tuple(name.strip() for name in fields.get("author", "").split(" and ") if name.strip())
    year = fields.get("year", "")
    return Reference(
        key=entry.key,
        authors=authors,
        title=fields.get("title", ""),
        year=int(year) if year.isdecimal() else None,
        journal=fields.get("journal") or fields.get("publisher", ""),
        volume=fields.get("volume", ""),
        pages=fields.get("pages", ""),
        doi=fields.get("doi", ""),
        pmid=fields.get("pmid", ""),
        url=fields.get("url", ""),
        how=fields.get("note", "seen"),
    )


def _names(authors: tuple[str, ...]) -> str:
    short = len(authors) <= 3 and "others" not in authors
    return ", ".join(authors if short else (*authors[:1], "et al.")).replace(", et al.", " et al.")


def _issue(work: Reference) -> str:
    numbers = ":".join(part for part in (work.volume, work.pages) if part)
    year = str(work.year) if work.year else "(no year)"
    return f"{year};{numbers}" if numbers else year
