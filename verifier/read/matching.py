"""Terms of one shape: the values for some indices that make a pattern another term.

Guarantee: putting the values found in the place of the holes gives the target, but for
the names of bound indices; ``folded`` puts names in the place of terms that they mean.
Limits: first order; a hole stands for an integer term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from verifier.terms import (
    Add,
    Family,
    Index,
    Multiply,
    Number,
    Power,
    Product,
    Sort,
    Sum,
    Term,
    Variable,
    number,
)
from verifier.traversal import children, rebuild

T = TypeVar("T")
ONE = number(1)


def folded(node: T, names: Sequence[tuple[Term, Term]]) -> T:
    """``node`` with a name for every part that one of ``names`` means, outermost first."""

    def visit(part: object) -> object:
        for meant, name in names:
            if type(meant) is not type(part):
                continue
            if matching(meant, part, ()) is not None:
                return name
            if isinstance(part, Multiply) and isinstance(meant, Multiply):
                fewer = exchanged(part.factors, meant.factors, name)
                if fewer is not None:
                    return visit(Multiply(fewer))
        return rebuild(part, visit)

    return cast(T, visit(node))


def flattened(node: T) -> T:
    """``node`` with no product in a product, no factor 1, and powers of products taken apart."""
    return cast(T, _flattened(node))


def _flattened(node: object) -> object:
    found = rebuild(node, _flattened)
    match found:
        case Multiply(factors):
            parts = [part for factor in factors for part in _factors(factor)]
            return parts[0] if len(parts) == 1 else Multiply(tuple(parts)) if parts else ONE
        case Power(Multiply(factors), Number(value) as exponent) if value.denominator == 1:
            return Multiply(tuple(Power(part, exponent) for part in factors))
        case Power(Power(base, Number(inner)), Number(value)) if (inner * value).denominator == 1:
            whole = value.denominator == inner.denominator == 1
            return Power(base, Number(inner * value)) if whole else found
        case _:
            return found


def _factors(term: Term) -> tuple[Term, ...]:
    match term:
        case Number(value) if value == 1:
            return ()
        case Multiply(factors):
            return tuple(part for factor in factors for part in _factors(factor))
        case _:
            return (term,)


def exchanged(
    factors: Sequence[Term], taken: Sequence[Term], name: Term
) -> tuple[Term, ...] | None:
    """The ``factors`` with ``name`` for those ``taken``, or None where one of these is missing."""
    rest: list[Term | None] = list(factors)
    places: list[int] = []
    for one in taken:
        place = next((at for at, factor in enumerate(rest)
                      if factor is not None and matching(one, factor, ()) is not None),
                     None)  # fmt: skip
        if place is None:
            return None
        rest[place] = None
        places.append(place)
    rest[min(places)] = name
    return tuple(factor for factor in rest if factor is not None)


@dataclass
class _Match:
    """A match in progress: the holes found, and bound names of the pattern and their partners."""

    holes: tuple[Index, ...]
    found: dict[Index, Term] = field(default_factory=dict)
    bound: dict[Index, Index] = field(default_factory=dict)


def matching(pattern: object, target: object, holes: tuple[Index, ...]) -> dict[Index, Term] | None:
    """Values for ``holes`` that make ``pattern`` the ``target``, bound names aside."""
    state = _Match(holes)
    return state.found if _same(pattern, target, state) else None


def _same(pattern: object, target: object, state: _Match) -> bool:
    if isinstance(pattern, Index) and pattern in state.bound:
        return state.bound[pattern] == target
    if isinstance(pattern, Index) and pattern in state.holes:
        if not integer(target) or target in state.bound.values():
            return False
        known = state.found.setdefault(pattern, cast(Term, target))
        return known == target
    if type(pattern) is not type(target):
        return False
    if isinstance(pattern, (Sum, Product)) and isinstance(target, (Sum, Product)):
        own, other = pattern.index, target.index
        if not (_same(own.lower, other.lower, state) and _same(own.upper, other.upper, state)):
            return False
        before = dict(state.bound)
        state.bound[own] = other
        same = _same(pattern.body, target.body, state)
        state.bound = before
        return same
    if isinstance(pattern, (str, int, Number, Family, Sort)) or pattern is None:
        return pattern == target
    ours, theirs = list(children(pattern)), list(children(target))
    if not ours and not isinstance(pattern, tuple):
        return pattern == target
    return len(ours) == len(theirs) and all(
        _same(one, other, state) for one, other in zip(ours, theirs, strict=True)
    )


def integer(term: object) -> bool:
    """Whether ``term`` can be an index."""
    match term:
        case Index():
            return True
        case Number(value):
            return value.denominator == 1
        case Variable(_, sort):
            return sort in (Sort.INTEGER, Sort.DIMENSION)
        case Add(terms):
            return all(map(integer, terms))
        case _:
            return False
