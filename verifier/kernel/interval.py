"""Exact interval arithmetic in the standard library.

TRUSTED. Guarantee: an ``Interval(low, high)`` at ``bits`` stands for a set of reals that
lies in [low, high] / 2^bits; every operation returns an interval that contains all values
of the operation on such reals (rounded outwards), or None where it may be undefined.

Series with a bounded tail: exp, sin, cos by Taylor, atan and artanh (for logarithms) by
their power series after reducing the argument, roots by integer Newton iteration.
Source: Abramowitz & Stegun 4.1, 4.2, 4.3, 4.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import isqrt

LARGEST = 1 << 20
"""Exponentials of arguments beyond this many units are not computed."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The reals from low / 2^bits to high / 2^bits."""

    low: int
    high: int
    bits: int

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high, self.bits)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.bits)

    def __mul__(self, other: Interval) -> Interval:
        corners = (
            self.low * other.low, self.low * other.high,
            self.high * other.low, self.high * other.high,
        )  # fmt: skip
        return Interval(min(corners) >> self.bits, -(-max(corners) >> self.bits), self.bits)

    def contains_zero(self) -> bool:
        """Whether 0 lies in the interval."""
        return self.low <= 0 <= self.high

    def inverse(self) -> Interval | None:
        """1/x; None when x may be 0."""
        if self.contains_zero():
            return None
        one = 1 << (2 * self.bits)
        return Interval(one // self.high, -(-one // self.low), self.bits)

    def magnitude(self) -> Interval:
        """The absolute value."""
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval(0, max(-self.low, self.high), self.bits)

    def whole_power(self, exponent: int) -> Interval | None:
        """x^k for an integer k, sharp for even k."""
        if exponent < 0:
            inverse = self.inverse()
            return None if inverse is None else inverse.whole_power(-exponent)
        base = self.magnitude() if exponent % 2 == 0 else self
        result = exactly(Fraction(1), self.bits)
        for _ in range(exponent):
            result = result * base
        return result

    def root(self, degree: int) -> Interval | None:
        """x^(1/d) for x >= 0; negative values, which cannot occur, are left out."""
        if self.high < 0:
            return None
        shift = self.bits * (degree - 1)
        low = _root(max(self.low, 0) << shift, degree)
        return Interval(low, _root(self.high << shift, degree) + 1, self.bits)

    def power(self, exponent: Fraction) -> Interval | None:
        """x^q for x >= 0 (x > 0 for q < 0) and a rational q; for whole q any x."""
        if exponent.denominator == 1:
            return self.whole_power(exponent.numerator)
        root = self.root(exponent.denominator)
        return None if root is None else root.whole_power(exponent.numerator)

    def exponential(self) -> Interval | None:
        """The exponential."""
        if max(abs(self.low), abs(self.high)) >> self.bits > LARGEST >> 10:
            return None
        low, high = _exponential(self.low, self.bits), _exponential(self.high, self.bits)
        return Interval(low.low, high.high, self.bits)

    def logarithm(self) -> Interval | None:
        """The logarithm; None when x may be <= 0."""
        if self.low <= 0:
            return None
        low, high = _logarithm(self.low, self.bits), _logarithm(self.high, self.bits)
        return Interval(low.low, high.high, self.bits)

    def sine(self) -> Interval:
        """The sine: the value in the middle, give or take the radius."""
        middle, radius = self._middle()
        value = _sine(middle, self.bits)
        return _clamped(value.low - radius, value.high + radius, self.bits)

    def cosine(self) -> Interval:
        """The cosine: cos x = sin(x + pi/2)."""
        quarter = pi(self.bits) * exactly(Fraction(1, 2), self.bits)
        return (self + quarter).sine()

    def arctangent(self) -> Interval:
        """The arctangent."""
        low, high = _arctangent(self.low, self.bits), _arctangent(self.high, self.bits)
        return Interval(low.low, high.high, self.bits)

    def error_function(self) -> Interval:
        """The error function."""
        low, high = _error_function(self.low, self.bits), _error_function(self.high, self.bits)
        return Interval(low.low, high.high, self.bits)

    def _middle(self) -> tuple[int, int]:
        middle = (self.low + self.high) // 2
        return middle, max(middle - self.low, self.high - middle)


def exactly(value: Fraction, bits: int) -> Interval:
    """The smallest interval around a rational."""
    scaled = value.numerator << bits
    return Interval(scaled // value.denominator, -(-scaled // value.denominator), bits)


def between(low: Fraction, high: Fraction, bits: int) -> Interval:
    """The interval from ``low`` to ``high``."""
    return Interval(exactly(low, bits).low, exactly(high, bits).high, bits)


def _root(value: int, degree: int) -> int:
    """The largest integer r with r^degree <= value."""
    if degree == 2 or value < 2:
        return isqrt(value) if degree == 2 else value
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def _exponential(value: int, bits: int) -> Interval:
    """The exponential, e^(v/2^bits): Taylor at v/2^k, squared k times."""
    extra = max(8, (abs(value) >> bits).bit_length() + 8)
    fine = bits + 2 * extra + 16
    small = value << (fine - bits - extra)
    total = term = 1 << fine
    error, count = 1, 1
    while term:
        term = (term * small >> fine) // count
        total += term
        error += 2
        count += 1
        if term == -1:
            break
    result = Interval(total - error - 2, total + error + 2, fine)
    for _ in range(extra):
        result = result * result
    return _coarser(result, bits)


def _logarithm(value: int, bits: int) -> Interval:
    """The logarithm, log(v/2^bits) = k*log 2 + 2*artanh((m-1)/(m+1)) with 1/2 <= m/2^... < 1."""
    shift = value.bit_length() - bits
    fine = bits + 16
    mantissa = value << (fine - bits - shift) if fine - bits >= shift else value
    scale = fine if fine - bits >= shift else bits + shift
    ratio = Fraction(mantissa - (1 << scale), mantissa + (1 << scale))
    result = _artanh(ratio, fine) + _artanh(ratio, fine)
    if shift:
        result = result + _log_two(fine) * exactly(Fraction(shift), fine)
    return _coarser(result, bits)


@cache
def _log_two(bits: int) -> Interval:
    third = _artanh(Fraction(1, 3), bits)
    return third + third


def _artanh(ratio: Fraction, bits: int) -> Interval:
    """The sum of r^(2k+1)/(2k+1) for |r| <= 1/3; the tail is less than twice its first term."""
    return _odd_series(ratio, bits, 1)


def _odd_series(ratio: Fraction, bits: int, turn: int) -> Interval:
    """The sum of turn^k r^(2k+1)/(2k+1) for |r| <= 1/2."""
    fine = bits + 16
    power = (ratio.numerator << fine) // ratio.denominator
    square = power * power >> fine
    total, count, sign = 0, 1, 1
    while abs(power) > 1:
        total += sign * (power // count)
        power = power * square >> fine
        count += 2
        sign *= turn
    error = 4 * count + 8
    return _coarser(Interval(total - error, total + error, fine), bits)


@cache
def pi(bits: int) -> Interval:
    """The number pi = 16 atan(1/5) - 4 atan(1/239)."""
    fine = bits + 8
    five, many = _odd_series(Fraction(1, 5), fine, -1), _odd_series(Fraction(1, 239), fine, -1)
    sixteen, four = exactly(Fraction(16), fine), exactly(Fraction(-4), fine)
    return _coarser(five * sixteen + many * four, bits)


def _sine(value: int, bits: int) -> Interval:
    """The sine, sin(v/2^bits): whole turns taken off, then Taylor."""
    fine = bits + 24 + value.bit_length()
    turn = pi(fine) + pi(fine)
    scaled = value << (fine - bits)
    times = (2 * scaled + turn.low) // (2 * turn.low)
    rest = exactly(Fraction(scaled, 1 << fine), fine) + turn * exactly(Fraction(-times), fine)
    middle = (rest.low + rest.high) // 2
    radius = max(middle - rest.low, rest.high - middle)
    square = middle * middle >> fine
    term, total, count = middle, 0, 1
    while abs(term) > 1:
        total += term
        term = -(term * square >> fine) // ((count + 1) * (count + 2))
        count += 2
    error = radius + 16 * count + 64
    return _coarser(Interval(total - error, total + error, fine), bits)


def _arctangent(value: int, bits: int) -> Interval:
    """The arctangent, atan x = 2 atan(x / (1 + sqrt(1 + x^2))), three times, then the series."""
    fine = bits + 32
    x = exactly(Fraction(value, 1 << bits), fine)
    if abs(value) > 1 << bits:
        inverse = x.inverse()
        assert inverse is not None
        half = pi(fine) * exactly(Fraction(1, 2), fine)
        inner = _arctangent_small(inverse, fine)
        return _coarser((half if value > 0 else -half) + -inner, bits)
    return _coarser(_arctangent_small(x, fine), bits)


def _arctangent_small(x: Interval, bits: int) -> Interval:
    one = exactly(Fraction(1), bits)
    for _ in range(2):
        root = (one + x.magnitude() * x.magnitude()).root(2)
        assert root is not None
        below = (one + root).inverse()
        assert below is not None
        x = x * below
    low = _odd_series(Fraction(x.low, 1 << bits), bits, -1)
    high = _odd_series(Fraction(x.high, 1 << bits), bits, -1)
    return Interval(low.low, high.high, bits) * exactly(Fraction(4), bits)


def _error_function(value: int, bits: int) -> Interval:
    """2/sqrt(pi) * sum (-1)^k x^(2k+1) / (k! (2k+1)), for |x| <= 6; beyond, 1 - 2^-50 .. 1."""
    one = 1 << bits
    if abs(value) > 6 * one:
        near = one - (one >> 50) - 1
        return Interval(near, one, bits) if value > 0 else Interval(-one, -near, bits)
    fine = bits + 96
    x = value << (fine - bits)
    square = x * x >> fine
    power, total, count = x, 0, 0
    while abs(power) > 1:
        total += power // (2 * count + 1)
        count += 1
        power = -(power * square >> fine) // count
    error = (count + 8) << 60
    series = Interval(total - error, total + error, fine)
    root = pi(fine).root(2)
    assert root is not None
    scale = root.inverse()
    assert scale is not None
    result = _coarser(series * scale * exactly(Fraction(2), fine), bits)
    return _clamped(result.low, result.high, bits)


def _clamped(low: int, high: int, bits: int) -> Interval:
    one = 1 << bits
    return Interval(max(low, -one), min(high, one), bits)


def _coarser(value: Interval, bits: int) -> Interval:
    shift = value.bits - bits
    return Interval(value.low >> shift, -(-value.high >> shift), bits)
