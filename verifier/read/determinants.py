r"""Determinants and inverses of matrices of a few rows, written out in their entries.

Guarantee: ``det A`` is the Leibniz sum over permutations, ``A^{-1}`` the adjugate over the
determinant, so that an inverse is defined exactly where the determinant is not zero,

    (A^{-1})_{ij} = (-1)^{i+j} det(A without row j and column i) / det A.

Limits: up to 4 rows for a determinant, 3 for an inverse; no symbolic size.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import literal_arrays
from verifier.read.arrays import Array
from verifier.read.sizes import ShapeMismatch, concrete, same_size, size_text
from verifier.terms import ONE, ZERO, Add, Multiply, Power, Term, number

LARGEST_DETERMINANT = 4
LARGEST_INVERSE = 3

Grid = Sequence[Sequence[Term]]


class TooLarge(Exception):
    """A matrix that is too large, or of symbolic size, to be written out."""


def grid(array: Array, largest: int, what: str) -> list[list[Term]]:
    """The entries row by row; ``ShapeMismatch`` unless square, ``TooLarge`` for others."""
    if array.rank != 2 or not same_size(*array.shape):
        shape = " x ".join(size_text(size) for size in array.shape) or "a number"
        raise ShapeMismatch(f"the {what} of something {shape}")
    count = concrete(array.shape[0])
    if count is None or count > largest:
        raise TooLarge(f"the {what} of a matrix of more than {largest} rows or of symbolic size")
    rows, columns = array.starts
    return [
        [array.entry((number(rows + i), number(columns + j))) for j in range(count)]
        for i in range(count)
    ]


def determinant(array: Array) -> Term:
    """``det A``."""
    return expanded(grid(array, LARGEST_DETERMINANT, "determinant"))


def expanded(rows: Grid) -> Term:
    """The expansion of a determinant along its first row."""
    if not rows:
        return ONE
    if len(rows) == 1:
        return rows[0][0]
    parts: list[Term] = []
    for column, entry in enumerate(rows[0]):
        if entry == ZERO:
            continue
        rest = [[*row[:column], *row[column + 1 :]] for row in rows[1:]]
        sign: tuple[Term, ...] = (number(-1),) if column % 2 else ()
        parts.append(Multiply((*sign, entry, expanded(rest))))
    return Add(tuple(parts)) if len(parts) > 1 else parts[0] if parts else ZERO


def inverse(array: Array) -> Array:
    """``A^{-1}``, entry by entry."""
    rows = grid(array, LARGEST_INVERSE, "inverse")
    below = Power(expanded(rows), number(-1))
    count = len(rows)

    def cofactor(i: int, j: int) -> Term:
        rest = [[*row[:j], *row[j + 1 :]] for place, row in enumerate(rows) if place != i]
        minor = expanded(rest)
        return Multiply((number(-1), minor)) if (i + j) % 2 else minor

    written: list[literal_arrays.Nested | Term] = [
        [Multiply((below, cofactor(j, i))) for j in range(count)] for i in range(count)
    ]
    return literal_arrays.literal(written).aligned(array.starts)
