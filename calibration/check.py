"""Check: the virtual United States beside the survey; writes docs/reference/population.md and its picture."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np
import survey_model
from matplotlib import pyplot as plt
from matplotlib.ticker import FormatStrFormatter, LogLocator, NullLocator
from survey_model import AGES, SURVEYS, Seen

from corrin.catalog.causes import DECLARED, LOOK_ALIKES
from corrin.catalog.markers import MARKERS
from corrin.setting import calibrated

matplotlib.use("svg")

PERSONS = 40_000
_SHOWN = ("total-b12", "mma", "homocysteine", "hb", "mcv", "creatinine")
_WIDE = 2.0  # largest over smallest, from which a scale is logarithmic


def main() -> None:
    folder = Path(__file__).resolve().parent.parent / "docs" / "reference"
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS
    seen = survey_model.run(calibrated(), (*DECLARED.values(), *LOOK_ALIKES.values()), persons, threads=2)
    (folder / "population.md").write_text(page(seen, persons), encoding="utf-8")
    picture(folder / "population.svg", seen)
    print(*summary(seen), sep="\n")


def summary(seen: Sequence[Seen]) -> list[str]:
    """Lines of a table: how many targets of each kind are met."""
    lines = ["| era | what | allowed | met |", "|---|---|---|---|"]
    for era in SURVEYS:
        for name, allowed, picked in _kinds():
            own = [each for each in seen if each.target.era == era and picked(each)]
            lines.append(f"| {era} | {name} | {allowed} | {sum(e.within for e in own)} of {len(own)} |")
    return lines


def _kinds():  # type: ignore[no-untyped-def]
    return (
        ("medians by sex and age", "7 %", lambda e: e.target.kind == "quantile" and e.target.q == 0.5),
        (
            "5 and 95 % quantiles by sex and age",
            "15 %",
            lambda e: e.target.kind == "quantile" and e.target.q != 0.5,
        ),
        ("Spearman correlations", "0.08", lambda e: e.target.kind == "spearman"),
        ("prevalences by age", "0.7 points", lambda e: e.target.kind == "prevalence"),
    )


def page(seen: Sequence[Seen], persons: int) -> str:
    parts = [
        "# The virtual United States beside the survey",
        "",
        f"Written by `make calibrate`; not edited by hand. {persons:,} virtual persons for each era, lived to their "
        "age and measured with the survey's own assay; survey figures are weighted, of adults not pregnant "
        "([what they are](../../calibration/survey/README.md)). Shares, spreads and some numbers of the body were set "
        "to this survey (the changelog lists them); other cycles were not seen. A number after x is virtual "
        "over survey, and ! marks a miss.",
        "",
        *summary(seen),
        "",
        "![5, 50 and 95 % quantiles by age and sex](population.svg)",
        "",
        "## Prevalences, %",
        "",
        "| era | age | what | survey (95 %) | virtual |",
        "|---|---|---|---|---|",
        *(_prevalence(each) for each in seen if each.target.kind == "prevalence"),
        "",
        "## Quantiles: survey, and virtual over survey",
        "",
        "| marker | era | sex | age | 5 % | 50 % | 95 % |",
        "|---|---|---|---|---|---|---|",
        *_quantiles(seen),
        "",
        "## Correlations that miss",
        "",
        "| era | pair | survey | virtual |",
        "|---|---|---|---|",
        *(f"| {e.target.era} | {' and '.join(e.target.markers)} | {e.target.value:.2f} | {e.value:.2f} |"
          for e in seen if e.target.kind == "spearman" and not e.within),
        "",
    ]  # fmt: skip
    return "\n".join(parts)


def _prevalence(each: Seen) -> str:
    t = each.target
    what = " and ".join(
        f"{m} {limit[0]} {limit[1:]}" for m, limit in zip(t.markers, t.threshold, strict=True)
    )
    mark = "" if each.within else " (misses)"
    return (
        f"| {t.era} | {t.ages} | {what} | {t.value:.1f} ({t.low:.1f}-{t.high:.1f}) | {each.value:.1f}{mark} |"
    )


def _quantiles(seen: Sequence[Seen]) -> list[str]:
    rows: dict[tuple[str, ...], dict[float, str]] = defaultdict(dict)
    for each in seen:
        t = each.target
        if t.kind == "quantile":
            mark = "" if each.within else "!"
            rows[(*t.markers, t.era, t.sex, t.ages)][t.q] = (
                f"{t.value:.4g} x {each.value / t.value:.2f}{mark}"
            )
    return [f"| {' | '.join(key)} | {' | '.join(row.get(q, '') for q in (0.05, 0.5, 0.95))} |"
            for key, row in rows.items()]  # fmt: skip


def picture(file: Path, seen: Sequence[Seen]) -> None:
    plt.rcParams.update({"svg.hashsalt": "corrin", "font.size": 7})
    figure, all_axes = plt.subplots(2, 3, figsize=(8.0, 5.0), layout="constrained")
    ages = [age for age in AGES if age != "20+"]
    for axes, marker in zip(all_axes.ravel(), _SHOWN, strict=True):
        for sex, shift in (("F", -0.12), ("M", 0.12)):
            for q in (0.05, 0.5, 0.95):
                own = {e.target.ages: e for e in seen if e.target.kind == "quantile" and e.target.markers == (marker,)
                       and e.target.era == "2001-04" and e.target.sex == sex and e.target.q == q}  # fmt: skip
                places = [n + shift for n, age in enumerate(ages) if age in own]
                axes.plot(places, [own[a].target.value for a in ages if a in own], "o" if sex == "F" else "s",
                          mfc="white", mec="0.1", ms=4)  # fmt: skip
                axes.plot(
                    places,
                    [own[a].value for a in ages if a in own],
                    "-" if sex == "F" else "--",
                    color="0.4",
                    lw=1,
                )
        axes.set_title(f"{MARKERS[marker].name}, {MARKERS[marker].unit}")
        if np.divide(*reversed(axes.get_ylim())) > _WIDE:
            axes.set_yscale("log")
            axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 1.2, 1.5, 2.0, 3.0, 5.0, 7.0), numticks=20))
            axes.yaxis.set_major_formatter(FormatStrFormatter("%g"))
            axes.yaxis.set_minor_locator(NullLocator())
        axes.set_xticks(range(len(ages)), ages)
    figure.suptitle("2001-04: survey (circles women, squares men) and virtual people (lines): 5, 50, 95 %")
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    main()
