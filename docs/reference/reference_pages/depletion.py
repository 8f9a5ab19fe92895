"""Untreated courses: how each cause empties the body, beside what has been seen."""

from __future__ import annotations

from math import exp

import numpy as np
import xarray as xr

from corrin.catalog.causes.ileum import LENGTH
from corrin.cause import Affliction
from corrin.engine import Life, live
from corrin.physiology.body import Body, typical
from corrin.physiology.state import State
from corrin.simulate import Scenario
from reference_pages.beside import Finding, beside
from reference_pages.course import (
    HIGH_MCV, HIGH_MMA, LOW_B12, LOW_HOLOTC, MAN, MONTH, WOMAN, YEAR, at, by_year, crossing, first, lived,
    months, population, scenario, struck, years,
)  # fmt: skip
from reference_pages.dose import absorbed
from reference_pages.page import BLUE, GREY, RED, Table, canvas, labelled, number, ratio

PMOL_PER_PG_ML = 0.7378
CUTS = (10.0, 20.0, 30.0, 40.0, 60.0, 80.0, 100.0)
KO_MONTHS = (0.0, 6.0, 12.0, 24.0, 36.0, 60.0)
PEOPLE = 100
TIMES = ("course", "B12 < 148 pmol/L", "holoTC < 35", "MMA > 280", "MCV > 100", "Hb < 130 (women 120)")

Parts = tuple[str | Table, ...]


def ko(month: float) -> float:
    """Total serum B12 (pmol/L) after total gastrectomy: 403.30 exp(-0.09 m) + 175.93 exp(-0.02 m) pg/mL."""
    return PMOL_PER_PG_ML * (403.30 * exp(-0.09 * month) + 175.93 * exp(-0.02 * month))


def times(name: str, stories: dict[str, Scenario]) -> Table:
    """Months from onset to the first day past each limit."""
    rows = []
    for label, story in stories.items():
        data, lowest = lived(story), 130.0 if story.person.sex == "male" else 120.0
        past = (first(data, "total-b12", LOW_B12), first(data, "holotc", LOW_HOLOTC),
                first(data, "mma", HIGH_MMA, True), first(data, "mcv", HIGH_MCV, True), first(data, "hb", lowest))  # fmt: skip
        rows.append((label, *(months(day) for day in past)))
    return Table(f"{name}: months to", TIMES, tuple(rows))


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
        "Two courses: intrinsic factor gone on one day (what happens when treatment of established disease "
        "stops, or in a sabotage experiment), and the catalogue's usual course, in which it goes over about a year.",
        by_year("Pernicious anaemia, intrinsic factor gone on day 0, man of 40", data, when),
        by_year("Pernicious anaemia, usual course, man of 40", lived(usual), when),
        times("Pernicious anaemia", {"gone on day 0, man": sudden, "usual, man": usual, "usual, woman": woman}),
        beside(
            "Pernicious anaemia beside the evidence",
            Finding("loss of the body's cobalamin, %/d, second year", "0.2 (0.13 in healthy people)", "iom1998", float(loss), 0.13, 0.2),
            Finding("months to macrocytosis after absorption stops", "mean 49.2", "savage1983",
                    _months(macrocytosis), 49.2 / 1.3, 49.2 * 1.3, True),
            Finding("months to relapse with anaemia", "mean 73.1; all relapses 64.5 (21-123)", "savage1983",
                    _months(anaemia), 21.0, 123.0, True),
            Finding("months between the two", "about 24", "savage1983",
                    _months(anaemia) - _months(macrocytosis), 12.0, 36.0, True),
            Finding("MMA at a B12 of 69 pmol/L, nmol/L", "mean 3850 and 3630", "kuzminski1998",
                    _at_level(data, "mma", 69.0), 3630.0 / 1.5, 3850.0 * 1.5),
            Finding("homocysteine there, umol/L", "mean 37-40", "kuzminski1998",
                    _at_level(data, "homocysteine", 69.0), 37.0 / 1.3, 40.0 * 1.3),
            Finding("MCV there, fL", "mean 100-102", "kuzminski1998", _at_level(data, "mcv", 69.0), 97.0, 105.0),
        ),
        "kuzminski1998 prints arithmetic means of very unequal patients, and a mean of MMA is carried by the few "
        "with tens of umol/L; the typical course meets its mean only at a lower serum B12. savage1983 starts from a "
        "store filled by earlier injections and counts only relapses that were diagnosed. The model has no death: "
        "haemoglobin below about 50 g/L is where a reader should stop.",
    )  # fmt: skip


