"""Entries that are made to be as assumed: vectors that sum to 1, matrices of a kind.

Guarantee: one-hot vectors, distributions, orthogonal and positive definite matrices are
exactly that, with rational entries.
"""

from __future__ import annotations

from itertools import product

from flint import fmpq

from verifier.claim import Definite, Distribution, OneHot
from verifier.numeric.choices import Chooser, Span
from verifier.numeric.point import Table
from verifier.numeric.values import ONE, ZERO


def fill_vector(vector: OneHot | Distribution, table: Table, chooser: Chooser) -> bool:
    """Constructs the entries; a matrix is taken row by row."""
    sizes = [size for size in table.sizes if size is not None]
    if len(sizes) < len(table.sizes) or not sizes:
        return False
    *heads, last = [
        range(start, start + size) for start, size in zip(table.starts, sizes, strict=True)
    ]
    if not last:
        return False
    for head in product(*heads):
        if isinstance(vector, OneHot):
            hot = chooser.position((vector.family.name, head, "hot"), len(last))
            row = [ONE if at == hot else ZERO for at in range(len(last))]
        else:
            row = _weights(chooser, (vector.family.name, head), len(last))
        for at, value in zip(last, row, strict=True):
            table.known[(*head, at)] = value
    return True


def fill_orthogonal(name: str, table: Table, chooser: Chooser) -> None:
    """Makes a square matrix orthogonal: what quadratic assumptions on one mostly ask for.

    A permutation with signs, of which two rows may be turned by the angle of a
    Pythagorean triple.
    """
    if len(table.sizes) != 2 or table.sizes[0] != table.sizes[1] or not table.sizes[0]:
        return
    size, (top, left) = table.sizes[0], table.starts
    free = list(range(size))
    rows: list[list[fmpq]] = []
    for at in range(size):
        hot = free.pop(chooser.position((name, at, "column"), len(free)))
        unit = -ONE if chooser.position((name, at, "sign"), 2) else ONE
        rows.append([unit if column == hot else ZERO for column in range(size)])
    if size > 1 and chooser.position((name, "turn"), 3):
        cosine, sine = fmpq(3, 5), fmpq(4, 5)
        first, second = rows[0], rows[1]
        rows[0] = [cosine * a + sine * b for a, b in zip(first, second, strict=True)]
        rows[1] = [cosine * b - sine * a for a, b in zip(first, second, strict=True)]
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            table.known[top + down, left + across] = value


def _weights(chooser: Chooser, key: object, count: int) -> list[fmpq]:
    kind = chooser.position((key, "kind"), 8)
    if kind == 0:
        raw = [1] * count
    elif kind == 1:
        raw = [1] + [0] * (count - 1)
    elif kind == 2:
        raw = list(range(1, count + 1))
    else:
        raw = [chooser.position((key, at), 9) + (kind < 6) for at in range(count)]
    total = sum(raw)
    return [fmpq(part, total) if total else fmpq(1, count) for part in raw]


def fill_definite(matrix: Definite, table: Table, chooser: Chooser) -> bool:
    """Makes a matrix positive definite: L L^T, L lower triangular with a positive diagonal."""
    if len(table.sizes) != 2 or table.sizes[0] != table.sizes[1] or table.sizes[0] is None:
        return False
    size, (top, left) = table.sizes[0], table.starts
    factor: list[list[fmpq]] = []
    for row in range(size):
        drawn = [chooser.rational((matrix.family.name, "factor", row, column), Span()) or fmpq(0)
                 for column in range(row + 1)]  # fmt: skip
        drawn[row] = abs(drawn[row]) or fmpq(1)
        factor.append([*drawn, *[fmpq(0)] * (size - row - 1)])
    for row in range(size):
        for column in range(size):
            pairs = zip(factor[row], factor[column], strict=True)
            table.known[top + row, left + column] = sum((a * b for a, b in pairs), fmpq(0))
    return True
