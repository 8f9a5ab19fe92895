"""Life: one healthy body and everything that happens to it, on a time axis of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corrin.cause import Affliction, afflicted
from corrin.parameter import Parameter
from corrin.physiology.body import Body, replaced
from corrin.treatment import Dose

_ENTRY = {
    ("oral", "cyanocobalamin"): "stomach_free",
    ("oral", "hydroxocobalamin"): "stomach_hydroxo",
    ("oral-with-food", "cyanocobalamin"): "stomach_food",
    ("oral-with-food", "hydroxocobalamin"): "stomach_food",
    ("im", "cyanocobalamin"): "depot_cyano",
    ("im", "hydroxocobalamin"): "depot_hydroxo",
}


@dataclass(frozen=True)
class Change:
    """From a day on, numbers of the body take other values (internal units), as with a new diet."""

    day: float
    values: Mapping[Parameter, float]


@dataclass(frozen=True)
class Life:
    """What a body meets: causes, doses and changes. Day 0 is where the story starts."""

    body: Body
    afflictions: tuple[Affliction, ...] = ()
    doses: tuple[Dose, ...] = ()
    changes: tuple[Change, ...] = field(default=())

    def on(self, day: float) -> Body:
        """The body on a day: its diet as last changed, then every lesion at its strength."""
        body = self.body
        for change in sorted(self.changes, key=lambda change: change.day):
            if change.day <= day:
                body = replaced(body, change.values)
        return afflicted(body, self.afflictions, day)


def entry(dose: Dose) -> str:
    """The state that a dose enters."""
    return _ENTRY[dose.route, dose.form]
