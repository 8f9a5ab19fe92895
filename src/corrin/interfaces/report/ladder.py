"""Ladder: the next tests, the most telling first, down to the rung where nothing more is needed."""

from __future__ import annotations

from collections.abc import Sequence

from corrin.catalog.markers import MARKERS
from corrin.inference import Explanation
from corrin.inference.next_test import NextTest
from corrin.interfaces.explanation import LEAST_BITS
from corrin.interfaces.report import drawing
from corrin.interfaces.report.drawing import Scale, box, line, text
from corrin.interfaces.report.markup import Markup, joined, table
from corrin.interfaces.report.words import listed, number, share

_ROW, _TOP = 26.0, 24.0
_RAILS = (235.0, 475.0)
_MOST = 6
_DECIDES = 0.05  # chance of turning the decision to treat that makes a test worth waiting for


def worth(answer: Explanation) -> list[NextTest]:
    """Tests above the last rung."""
    return [each for each in answer.next_tests if each.information_bits >= LEAST_BITS][:_MOST]


def draw(answer: Explanation) -> Markup:
    """The ladder as a figure with its table."""
    rungs = worth(answer)
    height = _TOP + _ROW * (len(rungs) + 1) + 4.0
    top = max([1.0, *(each.information_bits for each in rungs)])
    bits = Scale(0.0, top, *_RAILS)
    rows = joined(_rung(each, bits, _TOP + _ROW * (n + 0.5)) for n, each in enumerate(rungs))
    drawn = drawing.picture("ladder", "Which test next", summary(answer), height, _rails(height, top), rows,
                            _last(_TOP + _ROW * (len(rungs) + 0.5)))  # fmt: skip
    heads = ("Test", "Information, bits", "Turns the decision", "Wait, days", "Cost, blood counts", "Prepare")
    told = [
        (MARKERS[each.id].name, f"{each.information_bits:.2f}", share(each.changes_decision_p), f"{each.wait:g}",
         f"{each.cost:g}", each.preparation or "–")
        for each in rungs
    ]  # fmt: skip
    told.append(
        ("Nothing more is needed", f"under {LEAST_BITS:g}", "–", "0", "0", _rest(answer.next_tests, rungs))
    )
    caption = (
        "1 bit is what a fair coin tells; about deficiency and the causes that make it. “Turns the decision”: the "
        "chance that the result moves deficiency across one half."
    )
    return drawing.figure(drawn, summary(answer), table(caption, heads, told))


def summary(answer: Explanation) -> str:
    """One line: whether the decision waits for a test, and which is first."""
    rungs = worth(answer)
    if not rungs:
        return "Nothing more is needed: no further test is expected to change what is believed."
    waits = [MARKERS[each.id].name for each in rungs if each.changes_decision_p >= _DECIDES]
    if waits:
        return f"The decision to treat may turn on {listed(waits[:2])}."
    first = MARKERS[rungs[0].id].name
    return f"Nothing more is needed to decide whether to treat; {first} would tell most about the cause."


def _rails(height: float, top: float) -> Markup:
    bottom = height - 0.5 * _ROW - 4.0
    return joined(
        (
            text(0.0, 12.0, "Test", "head"),
            text(
                _RAILS[0],
                12.0,
                f"Information (full width: {number(top)} bit{'s' if top > 1.0 else ''})",
                "head",
            ),
            text(_RAILS[1] + 14.0, 12.0, "Turns the decision, wait", "head"),
            *(line(x, _TOP - 4.0, x, bottom, "rail") for x in _RAILS),
        )
    )


def _rung(test: NextTest, bits: Scale, y: float) -> Markup:
    end = bits(test.information_bits)
    return joined(
        (
            text(0.0, y + 3.5, MARKERS[test.id].name, "strong"),
            line(_RAILS[0], y, _RAILS[1], y, "rung"),
            box(_RAILS[0], y - 6.0, end - _RAILS[0], 12.0, "flow"),
            *_bits(test, end, y),
            text(_RAILS[1] + 14.0, y + 3.5, f"{share(test.changes_decision_p)}, {test.wait:g} d"),
        )
    )


def _bits(test: NextTest, end: float, y: float) -> list[Markup]:
    words = f"{test.information_bits:.2f}"
    if end > _RAILS[1] - 34.0:
        return [text(end - 4.0, y + 3.5, words, "inverse", "end")]
    return [box(end + 3.0, y - 6.0, 26.0, 12.0, "blank"), text(end + 5.0, y + 3.5, words)]


def _last(y: float) -> Markup:
    return joined(
        (
            text(0.0, y + 3.5, "Nothing more is needed", "strong"),
            line(_RAILS[0], y, _RAILS[1], y, "last-rung"),
            text(_RAILS[1] + 14.0, y + 3.5, f"below, each under {LEAST_BITS:g} bits"),
        )
    )


def _rest(tests: Sequence[NextTest], rungs: Sequence[NextTest]) -> str:
    left = len(tests) - len(rungs)
    return f"{left} further tests would tell less" if left else "–"
