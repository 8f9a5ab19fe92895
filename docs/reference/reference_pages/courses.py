"""Courses: untreated and treated, on one page."""

from __future__ import annotations

from pathlib import Path

from reference_pages import carriers, depletion, gastritis, removal, therapy
from reference_pages.page import Page, save

_WORKS = (
    "berenson2012", "briani2013", "cai2022", "chapman2016", "crane1994", "dejager2010", "duerksen2006",
    "filipsson1978", "gilsing2010", "hershko2006", "hu2013", "iom1998", "ko1998", "kuzminski1998", "lacombe2024",
    "lam2013", "lenti2019", "marcuard1994", "miller1992", "osmola2024", "savage1983", "schenk1996", "segal2004",
    "thompson1977",
)  # fmt: skip


def page(folder: Path) -> Page:
    removed, curve = removal.gastrectomy()
    found = therapy.courses()
    save(depletion.figure(curve), folder, "courses.svg")
    save(therapy.figure(found), folder, "therapy.svg")
    return Page("courses.md", "Courses of deficiency and of treatment", (
        "The typical person (a man or woman of 40, eGFR 100, omnivore) lives on from health with one cause from "
        "day 0. Beside each course stand published findings. *Calibration* marks those that numbers of the body may "
        "have been chosen with; *validation, not used for tuning* marks those kept apart. The last column says whether "
        "the typical course lies in a band: the printed interval or spread where there is one, else a factor "
        "of 1.3 about a mean (1.5 for MMA), which is our choice. A typical course is one person's; a study's mean is many "
        "people's, and some of the distance between them is that.",
        "![Store and haemoglobin in three courses; total B12 after gastrectomy](courses.svg)",
        *depletion.pernicious_anaemia(), *depletion.diets(), *removed, *removal.ileum(), *gastritis.pylori(),
        *gastritis.autoimmune(), *carriers.carriers_and_drugs(), *therapy.parts(found),
    ), _WORKS)  # fmt: skip
