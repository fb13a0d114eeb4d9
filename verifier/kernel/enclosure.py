"""Enclosures of polynomials in generators, over boxes and of constants.

TRUSTED. Guarantee: ``enclose`` returns an interval that contains the value of the
polynomial at every point of the box where it is defined, or None; ``sign_of_constant``
returns a set of signs that contains the true one.

Every generator is enclosed from its arguments by ``interval``; nothing is assumed but
that denominators are not 0 and arguments of logarithms not 0 where the claim is defined.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import interval
from verifier.kernel.interval import Interval
from verifier.kernel.state import ANY, NEGATIVE, NULL, POSITIVE, State
from verifier.polynomial import Exponent, Polynomial

BITS = (64, 256)
"""Precisions at which the sign of a constant is tried."""

Box = dict[int, Interval]
"""Leaf -> the interval that it ranges over."""


def enclose(state: State, polynomial: Polynomial, box: Box, bits: int) -> Interval | None:
    """An interval that contains ``polynomial`` on the box."""
    return _of_polynomial(state, polynomial, box, bits, {})


def sign_of_constant(state: State, polynomial: Polynomial) -> int:
    """The signs that a polynomial without variables may have."""
    if state.support(polynomial):
        return ANY
    for bits in BITS:
        value = enclose(state, polynomial, {}, bits)
        if value is None:
            return ANY
        if not value.contains_zero():
            return POSITIVE if value.low > 0 else NEGATIVE
    return ANY


def mask_of(value: Interval) -> int:
    """The signs of the numbers in an interval."""
    mask = POSITIVE if value.high > 0 else 0
    mask |= NEGATIVE if value.low < 0 else 0
    return mask | (NULL if value.contains_zero() else 0)


Memo = dict[tuple[int, Exponent], "Interval | None"]


def _of_polynomial(
    state: State, polynomial: Polynomial, box: Box, bits: int, memo: Memo
) -> Interval | None:
    total = Interval(0, 0, bits)
    for monomial, coefficient in polynomial.terms.items():
        term = interval.exactly(Fraction(coefficient), bits)
        for pair in monomial:
            if pair not in memo:
                memo[pair] = _of_power(state, *pair, box, bits, memo)
            factor = memo[pair]
            if factor is None:
                return None
            term = term * factor
        total = total + term
    return total


def _of_power(
    state: State, identity: int, exponent: Exponent, box: Box, bits: int, memo: Memo
) -> Interval | None:
    record = state.record(identity)
    if record.head == "exp":
        inner = record.inner
        argument = _of_polynomial(state, inner.scale(exponent), box, bits, memo)
        return None if argument is None else argument.exponential()
    base = _of_generator(state, identity, box, bits, memo)
    return None if base is None else base.power(Fraction(exponent))


def _of_generator(state: State, identity: int, box: Box, bits: int, memo: Memo) -> Interval | None:
    leaf = box.get(identity)
    if leaf is not None:
        return leaf
    record = state.record(identity)
    if record.head == "pi":
        return interval.pi(bits)
    if len(record.arguments) != 1 or not isinstance(record.arguments[0], Polynomial):
        return None
    inner = _of_polynomial(state, record.arguments[0], box, bits, memo)
    return None if inner is None else _apply(record.head, inner, bits)


def _apply(head: str, inner: Interval, bits: int) -> Interval | None:
    match head:
        case "poly" | "prime":
            return inner
        case "abs":
            return inner.magnitude()
        case "log":
            return inner.magnitude().logarithm()
        case "sin":
            return inner.sine()
        case "cos":
            return inner.cosine()
        case "atan":
            return inner.arctangent()
        case "asin":
            return _arcsine(inner, bits)
        case "erf":
            return inner.error_function()
        case "sign":
            low = (inner.low > 0) - (inner.low < 0)
            high = (inner.high > 0) - (inner.high < 0)
            return interval.between(Fraction(low), Fraction(high), bits)
        case "floor":
            return Interval(inner.low >> bits << bits, inner.high >> bits << bits, bits)
        case _:
            return None


def _arcsine(inner: Interval, bits: int) -> Interval | None:
    """The arcsine, atan(x / sqrt(1 - x^2)) at both ends, inside (-1, 1)."""
    ends = []
    for end in (inner.low, inner.high):
        value = Interval(end, end, bits)
        below = (interval.exactly(Fraction(1), bits) + -(value * value)).root(2)
        inverse = None if below is None else below.inverse()
        if inverse is None or abs(end) >= 1 << bits:
            return None
        ends.append((value * inverse).arctangent())
    return Interval(ends[0].low, ends[1].high, bits)
