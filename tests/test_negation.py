"""Strict relations between equal sides are refuted by a proof of the opposite, and a point."""

import pytest
from sympy import Abs, Max, Rational, Symbol, asinh, cos, exp, log, sin, tan, tanh

from verifier import (
    Sum,
    dimension,
    distribution,
    equal,
    greater,
    index,
    less,
    real,
    sigmoid,
    softmax,
    unequal,
    vector,
    verify,
)  # fmt: skip

x, y, c = real("x y c")
p = Symbol("p", positive=True)
n = dimension("n")
i, j = index("i j", n)
X = vector("X", n)
t = distribution("t", n)

REFUTED = {
    "sums": less(exp(x) ** 2 * c**2 + sigmoid(x), exp(2 * x) * c**2 + 1 / (1 + exp(-x))),
    "constants": less(tan(1) * 3 * p / 2, p * Rational(3, 2) * tan(1)),
    "maxima": less(tanh(Max(0, p, evaluate=False)), tanh(p)),
    "circles": greater(sin(x + 3) ** 2 + cos(x + 3) ** 2, 1),
    "inequations": unequal(log(exp(x + 2) * exp(y + 3)), x + y + 5),
    "for every n": less(Sum(softmax(X)[i], i), 1),
    "one part": (equal(x, x), less(asinh(Abs(x) + 1), asinh(Max(x, -x) + 1))),
}


@pytest.mark.parametrize("name", REFUTED)
def test_equal_sides_refute_a_strict_relation(name):
    verdict = verify(REFUTED[name], greater(x, 0))
    assert verdict.outcome == "refuted"
    assert verdict.counterexample.lhs == verdict.counterexample.rhs
    assert verdict.proof is None


def test_the_evidence_says_that_a_proof_decides():
    verdict = verify(less(sin(x) ** 2 + cos(x) ** 2, 1), greater(x, 3))
    assert "kernel" in verdict.counterexample.fails_when
    assert verdict.counterexample.point["x"] == "4"


@pytest.mark.parametrize(
    ("relation", "given"),
    [
        # The sides are equal where they are defined, which is nowhere.
        (less(log(-(x**2) - 1), log(-(x**2) - 1) * 2 / 2), ()),
        # No point satisfies the assumption.
        (less(sin(x) ** 2 + cos(x) ** 2, 1), (less(exp(x) + exp(-x), 2),)),
    ],
)
def test_no_point_no_refutation(relation, given):
    assert verify(relation, given).outcome != "refuted"


@pytest.mark.parametrize(
    "relation", [less(tanh(x), 1), unequal(exp(x), 0), greater(Sum(exp(X[i]), i), 0)]
)
def test_true_relations_stay_proved(relation):
    assert verify(relation).outcome == "proved"