def diets() -> Parts:
    vegan, vegetarian = (scenario(years=40.0, diet=diet) for diet in ("vegan", "vegetarian"))
    plants, eggs = lived(vegan, 30.0), lived(vegetarian, 30.0)
    drift = 100.0 * (at(plants, "total-b12", 20 * YEAR) / at(plants, "total-b12", 21 * YEAR) - 1.0)
    two = 100.0 * (at(plants, "total-b12", 2 * MONTH) / at(plants, "total-b12", 0.0) - 1.0)
    return (
        "## Vegan and vegetarian diet",
        "An omnivore changes diet on day 0: 0.45 ug/d (vegan, nothing fortified) or 1.7 ug/d. Absorption and the "
        "recycling of bile stay whole, so the store falls towards a new level and does not run out.",
        by_year("Vegan diet from day 0, man of 40", plants, (0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 10.0, 15.0, 20.0, 30.0, 40.0)),
        times("Diets", {"vegan": vegan, "vegetarian": vegetarian}),
        beside(
            "Diets beside the evidence",
            Finding("total B12 of male omnivores, pmol/L", "281 (270-292)", "gilsing2010", at(plants, "total-b12", 0.0), 270.0, 292.0),
            Finding("vegetarians, after 10 years", "182 (175-189)", "gilsing2010", at(eggs, "total-b12", 10 * YEAR), 175.0, 189.0),
            Finding("vegans, after 10 years", "122 (117-127)", "gilsing2010", at(plants, "total-b12", 10 * YEAR), 117.0, 127.0),
            Finding("vegans over omnivores", "0.43", "gilsing2010",
                    at(plants, "total-b12", 10 * YEAR) / at(plants, "total-b12", 0.0), 0.40, 0.47),
            Finding("vegetarians over omnivores", "0.65", "gilsing2010",
                    at(eggs, "total-b12", 10 * YEAR) / at(eggs, "total-b12", 0.0), 0.60, 0.70),
            Finding("fall a year after 20 years, %", "no relation to years on the diet", "gilsing2010", drift, -1.0, 2.0),
            Finding("change in the first 2 months, %", "-35 (10 people, 415 to 268 pg/mL)", "crane1994", two, -45.0, -25.0),
        ),
        "Where they part: the levels are higher than gilsing2010 throughout because the typical man here starts at a "
        "higher serum B12; the ratios are the fairer comparison. A fall by a third within two months (crane1994, "
        "read in a summary) cannot come from a store with a turnover of 0.1-0.2 % a day and is not reproduced.",
    )  # fmt: skip


def gastrectomy() -> tuple[Parts, Table]:
    story = scenario(struck("gastrectomy-total"), years=6.0)
    data = lived(story)
    start = at(data, "total-b12", 0.0)
    rows = tuple(
        (f"{month:.0f}", number(model := at(data, "total-b12", MONTH * month)), number(ko(month)), ratio(model, ko(month)),
         f"{model / start:.2f}", f"{ko(month) / ko(0.0):.2f}") for month in KO_MONTHS
    )  # fmt: skip
    curve = Table("Total B12 after total gastrectomy", (
        "months", "model, pmol/L", "ko1998, pmol/L", "ratio", "model, of start", "ko1998, of start"), rows)  # fmt: skip
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
            Finding("months until the mean is below 148 pmol/L", "18 (curve) to 20 (text)", "ko1998",
                    _months(first(data, "total-b12", LOW_B12)), 13.5, 25.0),
            Finding(f"median months to low B12, {PEOPLE} people", "15 (series 9-36)", "hu2013", middle, 9.0, 36.0, True),
            Finding("low B12 by 48 months, % of people", "100", "hu2013", fallen, 95.0, 100.0, True),
            Finding("fast half-life of the fall, months", "7.7 and 34.7", "ko1998", _half(data), 5.8, 9.6),
        ),
        "ko1998 starts higher (427 pmol/L) than the model, so the fall as a part of the start is the fairer "
        "comparison. Its slow phase is carried by the few patients measured late, some of whom had been treated "
        "(range up to 595 pmol/L). The cut-off of hu2013 is probably 148 pmol/L.",
    ), curve  # fmt: skip


