r"""Slopes entry by entry beside a square Jacobian: ``\frac{\partial h}{\partial c} = 1 - h^2``.

Guarantee: a vector, or a number but 0, on the other side of an equation with the Jacobian of a
vector by one of the same length stands for the diagonal matrix with these entries, and a reading
says so: the entries off the diagonal must be 0. Limits: a Jacobian alone on its side.
"""

from __future__ import annotations

from verifier.read import arrays, products
from verifier.read.arrays import Array
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.terms import values
from verifier.read.sizes import concrete, same_size
from verifier.terms import ZERO

NOTE = "the slopes beside a square Jacobian are read as the diagonal matrix of them"


def beside(ctx: Context, side: Array, jacobian: Array, other: Array) -> Array:
    """``other`` as a diagonal matrix beside a Jacobian of the same length; else as it is."""
    if not isinstance(side, values.Gradient) or jacobian.rank != 2 or side.above_rank != 1 or (
        not same_size(*jacobian.shape) or concrete(jacobian.shape[0]) == 1
    ):  # fmt: skip
        return other
    if not other.rank and other.entry(()) != ZERO:
        term = other.entry(())
        list_ = arrays.tabulate(jacobian.shape[:1], lambda _: term)
    elif values.vector_like(other) and other.rank and not values.is_scalar(other):
        list_ = values.entries_of(other)
        if list_.rank != 1 or not same_size(list_.shape[0], jacobian.shape[0]):
            return other
    else:
        return other
    ctx.note(NOTE)
    return products.diagonal(list_)
