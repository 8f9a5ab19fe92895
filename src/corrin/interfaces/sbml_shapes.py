"""Stretches of the tape that reuse their input on the way to one later step, to be written as functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corrin.engine.trace import Step

_LONGEST = 20  # steps: what takes longer is not one rate law
_END = ""  # where all results lead


class Stretch(NamedTuple):
    """Steps, the last of which alone is read elsewhere, and what they read: the reused step first."""

    steps: Sequence[str]
    arguments: Sequence[str]


def stretches(steps: dict[str, Step], results: Iterable[str]) -> dict[str, Stretch]:
    """Stretches by their last step, apart from each other.

    A simulator may write a rule out wherever it is read: Newton's eight steps in the ileum, each
    reading the one before four times, would be millions long. An argument is worked out once.
    """
    readers = _readers(steps, results)
    gates = _gates(steps, readers)
    found: dict[str, Stretch] = {}
    taken: set[str] = set()
    for each in steps:
        if each in taken or len(readers[each]) < 2 or gates[each] == _END:
            continue
        inside = _between(each, gates[each], readers)
        if len(inside) <= _LONGEST and not inside & (taken | found.keys()):
            ordered = [step for step in steps if step in inside]
            found[gates[each]] = Stretch(ordered, _arguments(each, ordered, steps))
            taken |= inside
    return found


def operands(step: Step) -> list[str]:
    """The symbols and steps that a step reads; a square reads its root once."""
    return list(dict.fromkeys(each for each in step[1:] if isinstance(each, str)))


def _readers(steps: dict[str, Step], results: Iterable[str]) -> dict[str, list[str]]:
    """The steps that read each step, on the way to the results; `_END` reads these."""
    readers: dict[str, list[str]] = {each: [] for each in steps}
    for each in results:
        if each in steps:
            readers[each].append(_END)
    for each, step in reversed(steps.items()):
        for operand in operands(step) if readers[each] else ():
            if operand in steps:
                readers[operand].append(each)
    return readers


def _gates(steps: dict[str, Step], readers: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The first step through which everything made of a step passes (its immediate post-dominator)."""
    gates, depth = {_END: _END}, {_END: 0}
    for each in reversed(steps):
        ways = list(readers[each])
        while len(set(ways)) > 1:
            deepest = max(ways, key=lambda way: depth[way])
            ways = [gates[way] if way == deepest else way for way in ways]
        gates[each] = ways[0] if ways else _END
        depth[each] = depth[gates[each]] + 1
    return gates


def _between(first: str, last: str, readers: Mapping[str, Sequence[str]]) -> set[str]:
    """Every step after the first up to the last."""
    inside, ahead = {last}, list(readers[first])
    while ahead:
        each = ahead.pop()
        if each not in inside:
            inside.add(each)
            ahead += readers[each]
    return inside


def _arguments(first: str, stretch: Sequence[str], steps: dict[str, Step]) -> list[str]:
    read = [operand for each in stretch for operand in operands(steps[each])]
    return list(dict.fromkeys([first, *(each for each in read if each not in stretch)]))
