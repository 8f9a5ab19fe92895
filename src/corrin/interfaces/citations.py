"""Citations: every declared number with its unit, spread and source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.table import Table

from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.markers import MARKERS
from corrin.catalog.red_flags import ALARMS
from corrin.catalog.treatments import TREATMENTS
from corrin.errors import InputError, unknown
from corrin.marker import Marker
from corrin.physiology.body import parameters
from corrin.source import Source, cite

Row = dict[str, Any]


def rows(names: Sequence[str]) -> list[Row]:
    """What was asked for: parameter, organ, cause, marker or treatment ids, or citation keys; none: all.

    InputError for a name that is none of them.
    """
    known = list(_all())
    if not names:
        return known
    found: list[Row] = []
    for name in names:
        chosen = [row for row in known if name in (row["id"], row["id"].split(".")[0], row["key"])]
        if not chosen:
            raise InputError(
                unknown("name", name, {row["id"] for row in known} | {row["key"] for row in known})
            )
        found += chosen
    return found


def table(found: Sequence[Row]) -> Table:
    """The rows to read."""
    shown = Table("what", "value", "where from", "seen", box=None, header_style="bold")
    for row in found:
        shown.add_row(row["id"], row["value"], f"{row['citation']}: {row['place']}", row["status"])
    return shown


def _all() -> Iterator[Row]:
    for each in parameters():
        spread = f", CV {each.spread.cv:.0%}" if each.spread else ""
        yield _row(each.id, f"{each.printed:g} {each.unit}{spread}", each.source)
        for effect in each.covariates:
            yield _row(f"{each.id} by {effect.of}", "covariate", effect.source)
    for cause in (*CAUSES.values(), *LOOK_ALIKES.values()):
        yield _row(cause.id, cause.name, cause.source)
        yield _row(f"{cause.id}.prevalence", f"{cause.prevalence.at_60:g} at 60 y", cause.prevalence.source)
        for lesion in cause.lesions:
            value = f"x {lesion.times:g}" if lesion.plus == 0.0 else f"x {lesion.times:g} + {lesion.plus:.3g}"
            yield _row(f"{cause.id}.{lesion.of.id}", value, lesion.source or cause.source)
    for marker in MARKERS.values():
        if isinstance(marker, Marker):
            noise = marker.noise
            yield _row(marker.id, f"CV within {noise.within:.0%}, assay {noise.assay:.0%}", noise.source)
            yield _row(f"{marker.id}.limits", f"{marker.limits.low} to {marker.limits.high} {marker.unit}",
                       marker.limits.source)  # fmt: skip
        else:
            yield _row(marker.id, f"background {marker.background:.0%}", marker.source)
    for alarm in ALARMS:
        yield _row(f"red-flag.{alarm.id}", alarm.name, alarm.source)
    for treatment in TREATMENTS.values():
        yield _row(treatment.id, treatment.name, treatment.source)


def _row(id: str, value: str, source: Source) -> Row:
    return {"id": id, "value": value, "key": source.key, "citation": cite(source.key), "place": source.place,
            "status": source.status}  # fmt: skip
