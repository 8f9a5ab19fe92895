"""Cold start: a whole process, from the start of Python to the first person of scenario A."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from contest.measure import REPEATS, say, seconds

_HERE = Path(__file__).parents[1]
_MODEL = "the model written as SBML, nothing run"
_LIVED = "from contest.scenarios import slow_onset as a; from contest.field import engine; " \
    "engine({name!r})(a(1)).live(range(1), 1e-4)"  # fmt: skip
_WRITTEN = (
    "from contest.scenarios import slow_onset as a; from contest.document import document; document(a(1))"
)
_EMPTY = "corrin, kernel not kept from before"


def cold(names: tuple[str, ...]) -> dict[str, float]:
    """Seconds of a process, the median of three (one, where a compiler works): engines and what they share."""
    found = {}
    with tempfile.TemporaryDirectory() as empty:
        found[_EMPTY] = _process(_LIVED.format(name="corrin"), {"CORRIN_CACHE": empty})
    for name in names:
        runs = 1 if name in ("CVODE", "LSODA", "diffrax") else REPEATS
        found[name] = median(_process(_LIVED.format(name=name)) for _ in range(runs))
        say(f"cold start of {name}: {found[name]:.2f} s")
    if "libRoadRunner" in names:
        found[_MODEL] = median(_process(_WRITTEN) for _ in range(REPEATS))
    return found


def _process(text: str, more: dict[str, str] | None = None) -> float:
    surroundings = {**os.environ, "PYTHONPATH": str(_HERE), **(more or {})}
    took, _ = seconds(lambda: subprocess.run([sys.executable, "-c", text], env=surroundings, check=True))
    return took
