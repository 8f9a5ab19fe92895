"""Explanations: reading the record that is asked about, and showing the answer as a page or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corrin import __version__
from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.history import VOCABULARY
from corrin.catalog.markers import MARKERS
from corrin.catalog.red_flags import ALARMS
from corrin.catalog.supplements import UNTOLD
from corrin.catalog.treatments import TREATMENTS
from corrin.errors import InputError
from corrin.inference import Explanation
from corrin.inference.forecast import DAYS, HORIZON
from corrin.inference.next_test import NextTest
from corrin.inference.rules import Alarm
from corrin.interfaces import advice
from corrin.interfaces.output import significant
from corrin.interfaces.person_file import read_person
from corrin.marker import Marker
from corrin.person import Ignored, Person
from corrin.physiology.body import parameters

LEAST_P = 0.02  # causes less likely than this are left to the JSON
_TESTS = 5
_NAMED = 4  # things left out for one reason that are named on the page; all are in the JSON
_NAMES = {"none": "No cause", "not-in-catalogue": "A look-alike outside the catalogue"}


def read(paths: Sequence[Path], today: date) -> Person:
    """The person in these files; "-" is standard input. InputError says what is wrong, and where."""
    if [str(path) for path in paths] == ["-"]:
        return read_person(_standard_input(), VOCABULARY, today)
    return read_person(list(paths) if len(paths) > 1 else paths[0], VOCABULARY, today)


def _standard_input() -> str:
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise InputError("the text is not UTF-8; save it as UTF-8", "standard input") from error


@cache
def model_hash() -> str:
    """A fingerprint of every declared number of the body and of the causes."""
    numbers = [(each.id, each.printed, each.unit, each.spread, each.covariates) for each in parameters()]
    lesions = [
        (cause.id, lesion.of.id, lesion.times, lesion.plus)
        for cause in (*CAUSES.values(), *LOOK_ALIKES.values(), *UNTOLD.values())
        for lesion in cause.lesions
    ]
    return sha256(repr((numbers, lesions)).encode()).hexdigest()[:16]


def page(answer: Explanation) -> list[Any]:
    """The answer as parts to print, the most urgent first."""
    parts: list[Any] = [Text(f"{line}\n", style="bold red") for line in urgent(answer)]
    parts.append(_verdict(answer))
    parts.append(_section("Why", Group(_cause_table(answer), Text(look_alikes(answer), style="dim"))))
    parts.append(_section("What is left", _left(answer)))
    parts.append(_section("What would settle it", _tests(answer)))
    parts.append(
        _section("What treatment would do (half of possible people, by day)", _forecast_table(answer))
    )
    parts.append(_section("On what basis", _basis(answer)))
    return parts


def alarms(answer: Explanation) -> list[Alarm]:
    """The red flags of this person, with what to do."""
    return [each for each in ALARMS if each.id in answer.red_flags]


def urgent(answer: Explanation) -> list[str]:
    """Red flags in lines, those that ask for the same together."""
    acts: dict[str, list[str]] = {}
    for each in alarms(answer):
        acts.setdefault(each.act, []).append(each.name)
    return [
        f"Red flag{'s' if len(names) > 1 else ''}: {', '.join(names)}. {act}" for act, names in acts.items()
    ]


def _verdict(answer: Explanation) -> Text:
    p, low, high = answer.deficient.q50, answer.deficient.q05, answer.deficient.q95
    text = Text(f"Deficient: {p:.0%}", style="bold")
    text.append(
        f" ({low:.0%}-{high:.0%} over redrawn people). Deficient means that {answer.definition}.\n", style=""
    )
    for warning in answer.warnings:
        text.append(f"Mind: {warning}.\n", style="yellow")
    return text


def _section(title: str, body: Any) -> Group:
    return Group(Text(title, style="bold"), Padding(body, (0, 0, 1, 2)))


def _cause_table(answer: Explanation) -> Table:
    table = Table("cause", "chance", "for it", "against it", box=None, header_style="dim")
    for each in answer.causes:
        if each.p >= LEAST_P:
            table.add_row(
                cause_name(each.id),
                f"{each.p:.0%}",
                ", ".join(each.speaking_for[:5]),
                ", ".join(each.against[:4]),
            )
    return table


def cause_name(id: str) -> str:
    """What a cause, or none, is called on a page."""
    return _NAMES.get(id) or CAUSES[id].name


def look_alikes(answer: Explanation) -> str:
    """Which look-alikes outside the catalogue are worth a word, in one sentence; empty if none is."""
    likely = [(LOOK_ALIKES[id].name, p) for id, p in answer.look_alikes.items() if p >= LEAST_P][:_NAMED]
    told = ", ".join(f"{name[0].lower()}{name[1:]} ({p:.0%})" for name, p in likely)
    return f"Of look-alikes outside the catalogue, with or without these causes: {told}." if told else ""


def _left(answer: Explanation) -> Text:
    store = answer.store
    text = Text(
        f"Liver store {significant(store.q50)} ug ({significant(store.q05)}-{significant(store.q95)}); "
    )
    times = [f"over {HORIZON:g}" if each is None else f"{each:.1f}" for each in answer.time_to_anaemia]
    if times[1] == "0.0":
        text.append("anaemia is here already")
    else:
        text.append(f"anaemia in {times[1]} years ({times[0]} to {times[2]}) if nothing is done")
    unseen = [id for id in ("holotc", "mma", "homocysteine") if id in answer.predicted]
    for id in unseen:
        band = answer.predicted[id]
        text.append(f"\n{MARKERS[id].name} is not known; expected {significant(band.q50)} "
                    f"({significant(band.q05)}-{significant(band.q95)}) {unit(id)}")  # fmt: skip
    return text


def _tests(answer: Explanation) -> Group:
    told = advice.worth(answer, _TESTS)
    parts: list[Any] = [_test_table(told)] if told else []
    parts += [Text(line) for line in (advice.rung(answer), advice.left_out(answer)) if line]
    return Group(*parts)


def _test_table(told: Sequence[NextTest]) -> Table:
    heads = ("test", "bits: status", "cause", "turns the decision", "days", "cost", "prepare")
    table = Table(*heads, box=None, header_style="dim")
    for each in told:
        table.add_row(MARKERS[each.id].name, f"{each.status_bits:.2f}", f"{each.cause_bits:.2f}",
                      f"{each.changes_decision_p:.0%}", f"{each.wait:g}", f"{each.cost:g}", each.preparation)  # fmt: skip
    return table


def _forecast_table(answer: Explanation) -> Table:
    shown = {"mma": (0.0, 14.0, 56.0), "hb": (0.0, 28.0, 56.0, 120.0), "mcv": (0.0, 56.0, 120.0)}
    table = Table("treatment", box=None, header_style="dim")
    for id, days in shown.items():
        table.add_column(f"{id} ({unit(id)}) on day {', '.join(f'{day:g}' for day in days)}")
    table.add_column("normal from day")
    for each in answer.forecasts:
        cells = [
            " > ".join(significant(each.markers[id][DAYS.index(day)].q50) for day in days)
            for id, days in shown.items()
        ]
        normal = ", ".join(
            f"{id} {day:g}" for id, day in each.p_normal_by.items() if day is not None and id in shown
        )
        name = TREATMENTS[each.treatment].name if each.treatment in TREATMENTS else "Nothing"
        table.add_row(name, *cells, normal or "-")
    return table


def _basis(answer: Explanation) -> Text:
    text = Text(f"Used: {'; '.join(answer.used)}.\n")
    if answer.ignored:
        text.append(f"Left out: {'; '.join(left_out(answer.ignored))}.\n")
    if answer.untold:
        text.append(f"{untold(answer)}\n")
    text.append(
        f"{answer.people} simulated people weighed in {answer.seconds:.0f} s, effective sample "
        f"{answer.effective_sample:.0f}; seed {answer.seed}; corrin {__version__}, model {model_hash()}. "
        "For research and education; not a medical device.", style="dim",
    )  # fmt: skip
    return text


def untold(answer: Explanation) -> str:
    """What may be taken without being told, in one sentence."""
    told = ", ".join(
        f"{UNTOLD[id].name[0].lower()}{UNTOLD[id].name[1:]} ({p:.0%})" for id, p in answer.untold.items()
    )
    return f"Allowed for, though not told: {told}."


def left_out(ignored: Sequence[Ignored]) -> list[str]:
    """What was set aside, put together by the reason."""
    reasons: dict[str, list[str]] = {}
    for each in ignored:
        reasons.setdefault(each.why, []).append(each.what)
    return [
        ", ".join(what[:_NAMED])
        + (f" and {len(what) - _NAMED} more" if len(what) > _NAMED else "")
        + f" ({why})"
        for why, what in reasons.items()
    ]


def unit(id: str) -> str:
    """The unit of a marker as it is computed with; 1 of a yes-or-no test."""
    marker = MARKERS[id]
    return marker.unit if isinstance(marker, Marker) else "1"
