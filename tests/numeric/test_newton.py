"""Points on curves that are given by several equations at once."""

import pytest
from flint import arb, ctx
from sympy import Function, cos, exp, log, sin

from verifier import (
    D,
    Sum,
    at,
    dimension,
    equal,
    greater,
    index,
    less,
    real,
    unequal,
    vector,
    verify,
)
from verifier.numeric import cross_check
from verifier.read.labelled import claim_of

x, y, z = real("x y z")
n = dimension("n")
i = index("i", n)
X = vector("X", n)

CURVES = {
    "a quintic": (equal(x, 1), [equal(x**5 + x, 1)]),
    "an exponential": (equal(x, 1), [equal(exp(x), 3)]),
    "a product logarithm": (greater(x, 2), [equal(x * exp(x), 3)]),
    "a hyperbola and a line": (equal(x, y), [equal(x * y, 1), equal(x + y, 3)]),
    "a circle and a line": (equal(x, y), [equal(x**2 + y**2, 1), equal(x, 2 * y)]),
    "a logarithm": (equal(x, 1), [equal(log(x) ** 2, 1)]),
    "a sine": (equal(x, 0), [equal(sin(x), 0)]),
    "a fixed point": (equal(x, 1), [equal(cos(x), x)]),
    "a circle of vectors": (equal(X[i], 0), [equal(Sum(X[i] ** 2, i), 1), equal(Sum(X[i], i), 0)]),
    "three symmetric functions": (
        equal(x, y),
        [equal(x + y + z, 6), equal(x * y * z, 6), equal(x * y + y * z + z * x, 11)],
    ),
}


@pytest.mark.parametrize("name", CURVES)
def test_false_claims_about_curves_are_refuted(name):
    relation, given = CURVES[name]
    verdict = verify(relation, given, timeout=5)
    assert verdict.outcome == "refuted"


TRUE = {
    "the root": (equal(x, log(3)), [equal(exp(x), 3)]),
    "symmetric functions": (equal(x**2 + y**2, 7), [equal(x * y, 1), equal(x + y, 3)]),
    "an interval": (less(x, 2), [equal(x * exp(x), 3)]),
    "another equation": (equal(x**6 + x**2, x), [equal(x**5 + x, 1)]),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_claims_about_curves_agree_and_are_not_refuted(name):
    relation, given = TRUE[name]
    claim = claim_of(relation, given)
    found = cross_check(claim, points=8, deadline=3)
    assert found.refutation is None
    assert found.agreed >= 4


NONE = {
    "no real root": [equal(x**2 + x, -1)],
    "a double root": [equal((x**5 + x - 1) ** 2, 0)],
    "a kink": [equal(abs(x**3 - 2), 0)],
    "parallel lines": [equal(x + y, 1), equal(exp(x + y), 5)],
}


@pytest.mark.parametrize("name", NONE)
def test_what_cannot_be_certified_is_no_point(name):
    found = cross_check(claim_of(unequal(exp(x + z), 0), NONE[name]), points=4, deadline=1)
    assert found.admissible == 0


def test_the_enclosure_contains_the_root():
    verdict = verify(equal(x, 1), [equal(exp(x), 3)], timeout=5)
    with ctx.workprec(200):
        assert arb(verdict.counterexample.point["x"]).contains(arb(3).log())


def test_other_assumptions_are_tested_at_the_root():
    # sin x = 0 and 3 < x < 4 leave one root.
    verdict = verify(equal(x, 0), [equal(sin(x), 0), greater(x, 3), less(x, 4)], timeout=5)
    assert verdict.outcome == "refuted"
    assert verdict.counterexample.point["x"].startswith("[3.14159")


def test_functions_stay_as_they_are():
    f = Function("f")
    claim = claim_of(equal(f(x), 0), [equal(exp(x), 3)])
    assert cross_check(claim, points=4, deadline=2).refutation is not None


def test_a_function_of_bound_quantities_is_shown_with_its_arguments():
    size = dimension("M")
    j = index("j", size)
    o, s = vector("o s", size)
    inner = vector("F", size, of=o)
    verdict = verify(equal(at(D(inner[j], o[j]), o, 2 * s), 0), timeout=5)
    assert verdict.counterexample.point["F"] == ["F[1](o[1]) = -3*o[1]"]
