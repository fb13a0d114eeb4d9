r"""Declared quantities: ``W \in \mathbb{R}^{m \times n}`` as an array of independent numbers.

Guarantee: axes of length 1 are kept in how a quantity multiplies, not in what it is; an
index among its scripts (``x_i``, ``x^{(i)}``) is an axis; what a set says beyond sort and
shape (signs, intervals, finite choices) becomes assumptions. Limits: real, complex and
whole numbers.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.claim import Assumption, Forall
from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import abstraction
from verifier.read.notes.formulas.conditions import Choice, Domain, Interval, NumberSet, Range
from verifier.read.notes.scopes import elements
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import (
    IndexName,
    Quantity,
    Scope,
)
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, Name, Piece, head_of, spells, split
from verifier.read.notes.source.tree import Fenced, Group, Node, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.traverse import once
from verifier.read.notes.terms.unfold import along
from verifier.read.sizes import concrete, same_size
from verifier.terms import (
    Add,
    Condition,
    Entry,
    Family,
    Index,
    Number,
    Or,
    Relation,
    Sort,
    Term,
    Variable,
    number,
)

SORTS = {"R": Sort.REAL, "Q": Sort.REAL, "Z": Sort.INTEGER, "C": Sort.COMPLEX, "N": Sort.INTEGER}


def declare_dimension(scope: Scope, name: Name) -> None:
    """Make ``name`` any whole number from 1 on."""
    variable = Variable(name.internal, Sort.DIMENSION)
    scope.declare(Quantity(name, arrays.scalar(variable), variable))


def quantity(ctx: Context, head: Head, found: Domain, owners: Owners) -> Quantity:
    """Declare ``head`` as an element of ``found``."""
    head = label_first(ctx, head)
    slots = declared_slots(ctx, head)
    if isinstance(found, Range) and not any(slots):
        name = head.name
        index = Index(name.internal, found.lower, found.upper)
        ctx.scope.declare(IndexName(name, index, fixed=not found.element, element=found.element))
        return Quantity(name, arrays.scalar(index), None)
    shape = found.shape if isinstance(found, (NumberSet, Choice, Interval)) else ()
    if any(isinstance(part, (Index, Entry)) for part in once(shape)):
        raise Complaint("not-supported", f"`{head.name.latex}` has another size for every index: "
                        "give all the same sizes", head.node)  # fmt: skip
    sort = Sort.INTEGER if isinstance(found, Range) else Sort.REAL
    if isinstance(found, NumberSet):
        sort = SORTS[found.letter]
        if found.letter == "N" and not shape and not any(slots) and found.sign != "0":
            sort = Sort.DIMENSION
    symbol = declared_array(ctx, label(head, slots), slots, shape, sort, owners)
    if isinstance(found, Range) and found.inside is None:
        symbol = elements.Elements(**vars(symbol), lower=found.lower, upper=found.upper,
                                   element=found.element)  # fmt: skip
    if symbol.owner is not None:
        forget(ctx.scope, symbol.owner)
    ctx.scope.declare(symbol)
    for given in membership(symbol, found):
        ctx.scope.assumptions.append(given)
    return symbol


def forget(scope: Scope, owner: Variable | Family) -> None:
    """Assume no more what was assumed of a quantity before it is declared anew."""
    before = scope.assumptions[: scope.begun]
    kept = [given for given in before if owner not in set(once(given))]
    if len(kept) < len(before):
        scope.assumptions[: scope.begun] = kept
        scope.begun, scope.speaks = len(kept), []
    scope.anew.add(owner)


def label_first(ctx: Context, head: Head) -> Head:
    """``w_{k0}`` with its label 0 before the index k."""
    if len(head.sub) < 2 or head.sub[-1].text != "0" or not all(
        declared_index(ctx, piece) is not None for piece in head.sub[:-1]
    ):  # fmt: skip
        return head
    return replace(head, sub=(head.sub[-1], *head.sub[:-1]))


def index_slots(ctx: Context, head: Head) -> tuple[list[Index], list[Index]]:
    """The declared indices among the scripts of a name that is being declared."""
    below = [index for piece in head.sub if (index := declared_index(ctx, piece)) is not None]
    above = [index for piece in head.sup if (index := declared_index(ctx, piece)) is not None]
    return (below, above) if below or above else ([], [])


def declared_slots(ctx: Context, head: Head) -> tuple[list[Index], list[Index]]:
    """The indices among the scripts of a name that is declared, ``t - 1`` beside t among them."""
    found: list[list[Index]] = []
    for items in (head.sub, head.sup):
        slots = [declared_index(ctx, piece) or shifted_index(ctx, piece) for piece in items]
        own = [slot for slot in slots if slot is not None]
        if own and spells(items, [slot is not None for slot in slots]):
            own = []
        elif own and None in slots[len(slots) - len(own) :]:
            raise Complaint("declaration", "an index before a label: write the label first",
                            head.node)  # fmt: skip
        found.append(own)
    below, above = found
    return below, above


def shifted_index(ctx: Context, piece: Piece) -> Index | None:
    """``t - 1`` for an index t: an axis with as many places, one step earlier."""
    nodes = piece.nodes
    if len(nodes) != 3 or text_of(nodes[1]) not in ("+", "-") or not text_of(nodes[2]).isdigit():
        return None
    index = declared_index(ctx, Piece(nodes[:1]))
    if index is None:
        return None
    step = number(int(text_of(nodes[1]) + text_of(nodes[2])))
    if not isinstance(index.lower, Number):
        return None
    lower = number(str(index.lower.value + step.value))
    return Index(index.name, lower, Add((index.upper, step)))


def declared_index(ctx: Context, piece: Piece) -> Index | None:
    """The index that a script item is, ``(i)`` included."""
    nodes = piece.nodes
    while len(nodes) == 1 and isinstance(nodes[0], (Fenced, Group)):
        nodes = nodes[0].children
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.scope.fitting(head) if head is not None else None
    if found is not None and isinstance(found[0], IndexName) and not found[0].fixed:
        return found[0].index
    return None


def label(head: Head, slots: tuple[list[Index], list[Index]]) -> Name:
    """The name without the scripts that are indices."""
    below, above = slots
    sub = tuple(piece.text for piece in head.sub[: len(head.sub) - len(below)])
    sup = tuple(piece.text for piece in head.sup[: len(head.sup) - len(above)])
    return Name(head.glyph, sub, sup, head.primes)


def declared_array(
    ctx: Context,
    name: Name,
    slots: tuple[list[Index], list[Index]],
    shape: tuple[Term, ...],
    sort: Sort,
    owners: Owners,
) -> Quantity:
    """A quantity of independent numbers."""
    leading = [*slots[0], *slots[1]]
    lengths = [length(index) for index in leading]
    firsts = [first_value(index) for index in leading]
    if leading and not shape:
        return entries_declared(ctx, name, slots, lengths, firsts, sort, owners)
    view_shape = tuple(lengths) + oriented_shape(ctx, shape)
    starts = (*firsts, *(start_of(ctx, size) for size in oriented_shape(ctx, shape)))
    long = [axis for axis, size in enumerate(view_shape) if concrete(size) != 1]
    if not long:
        variable = owners.variable(name, sort)
        return Quantity(name, arrays.scalar(variable), variable)
    family = owners.family(name, tuple(view_shape[axis] for axis in long),
                           tuple(starts[axis] for axis in long), sort)  # fmt: skip
    view = Array(view_shape, lambda at: Entry(family, tuple(at[axis] for axis in long)), starts,
                 family)  # fmt: skip
    return Quantity(name, view, family, len(slots[0]), len(slots[1]), entries=bool(slots[0]))


def entries_declared(
    ctx: Context,
    name: Name,
    slots: tuple[list[Index], list[Index]],
    lengths: list[Term],
    firsts: list[int],
    sort: Sort,
    owners: Owners,
) -> Quantity:
    r"""``x_i \in \mathbb{R}`` for an index i: a vector by its entries."""
    family = owners.family(name, tuple(lengths), tuple(firsts), sort)
    whole = arrays.declared(family)
    if slots[1]:
        return Quantity(name, whole, family, len(slots[0]), len(slots[1]))
    if len(lengths) == 1:
        whole = values.vector(whole, ctx.scope.layout.vectors)
    return Quantity(name, whole, family, entries=True)


def oriented_shape(ctx: Context, shape: tuple[Term, ...]) -> tuple[Term, ...]:
    """A vector as a column or row."""
    if len(shape) != 1:
        return shape
    one = number(1)
    return (shape[0], one) if ctx.scope.layout.vectors == "column" else (one, shape[0])


def start_of(ctx: Context, size: Term) -> int:
    """The first index along an axis of that size."""
    if concrete(size) == 1:
        return 1
    for scope in ctx.scope.chain():
        if any(same_size(size, other) for other in scope.zero_based):
            return 0
    return ctx.scope.layout.start


def length(index: Index) -> Term:
    """How many values an index takes."""
    return abstraction.length(index)


def first_value(index: Index) -> int:
    """The first value of an index."""
    if isinstance(index.lower, Number) and index.lower.value.denominator == 1:
        return int(index.lower.value)
    raise Complaint("not-supported", f"`{index.name}` begins at a letter, so it numbers no axis")


def membership(symbol: Quantity, found: Domain) -> list[Assumption]:
    """What a set says beyond sort and shape."""
    owner = symbol.owner
    if owner is None:
        return []
    free: tuple[Index, ...] = ()
    entry: Term
    if isinstance(owner, Family):
        free = tuple(along(owner, axis, f"i_{axis}" if axis else "i")
                     for axis in range(len(owner.shape)))  # fmt: skip
        entry = Entry(owner, free)
    else:
        entry = owner
    tests: list[Condition] = []
    match found:
        case NumberSet("N", shape, sign) if shape or sign == "0" or free:
            tests.append(Relation(">=", entry, number(0 if sign == "0" else 1)))
        case NumberSet(_, _, sign) if sign in (">", ">=", "!="):
            tests.append(Relation(sign, entry, number(0)))
        case Interval(lower, upper, closed):
            if lower is not None:
                tests.append(Relation("<=" if closed[0] else "<", lower, entry))
            if upper is not None:
                tests.append(Relation("<=" if closed[1] else "<", entry, upper))
        case Choice(members):
            tests.append(Or(tuple(Relation("=", entry, member) for member in members)))
        case Range(lower, upper):
            tests += [Relation("<=", lower, entry), Relation("<=", entry, upper)]
        case _:
            pass
    return [Forall(free, test) if free else test for test in tests]


def dependent(ctx: Context, part: list[Node], found: Domain, owners: Owners) -> Quantity | None:
    r"""``x(u) \in \mathbb{R}^K``: values that depend smoothly on u; None for plain names."""
    if len(part) < 2 or not isinstance(part[-1], Fenced):
        return None
    head = head_of(part[0]) if len(part) == 2 else names.joined(part[:-1])
    if head is None or not isinstance(found, NumberSet):
        return None
    on: list[Variable | Family] = []
    for piece in split(part[-1].children, (",", ";")):
        inner = head_of(piece[0]) if len(piece) == 1 else None
        known = ctx.scope.fitting(inner) if inner is not None else None
        if known is None or not isinstance(known[0], Quantity) or known[0].owner is None:
            raise Complaint("declaration", f"`{text_of(piece[0])}` must be declared before",
                            piece[0])  # fmt: skip
        on.append(known[0].owner)
    shape = oriented_shape(ctx, found.shape)
    long = [axis for axis, size in enumerate(shape) if concrete(size) != 1]
    sizes = tuple(shape[axis] for axis in long)
    starts = tuple(start_of(ctx, size) for size in sizes)
    family = owners.family(head.name, sizes, starts, Sort.REAL)
    inner_array = arrays.dependent(family, tuple(on))
    view = Array(shape, lambda at: inner_array.entry(tuple(at[axis] for axis in long)),
                 tuple(start_of(ctx, size) for size in shape))  # fmt: skip
    return Quantity(head.name, view, family, defined=True)
