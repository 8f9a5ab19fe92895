"""The command line: `corrin simulate`, `corrin explain`, `corrin cite`, `corrin export`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from typer.core import TyperGroup

from corrin import __version__
from corrin.errors import InputError

_CORES = os.cpu_count() or 1
_STOPPED = "stopped; nothing half-written was left"
_UsageError: Any = typer.BadParameter.__base__  # what every refusal of the command line is


class _Plain(TyperGroup):
    """Commands whose every foreseeable failure is one sentence, with its exit code."""

    def main(self, *args: Any, **more: Any) -> Any:
        try:
            code = super().main(*args, **more | {"standalone_mode": False})
        except _UsageError as error:
            code = _say(f"{error.format_message()} (see --help)", 2)
        except typer.Abort:
            code = _say(_STOPPED, 130)
        sys.exit(code if isinstance(code, int) else 0)


class _Console(Console):
    """A console that leaves a reader who went away to the guard below."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


app = typer.Typer(
    cls=_Plain, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Vitamin B12 in the human body, forwards and backwards. For research and education; "
    "not a medical device.",
)  # fmt: skip

exports = typer.Typer(rich_markup_mode=None)
app.add_typer(exports, name="export", help="Write a story for other programs.")

Many = list[str] | None
Json = Annotated[bool, typer.Option("--json", help="print JSON in place of the table")]
Seed = Annotated[int, typer.Option(help="the same seed gives the same people", min=0)]
Workers = Annotated[int, typer.Option(help="threads or processes to use", min=1, max=256)]
Cause = Annotated[Many, typer.Option(help="ID [severity=0.8 from=1y until=4y 45 cm ...]; may be repeated")]
Drug = Annotated[Many, typer.Option(help="ID [2000 mg/d from=1y until=3y]; may be repeated")]
Diet = Annotated[
    str | None, typer.Option(help="a pattern (vegan, ...) or an intake such as 2.1ug/d, from day 0")
]
Treat = Annotated[Many, typer.Option(help="ID [from=3y]; may be repeated")]
Dose = Annotated[
    Many, typer.Option(help='"1 mg hydroxocobalamin im every 2 d x6 then every 3 months from 3y"')
]
Years = Annotated[float, typer.Option(help="how long to live on")]
Start = Annotated[str | None, typer.Option(help="date of day 0; then times may be dates")]
Age = Annotated[float, typer.Option(min=0, max=120)]
Sex = Annotated[str, typer.Option(help="female or male")]
Weight = Annotated[float, typer.Option(help="kg", min=2, max=400)]
Egfr = Annotated[float, typer.Option(help="mL/min/1.73 m2", min=3, max=200)]


def _plainly(command: Callable[..., None]) -> Callable[..., None]:
    """A command that ends every foreseeable failure with one sentence and its exit code."""

    @wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except InputError as error:
            raise typer.Exit(_say(str(error), 2)) from None
        except KeyboardInterrupt:
            raise typer.Exit(_say(_STOPPED, 130)) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader is gone
            raise typer.Exit(0) from None
        except OSError as error:
            raise typer.Exit(_say(f"{error.filename or 'a file'}: {error.strerror or error}", 1)) from None
        except RuntimeError as error:
            raise typer.Exit(_say(str(error), 1)) from None

    return guarded


def _say(sentence: str, code: int) -> int:
    print(f"corrin: {sentence}", file=sys.stderr)
    return code


@app.command()
@_plainly
def simulate(
    cause: Cause = None,
    drug: Drug = None,
    diet: Diet = None,
    treat: Treat = None,
    dose: Dose = None,
    years: Years = 5.0,
    start: Start = None,
    age: Age = 40.0,
    sex: Sex = "male",
    weight: Weight = 70.0,
    egfr: Egfr = 100.0,
    every: Annotated[str | None, typer.Option(help="days to show: one every 30d, 1y, ...")] = None,
    persons: Annotated[int, typer.Option(help="more than one: bands over a virtual population", min=1)] = 1,
    seed: Seed = 0,
    workers: Workers = _CORES,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="FILE.nc, .parquet or .csv")] = None,
    plot: Annotated[Path | None, typer.Option(help="FILE.png, .svg or .pdf")] = None,
    as_json: Json = False,
) -> None:
    """Live a body through causes, drugs, diets and treatments; show markers, stores and flows."""
    from corrin.catalog.markers import MARKERS
    from corrin.interfaces import output as outputs
    from corrin.interfaces.scenario import Words, days, scenario
    from corrin.parameter import Covariates
    from corrin.person import sex as known_sex
    from corrin.simulate import simulate as run

    outputs.writable(output, plot)
    who = Covariates(age, known_sex(sex), weight, egfr)
    story = scenario(Words(who, cause or (), drug or (), diet, treat or (), dose or (), years, _date(start)))
    with _bar("people lived", persons if persons > 1 else None) as done:
        data = run(story, MARKERS, days=days(story, every), persons=persons, seed=seed, workers=workers,
                   progress=done)  # fmt: skip
    if data.attrs.get("failed"):
        print(f"corrin: left out, could not be lived to the end: {data.attrs['failed']}", file=sys.stderr)
    if output is not None:
        outputs.to_file(data, output)
    if plot is not None:
        outputs.picture(data, story, plot)
    if as_json:
        print(json.dumps(outputs.as_json(data, story, seed)))
    else:
        _print(outputs.table(data))


