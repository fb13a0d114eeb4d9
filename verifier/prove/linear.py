"""Non-negative solutions of linear equations, exactly. Untrusted.

Phase one of the simplex method with Bland's rule, in rational numbers.
"""

from __future__ import annotations

from fractions import Fraction

MOST_PIVOTS = 200


def nonnegative_solution(
    columns: list[dict[int, Fraction]], target: dict[int, Fraction]
) -> list[Fraction] | None:
    """X >= 0 with sum x_j * columns[j] = target; rows are numbered by the keys."""
    rows = sorted({row for column in [*columns, target] for row in column})
    count = len(columns)
    table: list[list[Fraction]] = []
    for row in rows:
        line = [column.get(row, Fraction(0)) for column in columns]
        line.append(target.get(row, Fraction(0)))
        table.append([-value for value in line] if line[-1] < 0 else line)
    basis = [count + position for position in range(len(rows))]
    cost = [sum((line[j] for line in table), Fraction(0)) for j in range(count + 1)]
    for _ in range(MOST_PIVOTS):
        if cost[count] == 0:
            break
        entering = next((j for j in range(count) if cost[j] > 0), None)
        if entering is None:
            return None
        leaving = _leaving(table, basis, entering)
        if leaving is None:
            return None
        _pivot(table, cost, leaving, entering)
        basis[leaving] = entering
    if cost[count] != 0:
        return None
    solution = [Fraction(0)] * count
    for position, column in enumerate(basis):
        if column < count:
            solution[column] = table[position][count]
    return solution


def _leaving(table: list[list[Fraction]], basis: list[int], entering: int) -> int | None:
    best: tuple[Fraction, int, int] | None = None
    for position, line in enumerate(table):
        if line[entering] > 0:
            ratio = (line[-1] / line[entering], basis[position], position)
            best = ratio if best is None else min(best, ratio)
    return None if best is None else best[2]


def _pivot(table: list[list[Fraction]], cost: list[Fraction], leaving: int, entering: int) -> None:
    line = table[leaving]
    scale = line[entering]
    line[:] = [value / scale for value in line]
    for other in [*(row for row in table if row is not line), cost]:
        factor = other[entering]
        if factor:
            other[:] = [a - factor * b for a, b in zip(other, line, strict=True)]
