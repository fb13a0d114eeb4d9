"""Derivatives by variables, entries, vectors and matrices.

Guarantee: an axis of the result is an axis of what is differentiated or of what it is
differentiated by, in that order,

    D(f, X)[i, a, b] = d f[i] / d X[a, b],

so the gradient of a scalar has the shape of its variable. ``jacobian`` is the matrix
of two vectors with its layout said out loud:

    numerator    J[i, j] = d f[i] / d x[j]   (m x n)
    denominator  J[j, i] = d f[i] / d x[j]   (n x m)

Limits: one differentiates by variables, entries and declared families only; anything
else that a text differentiates by is first given a name of its own.
"""

from __future__ import annotations

from verifier.read.arrays import Array
from verifier.read.products import squeeze, transpose
from verifier.read.sizes import ShapeMismatch, shape_text
from verifier.terms import Derivative, Entry, Term, Variable

LAYOUTS = ("numerator", "denominator")


class NotDifferentiable(Exception):
    """What stands below the line is no variable."""


def derivative(body: Array, by: Array) -> Array:
    """All partial derivatives of ``body`` by the entries of the declared family ``by``."""
    rank = body.rank
    variable(by, tuple(by.shape))
    return Array(
        body.shape + by.shape,
        lambda at: Derivative(body.entry(at[:rank]), variable(by, at[rank:])),
        body.starts + by.starts,
    )


def variable(by: Array, at: tuple[Term, ...]) -> Variable | Entry:
    """The variable or entry that ``by`` is at ``at``; raises ``NotDifferentiable``."""
    found = by.entry(at)
    if isinstance(found, (Variable, Entry)):
        return found
    raise NotDifferentiable(
        "can only differentiate by a declared variable, vector or matrix or one of its entries"
    )


def jacobian(body: Array, by: Array, layout: str = "numerator") -> Array:
    """The matrix of partial derivatives of a vector by a vector, in the given layout.

    Rows and columns (axes of size 1) count as vectors.
    """
    if layout not in LAYOUTS:
        raise ValueError(f"layout is one of {', '.join(LAYOUTS)}, not {layout!r}")
    above, below = squeeze(body), squeeze(by)
    if above.rank > 1 or below.rank > 1:
        raise ShapeMismatch(
            f"jacobian takes vectors, got shapes {shape_text(body.shape)} "
            f"and {shape_text(by.shape)}; use D"
        )
    matrix = derivative(above, below)
    return transpose(matrix) if layout == "denominator" else matrix
