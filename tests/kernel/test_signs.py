"""Signs from factors, from terms, from facts and their combinations."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
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
    c1,
    eq,
    fraction,
    i,
    j,
    k,
    m,
    n,
    reason,
    rel,
    root,
    total,
    x,
    y,
    z,
)  # fmt: skip
from verifier.claim import Assumption, Definite, Distribution, Forall, OneHot
from verifier.kernel.signs import ANY, NEGATIVE, NULL, POSITIVE, flip, of_product, of_sum
from verifier.terms import Family, Index, Relation, Sort, call, number

Row = tuple[Relation | Assumption, ...]
positive = Forall((i,), rel(">", at(X, i), 0))
short = Index("j", number(1), m)
complexes = Family("C", (n,), (), Sort.COMPLEX)

nonzero = rel("!=", total(j, at(X, j) ** 2), 0)
form = total(i, total(j, at(X, i) * at(A, i, j) * at(X, j)))
block = Index("q", number(1), n - 1)
corner = total(
    block,
    total(
        Index("p", number(1), n - 1),
        at(X, block)
        * at(A, block, Index("p", number(1), n - 1))
        * at(X, Index("p", number(1), n - 1)),
    ),
)

ACCEPTED: list[Row] = [
    (rel(">=", form, 0), Definite(A)),
    (rel(">", form, 0), Definite(A), nonzero),
    (rel(">", form, 0), Definite(A), positive),
    (rel(">=", total(i, total(j, at(A, i, j))), 0), Definite(A)),
    (rel(">", total(i, total(j, at(A, i, j))), 0), Definite(A)),
    (rel(">=", corner, 0), Definite(A)),
    (rel(">=", y**2 * form, 0), Definite(A)),
    (rel(">=", x**2, 0),),
    (rel(">", x**2 + 1, 0),),
    (rel(">", x * y, 0), rel(">", x, 0), rel(">", y, 0)),
    (rel("<", x * y, 0), rel(">", x, 0), rel("<", y, 0)),
    (rel(">", x, z), rel(">", x, y), rel(">", y, z)),
    (rel(">=", x, 0), rel(">", y, 0), rel(">", x * y, 0)),
    (rel("!=", x, 0), rel("!=", x * y, 0)),
    (rel(">", n, 0),),
    (rel(">=", n, 1),),
    (rel(">=", i, 1),),
    (rel("<=", i, n),),
    (rel(">=", m, 4), rel(">", m, 3)),
    (rel(">", total(j, at(X, j)), 0), positive),
    (rel(">=", total(j, at(X, j)), at(X, i)), positive),
    (rel("<=", at(X, i) / total(j, at(X, j)), 1), positive),
    (rel(">=", total(j, at(X, j) ** 2), 0),),
    (rel(">=", total(short, at(X, short) ** 2), 0),),
    (rel(">", call("exp", at(X, i)) / total(j, call("exp", at(X, j))), 0),),
    (rel("<=", call("exp", at(X, i)) / total(j, call("exp", at(X, j))), 1),),
    (rel(">=", at(T, i), 0), Distribution(T)),
    (rel(">=", root(x), 0), rel(">=", x, 0)),
    (rel("<", call("log", x), 0), rel(">", x, 0), rel("<", x, 1)),
    (rel("!=", x - y, 0), rel("<", x, y)),
]  # fmt: skip
REJECTED: list[Row] = [
    (rel(">", form, 0), Definite(A)),
    (rel(">=", form, 0), nonzero),
    (rel(">=", form, 0), Forall((i, j), eq(at(A, i, j), at(A, j, i))), nonzero),
    (rel(">", form, 0), Definite(A), rel("!=", total(j, at(Z, j) ** 2), 0)),
    (rel(">=", total(i, total(j, at(X, i) * at(A, i, j) * at(Z, j))), 0), Definite(A), nonzero),
    (rel(">=", total(i, total(j, at(X, i) * at(A, i, j) ** 3 * at(X, j))), 0), Definite(A)),
    (rel(">=", total(i, total(j, at(X, i) * at(A, i, i) * at(X, j))), 0), Definite(A)),
    (rel(">", corner, 0), Definite(A), nonzero),
    (rel(">", y**2 * form, 0), Definite(A), nonzero),
    (rel("<=", form, 0), Definite(A), nonzero),
    (rel(">", x**2, 0),),
    (rel(">=", x**3, 0),),
    (rel(">", x * y, 0), rel(">", x, 0)),
    (rel(">", x * y, 0), rel(">=", x, 0), rel(">", y, 0)),
    (rel(">", x, z), rel(">", x, y), rel(">", z, y)),
    (rel(">=", x, 1), rel(">", x, 0)),
    (rel(">", n, 1),),
    (rel("<", i, n),),
    (rel(">", total(j, at(X, j)), 0),),
    (rel(">", total(short, at(X, short)), 0), Forall((i,), rel(">", at(X, i), 0))),
    (rel(">", total(short, number(1)), 0),),
    (rel(">", total(j, at(X, j)), at(X, i)), positive),
    (rel("<", call("exp", at(X, i)) / total(j, call("exp", at(X, j))), 1),),
    (rel(">", at(T, i), 0), Distribution(T)),
    (rel(">", at(Y, i), 0), OneHot(Y)),
    (rel(">", root(x), 0),),
    (rel("!=", x - y, 0), rel("<=", x, y)),
    (rel(">=", c1**2, 0),),
    (rel("!=", c1**2 + 1, 0),),
    (rel(">=", at(complexes, i) ** 2, 0),),
    (rel("!=", total(j, at(complexes, j) ** 2), -1),),
    (rel("<", x**2, x), rel(">", x, 0)),
    (rel(">", a * b * c, 0), rel(">", a, 0), rel("<", b, 0), rel("!=", c, 0)),
    (rel(">", k, fraction(1, 2)), rel(">=", k, 0)),
    (rel(">", call("log", x), 0), rel(">", x, 0)),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


SAMPLES = {NEGATIVE: (-3, -2, -1), NULL: (0,), POSITIVE: (1, 2, 3)}


def _mask(value: int) -> int:
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else NULL


@pytest.mark.parametrize("left", range(1, ANY + 1))
@pytest.mark.parametrize("right", range(1, ANY + 1))
def test_tables_of_signs(left: int, right: int) -> None:
    """Against all pairs of small integers with these signs."""
    one = [v for bit, values in SAMPLES.items() if left & bit for v in values]
    two = [v for bit, values in SAMPLES.items() if right & bit for v in values]
    products = sums = 0
    for p in one:
        for q in two:
            products |= _mask(p * q)
            sums |= _mask(p + q)
    assert of_product(left, right) == products
    assert of_sum(left, right) & sums == sums
    assert flip(flip(left)) == left
