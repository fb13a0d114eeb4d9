"""Counterexamples of claims that fail in a corner only."""

import pytest

from tests.refute.corpus import v, w, z
from verifier.claim import Claim
from verifier.refute import smallest
from verifier.terms import ZERO, Relation, call


@pytest.mark.parametrize(
    ("left", "right", "given"),
    [
        ((z + w) / 2, call("max", 2 * z, w), ()),
        (z * w, v * z**2 / 2 + 2 * v * w**2, (v,)),
        (z * w + w * v + w * z, z**2 + w**2 + v**2 - z * v + w * v, ()),
    ],
)
def test_inequalities(left, right, given):
    claim = Claim(
        "wrong", Relation("<=", left, right), tuple(Relation(">", g, ZERO) for g in given)
    )
    point = smallest(claim, deadline=5).point
    assert set(point.values()) <= {"0", "1", "-1", "2", "-2", "1/2", "1/3"}
