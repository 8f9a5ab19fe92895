"""Run: fit the open numbers to the calibration studies and the survey, and leave the posterior in the package.

python calibration/run.py [--steps 3] [--workers 2] [--afresh] ; a broken run goes on where it stopped.
It begins where the last fit ended, or with --afresh at the declared numbers; the prior is about those either way.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

import figures
import numpy as np
import report
from figures import Figure
from fit import Fit, Runs, fit
from knobs import KNOBS

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "src" / "corrin" / "calibrated.json"
DRAWS = 64
SEED = 20261125


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--steps", type=int, default=3)
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--afresh", action="store_true", help="begin at the declared numbers")
    told = words.parse_args()
    targets = [*figures.of_studies(), *figures.of_survey()]
    key = fingerprint(targets)
    runs = Runs(ROOT / "calibration" / ".runs", key + model(), told.workers, say)
    found = fit(targets, runs, told.steps, start=None if told.afresh else ended())
    store(found, key)
    report.write(ROOT / "docs" / "reference", targets, found, key)
    say(f"cost {' -> '.join(f'{each:.0f}' for each in found.history)}; wrote {STORED.name} and the report")


def ended() -> np.ndarray:
    """Where the stored fit ended, by knob (logs of factors); a knob that it did not have is as declared."""
    centre = json.loads(STORED.read_text(encoding="utf-8")).get("centre", {})
    return np.log([centre.get(knob.id, 1.0) for knob in KNOBS])


def fingerprint(targets: list[Figure]) -> str:
    """What the posterior came from: the open numbers and the figures, to as many digits as machines agree on."""
    text = json.dumps([[*KNOBS], [[t.id, t.scale, f"{t.observed:.9g}", f"{t.error:.9g}"] for t in targets]])
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def model() -> str:
    """The model's own text: a run of another model is not used again."""
    body = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("physiology", "catalog", "population", "study")
        for path in sorted((ROOT / "src" / "corrin" / folder).rglob("*.py"))
    )
    return hashlib.blake2b(body.encode(), digest_size=12).hexdigest()


def store(found: Fit, key: str) -> None:
    draw = np.random.Generator(np.random.Philox(SEED))
    most = np.array([knob.most for knob in KNOBS])
    spread = np.clip(draw.multivariate_normal(found.centre, found.covariance, DRAWS), -most, most)
    text = {
        "hash": key,
        "numbers": [knob.id for knob in KNOBS],
        "centre": {k.id: round(float(np.exp(v)), 5) for k, v in zip(KNOBS, found.centre, strict=True)},
        "sd": {
            k.id: round(float(s), 5) for k, s in zip(KNOBS, np.sqrt(np.diag(found.covariance)), strict=True)
        },
        "draws": [[round(float(v), 5) for v in row] for row in np.exp(spread)],
    }
    part = STORED.with_suffix(".part")
    part.write_text(json.dumps(text, indent=1) + "\n", encoding="utf-8")
    part.replace(STORED)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
