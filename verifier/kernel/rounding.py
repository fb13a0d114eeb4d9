"""Floors, ceilings and remainders.

TRUSTED. Guarantee: ``floor(p)`` equals the largest integer <= p at every point.

Rules: floor(p + k) = floor(p) + k for an integer k;
floor((floor(p) + k) / n) = floor((p + k) / n) for integers k and n > 0
(Graham, Knuth & Patashnik, Concrete Mathematics, 3.11).
"""

from __future__ import annotations

from fractions import Fraction
from math import floor as floor_of_number

from verifier.kernel import algebra, radicals, signs, substitution
from verifier.kernel.state import NEGATIVE, POSITIVE, State
from verifier.polynomial import ZERO, Polynomial, rational

MOST_SPREAD = 6
"""Largest multiple whose floor is written as a sum of floors."""


def floor(state: State, argument: Polynomial) -> Polynomial:
    """The largest integer that is <= argument."""
    argument = algebra.cancel(state, argument)
    whole = ZERO
    for monomial, value in argument.terms.items():
        if monomial == ():
            whole = whole + rational(floor_of_number(value))
            continue
        term = Polynomial({monomial: 1})
        if algebra.is_integer(state, term):
            whole = whole + term.scale(floor_of_number(value))
    rest = argument - whole
    if whole:
        state.use("floor_add")
    constant = rest.constant()
    if constant is not None:
        return whole + rational(floor_of_number(constant))
    nested = _without_inner_floor(state, rest)
    if nested is not None:
        return whole + floor(state, nested)
    for unit in _units(state, rest):
        below, above = rest - rational(unit), rational(unit + 1) - rest
        if signs.sign(state, below) & NEGATIVE == 0 and signs.sign(state, above) == POSITIVE:
            state.use("floor_unit")
            return whole + rational(unit)
    return whole + state.value("floor", rest)


def spread(state: State, polynomial: Polynomial) -> Polynomial:
    """Floor(n p) = sum_{k<n} floor(p + k/n) where one of the floors on the right occurs.

    Hermite's identity; Graham, Knuth & Patashnik, Concrete Mathematics, 3.26.
    """
    floors = {g for g in polynomial.generators() if state.record(g).head == "floor"}
    for identity in sorted(floors):
        inner = state.record(identity).arguments[0]
        assert isinstance(inner, Polynomial)
        for count in range(2, MOST_SPREAD + 1):
            part = inner.scale(Fraction(1, count))
            terms = [floor(state, part + rational(Fraction(k, count))) for k in range(count)]
            others = {g for term in terms for g in term.generators()} & floors - {identity}
            if others and identity not in {g for term in terms for g in term.generators()}:
                state.use("floor_spread")
                value = sum(terms, ZERO)
                return substitution.substitute(state, polynomial, {identity: value})
    return polynomial


def _units(state: State, argument: Polynomial) -> list[int]:
    """Integers at which facts about the argument bound it from below; 0 is always tried."""
    found = {0: None}
    for fact, mask in state.signs.items():
        for turn in (1, -1):
            bound = (fact.scale(turn) - argument).constant()
            known = mask if turn > 0 else signs.flip(mask)
            if bound is not None and not known & NEGATIVE:
                found[floor_of_number(-bound)] = None
    return list(found)


def _without_inner_floor(state: State, argument: Polynomial) -> Polynomial | None:
    """floor((floor(p) + k)/n): the argument without the inner floor, where the rule applies."""
    for monomial, value in argument.terms.items():
        inner = [g for g, e in monomial if e == 1 and state.record(g).head == "floor"]
        if len(inner) != 1:
            continue
        scale = Polynomial({tuple(pair for pair in monomial if pair[0] != inner[0]): value})
        divisor = radicals.power(state, scale, -1)
        if signs.sign(state, divisor) != POSITIVE or not algebra.is_integer(state, divisor):
            continue
        others = algebra.multiply(state, argument - Polynomial({monomial: value}), divisor)
        if not algebra.is_integer(state, others):
            continue
        (content,) = state.record(inner[0]).arguments
        assert isinstance(content, Polynomial)
        state.use("floor_floor")
        return algebra.multiply(state, content + others, scale)
    return None


def ceiling(state: State, argument: Polynomial) -> Polynomial:
    """ceil(x) = -floor(-x)."""
    return -floor(state, -argument)


def modulo(state: State, left: Polynomial, right: Polynomial) -> Polynomial:
    """A mod b = a - b*floor(a/b)."""
    quotient = algebra.multiply(state, left, radicals.power(state, right, -1))
    return left - algebra.multiply(state, right, floor(state, quotient))
