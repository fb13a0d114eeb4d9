r"""Derivatives by what one place of a sequence holds, where no other place comes into it.

Guarantee: with z_t defined for every t, or given by a recursion forwards, the derivative by
z_t of a value in which z stands at that place alone (and at earlier ones, which do not move
with it) is that by one number in its place:

    L_t = (y_t - z_t)^2 / 2,  z_t = u h_t + d:     dL_t/dz_t  is  D((y_t - v)^2 / 2, v) at v = z_t
    h_t = s(a_t),  a_t = w x_t + v h_{t-1} + b:    dh_t/da_t  is  D(s(v), v) at v = a_t

and so for vectors, ``\partial h^{(t)} / \partial h^{(t-1)}``, entry by entry. Limits: places that
differ by a number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar, cast

from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.notes.terms.unfold import EVERY, Recurrence
from verifier.read.sizes import concrete, size_polynomial
from verifier.terms import (
    At,
    Dependent,
    Derivative,
    Entry,
    Family,
    Index,
    Product,
    Sum,
    Term,
    Variable,
)

T = TypeVar("T")
DEEPEST = 6


def offset(place: Term, other: Term) -> int | None:
    """How far ``place`` lies behind ``other``, where that is a number."""
    rest = size_polynomial(place - other)
    ahead = rest.pop((), 0)
    return int(ahead) if not rest and ahead == int(ahead) else None


def replaced(node: Term, change: Callable[[object], object | None]) -> Term:
    """``node`` with what ``change`` gives for its parts."""

    def visit(part: object) -> object:
        found = change(part)
        return rebuild(part, visit) if found is None else found

    return cast(Term, visit(node))


def slot(family: Family) -> Variable:
    """The number that stands at the place; no author's name is spelt so."""
    return Variable(f"{{{family.name}}}^{{\\circledcirc}}")


# -- values defined for every place --------------------------------------------------------


def localised(node: T) -> T:
    """``node`` with derivatives by one place of an endless sequence as those by a number."""

    def visit(part: object) -> object:
        if isinstance(part, At) and any(index.upper == EVERY for index in part.indices):
            part = local(part)
        return rebuild(part, visit)

    return cast(T, visit(node))


def local(node: At) -> At:
    """One such derivative; as it is where other places may be meant."""
    head, family = node.body, node.binder
    if not isinstance(head, Derivative) or not isinstance(family, Family) or (
        not isinstance(head.variable, Entry) or head.variable.family != family
        or len(node.indices) != len(family.shape) or node.indices[0].upper != EVERY
        or any(index.upper == EVERY for index in node.indices[1:])
    ):  # fmt: skip
        return node
    place, *below = head.variable.indices
    entries = [part for part in once(head.body) if isinstance(part, Entry)
               and part.family == family]  # fmt: skip
    if any(offset(one.indices[0], place) is None for one in entries) or (
        summed(head.body, (family,))
    ):  # fmt: skip
        return node
    number_ = slot(family)
    state = Family(number_.name, family.shape[1:], family.starts[1:])

    def change(part: object) -> object | None:
        if not isinstance(part, Entry) or part.family != family:
            return None
        inner = tuple(replaced(index, change) for index in part.indices[1:])
        if not offset(part.indices[0], place):
            return Entry(state, inner) if inner else number_
        given: dict[Variable | Index, Term] = {}
        given.update(zip(node.indices, (part.indices[0], *inner), strict=True))
        return substitute(node.value, put_in(given))

    body = replaced(head.body, change)
    value = substitute(node.value, put_in({node.indices[0]: place}))
    if not below:
        return At(Derivative(body, number_), number_, (), value)
    return At(Derivative(body, Entry(state, tuple(below))), state, node.indices[1:], value)


# -- values given by a recursion -----------------------------------------------------------


def derivative(ctx: Context, owner: Recurrence, value: Term, by: Dependent) -> Term | None:
    """The derivative of ``value``; None where later places move with that of ``by``."""
    if owner.ahead:
        return None
    place = by.indices[0]
    known = ctx.definitions.recurrences
    low = concrete(place.lower if isinstance(place, Index) else place)
    lowest = max(owner.first, owner.first if low is None else low)

    def moves(part: object) -> bool:
        """Whether ``part`` is a value of a sequence, that place aside, that may move with it."""
        if not isinstance(part, Dependent) or part.family not in known:
            return False
        shift = offset(part.indices[0], place)
        return shift is None or shift >= (part.family == owner.owner)

    def rule(part: object) -> object | None:
        return rule_at(ctx, known[part.family], part.indices) if (
            isinstance(part, Dependent) and moves(part)) else None  # fmt: skip

    for _ in range(DEEPEST):
        moving = [part for part in once(value) if isinstance(part, Dependent) and moves(part)]
        if not all(reaches(known[part.family], lowest, offset(part.indices[0], place))
                   for part in moving):  # fmt: skip
            return None
        value = replaced(value, rule) if moving else value
    if summed(value, known):
        return None
    rests = [part for part in once(value) if isinstance(part, Dependent) and part.family in known]
    shifts = [offset(part.indices[0], place) for part in rests]
    if any(map(moves, rests)) or any(shift is None or shift > 0 for shift in shifts) or any(
        part.partials for part in rests
    ):  # fmt: skip
        return None
    here = [part for part, shift in zip(rests, shifts, strict=True)
            if part.family == owner.owner and not shift]  # fmt: skip
    if len(owner.owner.shape) == 1:
        number_ = slot(owner.owner)
        body = replaced(value, lambda part: number_ if part in here else None)
        return At(Derivative(body, number_), number_, (), by)
    family = Family(slot(owner.owner).name, owner.owner.shape[1:], owner.owner.starts[1:])

    def held(part: object) -> object | None:
        if not isinstance(part, Dependent) or part.family != owner.owner or (
            offset(part.indices[0], place) != 0
        ):  # fmt: skip
            return None
        return Entry(family, part.indices[1:])

    state = Dependent(owner.owner, (place, *owner.parameters), ())
    slope = Derivative(replaced(value, held), Entry(family, by.indices[1:]))
    return At(slope, family, owner.parameters, state)


def summed(value: Term, known: Collection[Family]) -> bool:
    """Whether a sum or product runs over places of a sequence."""
    return any(
        isinstance(part, (Dependent, Entry)) and part.family in known
        and any(one.name == sign.index.name for one in once(part.indices[0])
                if isinstance(one, Index))
        for sign in once(value) if isinstance(sign, (Sum, Product)) for part in once(sign.body)
    )  # fmt: skip


def reaches(one: Recurrence, lowest: int, shift: int | None) -> bool:
    """Whether the rule of a sequence holds so far behind every place from there on."""
    lower = concrete(one.place.lower)
    return shift is not None and lower is not None and lower <= lowest + shift


def rule_at(ctx: Context, one: Recurrence, indices: tuple[Term, ...]) -> Term:
    """What a recursion says of an entry at a place."""
    if one.ahead:
        raise Complaint("not-supported", "a derivative through a recursion backwards")
    given: dict[Variable | Index, Term] = dict(
        zip((one.place, *one.parameters), indices, strict=True)
    )
    return ctx.definitions.unfold(substitute(one.rule, put_in(given)))
