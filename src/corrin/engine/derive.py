"""Derive: exact slopes of a tape's results, and a sparse solver of their matrix, as tapes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corrin.engine.trace import Operand, Step, Tape

Entries = dict[tuple[int, int], Operand]


def derivatives(tape: Tape, results: Sequence[Operand], inputs: Sequence[str]) -> Entries:
    """Derivative of each result (row) by each input (column), written on the same tape; zeros left out."""
    slopes: dict[str, dict[int, Operand]] = {name: {place: 1.0} for place, name in enumerate(inputs)}
    for name, step in list(tape.steps.items()):
        slopes[name] = _slope(tape, name, step, slopes)
    return {
        (row, column): slope
        for row, result in enumerate(results)
        for column, slope in slopes.get(str(result), {}).items()
        if slope != 0.0
    }


def _slope(tape: Tape, name: str, step: Step, slopes: Mapping[str, dict[int, Operand]]) -> dict[int, Operand]:
    left, right = slopes.get(str(step.left), {}), slopes.get(str(step.right), {})
    out: dict[int, Operand] = {}
    if left:
        by = _by_left(tape, name, step)
        out = {column: tape.write("*", by, slope) for column, slope in left.items()}
    if right:
        by = _by_right(tape, name, step)
        for column, slope in right.items():
            out[column] = tape.write("+", out.get(column, 0.0), tape.write("*", by, slope))
    return out


def _by_left(tape: Tape, name: str, step: Step) -> Operand:
    """Slope of one step by its left operand."""
    if step.kind in "+-":
        return 1.0
    if step.kind == "*":
        return step.right
    if step.kind == "**":
        lower = tape.write("**", step.left, tape.write("-", step.right, 1.0))
        return tape.write("*", step.right, lower)
    if step.kind == "sqrt":
        return tape.write("*", 0.5, tape.write("/", 1.0, name))
    if step.kind == "log":
        return tape.write("/", 1.0, step.left)
    return name if step.kind == "exp" else -1.0


def _by_right(tape: Tape, name: str, step: Step) -> Operand:
    """Slope of one step by its right operand."""
    if step.kind == "**":
        raise ValueError("a power by a state is not differentiated; write it with exp and log")
    if step.kind == "/":
        return tape.write("neg", tape.write("*", name, name))
    return {"+": 1.0, "-": -1.0}.get(step.kind, step.left)


class Factors(NamedTuple):
    """`diagonal - J` as lower and upper triangle, in an order of elimination chosen once."""

    order: list[int]
    lower: Entries
    upper: Entries
    inverses: list[Operand]  # of the pivots, by state


def factors(tape: Tape, slopes: Entries, size: int, diagonal: str) -> Factors:
    """Eliminate `diagonal - J` without looking for pivots: each state's own loss is its pivot."""
    matrix: Entries = {place: tape.write("neg", slope) for place, slope in slopes.items()}
    for n in range(size):
        matrix[n, n] = tape.write("+", diagonal, matrix.get((n, n), 0.0))
    order = elimination(set(matrix), size)
    lower: Entries = {}
    inverses: list[Operand] = [0.0] * size
    left = set(order)
    for pivot in order:
        left.discard(pivot)
        inverses[pivot] = tape.write("/", 1.0, matrix[pivot, pivot])
        columns = [n for n in order if n in left and (pivot, n) in matrix]
        for row in (n for n in order if n in left and (n, pivot) in matrix):
            lower[row, pivot] = part = tape.write("*", matrix[row, pivot], inverses[pivot])
            for column in columns:
                taken = tape.write("*", part, matrix[pivot, column])
                matrix[row, column] = tape.write("-", matrix.get((row, column), 0.0), taken)
    place = {state: n for n, state in enumerate(order)}
    upper = {(row, column): each for (row, column), each in matrix.items() if place[row] < place[column]}
    return Factors(order, lower, upper, inverses)


def solution(tape: Tape, found: Factors, right: Sequence[str]) -> list[Operand]:
    """The solution by state, for a right side of these symbols; factors are symbols here."""
    values: list[Operand] = list(right)
    below, beside = _by_column(found.lower), _by_row(found.upper)
    for pivot in found.order:
        for row, part in below.get(pivot, []):
            values[row] = tape.write("-", values[row], tape.write("*", part, values[pivot]))
    for pivot in reversed(found.order):
        for column, part in beside.get(pivot, []):
            values[pivot] = tape.write("-", values[pivot], tape.write("*", part, values[column]))
        values[pivot] = tape.write("*", values[pivot], found.inverses[pivot])
    return values


def elimination(filled: set[tuple[int, int]], size: int) -> list[int]:
    """States in the order in which eliminating them fills in least (Markowitz 1957)."""
    rows = {n: {column for row, column in filled if row == n and column != n} for n in range(size)}
    columns = {n: {row for row, column in filled if column == n and row != n} for n in range(size)}
    order: list[int] = []
    while rows:
        best = min(rows, key=lambda n: (len(rows[n]) * len(columns[n]), n))
        across, down = rows.pop(best), columns.pop(best)
        for n in down:
            rows[n] = (rows[n] | across) - {best, n}
        for n in across:
            columns[n] = (columns[n] | down) - {best, n}
        order.append(best)
    return order


def _by_column(entries: Entries) -> dict[int, list[tuple[int, Operand]]]:
    found: dict[int, list[tuple[int, Operand]]] = {}
    for (row, column), each in entries.items():
        found.setdefault(column, []).append((row, each))
    return found


def _by_row(entries: Entries) -> dict[int, list[tuple[int, Operand]]]:
    found: dict[int, list[tuple[int, Operand]]] = {}
    for (row, column), each in entries.items():
        found.setdefault(row, []).append((column, each))
    return found
