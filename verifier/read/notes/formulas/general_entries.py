r"""Vectors and matrices that are written by their entry: ``\det(J_{ij})``, ``softmax_j(S_{ij})``.

Guarantee: the letter below ``softmax`` is the one that runs, where it is an index that the
argument depends on; a determinant of a number that depends on two indices is that of the
matrix of these numbers. Both are said. Limits: indices that run from a number on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from verifier.read.arrays import Array
from verifier.read.notes.calculus import abstraction
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import IndexName
from verifier.read.notes.source.names import Piece, head_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put
from verifier.read.sizes import same_size
from verifier.terms import Index, Number, Term
from verifier.traversal import free_indices


def listed(ctx: Context, value: Array, below: Sequence[Piece]) -> Array | None:
    """The vector of the numbers ``value`` for every value of the one index ``below``."""
    head = head_of(below[0].nodes[0]) if len(below) == 1 and len(below[0].nodes) == 1 else None
    found = ctx.scope.fitting(head) if head is not None else None
    value = values.as_scalar(value)
    if value.rank or found is None or not isinstance(found[0], IndexName):
        return None
    index, term = found[0].index, value.entry(())
    if index not in free_indices(term) or not isinstance(index.lower, Number):
        return None
    ctx.note(f"`{below[0].text}` below the function runs over its places")
    return over(term, (index,))


def table(ctx: Context, value: Array) -> Array | None:
    """The matrix whose entries are the numbers ``value``, by the two indices in it."""
    value = values.as_scalar(value)
    term = value.entry(()) if not value.rank else None
    free = free_indices(term) if term is not None else ()
    if term is None or len(free) != 2 or not all(isinstance(one.lower, Number) for one in free):
        return None
    if not same_size(*(abstraction.length(index) for index in free)):
        return None
    ctx.note("the determinant is that of the matrix with these entries")
    return over(term, free)


def over(term: Term, indices: Sequence[Index]) -> Array:
    """``term`` for all values of ``indices``."""

    def entry(at: tuple[Term, ...]) -> Term:
        return substitute(term, put(dict(zip(indices, at, strict=True))))

    shape = tuple(abstraction.length(index) for index in indices)
    starts = tuple(int(cast(Number, index.lower).value) for index in indices)
    return Array(shape, entry, starts)
