"""Kronecker's delta and one-hot vectors."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    A,
    T,
    X,
    Y,
    Z,
    accepted,
    at,
    eq,
    i,
    j,
    m,
    n,
    p,
    q,
    reason,
    rel,
    same,
)  # fmt: skip
from verifier.claim import Assumption, Distribution, OneHot
from verifier.terms import Cases, Relation, number

Row = tuple[Relation | Assumption, ...]
one_hot = OneHot(Y)

ACCEPTED: list[Row] = [
    (eq(same(i, i), 1),),
    (eq(same(i, j), same(j, i)),),
    (eq(same(i, j) ** 2, same(i, j)),),
    (eq(same(i, j) * at(X, i), same(i, j) * at(X, j)),),
    (eq(same(i, j) * same(j, q), same(i, j) * same(i, q)),),
    (eq(same(i, i + 1), 0),),
    (eq(same(i, 0), 0),),
    (eq(same(i, n + 1), 0),),
    (eq(same(i, j), 0), rel("!=", i, j)),
    (eq(same(i, j), 1), eq(i, j)),
    (eq(same(m, 3) * m, 3 * same(m, 3)),),
    (eq(at(Y, i) ** 2, at(Y, i)), one_hot),
    (eq(at(Y, i) * at(Y, j), same(i, j) * at(Y, i)), one_hot),
    (eq(at(Y, i) * at(Y, j), 0), one_hot, rel("!=", i, j)),
    (rel(">=", at(Y, i), 0), one_hot),
    (rel("<=", at(Y, i), 1), one_hot),
    (rel("<=", at(T, i), 1), Distribution(T)),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(same(i, j), 0),),
    (eq(same(i, j), 1),),
    (eq(same(i, j) * same(j, q), same(i, j)),),
    (eq(same(i, j) * at(X, i), at(X, j)),),
    (eq(same(i, j) + same(j, q), 1),),
    (eq(same(i, 2), 0),),
    (eq(same(m, 3) * m, m),),
    (eq(at(Y, i) ** 2, at(Y, i)),),
    (eq(at(X, i) ** 2, at(X, i)), one_hot),
    (eq(at(Y, i) * at(Y, j), at(Y, i)), one_hot),
    (eq(at(Y, i) * at(Y, j), 0), one_hot),
    (eq(at(T, i) ** 2, at(T, i)), Distribution(T)),
    (rel(">", at(Y, i), 0), one_hot),
    (rel("<", at(Y, i), 1), one_hot),
    (rel("<", at(T, i), 1), Distribution(T)),
    (eq(at(A, i, j) * at(A, i, q), at(A, i, j)), OneHot(A)),
    (eq(at(A, i, j) * at(A, p, j), 0), OneHot(A)),
    (eq(at(Z, i), 1), OneHot(Z)),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


def test_a_delta_as_cases_is_a_delta() -> None:
    unequal = Cases(((rel("!=", i, j), number(1)),), number(0))
    assert accepted(eq(unequal, 1 - same(i, j)))
