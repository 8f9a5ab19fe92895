"""Removal: total gastrectomy, and the terminal ileum by centimetres."""

from __future__ import annotations

from math import exp

import numpy as np

from corrin.catalog.causes.ileum import LENGTH
from corrin.engine import Life, live
from corrin.physiology.body import Body, typical
from corrin.physiology.state import State
from reference_pages.beside import Finding, beside
from reference_pages.course import (
    LOW_B12,
    MONTH,
    YEAR,
    Parts,
    at,
    crossing,
    first,
    lived,
    months,
    months_of,
    population,
    scenario,
    struck,
    times,
)
from reference_pages.dose import absorbed
from reference_pages.page import Table, number, ratio

PMOL_PER_PG_ML = 0.7378
CUTS = (10.0, 20.0, 30.0, 40.0, 60.0, 80.0, 100.0)
KO_MONTHS = (0.0, 6.0, 12.0, 24.0, 36.0, 60.0)
PEOPLE = 100


def ko(month: float) -> float:
    """Total serum B12 (pmol/L) after total gastrectomy: 403.30 exp(-0.09 m) + 175.93 exp(-0.02 m) pg/mL."""
    return PMOL_PER_PG_ML * (403.30 * exp(-0.09 * month) + 175.93 * exp(-0.02 * month))


def gastrectomy() -> tuple[Parts, Table]:
    story = scenario(struck("gastrectomy-total"), years=6.0)
    data = lived(story)
    start = at(data, "total-b12", 0.0)
    rows = tuple(
        (
            f"{month:.0f}",
            number(model := at(data, "total-b12", MONTH * month)),
            number(ko(month)),
            ratio(model, ko(month)),
            f"{model / start:.2f}",
            f"{ko(month) / ko(0.0):.2f}",
        )
        for month in KO_MONTHS
    )
    curve = Table(
        "Total B12 after total gastrectomy",
        ("months", "model, pmol/L", "ko1998, pmol/L", "ratio", "model, of start", "ko1998, of start"),
        rows,
    )
    days = np.arange(0.0, 6.0 * YEAR, 30.0)
    courses = population(story, "total-b12", days, PEOPLE, 1)
    when = [crossing(days, course, LOW_B12) for course in courses]
    reached = np.array([np.inf if day is None else day / MONTH for day in when])
    fallen = 100.0 * float(np.mean(reached <= 48.0))
    middle = float(np.median(reached))
    return (
        "## Total gastrectomy",
        "Acid and intrinsic factor end on one day.",
        curve,
        times("Total gastrectomy", {"man": story}),
        beside(
            "Total gastrectomy beside the evidence",
            Finding(
                "months until the mean is below 148 pmol/L",
                "18 (curve) to 20 (text)",
                "ko1998",
                months_of(first(data, "total-b12", LOW_B12)),
                13.5,
                25.0,
            ),
            Finding(
                f"median months to low B12, {PEOPLE} people",
                "15 (series 9-36)",
                "hu2013",
                middle,
                9.0,
                36.0,
                True,
            ),
            Finding("low B12 by 48 months, % of people", "100", "hu2013", fallen, 95.0, 100.0, True),
            *(
                Finding(
                    f"part of the start left at {month:.0f} months",
                    f"{ko(month) / ko(0.0):.2f} (curve)",
                    "ko1998",
                    at(data, "total-b12", MONTH * month) / start,
                    ko(month) / ko(0.0) * 0.75,
                    ko(month) / ko(0.0) * 1.25,
                )
                for month in KO_MONTHS[1:]
            ),
        ),
        "ko1998 starts higher (427 pmol/L) than the model, so the fall as a part of the start is the fairer "
        "comparison. Its slow phase is carried by the few patients measured late, some of whom had been treated "
        "(range up to 595 pmol/L). The cut-off of hu2013 is probably 148 pmol/L.",
    ), curve


def resection(cuts: tuple[float, ...] = CUTS) -> Table:
    """Absorption of 1 ug, and the course, against centimetres of terminal ileum removed."""
    whole = absorbed(1.0, *_gut(1.0))
    rows = []
    for cut in cuts:
        kept = absorbed(1.0, *_gut(exp(-cut / LENGTH)))
        data = lived(scenario(struck("ileal-resection", 1.0 - exp(-cut / LENGTH)), years=10.0))
        rows.append(
            (
                f"{cut:.0f}",
                number(kept),
                f"{kept / whole:.0%}",
                months(first(data, "total-b12", LOW_B12)),
                number(at(data, "total-b12", 5 * YEAR)),
                number(at(data, "holotc", 5 * YEAR)),
                number(at(data, "mma", 5 * YEAR)),
            )
        )
    return Table(
        "Resection of the terminal ileum",
        (
            "cm",
            "1 ug crystalline absorbed, ug",
            "of intact",
            "months to B12 < 148",
            "B12 at 5 y, pmol/L",
            "holoTC at 5 y, pmol/L",
            "MMA at 5 y, nmol/L",
        ),
        tuple(rows),
    )


def ileum() -> Parts:
    table = resection()
    share = {float(row[0]): float(row[2].rstrip("%")) for row in table.rows}
    return (
        "## Resection of the terminal ileum",
        f"Receptors are taken to fall exponentially with the length removed, by 1/e for {LENGTH:.0f} cm.",
        table,
        beside(
            "Ileal resection beside the evidence",
            Finding(
                "absorption left after 10 cm, % of intact",
                "0 of 14 abnormal below 20 cm (above 38-47 %)",
                "duerksen2006",
                share[10.0],
                47.0,
                100.0,
                True,
            ),
            Finding(
                "after 40 cm",
                "52 % abnormal at 20-60 cm: about 38-47",
                "duerksen2006",
                share[40.0],
                30.0,
                55.0,
                True,
            ),
            Finding("after 40 cm", "8 of 25 abnormal below 60 cm", "thompson1977", share[40.0], 38.0, 100.0),
            Finding(
                "after 80 cm",
                "10 of 11 abnormal from 60 cm (below 38-47 %)",
                "thompson1977",
                share[80.0],
                0.0,
                47.0,
            ),
        ),
        "An abnormal Schilling test (below 8-10 % in urine, where healthy people pass about 21 %) is read as less than "
        "38-47 % of intact absorption. filipsson1978 found the exponential form and no adaptation with years; it gives "
        "no coefficient in its abstract. Absorption of 1 ug falls less steeply than the receptors, because a "
        "small dose does not need them all.",
    )


def _gut(active: float) -> tuple[Body, State]:
    """The typical person with this part of the terminal ileum, receptors rested."""
    body, start = typical(), State(*live(Life(typical()), [0.0])[0].tolist())
    changed = body._replace(ileum=body.ileum.replace(active=active))
    return changed, start._replace(receptors=start.receptors * active)
