r"""How a determinant follows from the determinants of other matrices.

Guarantee: only what holds for all square matrices of one size n,

    det(A B) = det A det B    det(c A) = c^n det A    det(A^T) = det A    det I = 1.

Limits: products, multiples and transposes as the entries show them; no sums of matrices.
Source: Roger A. Horn and Charles R. Johnson, Matrix Analysis, 0.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from verifier.claim import Assumption, Forall
from verifier.kernel import matrices
from verifier.read.notes.terms.carried import Matrix, alike, scalars
from verifier.read.notes.terms.traverse import once
from verifier.read.sizes import same_size
from verifier.terms import (
    ONE,
    Entry,
    Family,
    Index,
    Multiply,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    delta,
)
from verifier.traversal import free_indices

ALL = "determinants of products, multiples and transposes follow from those of the matrices"


def is_identity(matrix: Matrix) -> bool:
    """Whether the entries are those of I."""
    return matrix.entry in (delta(matrix.row, matrix.column), delta(matrix.column, matrix.row))


def multiple(matrix: Matrix) -> tuple[Term, Matrix] | None:
    """``c^n`` and A of ``c A``."""
    numbers, rest = scalars(matrix.entry, (matrix.row, matrix.column))
    if not numbers:
        return None
    (size, *_), _ = matrix.axes
    return Power(product(numbers), size), replace(matrix, entry=product(rest))


def factors(matrix: Matrix) -> tuple[Matrix, Matrix] | None:
    """A and B of ``A B``: one sum over a range like that of the rows."""
    row, column, entry = matrix.row, matrix.column, matrix.entry
    if not isinstance(entry, Sum) or not isinstance(entry.body, Multiply):
        return None
    inner = entry.index
    if inner.lower != row.lower or not same_size(inner.upper, row.upper):
        return None
    left: list[Term] = []
    right: list[Term] = []
    for part in entry.body.factors:
        own = set(free_indices(part))
        if row in own and column in own:
            return None
        (right if column in own else left).append(part)
    if not left or not right or not {row, inner} <= set(free_indices(tuple(left))):
        return None
    if inner not in free_indices(tuple(right)):
        return None
    return Matrix((), row, inner, product(left)), Matrix((), inner, column, product(right))


def transposed(matrix: Matrix) -> Matrix:
    """The same entries with rows for columns."""
    return replace(matrix, row=matrix.column, column=matrix.row)


def same(one: Matrix, other: Matrix) -> bool:
    """Whether two matrices have one determinant because they are alike, or transposes."""
    return alike(one, other) or alike(transposed(one), other)


def of_products(known: Mapping[Variable, Matrix], node: object) -> Iterator[Assumption]:
    """``det A det B = 1`` for what is assumed as ``A B = I``."""
    for part in once(node):
        given = matrices.identity(part) if isinstance(part, Forall) else None
        if given is None or given.lead:
            continue
        left = Matrix((), given.row, given.inner, given.first)
        right = Matrix((), given.inner, given.column, given.second)
        found = [next((value for value in known if same(known[value], one)), None)
                 for one in (left, right)]  # fmt: skip
        if None not in found:
            yield Relation("=", product([value for value in found if value is not None]), ONE)


def any_number(matrix: Matrix, inverses: Mapping[Family, Matrix], node: object) -> bool:
    """Whether a determinant may be any number (but 0) for all that a claim says.

    It is that of a declared matrix of which nothing is said but that it has an inverse.
    """
    match matrix.entry:
        case Entry(family, (Index(), Index())) if family.sort is Sort.REAL:
            pass
        case _:
            return False
    turned = [one for one in inverses if same(inverses[one], matrix)]
    own = {family, *turned}
    relation, assumptions = cast("tuple[object, tuple[Assumption, ...]]", node)
    if own & {*once(relation)}:
        return False
    for one in assumptions:
        if not own & {*once(one)}:
            continue
        given = matrices.identity(one)
        if given is None or given.lead:
            return False
        i, k, j = given.row, given.inner, given.column
        both = {Entry(part, (i, k)) for part in own}, {Entry(part, (k, j)) for part in own}
        if given.first not in both[0] or given.second not in both[1] or (
            (given.first == Entry(family, (i, k))) is (given.second == Entry(family, (k, j)))
        ):  # fmt: skip
            return False
    return True


def product(parts: Sequence[Term]) -> Term:
    """The product of what is given."""
    return parts[0] if len(parts) == 1 else Multiply(tuple(parts))
