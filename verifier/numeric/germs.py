"""Germs: how a term behaves as its variable tends to a point from one side.

Guarantee: ``Germ(k, (c_0, c_1, ...))`` says ``v(s) = s^k (c_0 + c_1 s + ... ) + O(s^end)``
for ``s -> 0+``, every coefficient enclosed; arithmetic and smooth functions keep that.
``Huge(+-1)`` grows faster than every power of 1/s.
Limits: no logarithms of s, no oscillation; a leading coefficient that is not certainly
zero or non-zero leaves things undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import acb, arb, fmpq

from verifier.numeric.elementary import Real
from verifier.numeric.functions import RealFunctions
from verifier.numeric.values import (
    ONE,
    ZERO,
    Ball,
    Extended,
    Undecided,
    as_real,
    excludes_zero,
    finite,
    is_zero,
    primal,
    sign,
)

TERMS = 24
_BALLS = RealFunctions()


class Germ(Extended):
    """A truncated series in ``s`` with finitely many negative powers."""

    __slots__ = ("coefficients", "start")

    def __init__(self, start: int, coefficients: Sequence[Real]) -> None:
        lead = 0
        while lead < len(coefficients) and is_zero(coefficients[lead]):
            lead += 1
        self.start = start + lead
        self.coefficients = tuple(coefficients[lead:])

    def __repr__(self) -> str:
        return f"Germ({self.start}, {self.coefficients[:3]})"

    @property
    def end(self) -> int:
        """The power of s from which on nothing is known."""
        return self.start + len(self.coefficients)

    def at(self, power: int) -> Real:
        """The coefficient of ``s^power``."""
        place = power - self.start
        return self.coefficients[place] if 0 <= place < len(self.coefficients) else ZERO

    def limit(self) -> Real:
        """The limit for ``s -> 0+``; ``Undecided`` if there is none or too little is known."""
        if self.start < 0 or self.end < 1:
            raise Undecided
        return self.at(0)

    def dense(self) -> list[Real]:
        """The coefficients from ``s^0`` on; there must be no negative powers."""
        if self.start < 0:
            raise Undecided
        return [self.at(power) for power in range(min(self.end, TERMS))]

    def leading(self) -> Real:
        """The first coefficient, which must be certainly non-zero."""
        if not self.coefficients or not excludes_zero(self.coefficients[0]):
            raise Undecided
        return self.coefficients[0]

    def order(self) -> int | None:
        """The sign for all small ``s``."""
        if not self.coefficients or not excludes_zero(self.coefficients[0]):
            return None
        return sign(self.coefficients[0])

    # -- arithmetic ------------------------------------------------------------------------

    def __neg__(self) -> Germ:
        return Germ(self.start, [-part for part in self.coefficients])

    def __add__(self, other: object) -> Extended:
        that = as_germ(other)
        if not isinstance(that, Germ):
            return that + self
        start, end = min(self.start, that.start), min(self.end, that.end)
        return Germ(start, [_plus(self.at(p), that.at(p)) for p in range(start, end)])

    __radd__ = __add__

    def __sub__(self, other: object) -> Extended:
        return self + (-as_germ(other))

    def __rsub__(self, other: object) -> Extended:
        return (-self) + other

    def __mul__(self, other: object) -> Extended:
        that = as_germ(other)
        if not isinstance(that, Germ):
            return that * self
        count = min(len(self.coefficients), len(that.coefficients), TERMS)
        if not self.coefficients or not that.coefficients:
            # Nothing but O(s^end) is known of one factor.
            return Germ(self.start + that.start, ())
        return Germ(self.start + that.start, _product(self.coefficients, that.coefficients, count))

    __rmul__ = __mul__

    def reciprocal(self) -> Germ:
        """``1/v``: the leading coefficient must not be zero."""
        first = self.leading()
        result: list[Real] = [_real(ONE / first)]
        for n in range(1, len(self.coefficients)):
            total = _dot(self.coefficients[1 : n + 1], result[::-1])
            result.append(_real(-total / first))
        return Germ(-self.start, result)

    def power(self, exponent: int) -> Extended:
        """``v ** exponent`` for an integer."""
        if exponent < 0:
            return self.reciprocal().power(-exponent)
        if exponent > 64:
            raise Undecided
        result: Extended = constant(ONE)
        for _ in range(exponent):
            result = result * self
        return result

    def fractional_power(self, exponent: fmpq) -> Germ:
        """``v ** exponent`` for a fraction: v must be positive for small s."""
        first = self.leading()
        shift = exponent * self.start
        if sign(first) != 1 or shift.q != 1:
            raise Undecided
        result: list[Real] = [_real(_BALLS.rational_power(first, exponent))]
        for n in range(1, len(self.coefficients)):
            total: Real = ZERO
            for k in range(1, n + 1):
                weight = exponent * k - (n - k)
                total = _plus(total, _times(self.coefficients[k] * weight, result[n - k]))
            result.append(_real(total / (first * n)))
        return Germ(int(shift.p), result)

    def apply(self, name: str) -> Extended:
        """A function of one argument."""
        if name in ("abs", "sign", "heaviside"):
            return self._by_sign(name)
        if name == "sqrt":
            return self.fractional_power(fmpq(1, 2))
        if self.start < 0:
            return self._at_pole(name)
        series = _SERIES.get(name)
        if series is not None:
            return Germ(0, series(self.dense()))
        slope = _SLOPES.get(name)
        if slope is None or not self.dense():
            raise Undecided
        return self._integrated(name, slope(self))

    def _by_sign(self, name: str) -> Germ:
        order = self.order()
        if order is None:
            raise Undecided
        if name == "abs":
            return self if order > 0 else -self
        return constant(fmpq(order) if name == "sign" else fmpq((order + 1) // 2))

    def _at_pole(self, name: str) -> Extended:
        order = self.order()
        if order is None or not self.coefficients:
            raise Undecided
        if name == "exp":
            return Huge(1) if order > 0 else flat()
        if name in ("sinh", "cosh"):
            return Huge(order if name == "sinh" else 1)
        if name in ("tanh", "erf"):
            return constant(fmpq(order)) + flat()
        if name == "erfc":
            return constant(fmpq(1 - order)) + flat()
        if name == "atan":
            turned = self.reciprocal().apply("atan")
            return constant(arb.pi() / 2 * order) - turned
        raise Undecided

    def _integrated(self, name: str, slope: Extended) -> Germ:
        """``f(u)`` from ``f(u)' = f'(u) u'``."""
        dense = self.dense()
        moved = [_real(part * n) for n, part in enumerate(dense)][1:]
        rate = slope * Germ(0, [*moved])
        if not isinstance(rate, Germ) or rate.start < 0:
            raise Undecided
        first = _real(_BALLS.apply(name, (dense[0],)))
        count = min(len(dense), rate.end + 1)
        return Germ(0, [first, *(_real(rate.at(n - 1) / fmpq(n)) for n in range(1, count))])


