"""Markup: elements whose text is escaped unless it is markup already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_VOID = ("meta", "br", "rect", "line", "circle", "path", "polygon", "polyline", "use")


class Markup(str):
    """Text that is markup already; any other string is escaped where it is put in."""

    __slots__ = ()


Content = str | Sequence["Content"]


def element(name: str, /, *content: Content, **attributes: object) -> Markup:
    """`<name attributes>content</name>`; `class_` is class, `stroke_width` is stroke-width."""
    words = "".join(f' {_attribute(key)}="{escape(_value(value))}"' for key, value in attributes.items())
    inside = joined(content)
    return Markup(f"<{name}{words}/>" if name in _VOID else f"<{name}{words}>{inside}</{name}>")


def joined(parts: Iterable[Content]) -> Markup:
    """Parts one after another, each escaped if it is plain text."""
    return Markup("".join(_escaped(part) for part in parts))


def table(caption: str, heads: Sequence[Content], rows: Iterable[Sequence[Content]]) -> Markup:
    """A table with its caption; the first cell of each row is the row's head."""
    body = [
        element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:]))
        for row in rows
    ]
    head = element("tr", *(element("th", each, scope="col") for each in heads))
    return element("table", element("caption", caption), element("thead", head), element("tbody", *body))


def items(lines: Iterable[Content], **attributes: object) -> Markup:
    """A list."""
    return element("ul", *(element("li", line) for line in lines), **attributes)


def _escaped(part: Content) -> str:
    if isinstance(part, Markup):
        return part
    return escape(part) if isinstance(part, str) else joined(part)


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _value(value: object) -> str:
    return f"{value:.5g}" if isinstance(value, float) else str(value)
