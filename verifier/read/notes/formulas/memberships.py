r"""What ``x \in S`` says: ``0 < x < 1``, ``x = a`` or ``x = b``, the shape of an array.

Guarantee: what is said of whole numbers is said of what is known to be one; a set with a
restriction is no set without it; ``S \setminus T`` is in S and not in T. Anything else is a
``Complaint``: nothing of a membership is passed over. Limits: arrays in powers of the real
numbers and of intervals, and without the zero vector.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.entrywise import at_once, entrywise
from verifier.read.notes.formulas import conditions, expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Leaf, Node
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch, concrete, same_shape
from verifier.terms import (
    Add,
    And,
    Condition,
    Entry,
    Index,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Relation,
    Sort,
    Term,
    Variable,
    number,
)

LESS = frozenset({r"\setminus", r"\backslash"})
MOST = 32
"""Whole numbers that a membership may list."""


def without(nodes: Sequence[Node]) -> tuple[list[Node], list[list[Node]]]:
    r"""``S \setminus T`` as S and the sets taken out of it."""
    first, *others = split(nodes, tuple(LESS))
    return list(first), [list(part) for part in others]


def restricts(nodes: Sequence[Node]) -> bool:
    """Whether something is taken out of a set."""
    return any(isinstance(node, Leaf) and node.text in LESS for node in nodes)


def membership(
    ctx: Context, left: Sequence[Node], right: Sequence[Node], at: Placed, *, entries: bool
) -> Condition:
    r"""What ``x \in S`` says; ``entries``: whether it may be said at a free entry of an array."""
    value = values.as_scalar(expressions.expression(ctx, left, at))
    kept, removed = without(right)
    inside = member(ctx, value, conditions.domain(ctx, kept, at), at, entries)
    if not removed:
        return inside
    apart = [denied(member(ctx, value, conditions.domain(ctx, part, at), at, False), at)
             for part in removed]  # fmt: skip
    parts = inside.conditions if isinstance(inside, And) else (inside,)
    return And((*parts, *apart))


def denied(condition: Condition, at: Placed) -> Condition:
    """That ``condition`` fails, in relations."""
    match condition:
        case Relation():
            return conditions.negated(condition)
        case Or(parts):
            return And(tuple(denied(part, at) for part in parts))
        case And(parts) if parts:
            return Or(tuple(denied(part, at) for part in parts))
        case Not(inner):
            return inner
        case _:
            raise Complaint("not-supported", "nothing is left of this set", at)


def member(
    ctx: Context, value: Array, found: conditions.Domain, at: Placed, entries: bool
) -> Condition:
    """What it says of ``value`` to be in a set."""
    if value.rank:
        return array_member(value, found, at, entries)
    term = value.entry(())
    match found:
        case conditions.Range(inside=family) if family is not None:
            require_whole(ctx, term, at)
            return Relation("=", Entry(family, (term,)), number(1))
        case conditions.Range(lower, upper):
            return in_range(ctx, term, lower, upper, at)
        case conditions.Interval(shape=shape) if shape:
            raise Complaint("shape-mismatch", "a number in a set of arrays", at)
        case conditions.Interval(lower, upper, closed):
            parts = bounds(term, lower, upper, closed)
            return parts[0] if len(parts) == 1 else And(tuple(parts))
        case conditions.Choice(members, shape):
            if shape:
                raise Complaint("shape-mismatch", "a number in a set of arrays", at)
            return Or(tuple(Relation("=", term, one) for one in members))
        case conditions.NumberSet(letter, shape, sign):
            if shape:
                raise Complaint("shape-mismatch", "a number in a set of arrays", at)
            return number_member(ctx, term, letter, sign, at)


def bounds(
    term: Term, lower: Term | None, upper: Term | None, closed: tuple[bool, bool]
) -> list[Condition]:
    """The relations of an interval."""
    parts: list[Condition] = []
    if lower is not None:
        parts.append(Relation("<=" if closed[0] else "<", lower, term))
    if upper is not None:
        parts.append(Relation("<=" if closed[1] else "<", term, upper))
    return parts


def in_range(ctx: Context, term: Term, lower: Term, upper: Term, at: Placed) -> Condition:
    r"""``x \in \{1, \dots, n\}``: between the ends, and a whole number."""
    first, last = concrete(lower), concrete(upper)
    if first is not None and last is not None and not is_whole(ctx, term) and (
        0 <= last - first < MOST
    ):  # fmt: skip
        return Or(tuple(Relation("=", term, number(one)) for one in range(first, last + 1)))
    require_whole(ctx, term, at)
    return And((Relation("<=", lower, term), Relation("<=", term, upper)))


def number_member(ctx: Context, term: Term, letter: str, sign: str, at: Placed) -> Condition:
    r"""``x \in \mathbb{R}_{>0}``, ``k \in \mathbb{N}``."""
    if letter not in ("R", "C"):
        require_whole(ctx, term, at)
    if letter == "N":
        first = number(0 if sign in ("0", ">=") else 1)
        ctx.note(rf"`\mathbb{{N}}` read as the whole numbers from {first.value} on")
        return And((Relation("<=", first, term),))
    return Relation(sign, term, number(0)) if sign else And(())


def require_whole(ctx: Context, term: Term, at: Placed) -> None:
    """Raise where nothing says that a number is a whole one."""
    if not is_whole(ctx, term):
        raise Complaint("not-supported", "that a number is a whole one, which is not declared", at)


def is_whole(ctx: Context, term: Term) -> bool:
    """Whether a term is a whole number as it is declared."""
    return whole(ctx.definitions.unfold(term))


def whole(term: Term) -> bool:
    """Whether a term without defined names is a whole number by its form."""
    match term:
        case Number(value):
            return value.denominator == 1
        case Variable(_, sort):
            return sort in (Sort.INTEGER, Sort.DIMENSION)
        case Entry(family, _):
            return family.sort is Sort.INTEGER
        case Index():
            return True
        case Add(parts) | Multiply(parts):
            return all(map(whole, parts))
        case Power(base, Number(value)):
            return whole(base) and value.denominator == 1 and value >= 0
        case _:
            return False


def array_member(value: Array, found: conditions.Domain, at: Placed, entries: bool) -> Condition:
    """What it says of an array to be in a set of arrays of a shape."""
    match found:
        case conditions.NumberSet("R" | "C", shape, sign):
            sized = shape_condition(value, shape, at)
            if not sign:
                return sized
            return And((*sized.conditions, at_entries(value, sign, number(0), at, entries)))
        case conditions.Interval(lower, upper, closed, shape):
            parts: list[Condition] = list(shape_condition(value, shape, at).conditions)
            if lower is not None:
                sign = ">=" if closed[0] else ">"
                parts.append(at_entries(value, sign, lower, at, entries))
            if upper is not None:
                sign = "<=" if closed[1] else "<"
                parts.append(at_entries(value, sign, upper, at, entries))
            return And(tuple(parts))
        case conditions.Choice(members, ()) if all(one == number(0) for one in members):
            return at_once("=", value, arrays.scalar(number(0)))
        case _:
            raise Complaint("not-supported", "membership of an array in a set", at)


def at_entries(value: Array, sign: str, end: Term, at: Placed, entries: bool) -> Condition:
    """A comparison of each entry with a number."""
    try:
        return (entrywise if entries else at_once)(sign, value, arrays.scalar(end))
    except ShapeMismatch as mismatch:
        raise Complaint(mismatch.code, mismatch.message, at) from None


def shape_condition(value: Array, shape: tuple[Term, ...], at: Placed) -> And:
    """That an array has the shape that is claimed for it; nothing where it is the same."""
    own = value.shape
    if len(own) == 2 and len(shape) == 1 and values.vector_like(value):
        own = values.entries_of(value).shape or (own[0],)
    if len(own) != len(shape):
        raise Complaint("shape-mismatch", f"it is {values.shape_text(value.shape)}, not "
                        f"{values.shape_text(shape)}", at)  # fmt: skip
    if same_shape(own, shape):
        return And(())
    return And(tuple(Relation("=", one, other) for one, other in zip(own, shape, strict=True)))