class Huge(Extended):
    """Something that grows faster than every power of 1/s, with a sign."""

    __slots__ = ("direction",)

    def __init__(self, direction: int) -> None:
        self.direction = direction

    def __neg__(self) -> Huge:
        return Huge(-self.direction)

    def __add__(self, other: object) -> Huge:
        that = as_germ(other)
        if isinstance(that, Huge) and that.direction != self.direction:
            raise Undecided
        return self

    __radd__ = __add__

    def __sub__(self, other: object) -> Huge:
        return self + (-as_germ(other))

    def __rsub__(self, other: object) -> Huge:
        return (-self) + other

    def __mul__(self, other: object) -> Huge:
        order = as_germ(other).order()
        if order is None:
            raise Undecided
        return Huge(self.direction * order)

    __rmul__ = __mul__

    def reciprocal(self) -> Germ:
        """Smaller than every power of s."""
        return flat()

    def power(self, exponent: int) -> Extended:
        """Huge again, or smaller than every power."""
        if exponent < 0:
            return flat()
        return constant(ONE) if exponent == 0 else Huge(self.direction**exponent)

    def fractional_power(self, exponent: fmpq) -> Extended:
        """As ``power``, of something positive."""
        if self.direction < 0:
            raise Undecided
        return flat() if exponent < 0 else self

    def order(self) -> int:
        """Its sign."""
        return self.direction

    def apply(self, name: str) -> Extended:
        """Functions that come to an end far out."""
        if name == "abs":
            return Huge(1)
        if name in ("sign", "heaviside", "exp", "sinh", "cosh", "tanh", "erf", "erfc"):
            return Germ(-1, [fmpq(self.direction), *([ZERO] * TERMS)]).apply(name)
        raise Undecided


def variable(at: Real, side: int, fineness: int) -> Germ:
    """``at + side * s^fineness``."""
    coefficients: list[Real] = [ZERO] * (TERMS * fineness)
    coefficients[0] = at
    coefficients[fineness] = fmpq(side)
    return Germ(0, coefficients)


def far_away(side: int, fineness: int) -> Germ:
    """``side / s^fineness``: to infinity."""
    return Germ(-fineness, [fmpq(side), *([ZERO] * (TERMS * fineness))])


