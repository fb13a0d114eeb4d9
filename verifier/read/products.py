"""Products of arrays: matrix, outer and inner products, contractions, norms, diagonals.

Guarantee: shapes are checked before anything else (``ShapeMismatch`` names both), and

    (A B)[i, j] = sum over k of A[i, k] B[k, j]

with ``k`` fresh. A vector (rank 1) is neither row nor column, as in NumPy; ``row`` and
``column`` make it one. Limits: products of rank 3 and more are contractions, with the axes named.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from verifier.read.arrays import Array, Indices, hadamard, require_rank, spread, sum_of, without
from verifier.read.sizes import ShapeMismatch, concrete, same_size, shape_text
from verifier.terms import ZERO, Cases, Multiply, Number, Power, Relation, Term, call, number


def matmul(left: Array, right: Array) -> Array:
    """The matrix product as NumPy's ``@``: vectors and matrices, inner sizes equal."""
    if not (1 <= left.rank <= 2 and 1 <= right.rank <= 2):
        raise ShapeMismatch(
            f"no matrix product of shapes {shape_text(left.shape)} and {shape_text(right.shape)}"
            + ("; use contract" if min(left.rank, right.rank) else "; use *")
        )
    return contract(left, right, ((left.rank - 1,), (0,)), "matrix product")


def contract(
    left: Array,
    right: Array,
    axes: tuple[Sequence[int], Sequence[int]],
    what: str = "contraction",
) -> Array:
    """Sum over pairs of axes, as ``numpy.tensordot``: ``axes = (of left, of right)``.

    The other axes follow in order, those of ``left`` first.
    """
    ours = [axis % max(left.rank, 1) for axis in axes[0]]
    theirs = [axis % max(right.rank, 1) for axis in axes[1]]
    shapes = f"shapes {shape_text(left.shape)} and {shape_text(right.shape)}"
    if len(ours) != len(theirs) or len(set(ours)) < len(ours) or len(set(theirs)) < len(theirs):
        raise ShapeMismatch(f"{what} of {shapes}: the axes do not pair up")
    for mine, other in zip(ours, theirs, strict=True):
        if mine >= left.rank or other >= right.rank:
            raise ShapeMismatch(f"{what} of {shapes}: no such axis")
        if not same_size(left.shape[mine], right.shape[other]):
            raise ShapeMismatch(f"no {what} of {shapes}: the sizes summed over differ")
    mine_left = [axis for axis in range(left.rank) if axis not in ours]
    other_left = [axis for axis in range(right.rank) if axis not in theirs]

    def entry(at: Indices) -> Term:
        def nest(chosen: tuple[Term, ...]) -> Term:
            if len(chosen) < len(ours):
                axis = ours[len(chosen)]
                return spread(
                    (left, right),
                    left.shape[axis],
                    left.starts[axis],
                    lambda k: nest((*chosen, k)),
                    (*at, *chosen),
                )
            first = dict(zip(mine_left, at, strict=False)) | dict(zip(ours, chosen, strict=True))
            starts = tuple(left.starts[axis] for axis in ours)
            moved = aligned_axes(right, theirs, starts)
            second = dict(zip(other_left, at[len(mine_left) :], strict=True))
            second |= dict(zip(theirs, chosen, strict=True))
            return Multiply((left.entry(ordered(first)), moved.entry(ordered(second))))

        return nest(())

    return Array(
        tuple(left.shape[a] for a in mine_left) + tuple(right.shape[a] for a in other_left),
        entry,
        tuple(left.starts[a] for a in mine_left) + tuple(right.starts[a] for a in other_left),
        listed=left.listed or right.listed,
    )


def ordered(indices: dict[int, Term]) -> Indices:
    """The indices in the order of their axes."""
    return tuple(indices[axis] for axis in sorted(indices))


