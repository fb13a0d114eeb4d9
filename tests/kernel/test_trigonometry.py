"""Sines and cosines: addition of angles, exact values, poles."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.kernel.words import PI, accepted, eq, fraction, number, reason, regions, rel, root, x, y
from verifier.kernel.trigonometry import SINES
from verifier.terms import Relation, Term, call

sin, cos, tan = (lambda t, f=f: call(f, t) for f in ("sin", "cos", "tan"))

ACCEPTED = [
    eq(sin(x) ** 2 + cos(x) ** 2, 1),
    eq(sin(x + y), sin(x) * cos(y) + cos(x) * sin(y)),
    eq(cos(2 * x), 2 * cos(x) ** 2 - 1),
    eq(cos(3 * x), 4 * cos(x) ** 3 - 3 * cos(x)),
    eq(sin(x / 2) ** 2, (1 - cos(x)) / 2),
    eq(tan(x), sin(2 * x) / (1 + cos(2 * x))),
    eq(sin(x + PI), -sin(x)),
    eq(cos(x + PI / 2), -sin(x)),
    eq(sin(-x), -sin(x)),
    eq(cos(-x), cos(x)),
    eq(sin(PI / 3), root(3) / 2),
    eq(cos(PI / 12), (root(6) + root(2)) / 4),
    eq(sin(x / 3 + x / 6), sin(x / 2)),
    eq(call("sec", x) ** 2, 1 + tan(x) ** 2),
]
REJECTED = [
    eq(sin(x) + cos(x), 1),
    eq(sin(x + y), sin(x) + sin(y)),
    eq(cos(2 * x), 2 * cos(x)),
    eq(sin(2 * x), 2 * sin(x)),
    eq(cos(x / 2) ** 2, (1 - cos(x)) / 2),
    eq(sin(x + PI), sin(x)),
    eq(cos(x - PI / 2), -sin(x)),
    eq(sin(PI / 3), fraction(1, 2)),
    eq(tan(x), cos(x) / sin(x)),
    eq(tan(PI / 2), 0),
    eq(sin(x), cos(x)),
    eq(sin(x) ** 3, sin(x)),
]


@pytest.mark.parametrize("relation", ACCEPTED, ids=lambda r: repr(r)[:50])
def test_accepts(relation: Relation) -> None:
    assert accepted(relation), reason(relation)


@pytest.mark.parametrize("relation", REJECTED, ids=lambda r: repr(r)[:50])
def test_rejects(relation: Relation) -> None:
    assert not accepted(relation)


def test_the_order_of_finer_angles_does_not_matter() -> None:
    """sin(x), sin(x/2), sin(x/3) in any order end in one unit."""
    parts: list[Term] = [sin(x), sin(x / 2), sin(x / 3), cos(x / 4)]
    first = parts[0] + parts[1] + parts[2] + parts[3]
    assert accepted(eq(first, parts[3] + parts[2] + parts[1] + parts[0]))
    assert not accepted(eq(first, parts[3] + parts[2] + parts[1] - parts[0]))


@pytest.mark.parametrize("multiple", [angle for angle in sorted(SINES) if angle.denominator != 10])
def test_exact_values_lie_where_they_should(multiple: Fraction) -> None:
    """The table against inequalities that hold of the sine between 0 and pi/2."""
    angle = PI * number(multiple)
    assert accepted(eq(sin(angle) ** 2 + sin(PI / 2 - angle) ** 2, 1))
    assert accepted(rel(">=", sin(angle), 0)), reason(rel(">=", sin(angle), 0))
    bigger = number(multiple) * 2
    assert accepted(rel(">=", sin(angle), bigger)), "sin(q pi) >= 2q by concavity"


def test_poles_are_thin() -> None:
    assert regions(eq(tan(x) * cos(x), sin(x))) == []
    assert regions(eq(call("cot", x) * tan(x), 1)) == []
