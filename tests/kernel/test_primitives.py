"""Integrals of smooth functions between finite ends, without an antiderivative."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    HALF,
    OO,
    X,
    a,
    accepted,
    at,
    b,
    c1,
    eq,
    fraction,
    i,
    j,
    n,
    number,
    reason,
    rel,
    root,
    t,
    total,
    u,
    x,
)
from verifier.claim import Assumption
from verifier.terms import (
    At,
    Derivative,
    Integral,
    Limit,
    Operand,
    Relation,
    Variable,
    as_term,
    call,
)

Row = tuple[Relation | Assumption, ...]


def over(body: Operand, lower: Operand = 0, upper: Operand = 1, by: Variable = t) -> Integral:
    return Integral(as_term(body), by, as_term(lower), as_term(upper))


def bell(of: Operand) -> Operand:
    return call("exp", -(as_term(of) ** 4))


def moved(integral: Integral, by: Variable = x) -> Derivative:
    return Derivative(integral, by)


sine = call("sin", x * t)
ACCEPTED: list[Row] = [
    (eq(over(bell(t)), over(bell(u), by=u)),),
    (eq(over(2 * bell(t) + 3 * call("sin", t**2)), 2 * over(bell(t)) + 3 * over(call("sin", t**2))),),
    (eq(over(bell(t), 0, 2), over(bell(t)) + over(bell(t), 1, 2)),),
    (eq(over(bell(t), a, b), over(bell(t), a, x) + over(bell(t), x, b)),),
    (eq(over(bell(t), a, b), -over(bell(t), b, a)),),
    (eq(over(a * bell(t)), a * over(bell(t))),),
    (eq(over(t**2), fraction(1, 3)),),
    (eq(over(root(t) - root(t)), 0),),
    (eq(over(root(t) - root(t), b, a), 0), rel(">", b, a), rel(">", a, 0)),
    (eq(over(call("log", t) - call("log", t)), 0),),
    (eq(over(t**n), 1 / (n + 1)), rel("=", n, 2)),
    (eq(over(call("exp", 2 * t)), (call("exp", 2) - 1) * HALF),),
    (eq(over(call("exp", a * t)), (call("exp", a) - 1) / a), rel("<", a, 0)),
    (eq(over(over(t * u, 0, 1, t), 0, 1, u), fraction(1, 4)),),
    (eq(over(over(1, 0, u, t), 0, 1, u), HALF),),
    (eq(over(over(bell(t * u), 0, 1, t), 0, 1, u), over(over(bell(t * u), 0, 1, u), 0, 1, t)),),
    (eq(moved(over(sine)), over(t * call("cos", x * t))),),
    (eq(moved(over(call("exp", x * t), 0, x**2)),
        2 * x * call("exp", x**3) + over(t * call("exp", x * t), 0, x**2)),),
    (eq(moved(over(bell(t), x, 1)), -bell(x)),),
    (eq(moved(over(1 / (1 + t**2 * x**2))), over(-2 * x * t**2 * (1 + t**2 * x**2) ** -2)),),
    (eq(over(total(j, at(X, j) * bell(t))), total(i, at(X, i)) * over(bell(t))),),
    (eq(total(j, over(call("exp", at(X, j) * t**2))), over(total(i, call("exp", at(X, i) * t**2)))),),
    (eq(At(over(bell(t * u)), u, (), x**2), over(bell(t * x**2))),),
]  # fmt: skip
REJECTED: list[Row] = [
    # Where the integrand is undefined on a part of the range, there is no integral.
    (eq(over(root(t) - root(t), -2, -1), 0),),
    (eq(over(root(t) - root(t), -1, 1), 0),),
    (eq(over(root(t) - root(t), a, b), 0),),
    (eq(over(call("log", t) - call("log", t), -2, -1), 0),),
    (eq(over(call("log", t) - call("log", t), a, 0), 0), rel("<", a, 0)),
    (eq(over(call("asin", t) - call("asin", t), 0, 2), 0),),
    (eq(over(bell(t)), over(bell(t), 0, 2)),),
    (eq(over(bell(t), 0, 2), over(bell(t)) + over(bell(t), 0, 2)),),
    (eq(over(bell(t), a, b), over(bell(t), b, a)),),
    (eq(over(t * bell(t)), t * over(bell(t))),),
    (eq(over(bell(t) ** 2), over(bell(t)) ** 2),),
    (eq(over(1 / t, -1, 1), 0),),
    (eq(over(1 / t - 1 / t, -1, 1) + over(1 / t), over(1 / t)),),
    (eq(over(call("log", t)), -1),),
    (eq(over(call("exp", a * t)), (call("exp", a) + 1) / a), rel(">", a, 0)),
    (eq(over(call("exp", -t), 0, OO), 1),),
    (eq(over(call("floor", t), 0, 2), 2),),
    (eq(moved(over(sine)), over(call("cos", x * t))),),
    (eq(moved(over(call("exp", x * t), 0, x**2)), 2 * x * call("exp", x**3)),),
    (eq(moved(over(bell(t), x, 1)), bell(x)),),
    (eq(moved(over(call("abs", t - x))), over(call("sign", x - t))),),
    (eq(over(over(bell(t) * u, 0, u, t), 0, 1, u), over(bell(t) * HALF)),),
    (eq(over(over(t, 0, 1, t), 0, 1, t), over(over(u, 0, 1, t), 0, 1, t)),),
    (eq(over(c1 * t), c1 * HALF + 1),),
    (eq(over(t, 0, c1), c1**2 * HALF),),
    (eq(Limit(over(bell(t * x)), x, OO), over(bell(t))),),
    (eq(over(bell(t), 0, x), over(bell(t), 0, x + 1)), rel("=", t, 1)),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


def test_the_variable_has_no_facts_of_its_own() -> None:
    assert accepted(eq(over(t), HALF), rel("=", t, number(5)))
    assert not accepted(eq(over(t), 5), rel("=", t, number(5)))
