"""Links within the project lead somewhere, and what the documents name exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corrin.catalog.causes import CAUSES
from corrin.source import bibliography

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
NEEDED = {
    "README.md": ("CONTRIBUTING.md", "CHANGELOG.md", "GLOSSARY.md", "LICENSE", "NOTICE", "docs/body.md",
                  "docs/decisions/", "docs/reference/absorption.md", "docs/reference/retention.md",
                  "docs/reference/courses.md"),
    "docs/body.md": ("reference/absorption.md", "reference/courses.md"),
}  # fmt: skip


def links(document: Path) -> Iterator[str]:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            yield target


def broken(document: Path) -> list[str]:
    return [target for target in links(document) if not (document.parent / target).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    assert broken(document) == []


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md), [there](gone.md#part), [out](https://example.org/x)", encoding="utf-8")
    assert broken(page) == ["gone.md"]


@pytest.mark.parametrize(("document", "targets"), NEEDED.items())
def test_a_document_leads_to_the_others(document: str, targets: tuple[str, ...]) -> None:
    assert set(targets) - set(links(ROOT / document)) == set()


def test_files_named_in_the_recipes_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|docs|examples|tests/docs)/[\w./-]*\w/?|\w+\.(?:md|toml|lock))`", text)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_parameters_named_in_the_glossary_exist() -> None:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    names = re.findall(r"`([\w-]+)`$", text, re.MULTILINE)
    assert len(names) > 40
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", code)] == []


def test_works_named_in_the_tour_are_in_the_bibliography() -> None:
    text = (ROOT / "docs" / "body.md").read_text(encoding="utf-8")
    keys = set(re.findall(r"\b([a-z]+(?:19|20)\d\d)\b", text))
    assert len(keys) > 20
    assert sorted(keys - bibliography().keys()) == []


def test_the_tour_visits_every_organ() -> None:
    text = (ROOT / "docs" / "body.md").read_text(encoding="utf-8")
    organs = {path.stem for path in (ROOT / "src/corrin/physiology").glob("*.py")} - {"__init__", "kinetics"}
    assert len(organs) > 10
    assert sorted(organ for organ in organs if f"`{organ}`" not in text) == []


def test_decisions_are_numbered_and_short() -> None:
    assert len(DECISIONS) >= 8
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04d}" for n in range(1, len(DECISIONS) + 1)]
    assert [path.name for path in DECISIONS if path.read_text(encoding="utf-8").count("\n") > 30] == []


def test_every_article_cause_has_a_course_on_the_page() -> None:
    text = (ROOT / "docs/reference/courses.md").read_text(encoding="utf-8").lower()
    assert CAUSES
    for name in (
        "pernicious anaemia",
        "vegan",
        "gastrectomy",
        "terminal ileum",
        "pylori",
        "autoimmune gastritis",
        "lupus",
    ):
        assert name in text
