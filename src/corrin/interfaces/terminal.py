"""Terminal: how every command prints, shows its progress, and ends in one sentence when it fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from typer.core import TyperGroup

from corrin.errors import InputError

_STOPPED = "stopped; nothing half-written was left"
_UsageError: Any = typer.BadParameter.__base__  # what every refusal of the command line is


class Plain(TyperGroup):
    """Commands whose every foreseeable failure is one sentence, with its exit code."""

    def main(self, *args: Any, **more: Any) -> Any:
        try:
            code = super().main(*args, **more | {"standalone_mode": False})
        except _UsageError as error:
            code = say(f"{error.format_message()} (see --help)", 2)
        except typer.Abort:
            code = say(_STOPPED, 130)
        sys.exit(code if isinstance(code, int) else 0)


class _Console(Console):
    """A console that leaves a reader who went away to the guard below."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """A command that ends every foreseeable failure with one sentence and its exit code."""

    @wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except typer.Exit:
            raise
        except InputError as error:
            raise typer.Exit(say(str(error), 2)) from None
        except KeyboardInterrupt as stop:
            raise typer.Exit(say(str(stop) or _STOPPED, 130)) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader is gone
            raise typer.Exit(0) from None
        except OSError as error:
            raise typer.Exit(say(f"{error.filename or 'a file'}: {error.strerror or error}", 1)) from None
        except RuntimeError as error:
            raise typer.Exit(say(str(error), 1)) from None

    return guarded


def say(sentence: str, code: int = 0) -> int:
    """A sentence on standard error, and the exit code it goes with."""
    print(f"corrin: {sentence}", file=sys.stderr)
    return code


def show(*parts: Any) -> None:
    """Tables and texts on standard output; 140 columns where that is no terminal."""
    console = _Console(width=None if sys.stdout.isatty() else 140)
    for part in parts:
        console.print(part)


@contextmanager
def bar(what: str, total: int | None) -> Generator[Callable[[int], None]]:
    """A progress bar on standard error, hidden where that is no terminal."""
    console = _Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.update(task, completed=done)
