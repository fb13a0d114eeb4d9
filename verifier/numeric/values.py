"""Values: exact rationals, balls, and numbers that carry a derivative.

Guarantee: every operation returns an enclosure of the exact result; what is exact
(``fmpq``) stays exact as long as it is small. ``Dual(t, a, b)`` is ``a + b*e`` with
``e*e = 0``, where each tag ``t`` is an infinitesimal of its own, so that nested
derivatives do not mix. An operation that might leave its domain raises: ``Undefined``
where that is certain, ``Imprecise`` where the balls are too wide to say.
Limits: a value is real, or complex where the claim is; there are no infinities.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TypeAlias

from flint import acb, arb, fmpq

MAX_BITS = 4096
"""Rationals with larger numerators or denominators become balls."""


class Undefined(Exception):
    """The term has certainly no value at this point."""


class Undecided(Exception):
    """Nothing certain can be said of the term at this point."""


class Imprecise(Undecided):
    """A ball is too wide to decide; a higher precision may help."""


class OutOfBudget(Undecided):
    """The evaluation needs more elementary operations, or time, than it was given."""


class Dual:
    """``value + slope * e[tag]``; both parts may hold tags smaller than ``tag`` only."""

    __slots__ = ("slope", "tag", "value")

    def __init__(self, tag: int, value: Value, slope: Value) -> None:
        self.tag = tag
        self.value = value
        self.slope = slope

    def __repr__(self) -> str:
        return f"Dual({self.tag}, {self.value!r}, {self.slope!r})"

    def __add__(self, other: Value | int) -> Dual:
        if type(other) is Dual:
            if other.tag == self.tag:
                return Dual(self.tag, self.value + other.value, self.slope + other.slope)
            if other.tag > self.tag:
                return Dual(other.tag, self + other.value, other.slope)
        return Dual(self.tag, self.value + other, self.slope)

    __radd__ = __add__

    def __neg__(self) -> Dual:
        return Dual(self.tag, -self.value, -self.slope)

    def __sub__(self, other: Value | int) -> Dual:
        return self + (-other)

    def __rsub__(self, other: Ball | int) -> Dual:
        return (-self) + other

    def __mul__(self, other: Value | int) -> Dual:
        if type(other) is Dual:
            if other.tag == self.tag:
                slope = self.slope * other.value + self.value * other.slope
                return Dual(self.tag, self.value * other.value, slope)
            if other.tag > self.tag:
                return Dual(other.tag, self * other.value, self * other.slope)
        return Dual(self.tag, self.value * other, self.slope * other)

    __rmul__ = __mul__


class Extended(ABC):
    """A set of real numbers with an arithmetic of its own: the image of a half-line."""

    __slots__ = ()

    @abstractmethod
    def __neg__(self) -> Extended: ...

    @abstractmethod
    def __add__(self, other: object) -> Extended: ...

    @abstractmethod
    def __radd__(self, other: object) -> Extended: ...

    @abstractmethod
    def __sub__(self, other: object) -> Extended: ...

    @abstractmethod
    def __rsub__(self, other: object) -> Extended: ...

    @abstractmethod
    def __mul__(self, other: object) -> Extended: ...

    @abstractmethod
    def __rmul__(self, other: object) -> Extended: ...

    @abstractmethod
    def reciprocal(self) -> Extended:
        """``1/v`` for all its elements."""

    @abstractmethod
    def power(self, exponent: int) -> Extended:
        """``v ** exponent`` for all its elements."""

    @abstractmethod
    def fractional_power(self, exponent: fmpq) -> Extended:
        """``v ** exponent`` for all its elements."""

    @abstractmethod
    def apply(self, name: str) -> Extended:
        """A function of one argument for all its elements."""

    @abstractmethod
    def order(self) -> int | None:
        """The strict sign that all its elements have."""


Ball: TypeAlias = fmpq | arb | acb
Value: TypeAlias = fmpq | arb | acb | Dual | Extended

ZERO, ONE = fmpq(0), fmpq(1)


def primal(value: Value) -> Ball:
    """``value`` without its infinitesimals."""
    while isinstance(value, Dual):
        value = value.value
    if isinstance(value, Extended):
        raise Undecided
    return value


def coefficient(value: Value, tag: int) -> Value:
    """The factor of ``e[tag]`` in ``value``."""
    if not isinstance(value, Dual) or value.tag < tag:
        return ZERO
    if value.tag == tag:
        return value.slope
    return Dual(value.tag, coefficient(value.value, tag), coefficient(value.slope, tag))


def as_real(ball: Ball) -> Ball:
    """A complex ball whose imaginary part is exactly 0 as a real one."""
    return ball.real if isinstance(ball, acb) and ball.imag.is_zero() else ball


def to_arb(ball: fmpq | arb) -> arb:
    """``ball`` as a real ball at the current precision."""
    return ball if isinstance(ball, arb) else arb(ball)


def to_acb(ball: Ball) -> acb:
    """``ball`` as a complex ball at the current precision."""
    return ball if isinstance(ball, acb) else acb(ball)


def finite(ball: Ball) -> bool:
    """Whether ``ball`` is an enclosure at all: neither infinite nor nan."""
    return isinstance(ball, fmpq) or ball.is_finite()


def sign(value: Value) -> int | None:
    """-1, 0 or 1 where that is certain, else None; of the primal part."""
    if isinstance(value, Extended):
        return value.order()
    ball = as_real(primal(value))
    if isinstance(ball, acb):
        return None
    if ball > 0:
        return 1
    if ball < 0:
        return -1
    return 0 if ball == 0 else None


def compare(left: Value, right: Value) -> int | None:
    """The certain sign of ``left - right``, else None."""
    if isinstance(left, Extended) or isinstance(right, Extended):
        return sign(left - right)
    return sign(primal(left) - primal(right))


def is_zero(value: Value) -> bool:
    """Whether the primal part is exactly 0."""
    if isinstance(value, Extended):
        return False
    ball = primal(value)
    return ball == 0 if isinstance(ball, fmpq) else ball.is_zero()


def excludes_zero(ball: Ball) -> bool:
    """Whether ``ball`` certainly does not contain 0 (and is finite)."""
    if isinstance(ball, fmpq):
        return ball != 0
    return ball.is_finite() and not ball.contains(0)


def exact(value: Value) -> fmpq | None:
    """The rational number that ``value`` is, if it holds exactly one and no infinitesimal."""
    if isinstance(value, fmpq):
        return value
    if isinstance(value, (Dual, Extended)):
        return None
    ball = as_real(value)
    if isinstance(ball, arb) and ball.is_finite() and ball.is_exact():
        exponent = ball.man_exp()[1]
        if -MAX_BITS < exponent < MAX_BITS:
            return ball.fmpq()
    return None


def exact_integer(value: Value) -> int | None:
    """The integer that ``value`` certainly is, else None."""
    number = exact(value)
    return int(number.p) if number is not None and number.q == 1 else None


def shorten(value: Value) -> Value:
    """``value``, as a ball if it is a rational too long to carry on with."""
    if isinstance(value, fmpq) and value.height_bits() > MAX_BITS:
        return arb(value)
    return value


def checked(ball: Ball) -> Ball:
    """``ball``, which must be finite: ``Imprecise`` otherwise."""
    if not finite(ball):
        raise Imprecise
    return ball


def reciprocal(value: Value) -> Value:
    """``1/value``; ``Undefined`` at exactly 0, ``Imprecise`` around it."""
    if isinstance(value, Dual):
        inverse = reciprocal(value.value)
        return Dual(value.tag, inverse, -(inverse * inverse * value.slope))
    if isinstance(value, Extended):
        return value.reciprocal()
    if is_zero(value):
        raise Undefined
    if not excludes_zero(value):
        raise Imprecise
    return 1 / value


def divide(left: Value, right: Value) -> Value:
    """``left / right``, as ``reciprocal``."""
    if isinstance(right, (Dual, Extended)) or isinstance(left, (Dual, Extended)):
        return left * reciprocal(right)
    if is_zero(right):
        raise Undefined
    if not excludes_zero(right):
        raise Imprecise
    return left / right


def integer_power(base: Value, exponent: int) -> Value:
    """``base ** exponent``, with ``0 ** 0 = 1``; ``Undefined`` for ``0 ** -1``."""
    if exponent == 1:
        return base
    if isinstance(base, Dual):
        if exponent == 0:
            return Dual(base.tag, integer_power(base.value, 0), ZERO)
        slope = integer_power(base.value, exponent - 1) * fmpq(exponent) * base.slope
        return Dual(base.tag, integer_power(base.value, exponent), slope)
    if isinstance(base, Extended):
        return base.power(exponent)
    if exponent == 0:
        return ONE
    if exponent < 0 and not excludes_zero(base):
        raise Undefined if is_zero(base) else Imprecise
    if isinstance(base, fmpq):
        if base.height_bits() * abs(exponent) <= MAX_BITS or base in (0, 1, -1):
            return fmpq(base**exponent)
        base = arb(base)
    if exponent > 0 and not excludes_zero(base):
        return _repeated(checked(base), exponent)
    return checked(base**exponent)


def _repeated(base: Ball, exponent: int) -> Ball:
    """``base ** exponent`` by multiplication: FLINT has none for a ball around 0."""
    if is_zero(base):
        return ZERO
    if exponent > MAX_BITS:
        raise Imprecise
    half = base if exponent < 4 else _repeated(base, exponent // 2)
    square = half * half
    if exponent == 3 or (exponent > 3 and exponent % 2):
        return square * base
    return square


def integer_root(number: fmpq, degree: int) -> fmpq | None:
    """The exact non-negative root of a non-negative rational, if it has one."""
    if degree > 64:
        return None
    top, bottom = (_root(int(part), degree) for part in (number.p, number.q))
    return None if top is None or bottom is None else fmpq(top, bottom)


def _root(number: int, degree: int) -> int | None:
    """The exact root of ``number >= 0`` by Newton's iteration."""
    if number < 2:
        return number
    guess = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess if guess**degree == number else None
        guess = better
