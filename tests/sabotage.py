"""Sabotage: the engine made to live by broken equations, so that a law can show that it notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from corrin.engine import program, rest
from corrin.physiology import body as bodies
from corrin.physiology.body import typical


@contextmanager
def living_by(broken: Callable[[Any, Any], Any]) -> Iterator[None]:
    """Within this block `live` and `rest` solve other equations than those of the body."""
    rest(typical())  # the true typical rest, kept for the start of every search
    sound = bodies.rates
    bodies.rates = broken
    _forget()
    try:
        yield
    finally:
        bodies.rates = sound
        _forget()


def _forget() -> None:
    program.system.cache_clear()
    program.program.cache_clear()
