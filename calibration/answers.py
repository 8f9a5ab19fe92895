"""Answers: whether `corrin explain` is calibrated, and what it is worth; writes docs/reference/calibration-of-answers.*.

python calibration/answers.py [--persons 1200] [--others 300] [--real 600] [--people 12000] [--workers 1] [--seed 7]
A broken run goes on where it stopped; a change of the model starts anew.
"""

from __future__ import annotations

import argparse
from functools import partial

from answering import page, picture, read, real
from answering.figures import Figures, figures
from answering.measure import WORLDS
from answering.runs import ROOT, Runs, fingerprint, say


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--persons", type=int, default=1200, help="virtual patients of the answers' own prior")
    words.add_argument(
        "--others", type=int, default=300, help="virtual patients of each world that is told wrongly"
    )
    words.add_argument("--real", type=int, default=600, help="people of the survey, for each hidden marker")
    words.add_argument("--people", type=int, default=12_000, help="simulated for an answer, at most")
    words.add_argument("--workers", type=int, default=1)
    words.add_argument("--seed", type=int, default=7)
    told = words.parse_args()
    found = run(told)
    folder = ROOT / "docs" / "reference"
    page.write(folder, found)
    picture.draw(folder, found)
    say(f"wrote {folder.name}/calibration-of-answers.md, .json and two pictures")


def run(told: argparse.Namespace) -> Figures:
    """Every record, from file or found now, and what they come to."""
    key = fingerprint(told.people, told.seed)
    runs = Runs(ROOT / "calibration" / ".answers", key, told.workers)
    virtual = {
        world: runs.of(world, range(told.persons if n == 0 else told.others),
                       partial(read.record, told.seed, world=world, cap=told.people))
        for n, world in enumerate(WORLDS)
    }  # fmt: skip
    survey = {
        hidden: runs.of(
            f"survey {hidden}", range(told.real), partial(real.record, hidden=hidden, cap=told.people)
        )
        for hidden in real.HIDDEN
    }
    say("the peers are trained")
    return figures(key, told.people, virtual, survey)


if __name__ == "__main__":
    main()
