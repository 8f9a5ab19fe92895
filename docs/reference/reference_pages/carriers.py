"""Carriers and drugs: lupus, metformin, acid suppression, contraceptives."""

from __future__ import annotations

from corrin.cause import Affliction
from corrin.engine import live
from corrin.physiology.state import State
from reference_pages.beside import Finding, beside
from reference_pages.course import (
    LOW_B12,
    MAN,
    MONTH,
    WOMAN,
    YEAR,
    Parts,
    at,
    change,
    lived,
    scenario,
    shift,
    struck,
)
from reference_pages.dose import absorbed
from reference_pages.page import Table, number


def carriers_and_drugs() -> Parts:
    rows = []
    for label, story, day in (
        (
            "lupus, usual, woman, 5 y",
            scenario(struck("systemic-autoimmune"), years=5.0, person=WOMAN),
            5 * YEAR,
        ),
        (
            "lupus, severe, woman, 5 y",
            scenario(struck("systemic-autoimmune", 1.0), years=5.0, person=WOMAN),
            5 * YEAR,
        ),
        ("metformin 2550 mg/d, 3 months", scenario(struck("metformin", 1.0), years=5.0), 3 * MONTH),
        ("metformin 2550 mg/d, 4.3 y", scenario(struck("metformin", 1.0), years=5.0), 4.3 * YEAR),
        ("proton pump inhibitor, 2 y", scenario(struck("acid-suppression", 0.905), years=5.0), 2 * YEAR),
        (
            "proton pump inhibitor, 56 months",
            scenario(struck("acid-suppression", 0.905), years=5.0),
            56 * MONTH,
        ),
        (
            "oral contraceptive, 6 months",
            scenario(struck("oral-contraceptive"), years=1.0, person=WOMAN),
            6 * MONTH,
        ),
    ):
        data = lived(story)
        rows.append(
            (
                label,
                *(
                    f"{number(at(data, name, 0.0))} to {number(at(data, name, day))}"
                    for name in ("total-b12", "holotc", "mma", "homocysteine", "hb")
                ),
            )
        )
    drug = {
        name: lived(scenario(struck(*how), years=5.0, person=who))
        for name, how, who in (
            ("metformin", ("metformin", 1.0), MAN),
            ("ppi", ("acid-suppression", 0.905), MAN),
            ("pill", ("oral-contraceptive", None), WOMAN),
            ("lupus", ("systemic-autoimmune", 1.0), WOMAN),
        )
    }
    food = _food_on(struck("acid-suppression", 0.905))
    return (
        "## Lupus, metformin, acid suppression, contraceptives",
        "Lupus and contraceptives lower the carrier (haptocorrin), metformin the ileum's uptake and a little of the "
        "carrier, acid suppression the release from food.",
        Table(
            "Carriers and drugs: before and after",
            (
                "course",
                "total B12, pmol/L",
                "holoTC, pmol/L",
                "MMA, nmol/L",
                "homocysteine, umol/L",
                "Hb, g/L",
            ),
            tuple(rows),
        ),
        beside(
            "Carriers and drugs beside the evidence",
            Finding(
                "lupus, severe: total B12, pmol/L",
                "low number in 24 % (cut-off not printed)",
                "segal2004",
                at(drug["lupus"], "total-b12", 5 * YEAR),
                0.0,
                LOW_B12,
            ),
            Finding(
                "lupus, severe: MMA over before",
                "MMA high in 1 of 15 with a low number",
                "segal2004",
                change(drug["lupus"], "mma", 5 * YEAR),
                0.9,
                1.1,
            ),
            Finding(
                "metformin, 3 months: change of B12, pmol/L",
                "-57 (-79 to -35)",
                "chapman2016",
                shift(drug["metformin"], 3 * MONTH),
                -79.0,
                -35.0,
            ),
            Finding(
                "metformin, 4.3 y: change, %",
                "-19 (-24 to -14)",
                "dejager2010",
                100 * (change(drug["metformin"], "total-b12", 4.3 * YEAR) - 1),
                -24.0,
                -14.0,
            ),
            Finding(
                "PPI: food-bound absorption, of before",
                "0.28 (20 mg), 0.12 (40 mg)",
                "marcuard1994",
                food,
                0.12,
                0.28,
            ),
            Finding(
                "PPI: food-bound absorption, of before",
                "0.41 (20 mg), 0.23 (40 mg)",
                "schenk1996",
                food,
                0.23,
                0.41,
                True,
            ),
            Finding(
                "PPI, 56 months: B12, of before",
                "0.88 (298 to 261 pg/mL, not significant)",
                "schenk1996",
                change(drug["ppi"], "total-b12", 56 * MONTH),
                0.76,
                1.0,
                True,
            ),
            Finding(
                "contraceptive, 6 months: change of B12, %",
                "-20",
                "berenson2012",
                100 * (change(drug["pill"], "total-b12", 6 * MONTH) - 1),
                -25.0,
                -15.0,
            ),
        ),
        "In lupus the typical person of usual severity keeps a number within the reference interval, and only the "
        "severe or those with a low set point fall below it; holoTC and MMA stay as they were in all. "
        "Acid suppression is where the sources cannot all be met: a test meal's absorption falls to a third or less, "
        "yet serum B12 hardly moves in five years. The catalogue follows the odds of deficiency (lam2013, OR 1.65) "
        "and the serum, and so lowers the absorption of a meal less than the test meals say.",
    )


def _food_on(affliction: Affliction) -> float:
    story = scenario(affliction, years=1.0)
    life = story.life()
    before = State(*live(life, [0.0])[0].tolist())
    after = State(*live(life, [0.0, 14.0])[-1].tolist())
    return absorbed(1.0, life.on(14.0), after, "oral-with-food") / absorbed(
        1.0, life.body, before, "oral-with-food"
    )
