"""Beside: one row for each published finding, the model's number and where the two part."""

from __future__ import annotations

from dataclasses import dataclass

from reference_pages.page import Table, number, verdict

VALIDATION = "validation, not used for tuning"


@dataclass(frozen=True)
class Finding:
    """A published number or band, and what the model gives for it, in one unit."""

    what: str
    published: str
    key: str
    model: float | None
    low: float
    high: float
    held_out: bool = False

    def row(self) -> tuple[str, ...]:
        use = VALIDATION if self.held_out else "calibration"
        return (self.what, self.published, f"`{self.key}`", use, number(self.model) if self.model is not None
                else "not reached", verdict(self.model, self.low, self.high))  # fmt: skip


def beside(name: str, *findings: Finding) -> Table:
    return Table(name, ("what", "published", "source", "use", "model", "against the band"),
                 tuple(finding.row() for finding in findings))  # fmt: skip
