"""Depletion: pernicious anaemia and plant diets, untreated."""

from __future__ import annotations

import numpy as np

from reference_pages.beside import Finding, beside
from reference_pages.course import (
    HIGH_MCV,
    LOW_B12,
    MONTH,
    WOMAN,
    YEAR,
    Parts,
    at,
    at_level,
    by_year,
    first,
    lived,
    months_of,
    scenario,
    struck,
    times,
)
from reference_pages.page import BLUE, GREY, RED, Table, canvas, labelled
from reference_pages.removal import ko


def pernicious_anaemia() -> Parts:
    sudden = scenario(struck("pernicious-anaemia", 1.0, 0.0), years=10.0)
    usual = scenario(struck("pernicious-anaemia"), years=10.0)
    woman = scenario(struck("pernicious-anaemia"), years=10.0, person=WOMAN)
    data = lived(sudden)
    when = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)
    macrocytosis, anaemia = first(data, "mcv", HIGH_MCV, True), first(data, "hb", 130.0)
    loss = 100.0 * np.log(at(data, "store_body", YEAR) / at(data, "store_body", 2 * YEAR)) / YEAR
    return (
        "## Pernicious anaemia",
        "Two courses: intrinsic factor gone on one day, as when treatment of established "
        "disease stops, and the catalogue's usual course, in which it goes over about a year.",
        by_year("Pernicious anaemia, intrinsic factor gone on day 0, man of 40", data, when),
        by_year("Pernicious anaemia, usual course, man of 40", lived(usual), when),
        times(
            "Pernicious anaemia", {"gone on day 0, man": sudden, "usual, man": usual, "usual, woman": woman}
        ),
        beside(
            "Pernicious anaemia beside the evidence",
            Finding(
                "loss of the body's cobalamin, %/d, second year",
                "0.2 (0.13 in healthy people)",
                "iom1998",
                float(loss),
                0.13,
                0.2,
            ),
            Finding(
                "months to macrocytosis after absorption stops",
                "mean 49.2",
                "savage1983",
                months_of(macrocytosis),
                49.2 / 1.3,
                49.2 * 1.3,
                True,
            ),
            Finding(
                "months to relapse with anaemia",
                "mean 73.1; all relapses 64.5 (21-123)",
                "savage1983",
                months_of(anaemia),
                21.0,
                123.0,
                True,
            ),
            Finding(
                "months between the two",
                "about 24",
                "savage1983",
                months_of(anaemia) - months_of(macrocytosis),
                12.0,
                36.0,
                True,
            ),
            Finding(
                "MMA at a B12 of 69 pmol/L, nmol/L",
                "mean 3850 and 3630",
                "kuzminski1998",
                at_level(data, "mma", 69.0),
                3630.0 / 1.5,
                3850.0 * 1.5,
            ),
            Finding(
                "homocysteine there, umol/L",
                "mean 37-40",
                "kuzminski1998",
                at_level(data, "homocysteine", 69.0),
                37.0 / 1.3,
                40.0 * 1.3,
            ),
            Finding(
                "MCV there, fL", "mean 100-102", "kuzminski1998", at_level(data, "mcv", 69.0), 97.0, 105.0
            ),
        ),
        "kuzminski1998 prints arithmetic means of very unequal patients, and a mean of MMA is carried by the few "
        "with tens of umol/L; the typical course meets its mean only at a lower serum B12. savage1983 starts from a "
        "store filled by earlier injections and counts only relapses that were diagnosed. The model has no death: "
        "haemoglobin below about 50 g/L is where a reader should stop.",
    )


