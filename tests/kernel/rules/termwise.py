"""Inequalities between sums: ``termwise``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    SIGN,
    A,
    X,
    Y,
    at,
    cases,
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
from verifier.serialization import to_data
from verifier.terms import (
    At,
    Derivative,
    Family,
    Index,
    Integral,
    Sort,
    Sum,
    Variable,
    as_term,
    call,
)

# fmt: off
T2 = Family("T", (n,))
V = Variable("v", Sort.REAL)
C = Family("C", (n,), sort=Sort.COMPLEX)
to_m = Index("j", number(1), m)
here, other = at(X, j), at(Y, j)
positive, smaller = Forall((i,), rel(">", at(X, i), 0)), Forall((i,), rel("<=", at(X, i), at(Y, i)))
below = Forall((i,), rel("<", at(X, i), at(Y, i)))


def termwise(body, *named, sub=SIGN, index=j):
    pairs = [[Sum(index, as_term(term)), name] for term, name in named]
    return step("termwise", sum=Sum(index, as_term(body)), named=pairs, sub=sub)


def doubly(body, *named, sub=SIGN, indices=(i, j), levels=2):
    def summed(term):
        return Sum(indices[0], Sum(indices[1], as_term(term)))

    pairs = [[summed(term), name] for term, name in named]
    return step("termwise", sum=summed(body), named=pairs, sub=sub, levels=levels)


entry, square = at(A, i, j), total(i, total(j, at(A, i, j)))
entries = Forall((i, j), rel(">", at(A, i, j), 0))
up_to = Index("j", number(1), as_term(i))
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
        Use("a sum of sums", rel(">", square, 0), doubly(entry, (entry, "v")), (entries,)),
        Use("a tangent of each entry", rel(">=", total(i, total(j, call("exp", entry))), n**2 + square), doubly(call("exp", entry) - 1 - entry, (entry, "v"))),
        Use("over a range that may be empty", rel(">=", total(to_m, x**2), 0), termwise(x**2, index=to_m)),
    ),
    rejected=(
        Miss("the sign of the difference is not determined", rel(">", square, 0), doubly(entry, (entry, "v"))),
        Miss("the sum is not the difference", rel(">", total(i, at(A, i, i)), 0), doubly(entry, (entry, "v")), (entries,)),
        Miss("the range may be empty", rel(">", total(i, total(to_m, x**2 + 1)), 0), doubly(x**2 + 1, indices=(i, to_m))),
        Miss("a range that depends on another index", rel(">=", total(i, total(up_to, at(A, i, up_to))), 0), doubly(at(A, i, up_to), (at(A, i, up_to), "v"), indices=(i, up_to)), (entries,)),
        Miss("a range that depends on another index", rel(">=", total(i, total(i, at(X, i))), 0), doubly(at(X, i), (at(X, i), "v"), indices=(i, i)), (positive,)),
        Miss("the index is left over", rel(">", square, 0), doubly(entry), (entries,)),
        Miss("the index is left over", rel(">", square, 0), {**doubly(entry, (entry, "v")), "levels": 1, "named": []}, (entries,)),
        Miss("not one sum or two", rel(">", square, 0), doubly(entry, (entry, "v"), levels=3), (entries,)),
        Miss("not a sum of sums", rel(">=", total(j, here), 0), {**termwise(here, (here, "v")), "levels": 2}, (positive,)),
        Miss("a term in another index", rel(">", square, 0), {**doubly(entry, (entry, "v")), "named": [[to_data(Sum(j, Sum(i, entry))), "v"]]}, (entries,)),
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
        Miss("not a sum and an inequality", rel(">=", x, 0), step("termwise", sum=as_term(x), named=[], sub=SIGN), (rel(">", x, 0),)),
        Miss("no names", rel(">=", total(j, here), 0), {**termwise(here, (here, "v")), "named": 3}, (positive,)),
        Miss("no names", rel(">=", total(j, here), 0), {**termwise(here, (here, "v")), "named": {}}, (positive,)),
        Miss("no names", rel(">=", total(j, here), 0), termwise(here, *((here, f"v{k}") for k in range(7))), (positive,)),
        Miss("not a term and a name", rel(">=", total(j, here), 0), {**termwise(here, (here, "v")), "named": [[to_data(Sum(j, here)), 3]]}, (positive,)),
        Miss("a term in another index", rel(">=", total(j, here), 0), {**termwise(here, (here, "v")), "named": [[to_data(as_term(x)), "v"]]}, (positive,)),
        Miss("complex quantities are not ordered", rel(">=", total(j, call("re", at(C, j) ** 2)), 0), termwise(call("re", at(C, j) ** 2), (at(C, j), "v"))),
        Miss("v is not new", rel(">=", total(j, here), 0), cases(rel(">", V, 0), termwise(here, (here, "v")), termwise(here, (here, "v")))),
        Miss("no such rule", rel("<=", total(i, at(X, i)), total(j, other)), termwise(gap, *both, sub={"rule": "none"}), (smaller,)),
    ),
)

TABLES = {"termwise": TERMWISE}