def resection(cuts: tuple[float, ...] = CUTS) -> Table:
    """Absorption of 1 ug, and the course, against centimetres of terminal ileum removed."""
    whole = absorbed(1.0, *_gut(1.0))
    rows = []
    for cut in cuts:
        kept = absorbed(1.0, *_gut(exp(-cut / LENGTH)))
        data = lived(scenario(struck("ileal-resection", 1.0 - exp(-cut / LENGTH)), years=10.0))
        rows.append((f"{cut:.0f}", number(kept), f"{kept / whole:.0%}", months(first(data, "total-b12", LOW_B12)),
                     number(at(data, "total-b12", 5 * YEAR)), number(at(data, "holotc", 5 * YEAR)),
                     number(at(data, "mma", 5 * YEAR))))  # fmt: skip
    return Table("Resection of the terminal ileum", (
        "cm", "1 ug crystalline absorbed, ug", "of intact", "months to B12 < 148", "B12 at 5 y, pmol/L",
        "holoTC at 5 y, pmol/L", "MMA at 5 y, nmol/L"), tuple(rows))  # fmt: skip


def ileum() -> Parts:
    table = resection()
    share = {float(row[0]): float(row[2].rstrip("%")) for row in table.rows}
    return (
        "## Resection of the terminal ileum",
        f"Receptors are taken to fall exponentially with the length removed, by 1/e for {LENGTH:.0f} cm.",
        table,
        beside(
            "Ileal resection beside the evidence",
            Finding("absorption left after 10 cm, % of intact", "0 of 14 abnormal below 20 cm (above 38-47 %)", "duerksen2006", share[10.0], 47.0, 100.0, True),
            Finding("after 40 cm", "52 % abnormal at 20-60 cm: about 38-47", "duerksen2006", share[40.0], 30.0, 55.0, True),
            Finding("after 40 cm", "8 of 25 abnormal below 60 cm", "thompson1977", share[40.0], 38.0, 100.0),
            Finding("after 80 cm", "10 of 11 abnormal from 60 cm (below 38-47 %)", "thompson1977", share[80.0], 0.0, 47.0),
        ),
        "An abnormal Schilling test (below 8-10 % in urine, where healthy people pass about 21 %) is read as less than "
        "38-47 % of intact absorption. filipsson1978 found the exponential form and no adaptation with years; it gives "
        "no coefficient in its abstract. Absorption of 1 ug falls less steeply than the receptors, because a "
        "small dose does not need them all.",
    )  # fmt: skip


def pylori() -> Parts:
    rows = []
    for label, severity in (("usual", None), ("severe", 1.0)):
        story = scenario(struck("h-pylori-gastritis", severity), years=30.0)
        life = story.life()
        for year in (0.0, 20.0):
            state = State(*live(life, [0.0, YEAR * year])[-1].tolist())
            body = life.on(YEAR * year)
            food, pill = absorbed(5.0, body, state, "oral-with-food"), absorbed(5.0, body, state)
            rows.append((label, f"{year:.0f}", number(food), number(pill), number(100.0 * state.parietal_cells),
                         number(at(lived(story, 60.0), "total-b12", YEAR * year))))  # fmt: skip
    change = [(float(rows[n + 1][2]) / float(rows[n][2]), float(rows[n + 1][3]) / float(rows[n][3])) for n in (0, 2)]
    return (
        "## Helicobacter pylori gastritis",
        "Food-bound absorption falls as acid and pepsin go; crystalline cobalamin, which needs neither, does not.",
        Table("H. pylori gastritis: 5 ug by mouth", (
            "gastritis", "years", "food-bound absorbed, ug", "crystalline absorbed, ug", "parietal cells, %",
            "total B12, pmol/L"), tuple(rows)),
        beside(
            "H. pylori beside the evidence",
            Finding("crystalline absorption after 20 years, of before, severe", "normal in food-cobalamin malabsorption", "miller1992", change[1][1], 0.9, 1.1),
            Finding("food-bound absorption, of before, severe", "12-39 % absorbed by controls; poor in all with high gastrin", "miller1992", change[1][0], 0.0, 0.7),
            Finding("low B12: B12 after 20 years, of before, usual", "SMD -0.30 (-0.53 to -0.08), about 0.82-0.97 at a CV of 0.35", "cai2022", float(rows[1][5]) / float(rows[0][5]), 0.82, 0.97),
        ),
        "Sources part from each other here: osmola2024 (validation) finds low B12 in 1.5 % of H. pylori atrophic "
        "gastritis against 2.8 % of controls, uncontrolled series report large rises after eradication. "
        "The model takes the small effect.",
    )  # fmt: skip


