"""Arrays that are written out entry by entry, such as ``[[1, 2], [3, 4]]``.

Guarantee: the entry at indices that are numbers is the one written there; at other indices
it is the case distinction over all that may be meant. Rows of different lengths are a
``ShapeMismatch``. Limits: every entry is a scalar.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from verifier.read.arrays import Array, Indices
from verifier.read.quantity import Flaw
from verifier.read.sizes import (
    IndexMismatch,
    ShapeMismatch,
    shape_text,
)
from verifier.terms import (
    And,
    Cases,
    Number,
    Relation,
    Term,
    number,
)

Nested: TypeAlias = "list[Nested | Term] | tuple[Nested | Term, ...]"


MOST_ENTRIES = 1000
TOO_LARGE = Flaw("too-large", f"an array written out with more than {MOST_ENTRIES} entries")


def literal(rows: Nested) -> Array:
    """An array written out as nested lists or tuples of terms (all rows equally long)."""
    shape = measure(rows)
    cells = dict(listing(rows, ()))

    def entry(at: Indices) -> Term:
        known = [int(index.value) if isinstance(index, Number) else None for index in at]
        branches = [
            (tuple(Relation("=", index, number(here)) for index, here, value in
                   zip(at, place, known, strict=True) if value is None), cell)
            for place, cell in cells.items()
            if all(value in (None, here) for here, value in zip(place, known, strict=True))
        ]  # fmt: skip
        if not branches:
            raise IndexMismatch(f"no such entry in an array of shape {shape_text(sizes)}")
        if not branches[0][0]:
            return branches[0][1]
        chosen = [(tests[0] if len(tests) == 1 else And(tests), cell) for tests, cell in branches]
        return Cases(tuple(chosen))

    sizes = tuple(map(number, shape))
    return Array(sizes, entry, listed=True)


def listing(part: Nested | Term, place: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Term]]:
    """Every entry of nested sequences with its place, counting from 1."""
    if isinstance(part, (list, tuple)):
        for position, below in enumerate(part, 1):
            yield from listing(below, (*place, position))
    else:
        yield place, part


def entries(part: object) -> int:
    """How many entries nested sequences have."""
    return sum(map(entries, part)) if isinstance(part, (list, tuple)) else 1


def measure(part: Nested | Term) -> tuple[int, ...]:
    """The shape of nested sequences; raises ``ShapeMismatch`` when rows differ in length."""
    if not isinstance(part, (list, tuple)):
        return ()
    shapes = {measure(below) for below in part}
    if len(shapes) > 1:
        raise ShapeMismatch("the rows of a matrix must be equally long")
    if not shapes:
        raise ShapeMismatch("an array needs at least one entry")
    return (len(part), *shapes.pop())
