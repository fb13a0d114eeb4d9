"""Relations as an author writes them: ``equal(a, b)``, ``positive(s)``, ``forall(i, x[i] > 0)``.

Guarantee: a relation between scalars is a SymPy relational that SymPy has not touched; one
between arrays or shapes is an object of its own, which says what it relates.

    equal(D(s, x), diag(s) - outer(s, s))

Limits: nothing is checked here; shapes are compared when the claim is built.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import sympy

from verifier.read.array_expression import ArrayExpression, ArrayRelation, Operand
from verifier.read.quantity import IllFormedError, IndexSymbol, Mistake
from verifier.read.scalars import scalar_expression
from verifier.read.vector_operations import Shape


@dataclass(frozen=True)
class ShapeRelation:
    """Two shapes that are claimed to agree."""

    left: tuple[Operand, ...]
    right: tuple[Operand, ...]


@dataclass(frozen=True)
class Universal:
    """``relation`` for every value of ``indices``."""

    indices: tuple[IndexSymbol, ...]
    relation: object


@dataclass(frozen=True)
class Recurrence:
    """An unknown function is given by an equation between functions."""

    left: Operand
    right: Operand


ARRAYS = (ArrayExpression, list, sympy.MatrixBase, sympy.MatrixExpr)

AuthorRelation: TypeAlias = object
"""A SymPy relational, an ``ArrayRelation``, a ``ShapeRelation``, a ``Universal``, or several."""


def equal(a: Operand, b: Operand) -> AuthorRelation:
    """``a = b``, left exactly as written; entry by entry for arrays, axis by axis for shapes."""
    if isinstance(a, Shape) or isinstance(b, Shape):
        return ShapeRelation(sizes(a), sizes(b))
    return related("=", sympy.Eq, a, b)


def sizes(value: Operand) -> tuple[Operand, ...]:
    """A shape as it was given: one size, or several."""
    return value if isinstance(value, tuple) else (value,)


def unequal(a: Operand, b: Operand) -> AuthorRelation:
    """``a != b``."""
    return related("!=", sympy.Ne, a, b)


def less(a: Operand, b: Operand) -> AuthorRelation:
    """``a < b``."""
    return related("<", sympy.Lt, a, b)


def at_most(a: Operand, b: Operand) -> AuthorRelation:
    """``a <= b``."""
    return related("<=", sympy.Le, a, b)


def greater(a: Operand, b: Operand) -> AuthorRelation:
    """``a > b``."""
    return related(">", sympy.Gt, a, b)


def at_least(a: Operand, b: Operand) -> AuthorRelation:
    """``a >= b``."""
    return related(">=", sympy.Ge, a, b)


def positive(a: Operand) -> AuthorRelation:
    """``a > 0``."""
    return greater(a, 0)


def negative(a: Operand) -> AuthorRelation:
    """``a < 0``."""
    return less(a, 0)


def nonnegative(a: Operand) -> AuthorRelation:
    """``a >= 0``."""
    return at_least(a, 0)


def between(low: Operand, a: Operand, high: Operand) -> AuthorRelation:
    """``low < a < high``."""
    return (less(low, a), less(a, high))


def related(
    operator: str, build: Callable[..., sympy.Basic], a: Operand, b: Operand
) -> AuthorRelation:
    """The relation, over arrays where one of the sides is one."""
    if any(isinstance(side, ARRAYS) for side in (a, b)):
        return ArrayRelation(operator, a, b)
    return build(unevaluated(a), unevaluated(b), evaluate=False)


def unevaluated(side: Operand) -> sympy.Expr:
    """One side as SymPy has it, or the mistake that it is."""
    try:
        return scalar_expression(side)
    except IllFormedError as error:
        return Mistake(error.flaw)


def recursion(left: Operand, right: Operand) -> Recurrence:
    """Assume that the unknown function ``left`` is ``right``, as functions, at every index.

    ``recursion(E[l], at(E[l + 1], o, sigmoid(o @ W)))`` for ``E = vector("E", L, of=o)``:
    the equation may be differentiated and holds whatever is put in for ``o``.
    """
    return Recurrence(left, right)


def forall(indices: object, relation: AuthorRelation) -> Universal:
    """``relation`` for every value of an index (or several): for assumptions."""
    several = indices if isinstance(indices, (tuple, list)) else (indices,)
    for index in several:
        if not isinstance(index, IndexSymbol):
            raise TypeError("forall takes an index made by index(name, n), then a relation")
    return Universal(tuple(several), relation)
