"""Matrices with eigenvectors that are assumed: both are made from one regular matrix.

Guarantee: what is filled in is exact. Where ``sum_k A[i, k] x[k] = ...`` is assumed for every
i, x is a column of a rational matrix S, and A is ``S D S^-1`` with D diagonal (or what another
equation makes of an orthogonal S), so that A x is a multiple of x.
Limits: what is assumed besides is tested; square matrices without further indices.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from flint import fmpq, fmpq_mat

from verifier.claim import Forall
from verifier.numeric.choices import Chooser, Span
from verifier.numeric.filling import fill_orthogonal
from verifier.numeric.point import Layout, Point, Table
from verifier.numeric.values import ONE, ZERO, exact
from verifier.terms import Condition, Entry, Index, Multiply, Relation, Sum
from verifier.traversal import walk

LARGEST = 8
Vector = tuple[str, int, int]
"""Name and slot of a family, and the axis along which it is an eigenvector."""


class Spectra:
    """The eigenvectors that are spoken of, and of which matrices."""

    def __init__(
        self,
        layout: Layout,
        assumptions: Sequence[Condition | Forall],
        derived: frozenset[int],
        orthogonal: frozenset[int],
        definite: frozenset[int],
    ) -> None:
        self.derived = derived
        """Slots of what other equations define."""
        self.orthogonal = orthogonal
        self.definite = definite
        self.pairs: dict[tuple[str, int], dict[Vector, None]] = {}
        for part in assumptions:
            found = _eigenvector(part)
            if found is not None:
                matrix, vector, axis = found
                key = (matrix.family.name, layout.family(matrix.family.name))
                name = vector.family.name
                self.pairs.setdefault(key, {})[name, layout.family(name), axis] = None

    def fill(self, point: Point, chooser: Chooser) -> frozenset[int]:
        """Gives matrices and vectors their values; the slots of what must stay as it is."""
        held: set[int] = set()
        for (name, slot), vectors in self.pairs.items():
            table = point.tables[slot]
            if not chooser.position((name, "spectrum"), 4) or not isinstance(table, Table):
                continue
            size = table.sizes[0]
            if len(table.sizes) != 2 or table.sizes[1] != size or not size or size > LARGEST:
                continue
            basis = self._basis(point, name, size, chooser)
            if slot not in self.derived:
                _fill_matrix(name, table, basis, slot in self.definite, chooser)
                held.add(slot)
            for vector in vectors:
                entries = point.tables[vector[1]]
                if isinstance(entries, Table):
                    _fill_vectors(vector, entries, basis, chooser)
                    held.add(vector[1])
        point.forget()
        return frozenset(held)

    def _basis(self, point: Point, name: str, size: int, chooser: Chooser) -> fmpq_mat:
        """An orthogonal matrix that is spoken of, or one of our own."""
        for slot in sorted(self.orthogonal):
            table = point.tables[slot]
            if isinstance(table, Table) and table.sizes == (size, size):
                found = _entries(table, size)
                if found is not None:
                    turned = chooser.position((name, "turned"), 2)
                    return found.transpose() if turned else found
        if chooser.position((name, "normal"), 3):
            made = Table((0, 0), (size, size), lambda _: ZERO)
            fill_orthogonal(f"{name} basis", made, chooser)
            orthogonal = _entries(made, size)
            assert orthogonal is not None
            return orthogonal
        parts = [[ZERO] * size * size, [ZERO] * size * size]
        for row, column in product(range(size), repeat=2):
            drawn = fmpq(chooser.position((name, "basis", row, column), 5) - 2)
            parts[row > column][row * size + column] = drawn
            parts[row <= column][row * size + column] = ONE if row == column else ZERO
        upper, lower = (fmpq_mat(size, size, part) for part in parts)
        for at in range(size):
            upper[at, at] = ONE
            lower[at, at] = ONE
        return lower * upper


def _eigenvector(part: Condition | Forall) -> tuple[Entry, Entry, int] | None:
    """A and x where ``sum_k A[i, k] x[k]`` is a multiple of ``x[i]``; the axis of x."""
    match part:
        case Forall((*_, row), Relation("=", Sum(inner, Multiply((one, other))), right)):
            pass
        case _:
            return None
    for matrix, vector in ((one, other), (other, one)):
        if not isinstance(matrix, Entry) or not isinstance(vector, Entry):
            continue
        if matrix.family == vector.family or vector.indices.count(inner) != 1:
            continue
        if matrix.indices not in ((row, inner), (inner, row)):
            continue
        axis = vector.indices.index(inner)
        image = Entry(vector.family, tuple(row if k == inner else k for k in vector.indices))
        if image in set(walk(right)) and _alike(row, inner):
            return matrix, vector, axis
    return None


def _alike(one: Index, other: Index) -> bool:
    return (one.lower, one.upper) == (other.lower, other.upper)


def _entries(table: Table, size: int) -> fmpq_mat | None:
    top, left = table.starts
    places = product(range(top, top + size), range(left, left + size))
    found = [exact(table.get(place)) for place in places]
    known = [value for value in found if value is not None]
    return fmpq_mat(size, size, known) if len(known) == len(found) else None


def _fill_matrix(
    name: str, table: Table, basis: fmpq_mat, definite: bool, chooser: Chooser
) -> None:
    size = basis.nrows()
    scaled = fmpq_mat(size, size)
    for at in range(size):
        value = chooser.rational((name, "eigenvalue", at), Span()) or ZERO
        scaled[at, at] = (abs(value) or ONE) if definite else value
    made = basis * scaled * basis.inv()
    top, left = table.starts
    for row, column in product(range(size), repeat=2):
        table.known[top + row, left + column] = made[row, column]


def _fill_vectors(vector: Vector, table: Table, basis: fmpq_mat, chooser: Chooser) -> None:
    """Each vector of the family is a column of the basis, or a multiple of it."""
    name, _, axis = vector
    size = basis.nrows()
    if table.sizes[axis] != size:
        return
    scaled = chooser.position((name, "scale"), 3)
    first = chooser.position((name, "column"), size)
    spans = [
        range(low, low + (length or 0))
        for low, length in zip(table.starts, table.sizes, strict=True)
    ]
    others = [span for at, span in enumerate(spans) if at != axis]
    for number, place in enumerate(product(*others)):
        scale = (scaled and chooser.rational((name, place, "scale"), Span())) or ONE
        for row, at in enumerate(spans[axis]):
            value = scale * basis[row, (first + number) % size]
            table.known[(*place[:axis], at, *place[axis:])] = value


def is_definite(table: Table) -> bool:
    """Whether a symmetric matrix is seen to be positive definite, by its leading minors."""
    size = table.sizes[0]
    found = None if size is None else _entries(table, size)
    if size is None or found is None or found != found.transpose():
        return False
    corners = [[found[a, b] for a in range(k) for b in range(k)] for k in range(1, size + 1)]
    return all(fmpq_mat(k, k, part).det() > 0 for k, part in enumerate(corners, 1))
