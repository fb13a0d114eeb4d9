"""The weakest assumption that a refuted claim lacks."""

import time

import pytest

from tests.refute.corpus import (
    A,
    D,
    T,
    cross_entropy,
    e,
    eq,
    exp,
    h,
    i,
    j,
    n,
    s,
    w,
    x,
    z,
)
from verifier.claim import Claim, Forall
from verifier.engine.lessons import prover
from verifier.prove import prove
from verifier.refute.missing import missing
from verifier.terms import ZERO, Constant, Relation, Sum, call, delta, negate, number

PROVES = prover(prove)
half = number("1/2")


def lacking(relation, *given):
    claim = Claim("wrong", relation, given)
    residual = getattr(prove(claim), "residual", None)
    return missing(claim, PROVES, residual, ends=time.monotonic() + 3)


def greater(left, right, operator=">="):
    return Relation(operator, left, right)


TABLE = {
    "labels": (eq(D(cross_entropy(T), x(j)), s(j) - e(T, j)), eq(Sum(i, e(T, i)), 1), False),
    "hessian": (
        eq(D(D(cross_entropy(T), x(i)), x(j)), s(i) * (delta(i, j) - s(j))),
        eq(Sum(h, e(T, h)), 1),
        False,
    ),
    "off the diagonal": (
        eq(D(s(i), x(j)), negate(s(i) * s(j))),
        Relation("!=", i, j),
        False,
    ),
    "on the diagonal": (eq(D(s(i), x(j)), s(i) * (1 - s(j))), Relation("=", i, j), True),
    "root": (eq((z**2) ** half, z), greater(z, ZERO), False),
    "kink": (eq(D(call("abs", z), z), 1), greater(z, ZERO, ">"), False),
    "relu": (eq(D(call("max", z, 0), z), 0), greater(z, ZERO, "<"), False),
    "greater": (eq(call("max", z, w), z), greater(z, w), False),
    "arctangents": (
        eq(call("atan", z) + call("atan", 1 / z), Constant("pi") / 2),
        greater(z, ZERO, ">"),
        False,
    ),
    "symmetric": (
        eq(D(Sum(i, Sum(h, x(i) * e(A, i, h) * x(h))), x(j)), 2 * Sum(h, e(A, j, h) * x(h))),
        "symmetric",
        False,
    ),
    "centred": (eq(Sum(i, x(i)) / n, 0), eq(Sum(i, x(i)), 0), False),
    "equal": (eq(z - w, w - z), eq(z, w), True),
    "dimension": (eq(Sum(i, exp(x(i))) ** 2, Sum(i, exp(x(i)) ** 2)), eq(n, 1), True),
}


@pytest.mark.parametrize("name", TABLE)
def test_missing(name):
    relation, wanted, narrow = TABLE[name]
    found = lacking(relation)
    assert found is not None
    if wanted == "symmetric":
        assert isinstance(found.assumption, Forall)
        condition = found.assumption.condition
        assert condition.left.indices == condition.right.indices[::-1]
    else:
        assert found.assumption == wanted
    assert found.narrow == narrow


@pytest.mark.parametrize(
    "relation",
    [
        eq(D(s(i), x(j)), s(i) * (delta(i, j) + s(j))),
        eq(exp(z), 1 + z),
        Relation("<", z**2, ZERO),
        eq(call("sin", z) ** 2 + call("cos", z) ** 2, 2),
    ],
)
def test_nothing_is_missing_where_nothing_helps(relation):
    found = lacking(relation)
    assert found is None or found.narrow


def test_an_assumption_that_clashes_is_not_offered():
    found = lacking(eq((z**2) ** half, z), Relation("<", z, ZERO))
    assert found is None or found.narrow
    found = lacking(eq(D(s(i), x(j)), negate(s(i) * s(j))), Relation("=", i, j))
    assert found is None or found.assumption != Relation("!=", i, j)


def test_polynomials_of_a_huge_degree_are_left_alone():
    steep = exp(number(10**6) * z)
    start = time.monotonic()
    assert lacking(eq(steep**2 - steep * w + 1, ZERO)) is None
    assert time.monotonic() - start < 5
