r"""Powers of a square matrix with a letter above: ``A^k``, ``(P D P^{-1})^n``, and ``A^0``.

Guarantee: they are the values of a sequence of their own, one for each matrix,

    A^0 = I,    A^k = A^{k-1} A    for k >= 1,

so that a letter above stands for any whole number that it can be. Limits: the matrix is one
and the same for all indices around it; an exponent is a dimension, an index or a whole number,
or a sum of these. Nothing is refuted where it rests on an index above a matrix,
which may be a label.
"""

from __future__ import annotations

from verifier.read import arrays, products
from verifier.read.arrays import Array
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.tree import Node, text_of
from verifier.read.notes.terms.unfold import Recurrence
from verifier.read.sizes import difference, names_in, never_negative, same_size
from verifier.terms import (
    ZERO,
    Add,
    Dependent,
    Family,
    Index,
    Multiply,
    Number,
    Relation,
    Sort,
    Term,
    Variable,
    number,
    over,
)
from verifier.traversal import free_indices, fresh_name

WHOLE = (Sort.DIMENSION, Sort.INTEGER)


def power(ctx: Context, base: Array, exponent: Term, at: Node) -> Array | None:
    """``base^exponent``; None where that is no such power."""
    if base.rank != 2 or not same_size(*base.shape) or len(set(base.starts)) > 1:
        return None
    if exponent == ZERO:
        return arrays.identity(base.shape[0]).aligned(base.starts)
    if isinstance(exponent, Number) or not whole(exponent):
        return None
    if not never_negative(difference(lowest(exponent), ZERO)):
        ctx.needs.setdefault(Relation(">=", exponent, ZERO))
    if set(free_indices(exponent)) - ctx.bound:
        ctx.doubts.setdefault(f"whether `{shorten(text_of(at))}` is a power, or a label")
    family = values_of(ctx, base, at)
    return Array(base.shape, lambda place: Dependent(family, (exponent, *place), ()), base.starts)


def whole(term: Term) -> bool:
    """Whether ``term`` is a whole number by its sort, with a letter in it."""
    match term:
        case Index():
            return True
        case Variable(_, sort):
            return sort in WHOLE
        case Number(value):
            return value.denominator == 1
        case Add(parts) | Multiply(parts):
            return all(whole(part) for part in parts)
        case _:
            return False


def lowest(term: Term) -> Term:
    """``term`` with indices at their first values, where these stand in it as terms."""
    match term:
        case Index(lower=lower):
            return lower
        case Add(parts):
            return Add(tuple(lowest(part) for part in parts))
        case _:
            return term


def values_of(ctx: Context, base: Array, at: Node) -> Family:
    """The sequence of the powers of a matrix; a new one for a new matrix."""
    (start, _), (size, _) = base.starts, base.shape
    row, column = (over(f"?{letter}", size, start) for letter in "pq")
    entry = base.entry((row, column))
    if set(free_indices(entry)) - {row, column}:
        raise Complaint("not-supported", "a power of one of several matrices", at)
    known = ctx.definitions.powers
    if entry in known:
        return known[entry]
    count = len(known) + 1
    length = Variable(rf"N_{{\bullet {count}}}", Sort.DIMENSION)
    ctx.definitions.endless.add(length)
    name = getattr(base.family, "name", None) or f"M_{{({count})}}"
    family = Family(rf"{name}^{{\bullet}}", (length, size, size), (0, start, start))
    taken = {*base.names, *names_in(size)}
    place, i, j = (Index(fresh_name(letter, taken), number(1), length) for letter in "kij")
    place = Index(place.name, number(1), Add((length, number(-1))))
    i, j = (over(one.name, size, start) for one in (i, j))

    before = Array(base.shape, lambda at: Dependent(
        family, (Add((place, number(-1))), *at), ()), base.starts)  # fmt: skip
    rule = products.matmul(before, base).entry((i, j))
    unit = arrays.identity(size).aligned((start, start)).entry((i, j))
    ctx.definitions.recurrences[family] = Recurrence(
        family, place, (i, j), rule, ((0, unit),), family.name
    )
    known[entry] = family
    return family
