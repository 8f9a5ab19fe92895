"""Crew: the same work for many persons, over processes or threads, in order, and stopped at once when told."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from multiprocessing import Pool
from signal import SIG_IGN, SIGINT, signal
from types import TracebackType
from typing import Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 16  # most items handed over at once
_PATIENCE = 0.1  # seconds between two looks for an interrupt


class Crew:
    """Processes that share out work; with one worker there are none, and the caller does it."""

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._pool = Pool(self.workers, initializer=_deaf) if self.workers > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()

    def each(
        self, work: Callable[[Item], Result], items: Sequence[Item], most: int = _CHUNK
    ) -> Iterator[Result]:
        """Results in the order of the items, at most `most` of which are handed over at once."""
        if self._pool is None:
            return map(work, items)
        chunk = max(1, min(most, len(items) // (4 * self.workers)))
        return self._pool.imap(work, items, chunksize=chunk)


def _deaf() -> None:
    """Workers leave an interrupt to the one who started them."""
    signal(SIGINT, SIG_IGN)


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], threads: int, stop: Callable[[], None]
) -> Iterator[Result]:
    """Results in the order of the items, over threads, a few ahead of the one who takes them.

    Left early, by an interrupt or an error, it calls `stop`, which is to end the work under way.
    """
    with ThreadPoolExecutor(threads) as pool:
        ahead: deque[Future[Result]] = deque()
        try:
            for item in items:
                ahead.append(pool.submit(work, item))
                if len(ahead) > threads:
                    yield _first(ahead)
            while ahead:
                yield _first(ahead)
        finally:
            if ahead:
                stop()
            for each in ahead:
                each.cancel()


def _first(ahead: deque[Future[Result]]) -> Result:
    """The result of the first; until it has come, that work counts as under way."""
    while not wait([ahead[0]], timeout=_PATIENCE).done:
        pass  # an interrupt may have come to another thread; looking up lets this one hear of it
    result = ahead[0].result()
    ahead.popleft()
    return result
