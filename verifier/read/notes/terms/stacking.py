r"""Vectors behind each other, ``[h, x]``, and matrices of blocks, of vectors and matrices.

Guarantee: the sizes along the other axis agree; a number is one row or column. A product with
such an array is the sum of the products with its pieces,

    W [h, x]   ->   \sum_{j=1}^n W_{ij} h_j + \sum_{j=1}^d W_{i,n+j} x_j,

so that sums over them need not be cut. Limits: the entries of any other use are distinguished
by cases; no blocks of unknown size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from verifier.read import arrays, products
from verifier.read.arrays import Array
from verifier.read.sizes import ShapeMismatch, concrete, same_size
from verifier.terms import ONE, Add, Cases, Condition, Multiply, Number, Relation, Term, number


@dataclass(frozen=True, eq=False)
class Stacked(Array):
    """Arrays behind each other along ``axis``."""

    pieces: tuple[Array, ...] = ()
    axis: int = 0


def stacked(pieces: Sequence[Array], axis: int) -> Stacked:
    """``pieces`` behind each other; of one rank, counted from 1, and of one size elsewhere.

    Raises ``ShapeMismatch`` where these sizes differ.
    """
    parts = tuple(piece.aligned((1,) * piece.rank) for piece in pieces)
    first = parts[0]
    for part in parts[1:]:
        if any(not same_size(own, other) for at, (own, other) in enumerate(
            zip(first.shape, part.shape, strict=True)) if at != axis):  # fmt: skip
            raise ShapeMismatch("the blocks of this matrix do not fit each other")
    sizes = [part.shape[axis] for part in parts]
    shape = (*first.shape[:axis], added(sizes), *first.shape[axis + 1 :])
    ends = [added(sizes[: count + 1]) for count in range(len(sizes) - 1)]

    def entry(at: tuple[Term, ...]) -> Term:
        place = at[axis]
        branches: list[tuple[Condition, Term]] = []
        before: Term | None = None
        for part, end in zip(parts, [*ends, None], strict=True):
            own = place if before is None else minus(place, before)
            value = part.entry((*at[:axis], own, *at[axis + 1 :]))
            if end is None:
                return Cases(tuple(branches), value)
            if isinstance(place, Number) and isinstance(end, Number):
                if place.value <= end.value:
                    return value
            else:
                branches.append((Relation("<=", place, end), value))
            before = end
        raise AssertionError

    return Stacked(shape, entry, pieces=parts, axis=axis)


def grid(rows: Sequence[Sequence[Array]]) -> Array:
    """A matrix of blocks, each of two axes."""
    lines = [stacked(row, 1) if len(row) > 1 else row[0] for row in rows]
    return stacked(lines, 0) if len(lines) > 1 else lines[0]


def beside(parts: Sequence[Array]) -> Array | None:
    r"""Arrays parted by bars, ``(A \mid b)``: columns where one is a matrix; None for numbers."""
    if not any(part.rank for part in parts) or not all(part.rank for part in parts):
        return None
    if all(sum(concrete(size) != 1 for size in part.shape) <= 1 for part in parts):
        return stacked([products.squeeze(part) if part.rank > 1 else part for part in parts], 0)
    return stacked([part if part.rank > 1 else column(part) for part in parts], 1)


def product(left: Array, right: Array) -> Array | None:
    """The matrix product where one side is stacked along the axis in the middle; else None."""
    if isinstance(right, Stacked) and right.axis == 0:
        inner = [(cut(left, 1, offset, size), piece) for offset, size, piece in spans(right)]
    elif isinstance(left, Stacked) and left.axis == 1:
        inner = [(piece, cut(right, 0, offset, size)) for offset, size, piece in spans(left)]
    else:
        return None
    result: Array | None = None
    for one, other in inner:
        if one.shape[1] == ONE:
            found = arrays.Array((one.shape[0], other.shape[1]), single(one, other))
        else:
            found = products.matmul(one, other)
        result = found if result is None else arrays.add(result, found)
    return result


def single(column: Array, row: Array) -> Callable[[tuple[Term, ...]], Term]:
    """The entries of the product of a column and a row."""
    return lambda at: Multiply((column.entry((at[0], ONE)), row.entry((ONE, at[1]))))


def spans(array: Stacked) -> Iterator[tuple[Term | None, Term, Array]]:
    """What stands before each piece, its size, and the piece."""
    before: list[Term] = []
    for piece in array.pieces:
        yield added(before) if before else None, piece.shape[array.axis], piece
        before.append(piece.shape[array.axis])


def column(array: Array) -> Array:
    """A list as a column, its pieces known."""
    if not isinstance(array, Stacked):
        return arrays.column(array)
    return stacked([arrays.column(piece) for piece in array.pieces], 0)


def row(array: Array) -> Array:
    """A list as a row, its pieces known."""
    if not isinstance(array, Stacked):
        return arrays.row(array)
    return stacked([arrays.row(piece) for piece in array.pieces], 1)


def transpose(array: Array) -> Array:
    """The transpose of a matrix, its pieces known."""
    if not isinstance(array, Stacked):
        return products.transpose(array)
    return stacked([transpose(piece) for piece in array.pieces], 1 - array.axis)


def cut(array: Array, axis: int, offset: Term | None, size: Term) -> Array:
    """The rows or columns of ``array`` behind ``offset``, ``size`` of them."""
    whole = array.aligned((1,) * array.rank)
    if isinstance(whole, Stacked) and whole.axis == axis:
        for before, own, piece in spans(whole):
            if same_size(before or number(0), offset or number(0)) and same_size(own, size):
                return piece
    shape = (*whole.shape[:axis], size, *whole.shape[axis + 1 :])

    def entry(at: tuple[Term, ...]) -> Term:
        place = at[axis] if offset is None else plus(at[axis], offset)
        return whole.entry((*at[:axis], place, *at[axis + 1 :]))

    return Array(shape, entry)


def added(sizes: Sequence[Term]) -> Term:
    """The sum of sizes, numbers put together."""
    total = sum((size.value for size in sizes if isinstance(size, Number)), start=number(0).value)
    rest = [size for size in sizes if not isinstance(size, Number)]
    terms = [*rest, Number(total)] if total or not rest else rest
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def plus(place: Term, offset: Term) -> Term:
    """A place moved on."""
    return added((place, offset))


def minus(place: Term, offset: Term) -> Term:
    """A place moved back."""
    if isinstance(place, Number) and isinstance(offset, Number):
        return Number(place.value - offset.value)
    return Add((place, Multiply((number(-1), offset))))
