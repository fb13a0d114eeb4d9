r"""Inverses and determinants of matrices of any size while a formula is read.

Guarantee: they are terms that carry their matrix; ``M^{-1}`` is

    At(B[i, j], @inverse, (p, q), M[p, q])

so that definitions and values are put into ``M`` like anywhere else. What is made of them in
a claim stands in ``inverted``. Limits: square matrices; scalars are read as numbers.
"""

from __future__ import annotations

from typing import TypeVar, cast

from verifier.read import arrays
from verifier.read.arrays import Array, Indices
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.sizes import ShapeMismatch, names_in, same_size, size_text
from verifier.terms import At, Entry, Family, Index, Term, Variable

T = TypeVar("T")

INVERSE, DETERMINANT = "@inverse", "@determinant"
"""The matrix inside; names that no author can write."""
DET = r"\det"
"""What stands for the determinant of something that has no name."""


def inverse(value: Array, latex: str) -> Array:
    """``M^{-1}`` of a square matrix, printed as ``latex``; else ``ShapeMismatch``."""
    require_square(value, "inverse")
    family = Family(latex, value.shape, value.starts)

    def entry(at: Indices) -> Term:
        return carrying(INVERSE, Entry(family, at), value, at)

    return Array(value.shape, entry, value.starts)


def determinant(value: Array, latex: str) -> Array:
    r"""``\det M`` of a square matrix, printed as ``latex``; else ``ShapeMismatch``."""
    require_square(value, "determinant")
    return arrays.scalar(carrying(DETERMINANT, Variable(latex), value, ()))


def require_square(value: Array, what: str) -> None:
    """Raise ``ShapeMismatch`` for anything but a square matrix."""
    if value.rank != 2 or not same_size(*value.shape):
        shape = " x ".join(size_text(size) for size in value.shape) or "a number"
        raise ShapeMismatch(f"the {what} of something {shape}")


def carrying(mark: str, head: Term, value: Array, at: Indices) -> At:
    """``head`` with its matrix."""
    avoid = {*value.names, *names_in(*at)}
    parameters: list[Index] = []
    for stem, size, start in zip("pq", value.shape, value.starts, strict=True):
        parameters.append(arrays.fresh_index(stem, size, start, avoid))
        avoid.add(parameters[-1].name)
    bound = tuple(parameters)
    return At(head, Family(mark, value.shape, value.starts), bound, value.entry(bound))


def is_inverse(node: object) -> bool:
    """Whether ``node`` is an entry of an inverse, or a determinant, that carries its matrix."""
    return (
        isinstance(node, At)
        and isinstance(node.binder, Family)
        and node.binder.name in (INVERSE, DETERMINANT)
    )


def occur(node: object) -> bool:
    """Whether there is an inverse or a determinant somewhere in ``node``."""
    return any(is_inverse(part) for part in once(node))


def printed(node: T) -> T:
    """``node`` with inverses as entries of a matrix that has their name."""

    def visit(part: object) -> object:
        if isinstance(part, At) and is_inverse(part):
            return part.body if isinstance(part.body, Variable) else rebuild(part.body, visit)
        return rebuild(part, visit)

    return cast(T, visit(node)) if occur(node) else node
