"""The one error a user can cause: it names the thing, says what came, and what would do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class InputError(Exception):
    """Input that was refused. The command line prints it as one sentence and exits with 2.

    Args:
        message: one sentence naming the thing, the value that came, and the cure.
        where: the place in the input, such as "patient.yaml line 7"; empty when unknown.
    """

    def __init__(self, message: str, where: str = "") -> None:
        self.message = message
        self.where = where
        super().__init__(f"{where}: {message}" if where else message)

    def at(self, where: str) -> InputError:
        """The same error with its place, unless it already names a more exact one."""
        return self if self.where else InputError(self.message, where)


def nearest(word: str, choices: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Up to `most` of `choices` that look like `word`, closest first; a part of a word counts."""
    known = {choice.lower(): choice for choice in sorted(set(choices))}
    folded = word.strip().lower().replace("_", "-").replace(" ", "-")[:100]
    close = get_close_matches(folded, known, n=most, cutoff=0.6)
    holding = [choice for choice in known if len(folded) > 2 and folded in choice]
    return tuple(known[choice] for choice in dict.fromkeys(close + holding))[:most]


def unknown(kind: str, word: str, choices: Iterable[str]) -> str:
    """The sentence for a name that is not in a closed list: "unknown marker 'b21'; nearest: ..."."""
    known = sorted(set(choices))
    close = nearest(word, known)
    listed = ", ".join(close or known[:40])
    lead = "nearest" if close else "accepted"
    return f"unknown {kind} {shown(word)}; {lead}: {listed or 'none'}"


def shown(value: object, most: int = 60) -> str:
    """A value as it is quoted in an error: one line, never longer than `most` characters."""
    text = repr(value)
    return text if len(text) <= most else f"{text[: most - 3]}..."
