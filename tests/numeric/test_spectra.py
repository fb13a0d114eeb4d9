"""Points at which matrices have the eigenvectors that are assumed of them."""

from __future__ import annotations

import pytest

from verifier.claim import Assumption, Claim, Definite, Forall
from verifier.numeric.crosscheck import cross_check
from verifier.terms import (
    Cases,
    Entry,
    Family,
    Multiply,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    delta,
    number,
    over,
)

n = Variable("n", Sort.DIMENSION)
i, j, k, l_ = (over(name, n) for name in "ijkl")
A, Q, L = Family("A", (n, n)), Family("Q", (n, n)), Family("L", (n, n))
x, y, d = Family("x", (n,)), Family("y", (n,)), Family("d", (n,))
lam, mu = Variable("lambda"), Variable("mu")


def eigen(vector: Family, value: Term) -> Forall:
    image = Sum(k, Multiply((Entry(A, (i, k)), Entry(vector, (k,)))))
    return Forall((i,), Relation("=", image, value * Entry(vector, (i,))))


def dot(one: Family, other: Family) -> Sum:
    return Sum(k, Multiply((Entry(one, (k,)), Entry(other, (k,)))))


symmetric = Forall((i, j), Relation("=", Entry(A, (i, j)), Entry(A, (j, i))))
columns = Sum(k, Multiply((Entry(Q, (k, i)), Entry(Q, (k, j)))))
orthogonal = Forall((i, j), Relation("=", columns, delta(i, j)))
diagonal = Forall((i, j), Relation("=", Entry(L, (i, j)) * (number(1) - delta(i, j)), number(0)))
scaled = Cases(((Relation("=", k, l_), Entry(d, (k,))),), number(0))


def spectral(middle: Term) -> Forall:
    inner = Sum(k, Multiply((Entry(Q, (i, k)), middle)))
    outer = Sum(l_, Multiply((inner, Entry(Q, (j, l_)))))
    return Forall((i, j), Relation("=", Entry(A, (i, j)), outer))


by_matrix, by_vector = spectral(Entry(L, (k, l_))), spectral(scaled)
unit = Relation("=", dot(x, x), number(1))


@pytest.mark.parametrize(
    "given",
    [
        (symmetric, eigen(x, lam), eigen(y, mu), Relation("!=", lam, mu)),
        (eigen(x, lam), eigen(y, mu)),
        (symmetric, eigen(x, lam), unit),
        (symmetric, orthogonal, diagonal, by_matrix),
        (by_matrix, symmetric, diagonal, orthogonal, eigen(x, lam), unit),
        (Definite(A), orthogonal, by_vector),
        (Definite(A), eigen(x, lam), unit),
    ],
)
def test_points_are_found(given: tuple[Assumption, ...]) -> None:
    for seed in range(3):
        claim = Claim("c", Relation("=", Entry(A, (i, j)), Entry(A, (i, j))), given)
        found = cross_check(claim, seed=seed)
        assert found.agreed >= 10
        assert max(found.dimensions) > 1


@pytest.mark.parametrize(
    ("relation", "given", "holds"),
    [
        (Relation("=", lam * dot(x, y), mu * dot(x, y)), (symmetric,), True),
        (Relation("=", lam * dot(x, y), mu * dot(x, y)), (), False),
        (Relation("=", dot(x, y), number(0)), (symmetric,), False),
        (Relation("=", dot(x, y), number(0)), (symmetric, Relation("!=", lam, mu)), True),
        (Relation(">", lam, number(0)), (Definite(A), unit), True),
        (Relation(">", lam, number(0)), (symmetric, unit), False),
        (Relation(">", lam, mu), (Definite(A), unit), False),
    ],
)
def test_points_are_general(relation: Relation, given: tuple[Assumption, ...], holds: bool) -> None:
    found = cross_check(Claim("c", relation, (*given, eigen(x, lam), eigen(y, mu))))
    assert (found.refutation is None) == holds
    assert not holds or found.admissible > 10
