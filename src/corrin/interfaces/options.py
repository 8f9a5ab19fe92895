"""Options that several commands share."""

from __future__ import annotations

import os
from datetime import date
from typing import Annotated

import typer

from corrin.errors import InputError

CORES = os.cpu_count() or 1

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


def day(text: str | None) -> date | None:
    """A date as it is written on the command line."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"date {text!r} is not one; write it as 2026-03-01") from None