def aligned_axes(array: Array, axes: Sequence[int], starts: Sequence[int]) -> Array:
    """``array`` with the named axes counted from ``starts``."""
    wanted = list(array.starts)
    for axis, start in zip(axes, starts, strict=True):
        wanted[axis] = start
    return array.aligned(tuple(wanted))


def transpose(array: Array) -> Array:
    """The axes in reverse order; a vector stays a vector."""
    return Array(
        array.shape[::-1],
        lambda at: array.entry(at[::-1]),
        array.starts[::-1],
        listed=array.listed,
    )


def outer(left: Array, right: Array) -> Array:
    """``(a b^T)[i, j] = a[i] b[j]`` for two vectors (a row or column counts as its vector)."""
    return contract(as_vector(left, "outer"), as_vector(right, "outer"), ((), ()), "outer product")


def inner(left: Array, right: Array) -> Term:
    """The sum of the products of corresponding entries: of vectors, or of equal shapes."""
    if left.rank == right.rank == 1:
        return matmul(left, right).entry(())
    if left.rank != right.rank:
        left, right = as_vector(left, "inner"), as_vector(right, "inner")
    return sum_of(hadamard(left, right))


def as_vector(array: Array, what: str) -> Array:
    """A vector, or a row or column read as one."""
    if array.rank == 2:
        for axis in (0, 1):
            if concrete(array.shape[axis]) == 1:
                return drop_axis(array, axis)
    require_rank(array, 1, what)
    return array


def drop_axis(array: Array, axis: int) -> Array:
    """``array`` without an axis of size 1."""
    only = number(array.starts[axis])
    return Array(
        without(array.shape, axis),
        lambda at: array.entry((*at[:axis], only, *at[axis:])),
        without(array.starts, axis),
        listed=array.listed,
    )


def squeeze(array: Array) -> Array:
    """``array`` without its axes of size 1."""
    for axis in reversed(range(array.rank)):
        if concrete(array.shape[axis]) == 1:
            array = drop_axis(array, axis)
    return array


def diagonal(array: Array) -> Array:
    """A vector as a diagonal matrix; the diagonal of a square matrix as a vector."""
    if array.rank == 2 and 1 not in map(concrete, array.shape):
        require_square(array, "diag")
        low, high = array.starts
        moved = array.aligned((low, low)) if low != high else array
        return Array(
            array.shape[:1], lambda at: moved.entry((at[0], at[0])), (low,), listed=array.listed
        )
    vector = as_vector(array, "diag")

    def entry(at: Indices) -> Term:
        return Cases(((Relation("=", at[0], at[1]), vector.entry(at[:1])),), ZERO)

    return Array(vector.shape * 2, entry, vector.starts * 2, listed=vector.listed)


def require_square(array: Array, what: str) -> None:
    """Raise ``ShapeMismatch`` unless ``array`` is a square matrix."""
    require_rank(array, 2, what)
    if not same_size(*array.shape):
        raise ShapeMismatch(f"{what} takes a square matrix, got shape {shape_text(array.shape)}")


def trace(array: Array) -> Term:
    """The sum of the diagonal of a square matrix."""
    require_square(array, "trace")
    low, _ = array.starts
    moved = array.aligned((low, low))
    return spread((array,), array.shape[0], low, lambda k: moved.entry((k, k)), ())


def squared_norm(array: Array) -> Term:
    """The sum of the squares of all entries."""
    return sum_of(Array(array.shape, lambda at: Power(array.entry(at), number(2)),
                        array.starts, listed=array.listed))  # fmt: skip


def norm(array: Array) -> Term:
    """The Euclidean (for matrices: Frobenius) norm."""
    return Power(squared_norm(array), Number(Fraction(1, 2)))


def absolute_norm(array: Array) -> Term:
    """The sum of the absolute values of all entries."""
    return sum_of(Array(array.shape, lambda at: call("abs", array.entry(at)),
                        array.starts, listed=array.listed))  # fmt: skip
