"""Replication: published studies run against the model, their rows as JSON and as a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from rich.table import Table
from rich.text import Text

from corrin import __version__
from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.markers import MARKERS
from corrin.crew import Crew
from corrin.engine import SolverError
from corrin.errors import InputError, unknown
from corrin.interfaces.study_file import chosen, misfortune, read
from corrin.setting import calibrated, fingerprint, posterior
from corrin.study.enrolled import Setup
from corrin.study.replicate import PERSONS, Row, replicate, unlived

USES = ("calibration", "validation")


class Told(NamedTuple):
    """A study in words."""

    id: str
    use: str
    question: str
    key: str  # of its work in the bibliography
    place: str
    conflicts: str
    left_out: str
    provisional: bool


@dataclass(frozen=True)
class Answer:
    """One study replicated; `lacking` says why it could not be, and then its rows hold no number of the model."""

    told: Told
    rows: tuple[Row, ...]
    lacking: str = ""


@dataclass(frozen=True)
class Plan:
    """How studies are run: persons an arm, seed, and how many draws of the calibrated numbers."""

    persons: int = PERSONS
    seed: int = 0
    draws: int = 0
    threads: int = 1


def named(which: Iterable[str] = (), use: str | None = None) -> list[str]:
    """Studies by id or file (none: the whole catalogue), of one `use` or of both; InputError for what is none."""
    if use is not None and use not in USES:
        raise InputError(unknown("use", use, USES))
    names = [name for name in chosen(which) if read(name, MARKERS).use in ((use,) if use else USES)]
    if not names:
        raise InputError(f"none of these studies is for {use}; leave out --use, or name others")
    return names


def run(
    which: Iterable[str] = (), plan: Plan | None = None, *, workers: int = 1,
    progress: Callable[[int, str], None] = lambda done, study: None,
) -> list[Answer]:  # fmt: skip
    """Studies by id or file (none: the whole catalogue), in this order.

    They are shared out to `workers` (processes); the rows are the same whatever their number.
    `progress` is told how many are done, and which was the last. Raises InputError for an unknown
    study, a file that holds none, or more draws than the calibration left.
    """
    names, plan = named(which), plan or Plan()
    if plan.draws > len(posterior()):
        raise InputError(f"draws {plan.draws}: the calibration left {len(posterior())}; ask for no more")
    crowd = min(workers, len(names))
    work = _Work(replace(plan, threads=max(1, workers // crowd)))
    answers: list[Answer] = []
    with Crew(crowd) as crew:
        for answer in crew.each(work, names, most=1):
            answers.append(answer)
            progress(len(answers), answer.told.id)
    return answers


@dataclass(frozen=True)
class _Work:
    """What a worker does with one study; it reads the study itself, since lambdas do not travel."""

    plan: Plan

    def __call__(self, which: str) -> Answer:
        plan, study = self.plan, read(which, MARKERS)
        told = Told(study.id, study.use, study.question, study.source.key, study.source.place, study.conflicts,
                    study.left_out, study.provisional)  # fmt: skip
        setup = Setup(
            (*CAUSES.values(), *LOOK_ALIKES.values()), MARKERS, calibrated(), plan.seed, plan.threads
        )
        try:
            rows = replicate([study], setup, persons=plan.persons, others=posterior()[: plan.draws])
        except (ValueError, SolverError) as error:
            return Answer(told, tuple(unlived(study)), _why(which, error))
        except Exception as error:
            if not which.endswith(".py"):
                raise
            raise misfortune(which, error) from None  # what a file of one's own works out may fail anyhow
        return Answer(told, tuple(rows))


def _why(which: str, error: Exception) -> str:
    return str(misfortune(which, error)) if which.endswith(".py") else f"{which}: {error}"


def summary(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """Figures, and how many of them lie within their bands, by use."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        each = found.setdefault(row.use, {"points": 0, "within": 0})
        each["points"] += 1
        each["within"] += row.within
    return {use: found[use] for use in USES if use in found}


def as_json(answers: Sequence[Answer], plan: Plan) -> dict[str, Any]:
    """The rows as the JSON of the contract; what is no number is null."""
    rows = [row for answer in answers for row in answer.rows]
    return {
        "version": __version__, "hash": fingerprint(), "seed": plan.seed, "persons": plan.persons,
        "draws": plan.draws, "rows": [_row(row) for row in rows], "summary": summary(rows),
        "studies": {a.told.id: a.told._asdict() | {"lacking": a.lacking} for a in answers},
    }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    return {key: _finite(value) for key, value in (asdict(row) | {"within": row.within, "z": row.z}).items()}


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def table(answers: Sequence[Answer]) -> Table:
    """One line a figure; what misses its band is marked."""
    shown = Table(box=None, header_style="bold")
    for head in ("study", "arm", "what", "figure"):
        shown.add_column(head, overflow="fold")
    for head in ("day", "observed", "band", "simulated", "range", "unit", "z", ""):
        shown.add_column(head, justify="left" if head in ("unit", "") else "right", no_wrap=True)
    for row in (row for answer in answers for row in answer.rows):
        miss = "" if row.within else "miss, expected" if row.because else "MISS"
        shown.add_row(
            row.study, row.arm, row.marker, row.statistic, f"{row.day:.4g}", number(row.observed),
            span(row.low, row.high), number(row.simulated), span(row.simulated_low, row.simulated_high),
            row.unit, number(row.z), miss, style="" if row.within else "bold",
        )  # fmt: skip
    return shown


def closing(answers: Sequence[Answer]) -> Text:
    """How many figures were met, by use."""
    found = summary(row for answer in answers for row in answer.rows)
    return Text("\n".join(
        f"{use}: {each['within']} of {each['points']} figures within their bands" for use, each in found.items()
    ))  # fmt: skip


def number(value: float | None) -> str:
    """Three figures; a dash for what is no number."""
    if value is None or not math.isfinite(value):
        return "-"
    return f"{value:.0f}" if abs(value) >= 100.0 else f"{value:.3g}"


def span(low: float | None, high: float | None) -> str:
    return "-" if number(low) == number(high) == "-" else f"{number(low)} to {number(high)}"
