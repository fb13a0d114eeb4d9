"""Assumptions that no point satisfies: the verdict names the smallest set that clashes."""

import pytest
from sympy import Rational, Symbol

from verifier import dimension, equal, forall, greater, index, less, one_hot, real, vector, verify

x, y, z = real("x y z")
p = Symbol("p", positive=True)
n = dimension("n")
i, k = index("i k", n)
X = vector("X", n)
Y = one_hot("Y", n)

CLASHES = [
    ([greater(x, 0), less(x, 0)], "$x > 0$ and $x < 0$ cannot both hold"),
    ([less(y, 3), greater(x, 0), equal(z, 1), less(x, -1)], "$x > 0$ and $x < -1$ cannot both"),
    ([greater(x, y), greater(y, z), greater(z, x)], "$x > y$, $y > z$ and $z > x$ cannot all hold"),
    ([less(p, 0)], "$p > 0$ and $p < 0$ cannot both hold"),
    ([forall(i, greater(X[i], 1)), less(X[k], 0)], "cannot both hold"),
    ([equal(Y[k], Rational(1, 2))], "one-hot"),
]


@pytest.mark.parametrize(("given", "said"), CLASHES)
def test_the_verdict_names_what_clashes(given, said):
    verdict = verify(equal(x + p * Y[k] + X[k], x + p * Y[k] + X[k]), given)
    assert verdict.outcome == "ill-formed"
    assert verdict.message.startswith("[contradictory-assumptions]")
    assert said in verdict.hint


def test_what_does_not_clash_is_not_named():
    verdict = verify(equal(x, x), [less(y, 3), greater(x, 0), less(x, -1)])
    assert "y" not in verdict.hint
