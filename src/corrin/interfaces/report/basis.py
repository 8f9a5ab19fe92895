"""Basis: what was predicted, what was used and left out, and which model answered."""

from __future__ import annotations

from corrin import __version__
from corrin.inference import Explanation
from corrin.inference.posterior import Band
from corrin.interfaces.explanation import left_out, model_hash, untold
from corrin.interfaces.explanation_json import signs
from corrin.interfaces.report.clock import seen_limits
from corrin.interfaces.report.markup import Markup, element, items, joined, table
from corrin.interfaces.report.words import measured, number, share, short, spread, unit

_LIMITS = (
    "For research and education; not a medical device. It must not decide anybody's care by itself.",
    "The answer is that of simulated people who share what was told; what was not told counts as usual.",
    "The numbers of the body are those of adults; children, dialysis and the critically ill are outside.",
    "Symptoms and signs raise red flags here and are not weighed as evidence.",
    "Chances of causes count what is present, and causes may be present together: they add up to more than 100 %.",
)


def predicted(answer: Explanation) -> Markup:
    """What each test not done would be expected to show."""
    rows = [
        (short(id), spread(band), unit(id) or "–", _interval(answer, id), _side(answer, id, band))
        for id, band in answer.predicted.items()
    ]
    rows += [
        (
            short(id),
            f"positive: {share(each['p'])}",
            "–",
            "negative",
            "positive" if each["p"] > 0.5 else "negative",
        )
        for id, each in signs(answer).items()
    ]
    return table("Expected today, scatter of one result included: median (5–95 %)",
                 ("Marker", "Expected", "Unit", "Reference", "Expected to be"), rows)  # fmt: skip


def inputs(answer: Explanation) -> Markup:
    """What was used, and what was left out and why."""
    left = left_out(answer.ignored)
    return joined(
        (
            element("h3", "Used"),
            items([measured(each) for each in answer.used], class_="columns"),
            element("h3", "Left out, and why"),
            items(left) if left else element("p", "Nothing was left out."),
            element("p", untold(answer)) if answer.untold else Markup(""),
        )
    )


def model(answer: Explanation) -> Markup:
    """What it takes to get the same answer again."""
    told = (
        ("Deficient means", answer.definition),
        ("corrin", __version__),
        ("Model", model_hash()),
        ("Seed", str(answer.seed)),
        ("Simulated people", f"{answer.people}, of whom {answer.effective_sample:.0f} carry the answer (effective "
                             "sample)"),
        ("Read as of", answer.case.now.isoformat()),
    )  # fmt: skip
    pairs = [joined((element("dt", head), element("dd", words))) for head, words in told]
    return joined((element("dl", *pairs, class_="facts"), element("h3", "Limits"), items(_LIMITS)))


def _interval(answer: Explanation, id: str) -> str:
    low, high = seen_limits(answer, id)
    if low is None:
        return "–" if high is None else f"under {number(high)}"
    return f"over {number(low)}" if high is None else f"{number(low)}–{number(high)}"


def _side(answer: Explanation, id: str, band: Band) -> str:
    low, high = seen_limits(answer, id)
    if low is not None and band.q50 < low:
        return "low" if band.q95 < low else "low, probably"
    if high is not None and band.q50 > high:
        return "high" if band.q05 > high else "high, probably"
    return "within"
