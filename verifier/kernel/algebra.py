"""Products and fractions of polynomials in generators.

TRUSTED. Guarantee: every function returns a polynomial that has the same value
as what it is named for, wherever the arguments make that defined. Conditions
that definedness gives (a denominator is not 0, the argument of a logarithm is
positive) are used; nothing else is assumed.

Fractions have one form: ``cancel`` divides a denominator out where it divides the
numerator exactly, ``divide_leading`` is one step of polynomial division by it.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import intrinsic_signs, relations, signs
from verifier.kernel.state import NONNEGATIVE, NONZERO, Refusal, State, Undefined
from verifier.polynomial import (
    ONE,
    ZERO,
    Coefficient,
    Exponent,
    Monomial,
    Polynomial,
    exact,
    generator,
    multiply_monomials,
)

EXPANSION_LIMIT = 6000
"""Most terms that one product may have; larger ones are refused."""
DIVISION_LIMIT = 3
"""Denominators with at most this many terms are divided by."""
DEEPEST_DIVISION = 40
"""Divisions that one division may lead to, one inside the other."""


class Circular(Exception):
    """A division has led back to itself: y*r/(y + r) = r - (y^2 + 1)/(y + r), r^2 = y^2 + 1."""

    def __init__(self, key: tuple[int, Exponent, Monomial]) -> None:
        super().__init__("a division that leads back to itself")
        self.key = key


def multiply(state: State, left: Polynomial, right: Polynomial) -> Polynomial:
    """Left * right, with the relations between generators applied."""
    if left is ONE or right is ONE:
        return right if left is ONE else left
    if len(left) * len(right) > EXPANSION_LIMIT:
        raise Refusal("a product grows too large")
    state.table.work.charge(len(left) * len(right))
    return reduce(state, left.times(right))


def product(state: State, *factors: Polynomial) -> Polynomial:
    """The product of all ``factors``."""
    total = ONE
    for factor in factors:
        total = multiply(state, total, factor)
    return total


def reduce(state: State, polynomial: Polynomial) -> Polynomial:
    """``polynomial`` with every monomial rewritten by the relations of its generators."""
    state.table.work.charge(len(polynomial))
    special = state.table.special
    plain: dict[Monomial, Coefficient] = {}
    rest = ZERO
    for monomial, value in polynomial.terms.items():
        image = None
        for identity, _ in monomial:
            if identity in special:
                image = _reduce_monomial(state, monomial)
                break
        if image is None:
            plain[monomial] = value
        else:
            rest = rest + image.scale(value)
    if not rest and len(plain) == len(polynomial):
        return polynomial
    return Polynomial(plain) + rest


def _reduce_monomial(state: State, monomial: Monomial) -> Polynomial | None:
    """The monomial rewritten by the first relation that applies; None when none does."""
    for position, (identity, exponent) in enumerate(monomial):
        if identity not in state.table.special:
            continue
        rest = monomial[:position] + monomial[position + 1 :]
        image = relations.relation(state, identity, exponent, rest)
        if image is not None:
            return image
    return None


def primitive_part(state: State, base: Polynomial) -> tuple[Coefficient, Monomial, Polynomial]:
    """``(c, m, p)`` with base = c*m*p and no denominators left inside p."""
    value, monomial, primitive = base.content()
    for _ in range(8):
        cleared = reduce(state, primitive)
        if cleared == primitive:
            break
        if not cleared:
            raise Undefined("a zero factor")
        more, inner, primitive = cleared.content()
        value = exact(value * more)
        monomial = multiply_monomials(monomial, inner)
    return value, monomial, primitive


def is_integer(state: State, polynomial: Polynomial) -> bool:
    """Whether every value of ``polynomial`` is surely an integer."""
    for monomial, value in polynomial.terms.items():
        if not isinstance(value, int):
            return False
        for identity, exponent in monomial:
            if not isinstance(exponent, int) or exponent < 0:
                return False
            if not intrinsic_signs.is_integer_generator(state, identity):
                return False
    return True


def cancel(state: State, fraction: Polynomial) -> Polynomial:
    """``fraction`` with denominators divided out where they divide the numerator exactly."""
    poles = {
        identity
        for monomial in fraction.terms
        for identity, exponent in monomial
        if exponent < 0 and isinstance(exponent, int) and state.record(identity).head == "poly"
    }
    if state.table.guarded:  # a case that is not taken where its denominator vanishes
        poles = {identity for identity in poles if nonzero(state, generator(identity))}
    if not poles:
        return fraction
    value, monomial, numerator = primitive_part(state, fraction)
    if not numerator:
        return ZERO
    powers = dict(monomial)
    for identity in sorted(poles):
        divisor = state.record(identity).inner
        while isinstance(powers.get(identity), int) and powers[identity] < 0:
            quotient = numerator.divide(divisor, state.table.work.charge)
            if quotient is None:
                break
            state.use("cancel")
            numerator = quotient
            powers[identity] = powers[identity] + 1
            if not powers[identity]:
                del powers[identity]
    common = Polynomial({tuple(sorted(powers.items())): value})
    return multiply(state, numerator, common)


def divide_leading(
    state: State, identity: int, exponent: Exponent, rest: Monomial
) -> Polynomial | None:
    """q*l*p^-k = (q*p^(1-k) - q*(p-c*l)*p^-k) / c for the leading term c*l of p.

    Polynomial division by p, one step: fractions with one denominator get one form.
    A division that leads back to itself is not made.
    """
    divisor = state.record(identity).inner
    if len(divisor) > DIVISION_LIMIT or not isinstance(exponent, int):
        return None
    if state.table.guarded and not nonzero(state, generator(identity)):
        return None
    lead = divisor.leading()
    powers = dict(rest)
    for inner, times in lead:
        if powers.get(inner, 0) < times:
            return None
    inverse: Monomial = tuple((inner, -times) for inner, times in lead)
    shifted = multiply_monomials(rest, inverse)
    value = divisor.terms[lead]
    others = divisor - Polynomial({lead: value})
    key = (identity, exponent, rest)
    table = state.table
    if key in table.circular:
        return None
    if key in table.dividing or len(table.dividing) >= DEEPEST_DIVISION:
        raise Circular(next(iter(table.dividing)) if key not in table.dividing else key)
    quotient = Polynomial({shifted: 1})
    here = generator(identity, exponent)
    table.dividing[key] = None
    try:
        up = multiply(state, quotient, generator(identity, exponent + 1))
        down = product(state, quotient, others, here)
    except Circular as circular:
        if circular.key != key:
            raise
        table.circular.add(key)
        return None
    finally:
        del table.dividing[key]
    return (up - down).scale(Fraction(1) / value)


def nonnegative(state: State, polynomial: Polynomial) -> bool:
    """Whether ``polynomial`` is surely >= 0."""
    return signs.sign(state, polynomial) | NONNEGATIVE == NONNEGATIVE


def nonzero(state: State, polynomial: Polynomial) -> bool:
    """Whether ``polynomial`` is surely not 0."""
    return signs.sign(state, polynomial) | NONZERO == NONZERO
