"""Points at which random vectors have the moments that are assumed of them."""

from __future__ import annotations

import pytest

from verifier.claim import Assumption, Claim, Distribution, Forall
from verifier.numeric.crosscheck import cross_check
from verifier.terms import (
    Entry,
    Family,
    Multiply,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    delta,
    number,
    over,
)

n, outcomes = Variable("n", Sort.DIMENSION), Variable("N", Sort.DIMENSION)
i, j, w = over("i", n), over("j", n), over("w", outcomes)
P, X, S = Family("P", (outcomes,)), Family("X", (outcomes, n)), Family("S", (n, n))
mu, sigma = Variable("mu"), Variable("sigma")


def mean(term: Term) -> Sum:
    return Sum(w, Multiply((Entry(P, (w,)), term)))


one, other = Entry(X, (w, i)), Entry(X, (w, j))
uncorrelated = (
    Forall((i,), Relation("=", mean(one), mu)),
    Forall((i, j), Relation("=", mean((one - mu) * (other - mu)), sigma**2 * delta(i, j))),
    Relation(">", sigma, number(0)),
)
standard = (
    Forall((i,), Relation("=", mean(one), number(0))),
    Forall((i, j), Relation("=", mean(one * other), delta(i, j))),
)
table = (
    Forall((i,), Relation("=", mean(one), number(0))),
    Forall((i, j), Relation("=", mean(one * other), Entry(S, (i, j)))),
)


@pytest.mark.parametrize("given", [uncorrelated, standard, table])
def test_points_are_found(given: tuple[Assumption, ...]) -> None:
    for seed in range(3):
        claim = Claim("c", Relation("=", mean(one), mean(one)), (Distribution(P), *given))
        found = cross_check(claim, seed=seed)
        assert found.agreed >= 20
        assert max(found.dimensions) > 2
        assert found.refutation is None


@pytest.mark.parametrize(
    ("relation", "holds"),
    [
        (Relation("=", mean(Power(one, number(2))), sigma**2 + mu**2), True),
        (Relation("=", mean(one * other), sigma**2 * delta(i, j) + mu**2), True),
        (Relation("=", mean(Power(one, number(2))), sigma**2), False),
        (Relation("=", mean(one * other), mu**2), False),
        (Relation("=", one, other), False),
        (Relation("=", mean(Power(one, number(4))), (sigma**2 + mu**2) ** 2), False),
    ],
)
def test_points_have_the_moments(relation: Relation, holds: bool) -> None:
    found = cross_check(Claim("c", relation, (Distribution(P), *uncorrelated)))
    assert (found.refutation is None) == holds


def test_quantities_stay_correlated_where_nothing_is_said() -> None:
    given = (Distribution(P), Forall((i,), Relation("=", mean(one * one), sigma**2)))
    relation = Relation("=", mean(one * other), sigma**2 * delta(i, j))
    assert cross_check(Claim("c", relation, given)).refutation is not None