@app.command()
@_plainly
def explain(
    person: Annotated[
        list[Path], typer.Argument(help="a person (YAML or JSON) or a FHIR Bundle; - for standard input")
    ],
    people: Annotated[
        int, typer.Option(help="simulated people to weigh; 0: as many as --seconds allow", min=0)
    ] = 0,
    seconds: Annotated[float, typer.Option(help="time to spend on simulated people", min=1)] = 40.0,
    seed: Seed = 0,
    workers: Workers = _CORES,
    today: Annotated[str | None, typer.Option(help="read the record as of this date")] = None,
    as_json: Json = False,
) -> None:
    """Read one person's record: how deficient, why, which test next, what treatment would do."""
    from corrin.catalog.whole import CATALOGUE
    from corrin.inference import explain as run
    from corrin.interfaces import explanation

    day = _date(today) or date.today()
    record = explanation.read(person, day)
    with _bar("people lived", people or None) as done:
        answer = run(record, CATALOGUE, today=day, people=people or None, seconds=seconds, seed=seed,
                     workers=workers, progress=done)  # fmt: skip
    if as_json:
        print(json.dumps(explanation.as_json(answer)))
    else:
        _print(*explanation.page(answer))


@app.command()
@_plainly
def cite(
    name: Annotated[
        list[str], typer.Argument(help="parameter, cause, marker or citation keys; none: everything")
    ] = [],  # noqa: B006
    as_json: Json = False,
) -> None:
    """Where a number comes from: value, unit, spread and source of each declared number."""
    from corrin.interfaces import citations

    rows = citations.rows(name or ())
    if as_json:
        print(json.dumps(rows))
    else:
        _print(citations.table(rows))


@exports.command("sbml")
@_plainly
def export_sbml(
    file: Annotated[Path, typer.Argument(help="where the SBML document is written")],
    cause: Cause = None,
    drug: Drug = None,
    diet: Diet = None,
    treat: Treat = None,
    dose: Dose = None,
    years: Years = 5.0,
    start: Start = None,
    age: Age = 40.0,
    sex: Sex = "male",
    weight: Weight = 70.0,
    egfr: Egfr = 100.0,
) -> None:
    """Write the typical person's story as SBML Level 3 Version 2, for other simulators."""
    from corrin.catalog.markers import MARKERS
    from corrin.interfaces import sbml
    from corrin.interfaces.scenario import Words, scenario
    from corrin.parameter import Covariates
    from corrin.person import sex as known_sex

    who = Covariates(age, known_sex(sex), weight, egfr)
    story = scenario(Words(who, cause or (), drug or (), diet, treat or (), dose or (), years, _date(start)))
    print(sbml.write(story.life(), MARKERS, file))


@app.callback(invoke_without_command=True)
def version(
    context: typer.Context,
    show: Annotated[bool, typer.Option("--version", help="print the version")] = False,
) -> None:
    """Vitamin B12 in the human body, forwards and backwards. For research and education; not a medical device."""
    if show:
        print(__version__)
    elif context.invoked_subcommand is None:
        print(context.get_help())


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 failed, 2 input refused, 130 interrupted."""
    app()


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"date {text!r} is not one; write it as 2026-03-01") from None


def _print(*parts: Any) -> None:
    console = _Console(width=None if sys.stdout.isatty() else 140)
    for part in parts:
        console.print(part)


@contextmanager
def _bar(what: str, total: int | None) -> Generator[Callable[[int], None]]:
    """A progress bar on standard error, hidden where that is no terminal."""
    console = _Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.update(task, completed=done)
