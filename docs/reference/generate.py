"""Generate the reference pages and pictures: `python docs/reference/generate.py [absorption courses ... studies]`."""

from __future__ import annotations

import json
import subprocess
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

    unknown = sorted(set(wanted) - PAGES.keys() - {"pictures", "studies"})
    if unknown:
        print(f"no page {unknown[0]!r}; there are {', '.join(PAGES)}, pictures and studies", file=sys.stderr)
        return 2
    for name in wanted or (*PAGES, "pictures"):
        started = time.perf_counter()
        if name == "pictures":
            pictures()
        elif name == "studies":
            studies()
        else:
            PAGES[name](HERE).write(HERE)
        print(f"{name}  {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return 0


def pictures() -> None:
    """Draw each picture into its place."""
    for place, arguments in PICTURES.items():
        corrin(*arguments, "--plot", place)


def studies() -> None:
    """Replicate every study, and write its rows, figures and page; only when asked for by name."""
    from reference_pages import studies as page

    told = json.loads(
        corrin("replicate", "--persons", "400", "--draws", "8", "--json", "--plot", "docs/reference/studies")
    )
    (HERE / "studies.json").write_text(page.stored(told), encoding="utf-8")
    page.page(told).write(HERE)


def corrin(*arguments: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-c", "from corrin.interfaces.cli import main; main()", *arguments]
    done = subprocess.run(command, cwd=HERE.parents[1], check=False, stdout=subprocess.PIPE, encoding="utf-8")
    if not done.stdout:
        raise SystemExit(f"corrin {arguments[0]} ended with {done.returncode}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
