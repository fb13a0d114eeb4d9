"""Inequalities between sums: ``termwise``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    SIGN,
    X,
    Y,
    at,
    i,
    j,
    m,
    n,
    number,
    rel,
    root,
    same,
    total,
    x,
)
from verifier.claim import Forall
from verifier.terms import At, Derivative, Family, Index, Integral, Sort, Sum, as_term, call

# fmt: off
T2 = Family("T", (n,))
C = Family("C", (n,), sort=Sort.COMPLEX)
to_m = Index("j", number(1), m)
here, other = at(X, j), at(Y, j)
positive, smaller = Forall((i,), rel(">", at(X, i), 0)), Forall((i,), rel("<=", at(X, i), at(Y, i)))
below = Forall((i,), rel("<", at(X, i), at(Y, i)))


def termwise(body, *named, sub=SIGN, index=j):
    pairs = [[Sum(index, as_term(term)), name] for term, name in named]
    return step("termwise", sum=Sum(index, as_term(body)), named=pairs, sub=sub)


both = ((here, "v"), (other, "r"))
gap = here - other
squares = total(j, here**2 + 1)

TERMWISE = Table(
    accepted=(
        Use("by a fact about all entries", rel("<=", total(i, at(X, i)), total(j, other)), termwise(gap, *both), (smaller,)),
        Use("strictly", rel("<", total(i, at(X, i)), total(j, other)), termwise(gap, *both), (below,)),
        Use("an exponential above its tangent", rel(">=", total(j, call("exp", here)), n + total(j, here)), termwise(call("exp", here) - 1 - here, (here, "v"))),
        Use("a number for each term", rel(">=", total(j, here), 0), termwise(here, (here, "v")), (positive,)),
        Use("below a bound", rel("<=", total(j, here), n * x), termwise(here - x, (here, "v")), (Forall((i,), rel("<=", at(X, i), x)),)),
        Use("over a range that may be empty", rel(">=", total(to_m, x**2), 0), termwise(x**2, index=to_m)),
    ),
    rejected=(
        Miss("the sign of the difference is not determined", rel("<=", total(i, at(X, i)), total(j, other)), termwise(gap, *both)),
        Miss("the sign of the difference is not determined", rel("<", total(i, at(X, i)), total(j, other)), termwise(gap, *both), (smaller,)),
        Miss("the range may be empty", rel(">", total(to_m, x**2 + 1), 0), termwise(x**2 + 1, index=to_m)),
        Miss("the sum is not the difference", rel(">=", total(j, here), 1), termwise(here, (here, "v")), (positive,)),
        Miss("the sum is not the difference", rel(">=", total(j, here), n), termwise(here, (here, "v")), (positive,)),
        Miss("the index is left over", rel(">=", total(j, here), 0), termwise(here), (positive,)),
        Miss("the index is left over", rel(">=", total(j, here * j), 0), termwise(here * j, (here, "v")), (positive,)),
        Miss("the index is left over", rel(">=", total(j, 2 * here * same(i, j)), 0), termwise(Derivative(here**2, at(X, i)), (here, "v"))),
        Miss("the index is left over", rel(">=", total(j, -here), 0), termwise(At(x * here, x, (), number(-1)), (x * here, "v")), (positive, rel(">", x, 0))),
        Miss("the index is left over", rel(">=", total(j, -3 * here), 0), termwise(Integral(2 * x * here, x, number(-2), number(1)), (x * here, "v")), (positive, rel(">", x, 0))),
        Miss("x is not new", rel(">=", total(j, here + x - x), 0), termwise(here + x - x, (here, "x")), (positive,)),
        Miss("v is not new", rel(">=", total(j, here - other), 0), termwise(gap, (here, "v"), (other, "v")), (smaller,)),
        Miss("not a sum and an inequality", rel("=", total(j, here - here), 0), termwise(here - here, (here, "v"))),
        Miss("a zero denominator", rel(">=", total(j, here**2), 0), termwise(here**2 + 1 / (x - x) - 1 / (x - x), (here, "v"))),
        Miss("not defined everywhere", rel(">=", total(j, here**2), 0), termwise(here**2 + root(x) - root(x), (here, "v"))),
        Miss("a named quantity", rel(">=", total(j, here**2), 0), termwise(here**2 + root(here) - root(here), (here, "v"), (root(here), "r"))),
        Miss("a term in another index", rel("<=", total(i, at(X, i)), total(j, other)), step("termwise", sum=Sum(j, gap), named=[[Sum(i, at(X, i)), "v"], [Sum(j, other), "r"]], sub=SIGN), (smaller,)),
        Miss("no such rule", rel("<=", total(i, at(X, i)), total(j, other)), termwise(gap, *both, sub={"rule": "none"}), (smaller,)),
    ),
)

TABLES = {"termwise": TERMWISE}
