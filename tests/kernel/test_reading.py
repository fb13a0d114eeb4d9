"""From terms to normal forms: cases, values put in, names, ranges."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    OO,
    X,
    Y,
    accepted,
    at,
    b,
    d,
    eq,
    i,
    j,
    k,
    n,
    reason,
    regions,
    rel,
    replay,
    same,
    t,
    total,
    u,
    x,
    y,
)  # fmt: skip
from verifier.claim import Assumption
from verifier.kernel import Rejected
from verifier.terms import (
    And,
    At,
    Cases,
    Derivative,
    Entry,
    Family,
    Index,
    Not,
    Or,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    number,
    over,
)

Row = tuple[Relation | Assumption, ...]
step = Cases(((rel(">", x, 0), number(1)),), number(0))
relu = Cases(((rel(">", x, 0), x),), number(0))
three = Cases(((rel("<", x, 0), number(-1)), (rel("=", x, 0), number(0))), number(1))
between = Cases(((And((rel(">", x, 0), rel("<", x, 1))), number(1)),), number(0))
outside = Cases(((Or((rel("<=", x, 0), rel(">=", x, 1))), number(1)),), number(0))

ACCEPTED: list[Row] = [
    (eq(three, call("sign", x)),),
    (eq(step**2, step),),
    (eq(step, 1), rel(">", x, 3)),
    (eq(step, 0), rel("<=", x, 0)),
    (eq(between + outside, 1),),
    (eq(Cases(((Not(rel(">", x, 0)), number(1)),), number(0)), 1 - step),),
    (eq(Cases(((rel("=", i, j), at(X, i)),), number(0)), same(i, j) * at(X, j)),),
    (eq(Cases(((rel("!=", i, j), number(1)),), number(0)) * same(i, j), 0),),
    (eq(Cases(((rel("<", i, j), number(1)), (rel("=", i, j), number(1))), number(0)),
        Cases(((rel("<=", i, j), number(1)),), number(0))),),
    (eq(Cases(((rel("!=", x, 0), 1 / x),), number(0)) * x, call("sign", x) ** 2),),
    (eq(At(x**2 + t, x, (), t), t**2 + t),),
    (eq(At(At(x + y, x, (), y), y, (), x), 2 * x),),
    (eq(At(total(j, at(X, j) * at(Y, i)), X, (j,), at(Y, j)), total(j, at(Y, j)) * at(Y, i)),),
    (eq(At(total(j, at(X, j)), X, (i,), at(X, i) ** 2), total(j, at(X, j) ** 2)),),
    (eq(At(x, x, (), u) + x, u + x),),
    (eq(At(x**2, x, (), number(3)), 9), eq(x, 5)),
    (eq(Sum(j, Sum(j, at(X, j))), n * total(j, at(X, j))),),
    (eq(total(over("i", d), at(X, i)), d * at(X, i)),),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(Cases(((rel(">", x, 0), 1 / call("heaviside", x)),), number(0)), call("sign", x)),),
    (eq(Cases(((rel(">", x, 0), x / call("max", x, 0)),), number(0)), call("sign", x)),),
    (eq(Cases(((rel(">", y, 0), x / (y + call("abs", y))),), number(0)) * 2 * y,
        x * call("sign", y)),),
    (eq(call("sin", Cases(((rel(">", x, 0), x / call("max", x, 0)),), number(0))),
        call("sin", call("sign", x))),),
    (eq(relu, x),),
    (eq(step, 1), rel(">=", x, 0)),
    (eq(step + Cases(((rel("<", x, 0), number(1)),), number(0)), 1),),
    (eq(between, 1), rel(">", x, 0)),
    (eq(Cases(((rel("=", i, j), at(X, i)),), number(0)), at(X, i)),),
    (eq(Cases(((rel("!=", x, 0), 1 / x),), number(0)) * x, 1),),
    (eq(Cases(((rel("!=", x, 0), 1 / x),), number(5)), Cases(((rel("!=", x, 0), 1 / x),), b)),),
    (rel("!=", Cases(((rel("!=", x, 0), 1 / x**2),), number(0)), 0),),
    (eq(At(x**2 + t, x, (), t), t**2 + x),),
    (eq(At(x**2, x, (), number(3)), 25), eq(x, 5)),
    (eq(At(Derivative(x**2, x), x, (), number(3)), 0),),
    (eq(At(at(X, i), X, (j,), at(Y, j)), at(X, i)),),
    (eq(OO, OO),),
    (eq(OO - OO, 0),),
    (eq(at(X, i), Entry(Family("X", (d,)), (i,))),),
    (eq(x, Variable("x", Sort.INTEGER)),),
    (eq(total(Index("j", number(1), x), 1), x),),
    (eq(Product(Index("j", number(1), n / 2), number(2)), number(2) ** (n / 2)),),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


def test_no_case_applies() -> None:
    partial = Cases(((rel(">", x, 0), number(1)),))
    assert regions(eq(partial, 1)) == ["or"]
    assert accepted(eq(partial, 1), rel(">", x, 0))
    never: Term = Cases(((rel("<", x, x), number(1)),))
    assert isinstance(replay(eq(never, 1)), Rejected)


def test_one_name_has_one_meaning() -> None:
    for relation in (
        eq(x * 0, Variable("x", Sort.COMPLEX) * 0),
        eq(at(X, 1) * 0, Variable("X") * 0),
        eq(Entry(Family("X", (n,), (0,)), (i,)) * 0, at(X, i) * 0),
        eq(k * 0, Variable("k", Sort.DIMENSION) * 0),
    ):
        assert isinstance(replay(relation), Rejected)