def constant(value: Real) -> Germ:
    """A number that does not depend on s."""
    return Germ(0, [value, *([ZERO] * (2 * TERMS))])


def flat() -> Germ:
    """Something smaller than all the powers of s that are looked at."""
    return Germ(0, [ZERO] * (2 * TERMS))


def as_germ(value: object) -> Germ | Huge:
    """A number as a germ."""
    if isinstance(value, (Germ, Huge)):
        return value
    if isinstance(value, int):
        return constant(fmpq(value))
    if isinstance(value, (fmpq, arb, acb)):
        return constant(_real(value))
    raise Undecided


def _real(value: object) -> Real:
    if isinstance(value, (fmpq, arb, acb)):
        ball: Ball = as_real(value)
        if not isinstance(ball, acb) and finite(ball):
            return ball
    raise Undecided


def _plus(left: Real, right: Real) -> Real:
    return _real(primal(left + right))


def _times(left: Real, right: Real) -> Real:
    return _real(primal(left * right))


def _dot(left: Sequence[Real], right: Sequence[Real]) -> Real:
    total: Real = ZERO
    for one, other in zip(left, right, strict=False):
        if not (is_zero(one) or is_zero(other)):
            total = _plus(total, one * other)
    return total


def _product(left: Sequence[Real], right: Sequence[Real], count: int) -> list[Real]:
    backwards = tuple(reversed(right[:count]))
    return [_dot(left[: n + 1], backwards[count - 1 - n :]) for n in range(count)]


# -- series of functions: y = f(u) from the equation that y solves --------------------------


def _exp(u: list[Real]) -> list[Real]:
    weighted = [_real(part * n) for n, part in enumerate(u)]
    result = [_real(_BALLS.apply("exp", (u[0],)))] if u else []
    for n in range(1, len(u)):
        result.append(_real(_dot(weighted[1 : n + 1], result[::-1]) / fmpq(n)))
    return result


def _pair(u: list[Real], names: tuple[str, str], turn: int) -> tuple[list[Real], list[Real]]:
    """``f' = g u'`` and ``g' = turn f u'``."""
    if not u:
        return [], []
    weighted = [_real(part * n) for n, part in enumerate(u)]
    first, second = ([_real(_BALLS.apply(name, (u[0],)))] for name in names)
    for n in range(1, len(u)):
        one = _dot(weighted[1 : n + 1], second[::-1])
        other = _dot(weighted[1 : n + 1], first[::-1])
        first.append(_real(one / fmpq(n)))
        second.append(_real(other * turn / fmpq(n)))
    return first, second


def _slope_root(inside: Callable[[Extended], Extended]) -> Callable[[Germ], Extended]:
    def slope(u: Germ) -> Extended:
        return inside(u * u).fractional_power(fmpq(-1, 2))

    return slope


def _bell(u: Germ) -> Extended:
    return (-(u * u)).apply("exp") * (2 / arb.pi().sqrt())


def _quotient(top: str, bottom: str) -> Callable[[list[Real]], list[Real]]:
    def series(u: list[Real]) -> list[Real]:
        quotient = Germ(0, _SERIES[top](u)) * Germ(0, _SERIES[bottom](u)).reciprocal()
        if not isinstance(quotient, Germ):
            raise Undecided
        return quotient.dense()

    return series


_SERIES: dict[str, Callable[[list[Real]], list[Real]]] = {
    "exp": _exp,
    "sin": lambda u: _pair(u, ("sin", "cos"), -1)[0],
    "cos": lambda u: _pair(u, ("sin", "cos"), -1)[1],
    "sinh": lambda u: _pair(u, ("sinh", "cosh"), 1)[0],
    "cosh": lambda u: _pair(u, ("sinh", "cosh"), 1)[1],
    "tan": _quotient("sin", "cos"),
    "tanh": _quotient("sinh", "cosh"),
}
_SLOPES: dict[str, Callable[[Germ], Extended]] = {
    "log": lambda u: u.reciprocal(),
    "atan": lambda u: (u * u + 1).reciprocal(),
    "atanh": lambda u: (-(u * u) + 1).reciprocal(),
    "asin": _slope_root(lambda square: -square + 1),
    "acos": lambda u: -_slope_root(lambda square: -square + 1)(u),
    "asinh": _slope_root(lambda square: square + 1),
    "acosh": _slope_root(lambda square: square - 1),
    "erf": _bell,
    "erfc": lambda u: -_bell(u),
}
"""f'(u) for functions that are found by integration."""
