"""Records read backwards without the advice that follows: what most tests of inference need."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corrin.catalog.history import VOCABULARY
from corrin.catalog.whole import CATALOGUE
from corrin.inference.case import Case, case
from corrin.inference.courses import Reader, gather, joined
from corrin.inference.posterior import Posterior, posterior
from corrin.inference.proposal import plan
from corrin.inference.spread import sensitivities
from corrin.interfaces.person_file import read_person
from corrin.marker import Marker, Sign

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 6, 1)
MARKERS = {id: each for id, each in CATALOGUE.markers.items() if isinstance(each, Marker)}
SIGNS = {id: each for id, each in CATALOGUE.markers.items() if isinstance(each, Sign)}


def record(text: str) -> Case:
    """The case of a person written as text."""
    return case(read_person(f"{text}\n", VOCABULARY, TODAY), CATALOGUE, TODAY)


def example(name: str) -> str:
    """The text of an example person."""
    return (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8")


def weighed(known: Case, people: int = 60, *, seed: int = 0, workers: int = 1) -> Posterior:
    """Three rounds of people, each nearer to those who explained the results."""
    spread = sensitivities(known.covariates, MARKERS, known.filtration_cv)
    reader = Reader(known, MARKERS, SIGNS)
    parts, answer = [], None
    for share in (0.35, 0.65, 1.0):
        how = plan(known, answer.likely() if answer else ())
        parts += gather(
            reader, how, seed=seed, first=len(parts), most=round(share * people) - len(parts),
            until=float("inf"), workers=workers, progress=lambda done: None,
        )  # fmt: skip
        answer = posterior(known, CATALOGUE, MARKERS, tuple(SIGNS), joined(parts), spread)
    assert answer is not None
    return answer
