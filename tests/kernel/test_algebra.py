"""Products, powers, exponentials and logarithms: what the normal form identifies."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    HALF,
    IMAGINARY,
    PI,
    X,
    a,
    accepted,
    at,
    b,
    c,
    c1,
    eq,
    fraction,
    j,
    k,
    m,
    n,
    number,
    regions,
    rel,
    replay,
    root,
    total,
    x,
    y,
    z,
)  # fmt: skip
from verifier.kernel import Rejected
from verifier.terms import Cases, Relation, call, delta

ACCEPTED = [
    eq((x + y) ** 3, x**3 + 3 * x**2 * y + 3 * x * y**2 + y**3),
    eq((x**2 - y**2) / (x - y), x + y),
    eq(1 / (x - y) + 1 / (y - x), 0),
    eq(1 / (x * y), 1 / x / y),
    eq(1 / (1 + 1 / (1 + x**2)), (1 + x**2) / (2 + x**2)),
    eq(call("exp", x + y), call("exp", x) * call("exp", y)),
    eq(call("exp", 2 * x) - 1, (call("exp", x) - 1) * (call("exp", x) + 1)),
    eq(1 / (1 + call("exp", -x)), call("exp", x) / (1 + call("exp", x))),
    eq(call("log", call("exp", x) * call("exp", y)), x + y),
    eq(call("log", 8), 3 * call("log", 2)),
    eq(call("exp", call("log", 3) * 2), 9),
    eq(root(12), 2 * root(3)),
    eq(root(2) * root(3), root(6)),
    eq(1 / root(2), root(2) / 2),
    eq((x**2 + 1) / (x + root(x**2 + 1)), x**2 / (x + root(x**2 + 1)) + 1 / (x + root(x**2 + 1))),
    eq(1 / (x + root(x**2 + 1)), root(x**2 + 1) - x),
    eq(number(8) ** fraction(1, 3), 2),
    eq(root(x**2), call("abs", x)),
    eq(root(x**2 + 2 * x * y + y**2), call("abs", x + y)),
    eq(root(1 + x**2) ** 2, 1 + x**2),
    eq(call("log", 1 + x**2), 2 * call("log", root(1 + x**2))),
    eq(number(-1) ** (2 * m), 1),
    eq(number(-1) ** (m + 1), -(number(-1) ** m)),
    eq(number(2) ** n * 2, number(2) ** (n + 1)),
    eq(x**n * x, x ** (n + 1)),
    eq(call("sign", x) ** 2 * x, x),
    eq(total(j, call("abs", at(X, j)) ** 2) ** HALF, total(j, at(X, j) ** 2) ** HALF),
    eq(IMAGINARY**2, -1),
    eq(call("exp", IMAGINARY * PI), -1),
    eq(call("exp", IMAGINARY * x), call("cos", x) + IMAGINARY * call("sin", x)),
    eq((c1 + 1) * (c1 - 1), c1**2 - 1),
]
REJECTED = [
    eq(call("sign", x) ** 2, 1),
    eq(call("sign", x) ** 2 * y, y),
    eq(call("sign", x + y) ** 2 * x, x),
    eq(call("sign", x) * x, x),
    eq(call("sign", x) ** 2 * x ** (n - 1), x ** (n - 1)),
    eq(call("sign", x) ** (n - 1), call("sign", x) ** n * call("sign", x)),
    eq(x ** (n - 1), Cases(((rel("!=", x, 0), x ** (n - 1)),), number(0))),
    eq((x + y) ** 2, x**2 + y**2),
    eq((x**2 - y**2) / (x - y), x - y),
    eq(1 / (x + y), 1 / x + 1 / y),
    eq(call("exp", x + y), call("exp", x) + call("exp", y)),
    eq(call("exp", x * y), call("exp", x) * call("exp", y)),
    eq(call("log", 1 + x**2), call("log", 1) + call("log", x**2)),
    eq(call("log", 6), call("log", 2) * call("log", 3)),
    eq(root(x**2), x),
    eq(root(1 + x**2), 1 + x),
    eq(root(2) + root(3), root(5)),
    eq(number(-1) ** m, 1),
    eq((-x) ** m, x**m),
    eq(x**n, x ** (n + 1)),
    eq(root(x**4), -(x**2)),
    eq(c1**2, call("abs", c1) ** 2),
    eq(root(c1**2), c1),
    eq(call("log", call("exp", c1)), c1),
    eq(call("exp", IMAGINARY * x), call("exp", x)),
]


@pytest.mark.parametrize("relation", ACCEPTED, ids=str)
def test_accepts(relation: Relation) -> None:
    assert accepted(relation)


@pytest.mark.parametrize("relation", REJECTED, ids=str)
def test_rejects(relation: Relation) -> None:
    assert isinstance(replay(relation), Rejected)


@pytest.mark.parametrize(
    ("relation", "lost"),
    [
        (eq(call("log", x * y), call("log", x) + call("log", y)), [">", ">"]),
        (eq(call("log", x / y), call("log", x) - call("log", y)), [">", ">"]),
        (eq(call("log", x**2), 2 * call("log", x)), [">"]),
        (eq(call("exp", call("log", x)), x), [">"]),
        (eq(root(x) * root(y), root(x * y)), [">=", ">="]),
        (eq(root(x) ** 2, x), [">="]),
        (eq((x**2) ** a, x ** (2 * a)), [">"]),
        (eq(x / x, 1), []),
        (eq(x**m * x ** (-m), 1), []),
        (eq((x * y) ** m, x**m * y**m), []),
    ],
    ids=str,
)
def test_conditions(relation: Relation, lost: list[str]) -> None:
    assert regions(relation) == lost


def test_conditions_that_are_assumed_are_not_open() -> None:
    relation = eq(call("log", x * y), call("log", x) + call("log", y))
    assert accepted(relation, rel(">", x, 0), rel(">", y, 0))
    assert accepted(relation, rel(">", x, 0), rel(">", x * y, 0))
    assert accepted(relation, rel(">", x, 0)), "then log(xy) needs y > 0 as well"
    assert not accepted(relation, rel(">", x, -1))


def test_large_powers_are_refused_quickly() -> None:
    for relation in (
        eq((x + y + z + a + b + c) ** 40, 0),
        eq(number(3) ** number(10**9), 0),
        eq((1 + x) ** number(10**9), 0),
        eq(root(number(3)) ** number(10**9 + 1), k),
    ):
        assert isinstance(replay(relation), Rejected)


def test_zero_to_the_zero_is_one() -> None:
    assert accepted(eq(x**0, 1))
    assert accepted(eq(number(0) ** n, 0))
    assert not accepted(eq(number(0) ** m, 0))
    assert not accepted(eq(number(0) ** (n - 1), 0))
    assert accepted(eq(number(0) ** m, delta(m, number(0))), rel(">=", m, 0))
    assert accepted(eq(number(0) ** (n - 1), delta(n, number(1))))
    assert not accepted(eq(number(0) ** m, delta(m, number(0))))
    assert not accepted(eq(number(0) ** m, delta(m, number(0))), rel(">=", m, -1))
    assert not accepted(eq(number(0) ** m, 0), rel(">=", m, 0))
    assert not accepted(eq(number(0) ** m * number(0) ** (-m), 1), rel(">=", m, 0))
    assert not accepted(rel("!=", x, 0), rel(">", x ** (n - 1), 0))
    assert accepted(rel("!=", x, 0), rel(">", x**2, 0))
