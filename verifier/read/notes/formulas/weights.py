r"""Norms and inner products that a matrix weighs: ``\|x\|_M``, ``\langle x, y \rangle_{M^{-1}}``.

Guarantee: the index is an expression with the value of a square matrix of the size of the
vectors; ``F`` marks the inner product of two matrices, ``2`` the common one of vectors.

    \|x\|_M   ->   (x^T M x)^{1/2}            \langle x, y \rangle_M   ->   x^T M y

Limits: that M is positive definite is not required.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import arrays, products
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import label_text, split
from verifier.read.notes.source.tree import Fenced, Group, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch, same_shape
from verifier.terms import Power, Term

COMMON = frozenset({"2", "F", "Fro", "fro", "HS"})
"""Labels of inner products that are sums of the products of entries."""


def weight(ctx: Context, below: Group, vector: Array) -> Array | None:
    """The matrix that the index is; None where it is none of the size of ``vector``."""
    if vector.rank != 1:
        return None
    try:
        value = values.as_scalar(expressions.expression(ctx, below.children, below))
    except (Complaint, ShapeMismatch):
        return None
    if value.rank != 2 or not same_shape(value.shape, vector.shape * 2):
        return None
    ctx.note(f"an index `{shorten(text_of(below))}` of a norm or inner product read as the matrix "
             "between the vectors")  # fmt: skip
    return value


def form(left: Array, middle: Array, right: Array) -> Term:
    """``left^T middle right``."""
    return products.inner(left, products.matmul(middle, right))


def pair(ctx: Context, base: Fenced) -> Sequence[Array]:
    """The two arrays of an inner product."""
    parts: Sequence[Sequence[Node]] = split(base.children, (",", "|", r"\mid", ";"))
    if len(parts) != 2:
        raise Complaint("syntax", "an inner product takes two vectors", base)
    return [values.entries_of(expressions.expression(ctx, part, base)) for part in parts]


def inner(ctx: Context, node: Script, base: Fenced) -> Array:
    """An inner product with an index below it, and powers of it."""
    left, right = pair(ctx, base)
    assert node.sub is not None
    if label_text(node.sub.children) in COMMON:
        result = products.inner(left, right)
    elif (middle := weight(ctx, node.sub, left)) is not None:
        result = form(left, middle, right)
    else:
        raise Complaint("not-supported", f"an inner product with index {text_of(node.sub)}",
                        node.sub)  # fmt: skip
    if node.sup is None:
        return arrays.scalar(result)
    power = expressions.expression(ctx, node.sup.children, node.sup)
    return arrays.scalar(Power(result, values.one_number(power, node.sup, "this exponent")))
