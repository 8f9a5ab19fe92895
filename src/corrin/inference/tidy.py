"""Tidy: one record out of many ways to write it - order, rounding, repeats of a day, and no more than can be weighed."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from corrin.inference.filtration import MARKERS as FILTRATION
from corrin.marker import AnyMarker, Marker
from corrin.person import Ignored, Person, Result

MOST = 60  # results that are weighed together; the work grows with their square
_DIGITS = 12  # kept of a number, so that a conversion of units leaves no trace
_FAR = 4.0  # standard deviations of the difference of two results beyond which they are called discordant

T = TypeVar("T")


def tidied(person: Person, markers: Mapping[str, AnyMarker]) -> tuple[Person, list[Ignored], list[str]]:
    """The person in one order and rounding, what was set aside for it, and what to mind."""
    order = {id: place for place, id in enumerate(markers)}
    results = [_rounded(each) for each in person.results]
    results, earlier = _latest_signs(results)
    merged, repeats, minded = _of_a_day(results, markers)
    kept, older = _newest(sorted(merged, key=lambda each: (order.get(each.test, len(order)), repr(each))))
    same = replace(
        person,
        weight=None if person.weight is None else _round(person.weight),
        conditions=_sorted(person.conditions),
        procedures=_sorted(person.procedures),
        drugs=_sorted(replace(each, mg_per_day=None if each.mg_per_day is None else _round(each.mg_per_day))
                      for each in person.drugs),
        findings=tuple(sorted(set(person.findings))),
        doses=_sorted(replace(each, amount=_round(each.amount)) for each in person.doses),
        results=tuple(kept),
        ignored=tuple(sorted(person.ignored)),
    )  # fmt: skip
    return same, [*earlier, *repeats, *older], minded


def _sorted(parts: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(parts, key=repr))


def _rounded(result: Result) -> Result:
    return result if result.value is None else replace(result, value=_round(result.value))


def _round(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def _latest_signs(results: Sequence[Result]) -> tuple[list[Result], list[Ignored]]:
    """Of each yes-or-no test the latest: the same person's repeats are no further evidence."""
    last: dict[str, Result] = {}
    for each in sorted((one for one in results if one.qualitative is not None), key=_latest):
        last[each.test] = each
    earlier = [each for each in results if each.qualitative is not None and each is not last[each.test]]
    kept = [each for each in results if each.qualitative is None or each is last[each.test]]
    return kept, sorted(
        Ignored(f"{each.test} {'positive' if each.qualitative else 'negative'} on {each.date or 'no date'}",
                "of a yes-or-no test the latest result stands")
        for each in earlier
    )  # fmt: skip


def _of_a_day(
    results: Sequence[Result], markers: Mapping[str, AnyMarker]
) -> tuple[list[Result], list[Ignored], list[str]]:
    """Plain results of one marker and assay on one day become their geometric mean: they share that day's body."""
    groups: dict[Hashable, list[Result]] = {}
    for each in results:
        plain = each.value is not None and each.value > 0.0 and not each.censor and each.qualitative is None
        exact = each.date is not None and each.date.precision == "day"
        key = (each.test, each.date, each.platform) if plain and exact else (each.test, id(each))
        groups.setdefault(key, []).append(each)
    kept: list[Result] = []
    ignored: list[Ignored] = []
    minded: list[str] = []
    for group in groups.values():
        kept.append(_mean(group))
        if len(group) > 1:
            ignored.append(_repeated(group))
            minded += _discordant(group, markers)
    return kept, sorted(ignored), sorted(minded)


def _mean(group: Sequence[Result]) -> Result:
    if len(group) == 1:
        return group[0]
    logs = [math.log(value) for value in _values(group)]
    return replace(group[0], value=_round(math.exp(math.fsum(logs) / len(logs))))


def _values(group: Sequence[Result]) -> list[float]:
    return sorted(each.value for each in group if each.value is not None)


def _repeated(group: Sequence[Result]) -> Ignored:
    told = ", ".join(f"{value:.4g}" for value in _values(group))
    first = group[0]
    return Ignored(f"{first.test} {told} {first.unit} on {first.date} one by one",
                   "results of one day count as one, their geometric mean")  # fmt: skip


def _discordant(group: Sequence[Result], markers: Mapping[str, AnyMarker]) -> list[str]:
    marker = markers.get(group[0].test)
    if not isinstance(marker, Marker):
        return []
    low, *_, high = _values(group)
    apart = math.log(high / low) / math.sqrt(2.0 * (marker.noise.within**2 + marker.noise.assay**2))
    if apart < _FAR:
        return []
    first = group[0]
    return [
        f"{first.test} on {first.date} was {low:.4g} and {high:.4g} {first.unit}, further apart than results stray: "
        "one may be another person's or in another unit; take out the wrong one"
    ]


def _newest(results: Sequence[Result]) -> tuple[list[Result], list[Ignored]]:
    """At most `MOST` results to weigh, the latest of each marker first; the order is kept."""
    weighed = [each for each in results if each.test not in FILTRATION]
    if len(weighed) <= MOST:
        return list(results), []
    back: dict[int, int] = {}
    ranks: dict[str, int] = {}
    for each in sorted(weighed, key=_latest, reverse=True):
        back[id(each)] = ranks[each.test] = ranks.get(each.test, -1) + 1
    chosen = {id(each) for each in sorted(weighed, key=lambda each: back[id(each)])[:MOST]}
    lost: dict[str, int] = {}
    for each in weighed:
        lost[each.test] = lost.get(each.test, 0) + (id(each) not in chosen)
    kept = [each for each in results if each.test in FILTRATION or id(each) in chosen]
    return kept, [
        Ignored(
            f"{count} older results of {test}", f"no more than {MOST} results are weighed, the latest first"
        )
        for test, count in sorted(lost.items())
        if count
    ]


def _latest(result: Result) -> tuple[Any, str]:
    return (result.date.last if result.date else date.max, repr(result))
