"""Cai 2022: serum B12 and folate with Helicobacter pylori, and after it is gone."""

from __future__ import annotations

from corrin.catalog.causes.stomach import H_PYLORI_GASTRITIS
from corrin.catalog.populations.others import NORTH_EUROPE
from corrin.catalog.studies.shared import untaken
from corrin.source import Source
from corrin.study import Arm, At, Ci, Exposure, Group, Keep, Observed, Study
from corrin.study.statistic import SMD

_PEOPLE = untaken(NORTH_EUROPE)
_INFECTED = Exposure(H_PYLORI_GASTRITIS, since=H_PYLORI_GASTRITIS.duration)
_CURED = Exposure(H_PYLORI_GASTRITIS, since=H_PYLORI_GASTRITIS.duration, until=1.0)
_LOW = (Keep(At("total-b12"), high=148.0),)  # the before-after studies were of people with a low B12
_MONTHS_6 = 183.0
_AFTER_BEFORE = (At("total-b12", _MONTHS_6), At("total-b12"))
_WHY = "the before-after studies chose people for a low B12, and regression to the mean is in their rise"

STUDY = Study(
    id="cai2022",
    question="Does Helicobacter pylori lower B12?",
    source=Source("cai2022", "abstract"),
    use="calibration",
    second_reader="2026-11-25",
    arms=(
        Arm("infected", Group(_PEOPLE, exposures=(_INFECTED,))),
        Arm("not-infected", Group(_PEOPLE, causes={"h-pylori-gastritis": 0.0})),
        Arm("cured", Group(_PEOPLE, exposures=(_CURED,), keep=_LOW)),
    ),
    observed=(
        Observed(
            "infected",
            At("total-b12"),
            SMD,
            -0.30,
            "SD",
            "abstract",
            Ci(-0.53, -0.08),
            against="not-infected",
        ),
        Observed(
            "infected",
            At("total-b12"),
            SMD,
            -0.744,
            "SD",
            "the review of Lahner 2012",
            against="not-infected",
            because="the interval of the newer review, -0.53 to -0.08, excludes it: not both can be met",
        ),
        Observed("cured", _AFTER_BEFORE, SMD, 1.85, "SD", "abstract", Ci(0.81, 2.90), because=_WHY),
        Observed("cured", _AFTER_BEFORE, SMD, 1.91, "SD", "the review of Lahner 2012", because=_WHY),
        Observed(
            "infected", At("folate"), SMD, -0.69, "SD", "abstract", Ci(-1.34, -0.04), against="not-infected"
        ),
    ),
    conflicts="The two reviews differ twofold in the effect of infection; publication bias.",
)
