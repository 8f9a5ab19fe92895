"""Site menu: which tests a site offers, at what cost and wait, read from TOML; the rest is refused with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from corrin.errors import InputError, shown, unknown
from corrin.inference import Catalogue

LARGEST = 100_000  # bytes
_KEYS = ("available", "cost", "wait")
_MOST = {"cost": 10_000.0, "wait": 365.0}
_MEANS = {"cost": "blood counts", "wait": "days"}
_OTHERS = "others"


class Offer(NamedTuple):
    """What a site says of one test; None where it says nothing."""

    available: bool | None = None
    cost: float | None = None  # relative to a full blood count
    wait: float | None = None  # days


@dataclass(frozen=True)
class Menu:
    """Offers by marker id, and whether tests that are not named are available."""

    offers: Mapping[str, Offer]
    others: bool = True

    def at(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue as this site has it."""
        offers = {id: self.offers.get(id, Offer()) for id in catalogue.markers}
        markers = {
            id: replace(
                each,
                cost=each.cost if offers[id].cost is None else offers[id].cost,
                wait=each.wait if offers[id].wait is None else offers[id].wait,
            )
            for id, each in catalogue.markers.items()
        }
        lacking = frozenset(id for id in markers if not self._has(id))
        return catalogue._replace(markers=markers, unavailable=lacking)

    def _has(self, id: str) -> bool:
        told = self.offers.get(id)
        if told is None:
            return self.others
        return told.available is not False


def read(path: Path, markers: Mapping[str, object]) -> Menu:
    """The menu in a TOML file.

    Args:
        path: a file with a table for each test: `[mma]`, then available, cost, wait; at the top `others`.
        markers: the ids that may be used.

    Raises:
        InputError: anything wrong, with the file and line, the value, and what would do.
    """
    text = _load(path)
    try:
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        line = re.search(r"\(at line (\d+), column \d+\)", str(error))
        where = f"{path.name} line {line[1]}" if line else path.name
        said = str(error).split(" (at ")[0] if not isinstance(error, RecursionError) else "nested too deep"
        raise InputError(f"this is not TOML: {said[:100]}", where) from error
    return _Page(path.name, text.splitlines()).menu(tree, markers)


def _load(path: Path) -> str:
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise InputError(f"a menu is no larger than {LARGEST // 1000} kB", path.name)
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError("this is not UTF-8 text; save it as UTF-8", path.name) from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {shown(str(path))}: {error}") from error


@dataclass(frozen=True)
class _Page:
    """The file's name and lines, for saying where something stands."""

    name: str
    lines: list[str]

    def menu(self, tree: Mapping[str, Any], markers: Mapping[str, object]) -> Menu:
        offers: dict[str, Offer] = {}
        others = True
        for key, value in tree.items():
            if key == _OTHERS:
                others = self._switch(value, _OTHERS, self._where(key))
            elif key not in markers:
                raise InputError(unknown("test", key, [*markers, _OTHERS]), self._where(key))
            elif not isinstance(value, dict):
                cure = f"write [{key}] and under it {', '.join(_KEYS)}"
                raise InputError(f"{key} = {shown(value)} is not a table; {cure}", self._where(key))
            else:
                offers[key] = self._offer(key, value)
        return Menu(offers, others)

    def _offer(self, test: str, told: Mapping[str, Any]) -> Offer:
        for key in told:
            if key not in _KEYS:
                raise InputError(unknown(f"key of {test}", key, _KEYS), self._where(test, key))
        available = told.get("available")
        if available is not None:
            available = self._switch(available, f"available of {test}", self._where(test, "available"))
        return Offer(available, self._amount(test, told, "cost"), self._amount(test, told, "wait"))

    def _switch(self, value: object, name: str, where: str) -> bool:
        if not isinstance(value, bool):
            raise InputError(f"{name} {shown(value)} is refused: write true or false", where)
        return value

    def _amount(self, test: str, told: Mapping[str, Any], key: str) -> float | None:
        if key not in told:
            return None
        value = told[key]
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        if not plain or not isfinite(value) or not 0.0 <= value <= _MOST[key]:
            said = f"{key} of {test} {shown(value)} is refused: write a number from 0 to {_MOST[key]:g} ({_MEANS[key]})"
            raise InputError(said, self._where(test, key))
        return float(value)

    def _where(self, *keys: str) -> str:
        """The line on which a key stands, sought below that of its table."""
        at = 0
        for key in keys:
            spelled = re.compile(rf"(?:^|[\[\s.{{,\"'])({re.escape(key)})(?=[\]\s.=\"'])")
            at = next((n for n in range(at, len(self.lines)) if spelled.search(self._code(n))), at)
        return f"{self.name} line {at + 1}"

    def _code(self, n: int) -> str:
        return "" if self.lines[n].lstrip().startswith("#") else self.lines[n]
