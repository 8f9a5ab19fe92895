"""Absorption: what of a single dose by mouth is absorbed, beside the published tables."""

from __future__ import annotations

from math import exp, log
from pathlib import Path

from corrin.physiology import duodenum, ileum, stomach
from corrin.units import PMOL_PER_UG
from reference_pages.dose import absorbed, healthy, without_factor
from reference_pages.page import BLUE, GREEN, GREY, RED, Page, Table, canvas, labelled, number, ratio, save

DOSES = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 1000.0)
FOOD = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 38.0)
CARMEL = {1.0: 0.56, 10.0: 1.6, 50.0: 1.5, 500.0: 9.7, 1000.0: 13.0}  # ug, normal
CARMEL_NONE = {1.0: 0.012, 10.0: 0.12, 50.0: 0.6, 500.0: 7.0, 1000.0: 12.0}  # ug; 1 and 10 from 1.2 %
ADAMS = {1.0: 0.50, 5.0: 1.0, 25.0: 1.25}  # ug, from nearly 50, 20 and just over 5 %
CHANARIN = {0.1: 0.077, 0.25: 0.19, 0.5: 0.355, 2.0: 0.92, 5.0: 1.4, 20.0: 1.52}  # ug, from memory
HEYSSEL = {38.0: 4.1}  # ug, liver paste


def doets(dose: float) -> float:
    """Pooled law of food-bound absorption: ln A = 0.7694 ln D - 0.9614 (ug)."""
    return exp(0.7694 * log(dose) - 0.9614)


def crystalline(doses: tuple[float, ...] = DOSES) -> Table:
    body, start = healthy()
    rows = []
    for dose in doses:
        model = absorbed(dose, body, start)
        published = [CARMEL.get(dose), ADAMS.get(dose), CHANARIN.get(dose)]
        rows.append((
            number(dose), number(model), f"{model / dose:.1%}",
            *(cell for each in published for cell in (number(each), ratio(model, each))),
        ))  # fmt: skip
    return Table("Crystalline cyanocobalamin, typical person", (
        "dose, ug", "absorbed, ug", "of dose", "carmel2008, ug", "ratio", "adams1971, ug", "ratio",
        "chanarin1979, ug", "ratio"), tuple(rows))  # fmt: skip


def no_factor(doses: tuple[float, ...] = DOSES) -> Table:
    body, start = without_factor()
    rows = []
    for dose in doses:
        model, seen = absorbed(dose, body, start), CARMEL_NONE.get(dose)
        rows.append((number(dose), number(model), f"{model / dose:.2%}", number(seen), ratio(model, seen)))
    return Table("Crystalline cyanocobalamin, no intrinsic factor",
                 ("dose, ug", "absorbed, ug", "of dose", "carmel2008, ug", "ratio"), tuple(rows))  # fmt: skip


def food_bound(doses: tuple[float, ...] = FOOD) -> Table:
    body, start = healthy()
    rows = []
    for dose in doses:
        model = absorbed(dose, body, start, "oral-with-food")
        law = doets(dose) if dose <= 20.0 else None
        rows.append((number(dose), number(model), f"{model / dose:.1%}", number(law), ratio(model, law),
                     number(HEYSSEL.get(dose)), ratio(model, HEYSSEL.get(dose))))  # fmt: skip
    return Table("Food-bound cobalamin, typical person",
                 ("dose, ug", "absorbed, ug", "of dose", "doets2013, ug", "ratio", "heyssel1966, ug", "ratio"),
                 tuple(rows))  # fmt: skip


def closed_form(doses: tuple[float, ...] = (0.5, 1.0, 2.0, 5.0, 10.0)) -> Table:
    """The same doses, fasting, by the closed form that habitual pills use, and by kinetics."""
    body, start = healthy()
    factor = body.stomach.fasting * stomach.factor_output(1.0, body.stomach, body.immunity)
    rows = []
    for dose in doses:
        load = dose * PMOL_PER_UG
        bound = duodenum.bound_per_meal(load, 1.0, factor, body.duodenum, body.stomach)
        got = ileum.absorbed_per_meal(load, bound, body.ileum, body.duodenum)
        closed = (got.taken + got.diffused) / PMOL_PER_UG
        kinetic = absorbed(dose, body, start)
        rows.append((number(dose), number(closed), number(kinetic), ratio(closed, kinetic)))
    return Table("Closed form of habitual pills against kinetics of single doses",
                 ("dose, ug", "closed form, ug", "kinetics, ug", "ratio"), tuple(rows))  # fmt: skip


