"""The matrices that are inverted in a claim: their entries, and what is known of the inverses.

Guarantee: ``alike`` only for matrices with equal entries; ``equations`` are ``M B = I`` and
``B M = I``. Limits: normal forms are compared of sums and products of entries alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from verifier.claim import Assumption, Forall
from verifier.kernel import reading
from verifier.kernel.state import Refusal, State
from verifier.kernel.work import Exhausted
from verifier.read import arrays
from verifier.read.notes.terms.substitute import substitute, values
from verifier.read.notes.terms.traverse import once
from verifier.read.sizes import names_in, same_size
from verifier.terms import (
    Add,
    Cases,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Relation,
    Sum,
    Term,
    Variable,
    delta,
    number,
)
from verifier.traversal import free_indices

MINUS_ONE = number(-1)
PLAIN = (Number, Variable, Index, Entry, Family, Add, Multiply, Sum, Cases, Relation)
"""What the matrices are made of whose normal forms are compared."""


@dataclass(frozen=True)
class Matrix:
    """``entry`` at ``row`` and ``column``; ``lead`` are the indices that number the matrices."""

    lead: tuple[Index, ...]
    row: Index
    column: Index
    entry: Term

    @property
    def parameters(self) -> tuple[Index, ...]:
        """All indices."""
        return (*self.lead, self.row, self.column)

    def at(self, indices: Sequence[Term]) -> Term:
        """The entry at ``indices``."""
        return substitute(self.entry, values(dict(zip(self.parameters, indices, strict=True))))

    @property
    def axes(self) -> tuple[tuple[Term, ...], tuple[int, ...]]:
        """Sizes and first places, one for each index."""
        sizes, starts = [], []
        for index in self.parameters:
            start = index.lower.value if isinstance(index.lower, Number) else 1
            starts.append(int(start))
            upper = index.upper
            if isinstance(upper, Number):
                sizes.append(cast(Term, Number(upper.value - start + 1)))
            elif start == 1:
                sizes.append(upper)
            else:
                sizes.append(size_of(index, int(start)))
        return tuple(sizes), tuple(starts)


def size_of(index: Index, start: int) -> Term:
    """How many values an index from another first value has."""
    match index.upper:
        case Add((size, Number(value))) if value == start - 1:
            return size
        case upper:
            return Add((upper, number(1 - start)))


def scalars(value: Term, parameters: Sequence[Index]) -> tuple[list[Term], list[Term]]:
    """The factors of ``value`` that do not depend on row and column, and the others."""
    own = set(parameters)
    numbers: list[Term] = []
    rest: list[Term] = []
    waiting = [value]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Multiply):
            waiting = [*part.factors, *waiting]
        else:
            (rest if own & set(free_indices(part)) else numbers).append(part)
    return (numbers, rest) if rest else ([], [value])


def equations(family: Family, matrix: Matrix) -> Iterator[Assumption]:
    """``M B = I`` and ``B M = I``."""
    avoid = set(names_in(family, matrix.entry))
    found: list[Index] = []
    for stem in "ijk":  # rows and columns have one range
        found.append(arrays.fresh_index(stem, family.shape[-1], family.starts[-1], avoid))
        avoid.add(found[-1].name)
    (i, j, k), lead = found, matrix.lead

    def inverse(*at: Index) -> Term:
        return Entry(family, (*lead, *at))

    def plain(*at: Index) -> Term:
        return matrix.at((*lead, *at))

    for left, right in ((plain, inverse), (inverse, plain)):
        product = Sum(k, Multiply((left(i, k), right(k, j))))
        yield Forall((*lead, i, j), Relation("=", product, delta(i, j)))


def alike(one: Matrix, other: Matrix) -> bool:
    """Whether two matrices have the same entries."""
    if len(one.lead) != len(other.lead):
        return False
    for mine, theirs in zip(one.parameters, other.parameters, strict=True):
        if mine.lower != theirs.lower or not same_size(mine.upper, theirs.upper):
            return False
    entry = other.at(one.parameters)
    if one.entry == entry:
        return True
    parts = [part for side in (one.entry, entry) for part in once(side)]
    if not all(isinstance(part, PLAIN) for part in parts):
        return False
    state = State()
    try:
        return not reading.read(state, one.entry) - reading.read(state, entry)
    except (Refusal, Exhausted, RecursionError):
        return False
