"""Slips: every place is found, every edit is an edit of one place, and comes in order."""

from fractions import Fraction

import pytest

from tests.refute.corpus import A, D, W, a, claims, delta, e, eq, exp, h, i, j, norm, s, w, x, z
from verifier.claim import Claim
from verifier.refute.slips import EDITS, REPAIRS, context_of, slips
from verifier.refute.slips.spots import spots
from verifier.refute.slips.writing import alike, differentiated, scaled, tidied, times
from verifier.terms import Add, Cases, Multiply, Relation, Sum, call, negate, number
from verifier.traversal import walk


@pytest.mark.parametrize("claim", claims()[::4], ids=lambda claim: claim.id)
def test_what_is_put_back_is_the_same(claim):
    for side in (claim.relation.left, claim.relation.right):
        found = list(spots(side))
        assert found[0].term == side
        assert all(spot.put(spot.term) == side for spot in found)
        marked = [spot for spot in found if spot.role not in ("place", "compared")]
        assert all(number(77) in list(walk(spot.put(number(77)))) for spot in marked)


@pytest.mark.parametrize("claim", claims()[::9], ids=lambda claim: claim.id)
def test_edits_are_different_and_in_order(claim):
    context = context_of(claim, claim.relation)
    for rules in (EDITS, REPAIRS):
        found = slips(claim.relation.right, context, rules)
        assert all(slip.before != slip.after for slip in found)
        costs = [slip.cost for slip in found]
        assert costs == sorted(costs)


def reached(right, wanted, left=z, rules=EDITS):
    claim = Claim("", eq(left, right))
    found = slips(right, context_of(claim, claim.relation), rules)
    return any(alike(slip.term, wanted) for slip in found)


PAIRS = {
    "sign": (z + w, z + negate(w)),
    "factor": (z * w, 2 * z * w),
    "half": (number("1/2") * z**2, z**2),
    "exponent": (z**2, z**3),
    "reciprocal": (z / w, z * w),
    "function": (call("sin", z), call("cos", z)),
    "sum": (Sum(h, e(A, h, j)), e(A, i, j)),
    "delta": (s(i) * delta(i, j), s(i)),
    "square": (1 - call("tanh", z), 1 - call("tanh", z) ** 2),
    "bracket": (z * (w + 1), z * w + 1),
}


@pytest.mark.parametrize("name", PAIRS)
def test_slips_go_both_ways(name):
    one, other = PAIRS[name]
    left = D(s(i), x(j)) if name in ("sum", "delta") else z + w
    for start, end in ((one, other), (other, one)):
        assert reached(start, end, left) or reached(start, end, left, REPAIRS)


def test_transposition_needs_two_indices_of_one_range():
    assert reached(e(A, i, j), e(A, j, i), x(i) * x(j))
    assert not reached(e(W, a, j), e(W, j, a), x(j) * e(W, a, j))


def test_writing():
    assert tidied(Multiply((number(-1), Multiply((number(2), z)), number(1)))) == Multiply(
        (number(-2), z)
    )
    assert tidied(Add((z, Add((w, number(0)))))) == Add((z, w))
    assert scaled(z / number(2), Fraction(2)) == z
    assert times(z / w, w) == z
    assert alike(Multiply((z, w)), Multiply((w, Multiply((z, number(1))))))
    assert not alike(z - w, w - z)
    assert alike(norm, norm)
    assert differentiated(exp(z**2), z) == Multiply((exp(z**2), Multiply((number(2), z))))
    assert differentiated(Cases(((Relation(">", z, w), z),), w), z) is None
