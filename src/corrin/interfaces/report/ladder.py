"""Ladder: the next tests, the most telling first, down to the rung where nothing more is needed."""

from __future__ import annotations

from collections.abc import Sequence

from corrin.catalog.markers import MARKERS
from corrin.inference import Explanation
from corrin.inference.decision import LOOK_FROM, TREAT_FROM
from corrin.inference.next_test import LEAST_BITS, NextTest
from corrin.interfaces import advice
from corrin.interfaces.report import drawing
from corrin.interfaces.report.drawing import Scale, box, line, text
from corrin.interfaces.report.markup import Markup, joined, table
from corrin.interfaces.report.words import number, share

_ROW, _TOP = 26.0, 24.0
_RAILS = (235.0, 475.0)
_HEADS = ("Test", "Information, bits", "Turns the decision", "Wait, days", "Cost, blood counts", "Prepare")
_CAPTION = (
    "1 bit is what a fair coin tells; in brackets about deficiency, and about the causes that make it. “Turns the "
    f"decision”: the chance that the result moves deficiency across {LOOK_FROM:.0%} (look further) or {TREAT_FROM:.0%} "
    "(treat), or a cause that does not go across one half (treat for good). First comes what tells most for its cost "
    "and wait."
).replace("%", " %")
_MOST = 6


def worth(answer: Explanation) -> list[NextTest]:
    """Tests above the last rung."""
    return advice.worth(answer, _MOST)


def draw(answer: Explanation) -> Markup:
    """The ladder as a figure with its table."""
    rungs = worth(answer)
    height = _TOP + _ROW * (len(rungs) + 1) + 4.0
    top = max([1.0, *(each.information_bits for each in rungs)])
    bits = Scale(0.0, top, *_RAILS)
    rows = joined(_rung(each, bits, _TOP + _ROW * (n + 0.5)) for n, each in enumerate(rungs))
    drawn = drawing.picture("ladder", "Which test next", summary(answer), height, _rails(height, top), rows,
                            _last(_TOP + _ROW * (len(rungs) + 0.5)))  # fmt: skip
    return drawing.figure(drawn, summary(answer), table(_CAPTION, _HEADS, _rows(answer, rungs)))


def _rows(answer: Explanation, rungs: Sequence[NextTest]) -> list[tuple[str, ...]]:
    told = [_row(each) for each in rungs]
    nothing = (advice.NOTHING, f"under {LEAST_BITS:g}", "–", "0", "0", _rest(answer, rungs))
    return [*told, nothing, *(_row(each, "not offered here; left out") for each in advice.lacking(answer))]


def _row(test: NextTest, prepare: str = "") -> tuple[str, ...]:
    bits = f"{test.information_bits:.2f} ({test.status_bits:.2f} + {test.cause_bits:.2f})"
    return (MARKERS[test.id].name, bits, share(test.changes_decision_p), f"{test.wait:g}", f"{test.cost:g}",
            prepare or test.preparation or "–")  # fmt: skip


def summary(answer: Explanation) -> str:
    """One line: whether the decision waits for a test, and which is first."""
    return advice.rung(answer)


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
            text(0.0, y + 3.5, advice.NOTHING, "strong"),
            line(_RAILS[0], y, _RAILS[1], y, "last-rung"),
            text(_RAILS[1] + 14.0, y + 3.5, f"below, each under {LEAST_BITS:g} bits"),
        )
    )


def _rest(answer: Explanation, rungs: Sequence[NextTest]) -> str:
    left = sum(each.available for each in answer.next_tests) - len(rungs)
    return f"{left} further tests would tell less" if left > 0 else "–"
