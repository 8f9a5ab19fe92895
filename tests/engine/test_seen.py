"""What a reading sees of the body on a day is the body of that day, in every lane of the kernel."""

from __future__ import annotations

import numpy as np
import pytest
from crowds import anyone, joined
from reference import breaks

from corrin.engine import Life, lived, rest
from corrin.engine.cohort import numbers
from corrin.engine.lesions import Lesions
from corrin.engine.program import Read
from corrin.parameter import Parameter
from corrin.physiology.body import ORGANS, parameters, typical

SPAN = 1000.0
LIVES = [anyone(seed) for seed in range(40)]
DAYS = np.sort(np.random.default_rng(3).uniform(0.0, SPAN, 16))


def reading(declared: Parameter) -> Read:
    return lambda state, body: getattr(getattr(body, ORGANS[declared.organ]), declared.name)


READS = tuple(map(reading, parameters()))


def seen_otherwise(lives: list[Life], days: np.ndarray) -> list[tuple[int, float]]:
    """Persons and days on which the kernel reads another number than the life has."""
    assert len(READS) > 100
    starts = np.array([rest(typical())] * len(lives))
    found = lived(joined(lives), days, READS, starts=starts).values
    return [
        (person, day)
        for person, life in enumerate(lives)
        for place, day in enumerate(days.tolist())
        if not np.allclose(found[person, place], numbers(life.on(day))[0], rtol=1e-11, atol=1e-11)
    ]


def test_a_reading_sees_the_body_of_its_day() -> None:
    moved = [np.ptp([numbers(life.on(day))[0] for day in DAYS], axis=0).max() > 0.0 for life in LIVES]
    assert sum(moved) > 15
    assert seen_otherwise(LIVES, DAYS) == []


def test_a_reading_sees_the_body_as_soon_as_it_has_changed() -> None:
    lives = [life for life in LIVES if any(0.0 < day < SPAN for day in breaks(life))][:12]
    assert len(lives) == 12
    for life in lives:
        days = np.array([day for day in breaks(life) if 0.0 < day < SPAN])
        assert seen_otherwise([life], np.sort([*(days - 1e-6), *(days + 1e-6)])) == []


@pytest.mark.usefixtures("anew")
def test_a_body_seen_a_day_late_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = Lesions.apply

    def late(self: Lesions, time: object, into: str = "p") -> None:
        sound(self, self.at.fsub(time, self.lanes.number(1.0)) if into == "seen" else time, into)

    monkeypatch.setattr(Lesions, "apply", late)
    assert len(seen_otherwise(LIVES, DAYS)) > 20
