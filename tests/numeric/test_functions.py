"""Elementary functions: domains, exact values, and derivatives against difference quotients."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq

from verifier.claim import Claim
from verifier.numeric import SideValue, evaluate_at
from verifier.numeric.functions import RealFunctions
from verifier.terms import (
    Derivative,
    Relation,
    Sort,
    Term,
    Variable,
    call,
    number,
)

X = Variable("x")
Y = Variable("y")


def value(term: Term, **point: object) -> SideValue:
    shown = {name: str(part) for name, part in point.items()}
    return evaluate_at(Claim("t", Relation("=", term, number(0))), {}, shown, {})[0]


SMOOTH = {
    "exp": "1/3", "log": "5/3", "sin": "2/3", "cos": "-5/7", "tan": "1/2", "cot": "3/4",
    "sec": "1/3", "csc": "-2/3", "asin": "2/5", "acos": "-1/3", "atan": "7/2", "acot": "-3/2",
    "asec": "5/2", "acsc": "-7/3", "sinh": "1/2", "cosh": "-4/3", "tanh": "3/5", "coth": "1/2",
    "sech": "2/3", "csch": "-1/2", "asinh": "9/4", "acosh": "7/4", "atanh": "-1/3", "acoth": "3",
    "asech": "2/7", "acsch": "-5/4", "erf": "1/2", "erfc": "-2/3", "gamma": "7/3",
    "loggamma": "11/4", "digamma": "5/2", "factorial": "3/2", "abs": "-3/4", "sign": "2",
    "heaviside": "-1/2", "floor": "5/3", "ceiling": "-5/3",
}  # fmt: skip


@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize("order", [1, 2])
def test_derivative_equals_the_difference_quotient(name: str, order: int) -> None:
    at = Fraction(SMOOTH[name])
    derivative: Term = call(name, X)
    for _ in range(order):
        derivative = Derivative(derivative, X)
    found = value(derivative, x=at)
    functions = RealFunctions()
    with ctx.workprec(2000):
        step = arb(2) ** -300

        def f(shift: int) -> arb:
            moved = arb(fmpq(at.numerator, at.denominator)) + step * shift
            return arb(functions.apply(name, (moved,)))

        if order == 1:
            quotient = (f(1) - f(-1)) / (2 * step)
        else:
            quotient = (f(1) - 2 * f(0) + f(-1)) / step**2
        assert abs(quotient - found.ball) < arb(10) ** -25


@pytest.mark.parametrize(
    ("name", "at", "expected"),
    [
        ("log", "0", "undefined"), ("log", "-1", "undefined"), ("log", "1", "0"),
        ("exp", "0", "1"), ("sin", "0", "0"), ("cos", "0", "1"), ("asin", "2", "undefined"),
        ("asin", "0", "0"), ("acosh", "1/2", "undefined"), ("acosh", "1", "0"),
        ("atanh", "1", "undefined"), ("atanh", "-2", "undefined"), ("acoth", "1/2", "undefined"),
        ("asec", "1/2", "undefined"), ("asech", "2", "undefined"), ("csc", "0", "undefined"),
        ("cot", "0", "undefined"), ("coth", "0", "undefined"), ("gamma", "0", "undefined"),
        ("gamma", "-3", "undefined"), ("digamma", "-1", "undefined"), ("factorial", "5", "120"),
        ("factorial", "-1", "undefined"), ("abs", "-7/2", "7/2"), ("sign", "0", "0"),
        ("heaviside", "0", "1/2"), ("floor", "-7/2", "-4"), ("ceiling", "-7/2", "-3"),
        ("floor", "3", "3"), ("acot", "0", "[1.5707963 +/- 2.68e-8]"), ("arg", "3", "0"),
        ("arg", "0", "undefined"), ("re", "2/3", "2/3"), ("im", "2/3", "0"),
    ],
)  # fmt: skip
def test_values_and_domains(name: str, at: str, expected: str) -> None:
    assert value(call(name, X), x=at).text() == expected


@pytest.mark.parametrize("name", ["abs", "sign", "heaviside", "floor", "ceiling", "acot"])
def test_no_derivative_at_a_kink(name: str) -> None:
    assert value(Derivative(call(name, X), X), x=0).kind == "undefined"


def test_kinks_count_even_where_the_whole_is_smooth() -> None:
    assert value(Derivative(call("abs", X**2), X), x=0).kind == "undefined"
    assert value(Derivative(call("abs", Y) * X, X), x=0, y=0).text() == "0"


@pytest.mark.parametrize(
    ("name", "left", "right", "expected"),
    [
        ("max", "1", "2", "2"), ("min", "1", "2", "1"), ("mod", "-7", "3", "2"),
        ("mod", "7/2", "1", "1/2"), ("mod", "5", "0", "undefined"), ("mod", "5", "-3", "unknown"),
        ("binomial", "5", "2", "10"), ("binomial", "3", "5", "0"), ("binomial", "4", "-1", "0"),
        ("binomial", "1/2", "2", "-1/8"), ("atan2", "0", "0", "undefined"),
        ("atan2", "0", "1", "0"), ("atan2", "1", "0", "[1.5707963 +/- 2.68e-8]"),
    ],
)  # fmt: skip
def test_two_arguments(name: str, left: str, right: str, expected: str) -> None:
    assert value(call(name, X, Y), x=left, y=right).text() == expected


def test_derivatives_of_two_arguments() -> None:
    for name, x, y, expected in [
        ("max", 3, 1, "1"), ("max", 0, 1, "0"), ("max", 1, 1, "undefined"),
        ("min", 1, 1, "undefined"),
        ("mod", "7/2", 2, "1"), ("mod", 4, 2, "undefined"), ("atan2", 1, 1, "1/2"),
        ("atan2", 0, -1, "undefined"),
    ]:  # fmt: skip
        assert value(Derivative(call(name, X, Y), X), x=x, y=y).text() == expected


@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [
        ("4", "1/2", "2"), ("8/27", "2/3", "4/9"), ("0", "1/2", "0"), ("0", "-1/2", "undefined"),
        ("-8", "1/3", "undefined"), ("0", "-1", "undefined"), ("0", "0", "1"), ("-2", "3", "-8"),
        ("2", "-2", "1/4"), ("2", "1/2", "[1.4142136 +/- 3.77e-8]"),
    ],
)  # fmt: skip
def test_powers_with_written_exponents(base: str, exponent: str, expected: str) -> None:
    assert value(X ** number(exponent), x=base).text() == expected


def test_powers_with_other_exponents() -> None:
    assert value(X**Y, x=2, y="1/2").kind == "ball"
    assert value(X**Y, x=-2, y="1/2").kind == "undefined"
    # Whether (-2)**y has a value at y = 3 depends on what is meant for real y.
    assert value(X**Y, x=-2, y=3).kind == "unknown"
    assert value(X ** Variable("y", Sort.INTEGER), x=-2, y=3).text() == "-8"
    assert value(X ** Variable("y", Sort.INTEGER), x=0, y=-1).kind == "undefined"
    assert value(Derivative(X ** Fraction(3, 2), X), x=0).kind == "undefined"
