"""The numbers of the body that nobody has read in print: the list may only shrink."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corrin.parameter import Parameter
from corrin.physiology.body import parameters

LIST = Path(__file__).with_name("unverified.txt")
WORDS = 2  # on each line: the id, and how the number was come by


def listed(text: str) -> set[str]:
    """Lines such as `liver.release assumed`; `#` begins a comment."""
    return {line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")}


def unverified(declared: Iterable[Parameter]) -> set[str]:
    """The numbers taken from memory or assumed, and the effects of covariates on any number."""
    found = {f"{each.id} {each.source.status}" for each in declared if each.source.unverified}
    for each in declared:
        for effect in each.covariates:
            if effect.source.unverified:
                found.add(f"{each.id}:{effect.of} {effect.source.status}")
        if each.spread and each.spread.source and each.spread.source.unverified:
            found.add(f"{each.id}:spread {each.spread.source.status}")
    return found


def wrong(known: set[str], found: set[str]) -> str:
    """What to do about the list; empty when there is nothing to do."""
    grown, shrunk = sorted(found - known), sorted(known - found)
    said = [f"new and unread: {each}; read it in its source, or say in the review why not" for each in grown]
    said += [f"no longer so: {each}; take it off {LIST.name}" for each in shrunk]
    return "\n".join(said)


def test_the_list_of_unread_numbers_only_shrinks() -> None:
    known = listed(LIST.read_text(encoding="utf-8"))
    assert all(len(line.split()) == WORDS for line in known)
    assert wrong(known, unverified(parameters())) == ""


def test_a_number_that_joins_or_leaves_would_be_found() -> None:
    found = unverified(parameters())
    assert len(found) > 10
    assert "liver.invented assumed; read it" in wrong(found, found | {"liver.invented assumed"})
    assert "take it off" in wrong(found | {"liver.gone memory"}, found)
    assert wrong({"liver.bile memory"}, {"liver.bile assumed"}).count("\n") == 1
