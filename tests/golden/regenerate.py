"""Golden courses of the typical man and woman. Run `python tests/golden/regenerate.py` to write them anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corrin.cause import Affliction, Cause, Lesion, Prevalence
from corrin.engine import Change, Life, live
from corrin.parameter import Covariates
from corrin.physiology import plasma as plasmas
from corrin.physiology.body import Body, typical
from corrin.physiology.diet import Diet
from corrin.physiology.state import State
from corrin.physiology.stomach import Stomach
from corrin.source import Source
from corrin.treatment import Dose

FOLDER = Path(__file__).parent
COMMAND = "python tests/golden/regenerate.py"
OURS = Source("corrin", "made up for a test", status="assumed")
NO_FACTOR = Cause(
    "golden", "No intrinsic factor", "stomach", (Lesion(Stomach.intrinsic_factor, times=0.0),),
    Prevalence(0.01, OURS), OURS,
)  # fmt: skip
MILLIGRAM = 737_806.0  # pmol
VEGAN = 0.05  # of the usual food cobalamin
PRECISE = 1e-9  # local error of the solver, so that the files do not hang on its steps
SEXES = ("male", "female")


class Story(NamedTuple):
    """One golden life, and the days it is looked at."""

    life: Callable[[Body], Life]
    days: np.ndarray


def _without_factor(person: Body) -> Life:
    return Life(person, (Affliction(NO_FACTOR),))


def _vegan(person: Body) -> Life:
    return Life(person, changes=(Change(0.0, {Diet.food: VEGAN * person.diet.food}),))


def _injected(person: Body) -> Life:
    """Six years without intrinsic factor, then six injections in two weeks."""
    doses = tuple(Dose("hydroxocobalamin", MILLIGRAM, "im", _TREATED + day) for day in (0, 2, 4, 7, 9, 11))
    return Life(person, (Affliction(NO_FACTOR),), doses)


_TREATED = 2190.0
STORIES: Mapping[str, Story] = {
    "no-intrinsic-factor": Story(_without_factor, np.arange(0.0, 8 * 365.0 + 1.0, 30.0)),
    "vegan": Story(_vegan, np.arange(0.0, 20 * 365.0 + 1.0, 60.0)),
    "hydroxocobalamin-im": Story(_injected, np.concatenate(([0.0], _TREATED + np.arange(0.0, 183.0, 7.0)))),
}


def course(story: str, sex: str) -> dict[str, np.ndarray]:
    """What is kept of a golden life: the day, key states, and what a laboratory would read."""
    person = typical(Covariates(sex=sex))
    told = STORIES[story]
    states = live(told.life(person), told.days, relative=PRECISE)
    return {"day": told.days} | _seen(State(*states.T), person)


def _seen(s: State, person: Body) -> dict[str, np.ndarray]:
    plasma, blood = person.plasma, person.marrow
    packed = s.packed_1 + s.packed_2 + s.packed_3 + s.packed_4 + s.packed_5 + s.packed_6
    red = s.red_1 + s.red_2 + s.red_3 + s.red_4 + s.red_5 + s.red_6
    carried = (s.holo_transcobalamin + s.holo_haptocorrin) / plasma.volume
    return {
        "total_b12_pmol_L": carried + sum(plasmas.free(s.cyano, s.hydroxo, plasma)),
        "holotc_pmol_L": s.holo_transcobalamin / plasma.volume,
        "mma_nmol_L": s.methylmalonate / person.cell.water,
        "homocysteine_umol_L": s.homocysteine / person.cell.water,
        "liver_and_store_pmol": s.liver + s.store,
        "cells_pmol": s.cytosol + s.methyl + s.adenosyl,
        "urine_pmol": s.urine,
        "stool_pmol": s.stool,
        "folate_serum_nmol": s.folate_serum,
        "iron_store_mg": s.iron_store,
        "haemoglobin_g_L": blood.haemoglobin * packed,
        "mcv_fL": packed / red,
        "reticulocytes_percent": 100.0 * s.reticulocytes / red,
        "neutrophils": s.neutrophils,
        "ldh_U_L": s.lactate_dehydrogenase,
        "myelin": s.myelin,
    }


def written(table: Mapping[str, np.ndarray]) -> str:
    """A table as CSV with eight significant figures."""
    rows = zip(*table.values(), strict=True)
    lines = [",".join(table), *(",".join(f"{value:.8g}" for value in row) for row in rows)]
    return "\n".join(lines) + "\n"


def read(text: str) -> dict[str, np.ndarray]:
    head, *rows = text.splitlines()
    values = np.array([[float(value) for value in row.split(",")] for row in rows])
    return dict(zip(head.split(","), values.T, strict=True))


def path(story: str, sex: str) -> Path:
    return FOLDER / f"{story}-{sex}.csv"


def main() -> None:
    for story in STORIES:
        for sex in SEXES:
            path(story, sex).write_text(written(course(story, sex)), encoding="utf-8")
            print(f"wrote {path(story, sex).name}")


if __name__ == "__main__":
    main()
