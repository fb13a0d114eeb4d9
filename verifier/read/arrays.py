"""Arrays of terms with symbolic shapes: what a statement about vectors and matrices means.

Guarantee: an array is a shape and, for each tuple of indices, one scalar term; every
operation checks shapes first (``ShapeMismatch`` names both) and then says what an entry
is, e.g. for the sum along the last axis

    (sum A)[i] = sum over k of A[i, k]

with a bound index ``k`` whose name does not occur in A, so that nothing is ever
captured. Rank 0 is a scalar. An index over axis ``a`` runs from ``starts[a]`` to
``starts[a] + shape[a] - 1``; arrays that start at different numbers are aligned entry by
entry.

Limits: no slices, no inverses or determinants. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, TypeVar

from verifier.read.sizes import (
    IndexMismatch,
    ShapeMismatch,
    Sizes,
    broadcast,
    concrete,
    names_in,
    same_shape,
    shape_text,
)
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Dependent,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    delta,
    negate,
    number,
    over,
)
from verifier.traversal import fresh_name

Indices: TypeAlias = tuple[Term, ...]
Item = TypeVar("Item")

UNROLLED = 256
"""Literal arrays up to this many entries are compared and summed entry by entry."""


@dataclass(frozen=True, eq=False)
class Array:
    """A shape and the term that each tuple of indices stands for."""

    shape: Sizes
    entry: Callable[[Indices], Term]
    starts: tuple[int, ...] = ()
    family: Family | None = None
    """The declared family whose entries these are: what can be differentiated by."""
    listed: bool = False
    """Written out entry by entry, so best treated that way."""

    def __post_init__(self) -> None:
        if not self.starts:
            object.__setattr__(self, "starts", (1,) * len(self.shape))

    @property
    def rank(self) -> int:
        """The number of axes."""
        return len(self.shape)

    def at(self, *indices: Term) -> Term:
        """The entry at ``indices``, which count from ``starts``."""
        if len(indices) != self.rank:
            shape = shape_text(self.shape)
            raise IndexMismatch(f"{len(indices)} indices for an array of shape {shape}")
        return self.entry(indices)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name in its entries and sizes: what a new bound index must avoid."""
        probes = tuple(ranged(f"?{axis}", size) for axis, size in enumerate(self.shape))
        own = {probe.name for probe in probes}
        return names_in(self.entry(probes), self.shape) - own

    def aligned(self, starts: tuple[int, ...]) -> Array:
        """The same array with its indices counted from ``starts``."""
        if starts == self.starts:
            return self
        moves = [old - new for old, new in zip(self.starts, starts, strict=True)]

        def entry(indices: Indices) -> Term:
            return self.entry(tuple(map(shifted, indices, moves)))

        return Array(self.shape, entry, starts, listed=self.listed)


def ranged(name: str, size: Term, start: int = 1) -> Index:
    """An index over ``size`` from ``start``, its last value written without ``+ 1 - 1``."""
    match size:
        case _ if start == 1:
            return over(name, size)
        case Add((*terms, Number(value))) | Add((Number(value), *terms)) if terms:
            rest = value + start - 1
            kept = (*terms, Number(rest)) if rest else tuple(terms)
            return Index(name, number(start), kept[0] if len(kept) == 1 else Add(kept))
        case Number(value):
            return Index(name, number(start), Number(value + start - 1))
        case _:
            return over(name, size, start)


def shifted(index: Term, by: int) -> Term:
    """``index + by``, kept plain where it can be."""
    match index:
        case _ if by == 0:
            return index
        case Number(value):
            return Number(value + by)
        case _:
            return Add((index, number(by)))


def count(array: Array) -> int | None:
    """The number of entries, when every size is a number."""
    entries = 1
    for size in array.shape:
        here = concrete(size)
        if here is None:
            return None
        entries *= here
    return entries


# -- making arrays -----------------------------------------------------------------------


def scalar(term: Term) -> Array:
    """A term as an array of rank 0."""
    return Array((), lambda _: term)


def declared(family: Family) -> Array:
    """The array of a family's own entries."""
    return Array(family.shape, lambda at: Entry(family, at), family.starts, family)


def dependent(family: Family, on: tuple[Variable | Family, ...]) -> Array:
    """The entries of a family that are arbitrary smooth functions of everything in ``on``."""
    return Array(family.shape, lambda at: Dependent(family, at, on), family.starts)


def tabulate(shape: Sizes, entry: Callable[[Indices], Term]) -> Array:
    """The array with the given entries, indices counting from 1."""
    return Array(shape, entry)


def filled(value: Term, shape: Sizes) -> Array:
    """Every entry is ``value``."""
    return Array(shape, lambda _: value)


def identity(size: Term) -> Array:
    """The identity matrix: ``delta(i, j)``."""
    return Array((size, size), lambda at: delta(at[0], at[1]))


def column(vector: Array) -> Array:
    """A vector of n entries as an n x 1 matrix."""
    require_rank(vector, 1, "column")
    shape = (*vector.shape, ONE)
    return Array(shape, lambda at: vector.entry(at[:1]), (*vector.starts, 1), listed=vector.listed)


