"""Powers and roots with rational exponents.

TRUSTED. Guarantee: ``power(b, q)`` equals b^q wherever that is defined: b != 0 for an integer
q < 0, b >= 0 for a fraction q. Roots go through |b|^q, which splits over the factors of b
whatever their signs are; positive rationals become powers of primes.

Generators introduced here: ``poly(p)^-k`` for a denominator p with several terms,
``abs(p)^q`` with 0 < q < 1 for a radical |p|^q, ``prime(p)^q``.
Limits: no roots of complex quantities; a large factor of a number stays whole.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from verifier.kernel import algebra, intrinsic_signs, signum
from verifier.kernel.state import Refusal, State, Undefined
from verifier.polynomial import (
    ONE,
    ZERO,
    Exponent,
    Polynomial,
    exact,
    generator,
    rational,
)

PRIME_LIMIT = 10**4
"""Trial division of rational constants stops here; a larger factor stays whole."""


def whole_and_fraction(exponent: Exponent) -> tuple[int, Exponent]:
    """``exponent`` as an integer and a rest in [0, 1)."""
    whole = floor(exponent)
    return whole, exact(exponent - whole)


def power(state: State, base: Polynomial, exponent: Exponent) -> Polynomial:
    """base^exponent for a rational exponent.

    An integer exponent k < 0 uses base != 0; a fraction uses base >= 0.
    """
    exponent = exact(exponent)
    if exponent == 0:
        return ONE
    if exponent == 1:
        return base
    if not base:
        if exponent > 0:
            return ZERO
        raise Undefined("a zero denominator")
    if isinstance(exponent, Fraction):
        return absolute_power(state, base, exponent)
    if exponent > 0:
        return _whole_power(state, base, exponent)
    value, monomial, primitive = algebra.primitive_part(state, base)
    if -exponent * max(value.numerator.bit_length(), value.denominator.bit_length()) > 10**5:
        raise Refusal("a number grows too large")
    result = Polynomial({tuple((g, exact(e * exponent)) for g, e in monomial): 1})
    result = algebra.reduce(state, result).scale(Fraction(1) / Fraction(value) ** -exponent)
    if primitive != ONE:
        state.use("denominator")
        result = algebra.multiply(state, result, generator(state.make("poly", primitive), exponent))
    return result


def _whole_power(state: State, base: Polynomial, exponent: int) -> Polynomial:
    single = base.single()
    if single is not None:
        value, monomial = single
        raised = Polynomial({tuple((g, exact(e * exponent)) for g, e in monomial): 1})
        if exponent * max(1, abs(value.numerator).bit_length()) > 10**5:
            raise Refusal("a number grows too large")
        return algebra.reduce(state, raised).scale(value**exponent)
    if len(base) ** min(exponent, 32) > algebra.EXPANSION_LIMIT * 8:
        raise Refusal("a power grows too large")
    result = ONE
    while exponent:
        if exponent & 1:
            result = algebra.multiply(state, result, base)
        exponent >>= 1
        if exponent:
            base = algebra.multiply(state, base, base)
    return result


def absolute_power(state: State, base: Polynomial, exponent: Exponent) -> Polynomial:
    """|base|^exponent, split over the factors of ``base``.

    |c*m*p|^q = |c|^q * prod |g|^(e*q) * |p|^q: true whatever the signs are.
    """
    if not base:
        if exponent > 0:
            return ZERO
        raise Undefined("a zero denominator")
    if state.table.complex and not intrinsic_signs.is_real(state, base):
        raise Refusal("a root of a complex quantity")
    state.use("root_mul")
    value, monomial, primitive = algebra.primitive_part(state, base)
    result = constant_power(state, abs(Fraction(value)), exponent)
    for identity, inner in monomial:
        result = algebra.multiply(
            state, result, _generator_power(state, identity, exact(inner * exponent))
        )
    if primitive != ONE:
        root = primitive.root(state.table.work.charge)
        if root is not None:
            state.use("perfect_square")
            result = algebra.multiply(
                state, result, absolute_power(state, root, exact(2 * exponent))
            )
        else:
            result = algebra.multiply(state, result, radical(state, primitive, exponent))
    return result


def _generator_power(state: State, identity: int, exponent: Exponent) -> Polynomial:
    """|g|^exponent for one generator g."""
    record = state.record(identity)
    match record.head:
        case "exp" | "prime":
            return algebra.reduce(state, generator(identity, exponent))
        case "abs":
            inner = record.inner
            return radical(state, inner, exponent)
        case "poly":
            inner = record.inner
            return absolute_power(state, inner, exponent)
        case _:
            return radical(state, generator(identity), exponent)


def radical(state: State, inner: Polynomial, exponent: Exponent) -> Polynomial:
    """|p|^exponent: even whole powers of |p| are powers of p, an odd one is p*sign(p)."""
    whole, rest = whole_and_fraction(exponent)
    result = power(state, inner, whole)
    if whole % 2:
        result = algebra.multiply(state, result, signum.signum_or_one(state, inner))
    if rest:
        result = algebra.multiply(state, result, generator(state.make("abs", inner), rest))
    return result


def constant_power(state: State, value: Fraction, exponent: Exponent) -> Polynomial:
    """value^exponent for value > 0, over powers of primes in [0, 1)."""
    if isinstance(exponent, int):
        if (
            abs(exponent) * max(value.numerator.bit_length(), value.denominator.bit_length())
            > 10**5
        ):
            raise Refusal("a number grows too large")
        return rational(value**exponent)
    result = ONE
    for prime, multiplicity in factorize(value):
        result = algebra.multiply(
            state,
            result,
            generator(state.make("prime", rational(prime)), exact(multiplicity * exponent)),
        )
    return algebra.reduce(state, result)


def factorize(value: Fraction) -> list[tuple[int, int]]:
    """Value > 0 as powers of pairwise distinct integers > 1, primes up to ``PRIME_LIMIT``."""
    found: list[tuple[int, int]] = []
    for rest, sign in ((value.numerator, 1), (value.denominator, -1)):
        prime = 2
        while prime * prime <= rest and prime < PRIME_LIMIT:
            count = 0
            while rest % prime == 0:
                rest //= prime
                count += sign
            if count:
                found.append((prime, count))
            prime += 1 if prime == 2 else 2
        if rest > 1:
            found.append((rest, sign))
    return found
