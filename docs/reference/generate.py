"""Generate the reference pages: `python docs/reference/generate.py [absorption retention courses ...]`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(wanted: list[str]) -> int:
    from reference_pages import PAGES

    unknown = sorted(set(wanted) - PAGES.keys())
    if unknown:
        print(f"no page {unknown[0]!r}; there are {', '.join(PAGES)}", file=sys.stderr)
        return 2
    for name in wanted or PAGES:
        started = time.perf_counter()
        PAGES[name](HERE).write(HERE)
        print(f"docs/reference/{name}.md  {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
