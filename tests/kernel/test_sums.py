"""Finite sums over symbolic ranges: what the normal form identifies."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    HALF,
    A,
    T,
    X,
    Y,
    a,
    accepted,
    at,
    b,
    d,
    eq,
    fraction,
    i,
    j,
    m,
    n,
    number,
    p,
    q,
    reason,
    rel,
    same,
    total,
    x,
)  # fmt: skip
from verifier.claim import Assumption, Distribution, Forall, OneHot
from verifier.terms import Cases, Family, Index, Product, Relation, call, over

Row = tuple[Relation | Assumption, ...]

other = over("j", d)
upto = Index("j", number(1), i)
short = Index("j", number(1), m)
small = Index("j", number(1), number(3))
beyond = Index("k", number(1), j - i)
V = Family("V", (d,))

ACCEPTED: list[Row] = [
    (eq(total(i, at(X, i)), total(j, at(X, j))),),
    (eq(total(i, a * at(X, i) + b), a * total(i, at(X, i)) + n * b),),
    (eq(total(i, total(j, at(A, i, j))), total(j, total(i, at(A, i, j)))),),
    (eq(total(i, total(j, at(A, i, j))), total(j, total(i, at(A, j, i)))),),
    (eq(total(i, at(X, i)) ** 2, total(i, total(j, at(X, i) * at(X, j)))),),
    (eq(total(i, at(X, i) * total(i, at(Y, i))), total(i, at(X, i)) * total(j, at(Y, j))),),
    (eq(total(j, same(i, j) * at(X, j)), at(X, i)),),
    (eq(total(j, same(j, 1) * at(X, j)), at(X, 1)),),
    (eq(total(j, same(j, n) * at(X, j)), at(X, n)),),
    (eq(total(j, same(i, j) * same(j, q)), same(i, q)),),
    (eq(total(j, total(q, same(j, q) * at(X, j))), total(j, at(X, j))),),
    (eq(total(small, at(X, small)), at(X, 1) + at(X, 2) + at(X, 3)),),
    (eq(total(Index("j", number(2), number(1)), at(X, 1)), 0),),
    (eq(total(Index("j", number(5), number(1)), at(X, 1)), 0),),
    (eq(total(j, 1), n),),
    (eq(total(j, j), n * (n + 1) / 2),),
    (eq(total(j, j**2), n * (n + 1) * (2 * n + 1) / 6),),
    (eq(total(j, j**3), total(j, j) ** 2),),
    (eq(total(i, total(upto, 1)), n * (n + 1) / 2),),
    (eq(total(Index("j", number(0), n), 1), n + 1),),
    (eq(total(Index("j", number(0), n), x**Index("j", number(0), n)), (1 - x ** (n + 1)) / (1 - x)),
     rel("!=", x, 1)),
    (eq(total(j, number(2) ** j), 2 * (number(2) ** n - 1)),),
    (eq(total(j, at(Y, j)), 1), OneHot(Y)),
    (eq(total(j, at(T, j)), 1), Distribution(T)),
    (eq(total(j, at(T, j) * at(T, i)), at(T, i)), Distribution(T)),
    (eq(total(j, total(other, at(T, j) * at(V, other))), total(other, at(V, other))),
     Distribution(T)),
    (eq(total(j, at(X, j)), n * a), Forall((i,), eq(at(X, i), a))),
    (eq(total(j, Cases(((rel("=", i, j), number(0)),), at(X, j))), total(j, at(X, j)) - at(X, i)),),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(total(j, total(beyond, 1) * at(X, j)), 0), eq(total(j, at(X, j)), 0)),
    (eq(total(j, total(Index("k", j, m), 1) * at(X, j)), 0), eq(total(j, at(X, j)), 0)),
    (eq(total(j, Product(beyond, a) * at(X, j)), 0), eq(total(j, at(X, j)), 0)),
    (eq(total(i, at(X, i)), total(i, at(Y, i))),),
    (eq(total(i, at(X, i)), total(other, at(X, other))),),
    (eq(total(i, at(X, i) + b), total(i, at(X, i)) + b),),
    (eq(total(i, at(X, i) ** 2), total(i, at(X, i)) ** 2),),
    (eq(total(i, at(X, i) * at(Y, i)), total(i, at(X, i)) * total(i, at(Y, i))),),
    (eq(total(i, total(j, at(A, i, j) * at(X, i))), total(i, total(j, at(A, i, j) * at(X, j)))),),
    (eq(total(i, total(upto, at(A, i, upto))), total(i, total(j, at(A, i, j)))),),
    (eq(total(j, same(other, j) * at(X, j)), at(X, other)),),
    (eq(total(j, same(j, n + 1) * at(X, j)), at(X, n + 1)),),
    (eq(total(j, same(j, 0)), 1),),
    (eq(total(j, same(j, 2)), 1),),
    (eq(total(j, same(j, m)), 1),),
    (eq(total(j, same(2 * j, i)), 1),),
    (eq(total(short, 1), m),),
    (eq(total(short, short), m * (m + 1) / 2),),
    (eq(total(Index("j", number(1), n / 2), 1), n / 2),),
    (eq(total(Index("j", x, x), 1), 1),),
    (eq(total(upto, 1), n),),
    (eq(total(j, j), n * n / 2),),
    (eq(total(Index("j", number(0), n), x**Index("j", number(0), n)), (1 - x**n) / (1 - x)),
     rel("!=", x, 1)),
    (eq(total(j, at(Y, j)), 1),),
    (eq(total(other, at(Y, other)), 1), OneHot(Y)),
    (eq(total(Index("j", number(2), n), at(Y, Index("j", number(2), n))), 1), OneHot(Y)),
    (eq(total(j, at(T, j) ** 2), 1), Distribution(T)),
    (eq(total(j, at(Y, j) * at(Y, j)), n), OneHot(Y)),
    (eq(total(upto, same(i, p) * at(Y, upto)) ** 2, i * total(upto, same(i, p) * at(Y, upto))),
     OneHot(Y)),
    (eq(total(i, total(upto, same(i, p) * at(X, upto))), p * at(X, 1)),),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


def test_a_range_of_known_negative_length_is_empty() -> None:
    empty = Index("j", number(1), -n)
    assert not accepted(eq(total(empty, 1), -n))


def test_known_lengths() -> None:
    assert accepted(eq(total(short, 1), m), rel(">=", m, 0))
    assert accepted(eq(total(short, short), m * (m + 1) / 2), rel(">=", m, 0))
    assert accepted(eq(total(j, same(j, m)), 1), rel(">=", m, 1), rel("<=", m, n))
    assert not accepted(eq(total(j, same(j, m)), 1), rel(">=", m, 1), rel("<=", m, n + 1))


def test_the_index_is_not_free_outside() -> None:
    assert not accepted(eq(total(i, at(X, i)), n * at(X, i)))
    assert not accepted(eq(j * total(j, at(X, j)), total(j, j * at(X, j))))
    assert accepted(eq(i * total(j, at(X, j)), total(j, i * at(X, j))))
    assert accepted(eq(total(j, HALF), n * fraction(1, 2)))
    assert accepted(eq(total(j, call("exp", x)), n * call("exp", x)))
