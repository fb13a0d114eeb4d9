"""Counterexamples of claims that fail in a corner only."""

import pytest

from tests.refute.corpus import v, w, z
from verifier.claim import Claim
from verifier.refute import smallest
from verifier.terms import ZERO, Relation, call


@pytest.mark.parametrize(
    ("left", "right", "given", "point"),
    [
        ((z + w) / 2, call("max", 2 * z, w), (), {"z": "-1", "w": "-2"}),
        (z * w, v * z**2 / 2 + 2 * v * w**2, (v,), {"z": "1", "w": "1", "v": "1/3"}),
        (z * w + w * v + w * z, z**2 + w**2 + v**2, (), {"z": "1", "w": "1", "v": "1/2"}),
    ],
)
def test_inequalities(left, right, given, point):
    claim = Claim("wrong", Relation("<=", left, right), tuple(Relation(">", g, ZERO) for g in given))
    assert smallest(claim, deadline=5).point == point