def page(folder: Path) -> Page:
    tables = crystalline(), no_factor(), food_bound(), closed_form()
    _figure(folder, *tables[:3])
    return Page("absorption.md", "Absorption against dose", (
        "One dose is put into the stomach of the typical person (a man of 40) at rest and followed through the "
        "ledger; absorbed is the dose less what it adds to stool within three days. Nothing here is an input: "
        "the curve is the race between receptors, passage and diffusion.",
        "![Absorbed amount against dose, log-log](absorption.svg)",
        tables[0],
        _crystalline_says(tables[0]),
        tables[1],
        "Without intrinsic factor only diffusion is left. The published 500 ug point is 1.4 % of the dose; all "
        "others are 1.2 %, and the model has one fraction for all.",
        tables[2],
        "The law of doets2013 is a power of the dose and never levels off, so it is compared within 0.5-20 ug "
        "only; it mixes eggs with meat, which here stands alone (ease 0.8, [decision 0019](../decisions/"
        "0019-food-has-its-ease.md)). In the model food is freed over an hour or two, which widens the cap "
        "a little beyond that of a pill, but one passage still saturates: at large meals the model lies below. "
        "Liver paste (heyssel1966, mean 4.1 ug of 38 ug, best 7 ug) shows that real meals are spread over "
        "more than one passage, which the model does not do.",
        tables[3],
        "Habitual food, bile and pills are absorbed by a closed form of the race, single doses by kinetics "
        "([decision 0001](../decisions/0001-habit-by-closed-form.md)); here both on an empty stomach. Of "
        "small doses the closed form gives an eighth less: it lets what is secreted and what passes meet once.",
    ), ("carmel2008", "adams1971", "chanarin1979", "doets2013", "heyssel1966"))  # fmt: skip


def _crystalline_says(table: Table) -> str:
    named = {4: "carmel2008", 6: "adams1971", 8: "chanarin1979"}
    every = [
        (float(row[at]), row[0], name) for row in table.rows for at, name in named.items() if row[at] != "-"
    ]
    apart = [f"{dose} ug ({name}, {each:.2f})" for each, dose, name in every if not 0.7 <= each <= 1.43]
    return (
        f"Model over published lies between {min(every)[0]:.2f} and {max(every)[0]:.2f}. No spread was printed and "
        "the sources differ among themselves by a factor of about 1.4 (20 % of 5 ug in adams1971, 28 % in "
        "chanarin1979, which is from memory; in carmel2008 50 ug gives less than 10 ug). "
        + (
            f"Further apart than that: {', '.join(apart)}. There the model gives more because receptors come back "
            "(0.09 an hour, heyssel1966) while a large dose is still passing."
            if apart
            else "No point is further apart than that."
        )
    )


def _figure(folder: Path, crystal: Table, none: Table, food: Table) -> None:
    figure, axes = canvas()
    for table, colour, label in ((crystal, BLUE, "crystalline"), (none, RED, "no intrinsic factor"),
                                 (food, GREEN, "food-bound")):  # fmt: skip
        axes.plot([float(row[0]) for row in table.rows], [float(row[1]) for row in table.rows], color=colour,
                  label=f"model, {label}")  # fmt: skip
    for points, colour, mark, label in (
        (CARMEL, BLUE, "o", "carmel2008, normal"), (CARMEL_NONE, RED, "o", "carmel2008, no intrinsic factor"),
        (ADAMS, BLUE, "s", "adams1971"), (CHANARIN, GREY, "^", "chanarin1979 (from memory)"),
        (HEYSSEL, GREEN, "D", "heyssel1966, liver"),
    ):  # fmt: skip
        axes.plot(list(points), list(points.values()), mark, color=colour, ms=5, label=label)
    law = [dose for dose in FOOD if dose <= 20.0]
    axes.plot(law, [doets(dose) for dose in law], "--", color=GREEN, lw=1, label="doets2013, food")
    axes.set_xscale("log")
    axes.set_yscale("log")
    labelled(axes, "dose, ug", "absorbed, ug")
    save(figure, folder, "absorption.svg")
