"""SymPy's own indexed objects, as claims."""

import pytest
from sympy import Derivative, Eq, IndexedBase, MatrixSymbol, Sum, Trace, symbols

from verifier.claim import IllFormed
from verifier.kernel import Accepted, check
from verifier.read.labelled import claim_of
from verifier.terms import Family
from verifier.traversal import walk

x, y = IndexedBase("x"), IndexedBase("y")
i, j, k, n, m = symbols("i j k n m", integer=True, positive=True)
A, B = MatrixSymbol("A", 3, 3), MatrixSymbol("B", 3, 3)


@pytest.mark.parametrize(
    ("relation", "given"),
    [
        (Eq(Sum(x[i], (i, 1, n)), Sum(x[j], (j, 1, n))), ()),
        (Eq(Sum(3 * x[i], (i, 1, n)), 3 * Sum(x[i], (i, 1, n))), ()),
        (Eq(Derivative(Sum(x[i] ** 2, (i, 1, n)), x[k]), 2 * x[k]), k <= n),
        (Eq(Sum(x[i], (i, 1, n)) ** 2, Sum(x[i] * x[j], (i, 1, n), (j, 1, n))), ()),
        (Eq(Trace(A * B), Trace(B * A)), ()),
    ],
)
def test_true_claims(relation, given):
    claim = claim_of(relation, given)
    assert isinstance(check(claim, {"rule": "equal"}), Accepted)


@pytest.mark.parametrize(
    ("relation", "size", "start"),
    [
        (Eq(Sum(x[i], (i, 1, n)), 0), "n", 1),
        (Eq(Sum(x[i], (i, 0, n)), 0), "n + 1", 0),
        (Eq(Sum(x[i], (i, 1, n)), Sum(x[j - 1], (j, 2, n + 2))), "n + 1", 1),
    ],
)
def test_a_base_without_a_shape_takes_it_from_the_sums(relation, size, start):
    families = {part for part in walk(claim_of(relation).relation) if isinstance(part, Family)}
    (family,) = families
    assert family.starts == (start,)
    from verifier.read.sizes import shape_text

    assert shape_text(family.shape) in (f"({size},)", f"({size})")


def test_ranges_that_cannot_be_compared_leave_the_shape_open():
    assert isinstance(claim_of(Eq(Sum(x[i], (i, 1, n)), Sum(x[i], (i, 1, m)))), IllFormed)
    assert isinstance(claim_of(Eq(x[k], 0)), IllFormed)
