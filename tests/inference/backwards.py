"""Records read backwards without the advice that follows: what most tests of inference need."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corrin.catalog.history import VOCABULARY
from corrin.catalog.whole import CATALOGUE
from corrin.inference.case import Case, case
from corrin.inference.explain import answered
from corrin.inference.posterior import Posterior
from corrin.inference.rounds import Pace
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


def weighed(known: Case, people: int = 600, *, seed: int = 0, workers: int = 1) -> Posterior:
    """So many people, in rounds, each nearer to those who explained the results."""
    return answered(known, CATALOGUE, Pace(people), seed=seed, workers=workers)[0]
