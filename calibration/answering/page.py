"""Page: the figures as docs/reference/calibration-of-answers.md and .json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from answering.figures import ENOUGH, Figures, Hidden
from answering.scores import off_by_chance
from answering.virtual import PANELS

NAME = "calibration-of-answers"
_REJECTED = 0.01


def write(folder: Path, found: Figures) -> None:
    (folder / f"{NAME}.md").write_text(page(found), encoding="utf-8")
    told = found._asdict() | {"drawn": None}
    (folder / f"{NAME}.json").write_text(json.dumps(_plain(told), indent=1) + "\n", encoding="utf-8")


def page(found: Figures) -> str:
    own = next(iter(found.worlds.values()))
    parts = [
        "# Calibration of answers",
        "",
        f"Written by `make answers`; not edited by hand. {own.people:,} virtual patients were drawn as `corrin explain` "
        "presumes people to be: age, sex, eGFR and something of a history first, then causes with the chances that this "
        "history gives, severity, tempo and duration, a body and set points of their own. Each was lived, without the "
        "straight lines of an answer, measured with the scatter that an answer presumes, mixed-up samples included, and "
        f"read backwards from one of {len(PANELS)} panels by at most {found.cap:,} simulated people. Every twelfth or so "
        "had been given injections. So an answer that is worked out rightly is calibrated here by construction; whether "
        f"the model is right is another matter, and the survey's. Fingerprint of model and draws: `{found.key}`.",
        "",
        "## Targets",
        "",
        "| what | target | found | |",
        "|---|---|---|---|",
        *(f"| {what} | {target} | {got} | {'met' if met else 'missed'} |" for what, target, got, met in targets(found)),
        "",
        "## Ranks: where the truth lies in its answer",
        "",
        "The place of the truth in the distribution that was given for it is even from 0 to 1 if all is well "
        "(Kolmogorov and Smirnov, Holm over the quantities). Deficiency is yes or no, so its place is drawn within its "
        "chance; so is the time to anaemia of those already anaemic, or not within ten years.",
        "",
        "![Ranks](calibration-of-answers-ranks.svg)",
        "",
        "| quantity | patients | p | p, corrected | mean place | 50 % holds | 90 % holds |",
        "|---|---|---|---|---|---|---|",
        *(f"| {id} | {r.count} | {r.p:.3f} | {r.corrected:.3f} | {r.mean:.3f} | {r.within50:.1%} | {r.within90:.1%} |"
          for id, r in own.ranks.items()),
        "",
        "## Chances: said, and so",
        "",
        "Expected calibration error in ten bins of equal width; what a calibrated answer would show with as many "
        "patients; and how often chance alone shows as much or more.",
        "",
        "![Chance said against frequency](calibration-of-answers.svg)",
        "",
        "| chance of | mean said | so | error | by chance | p |",
        "|---|---|---|---|---|---|",
        *(f"| {id} | {r.said:.3f} | {r.so:.3f} | {r.error:.3f} | {r.by_chance:.3f} | {r.p:.2f} |"
          for id, r in (("deficiency", own.deficient), ("every cause together", found.causes_together),
                        *found.causes.items())),
        "",
        "## Telling the deficient: area under the curve, by panel",
        "",
        "The same patients and the same results for each. Less than corrin by so much (5 to 95 % over redrawn patients). "
        "The network holds ten causes, ages, history and results in classes; its tables are learnt from virtual "
        "patients other than these.",
        "",
        "| panel | results | patients | deficient | read by | area | less than corrin |",
        "|---|---|---|---|---|---|---|",
        *_panels(found),
        "",
        "## Naming the cause",
        "",
        *_named(found),
        "",
        "## Told wrongly",
        "",
        "Worlds that an answer does not presume: assays that read high or low and are not told (B12 9 % low, folate 29 % "
        "low, methylmalonate 6 % high); and everybody having a drug that stops uptake in the ileum, which is in no "
        "catalogue.",
        "",
        "| world | patients | deficient | mean said | error | area | 50 % holds | 90 % holds | says it is outside |",
        "|---|---|---|---|---|---|---|---|---|",
        *(f"| {id} | {w.people} | {w.deficient.so:.3f} | {w.deficient.said:.3f} | {w.deficient.error:.3f} | {w.auc:.3f} | "
          f"{w.pooled50:.1%} | {w.pooled90:.1%} | {w.outside:.1%} |" for id, w in found.worlds.items()),
        "",
        "## Real people: a result hidden, and told from the others",
        "",
        "Adults of the survey's development cycles, not pregnant. The score is the mean log density of the log of the "
        "truth; beside it that of gradient-boosted quantile regression (13 quantiles, five folds of all such adults) "
        "on the same results, which has seen the survey's own people.",
        "",
        "| hidden | people | 90 % holds | 50 % | mean place | score | boosted: 90 % | score | ours less theirs (se) |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_hidden(id, each) for id, each in found.survey.items()),
        "",
        "## What an answer rests on",
        "",
        f"Effective sample of {ENOUGH:,.0f} or more in {found.enough:.1%} of the patients; 1, 5 and 50 % quantiles "
        f"{', '.join(f'{e:,.0f}' for e in found.effective)}. Time of one answer on one thread, forecasts and advice "
        f"aside: median {found.seconds[0]:.1f} s, 95 % {found.seconds[1]:.1f} s.",
        "",
    ]  # fmt: skip
    return "\n".join(parts)


def targets(found: Figures) -> Iterator[tuple[str, str, str, bool]]:
    """What was set beforehand, what was found, and whether that meets it."""
    own = next(iter(found.worlds.values()))
    worst = min(own.ranks, key=lambda id: own.ranks[id].corrected)
    least = own.ranks[worst].corrected
    yield "ranks even", "no rejection at 0.01, corrected", f"least {least:.3f} ({worst})", least >= _REJECTED
    off = [id for id, r in own.ranks.items() if not 0.88 <= r.within90 <= 0.92]
    yield "90 % intervals, all together", "hold 88-92 %", f"{own.pooled90:.1%}", 0.88 <= own.pooled90 <= 0.92
    chance = off_by_chance([r.count for r in own.ranks.values()])
    each = f"{len(own.ranks) - len(off)} of {len(own.ranks)} (by chance {len(own.ranks) - chance:.0f})"
    yield "90 % intervals, of each quantity", "hold 88-92 %", each, not off
    error = own.deficient
    yield (
        "error of P(deficient)",
        "at most 0.03",
        f"{error.error:.3f} ({error.by_chance:.3f} by chance)",
        error.error <= 0.03,
    )
    cause = max(found.causes, key=lambda id: found.causes[id].error)
    largest = found.causes[cause].error
    yield "error of each cause", "at most 0.05", f"largest {largest:.3f} ({cause})", largest <= 0.05
    peers = [each for each in found.told if each.peer != "corrin"]
    behind = [each for each in peers if each.less[0] <= 0.0]
    surely = [each for each in behind if each.less[2] < 0.0]
    got = f"above {len(peers) - len(behind)} of {len(peers)}; surely below {len(surely)}"
    yield "area above every peer's", "every panel", got, not behind
    three = found.named.first_three
    yield "true cause among the first three", "85 %", f"{three:.1%} of {found.named.people}", three >= 0.85
    mma = found.survey["mma"]
    yield (
        "survey, MMA hidden: 90 % interval",
        "holds 87-93 %",
        f"{mma.within90:.1%}",
        0.87 <= mma.within90 <= 0.93,
    )
    if mma.boosted_score is not None:
        gap = mma.score - mma.boosted_score
        yield "survey, MMA hidden: score", "at most 0.02 below boosted", f"{gap:+.3f}", gap >= -0.02
    share = f"{found.enough:.1%}"
    yield "effective sample of 1,000", "in 95 %", share, found.enough >= 0.95


def _panels(found: Figures) -> Iterator[str]:
    for each in found.told:
        first = each.peer == "corrin"
        what = (
            f"{each.panel} | {', '.join(PANELS[each.panel])} | {each.people} | {each.deficient}"
            if first
            else " | | | "
        )
        less = "" if first else f"{each.less[0]:.3f} ({each.less[1]:.3f} to {each.less[2]:.3f})"
        yield f"| {what} | {each.peer} | {each.auc:.3f} | {less} |"


def _named(found: Figures) -> Iterator[str]:
    n = found.named
    network = (
        "" if n.network is None else f" The network has it among its own first three in {n.network:.1%}."
    )
    yield (
        f"Of {n.people} deficient patients with antibodies measured or something in the history, the cause whose absence "
        f"would restore most is among the first three of all causes in {n.first_three:.1%}, and among the first three "
        f"of those that can make deficient in {n.of_harmful:.1%}.{network} The fixed cascade names it in {n.cascade:.1%}."
    )


def _hidden(id: str, each: Hidden) -> str:
    theirs = " | | "
    if each.boosted_score is not None:
        gap = each.score - each.boosted_score
        theirs = f"{each.boosted90:.1%} | {each.boosted_score:.3f} | {gap:+.3f} ({each.error:.3f})"
    return (f"| {id} | {each.people} | {each.within90:.1%} | {each.within50:.1%} | {each.place:.3f} | {each.score:.3f} | "
            f"{theirs} |")  # fmt: skip


def _plain(value: object) -> object:
    """Named tuples as objects, numbers with five digits."""
    if hasattr(value, "_asdict"):
        value = value._asdict()  # type: ignore[attr-defined]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value
