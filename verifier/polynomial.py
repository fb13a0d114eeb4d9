"""Exact sparse polynomials over the rationals.

TRUSTED. Guarantee: all arithmetic is exact. A polynomial is a finite map from monomials
to non-zero rational coefficients; a monomial is a sorted tuple of pairs
``(generator, exponent)`` with generators named by integers and exponents any
non-zero rationals (negative and fractional ones included: Laurent and Puiseux
monomials).  p = sum of c_m * prod g^e.

Limits: knows nothing of what a generator stands for; relations between
generators are the business of those who name them. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

Exponent: TypeAlias = int | Fraction
Coefficient: TypeAlias = int | Fraction
Monomial: TypeAlias = tuple[tuple[int, Exponent], ...]
Charge: TypeAlias = Callable[[int], object]


def unlimited(_: int) -> None:
    """A charge that never ends the work."""


def exact(value: Coefficient) -> Coefficient:
    """``value`` as an int when it is one."""
    if type(value) is int or value.denominator != 1:
        return value
    return value.numerator


def multiply_monomials(left: Monomial, right: Monomial) -> Monomial:
    """g^a * g^b = g^(a+b)."""
    if not left:
        return right
    if not right:
        return left
    powers: dict[int, Exponent] = dict(left)
    for generator, exponent in right:
        total = exact(powers.get(generator, 0) + exponent)
        if total:
            powers[generator] = total
        else:
            del powers[generator]
    return tuple(sorted(powers.items()))


class Polynomial:
    """A polynomial; immutable by convention, hashable, compared by its terms."""

    __slots__ = ("_content", "_hash", "terms")

    def __init__(self, terms: dict[Monomial, Coefficient]) -> None:
        self.terms = terms
        self._hash: int | None = None
        self._content: tuple[Coefficient, Monomial, Polynomial] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __repr__(self) -> str:
        return f"Polynomial({self.terms!r})"

    def __add__(self, other: Polynomial) -> Polynomial:
        if not self.terms:
            return other
        if not other.terms:
            return self
        total = dict(self.terms)
        for monomial, coefficient in other.terms.items():
            value = total.get(monomial, 0) + coefficient
            if value:
                total[monomial] = value if type(value) is int else exact(value)
            else:
                del total[monomial]
        return Polynomial(total)

    def __neg__(self) -> Polynomial:
        return Polynomial({monomial: -value for monomial, value in self.terms.items()})

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + (-other)

    def scale(self, factor: Coefficient) -> Polynomial:
        """``factor * self``."""
        if not factor:
            return ZERO
        if factor == 1:
            return self
        return Polynomial({m: exact(value * factor) for m, value in self.terms.items()})

    def times(self, other: Polynomial) -> Polynomial:
        """The product, without using any relation between generators."""
        if len(self.terms) == 1 and () in self.terms:
            return other.scale(self.terms[()])
        if len(other.terms) == 1 and () in other.terms:
            return self.scale(other.terms[()])
        product: dict[Monomial, Coefficient] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                monomial = multiply_monomials(left, right)
                value = product.get(monomial, 0) + a * b
                if value:
                    product[monomial] = value if type(value) is int else exact(value)
                else:
                    product.pop(monomial, None)
        return Polynomial(product)

    def constant(self) -> Coefficient | None:
        """The value, when no generator occurs; else None."""
        if not self.terms:
            return 0
        if len(self.terms) == 1:
            return self.terms.get(())
        return None

    def generators(self) -> Iterator[int]:
        """Every generator of every monomial, with repetitions."""
        for monomial in self.terms:
            for generator, _ in monomial:
                yield generator

    def single(self) -> tuple[Coefficient, Monomial] | None:
        """``(c, m)`` when the polynomial is the one term ``c*m``."""
        if len(self.terms) == 1:
            ((monomial, coefficient),) = self.terms.items()
            return coefficient, monomial
        return None

    def leading(self) -> Monomial:
        """The largest monomial in lexicographic order; not for 0."""
        return max(self.terms, key=_order)

    def content(self) -> tuple[Coefficient, Monomial, Polynomial]:
        """``(c, m, p)`` with self = c*m*p; p has coprime integer coefficients.

        The leading coefficient of p is positive and every generator of p has
        smallest exponent 0 over p's terms. A single term gives p = 1. Not for 0.
        """
        if self._content is None:
            single = self.single()
            self._content = self._find_content() if single is None else (*single, ONE)
        return self._content

    def _find_content(self) -> tuple[Coefficient, Monomial, Polynomial]:
        common = self._common()
        shifted = self.terms
        if common:
            inverse: Monomial = tuple((generator, -exponent) for generator, exponent in common)
            shifted = {multiply_monomials(m, inverse): value for m, value in shifted.items()}
        values = list(shifted.values())
        negative = shifted[max(shifted, key=_order)] < 0
        if all(type(value) is int for value in values):
            unit = gcd(*(value.numerator for value in values))
            unit = -unit if negative else unit
            if unit == 1:
                return 1, common, self if not common else Polynomial(shifted)
            return unit, common, Polynomial({m: value // unit for m, value in shifted.items()})
        scale = _rational_gcd(values)
        scale = -scale if negative else scale
        inverted = Fraction(1) / scale
        primitive = {m: exact(value * inverted) for m, value in shifted.items()}
        return exact(scale), common, Polynomial(primitive)

    def _common(self) -> Monomial:
        """The product of the generators' smallest powers over all terms."""
        monomials = iter(self.terms)
        smallest = dict(next(monomials))
        for monomial in monomials:
            if not smallest and not any(exponent < 0 for _, exponent in monomial):
                continue
            here = dict(monomial)
            for generator in smallest.keys() | here.keys():
                low = min(smallest.get(generator, 0), here.get(generator, 0))
                if low:
                    smallest[generator] = low
                else:
                    smallest.pop(generator, None)
        return tuple(sorted(smallest.items()))

    def divide(self, divisor: Polynomial, charge: Charge = unlimited) -> Polynomial | None:
        """Q with self = q*divisor, or None; exponents must be non-negative integers.

        ``charge`` is called with the terms that each step is about to look at, here and in
        ``root``; it ends the work by an exception.
        """
        if not divisor.terms:
            return None
        lead = max(divisor.terms, key=_order)
        lead_value = divisor.terms[lead]
        inverse: Monomial = tuple((generator, -exponent) for generator, exponent in lead)
        rest, quotient = self, ZERO
        for _ in range(4 * len(self.terms) + 16):
            if not rest.terms:
                return quotient
            charge(len(rest) + len(divisor) + len(quotient))
            top = max(rest.terms, key=_order)
            shift = multiply_monomials(top, inverse)
            if any(exponent < 0 for _, exponent in shift):
                return None
            step = Polynomial({shift: exact(Fraction(rest.terms[top]) / lead_value)})
            quotient = quotient + step
            rest = rest - step.times(divisor)
        return None

    def root(self, charge: Charge = unlimited) -> Polynomial | None:
        """Q with self = q*q and positive leading coefficient, or None."""
        rest, found = self, ZERO
        for _ in range(len(self.terms) + 1):
            if not rest.terms:
                return found
            charge(len(rest) + len(found))
            top = max(rest.terms, key=_order)
            value = rest.terms[top]
            if not found.terms:
                half = _monomial_root(top)
                square = _rational_root(Fraction(value))
                if half is None or square is None:
                    return None
                step = Polynomial({half: exact(square)})
            else:
                lead = max(found.terms, key=_order)
                inverse = tuple((generator, -exponent) for generator, exponent in lead)
                step = Polynomial(
                    {
                        multiply_monomials(top, inverse): exact(
                            Fraction(value) / (2 * found.terms[lead])
                        )
                    }
                )
            rest = rest - step.times(step + found.scale(2))
            found = found + step
        return None


