"""Sine, cosine and tangent by addition of angles.

TRUSTED. Guarantee: ``sine(p)`` and ``cosine(p)`` are polynomials in the sines
and cosines of unit angles u*m (m a monomial), equal to sin p and cos p.

sin(a+b) = sin a cos b + cos a sin b, cos(a+b) = cos a cos b - sin a sin b; every
multiple of an angle is a multiple of its unit, and a finer unit, once needed,
restarts the check (``FinerAngle``). Rational multiples of pi with denominators
1, 2, 3, 4, 5, 6, 8, 10, 12 have exact values. Source: DLMF 4.17, 4.21.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from verifier.kernel import algebra, enclosure, radicals, signs, signum
from verifier.kernel.state import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    NULL,
    POSITIVE,
    FinerAngle,
    Refusal,
    State,
)
from verifier.polynomial import ONE, ZERO, Coefficient, Exponent, Monomial, Polynomial

Surd: TypeAlias = tuple[tuple[Fraction, Fraction], ...]
"""A sum of c*sqrt(r), as pairs (c, r)."""

MULTIPLE_LIMIT = 24


def _surd(*parts: tuple[Exponent, int]) -> Surd:
    return tuple((Fraction(value), Fraction(radicand)) for value, radicand in parts)


HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
SINES: dict[Fraction, Surd] = {
    Fraction(0): (),
    Fraction(1, 12): _surd((QUARTER, 6), (-QUARTER, 2)),
    Fraction(1, 10): _surd((QUARTER, 5), (-QUARTER, 1)),
    Fraction(1, 6): _surd((HALF, 1)),
    Fraction(1, 4): _surd((HALF, 2)),
    Fraction(3, 10): _surd((QUARTER, 5), (QUARTER, 1)),
    Fraction(1, 3): _surd((HALF, 3)),
    Fraction(5, 12): _surd((QUARTER, 6), (QUARTER, 2)),
    Fraction(1, 2): _surd((1, 1)),
}
"""sin(q*pi) for 0 <= q <= 1/2."""
ARCSINES: tuple[tuple[Surd, Fraction], ...] = tuple(
    (value, angle) for angle, value in SINES.items() if angle
)
ARCTANGENTS: tuple[tuple[Surd, Fraction], ...] = (
    (_surd((1, 1)), Fraction(1, 4)),
    (_surd((1, 3)), Fraction(1, 3)),
    (_surd((Fraction(1, 3), 3)), Fraction(1, 6)),
    (_surd((1, 2), (-1, 1)), Fraction(1, 8)),
    (_surd((1, 2), (1, 1)), Fraction(3, 8)),
    (_surd((2, 1), (-1, 3)), Fraction(1, 12)),
    (_surd((2, 1), (1, 3)), Fraction(5, 12)),
)


def surd(state: State, value: Surd) -> Polynomial:
    """The sum of c*sqrt(r)."""
    total = ZERO
    for factor, radicand in value:
        total = total + radicals.constant_power(state, radicand, HALF).scale(factor)
    return total


def _sine_of_pi(state: State, multiple: Fraction) -> Polynomial | None:
    """sin(multiple*pi), by symmetry from the first quadrant."""
    multiple %= 2
    if multiple > 1:
        value = _sine_of_pi(state, multiple - 1)
        return None if value is None else -value
    if multiple > HALF:
        multiple = 1 - multiple
    known = SINES.get(multiple)
    return None if known is None else surd(state, known)


def sine(state: State, angle: Polynomial) -> Polynomial:
    """sin(angle)."""
    return _sine_and_cosine(state, algebra.cancel(state, angle))[0]


def cosine(state: State, angle: Polynomial) -> Polynomial:
    """cos(angle)."""
    return _sine_and_cosine(state, algebra.cancel(state, angle))[1]


def tangent(state: State, angle: Polynomial) -> Polynomial:
    """Tan = sin / cos."""
    up, down = _sine_and_cosine(state, algebra.cancel(state, angle))
    return algebra.multiply(state, up, radicals.power(state, down, -1))


def _sine_and_cosine(state: State, angle: Polynomial) -> tuple[Polynomial, Polynomial]:
    if len(angle) > 5:
        raise Refusal("a sine of a long sum")
    up, down = ZERO, ONE
    if len(angle) > 1:
        state.use("sin_add")
    for monomial, value in angle.terms.items():
        s, c = _of_term(state, monomial, value)
        up, down = (
            algebra.multiply(state, up, c) + algebra.multiply(state, down, s),
            algebra.multiply(state, down, c) - algebra.multiply(state, up, s),
        )
    return up, down


def _of_term(state: State, monomial: Monomial, value: Coefficient) -> tuple[Polynomial, Polynomial]:
    if len(monomial) == 1 and monomial[0][1] == 1:
        record = state.record(monomial[0][0])
        if record.head == "pi":
            return _of_pi(state, monomial, Fraction(value))
        if record.head in ("asin", "atan"):
            return _of_inverse(state, monomial, value)
    return _of_multiple(state, monomial, value)


def _of_pi(state: State, monomial: Monomial, value: Fraction) -> tuple[Polynomial, Polynomial]:
    s, c = _sine_of_pi(state, value), _sine_of_pi(state, value + HALF)
    if s is None or c is None:
        return _of_multiple(state, monomial, value)
    state.use("sin_pi")
    return s, c


def _of_inverse(
    state: State, monomial: Monomial, value: Coefficient
) -> tuple[Polynomial, Polynomial]:
    """sin(asin x) = x, cos(asin x) = sqrt(1-x^2); sin, cos of atan x are x, 1 over sqrt(1+x^2)."""
    record = state.record(monomial[0][0])
    inner = record.inner
    if not isinstance(value, int) or abs(value) > MULTIPLE_LIMIT:
        return _of_multiple(state, monomial, value)
    state.use("sin_inverse")
    square = algebra.multiply(state, inner, inner)
    if record.head == "asin":
        s, c = inner, _cosine_of_arcsine(state, inner, square)
    else:
        c = radicals.power(state, ONE + square, -HALF)
        s = algebra.multiply(state, inner, c)
    return _multiple(state, s, c, value)


def _cosine_of_arcsine(state: State, inner: Polynomial, square: Polynomial) -> Polynomial:
    """cos(asin x) = sqrt(1 - x^2), which is |sin u| for x = cos u."""
    single = inner.single()
    if single is not None and abs(single[0]) == 1 and len(single[1]) == 1:
        ((identity, exponent),) = single[1]
        record = state.record(identity)
        if record.head == "cos" and exponent == 1:
            (angle,) = record.arguments
            assert isinstance(angle, Polynomial)
            return signum.absolute(state, sine(state, angle))
    return radicals.power(state, ONE - square, HALF)


def _of_multiple(
    state: State, monomial: Monomial, value: Coefficient
) -> tuple[Polynomial, Polynomial]:
    base = Polynomial({monomial: 1})
    unit = state.table.units.setdefault(base, abs(Fraction(value)))
    times = Fraction(value) / unit
    if times.denominator != 1:
        state.table.units[base] = Fraction(
            gcd(unit.numerator, value.numerator), lcm(unit.denominator, value.denominator)
        )
        raise FinerAngle
    if abs(times) > MULTIPLE_LIMIT:
        raise Refusal("a large multiple of an angle")
    small = base.scale(unit)
    s, c = state.value("sin", small), state.value("cos", small)
    return _multiple(state, s, c, times.numerator)


def _multiple(
    state: State, s: Polynomial, c: Polynomial, times: int
) -> tuple[Polynomial, Polynomial]:
    """Sin and cos of ``times`` angles with sine s and cosine c."""
    up, down = ZERO, ONE
    for _ in range(abs(times)):
        up, down = (
            algebra.multiply(state, up, c) + algebra.multiply(state, down, s),
            algebra.multiply(state, down, c) - algebra.multiply(state, up, s),
        )
    if abs(times) > 1:
        state.use("sin_add")
    return (-up if times < 0 else up), down


def sign_of(state: State, head: str, angle: Polynomial) -> int:
    """Cos u >= 0 for |u| <= pi/2; sin u has the sign of u for |u| <= pi."""
    if not state.support(angle):
        return enclosure.sign_of_constant(state, state.value(head, angle))
    if not state.signs:
        return ANY
    half_turn = state.value("pi")
    if head == "cos":
        quarter = half_turn.scale(HALF)
        mask = signs.sign(state, quarter - angle) | signs.sign(state, quarter + angle)
        return POSITIVE if mask == POSITIVE else ANY if mask & NEGATIVE else NONNEGATIVE
    mask = signs.sign(state, angle)
    if mask & NEGATIVE and mask & POSITIVE:
        return ANY
    turned = bool(mask & NEGATIVE)
    room = signs.sign(state, half_turn + angle if turned else half_turn - angle)
    if room & NEGATIVE:
        return ANY
    return mask | (room & NULL)
