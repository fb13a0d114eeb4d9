"""Intervals that may be unbounded: the image of a half-line under a term.

Guarantee: every operation encloses the image of the set; where some element of the set
has no value it raises ``Undecided``. ``exp([a, oo)) = [exp(a), oo)``,
``1/[a, oo) = [0, 1/a]`` for ``a > 0``.
Limits: monotone functions only; no sets that are split by a pole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flint import acb, arb, fmpq

from verifier.numeric.values import Dual, Extended, Undecided, as_real, finite, to_arb

End = arb | None
"""None: unbounded on that side."""


class Tail(Extended):
    """The real numbers from ``low`` to ``high``; each end is a ball or missing."""

    __slots__ = ("high", "low")

    def __init__(self, low: End, high: End) -> None:
        self.low = None if low is None else low.lower()
        self.high = None if high is None else high.upper()

    def __repr__(self) -> str:
        return f"Tail({self.low}, {self.high})"

    def hull(self) -> arb | None:
        """One ball around a bounded set."""
        if self.low is None or self.high is None:
            return None
        return self.low.union(self.high)

    def __neg__(self) -> Tail:
        return Tail(
            None if self.high is None else -self.high, None if self.low is None else -self.low
        )

    def __add__(self, other: object) -> Tail:
        that = as_tail(other)
        return Tail(_sum(self.low, that.low), _sum(self.high, that.high))

    __radd__ = __add__

    def __sub__(self, other: object) -> Tail:
        return self + (-as_tail(other))

    def __rsub__(self, other: object) -> Tail:
        return (-self) + other

    def __mul__(self, other: object) -> Tail:
        that = as_tail(other)
        if self._is_zero() or that._is_zero():
            return Tail(arb(0), arb(0))
        if that._sign() is None:
            if self._sign() is None:
                return _bounded_product(self, that)
            return that * self
        if cast(int, that._sign()) < 0:
            return -(self * (-that))
        # that >= 0: each end goes to the product with that's nearer or farther end.
        return Tail(_scaled(self.low, that, -1), _scaled(self.high, that, 1))

    __rmul__ = __mul__

    def _is_zero(self) -> bool:
        return self.low is not None and self.low == 0 and self.high is not None and self.high == 0

    def _sign(self) -> int | None:
        """1: nothing below 0; -1: nothing above; None: both sides of 0."""
        if self.low is not None and self.low >= 0:
            return 1
        if self.high is not None and self.high <= 0:
            return -1
        return None

    def reciprocal(self) -> Tail:
        """``1/v`` for all ``v``; 0 must not be among them."""
        if self.high is not None and self.high < 0:
            return -(-self).reciprocal()
        if self.low is None or not self.low > 0:
            raise Undecided
        return Tail(arb(0) if self.high is None else 1 / self.high, 1 / self.low)

    def power(self, exponent: int) -> Tail:
        """``v ** exponent`` for an integer."""
        if exponent < 0:
            return self.power(-exponent).reciprocal()
        if exponent == 0:
            return Tail(arb(1), arb(1))
        half = self.power(exponent // 2) if exponent > 1 else None
        if half is None:
            return self
        square = half.square()
        return square * self if exponent % 2 else square

    def fractional_power(self, exponent: fmpq) -> Tail:
        """``v ** exponent`` for halves."""
        if exponent.q != 2:
            raise Undecided
        return self.apply("sqrt").power(int(exponent.p))

    def square(self) -> Tail:
        """``v * v``, which is never negative."""
        sign = self._sign()
        if sign == -1:
            return (-self).square()
        if sign == 1 and self.low is not None:
            return Tail(self.low**2, None if self.high is None else self.high**2)
        if self.low is None or self.high is None:
            return Tail(arb(0), None)
        return Tail(arb(0), self.low.abs_upper().max(self.high.abs_upper()) ** 2)

    def apply(self, name: str) -> Tail:
        """A monotone function, end by end."""
        rule = _MONOTONE.get(name)
        if name == "log" and (self.low is None or not self.low > 0):
            raise Undecided
        if name == "sqrt" and (self.low is None or not self.low >= 0):
            raise Undecided
        if name == "abs":
            sign = self._sign()
            if sign is None:
                raise Undecided
            return self if sign > 0 else -self
        if rule is None:
            raise Undecided
        function, lowest, highest = rule
        return Tail(
            lowest() if self.low is None else function(self.low),
            highest() if self.high is None else function(self.high),
        )

    def order(self) -> int | None:
        """1 or -1 where all elements are above or below 0."""
        if self.low is not None and self.low > 0:
            return 1
        return -1 if self.high is not None and self.high < 0 else None


def as_tail(value: object) -> Tail:
    """A number as the set that holds it alone."""
    if isinstance(value, Tail):
        return value
    if isinstance(value, Dual):
        raise Undecided
    if isinstance(value, int):
        value = fmpq(value)
    if isinstance(value, (fmpq, arb, acb)):
        ball = as_real(value)
        if not isinstance(ball, acb) and finite(ball):
            end = to_arb(ball)
            return Tail(end, end)
    raise Undecided


def _sum(left: End, right: End) -> End:
    return None if left is None or right is None else left + right


def _scaled(end: End, factor: Tail, outward: int) -> End:
    """The extreme product of ``end`` with ``factor >= 0``, upwards or downwards."""
    if end is None:
        return None
    # A positive end grows with the factor, a negative one falls.
    farther = (end >= 0) if outward > 0 else (end <= 0)
    if end == 0:
        return arb(0)
    chosen = factor.high if farther else factor.low
    return None if chosen is None else end * chosen


def _bounded_product(left: Tail, right: Tail) -> Tail:
    first, second = left.hull(), right.hull()
    if first is None or second is None:
        return Tail(None, None)
    product = first * second
    return Tail(product, product)


def _unbounded() -> End:
    return None


_MONOTONE: dict[str, tuple[Callable[[arb], arb], Callable[[], End], Callable[[], End]]] = {
    "exp": (arb.exp, lambda: arb(0), _unbounded),
    "log": (arb.log, _unbounded, _unbounded),
    "sqrt": (arb.sqrt, _unbounded, _unbounded),
    "tanh": (arb.tanh, lambda: arb(-1), lambda: arb(1)),
    "atan": (arb.atan, lambda: -arb.pi() / 2, lambda: arb.pi() / 2),
    "erf": (arb.erf, lambda: arb(-1), lambda: arb(1)),
    "sinh": (arb.sinh, _unbounded, _unbounded),
    "asinh": (arb.asinh, _unbounded, _unbounded),
}
"""An increasing function and its limits at -oo and oo."""
