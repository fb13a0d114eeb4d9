"""Every place inside a term where something could have been written differently.

Guarantee: for every ``Spot`` s of a term t, ``s.put(s.term)`` equals t, and ``s.put(u)``
is t with that one part replaced by ``u``.
Limits: the parts of an index (its bounds) belong to the sum that binds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias, TypeVar

from verifier.terms import (
    ONE,
    ZERO,
    Add,
    And,
    Apply,
    At,
    Cases,
    Condition,
    Derivative,
    Entry,
    Function,
    Index,
    Integral,
    Limit,
    Multiply,
    Not,
    Or,
    Power,
    Product,
    Relation,
    Sum,
    Term,
)

Role: TypeAlias = Literal[
    "side", "summand", "factor", "base", "exponent", "argument", "body", "value", "end",
    "compared", "place",
]  # fmt: skip
"""What a part is to the term around it; ``place`` is an index of an entry, ``end`` a bound."""

QUANTITIES: frozenset[Role] = frozenset(
    ("side", "summand", "factor", "base", "argument", "body", "value")
)
"""Roles in which a part is a quantity like any other."""

T = TypeVar("T")
Put: TypeAlias = Callable[[Term], Term]


@dataclass(frozen=True)
class Spot:
    """``term`` at one place of a larger one."""

    term: Term
    put: Put
    role: Role
    bound: tuple[Index, ...]
    """Indices bound around the place, outermost first."""
    names: frozenset[str]
    """Variables and families bound around the place."""
    depth: int


def spots(term: Term) -> Iterator[Spot]:
    """All places of ``term``, the whole of it first."""
    yield from _below(Spot(term, lambda new: new, "side", (), frozenset(), 0))


def _below(spot: Spot) -> Iterator[Spot]:
    yield spot
    for inner in _parts(spot):
        yield from _below(inner)


def _parts(spot: Spot) -> Iterator[Spot]:
    """The places directly below one."""

    def inner(part: Term, role: Role, put: Put, bound: tuple[Index, ...] = (), *names: str) -> Spot:
        outer = spot.put
        bound, free = spot.bound + bound, spot.names | set(names)
        return Spot(part, lambda new: outer(put(new)), role, bound, free, spot.depth + 1)

    match spot.term:
        case Add(terms):
            for part, put in _each(Add, terms):
                yield inner(part, "summand", put)
        case Multiply(factors):
            for part, put in _each(Multiply, factors):
                yield inner(part, "factor", put)
        case Power(base, exponent):
            yield inner(base, "base", lambda new: Power(new, exponent))
            yield inner(exponent, "exponent", lambda new: Power(base, new))
        case Function(name, arguments):
            for part, put in _each(partial(Function, name), arguments):
                yield inner(part, "argument", put)
        case Apply(symbol, arguments, orders):
            for part, put in _each(lambda new: Apply(symbol, new, orders), arguments):
                yield inner(part, "argument", put)
        case Entry(family, indices):
            for part, put in _each(partial(Entry, family), indices):
                yield inner(part, "place", put)
        case Derivative(body, by):
            yield inner(body, "body", lambda new: Derivative(new, by))
        case Sum(index, body):
            yield inner(body, "body", lambda new: Sum(index, new), (index,))
        case Product(index, body):
            yield inner(body, "body", lambda new: Product(index, new), (index,))
        case Cases():
            for part, role, put in _of_cases(spot.term):
                yield inner(part, role, put)
        case At(body, binder, bound, value):
            yield inner(body, "body", lambda new: At(new, binder, bound, value), (), binder.name)
            yield inner(value, "value", lambda new: At(body, binder, bound, new), bound)
        case Limit(body, variable, point, side):
            name = variable.name
            yield inner(body, "body", lambda new: Limit(new, variable, point, side), (), name)
            yield inner(point, "end", lambda new: Limit(body, variable, new, side))
        case Integral(body, over, lower, upper):
            name = over.name
            yield inner(body, "body", lambda new: Integral(new, over, lower, upper), (), name)
            yield inner(lower, "end", lambda new: Integral(body, over, new, upper))
            yield inner(upper, "end", lambda new: Integral(body, over, lower, new))


def _each(
    make: Callable[[tuple[Term, ...]], Term], parts: tuple[Term, ...]
) -> Iterator[tuple[Term, Put]]:
    """Each part, and how another one is put in its place."""

    def putting(at: int) -> Put:
        return lambda new: make(_with(parts, at, new))

    for at, part in enumerate(parts):
        yield part, putting(at)


def _with(parts: tuple[T, ...], at: int, new: T) -> tuple[T, ...]:
    return (*parts[:at], new, *parts[at + 1 :])


def _of_cases(term: Cases) -> Iterator[tuple[Term, Role, Put]]:
    branches, otherwise = term.branches, term.otherwise

    def value_at(at: int) -> Put:
        return lambda new: Cases(_with(branches, at, (branches[at][0], new)), otherwise)

    def compared_at(at: int, put: Callable[[Term], Condition]) -> Put:
        return lambda new: Cases(_with(branches, at, (put(new), branches[at][1])), otherwise)

    # The 1 and the 0 of a delta are not written down, so nobody gets them wrong.
    is_delta = otherwise == ZERO and [value for _, value in branches] == [ONE]
    for at, (condition, value) in enumerate(branches):
        if not is_delta:
            yield value, "value", value_at(at)
        for part, put in _compared(condition):
            yield part, "compared", compared_at(at, put)
    if otherwise is not None and not is_delta:
        yield otherwise, "value", lambda new: Cases(branches, new)


def _compared(condition: Condition) -> Iterator[tuple[Term, Callable[[Term], Condition]]]:
    """The sides of the relations in a condition."""

    def within(
        kind: type[And] | type[Or],
        parts: tuple[Condition, ...],
        at: int,
        put: Callable[[Term], Condition],
    ) -> Callable[[Term], Condition]:
        return lambda new: kind(_with(parts, at, put(new)))

    match condition:
        case Relation(operator, left, right):
            yield left, lambda new: Relation(operator, new, right)
            yield right, lambda new: Relation(operator, left, new)
        case And(parts) | Or(parts):
            for at, part in enumerate(parts):
                for term, put in _compared(part):
                    yield term, within(type(condition), parts, at, put)
        case Not(part):
            for term, put in _compared(part):
                yield term, partial(_negated, put)


def _negated(put: Callable[[Term], Condition], new: Term) -> Condition:
    return Not(put(new))
