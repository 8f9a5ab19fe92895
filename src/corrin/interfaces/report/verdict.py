"""Verdict: red flags, the answer in one sentence, and the few numbers that go with it."""

from __future__ import annotations

from corrin.inference import Explanation
from corrin.interfaces import advice
from corrin.interfaces.explanation import cause_name, urgent
from corrin.interfaces.report.clock import anaemia
from corrin.interfaces.report.markup import Markup, element, items, joined
from corrin.interfaces.report.words import inside, listed, number, share, short

_WORDS = ((0.95, "almost certain"), (0.8, "very likely"), (0.5, "likely"), (0.2, "possible"), (0.05, "unlikely"),
          (0.0, "very unlikely"))  # fmt: skip
_MOST = 3


def draw(answer: Explanation) -> Markup:
    """What has to be seen first."""
    return joined(
        (_flags(answer), element("p", sentence(answer), class_="answer"), _tiles(answer), _minded(answer))
    )


def sentence(answer: Explanation) -> str:
    """The answer in one sentence."""
    p = answer.deficient.q50
    word = next(each for least, each in _WORDS if p >= least)
    likely = [f"{inside(cause_name(each.id))} ({share(each.p)})"
              for each in answer.causes if each.p >= 0.5 and each.id != "none"][:_MOST]  # fmt: skip
    if likely:
        why = f"{'most likely at work' if p >= 0.5 else 'most likely present all the same'}: {listed(likely)}"
    else:
        first = next(each for each in answer.causes if each.id != "none")
        why = f"no single cause is more likely than not; first comes {inside(cause_name(first.id))} ({share(first.p)})"
    when = " after the doses given" if answer.case.doses else ""
    return f"B12 deficiency{when} is {word} ({share(p)}); {why}."


def _flags(answer: Explanation) -> Markup:
    if not answer.red_flags:
        return joined(())
    lines = [element("p", element("strong", f"{head}:"), f" {rest}")
             for head, rest in (line.split(": ", 1) for line in urgent(answer))]  # fmt: skip
    note = element("p", "This does not depend on any probability below.")
    return element("div", *lines, note, class_="flags", role="alert")


def _tiles(answer: Explanation) -> Markup:
    p, store = answer.deficient, answer.store
    told = (
        ("Deficient", share(p.q50), f"{share(p.q05)} to {share(p.q95)} over redrawn people"),
        ("Liver store", f"{number(store.q50)} µg", f"{number(store.q05)} to {number(store.q95)}"),
        ("If nothing is done", *_time(answer)),
        ("Next test", _next(answer), advice.rung(answer)),
    )
    return element(
        "dl",
        *(element("div", element("dt", head), element("dd", element("b", big) if big else "", element("span", more)))
          for head, big, more in told),
        class_="tiles",
    )  # fmt: skip


def _time(answer: Explanation) -> tuple[str, str]:
    middle = answer.time_to_anaemia.q50
    if middle == 0.0:
        return "anaemia now", "haemoglobin is below its limit already"
    return "no anaemia" if middle is None else f"{middle:.1f} years", anaemia(answer)


def _next(answer: Explanation) -> str:
    waits = advice.needed(answer)
    return short(waits[0].id) if waits else "none needed"


def _minded(answer: Explanation) -> Markup:
    if not answer.warnings:
        return joined(())
    return element("div", element("strong", "Mind"), items(answer.warnings), class_="minded")
