r"""Inverses of matrices of any size while a formula is read: terms that carry their matrix.

Guarantee: ``M^{-1}`` is the term

    At(B[i, j], @inverse, (p, q), M[p, q])

so that definitions and values are put into ``M`` like anywhere else. What is made of it in
a claim stands in ``inverted``. Limits: square matrices; scalars are read as numbers.
"""

from __future__ import annotations

from typing import TypeVar, cast

from verifier.read import arrays
from verifier.read.arrays import Array, Indices
from verifier.read.notes.traverse import once, rebuild
from verifier.read.sizes import ShapeMismatch, names_in, same_size, size_text
from verifier.terms import At, Entry, Family, Index, Term

T = TypeVar("T")

INVERSE = "@inverse"
"""The matrix inside; a name that no author can write."""


def inverse(value: Array, latex: str) -> Array:
    """``M^{-1}`` for a square matrix, printed as ``latex``; else ``ShapeMismatch``."""
    if value.rank != 2 or not same_size(*value.shape):
        shape = " x ".join(size_text(size) for size in value.shape) or "a number"
        raise ShapeMismatch(f"the inverse of something {shape}")
    family = Family(latex, value.shape, value.starts)
    binder = Family(INVERSE, value.shape, value.starts)

    def entry(at: Indices) -> Term:
        avoid = {*value.names, *names_in(*at)}
        parameters: list[Index] = []
        for stem, size, start in zip("pq", value.shape, value.starts, strict=True):
            parameters.append(arrays.fresh_index(stem, size, start, avoid))
            avoid.add(parameters[-1].name)
        bound = tuple(parameters)
        return At(Entry(family, at), binder, bound, value.entry(bound))

    return Array(value.shape, entry, value.starts)


def is_inverse(node: object) -> bool:
    """Whether ``node`` is an entry of an inverse that carries its matrix."""
    return isinstance(node, At) and isinstance(node.binder, Family) and node.binder.name == INVERSE


def occur(node: object) -> bool:
    """Whether there is an inverse somewhere in ``node``."""
    return any(isinstance(part, Family) and part.name == INVERSE for part in once(node))


def printed(node: T) -> T:
    """``node`` with inverses as entries of a matrix that has their name."""

    def visit(part: object) -> object:
        if isinstance(part, At) and is_inverse(part):
            return rebuild(part.body, visit)
        return rebuild(part, visit)

    return cast(T, visit(node)) if occur(node) else node