def row(vector: Array) -> Array:
    """A vector of n entries as a 1 x n matrix."""
    require_rank(vector, 1, "row")
    shape = (ONE, *vector.shape)
    return Array(shape, lambda at: vector.entry(at[1:]), (1, *vector.starts), listed=vector.listed)


def require_rank(array: Array, rank: int, what: str) -> None:
    """Raise ``ShapeMismatch`` unless ``array`` has ``rank`` axes."""
    if array.rank != rank:
        kind = {0: "a scalar", 1: "a vector", 2: "a matrix"}.get(rank, f"an array of rank {rank}")
        raise ShapeMismatch(f"{what} takes {kind}, got shape {shape_text(array.shape)}")


# -- elementwise -------------------------------------------------------------------------


def apply(function: Callable[..., Term], *arrays: Array) -> Array:
    """``function`` of corresponding entries; shapes broadcast."""
    shape = broadcast(*(array.shape for array in arrays))
    longest = max(arrays, key=lambda array: array.rank)
    starts = longest.starts if same_shape(longest.shape, shape) else (1,) * len(shape)

    def entry(at: Indices) -> Term:
        return function(*(stretched(array, shape, starts, at) for array in arrays))

    return Array(shape, entry, starts, listed=any(array.listed for array in arrays))


def stretched(array: Array, shape: Sizes, starts: tuple[int, ...], at: Indices) -> Term:
    """The entry of ``array`` that stands at ``at`` once it is broadcast to ``shape``."""
    skip = len(shape) - array.rank
    indices: list[Term] = []
    for axis, (size, start) in enumerate(zip(array.shape, array.starts, strict=True), skip):
        if concrete(size) == 1 and concrete(shape[axis]) != 1:
            indices.append(number(start))
        else:
            indices.append(shifted(at[axis], start - starts[axis]))
    return array.entry(tuple(indices))


def add(*arrays: Array) -> Array:
    """The sum, entry by entry."""
    return apply(lambda *terms: Add(terms), *arrays)


def negative(array: Array) -> Array:
    """``-array``."""
    return apply(negate, array)


def subtract(left: Array, right: Array) -> Array:
    """``left - right``, entry by entry."""
    return apply(lambda a, b: Add((a, negate(b))), left, right)


def hadamard(*arrays: Array) -> Array:
    """The product, entry by entry; also a scalar times an array."""
    return apply(lambda *terms: Multiply(terms), *arrays)


def divide(left: Array, right: Array) -> Array:
    """``left / right``, entry by entry."""
    return apply(lambda a, b: Multiply((a, Power(b, number(-1)))), left, right)


def power(base: Array, exponent: Array) -> Array:
    """``base ** exponent``, entry by entry."""
    return apply(Power, base, exponent)


# -- sums --------------------------------------------------------------------------------


def fresh_index(stem: str, size: Term, start: int, avoid: Iterable[str]) -> Index:
    """An index over ``size`` whose name is not in ``avoid``."""
    return ranged(fresh_name(stem, set(avoid)), size, start)


def sum_over(
    size: Term,
    body: Callable[[Term], Term],
    avoid: Iterable[str],
    start: int = 1,
    stem: str = "k",
) -> Term:
    """The sum of ``body(k)`` over an axis; ``avoid`` holds every name that body uses."""
    index = fresh_index(stem, size, start, {*avoid, *names_in(size)})
    return Sum(index, body(index))


def spread(arrays: Sequence[Array], size: Term, start: int, body: Callable[[Term], Term],
           at: Indices) -> Term:  # fmt: skip
    """The sum over one axis of ``arrays``: written out for literals, else a ``Sum``."""
    length = concrete(size)
    if length is not None and length <= UNROLLED and any(array.listed for array in arrays):
        return Add(tuple(body(number(start + k)) for k in range(length))) if length else ZERO
    avoid = names_in(*at).union(*(array.names for array in arrays))
    return sum_over(size, body, avoid, start)


def total(array: Array, axis: int | None = None) -> Array:
    """The sum along ``axis`` (0 is the first, -1 the last), or over all entries."""
    if axis is None:
        while array.rank:
            array = total(array, array.rank - 1)
        return array
    if not -array.rank <= axis < array.rank:
        raise ShapeMismatch(f"no axis {axis} in an array of shape {shape_text(array.shape)}")
    axis %= array.rank

    def entry(at: Indices) -> Term:
        def body(k: Term) -> Term:
            return array.entry((*at[:axis], k, *at[axis:]))

        return spread((array,), array.shape[axis], array.starts[axis], body, at)

    return Array(
        without(array.shape, axis), entry, without(array.starts, axis), listed=array.listed
    )


def sum_of(array: Array) -> Term:
    """The sum of all entries."""
    return total(array).entry(())


def product_of(array: Array) -> Term:
    """The product of all entries of a vector."""
    require_rank(array, 1, "product")
    index = fresh_index("k", array.shape[0], array.starts[0], array.names)
    return Product(index, array.entry((index,)))


def without(items: tuple[Item, ...], position: int) -> tuple[Item, ...]:
    """``items`` without the one at ``position``."""
    return items[:position] + items[position + 1 :]
