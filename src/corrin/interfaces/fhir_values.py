"""The small parts of FHIR JSON, read without trust: any field may be absent, or be something else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple, cast

from corrin.errors import InputError
from corrin.person import When, when

_QUANTITY = re.compile(r"\s*((?:<=|>=|<|>|≤|≥)?\s*\d+(?:\.\d+)?)\s+([^\s\d].{0,30})", re.ASCII)
_COMPARATORS = ("<", "<=", ">=", ">")
_DEEPEST = 4  # bundles in bundles
_FAMILIES = {  # parts of a system's address; after $ its end
    "loinc": ("loinc.org", "$113883.6.1"),
    "snomed": ("snomed", "$113883.6.96"),
    "icd10": ("icd-10", "$113883.6.90"),
    "rxnorm": ("rxnorm", "$113883.6.88"),
    "atc": ("whocc", "$/atc"),
    "cpt": ("ama-assn", "$113883.6.12"),
}


class Coding(NamedTuple):
    """A code and the family of its system: loinc, snomed, icd10, rxnorm, atc, cpt, or "" for others."""

    system: str
    code: str
    display: str


class Quantity(NamedTuple):
    """A number as text, perhaps with < or >, and the ways its unit was written."""

    text: str
    units: tuple[str, ...]


def parse(text: str) -> list[object]:
    """The JSON documents of a text: one, or one a line (NDJSON). InputError when it is neither."""
    try:
        return [_load(text)]
    except ValueError:
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    documents: list[object] = []
    for number, line in lines:
        try:
            documents.append(_load(line))
        except ValueError as error:
            raise InputError(f"this is not JSON: {error}", f"line {number}") from error
    return documents


def _load(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_distinct)
    except RecursionError as error:
        raise InputError("the JSON is nested too deep") from error


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"the JSON gives {twice[:40]!r} twice in one object; keep one")
    return made


def block(value: object) -> dict[str, Any]:
    """The value if it is an object, else an empty one; the first of a list stands for the list."""
    if isinstance(value, list) and value:
        value = cast("list[object]", value)[0]
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """The value if it is a list; a lone value as a list of one; nothing for nothing."""
    if isinstance(value, list):
        return cast("list[object]", value)
    return [] if value is None else [value]


def text(value: object) -> str:
    """A string as one line, or a number as it is written; "" for anything else."""
    if isinstance(value, str):
        return " ".join(value.replace("\u200b", "").split())[:200]
    return str(value)[:200] if isinstance(value, int | float) and not isinstance(value, bool) else ""


def resources(documents: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every resource of bundles, lists and lone resources, in order."""
    if depth > _DEEPEST:
        raise InputError("bundles are nested too deep")
    for document in items(documents):
        found = {} if isinstance(document, list) else block(document)
        if found.get("resourceType") == "Bundle":
            for entry in items(found.get("entry")):
                inner = block(entry).get("resource")
                yield from resources([block(inner)], depth + 1)
        elif isinstance(found.get("resourceType"), str):
            yield found
        elif isinstance(document, list):
            yield from resources(cast("list[object]", document), depth + 1)


def codings(concept: object) -> list[Coding]:
    """The codings of a CodeableConcept, those with a code."""
    found = [block(entry) for entry in items(block(concept).get("coding"))]
    return [
        Coding(_family(text(entry.get("system"))), text(entry.get("code")), text(entry.get("display")))
        for entry in found
        if text(entry.get("code"))
    ]


def _family(system: str) -> str:
    lowered = system.lower().rstrip("/")
    for family, marks in _FAMILIES.items():
        if any(mark in lowered for mark in marks if mark[0] != "$"):
            return family
        if any(lowered.endswith(mark[1:]) for mark in marks if mark[0] == "$"):
            return family
    return ""


def label(concept: object) -> str:
    """How a CodeableConcept is best named: its text, a display, or a code."""
    return next(
        (name for name in (text(block(concept).get("text")),
                           *(coding.display or coding.code for coding in codings(concept))) if name),
        "not named",
    )  # fmt: skip


def status(value: object) -> str:
    """A status as a lower-case code, whether a string (STU3) or a CodeableConcept (R4)."""
    return (text(value) or next((coding.code for coding in codings(value)), "")).lower()


def moment(resource: dict[str, Any], today: date, *paths: str) -> When | None:
    """The first date among dotted paths; None if none is there.

    Raises:
        InputError: a date that is none, or lies in the future.
    """
    for path in paths:
        value: object = resource
        for key in path.split("."):
            value = block(value).get(key)
        if text(value):
            return when(text(value).split("T")[0], today)
    return None


def quantity(value: object) -> Quantity | None:
    """The number and unit of a Quantity; None when it holds no number."""
    found = block(value)
    number = found.get("value")
    if isinstance(number, bool) or not isinstance(number, int | float | str) or not text(number):
        return None
    sign = text(found.get("comparator"))
    if sign and sign not in _COMPARATORS:
        raise InputError(f"the comparator {sign!r} is not understood")
    units = dict.fromkeys(filter(None, (text(found.get("code")), text(found.get("unit")))))
    return Quantity(f"{sign}{text(number)}", tuple(units))


def written_quantity(written: str) -> Quantity:
    """A quantity out of free text such as "145 pg/mL"; without a unit when none is written."""
    found = _QUANTITY.fullmatch(written)
    return Quantity(found[1], (found[2].strip(),)) if found else Quantity(written, ())


def attempt(act: Callable[[], None], refuse: Callable[[str], None]) -> None:
    """Runs `act`; an InputError becomes a reason given to `refuse`."""
    try:
        act()
    except InputError as error:
        refuse(error.message)
