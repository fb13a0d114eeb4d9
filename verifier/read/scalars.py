"""What an author may write for a number: SymPy expressions and Python's exact numbers.

Guarantee: a value is taken by its type alone, and nothing that could be text is ever
evaluated; everything else is refused by the name of its type (``[not-supported]``).

    3  ->  Integer(3)      Fraction(1, 3)  ->  Rational(1, 3)      0.1  ->  Float(0.1)

Limits: floats of other libraries that are no Python floats are refused.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational

import sympy
from sympy.logic.boolalg import Boolean

from verifier.read.quantity import IllFormedError, not_supported


def scalar_expression(value: object) -> sympy.Expr:
    """``value`` as a SymPy expression or truth value; texts and arrays are refused."""
    match value:
        case sympy.Expr() | Boolean():
            return value
        case sympy.Basic():
            raise not_supported(f"{value} is no scalar expression")
        case str() | bool() | None:
            raise IllFormedError("not-supported", f"{value!r} is no mathematical expression")
        case _:
            return number_expression(value)


def number_expression(value: object) -> sympy.Expr:
    """A number of Python as the SymPy number of the same value."""
    match value:
        case Integral():
            return sympy.Integer(int(value))
        case Rational():
            return sympy.Rational(int(value.numerator), int(value.denominator))
        case Decimal() if value.is_finite():
            return number_expression(Fraction(value))
        case float():
            return sympy.Float(value)
        case complex():
            return sympy.Float(value.real) + sympy.Float(value.imag) * sympy.I
        case _:
            raise not_supported(f"{type(value).__name__} is no mathematical expression")
