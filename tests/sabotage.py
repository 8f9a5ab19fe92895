"""Sabotage: the engine made to live by broken equations, so that a law can show that it notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from corrin.engine import compiled, rest
from corrin.physiology.body import typical


@contextmanager
def living_by(broken: Callable[[Any, Any], Any]) -> Iterator[None]:
    """Within this block `live` and `rest` solve other equations than those of the body."""
    rest(typical())  # the true typical rest, kept for the start of every search
    sound = compiled.rates
    compiled.rates = broken
    compiled.equations.cache_clear()
    try:
        yield
    finally:
        compiled.rates = sound
        compiled.equations.cache_clear()
