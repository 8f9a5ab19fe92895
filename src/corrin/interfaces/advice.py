"""Advice: which tests to recommend of those ranked, what the site lacks, and whether any is needed."""

from __future__ import annotations

from typing import Any

from corrin.catalog.markers import MARKERS
from corrin.inference import Explanation
from corrin.inference.next_test import LEAST_BITS, NextTest

NOTHING = "Nothing more is needed"


def worth(answer: Explanation, most: int) -> list[NextTest]:
    """Tests that can be had here and tell something, the best worth first."""
    told = [each for each in answer.next_tests if each.available and each.information_bits >= LEAST_BITS]
    return told[:most]


def lacking(answer: Explanation) -> list[NextTest]:
    """Tests that would tell something and that the site does not offer, the most telling first."""
    told = [each for each in answer.next_tests if not each.available and each.information_bits >= LEAST_BITS]
    return sorted(told, key=lambda each: -each.information_bits)


def needed(answer: Explanation) -> list[NextTest]:
    """Tests that can be had here and on which the decision may well turn."""
    return [each for each in answer.next_tests if each.available and each.needed]


def rung(answer: Explanation) -> str:
    """One line: whether the decision waits for a test, and which."""
    waits = [MARKERS[each.id].name for each in needed(answer)][:2]
    if waits:
        return f"The decision may turn on {' and '.join(waits)}."
    missed = next((each for each in lacking(answer) if each.needed), None)
    if missed:
        return f"Nothing that this site offers would decide; {MARKERS[missed.id].name}, which it does not offer, may."
    told = worth(answer, 1)
    if not told:
        return f"{NOTHING}: no further test is expected to change what is believed."
    return f"{NOTHING} to decide whether and how to treat; {MARKERS[told[0].id].name} is the best worth of the rest."


def left_out(answer: Explanation) -> str:
    """The tests that the site lacks, in one line; empty when there is none worth having."""
    named = [f"{MARKERS[each.id].name} ({each.information_bits:.2f} bits)" for each in lacking(answer)]
    return f"Left out, not offered here: {', '.join(named)}." if named else ""


def as_json(test: NextTest) -> dict[str, Any]:
    """A test as the JSON of the contract, and more."""
    return {
        "test": test.id, "information_bits": test.information_bits, "status_bits": test.status_bits,
        "cause_bits": test.cause_bits, "changes_decision_p": test.changes_decision_p, "needed": test.needed,
        "worth": test.worth, "cost": test.cost, "wait_d": test.wait, "preparation": test.preparation,
    }  # fmt: skip
