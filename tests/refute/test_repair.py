"""The smallest edit that makes a wrong line true, and when there is none to offer."""

import time

import pytest

from tests.refute.corpus import (
    A,
    D,
    W,
    X,
    Y,
    a,
    b,
    cross_entropy,
    e,
    eq,
    exp,
    h,
    i,
    j,
    n,
    norm,
    s,
    sigmoid,
    w,
    x,
    z,
)
from verifier.claim import Claim, OneHot
from verifier.engine.lessons import hint, left_over, prover, repair_words
from verifier.prove import NotFound, prove
from verifier.refute.repair import repair
from verifier.refute.slips.writing import alike
from verifier.terms import (
    ONE,
    ZERO,
    Cases,
    Relation,
    Sum,
    call,
    delta,
    negate,
    number,
)

PROVES = prover(prove)


def mended(relation, *given):
    claim = Claim("wrong", relation, given)
    return repair(claim, PROVES, left_over=left_over(prove), ends=time.monotonic() + 3)


JACOBIAN = D(s(i), x(j))
RIGHT = s(i) * (delta(i, j) - s(j))
TABLE = {
    "sign": (eq(JACOBIAN, s(i) * (delta(i, j) + s(j))), "sign", RIGHT),
    "delta": (eq(JACOBIAN, s(i) * (ONE - s(j))), "delta added", RIGHT),
    "cases": (
        eq(
            JACOBIAN,
            Cases(((Relation("=", i, j), negate(s(i) * s(j))),), s(i) * (ONE - s(i))),
        ),
        "cases swapped",
        Cases(((Relation("=", i, j), s(i) * (ONE - s(i))),), negate(s(i) * s(j))),
    ),
    "times 2": (eq(D(Sum(i, x(i) ** 2), x(j)), x(j)), "times 2", 2 * x(j)),
    "half": (eq(D(x(j) ** 2 / 2, x(j)), 2 * x(j)), "divided by 2", x(j)),
    "chain factor": (
        eq(D(call("sin", z**2), z), call("cos", z**2)),
        "factor added",
        call("cos", z**2) * 2 * z,
    ),
    "chain factor of exp": (
        eq(D(exp(w * z), z), exp(w * z)),
        "factor added",
        exp(w * z) * w,
    ),
    "f for f'": (eq(D(sigmoid(z), z), sigmoid(z)), "derivative", sigmoid(z) * (1 - sigmoid(z))),
    "square": (
        eq(D(call("tanh", z), z), 1 - call("tanh", z)),
        "square added",
        1 - call("tanh", z) ** 2,
    ),
    "complement": (eq(sigmoid(negate(z)), negate(sigmoid(z))), "constant 1", 1 - sigmoid(z)),
    "transposed": (
        eq(D(Sum(h, e(A, i, h) * x(h)), x(j)), e(A, j, i)),
        "indices swapped",
        e(A, i, j),
    ),
    "sum added": (
        eq(D(Sum(i, Sum(h, e(A, i, h) * x(h))), x(j)), e(A, i, j)),
        "sum added",
        None,
    ),
    "norm": (eq(D(norm, x(j)), x(j) / norm**2), "exponent", x(j) / norm),
    "number": (eq(Sum(i, i), n * (n + 2) / 2), "off by one", n * (n + 1) / 2),
    "term added": (eq((z + w) ** 2, z**2 + w**2), "term added", z**2 + w**2 + 2 * w * z),
    "letter": (eq(D(z * w, z), z), "letter", w),
    "weight": (eq(D(Sum(h, e(W, a, h) * x(h)), e(W, b, j)), x(j)), "delta added", None),
}


@pytest.mark.parametrize("name", TABLE)
def test_slips(name):
    relation, kind, right = TABLE[name]
    found = mended(relation)
    assert found is not None
    assert (found.side, found.kind) == ("right", kind)
    assert PROVES(found.claim, time.monotonic() + 5)
    if right is not None:
        assert alike(found.relation.right, right)


def test_the_left_side_only_where_no_edit_of_the_right_works():
    found = mended(eq(D(call("sin", z), z), call("sin", z)))
    assert found.side == "right"
    found = mended(eq(D(call("sin", z**3), z), 2 * z * call("cos", z**2)))
    assert (found.side, found.kind) == ("left", "exponent")
    assert alike(found.relation.left, D(call("sin", z**2), z))


@pytest.mark.parametrize(
    ("relation", "operator"),
    [
        (Relation("<", s(i), ONE), "<="),
        (Relation("<", s(i), ZERO), ">"),
        (Relation("<", z**2, ZERO), ">="),
    ],
)
def test_relations(relation, operator):
    found = mended(relation)
    assert (found.side, found.relation.operator) == ("relation", operator)


def test_the_other_case():
    found = mended(eq(JACOBIAN, negate(s(i) * s(j))), Relation("=", i, j))
    assert (found.side, found.relation) == ("case", Relation("!=", i, j))
    assert repair_words(found) == r"holds in the case $i \neq j$ (proved)"


@pytest.mark.parametrize("relation", [eq(z, 5), eq(z * z, w), eq(x(i), x(j)), eq(z + 1, w)])
def test_one_side_written_twice_is_no_repair(relation):
    found = mended(relation)
    assert found is None or not alike(found.relation.left, found.relation.right)


def test_nothing_is_offered_where_nothing_is_near():
    assert mended(eq(call("sin", z) + w**3, call("exp", call("cos", w)))) is None


def words(relation, *given):
    claim = Claim("wrong", relation, given)
    found = prove(claim)
    assert isinstance(found, NotFound)
    return hint(claim, prove, found.residual, time.monotonic() + 4)


def test_words():
    assert words(*TABLE["cases"][:1]) == "holds with the two cases swapped (proved)"
    assert words(eq(D(z**2, z), z)) == (
        r"holds with $2 \, z$ on the right (proved): a factor 2 is missing"
    )
    labels = words(eq(D(cross_entropy(Y), x(j)), s(j) - Entry_y(j)))
    assert labels.startswith(r"holds if $\sum_{i=1}^{n} y_{i} = 1$ (proved under that assumption)")
    both = words(eq(D(cross_entropy(Y), x(j)), s(j) + Entry_y(j)), OneHot(Y))
    assert both.endswith("a sign is wrong")


def Entry_y(at):
    return e(Y, at)


def test_a_line_that_holds_in_a_region_only():
    relation = eq(D(call("log", z) / call("log", number(2)), z), 1 / z)
    claim = Claim("wrong", relation)
    found = repair(
        claim,
        PROVES,
        in_part=prover(prove, in_part=True),
        left_over=left_over(prove),
        ends=time.monotonic() + 3,
    )
    assert found.in_part
    assert words(relation).endswith("on the right where $z > 0$ (proved): a factor is missing")
    assert not mended(relation, Relation(">", z, ZERO)).in_part


def test_names_of_the_claim_are_kept():
    found = mended(eq(D(Sum(h, x(h) ** 3), x(j)), x(j) ** 2))
    assert found.relation == eq(D(Sum(h, x(h) ** 3), x(j)), 3 * x(j) ** 2)
    assert X in {family for family in (X,) if str(family.name) in repr(found.relation)}
