"""What once crashed the search or the kernel: a verdict, and no bug reported in it."""

import pytest
from sympy import (
    Max,
    Piecewise,
    acosh,
    asinh,
    atan,
    cos,
    cosh,
    exp,
    factorial,
    gamma,
    log,
    sin,
    sqrt,
)

from verifier import (
    D,
    Sum,
    at_most,
    dimension,
    equal,
    index,
    integer,
    limit,
    real,
    relu,
    softplus,
    vector,
    verify,
)
from verifier.claim import Claim
from verifier.prove import NotFound, prove
from verifier.terms import Constant, Derivative, Index, Limit, Relation, Sort, Variable, number
from verifier.terms import Sum as SumTerm

n, m = dimension("n m")
i, j = index("i j", n)
x, y, a, b = real("x y a b")
X = vector("X", n)
S = Sum(atan(X[j]) * X[j], j)
GROWN = cosh(asinh(a, evaluate=False), evaluate=False) + x**y * n

TRUE_OR_OPEN = {
    "a dimension with a value": (equal(S, sqrt(S**2)), equal(n, 2)),
    "roots of grown squares": (equal(GROWN, sqrt(log(exp(GROWN**2, evaluate=False)))),),
    "a root of a square": (
        equal(D(asinh(y + X[j]), y), sqrt(D(asinh(y + X[j]), y) ** 2)),
        equal(x, 0),
    ),
    "cases and logarithms": (
        equal(
            Piecewise((m, y > n), (y, True)),
            exp(log(Piecewise((m, y > n), (y, True)))),
        ),
    ),
    "a derivative in a limit": (equal(limit(D(exp(x), x), x, 0), 1),),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE_OR_OPEN)
def test_a_verdict_and_no_bug(name):
    verdict = verify(*TRUE_OR_OPEN[name], timeout=3)
    assert verdict.outcome in ("proved", "conditional", "undecided")
    assert not [part for part in verdict.tried if "internal error" in part or "deep" in part]


DIVIDED = {
    "a radical": equal(
        y**2 / (y + sqrt(y**2 + 1)), (y**2 + 1) / (y + sqrt(y**2 + 1)) - 1 / (y + sqrt(y**2 + 1))
    ),
    "a sine": equal(
        cos(x) ** 2 / (cos(x) + sin(x)), 1 / (cos(x) + sin(x)) - sin(x) ** 2 / (cos(x) + sin(x))
    ),
    "a cosine and a radical": equal(D(acosh(x + 2), x), 1 / (sqrt(x + 1) * sqrt(x + 3))),
}


@pytest.mark.parametrize("name", DIVIDED)
def test_a_division_that_leads_back_to_itself_is_not_made(name):
    assert verify(DIVIDED[name], timeout=3).outcome == "proved"


WHOLE, OTHER = Variable("m", Sort.DIMENSION), Variable("k", Sort.INTEGER)
SUM = SumTerm(Index("i", number(1), WHOLE), number(1))


@pytest.mark.parametrize(
    "left",
    [
        Derivative(WHOLE**2, WHOLE),
        SUM * Limit(OTHER, OTHER, number(0)),
        Limit(WHOLE * SUM, WHOLE, Constant("oo")),
    ],
)
def test_the_variable_of_an_induction_may_be_bound(left):
    claim = Claim("c", Relation("=", left, WHOLE + 7))
    assert isinstance(prove(claim), NotFound)


def test_maxima_of_the_same():
    assert verify(at_most(Max(a, b), Max(b, a)), timeout=3).outcome == "proved"


def test_a_factorial_has_the_domain_of_gamma():
    # (-3/2)! is gamma(-1/2), which is negative; at integers it is defined from 0 on.
    negative = sqrt(factorial(x) ** 2)
    assert verify(equal(negative, factorial(x)), timeout=3).outcome == "refuted"
    shifted = equal(factorial(x), gamma(x + 1))
    assert verify(shifted, timeout=3).outcome == "proved"
    whole = integer("N")
    assert verify(equal(factorial(whole + 1), (whole + 1) * factorial(whole))).outcome in (
        "proved", "conditional",
    )  # fmt: skip


@pytest.mark.parametrize("levels", [140, 400])
@pytest.mark.parametrize("step", [relu, softplus])
def test_what_nests_too_deeply_is_undecided_with_a_reason(step, levels):
    deep = x
    for _ in range(levels):
        deep = step(deep)
    verdict = verify(equal(deep, y), timeout=0.5)
    assert verdict.outcome in ("undecided", "refuted")
    if verdict.outcome == "undecided":
        assert [part for part in verdict.tried if "deep" in part or "ran out" in part]
