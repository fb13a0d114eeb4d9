"""Limits by growth and by continuity."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    HALF,
    OO,
    PI,
    X,
    Y,
    a,
    accepted,
    at,
    b,
    eq,
    fraction,
    i,
    j,
    m,
    n,
    number,
    reason,
    rel,
    root,
    t,
    total,
    x,
)  # fmt: skip
from verifier.claim import Assumption, Recursion
from verifier.terms import (
    At,
    Cases,
    Dependent,
    Family,
    Limit,
    Operand,
    Relation,
    Term,
    as_term,
    call,
)

Row = tuple[Relation | Assumption, ...]
exp, log, sin = (lambda v, f=f: call(f, v) for f in ("exp", "log", "sin"))


def far(body: Operand) -> Limit:
    return Limit(as_term(body), t, OO)


def near(body: Operand, point: Operand = 0, side: str = "+-") -> Limit:
    return Limit(as_term(body), t, as_term(point), side)


V, W = Family("V", (n,)), Family("W", ())
smooth = Dependent(W, (), (V,))
along = At(smooth, V, (i,), at(X, i) + t * at(Y, i))
slope = At(Dependent(W, (), (V,), (at(V, j),)), V, (i,), at(X, i) + t * at(Y, i))
start = At(smooth, V, (i,), at(X, i))
bent = Recursion((), smooth, total(j, call("sign", at(V, j))))
minus: Term = -OO
ACCEPTED: list[Row] = [
    (eq(far(1 / t), 0),),
    (eq(far((2 * t**2 + 1) / (3 * t**2 + t)), fraction(2, 3)),),
    (eq(far(t**5 * exp(-t)), 0),),
    (eq(far(log(t) / t), 0),),
    (eq(far(1 / (1 + exp(-t))), 1),),
    (eq(Limit(1 / (1 + exp(-t)), t, minus), 0),),
    (eq(far(1 / (1 + exp(-a * t))), 1), rel(">", a, 0)),
    (eq(far(1 / (1 + exp(-a * t))), 0), rel("<", a, 0)),
    (eq(far(call("tanh", t)), 1),),
    (eq(far(call("atan", t)), PI / 2),),
    (eq(far(call("erf", t)), 1),),
    (eq(far(root(t**2 + 1) / t), 1),),
    (eq(far(a + b / t), a),),
    (eq(far(call("abs", t - 5) / t), 1),),
    (eq(near(sin(t) / t), 1),),
    (eq(near((exp(t) - 1) / t), 1),),
    (eq(near((1 - call("cos", t)) / t**2), HALF),),
    (eq(near((t**2 - 1) / (t - 1), 1), 2),),
    (eq(near(log(1 + t) / t), 1),),
    (eq(near(t**2, x), x**2),),
    (eq(near(call("sign", t), 0, "+"), 1),),
    (eq(near(call("sign", t), 0, "-"), -1),),
    (eq(near(total(j, at(X, j) * t + 1)), n),),
    (eq(near(along), start),),
    (eq(near(along, 1), At(smooth, V, (i,), at(X, i) + at(Y, i))),),
    (eq(near(slope), At(Dependent(W, (), (V,), (at(V, j),)), V, (i,), at(X, i))),),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(near(along), start), bent),
    (eq(near(along, 1), start),),
    (eq(near(along), At(smooth, V, (i,), at(Y, i))),),
    (eq(near(along * call("abs", t) / t), start),),
    (eq(far(1 / t), 1),),
    (eq(far(t), 0),),
    (eq(far(sin(t)), 0),),
    (eq(far(t * exp(-1 / t) - t), 0),),
    (eq(far(exp(t) / t**9), 0),),
    (eq(far(log(log(t)) / log(t)), 1),),
    (eq(far(log(1 + exp(t)) / t), 0),),
    (eq(far(log(t**2 + 1) / log(t)), 1),),
    (eq(far(t * t ** (-a)), 0), rel(">", a, 0)),
    (eq(far(log(t) * exp(-a * log(log(t)))), 0), rel(">", a, 0)),
    (eq(far(1 / (a * t + 1)), 0),),
    (eq(far(1 / (1 + exp(-a * t))), 1),),
    (eq(far(root(t**2 + t) - t), 0),),
    (eq(far(number(-1) ** m * t), 0),),
    (eq(near(1 / t), 0),),
    (eq(near(sin(1 / t)), 0),),
    (eq(near(sin(t) / t), 0),),
    (eq(near(call("sign", t)), 0),),
    (eq(near(call("heaviside", t)), HALF),),
    (eq(near(call("floor", t)), 0),),
    (eq(near(call("floor", t), 0, "-"), 0),),
    (eq(near(exp(call("floor", t)), 0, "-"), 1),),
    (eq(near(exp(call("sign", t))), 1),),
    (eq(near(1 / (2 + call("sign", t))), HALF),),
    (eq(near(Cases(((rel("<=", t, 0), number(0)),), number(1))), 0),),
    (eq(near(Cases(((rel("=", t, 0), number(7)),), number(1))), 7),),
    (eq(near(call("atan", 1 / t)), PI / 2),),
    (eq(near(call("acot", t)), PI / 2),),
    (eq(near(total(j, call("heaviside", t - at(X, j)))), total(j, call("heaviside", -at(X, j)))),),
    (eq(near(call("abs", t) / t), 1),),
    (eq(near(exp(-1 / t)), 0),),
]  # fmt: skip

NOWHERE: list[Row] = [
    (eq(far((1 / t - 1) ** t), exp(-1)),),
    (eq(far((1 / t - 1) ** t), 1),),
    (eq(far(log(-t) - log(-t)), 0),),
    (eq(far(root(1 - t) - root(1 - t)), 0),),
    (eq(near(root(t - 1) - root(t - 1)), 0),),
    (eq(near(log(t) - log(t), 0, "-"), 0),),
]
"""Where nothing near the point is in the domain, there is no limit."""
SOMEWHERE: list[Row] = [
    (eq(far((1 + x / t) ** t), exp(x)),),
    (eq(near(t * log(t)), 0),),
    (eq(near(root(t)), 0),),
    (eq(near((log(x + t) - log(x)) / t), 1 / x), rel(">", x, 0)),
    (eq(near((root(x + t) - root(x)) / t), 1 / (2 * root(x))), rel(">", x, 0)),
]


@pytest.mark.parametrize("row", NOWHERE, ids=lambda row: repr(row)[:50])
def test_no_limit_outside_of_the_domain(row: Row) -> None:
    assert not accepted(*row)


@pytest.mark.parametrize("row", SOMEWHERE, ids=lambda row: repr(row)[:50])
def test_limit_within_the_domain(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


def test_the_letter_does_not_matter() -> None:
    """The bound letter may occur outside of the limit with another meaning."""
    assert accepted(eq(near(t + x, x) + t, 2 * x + t))
    assert accepted(eq(near(t + 1), 1), eq(t, 5))
    assert accepted(eq(far(1 / t), 0), rel("<", t, 0))
    assert not accepted(eq(near(t + 1), 6), eq(t, 5))
