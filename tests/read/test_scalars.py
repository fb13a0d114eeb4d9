"""What an author may write for a number; nothing that could be text is evaluated."""

from decimal import Decimal
from fractions import Fraction

import pytest
import sympy

from verifier.read.quantity import IllFormedError
from verifier.read.scalars import scalar_expression

x = sympy.Symbol("x")


class Text:
    """Something that prints as an expression, as a careless reader would take it."""

    def __str__(self):
        return "x**2"

    __repr__ = __str__


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, sympy.Integer(3)),
        (-(10**40), sympy.Integer(-(10**40))),
        (Fraction(1, 3), sympy.Rational(1, 3)),
        (Decimal("0.1"), sympy.Rational(1, 10)),
        (0.5, sympy.Float(0.5)),
        (1 + 2j, sympy.Float(1) + 2.0 * sympy.I),
        (x + 1, x + 1),
        (x > 0, x > 0),
        (sympy.true, sympy.true),
    ],
)
def test_accepted(value, expected):
    assert scalar_expression(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "x + 1", "1", b"1", True, None, [1], (1, 2), {1}, {1: 2}, Text(), object(), len,
        Decimal("nan"), Decimal("inf"), sympy.Tuple(x, 1), sympy.FiniteSet(1, 2),
    ],
)  # fmt: skip
def test_rejected(value):
    with pytest.raises(IllFormedError) as error:
        scalar_expression(value)
    assert error.value.flaw.code == "not-supported"
