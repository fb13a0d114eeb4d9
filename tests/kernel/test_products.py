"""Finite products over symbolic ranges."""

from __future__ import annotations

import pytest

from tests.kernel.words import X, Y, a, accepted, at, d, eq, i, j, m, n, reason, rel, total, x
from verifier.claim import Assumption, Forall
from verifier.terms import Index, Operand, Product, Relation, as_term, call, number, over

Row = tuple[Relation | Assumption, ...]


def product(index: Index, body: Operand) -> Product:
    return Product(index, as_term(body))


to_m, to_next = Index("j", number(1), m), Index("j", number(1), m + 1)
positive = Forall((i,), rel(">", at(X, i), 0))

ACCEPTED: list[Row] = [
    (eq(product(i, at(X, i) * at(Y, i)), product(j, at(X, j)) * product(j, at(Y, j))),),
    (eq(product(j, a), a**n),),
    (eq(product(j, call("exp", at(X, j))), call("exp", total(j, at(X, j)))),),
    (eq(product(j, at(X, j) ** 2), product(j, at(X, j)) ** 2),),
    (eq(product(j, j), call("factorial", n)),),
    (eq(product(Index("j", number(1), number(3)), at(X, Index("j", number(1), number(3)))),
        at(X, 1) * at(X, 2) * at(X, 3)),),
    (eq(product(Index("j", number(2), number(1)), at(X, 1)), 1),),
    (eq(call("log", product(j, at(X, j))), total(j, call("log", at(X, j)))), positive),
    (rel(">", product(j, at(X, j)), 0), positive),
    (eq(product(to_m, x) * x, product(to_next, x)), rel(">=", m, 0)),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(product(i, at(X, i) + at(Y, i)), product(j, at(X, j)) + product(j, at(Y, j))),),
    (eq(product(j, a), a * n),),
    (eq(product(j, a * at(X, j)), a * product(j, at(X, j))),),
    (eq(product(j, at(X, j)), product(over("j", d), at(X, over("j", d)))),),
    (eq(product(to_m, to_m), product(to_next, to_next) / (m + 1)),),
    (eq(product(to_m, x), x**m),),
    (eq(call("log", product(j, at(X, j))), total(j, call("log", at(X, j)))),),
    (rel(">", product(j, at(X, j)), 0),),
    (rel(">", product(j, at(X, j)), 0), Forall((i,), rel(">=", at(X, i), 0))),
    (eq(product(i, at(X, i)), product(i, -at(X, i))),),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)
