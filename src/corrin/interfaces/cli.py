"""The command line: `corrin simulate`, `explain`, `people`, `replicate`, `cite` and `export`."""

from __future__ import annotations

import json
from datetime import date
from os import environ
from pathlib import Path
from typing import Annotated

import typer

from corrin import __version__
from corrin.interfaces.options import (
    CORES,
    Age,
    Cause,
    Diet,
    Dose,
    Drug,
    Egfr,
    Json,
    Seed,
    Sex,
    Start,
    Treat,
    Weight,
    Workers,
    Years,
    day,
)  # fmt: skip
from corrin.interfaces.terminal import Plain, bar, plainly, say, show

app = typer.Typer(
    cls=Plain, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Vitamin B12 in the human body, forwards and backwards. For research and education; "
    "not a medical device.",
)  # fmt: skip

exports = typer.Typer(rich_markup_mode=None)
app.add_typer(exports, name="export", help="Write a story for other programs.")


@app.command()
@plainly
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
    workers: Workers = CORES,
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
    story = scenario(Words(who, cause or (), drug or (), diet, treat or (), dose or (), years, day(start)))
    with bar("people lived", persons if persons > 1 else None) as done:
        data = run(story, MARKERS, days=days(story, every), persons=persons, seed=seed, workers=workers,
                   progress=done)  # fmt: skip
    if data.attrs.get("failed"):
        say(f"left out, could not be lived to the end: {data.attrs['failed']}")
    if output is not None:
        outputs.to_file(data, output)
    if plot is not None:
        outputs.picture(data, story, plot)
    if as_json:
        print(json.dumps(outputs.as_json(data, story, seed)))
    else:
        show(outputs.table(data))


@app.command()
@plainly
def explain(
    person: Annotated[
        list[Path], typer.Argument(help="a person (YAML or JSON) or a FHIR Bundle; - for standard input")
    ],
    people: Annotated[int, typer.Option(help="simulated people to weigh; 0: as many as it takes", min=0)] = 0,
    seconds: Annotated[
        float | None, typer.Option(help="stop earlier; the answer then depends on the machine", min=1)
    ] = None,
    seed: Seed = 0,
    workers: Workers = CORES,
    today: Annotated[str | None, typer.Option(help="read the record as of this date")] = None,
    menu: Annotated[
        Path | None, typer.Option(help="SITE.toml: which tests can be had here, at what cost and wait")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="FILE.html for a report to print, with pictures")] = None,
    as_json: Json = False,
) -> None:
    """Read one person's record: how deficient, why, which test next, what treatment would do."""
    environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy comes; its threads wait by spinning
    from corrin.catalog.whole import CATALOGUE
    from corrin.inference import explain as run
    from corrin.interfaces import explanation, explanation_json, report, site_menu

    if html is not None:
        report.writable(html)
    now = day(today) or date.today()
    catalogue = site_menu.read(menu, CATALOGUE.markers).at(CATALOGUE) if menu else CATALOGUE
    record = explanation.read(person, now)
    with bar("people lived", people or None) as done:
        answer = run(record, catalogue, today=now, people=people or None, seconds=seconds, seed=seed,
                     workers=workers, progress=done)  # fmt: skip
    if html is not None:
        with bar("report", 1) as done:
            report.write(answer, html)
            done(1)
    if as_json:
        print(json.dumps(explanation_json.as_json(answer)))
    else:
        show(*explanation.page(answer))


@app.command()
@plainly
def people(
    count: Annotated[int, typer.Option("-n", "--count", help="how many people", min=1, max=1_000_000_000)],
    output: Annotated[Path, typer.Option("-o", "--output", help="FILE.parquet or .csv")],
    population: Annotated[
        str, typer.Option(help="whose people: us-2001-04, north-europe, ...")
    ] = "us-2001-04",
    platform: Annotated[str, typer.Option(help="assays that measure them: roche, abbott, ...")] = "",
    seed: Seed = 0,
    workers: Workers = CORES,
    as_json: Json = False,
) -> None:
    """Write a virtual population, one row a person: who, causes, true state, true and measured markers."""
    from corrin.interfaces import people as written
    from corrin.interfaces.catalogued import asked
    from corrin.interfaces.explanation import model_hash

    written.writable(output)
    run = written.Run(asked(population, platform, seed), count, output, model=model_hash())
    with bar("people lived", count) as done:
        summary = written.write(run, workers, done)
    if summary.failed:
        say(summary.lost())
    if as_json:
        print(json.dumps({"file": str(output), **run.about, **summary.as_json()}))
    else:
        show(summary.table())


@app.command()
@plainly
def replicate(
    study: Annotated[
        list[str], typer.Argument(help="studies by id, or FILE.py that declares your own; none: all")
    ] = [],  # noqa: B006
    use: Annotated[str | None, typer.Option(help="calibration or validation; both without it")] = None,
    persons: Annotated[
        int, typer.Option(help="simulated people in each arm, at least", min=20, max=1_000_000)
    ] = 400,
    draws: Annotated[
        int, typer.Option(help="draws of the calibrated numbers that widen the ranges", min=0)
    ] = 0,
    seed: Seed = 0,
    workers: Workers = CORES,
    plot: Annotated[Path | None, typer.Option(help="FOLDER for a figure (SVG) of each study")] = None,
    as_json: Json = False,
) -> None:
    """Run published studies, or your own, and set every figure beside the model's."""
    from corrin.interfaces import replication, replication_figure

    plan = replication.Plan(persons, seed, draws)
    if plot is not None:
        replication_figure.usable(plot)
    names = replication.named(study, use)
    with bar("studies", len(names)) as done:
        answers = replication.run(names, plan, workers=workers, progress=lambda count, _: done(count))
    if plot is not None:
        replication_figure.write(answers, plot)
    if as_json:
        print(json.dumps(replication.as_json(answers, plan)))
    else:
        show(replication.table(answers), replication.closing(answers))
    lacking = [answer.lacking for answer in answers if answer.lacking]
    for why in lacking:
        say(f"could not be run: {why}")
    if lacking:
        raise typer.Exit(1)


@app.command()
@plainly
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
        show(citations.table(rows))


@exports.command("sbml")
@plainly
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
    story = scenario(Words(who, cause or (), drug or (), diet, treat or (), dose or (), years, day(start)))
    print(sbml.write(story.life(), MARKERS, file))


@app.callback(invoke_without_command=True)
def version(
    context: typer.Context,
    number: Annotated[bool, typer.Option("--version", help="print the version")] = False,
) -> None:
    """Vitamin B12 in the human body, forwards and backwards. For research and education; not a medical device."""
    if number:
        print(__version__)
    elif context.invoked_subcommand is None:
        print(context.get_help())


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 failed, 2 input refused, 130 interrupted."""
    app()
