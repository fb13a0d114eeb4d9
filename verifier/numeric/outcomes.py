"""Random vectors with given moments: outcomes at which the entries are uncorrelated.

Guarantee: what is filled in is exact. With a rational unit vector q, the probabilities
``P[w] = q[w]^2`` and the orthogonal matrix Q whose first column is q,

    X[w, k] = m + s Q[w, k] / q[w],   sum_w P[w] X[w, k] = m,   Cov(X[., k], X[., l]) = s^2 delta.

What is assumed of means and covariances can then be solved for the quantities beside them.
Limits: one distribution on the first axis; as many uncorrelated entries as there are
outcomes, less one (further entries repeat them).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from flint import fmpq

from verifier.claim import Distribution
from verifier.numeric.choices import Chooser, Span
from verifier.numeric.point import Layout, Point, Table
from verifier.numeric.quantities import names_in
from verifier.numeric.solve import Equations
from verifier.numeric.values import ONE, ZERO
from verifier.terms import Family

KINDS = 4
"""As they are drawn; mean 0 and variance 1; one mean and variance; those of each entry."""


class Outcomes:
    """The random quantities of a claim that stand in an equation about their moments."""

    def __init__(
        self,
        layout: Layout,
        vectors: Sequence[object],
        families: Sequence[Family],
        equations: Equations,
    ) -> None:
        self.random: list[tuple[str, int, list[tuple[str, int]]]] = []
        """Name and slot of each distribution, with those of what it is the distribution of."""
        self.dimensions: set[str] = set()
        """The numbers of their outcomes."""
        for vector in vectors:
            if not isinstance(vector, Distribution) or len(vector.family.shape) != 1:
                continue
            slot = layout.family(vector.family.name)
            found = [
                (family.name, layout.family(family.name))
                for family in families
                if family.shape[:1] == vector.family.shape and family != vector.family
            ]
            if any(_of_second_order(equations, slot, one) for _, one in found):
                self.random.append((vector.family.name, slot, found))
                self.dimensions |= set(names_in(vector.family.shape).dimensions)

    def fill(self, point: Point, chooser: Chooser) -> frozenset[int]:
        """Gives some of them their values; the slots of what must stay as it is."""
        held: set[int] = set()
        for name, slot, others in self.random:
            kind = chooser.position((name, "moments"), KINDS)
            tables = {one: point.tables[at] for one, at in others}
            weights = point.tables[slot]
            if not kind or not isinstance(weights, Table) or not weights.sizes[0]:
                continue
            rows = _orthogonal(name, weights.sizes[0], chooser)
            for at, row in enumerate(rows):
                weights.known[(weights.starts[0] + at,)] = row[0] * row[0]
            column = 0
            for one, table in tables.items():
                if isinstance(table, Table):
                    column = _fill(one, table, rows, column, kind, chooser)
            held |= {slot, *(at for _, at in others)}
        point.forget()
        return frozenset(held)


def _of_second_order(equations: Equations, weights: int, family: int) -> bool:
    """Whether an equation about the two cannot be solved for an entry of the family."""
    return any(
        {weights, family} <= equation.names
        and all(slot != family for slot, _, _, _ in equation.candidates)
        for equation in equations.equations
    )


def _fill(
    name: str, table: Table, rows: list[list[fmpq]], column: int, kind: int, chooser: Chooser
) -> int:
    """The entries, from that column of the matrix on; the column that comes next."""
    sizes = [size or 0 for size in table.sizes[1:]]
    spans = [range(low, low + size) for low, size in zip(table.starts[1:], sizes, strict=True)]
    for place in product(*spans):
        key = (name, place) if kind == KINDS - 1 else name
        mean, scale = ZERO, ONE
        if kind > 1:
            mean = chooser.rational((key, "mean"), Span()) or ZERO
            scale = chooser.rational((key, "deviation"), Span()) or ONE
        for at, row in enumerate(rows):
            spread = row[1 + column % (len(row) - 1)] / row[0] if len(row) > 1 else ZERO
            table.known[(table.starts[0] + at, *place)] = mean + scale * spread
        column += 1
    return column


def _orthogonal(name: str, size: int, chooser: Chooser) -> list[list[fmpq]]:
    """The reflection that maps (1, 0, ..., 0) to a unit vector without zeros."""
    steps = [fmpq(chooser.position((name, "step", at), 3) + 1) for at in range(size - 1)]
    if steps:
        steps[0] += 1  # so that their squares add up to more than 1
    length = sum((step * step for step in steps), ZERO)
    unit = [*(2 * step / (length + 1) for step in steps), (length - 1) / (length + 1)]
    if size == 1:
        return [[ONE]]
    apart = [part - (ONE if at == 0 else ZERO) for at, part in enumerate(unit)]
    square = sum((part * part for part in apart), ZERO)
    return [
        [(ONE if a == b else ZERO) - 2 * apart[a] * apart[b] / square for b in range(size)]
        for a in range(size)
    ]
