"""Constants that are algebraic numbers: deciding whether one is zero.

TRUSTED. Guarantee: ``vanishes(p)`` is True only if the constant p is 0.

p is a polynomial in roots of constants and in sines and cosines of rational multiples of
pi. d*p is an algebraic integer for some integer d > 0; its conjugates are at most B in
absolute value, and there are at most D of them. If p is not 0, the product of the
conjugates of d*p is an integer that is not 0, so |p| >= 1 / (d * B^(D-1)); an enclosure
that is smaller than that around 0 shows p = 0.  Source: Burnikel, Funke, Mehlhorn,
Schirra & Schmitt, A separation bound for real algebraic expressions (2001).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm

from verifier.kernel import enclosure
from verifier.kernel.state import State
from verifier.polynomial import Exponent, Polynomial

LARGEST_DEGREE = 64
MOST_BITS = 6000


@dataclass
class _Field:
    """What generates the field in which the constants lie."""

    roots: dict[int, int] = field(default_factory=dict)
    """Generator -> degree of the root taken of it."""
    turn: int = 1
    """All angles are multiples of pi / turn."""

    def degree(self) -> int:
        result = _totient(4 * self.turn) if self.turn > 1 else 1
        for degree in self.roots.values():
            result *= degree
        return result


@dataclass(frozen=True)
class _Size:
    """``denominator * x`` is an algebraic integer; no conjugate of x exceeds ``bound``."""

    denominator: int
    bound: Fraction


class _Unknown(Exception):
    """Not an algebraic number of the kinds that are treated here."""


def vanishes(state: State, polynomial: Polynomial) -> bool:
    """Whether the constant is surely 0."""
    if not polynomial:
        return True
    if state.support(polynomial):
        return False
    numbers = _Field()
    try:
        size = _of_polynomial(state, polynomial, numbers)
    except _Unknown:
        return False
    degree = numbers.degree()
    if degree == 1 or degree > LARGEST_DEGREE:
        return False
    largest = -(-size.bound * size.denominator // 1)
    bits = (degree - 1) * int(largest).bit_length() + size.denominator.bit_length() + 4
    if bits > MOST_BITS:
        return False
    working = bits + 64
    value = enclosure.enclose(state, polynomial, {}, working)
    if value is None:
        return False
    return max(abs(value.low), abs(value.high)) < 1 << (working - bits)


def _of_polynomial(state: State, polynomial: Polynomial, numbers: _Field) -> _Size:
    denominator, bound = 1, Fraction(0)
    for monomial, value in polynomial.terms.items():
        whole, size = Fraction(value).denominator, abs(Fraction(value))
        for identity, exponent in monomial:
            factor = _of_power(state, identity, exponent, numbers)
            whole, size = whole * factor.denominator, size * factor.bound
        denominator, bound = lcm(denominator, whole), bound + size
    return _Size(denominator, bound)


def _of_power(state: State, identity: int, exponent: Exponent, numbers: _Field) -> _Size:
    """A positive power of a root, a sine or a cosine."""
    if exponent <= 0:
        raise _Unknown
    record = state.record(identity)
    inner = record.arguments[0] if record.arguments else None
    if not isinstance(inner, Polynomial):
        raise _Unknown
    power = Fraction(exponent)
    if record.head in ("prime", "abs"):
        base = _of_polynomial(state, inner, numbers)
        degree = power.denominator
        numbers.roots[identity] = lcm(numbers.roots.get(identity, 1), degree)
        bound = max(Fraction(1), base.bound)
        return _Size(base.denominator**power.numerator, bound**power.numerator)
    if record.head in ("sin", "cos") and power.denominator == 1:
        numbers.turn = lcm(numbers.turn, _turn(state, inner))
        return _Size(2**power.numerator, Fraction(1))
    raise _Unknown


def _turn(state: State, angle: Polynomial) -> int:
    """The angle is a multiple of pi / turn."""
    single = angle.single()
    if single is None or single[1] != ((state.make("pi"), 1),):
        raise _Unknown
    return Fraction(single[0]).denominator


def _totient(number: int) -> int:
    return sum(1 for k in range(1, number + 1) if gcd(k, number) == 1)
