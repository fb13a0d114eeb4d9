r"""Sums and products of arrays as people write them, shapes checked first.

Guarantee: a vector of R^n is an n x 1 column (or a 1 x n row, as the layout says), so that
``W x``, ``x^\top x`` and ``x x^\top`` mean what they say; what does not fit is a
``Complaint`` that names both shapes. A derivative keeps its axes apart, so that a product
in the manner of the chain rule is the contraction over what stands between,

    dA/dB dB/dC  =  sum over all entries b of B:  dA/db  db/dC,

whatever the layout. Limits: nothing stretches but scalars, and a row over the rows of a batch.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from verifier.read import arrays, products, sizes
from verifier.read.arrays import Array, Indices
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.terms import stacking
from verifier.read.notes.terms.unfold import require_small
from verifier.read.sizes import concrete, same_shape, same_size
from verifier.read.sizes import size_text as text_of_size
from verifier.terms import ZERO, Family, Multiply, Number, Power, Term, Variable, number, over


@dataclass(frozen=True, eq=False)
class Gradient(Array):
    """An array of derivatives: ``raw`` has the axes above the line, then those below."""

    raw: Array | None = None
    above: Variable | Family | None = None
    by: Variable | Family | None = None
    above_rank: int = 0
    above_shape: tuple[Term, ...] = ()
    below_shape: tuple[Term, ...] = ()
    layout: str = "shape"


@dataclass(frozen=True, eq=False)
class Printed(Array):
    """A decimal as it stands in the text, with its number of decimals."""

    value: Number = ZERO
    places: int = 0


@dataclass(frozen=True, eq=False)
class PrintedList(Array):
    """A list with decimals in it, entry by entry as they stand in the text."""

    printed: tuple[Printed | None, ...] = ()


@dataclass(frozen=True, eq=False)
class Objective(Array):
    """``argmin`` or ``argmax`` over ``variable``; the array is the objective."""

    kind: str = "argmin"
    variable: str = ""


def scalar(term: Term) -> Array:
    """A number."""
    return arrays.scalar(term)


def shape_text(shape: tuple[Term, ...]) -> str:
    """``m x n``, ``n`` for a list, ``a number``."""
    if not shape:
        return "a number"
    return " x ".join(text_of_size(size).replace("{{}}", "").replace("{}", "") for size in shape)


def is_scalar(array: Array) -> bool:
    """Whether it is one number (1 x 1 counts)."""
    return all(concrete(size) == 1 for size in array.shape)


def as_scalar(array: Array) -> Array:
    """A 1 x 1 array as a number."""
    if not array.rank or not is_scalar(array):
        return array
    at = tuple(number(start) for start in array.starts)
    return scalar(array.entry(at))


def one_number(array: Array, at: Placed, what: str) -> Term:
    """The only entry of ``array``; ``what`` it is in the complaint at ``at`` about any other."""
    value = as_scalar(array)
    if value.rank:
        raise Complaint("shape-mismatch", f"{what} is a number, not {shape_text(array.shape)}", at)
    return value.entry(())


def vector_like(array: Array) -> bool:
    """Whether at most one axis is longer than 1."""
    return sum(concrete(size) != 1 for size in array.shape) <= 1


def oriented(array: Array, shape: tuple[Term, ...]) -> Array:
    """A list without orientation, put along the one long axis of ``shape``."""
    if array.rank == 1 and len(shape) == 2:
        long = [axis for axis, size in enumerate(shape) if concrete(size) != 1]
        if len(long) == 1 or concrete(array.shape[0]) == 1:
            axis = long[0] if long else 0
            return arrays.row(array) if axis == 1 else arrays.column(array)
    return array


def total(terms: list[Array]) -> Array:
    """The sum; scalars stretch, and a row is added to every row of a batch."""
    terms = [as_scalar(term) for term in terms]
    frame = max(terms, key=lambda term: (term.rank, len(sizes.names_in(*term.shape))))
    terms = [oriented(term, frame.shape) for term in terms]
    for term in terms:
        fits = not term.rank or same_shape(term.shape, frame.shape) or stretches(term, frame)
        if not fits:
            raise mismatch("sum", terms[0] if terms[0] is not term else frame, term)
    return terms[0] if len(terms) == 1 else arrays.add(*terms)


def stretches(small: Array, large: Array) -> bool:
    """Whether ``small`` is one row (or column) that is added to each row of a batch."""
    if small.rank != 2 or large.rank != 2 or same_size(*large.shape):
        return False
    pairs = list(zip(small.shape, large.shape, strict=True))
    fits = [same_size(a, b) for a, b in pairs]
    return sum(fits) == 1 and all(ok or concrete(a) == 1 for ok, (a, _) in
                                  zip(fits, pairs, strict=True))  # fmt: skip


def mismatch(what: str, left: Array, right: Array, hint: str = "") -> Complaint:
    """Two shapes that do not fit."""
    return Complaint(
        "shape-mismatch",
        f"the left is {shape_text(left.shape)} and the right is {shape_text(right.shape)}: "
        f"no {what}{hint}",
    )


def hadamard(left: Array, right: Array) -> Array:
    """The elementwise product."""
    left, right = as_scalar(left), as_scalar(right)
    left, right = oriented(left, right.shape), oriented(right, left.shape)
    if left.rank and right.rank and not same_shape(left.shape, right.shape):
        raise mismatch("elementwise product", left, right)
    return arrays.hadamard(left, right)


def times(left: Array, right: Array) -> Array:
    """The product as written side by side: of numbers, or of matrices."""
    if chained := chain_rule(left, right):
        return chained
    left, right = as_scalar(left), as_scalar(right)
    if not left.rank or not right.rank:
        return arrays.hadamard(left, right)
    if left.rank == 1 and right.rank == 1:
        raise Complaint(
            "ambiguous", "a product of two lists: inner, outer or elementwise? "
            r"Write `a^\top b`, `a b^\top` or `a \odot b`",
        )  # fmt: skip
    if left.rank == 1:
        fits = same_size(left.shape[0], right.shape[0])
        left = stacking.row(left) if fits else stacking.column(left)
    if right.rank == 1:
        fits = same_size(right.shape[0], left.shape[-1])
        right = stacking.column(right) if fits else stacking.row(right)
    if left.rank != 2 or right.rank != 2 or not same_size(left.shape[1], right.shape[0]):
        raise mismatch("matrix product", left, right, product_hint(left, right))
    if concrete(left.shape[1]) == 1:
        return dyadic(left, right)
    if (found := stacking.product(left, right)) is not None:
        return as_scalar(found)
    return as_scalar(products.matmul(left, right))


def dyadic(column: Array, row: Array) -> Array:
    """The product of an m x 1 and a 1 x n matrix, without a sum over one term."""
    middle = number(column.starts[1]), number(row.starts[0])

    def entry(at: Indices) -> Term:
        return Multiply((column.entry((at[0], middle[0])), row.entry((middle[1], at[1]))))

    return Array((column.shape[0], row.shape[1]), entry, (column.starts[0], row.starts[1]),
                 listed=column.listed or row.listed)  # fmt: skip


def product_hint(left: Array, right: Array) -> str:
    """What may have been meant by a product that does not fit."""
    if same_shape(left.shape, right.shape):
        return r". Did you mean `\odot`?"
    if left.rank == right.rank == 2:
        if same_size(left.shape[0], right.shape[0]):
            return r". Is a transpose missing on the left?"
        if same_size(left.shape[1], right.shape[1]):
            return r". Is a transpose missing on the right?"
        if same_size(left.shape[0], right.shape[1]):
            return ". Are the factors in the wrong order?"
    return ""


def chain_rule(left: Array, right: Array) -> Gradient | None:
    """``dA/dB dB/dC`` where the two B agree and B is no number; None for anything else."""
    if not (isinstance(left, Gradient) and isinstance(right, Gradient)):
        return None
    if left.raw is None or right.raw is None or left.by is None or left.by != right.above:
        return None
    between = right.above_rank
    if not between or left.raw.rank - left.above_rank != between:
        return None
    ours = tuple(range(left.above_rank, left.raw.rank))
    raw = products.contract(left.raw, right.raw, (ours, tuple(range(between))), "chain rule")
    return gradient(raw, left.above_rank, left.above, right.by, left.above_shape,
                    right.below_shape, left.layout)  # fmt: skip


def gradient(
    raw: Array,
    rank: int,
    above: Variable | Family | None,
    by: Variable | Family | None,
    above_shape: tuple[Term, ...],
    below_shape: tuple[Term, ...],
    layout: str,
) -> Gradient:
    """Derivatives with ``rank`` axes above the line, in the shape that ``layout`` gives them."""
    shaped = presented(raw, rank, above_shape, below_shape, layout)
    return Gradient(shaped.shape, shaped.entry, shaped.starts, raw=raw, above=above, by=by,
                    above_rank=rank, above_shape=above_shape, below_shape=below_shape,
                    layout=layout)  # fmt: skip


def presented(
    raw: Array, rank: int, above: tuple[Term, ...], below: tuple[Term, ...], layout: str
) -> Array:
    """``raw`` in the shape that the layout gives it."""
    if rank == 0:
        shaped = spread(raw, below)
        return transpose(shaped) if layout == "numerator" and shaped.rank == 2 else shaped
    if raw.rank == rank:
        return spread(raw, above)
    if raw.rank == 2 and layout == "denominator":
        return transpose(raw)
    return raw


def spread(raw: Array, shape: tuple[Term, ...]) -> Array:
    """``raw`` with the axes of length 1 of ``shape`` put back."""
    long = [axis for axis, size in enumerate(shape) if concrete(size) != 1]
    if len(long) != raw.rank or len(long) == len(shape):
        return raw
    starts = [1] * len(shape)
    for axis, start in zip(long, raw.starts, strict=True):
        starts[axis] = start
    return Array(shape, lambda at: raw.entry(tuple(at[axis] for axis in long)), tuple(starts))


def quotient(left: Array, right: Array) -> Array:
    """``left / right``: by a number, or entry by entry."""
    left, right = as_scalar(left), as_scalar(right)
    left, right = oriented(left, right.shape), oriented(right, left.shape)
    if right.rank and left.rank and not same_shape(left.shape, right.shape):
        raise mismatch("quotient", left, right)
    return arrays.divide(left, right)


def power(base: Array, exponent: Array) -> Array:
    """A power of a number, or of a square matrix by a small natural number."""
    base, exponent = as_scalar(base), as_scalar(exponent)
    if not base.rank:
        return arrays.power(base, exponent)
    term = exponent.entry(()) if not exponent.rank else None
    small = isinstance(term, Number) and term.value.denominator == 1 and 1 <= term.value <= 8
    if base.rank == 2 and same_size(*base.shape) and small and isinstance(term, Number):
        result = base
        for _ in range(int(term.value) - 1):
            result = products.matmul(result, base)
        return result
    raise Complaint(
        "ambiguous",
        f"a power of something {shape_text(base.shape)}: elementwise, or of the matrix? "
        r"Write `A \odot A`, or declare it", None, ("**Layout** powers are entry by entry.",),
    )  # fmt: skip


def bounded(array: Array) -> Array:
    """``array``, unless an entry has too many symbols written out (``Complaint``)."""
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(array.shape))
    require_small(array.entry(probes))
    return array


def elementwise(function: object, array: Array) -> Array:
    """``function`` of every entry."""
    assert callable(function)
    return arrays.apply(function, array)


def transpose(array: Array) -> Array:
    """The transpose; a list, written as a row, becomes a column, and its name a row."""
    if array.rank == 1:
        return stacking.column(array) if array.family is None else stacking.row(array)
    if array.rank > 2:
        raise Complaint("shape-mismatch", f"no transpose of {shape_text(array.shape)}")
    return stacking.transpose(array)


def plain(array: Array) -> Array:
    """The same entries without what is known of their origin."""
    return Array(array.shape, array.entry, array.starts, array.family, array.listed)


def diagonal_of(gradient: Gradient) -> Array | None:
    """The diagonal of a square Jacobian, in the shape of a vector; None for others."""
    raw = gradient.raw
    if raw is None or raw.rank != 2 or not same_size(*raw.shape):
        return None
    low, high = raw.starts
    moved = raw.aligned((low, low)) if low != high else raw
    return Array((raw.shape[0],), lambda at: moved.entry((at[0], at[0])), (low,))


def subarray(array: Array, indices: tuple[Term, ...]) -> Array:
    """The part of ``array`` at the given first indices."""
    count = len(indices)
    return Array(array.shape[count:], lambda at: array.entry((*indices, *at)),
                 array.starts[count:], listed=array.listed)  # fmt: skip


def entries_of(array: Array) -> Array:
    """``array`` without its axes of length 1: how it is indexed."""
    return products.squeeze(array) if array.rank > 1 else array


def vector(array: Array, layout: str) -> Array:
    """A list as a column or a row."""
    shaped = arrays.column(array) if layout == "column" else arrays.row(array)
    return replace(shaped, family=array.family) if array.family is not None else shaped


def reciprocal(term: Term) -> Term:
    """``1 / term``."""
    return Power(term, number(-1))


def constant(value: Term, shape: tuple[Term, ...]) -> Array:
    """Every entry the same."""
    return arrays.filled(value, shape)


def indexed(array: Array) -> tuple[Indices, tuple[int, ...]]:
    """The shape and the starts by which entries are named."""
    found = entries_of(array)
    return found.shape, found.starts