def autoimmune() -> Parts:
    stories = {"usual, woman of 40": struck("autoimmune-gastritis"), "severe, woman of 40": struck("autoimmune-gastritis", 1.0)}
    rows, gaps = [], []
    for label, affliction in stories.items():
        data = lived(scenario(affliction, years=45.0, person=WOMAN), 30.0)
        iron, low = first(data, "ferritin", 15.0), first(data, "total-b12", LOW_B12)
        rows.append((label, years(iron), years(first(data, "holotc", LOW_HOLOTC)), years(first(data, "mma", HIGH_MMA, True)),
                     years(low), years(first(data, "hb", 120.0)), years(first(data, "mcv", HIGH_MCV, True))))  # fmt: skip
        gaps.append((low or np.nan) / YEAR - (iron or np.nan) / YEAR)
    return (
        "## Autoimmune gastritis",
        "Parietal cells go over decades: acid and with it iron first, intrinsic factor last.",
        Table("Autoimmune gastritis: years to", (
            "course", "ferritin < 15 ug/L", "holoTC < 35", "MMA > 280", "B12 < 148", "Hb < 120", "MCV > 100"), tuple(rows)),
        beside(
            "Autoimmune gastritis beside the evidence",
            Finding("years from low iron to low B12, usual", "21 between the groups' mean ages (41 and 62)", "hershko2006", float(gaps[0]), 21.0 / 1.5, 21.0 * 1.5, True),
            Finding("iron first: years by which it leads, severe", "17.1 % iron-deficient, 20.2 % pernicious anaemia at diagnosis", "lenti2019", float(gaps[1]), 1.0, 40.0),
        ),
        "hershko2006 compares people of different ages once, it does not follow anyone, and everyone in it had a "
        "deficiency: 46 % of its iron-deficient group already had a low B12. The order is therefore firmer than the gap.",
    )  # fmt: skip


