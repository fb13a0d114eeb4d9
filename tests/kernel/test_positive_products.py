"""A product that is positive for every index: its factors that are >= 0 are positive."""

import pytest

from verifier.claim import Claim, Forall
from verifier.engine.decide import judge
from verifier.terms import ONE, ZERO, Entry, Family, Relation, Sort, Sum, Variable, call, over

n = Variable("n", Sort.DIMENSION)
a, b = Family("a", (n,)), Family("b", (n,))
i, k = over("i", n), over("k", n)


def at(family, index):
    return Entry(family, (index,))


def every(operator, term):
    return Forall((i,), Relation(operator, term, ZERO))


PRODUCT = at(a, i) * at(b, i)
A, B = every(">=", at(a, i)), every(">=", at(b, i))
POSITIVE = Relation(">", at(a, k), ZERO)


@pytest.mark.parametrize("given", [(every(">", PRODUCT), A, B), (A, every(">", PRODUCT))])
def test_a_factor_that_is_not_negative_is_positive(given):
    assert judge(Claim("c", POSITIVE, given)).outcome == "proved"


@pytest.mark.parametrize(
    "given",
    [
        (every(">", PRODUCT),),  # both may be negative
        (every(">", PRODUCT), every("<=", at(a, i))),
        (every(">=", PRODUCT), A, B),  # the product may be 0
        (every(">", at(a, i) + at(b, i)), A, B),  # no product
        (every(">", PRODUCT + ONE), A, B),
    ],
)
def test_nothing_follows_from_less(given):
    assert judge(Claim("c", POSITIVE, given)).outcome != "proved"


def test_the_logarithm_of_a_product_splits_under_a_sum():
    left = Sum(i, call("log", PRODUCT))
    right = Sum(i, call("log", at(a, i))) + Sum(i, call("log", at(b, i)))
    assert judge(Claim("c", Relation("=", left, right), (A, B))).outcome == "proved"
