"""Functions given by recursion: points are admitted only where such functions exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verifier.claim import Claim, Recursion
from verifier.numeric import cross_check
from verifier.terms import (
    ONE,
    At,
    Cases,
    Dependent,
    Family,
    Index,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    number,
    over,
)

n, x, c = Variable("n", Sort.DIMENSION), Variable("x"), Variable("c")
F, G = Family("F", (n,)), Family("G", (n,))
below = Index("m", ONE, over("l", n))
each, k, free = over("l", n), over("k", n), over("j", n)
inner, two = Index("l", ONE, n - 1), Index("k", ONE, number(2))


def f(place: Term) -> Dependent:
    return Dependent(F, (place,), (x,))


def g(place: Term) -> Dependent:
    return Dependent(G, (place,), (x,))


def h(row: Term, column: Term) -> Dependent:
    return Dependent(Family("H", (n, n)), (row, column), (x,))


def rule(left: Dependent, right: Term, *indices: Index) -> Recursion:
    return Recursion(indices, left, right)


def refuted(relation: Relation, *given: Recursion) -> bool:
    return cross_check(Claim("test", relation, given), points=20).refutation is not None


NO_SUCH_FUNCTIONS = {
    "two rules": (rule(f(each), x, each), rule(f(each), c * x, each)),
    "two rules for the first entry": (rule(f(each), x, each), rule(f(ONE), c * x)),
    "two values of an index": (rule(f(ONE), c * x * two, two),),
    "from itself": (rule(f(each), 2 * f(each), each),),
    "from itself, put in": (rule(f(each), At(f(each), x, (), x + 1), each),),
    "in a circle": (rule(f(each), g(each), each), rule(g(each), -f(each), each)),
    "from all": (rule(f(each), Sum(k, f(k)), each),),
    "another derivative": (rule(f(each), x, each), rule(replace(f(each), partials=(x,)), c, each)),
    "an index of the claim": (rule(f(free), c * x),),
}


@pytest.mark.parametrize("given", NO_SUCH_FUNCTIONS.values(), ids=NO_SUCH_FUNCTIONS)
def test_nothing_is_refuted_where_no_function_is_known_to_exist(
    given: tuple[Recursion, ...],
) -> None:
    for relation in (Relation("=", c, ONE), Relation("=", f(n), x), Relation("=", x + free, ONE)):
        assert not refuted(relation, *given)


FUNCTIONS = {
    "downwards": (rule(f(inner), At(f(inner + 1), x, (), x**2), inner), rule(f(n), x)),
    "from another": (rule(f(each), x + g(each), each), rule(g(each), x, each)),
    "a case": (rule(f(each), Cases(((Relation("=", each, ONE), x),), 2 * f(each - 1)), each),),
    "from an index with a range of its own": (
        rule(h(each, below), x * below, each, below),
        rule(f(each), h(each, each), each),
    ),
    "from all of another": (rule(f(each), Sum(k, g(k)), each),),
}


@pytest.mark.parametrize("given", FUNCTIONS.values(), ids=FUNCTIONS)
def test_wrong_claims_about_functions_are_refuted(given: tuple[Recursion, ...]) -> None:
    assert refuted(Relation("=", f(ONE), x + number(7)), *given)
