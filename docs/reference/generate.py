"""Generate the reference pages and pictures: `python docs/reference/generate.py [absorption courses ...]`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PICTURES = {
    "docs/images/pernicious-anaemia.png": (
        "simulate", "--cause", "pernicious-anaemia", "--years", "9", "--treat", "hydroxocobalamin-im-uk from=7y",
    ),
}  # fmt: skip
"""Pictures of the README, by the arguments of the `corrin` command that draws each."""


def main(wanted: list[str]) -> int:
    from reference_pages import PAGES

    unknown = sorted(set(wanted) - PAGES.keys() - {"pictures"})
    if unknown:
        print(f"no page {unknown[0]!r}; there are {', '.join(PAGES)} and pictures", file=sys.stderr)
        return 2
    for name in wanted or (*PAGES, "pictures"):
        started = time.perf_counter()
        if name == "pictures":
            pictures()
        else:
            PAGES[name](HERE).write(HERE)
        print(f"{name}  {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return 0


def pictures() -> None:
    """Draw each picture into its place."""
    import subprocess

    command = "import sys; from corrin.interfaces.cli import main; main()"
    for place, arguments in PICTURES.items():
        full = [sys.executable, "-c", command, *arguments, "--plot", place]
        subprocess.run(full, cwd=HERE.parents[1], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