def diets() -> Parts:
    vegan, vegetarian = (scenario(years=40.0, diet=diet) for diet in ("vegan", "vegetarian"))
    plants, eggs = lived(vegan, 30.0), lived(vegetarian, 30.0)
    drift = 100.0 * (at(plants, "total-b12", 20 * YEAR) / at(plants, "total-b12", 21 * YEAR) - 1.0)
    two = 100.0 * (at(plants, "total-b12", 2 * MONTH) / at(plants, "total-b12", 0.0) - 1.0)
    return (
        "## Vegan and vegetarian diet",
        "An omnivore changes diet on day 0: 0.45 ug/d (vegan, nothing fortified) or 1.7 ug/d. Absorption and the "
        "recycling of bile stay whole, so the store falls towards a new level and does not run out.",
        by_year(
            "Vegan diet from day 0, man of 40",
            plants,
            (0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 10.0, 15.0, 20.0, 30.0, 40.0),
        ),
        times("Diets", {"vegan": vegan, "vegetarian": vegetarian}),
        beside(
            "Diets beside the evidence",
            Finding(
                "total B12 of male omnivores, pmol/L",
                "281 (270-292)",
                "gilsing2010",
                at(plants, "total-b12", 0.0),
                270.0,
                292.0,
            ),
            Finding(
                "vegetarians, after 10 years",
                "182 (175-189)",
                "gilsing2010",
                at(eggs, "total-b12", 10 * YEAR),
                175.0,
                189.0,
            ),
            Finding(
                "vegans, after 10 years",
                "122 (117-127)",
                "gilsing2010",
                at(plants, "total-b12", 10 * YEAR),
                117.0,
                127.0,
            ),
            Finding(
                "vegans over omnivores",
                "0.43",
                "gilsing2010",
                at(plants, "total-b12", 10 * YEAR) / at(plants, "total-b12", 0.0),
                0.40,
                0.47,
            ),
            Finding(
                "vegetarians over omnivores",
                "0.65",
                "gilsing2010",
                at(eggs, "total-b12", 10 * YEAR) / at(eggs, "total-b12", 0.0),
                0.60,
                0.70,
            ),
            Finding(
                "fall a year after 20 years, %",
                "no relation to years on the diet",
                "gilsing2010",
                drift,
                -1.0,
                2.0,
            ),
            Finding(
                "change in the first 2 months, %",
                "-35 (10 people, 415 to 268 pg/mL)",
                "crane1994",
                two,
                -45.0,
                -25.0,
            ),
        ),
        "Where they part: the levels are higher than gilsing2010 throughout because the typical man here starts at a "
        "higher serum B12; the ratios are the fairer comparison. A fall by a third within two months (crane1994, "
        "read in a summary) cannot come from a store with a turnover of 0.1-0.2 % a day and is not reproduced.",
    )


def figure(curve: Table) -> object:
    """Store, serum and blood in three courses, and total B12 after gastrectomy beside ko1998."""
    drawing, axes = canvas(3, 10.5, 3.6)
    for label, story, colour in (
        ("pernicious anaemia, sudden", scenario(struck("pernicious-anaemia", 1.0, 0.0), years=10.0), RED),
        ("pernicious anaemia, usual", scenario(struck("pernicious-anaemia"), years=10.0), "#d98c7f"),
        ("vegan diet", scenario(years=10.0, diet="vegan"), BLUE),
    ):
        data = lived(story)
        day = np.asarray(data["day"]) / YEAR
        axes[0].plot(day, np.asarray(data["store_body"]), color=colour, label=label)
        axes[1].plot(day, np.asarray(data["hb"]), color=colour, label=label)
    labelled(axes[0], "years", "cobalamin in the body, ug")
    labelled(axes[1], "years", "haemoglobin, g/L")
    month = [float(row[0]) for row in curve.rows]
    axes[2].plot(month, [float(row[1]) for row in curve.rows], color=RED, label="model, gastrectomy")
    axes[2].plot(np.arange(0, 61), [ko(m) for m in range(61)], "--", color=GREY, label="ko1998")
    axes[2].axhline(LOW_B12, color="#cccccc", lw=0.8)
    labelled(axes[2], "months", "total B12, pmol/L")
    return drawing
