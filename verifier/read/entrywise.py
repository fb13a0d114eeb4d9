"""Relations between arrays: a claim about vectors or matrices is a claim about every entry.

Guarantee: ``entrywise`` gives the relation between corresponding entries, at free indices
that occur in neither side, or entry by entry for literal arrays; shapes that do not agree
are a ``ShapeMismatch`` that names both. Arrays are unequal where some entries are.
``at_once`` gives it as one truth value, which may be denied.
Limits: only scalars stretch.
"""

from __future__ import annotations

from itertools import product

from verifier.read.arrays import UNROLLED, Array, Indices, count, fresh_index
from verifier.read.sizes import (
    ShapeMismatch,
    concrete,
    same_shape,
    shape_text,
)
from verifier.terms import (
    Add,
    And,
    Condition,
    Constant,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    negate,
    number,
)
from verifier.traversal import walk


def entrywise(operator: str, left: Array, right: Array) -> Condition:
    """``left operator right`` for every entry: with free indices, or one by one for literals.

    A number is compared with every entry, in inequalities any scalar; otherwise the shapes
    must agree (nothing else stretches, so that a claim about a 1 x n row is not read as one
    about n x n).
    """
    stretches = any(side.rank == 0 and (operator not in ("=", "!=") or is_number(side.entry(())))
                    for side in (left, right))  # fmt: skip
    if not stretches and not same_shape(left.shape, right.shape):
        raise ShapeMismatch(
            f"the left side has shape {shape_text(left.shape)}, "
            f"the right side {shape_text(right.shape)}"
        )
    frame = left if left.rank else right
    if operator == "!=" and frame.rank:
        return distance(left, right, "!=")
    if unrolled(left, right):
        ranges = [range(start, start + (concrete(size) or 0))
                  for start, size in zip(frame.starts, frame.shape, strict=True)]  # fmt: skip
        places = [tuple(map(number, place)) for place in product(*ranges)]
        parts = tuple(compared(operator, left, right, frame, place) for place in places)
        return parts[0] if len(parts) == 1 else And(parts)
    free: list[Index] = []
    for size, start, stem in zip(frame.shape, frame.starts, stems(frame.rank), strict=True):
        avoid = {*left.names, *right.names, *(index.name for index in free)}
        free.append(fresh_index(stem, size, start, avoid))
    return compared(operator, left, right, frame, tuple(free))


def at_once(operator: str, left: Array, right: Array) -> Condition:
    """``left operator right`` as one truth value: arrays are equal where all entries are.

    The relation of ``entrywise`` is one about a free entry, which may be stated of arrays but
    not denied. Raises ``ShapeMismatch`` also for an inequality between arrays of any length.
    """
    relation = entrywise(operator, left, right)
    if not (left.rank or right.rank) or operator == "!=" or unrolled(left, right):
        return relation
    if operator == "=":
        return distance(left, right, "=")
    raise ShapeMismatch(
        f"`{operator}` between arrays means every entry; denied, as an alternative or as a "
        "truth value it needs its entries written out"
    )


def unrolled(left: Array, right: Array) -> bool:
    """Whether a relation is one between entries that are written out."""
    entries = count(left if left.rank else right)
    return (left.listed or right.listed) and entries is not None and 0 < entries <= UNROLLED


def distance(left: Array, right: Array, operator: str) -> Relation:
    """The sum of squared distances of entries is 0 (``=``), or is not (``!=``)."""
    frame = left if left.rank else right
    free: list[Index] = []
    place: list[Term] = []
    for size, start, stem in zip(frame.shape, frame.starts, stems(frame.rank), strict=True):
        if concrete(size) == 1:
            place.append(number(start))
            continue
        avoid = {*left.names, *right.names, *(index.name for index in free)}
        free.append(fresh_index(stem, size, start, avoid))
        place.append(free[-1])
    entry = compared("=", left, right, frame, tuple(place))
    if not free:
        return Relation(operator, entry.left, entry.right)
    apart = Add((entry.left, negate(entry.right)))
    total: Term = Power(call("abs", apart) if is_complex(apart) else apart, number(2))
    for index in reversed(free):
        total = Sum(index, total)
    return Relation(operator, total, number(0))


def is_complex(term: Term) -> bool:
    """Whether a complex quantity occurs."""
    return any(
        part == Constant("i")
        or (isinstance(part, (Variable, Family)) and part.sort is Sort.COMPLEX)
        or (isinstance(part, Entry) and part.family.sort is Sort.COMPLEX)
        for part in walk(term)
    )


def is_number(term: Term) -> bool:
    """Whether ``term`` is a number as written, perhaps with a sign."""
    match term:
        case Multiply((Number(), Number())):
            return True
        case _:
            return isinstance(term, Number)


def compared(operator: str, left: Array, right: Array, frame: Array, at: Indices) -> Relation:
    """The relation between two entries; ``at`` counts as ``frame`` does."""
    sides = [side.aligned(frame.starts).entry(at) if side.rank else side.entry(())
             for side in (left, right)]  # fmt: skip
    return Relation(operator, *sides)


def stems(rank: int) -> list[str]:
    """Names for the free indices of an array: i, j, k, l, then numbered."""
    return ["i", "j", "k", "l"][:rank] + [f"i_{axis}" for axis in range(4, rank)]
