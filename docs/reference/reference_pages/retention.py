"""Retention: what of an injection stays, beside the published tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from corrin.treatment import Form
from reference_pages.dose import healthy, serum, urine
from reference_pages.page import BLUE, RED, Page, Table, canvas, labelled, number, ratio, save

DOSES = (10.0, 100.0, 500.0, 1000.0)
CARMEL = {10.0: 9.7, 100.0: 55.0, 1000.0: 150.0}  # ug of cyanocobalamin retained
GLASS_URINE = {
    ("cyanocobalamin", 500.0): 60.0,
    ("cyanocobalamin", 1000.0): 69.0,
    ("hydroxocobalamin", 500.0): 16.0,
    ("hydroxocobalamin", 1000.0): 27.0,
}  # % in 72 h
HOURS = {"5 h": 5 / 24, "24 h": 1.0, "72 h": 3.0, "2-4 wk": 21.0}
GLASS_RATIO = {500.0: (1.8, 4.6, 2.4, 1.6), 1000.0: (4.1, 12.8, 5.2, 2.4)}
CYANO, HYDROXO = "cyanocobalamin", "hydroxocobalamin"


def retained(form: Form, doses: tuple[float, ...] = DOSES) -> Table:
    body, start = healthy()
    rows = []
    for dose in doses:
        kept = dose - urine(dose, form, body, start)
        percent = 100.0 * (1.0 - kept / dose)
        seen, glass = (CARMEL.get(dose) if form == CYANO else None), GLASS_URINE.get((form, dose))
        rows.append(
            (
                number(dose),
                number(kept),
                number(seen),
                ratio(kept, seen),
                number(percent),
                number(glass),
                ratio(percent, glass),
            )
        )
    return Table(
        f"One injection of {form}",
        (
            "dose, ug",
            "retained at 72 h, ug",
            "carmel2008, ug",
            "ratio",
            "72 h urine, % of dose",
            "glass1961, %",
            "ratio",
        ),
        tuple(rows),
    )


def serum_ratios() -> Table:
    body, start = healthy()
    days = np.array([0.0, *HOURS.values()])
    rows = []
    for dose, published in GLASS_RATIO.items():
        hydroxo, cyano = (serum(dose, form, body, start, days)[1:] for form in (HYDROXO, CYANO))
        for at, (when, seen) in enumerate(zip(HOURS, published, strict=True)):
            model = float(hydroxo[at] / cyano[at])
            rows.append(
                (
                    number(dose),
                    when,
                    number(float(hydroxo[at])),
                    number(float(cyano[at])),
                    f"{model:.2f}",
                    number(seen),
                    ratio(model, seen),
                )
            )
    return Table(
        "Total serum B12 after hydroxocobalamin over that after cyanocobalamin",
        ("dose, ug", "after", "hydroxo-, pmol/L", "cyano-, pmol/L", "model", "glass1961", "ratio"),
        tuple(rows),
    )


def page(folder: Path) -> Page:
    cyano, hydroxo, serums = retained(CYANO), retained(HYDROXO), serum_ratios()
    _figure(folder)
    return Page(
        "retention.md",
        "Retention of an injection",
        (
            "One injection into the typical person (a man of 40) at rest. Retained is the dose less what it adds to "
            "urine within 72 hours; the days that bring it back out in bile and shed cells come later. "
            "Tissue uptake, binding and the kidney compete for it from the first minute.",
            cyano,
            "carmel2008 (150 of 1000 ug) and glass1961 (31 %, that is 310 ug) disagree by a factor of two about "
            "1000 ug; the label (cncbl_label) says 50-98 % in urine within 48 hours.",
            hydroxo,
            serums,
            _serum_says(serums),
            "![Total serum B12 after 1000 ug of either form](retention.svg)",
        ),
        ("carmel2008", "glass1961", "cncbl_label"),
    )


def _serum_says(table: Table) -> str:
    apart = [(row[0], row[1], float(row[6])) for row in table.rows if not 0.67 <= float(row[6]) <= 1.5]
    if not apart:
        return "Every ratio lies within a factor of 1.5 of the published one (glass1961 prints no spread)."
    named = ", ".join(f"{dose} ug at {when} ({each:.2f})" for dose, when, each in apart)
    return (
        f"Further than a factor of 1.5 from the published ratio: {named}. **This is a known miss.** In the model "
        "hydroxocobalamin that no carrier holds is one pool that empties at one pace; in serum it has more than "
        "one phase, being bound at once and given back over weeks. A pool fitted to the three-day urine cannot also "
        "have the published height at five hours and the tail of weeks. So corrin's serum B12 in the first weeks "
        "after hydroxocobalamin should not be relied on; retention, and all that cells do with it, should. "
        "glass1961 prints no spread, and its people's serum before the injection is not known."
    )


def _figure(folder: Path) -> None:
    body, start = healthy()
    days = np.concatenate([[0.0], np.geomspace(0.02, 42.0, 120)])
    figure, axes = canvas()
    for form, colour in ((HYDROXO, RED), (CYANO, BLUE)):
        axes.plot(
            days[1:], serum(1000.0, form, body, start, days)[1:], color=colour, label=f"model, 1000 ug {form}"
        )
    axes.set_xscale("log")
    axes.set_yscale("log")
    labelled(axes, "days after the injection", "total serum B12, pmol/L")
    save(figure, folder, "retention.svg")
