"""Infinite sums: what is enclosed, what has no limit, and what stays undecided."""

from __future__ import annotations

from fractions import Fraction
from math import cos, e, log, pi

import pytest
from flint import arb

from verifier.claim import Claim
from verifier.numeric import SideValue, evaluate_at
from verifier.terms import (
    Add,
    Constant,
    Index,
    Limit,
    Multiply,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    number,
)

N, X = Variable("N", Sort.DIMENSION), Variable("x")
OO = Constant("oo")
HALF = Fraction(1, 2)


def index(first: int) -> Index:
    return Index("k", number(first), N)


def power(base: Term | Fraction | int, exponent: Term) -> Power:
    return Power(number(base) if isinstance(base, int | Fraction) else base, exponent)


def value(body: Term, at: Index, x: Fraction = HALF) -> SideValue:
    whole = Limit(Sum(at, body), N, OO)
    claim = Claim("t", Relation("=", whole, number(0)))
    return evaluate_at(claim, {"N": 1}, {"x": x}, {})[0]


K0, K1 = index(0), index(1)
FACTORIAL = Power(call("factorial", K0), number(-1))


@pytest.mark.parametrize(
    ("body", "at", "expected", "radius"),
    [
        (power(X, K0), K0, 2, 1e-10),
        (power(X, K1), K1, 1, 1e-10),
        (Multiply((K0, power(X, K0))), K0, 2, 1e-10),
        (Multiply((power(X, K0), FACTORIAL)), K0, e**0.5, 1e-15),
        (FACTORIAL, K0, e, 1e-15),
        (
            Multiply((power(-1, K0), power(X, Multiply((number(2), K0))),
                      Power(call("factorial", Multiply((number(2), K0))), number(-1)))),
            K0, cos(0.5), 1e-15,
        ),
        (Multiply((power(X, K1), Power(K1, number(-1)))), K1, log(2), 1e-10),
        (power(K1, number(-2)), K1, pi**2 / 6, 1e-2),
        (Multiply((Power(K1, number(-1)), Power(Add((K1, number(1))), number(-1)))), K1, 1, 1e-2),
        (Add((power(X, K0), Multiply((number(3), power(X, K0))))), K0, 8, 1e-9),
        (Multiply((Add((number(1), power(X, K0))), power(X, K0))), K0, 2 + 4 / 3, 1e-9),
        (call("exp", Multiply((number(-1), K0))), K0, 1 / (1 - 1 / e), 1e-9),
    ],
)  # fmt: skip
def test_enclosed(body: Term, at: Index, expected: float, radius: float) -> None:
    ball = value(body, at).ball
    assert isinstance(ball, arb)
    assert abs(float(ball.mid()) - expected) < radius


@pytest.mark.parametrize(
    "body", [power(2, K0), power(-1, K0), number(1), K0, call("factorial", K0), power(-3, K0)]
)
def test_terms_that_do_not_tend_to_0(body: Term) -> None:
    assert value(body, K0).kind == "undefined"


@pytest.mark.parametrize(
    "body",
    [Power(K1, number(-1)), call("sin", K1), Power(Add((power(K1, number(2)), X)), number(-1))],
)
def test_undecided(body: Term) -> None:
    assert value(body, K1).kind == "unknown"
