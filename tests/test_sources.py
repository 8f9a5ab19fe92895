"""Every number points at a work that exists, and the bibliography reads cleanly or says where it does not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from corrin.bibtex import BibliographyError, read
from corrin.source import Source, UnknownReference, bibliography, cite, reference

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "corrin"
HOW = ("memory", "not shown", "our words", "uncertain", "inferred", "as far as shown", "read ")


def cited() -> Iterator[tuple[str, str]]:
    """Key and place in the code of every `Source("key", ...)` written in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Source" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def unknown(keys: list[tuple[str, str]]) -> list[str]:
    return [f"{where} cites {key}" for key, where in keys if key not in bibliography()]


def test_every_cited_key_is_in_the_bibliography() -> None:
    keys = list(cited())
    assert len({key for key, _ in keys}) > 30
    assert unknown(keys) == []


def test_a_cited_key_that_is_missing_would_be_found() -> None:
    assert unknown([("nobody1900", "here")]) == ["here cites nobody1900"]


def test_every_reference_has_a_title_and_says_what_it_lacks() -> None:
    works = bibliography().values()
    assert len(works) > 100
    for work in works:
        assert work.title, work.key
        bare = not work.authors or (not work.year and not work.url)
        assert not bare or work.how != "seen" or work.link or work.journal, (
            f"{work.key} names no more than a title"
        )


def test_a_note_says_what_was_not_seen() -> None:
    notes = {work.how for work in bibliography().values()} - {"seen"}
    assert notes
    assert [note for note in notes if not any(word in note for word in HOW)] == []


def test_bibliography_names_each_work_once() -> None:
    links = [work.doi for work in bibliography().values() if work.doi]
    assert len(links) > 50
    assert sorted(links) == sorted(set(links))


def test_a_citation_is_one_line() -> None:
    line = cite("kuzminski1998")
    assert line.startswith("Kuzminski AM et al. Effective treatment of cobalamin deficiency")
    assert line.endswith("Blood 1998;92(4):1191-1198. PMID 9694707.")
    assert all("\n" not in cite(key) and len(cite(key)) > 20 for key in bibliography())


def test_a_citation_from_memory_says_so() -> None:
    assert cite("levey2009").endswith("[from memory]")


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(UnknownReference, match=r"no reference 'carmel2009'.*carmel2008"):
        reference("carmel2009")
    with pytest.raises(KeyError):
        cite("zzz")


@pytest.mark.parametrize(
    ("status", "unverified"), [("seen", False), ("derived", False), ("memory", True), ("assumed", True)]
)
def test_what_counts_as_unverified(status: str, unverified: bool) -> None:
    assert Source("iom1998", "ch. 9", status=status).unverified is unverified  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("@book{a, year = {1999}}\n@book{a, year = {2000}}", "line 2: the key 'a' is used twice"),
        ("@book{a, year = {1999}, year = {2000}}", "line 1: the field 'year' is given twice"),
        ("@book{a,\n title = {never closed", "line 2: this brace is never closed"),
        ("@book{a, title = quoted}", "line 1: expected a value in braces"),
        ("@book{a, title = {x} year = {y}}", "line 1: expected a comma between fields"),
        ("@book{a, title = {x}", "expected a comma between fields; found 'the end of the text'"),
        ("% fine\nnot an entry", "line 2: expected an entry such as"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, says: str) -> None:
    with pytest.raises(BibliographyError) as caught:
        read(text)
    assert says in str(caught.value)


def test_nested_braces_and_line_breaks_become_plain_text() -> None:
    (entry,) = read("@Article{a1,\n  title = {The {B12}\n   story},\n  year = 1999\n}")
    assert (entry.kind, entry.key) == ("article", "a1")
    assert dict(entry.fields) == {"title": "The B12 story", "year": "1999"}


@given(st.text(alphabet=st.sampled_from('@{}=,% \n"ab1') | st.characters(), max_size=200))
def test_garbage_is_refused_and_nothing_worse(text: str) -> None:
    try:
        entries = read(text)
    except BibliographyError as error:
        assert str(error).startswith("line ")
    else:
        assert all(entry.key for entry in entries)


_WORDS = st.text(
    alphabet=st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="{}"), max_size=30
)


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True), _WORDS, max_size=5))
def test_what_is_written_is_read_back(fields: dict[str, str]) -> None:
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    (entry,) = read(f"@misc{{key,\n{body}}}\n")
    assert dict(entry.fields) == {name: " ".join(value.split()) for name, value in fields.items()}