def _order(monomial: Monomial) -> tuple[tuple[int, Exponent], ...]:
    """Lexicographic order, compatible with multiplication for exponents >= 0."""
    return tuple((-generator, exponent) for generator, exponent in monomial)


def _rational_gcd(values: list[Coefficient]) -> Coefficient:
    numerator = gcd(*(value.numerator for value in values))
    denominator = lcm(*(value.denominator for value in values))
    return numerator if denominator == 1 else Fraction(numerator, denominator)


def _integer_root(value: int) -> int | None:
    from math import isqrt

    root = isqrt(value) if value >= 0 else -1
    return root if root >= 0 and root * root == value else None


def _rational_root(value: Fraction) -> Fraction | None:
    top, bottom = _integer_root(value.numerator), _integer_root(value.denominator)
    return None if top is None or bottom is None else Fraction(top, bottom)


def _monomial_root(monomial: Monomial) -> Monomial | None:
    if any(not isinstance(exponent, int) or exponent % 2 for _, exponent in monomial):
        return None
    return tuple((generator, exponent // 2) for generator, exponent in monomial)


ZERO = Polynomial({})
ONE = Polynomial({(): 1})


def rational(value: Coefficient) -> Polynomial:
    """The constant polynomial."""
    return Polynomial({(): exact(value)}) if value else ZERO


def generator(identity: int, exponent: Exponent = 1) -> Polynomial:
    """The polynomial ``g^exponent``."""
    return Polynomial({((identity, exponent),): 1}) if exponent else ONE
