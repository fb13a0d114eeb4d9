"""Derivatives: rules, independence of entries, what may not be assumed under them."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    PI,
    A,
    T,
    X,
    Y,
    Z,
    a,
    accepted,
    at,
    eq,
    i,
    j,
    k,
    n,
    p,
    q,
    reason,
    regions,
    rel,
    root,
    same,
    t,
    total,
    u,
    x,
    y,
)  # fmt: skip
from verifier.claim import Assumption, Distribution, Forall, OneHot
from verifier.terms import (
    Apply,
    At,
    Cases,
    Derivative,
    FunctionSymbol,
    Integral,
    Product,
    Relation,
    Variable,
    call,
    number,
)

Row = tuple[Relation | Assumption, ...]
D = Derivative
f, g = FunctionSymbol("f"), FunctionSymbol("g")
exps = total(j, call("exp", at(X, j)))
softmax = call("exp", at(X, i)) / exps
x_l = at(X, q)

ACCEPTED: list[Row] = [
    (eq(D(x**3, x), 3 * x**2),),
    (eq(D(D(x**3, x), x), 6 * x),),
    (eq(D(x * y, x), y),),
    (eq(D(x**n, x), n * x ** (n - 1)),),
    (eq(D(x**y, x), y * x ** (y - 1)),),
    (eq(D(x**y, y), x**y * call("log", x)), rel(">", x, 0)),
    (eq(D(1 / (1 + call("exp", -x)), x), call("exp", -x) / (1 + call("exp", -x)) ** 2),),
    (eq(D(call("log", x), x), 1 / x), rel(">", x, 0)),
    (eq(D(root(x), x), 1 / (2 * root(x))),),
    (eq(D(call("sin", x), x), call("cos", x)),),
    (eq(D(call("cos", x), x), -call("sin", x)),),
    (eq(D(call("tan", x), x), 1 + call("tan", x) ** 2),),
    (eq(D(call("asin", x), x), 1 / root(1 - x**2)),),
    (eq(D(call("acos", x), x), -1 / root(1 - x**2)),),
    (eq(D(call("atan", x), x), 1 / (1 + x**2)),),
    (eq(D(call("asinh", x), x), 1 / root(1 + x**2)),),
    (eq(D(call("tanh", x), x), 1 - call("tanh", x) ** 2),),
    (eq(D(call("erf", x), x), 2 * call("exp", -(x**2)) / root(PI)),),
    (eq(D(call("gamma", x), x), call("gamma", x) * call("digamma", x)), rel(">", x, 0)),
    (eq(D(call("abs", x), x), call("sign", x)),),
    (eq(D(call("abs", x) ** 3, x), 3 * x * call("abs", x)),),
    (eq(D(call("max", x, 0), x), call("heaviside", x)),),
    (eq(D(at(X, i), x_l), same(i, q)),),
    (eq(D(exps, x_l), call("exp", x_l)),),
    (eq(D(softmax, x_l), softmax * (same(i, q) - call("exp", x_l) / exps)),),
    (eq(D(at(A, i, j), at(A, q, p)), same(i, q) * same(j, p)),),
    (eq(D(total(i, total(j, at(X, i) * at(A, i, j) * at(X, j))), x_l),
        total(j, (at(A, q, j) + at(A, j, q)) * at(X, j))),),
    (eq(D(at(Y, i) ** 2, at(Y, q)), 2 * at(Y, i) * same(i, q)), OneHot(Y)),
    (eq(D(total(j, at(T, j)), at(T, q)), 1), Distribution(T)),
    (eq(D(total(j, at(Y, j) * at(X, j)), x_l), at(Y, q)), OneHot(Y)),
    (eq(D(x**2, x), 6), eq(x, 3)),
    (eq(D(x * y, x), 2), eq(y, 2)),
    (eq(D(y, x), 0), eq(y, x**2)),
    (eq(D(Apply(f, (x**2,), (0,)), x), 2 * x * Apply(f, (x**2,), (1,))),),
    (eq(D(Apply(f, (Apply(g, (x,), (0,)),), (0,)), x),
        Apply(f, (Apply(g, (x,), (0,)),), (1,)) * Apply(g, (x,), (1,))),),
    (eq(At(D(t**2, t), t, (), x + 1), 2 * x + 2),),
    (eq(D(At(t**2, t, (), x + 1), x), 2 * x + 2),),
    (eq(D(At(total(j, at(Z, j) ** 2), Z, (i,), 3 * at(X, i)), x_l), 18 * x_l),),
    (eq(D(Product(j, at(X, j)), x_l) * x_l, Product(j, at(X, j))),),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(D(x**3, x), 3 * x**3),),
    (eq(D(x * y, x), x),),
    (eq(D(call("exp", 2 * x), x), call("exp", 2 * x)),),
    (eq(D(call("cos", x), x), call("sin", x)),),
    (eq(D(at(X, i), x_l), 1),),
    (eq(D(at(X, i), x_l), 0),),
    (eq(D(softmax, x_l), softmax * (1 - softmax)),),
    (eq(D(at(Y, i) ** 2, at(Y, q)), same(i, q)), OneHot(Y)),
    (eq(D(at(Y, i) ** 2, at(Y, q)), D(at(Y, i), at(Y, q))), OneHot(Y)),
    (eq(D(total(j, at(T, j)), at(T, q)), 0), Distribution(T)),
    (eq(D(total(j, at(T, j)) * x, x), 0), Distribution(T)),
    (eq(D(x**2, x), 0), eq(x, 3)),
    (eq(D(y, x), 2 * x), eq(y, x**2)),
    (eq(D(total(j, at(X, j)), x_l), 0), eq(total(j, at(X, j)), 1)),
    (eq(D(at(X, i), x_l), 0), Forall((i,), eq(at(X, i), a))),
    (eq(D(x**2, x), 3), eq(x, 1)),
    (eq(D(call("abs", x), x), 0), eq(x, 0)),
    (eq(D(call("sign", x), x), 1),),
    (eq(D(Variable("X"), x_l), 1),),
    (eq(D(at(X, q), Variable("X")), 1),),
    (eq(D(At(total(j, at(Z, j) ** 2), Z, (i,), 3 * at(X, i)), x_l), 0),),
    (eq(D(Apply(f, (x**2,), (0,)), x), Apply(f, (x**2,), (1,))),),
    (eq(D(Integral(x * t, t, number(0), number(1)), x), 0),),
    (eq(D(call("floor", x), x), 1),),
    (eq(D(u, u), 0), eq(u, k)),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


def test_kinks_are_left_out() -> None:
    step = Cases(((rel("<", x, 0), -x),), x)
    for body in (call("abs", x), call("max", x, 0), step):
        slope = D(body, x)
        given = rel(">", x, 0)
        assert accepted(eq(slope, 1), given), reason(eq(slope, 1), given)
        assert not accepted(eq(slope, 0), eq(x, 0))
    assert regions(eq(D(call("abs", x), x), x / call("abs", x))) == []