def carriers_and_drugs() -> Parts:
    rows = []
    for label, story, day in (
        ("lupus, usual, woman, 5 y", scenario(struck("systemic-autoimmune"), years=5.0, person=WOMAN), 5 * YEAR),
        ("lupus, severe, woman, 5 y", scenario(struck("systemic-autoimmune", 1.0), years=5.0, person=WOMAN), 5 * YEAR),
        ("metformin 2550 mg/d, 3 months", scenario(struck("metformin", 1.0), years=5.0), 3 * MONTH),
        ("metformin 2550 mg/d, 4.3 y", scenario(struck("metformin", 1.0), years=5.0), 4.3 * YEAR),
        ("proton pump inhibitor, 2 y", scenario(struck("acid-suppression", 0.905), years=5.0), 2 * YEAR),
        ("proton pump inhibitor, 56 months", scenario(struck("acid-suppression", 0.905), years=5.0), 56 * MONTH),
        ("oral contraceptive, 6 months", scenario(struck("oral-contraceptive"), years=1.0, person=WOMAN), 6 * MONTH),
    ):  # fmt: skip
        data = lived(story)
        rows.append((label, *(f"{number(at(data, name, 0.0))} to {number(at(data, name, day))}" for name in ("total-b12", "holotc", "mma", "homocysteine", "hb"))))
    drug = {name: lived(scenario(struck(*how), years=5.0, person=who)) for name, how, who in (
        ("metformin", ("metformin", 1.0), MAN), ("ppi", ("acid-suppression", 0.905), MAN),
        ("pill", ("oral-contraceptive", None), WOMAN), ("lupus", ("systemic-autoimmune", 1.0), WOMAN))}  # fmt: skip
    food = _food_on(struck("acid-suppression", 0.905))
    return (
        "## Lupus, metformin, acid suppression, contraceptives",
        "Lupus and contraceptives lower the carrier (haptocorrin), metformin the ileum's uptake and a little of the "
        "carrier, acid suppression the release from food.",
        Table("Carriers and drugs: before and after", ("course", "total B12, pmol/L", "holoTC, pmol/L", "MMA, nmol/L", "homocysteine, umol/L", "Hb, g/L"), tuple(rows)),
        beside(
            "Carriers and drugs beside the evidence",
            Finding("lupus, severe: total B12, pmol/L", "low number in 24 % (cut-off not printed)", "segal2004", at(drug["lupus"], "total-b12", 5 * YEAR), 0.0, LOW_B12),
            Finding("lupus, severe: MMA over before", "MMA high in 1 of 15 with a low number", "segal2004", _change(drug["lupus"], "mma", 5 * YEAR), 0.9, 1.1),
            Finding("lupus, severe: holoTC over before", "holotranscobalamin not measured there", "segal2004", _change(drug["lupus"], "holotc", 5 * YEAR), 0.9, 1.1),
            Finding("metformin, 3 months: change of B12, pmol/L", "-57 (-79 to -35)", "chapman2016", _shift(drug["metformin"], 3 * MONTH), -79.0, -35.0),
            Finding("metformin, 4.3 y: change, %", "-19 (-24 to -14)", "dejager2010", 100 * (_change(drug["metformin"], "total-b12", 4.3 * YEAR) - 1), -24.0, -14.0),
            Finding("PPI: food-bound absorption, of before", "0.28 (20 mg), 0.12 (40 mg)", "marcuard1994", food, 0.12, 0.28),
            Finding("PPI: food-bound absorption, of before", "0.41 (20 mg), 0.23 (40 mg)", "schenk1996", food, 0.23, 0.41, True),
            Finding("PPI, 56 months: B12, of before", "0.88 (298 to 261 pg/mL, not significant)", "schenk1996", _change(drug["ppi"], "total-b12", 56 * MONTH), 0.76, 1.0, True),
            Finding("contraceptive, 6 months: change of B12, %", "-20", "berenson2012", 100 * (_change(drug["pill"], "total-b12", 6 * MONTH) - 1), -25.0, -15.0),
        ),
        "Acid suppression is where the sources cannot all be met: a test meal's absorption falls to a third or less, "
        "yet serum B12 hardly moves in five years. The catalogue follows the odds of deficiency (lam2013, OR 1.65) "
        "and the serum, and so lowers the absorption of a meal less than the test meals say.",
    )  # fmt: skip


def figure(curve: Table) -> object:
    """Store, serum and blood in three courses, and total B12 after gastrectomy beside ko1998."""
    drawing, axes = canvas(3, 10.5, 3.6)
    for label, story, colour in (
        ("pernicious anaemia, sudden", scenario(struck("pernicious-anaemia", 1.0, 0.0), years=10.0), RED),
        ("pernicious anaemia, usual", scenario(struck("pernicious-anaemia"), years=10.0), "#d98c7f"),
        ("vegan diet", scenario(years=10.0, diet="vegan"), BLUE),
    ):  # fmt: skip
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


def _months(day: float | None) -> float:
    return float("nan") if day is None else day / MONTH


def _at_level(data: xr.Dataset, name: str, level: float) -> float:
    day = first(data, "total-b12", level)
    assert day is not None
    return at(data, name, day)


def _half(data: xr.Dataset) -> float:
    return 12.0 * float(np.log(2.0)) / float(np.log(1.0 / _change(data, "total-b12", YEAR)))


def _change(data: xr.Dataset, name: str, day: float) -> float:
    return at(data, name, day) / at(data, name, 0.0)


def _shift(data: xr.Dataset, day: float) -> float:
    return at(data, "total-b12", day) - at(data, "total-b12", 0.0)


def _gut(active: float) -> tuple[Body, State]:
    """The typical person with this part of the terminal ileum, receptors rested."""
    body, start = typical(), State(*live(Life(typical()), [0.0])[0].tolist())
    changed = body._replace(ileum=body.ileum.replace(active=active))
    return changed, start._replace(receptors=start.receptors * active)


def _food_on(affliction: Affliction) -> float:
    story = scenario(affliction, years=1.0)
    life = story.life()
    before = State(*live(life, [0.0])[0].tolist())
    after = State(*live(life, [0.0, 14.0])[-1].tolist())
    return absorbed(1.0, life.on(14.0), after, "oral-with-food") / absorbed(1.0, life.body, before, "oral-with-food")
