"""People, summary: what a file of people holds, counted while it is put together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from rich.table import Table

from corrin.bands import Bands
from corrin.interfaces.output import significant
from corrin.interfaces.people_table import Asked, Rows
from corrin.marker import AnyMarker, Marker

_PLACES = (0.05, 0.5, 0.95)
_NAMED = 20


@dataclass
class Summary:
    """Counts of the parts added so far."""

    asked: Asked
    persons: int = 0
    failed: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    bands: Bands = field(default_factory=Bands)
    positive: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def lived(self) -> int:
        return self.persons - len(self.failed)

    def add(self, rows: Rows, failed: str) -> None:
        """Count a part; `failed` lists, as JSON, who of it could not be lived."""
        self.persons += rows.num_rows
        self.failed += [(int(n), str(why)) for n, why in json.loads(failed)]
        lived = rows.filter(rows["deficient"].is_valid())
        if lived.num_rows:
            wanted = (*_numeric(self.asked.markers), "store.body")
            self.bands.add({id: lived[id].to_numpy()[:, None] for id in wanted})
        yes = {id: lived[id].to_numpy() for id in ("deficient", *_signs(self.asked.markers))}
        yes |= {each.id: rows[f"{each.id}.strength"].to_numpy() > 0.0 for each in self.asked.causes}
        for id, each in yes.items():
            self.positive[id] = self.positive.get(id, 0) + int(np.count_nonzero(each))

    def as_json(self) -> dict[str, Any]:
        """Counts, shares and quantiles; causes as a part of everybody, the rest of those who could be lived."""
        quantiles = self.bands.quantiles(_PLACES) if self.lived else {}
        units = {id: each.unit for id, each in _numeric(self.asked.markers).items()} | {"store.body": "ug"}
        bands = {id: {"unit": units[id]} | dict(zip(("q05", "q50", "q95"), each[:, 0].tolist(), strict=True))
                 for id, each in quantiles.items()}  # fmt: skip
        lived = max(self.lived, 1)
        return {
            "persons": self.persons, "lived": self.lived,
            "failed": [{"person": n, "why": why} for n, why in self.failed],
            "deficient": self.positive["deficient"] / lived,
            "causes": {each.id: self.positive[each.id] / self.persons for each in self.asked.causes},
            "store": bands.pop("store.body", None), "markers": bands,
            "signs": {id: self.positive[id] / lived for id in _signs(self.asked.markers)},
        }  # fmt: skip

    def table(self) -> Table:
        """Markers' quantiles, to read."""
        told = self.as_json()
        title = f"{self.persons} people of {self.asked.population.id}, {100.0 * told['deficient']:.1f} % deficient"
        shown = Table(box=None, header_style="bold", title=title, title_justify="left")
        for head in ("marker", "unit"):
            shown.add_column(head)
        for head in ("5 %", "50 %", "95 %"):
            shown.add_column(head, justify="right")
        for id, each in told["markers"].items():
            shown.add_row(id, each["unit"], *(significant(each[name]) for name in ("q05", "q50", "q95")))
        return shown

    def lost(self) -> str:
        """Who could not be lived, in words; empty when everybody was."""
        named = "; ".join(f"person {n}: {why}" for n, why in self.failed[:_NAMED])
        more = f"; and {len(self.failed) - _NAMED} more" if len(self.failed) > _NAMED else ""
        return f"could not be lived, their rows hold nulls: {named}{more}" if named else ""


def _numeric(markers: Mapping[str, AnyMarker]) -> dict[str, Marker]:
    return {id: each for id, each in markers.items() if isinstance(each, Marker)}


def _signs(markers: Mapping[str, AnyMarker]) -> list[str]:
    return [id for id, each in markers.items() if not isinstance(each, Marker)]
