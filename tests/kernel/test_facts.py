"""What follows from assumptions, and which assumptions clash."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    HALF,
    A,
    T,
    X,
    Y,
    Z,
    a,
    accepted,
    at,
    b,
    c,
    eq,
    i,
    j,
    m,
    n,
    number,
    q,
    reason,
    rel,
    replay,
    root,
    total,
    u,
    w,
    x,
    y,
    z,
)  # fmt: skip
from verifier.claim import Assumption, Distribution, Forall, OneHot
from verifier.kernel import Rejected
from verifier.terms import And, Derivative, Family, Index, Not, Or, Relation, call, delta

Row = tuple[Relation | Assumption, ...]
U = Family("U", (n,))
later = Index("i", number(2), n)
columns, rows = at(A, q, i) * at(A, q, j), at(A, i, q) * at(A, j, q)
orthonormal = Forall((i, j), eq(total(q, columns), delta(i, j)))
twice = at(A, i, j) * at(A, j, q) * at(X, q)
applied = Forall((i,), eq(total(j, total(q, twice)), at(Y, i)))
dot = total(i, at(X, i) * at(Y, i))
weighted = total(q, at(U, q) * at(A, q, i))
one_mean = Forall((i,), eq(weighted, a))
pairs = total(q, at(U, q) * at(A, q, i) * at(A, q, j))
at_place = total(q, at(U, q) * at(A, q, m))
below = Forall((i,), rel("<=", at(X, i), a))
larger, at_place_alone = total(j, call("exp", at(X, j))), call("exp", at(X, m))
diagonal = Forall((i, j), eq(at(A, i, j) * (1 - delta(i, j)), 0))
uncorrelated = Forall((i, j), eq(pairs, a * delta(i, j) + b))

ACCEPTED: list[Row] = [
    (eq(x, 3), eq(x, 3)),
    (eq(x**2, y + 1), eq(y, x**2 - 1)),
    (eq(x, y), rel("!=", z, 0), eq(z * x, z * y)),
    (eq(y, 1), rel("!=", x, 0), eq(x * y, x)),
    (eq(y, 1), eq(y / x, 1 / x)),
    (eq(y, 1), eq(call("exp", x) * y, call("exp", x))),
    (eq(a + b, c), eq(a, c - b)),
    (eq(x, z), eq(x, y), eq(y, z)),
    (rel(">", x, 0), And((rel(">", x, 1), rel("<", x, 2)))),
    (rel(">", x, 0), Not(rel("<=", x, 0))),
    (rel(">", x, 0), Or((rel(">", x, 0),))),
    (eq(at(X, i), a), Forall((j,), eq(at(X, j), a))),
    (eq(at(X, i) ** 2, at(Z, i) ** 2), Forall((j,), eq(at(X, j), at(Z, j)))),
    (eq(at(A, i, j) + at(A, j, i), 2 * at(A, i, j)), Forall((i, j), eq(at(A, i, j), at(A, j, i)))),
    (rel(">", at(X, i), at(Z, i)), Forall((j,), rel(">", at(X, j), at(Z, j)))),
    (rel(">", at(X, 1), 0), Forall((i,), rel(">", at(X, i), 0))),
    (eq(total(j, at(X, j)), 1), eq(total(i, at(X, i)), 1)),
    (eq(total(q, total(i, total(j, columns * at(X, i) * at(Y, j)))), dot), orthonormal),
    (eq(total(i, total(j, total(q, at(Z, i) * twice))), total(i, at(Z, i) * at(Y, i))), applied),
    (eq(total(q, at(U, q) * at(A, q, i)), at(U, i) * at(A, i, i)), diagonal),
    (eq(at(A, i, j) * at(A, j, i), at(A, i, i) ** 2 * delta(i, j)), diagonal),
    (eq(at_place, a), one_mean, rel(">=", m, 1), rel("<=", m, n)),
    (rel("<=", at(X, m), a), below, rel(">=", m, 1), rel("<=", m, n)),
    (rel(">=", larger, at_place_alone), rel(">=", m, 1), rel("<=", m, n)),
    (eq(weighted, a), one_mean),
    (eq(total(i, weighted), n * a), one_mean),
    (eq(total(q, at(U, q) * total(i, at(X, i) * at(A, q, i))), a * total(i, at(X, i))), one_mean),
    (eq(total(q, at(U, q) * at(A, q, i) ** 2), a + b), uncorrelated),
    (eq(total(q, at(U, q) * total(i, at(A, q, i)) ** 2), n * a + n**2 * b), uncorrelated),
    (eq(n * x, x), eq(n, 1)),
    (eq(total(j, at(X, j)), at(X, 1)), eq(n, 1)),
    (eq(at(Y, i), 0), OneHot(Y), eq(at(Y, j), 1), rel("!=", i, j)),
    (eq(x * y * u, z**2 * u), eq(x * y, z**2)),
    (eq((x * y - z**2) / u, 0), eq(x * y, z**2)),
    (eq(n**2 * number(2) ** n, n * x**2), eq(n * number(2) ** n, x**2)),
    (eq(call("exp", x) * u, x * y * u), eq(call("exp", x), x * y)),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(total(q, total(i, total(j, columns * at(X, i) * at(Z, j)))), dot), orthonormal),
    (eq(total(q, total(i, total(j, rows * at(X, i) * at(Y, j)))), dot), orthonormal),
    (eq(total(i, total(j, total(q, at(Z, q) * twice))), total(i, at(Z, i) * at(Y, i))), applied),
    (eq(at_place, a), one_mean, rel(">=", m, 1)),
    (eq(at_place, a), one_mean, rel("<=", m, n)),
    (eq(at_place, a), one_mean, rel(">=", m, 1), rel("<=", m, n + 1)),
    (rel("<=", at(X, m), a), below, rel(">=", m, 1)),
    (rel("<=", at(X, m), a), below, rel(">=", m, 0), rel("<=", m, n)),
    (rel("<=", at(X, m), a), below, rel("<=", m, n)),
    (rel(">=", larger, at_place_alone), rel(">=", m, 1)),
    (rel(">=", larger, at_place_alone), rel("<=", m, n)),
    (rel(">=", at_place_alone, larger), rel(">=", m, 1), rel("<=", m, n)),
    (eq(at(A, i, i), 0), diagonal),
    (eq(at(A, i, i), at(A, j, j)), diagonal),
    (eq(total(q, at(U, q) * at(A, i, q)), a), one_mean),
    (eq(total(q, at(X, q) * at(A, q, i)), a), one_mean),
    (eq(total(q, at(U, q) * at(A, q, q)), a), one_mean),
    (eq(total(q, at(U, q) * at(A, q, i) ** 2), a**2), one_mean),
    (eq(total(i, weighted), a), one_mean),
    (eq(weighted, a), Forall((later,), eq(total(q, at(U, q) * at(A, q, later)), a))),
    (eq(total(q, at(U, q) * at(A, q, i) ** 2), b), uncorrelated),
    (eq(total(q, at(U, q) * at(A, q, i) * at(A, q, j)), a + b), uncorrelated),
    (eq(total(q, at(U, q) * at(A, i, q) ** 2), a + b), uncorrelated),
    (eq(x, 3), eq(x**2, 9)),
    (eq(y, 1), eq(x * y, x)),
    (eq(x, 1), eq(x**2, x)),
    (eq(y, z), eq(x * (y - z), 0)),
    (eq(at(Y, j), 1), Forall((i,), eq(at(X, i) * at(Y, i), at(X, i)))),
    (eq(y, 1), eq(total(j, at(X, j)) * y, total(j, at(X, j)))),
    (eq(x, 0), eq(x * y, 0)),
    (eq(x, y), eq(x**2, y**2)),
    (rel(">", x, 0), Or((rel(">", x, 0), rel(">", y, 0)))),
    (rel(">", x, 0), Not(rel("<", x, 0))),
    (eq(at(X, 1), a), Forall((later,), eq(at(X, later), a))),
    (eq(at(X, i), at(X, j)), Forall((i,), eq(at(X, i), at(Z, i)))),
    (rel(">", at(Z, i), 0), Forall((j,), rel(">", at(X, j), at(Z, j)))),
    (rel(">", at(X, i), at(Z, j)), Forall((j,), rel(">", at(X, j), at(Z, j)))),
    (eq(at(X, j), 1), eq(total(i, at(X, i)), 1)),
    (eq(at(A, i, j), at(A, j, i)), Forall((i,), eq(at(A, i, i), 0))),
    (rel(">", at(X, i) + at(U, i), w), Forall((j,), rel(">", at(X, j) + at(U, j), at(Z, j)))),
    (eq(y, z), eq(x * y, x * z)),
    (eq(y - z, 0), eq(x * y * u, x * z * u)),
    (eq(x * y * u, z**2), eq(x * y, z**2)),
    (eq(Derivative(x * y, x), Derivative(z**2, x)), eq(x * y, z**2)),
    (eq(Derivative(call("exp", x), x), y), eq(call("exp", x), x * y)),
]  # fmt: skip
CLASHES: list[tuple[Assumption, ...]] = [
    (rel(">", x, 0), rel("<", x, 0)),
    (eq(x, 1), eq(x, 2)),
    (eq(x, y), eq(y, x + 1)),
    (eq(x**2, -1),),
    (rel("<", x**2 + y**2, 0),),
    (eq(call("sin", x), 2),),
    (rel("<", call("exp", x), 0),),
    (eq(root(x), -1),),
    (eq(1 / x, 0),),
    (rel(">", m, 0), rel("<", m, 1)),
    (rel("<", n, 1),),
    (eq(n, HALF),),
    (eq(i, n + 1),),
    (rel("!=", x, x),),
    (rel(">", x, y), rel(">", y, z), rel(">", z, x)),
    (Forall((i,), rel(">", at(X, i), 0)), Forall((i,), rel("<", at(X, i), 0))),
    (Forall((i,), rel(">", at(X, i), 0)), eq(at(X, 1), -1)),
    (OneHot(Y), eq(total(j, at(Y, j)), 2)),
    (Distribution(T), rel(">", at(T, i), 1)),
]


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


@pytest.mark.parametrize("given", CLASHES, ids=lambda given: repr(given)[:50])
def test_assumptions_that_clash_prove_nothing(given: tuple[Assumption, ...]) -> None:
    for relation in (eq(a, a), eq(a, b), rel(">", a, b)):
        answer = replay(relation, *given)
        assert isinstance(answer, Rejected)
        assert answer.step == "contradictory-assumptions"
