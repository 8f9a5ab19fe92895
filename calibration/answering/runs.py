"""Runs: records appended to a file as they are found, so that a broken run goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Record = dict[str, Any]
_MODEL = ("src/corrin/physiology", "src/corrin/catalog", "src/corrin/inference", "calibration/answering")
_NOT = ("page.py", "scores.py", "peers.py", "network.py", "runs.py", "picture.py", "boosted.py", "panels.py",
        "figures.py")  # fmt: skip


@dataclass(frozen=True)
class Runs:
    """Records of one model, by part, number after number, in `folder`."""

    folder: Path
    key: str
    workers: int = 1

    def of(self, part: str, numbers: Sequence[int], find: Callable[[int], Record]) -> list[Record]:
        """The record of each number, those on file first; `find` may travel to another process."""
        self.folder.mkdir(exist_ok=True)
        file = self.folder / f"{part.replace(' ', '-')}-{self.key}.jsonl"
        known = {each["number"]: each for each in _on_file(file)}
        missing = [n for n in numbers if n not in known]
        begun = monotonic()
        with file.open("a", encoding="utf-8") as stream:
            for done, found in enumerate(self._each(find, missing), 1):
                stream.write(json.dumps(found) + "\n")
                stream.flush()
                known[found["number"]] = found
                if done % 20 == 0 or done == len(missing):
                    rate = (monotonic() - begun) / done
                    say(f"{part}: {done} of {len(missing)}, {rate:.1f} s each")
        return [known[n] for n in numbers if n in known]

    def _each(self, find: Callable[[int], Record], numbers: Sequence[int]):  # type: ignore[no-untyped-def]
        if self.workers == 1:
            yield from map(find, numbers)
            return
        with ProcessPoolExecutor(self.workers) as pool:
            yield from pool.map(partial(find), numbers)


def fingerprint(*more: object) -> str:
    """The text of the model, of what draws and reads people, and the options."""
    held = hashlib.blake2b(repr(more).encode(), digest_size=8)
    for folder in _MODEL:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.name not in _NOT:
                held.update(path.read_bytes())
    held.update((ROOT / "src/corrin/calibrated.json").read_bytes())
    return held.hexdigest()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _on_file(file: Path) -> list[Record]:
    """Whole lines only: the last one of a broken run may be cut."""
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    whole = [line for line in lines if line.endswith("\n")]
    if len(whole) < len(lines):
        file.write_text("".join(whole), encoding="utf-8")
    return [json.loads(line) for line in whole]
