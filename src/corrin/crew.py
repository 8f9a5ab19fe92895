"""Crew: the same work for many persons, over a few processes, in order, and stopped at once when told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 16  # most items handed over at once


class Crew:
    """Processes that share out work; with one worker there are none, and the caller does it."""

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._pool = ProcessPoolExecutor(self.workers) if self.workers > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def each(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Results in the order of the items."""
        if self._pool is None:
            return map(work, items)
        chunk = max(1, min(_CHUNK, len(items) // (4 * self.workers)))
        return self._pool.map(work, items, chunksize=chunk)
