"""Smallest counterexamples: fewest dimensions, simplest values, the case that fails."""

from __future__ import annotations

from itertools import pairwise

import pytest
from flint import fmpq

from tests.numeric.claims import (
    FALSE,
    I1,
    JACOBIAN,
    ONE,
    TRUE,
    XS,
    ZERO,
    J,
    M,
    N,
    X,
    Y,
    at,
    claim,
    eq,
    softmax,
)
from verifier.numeric.choices import Span, simple_rationals
from verifier.refute import smallest
from verifier.terms import Relation, Sum, call, delta, number


@pytest.mark.parametrize("name", FALSE)
def test_every_wrong_claim_has_one(name: str) -> None:
    found = smallest(FALSE[name], deadline=5)
    assert found is not None
    assert all(size <= 2 for size in found.dimensions.values())


@pytest.mark.parametrize("name", ["jacobian", "sigmoid", "root of a square", "steep sigmoid"])
def test_a_true_claim_has_none(name: str) -> None:
    assert smallest(TRUE[name], deadline=5) is None


@pytest.mark.parametrize(
    ("name", "dimensions", "point", "sides"),
    [
        ("jacobian, sign", {"n": 1}, {"x": ["0"]}, ("0", "2")),
        ("jacobian, no delta", {"n": 1}, {"x": ["0"]}, ("0", "-1")),
        ("gradient, nothing assumed", {"n": 1}, {"y": ["0"], "x": ["0"]}, ("0", "1")),
        ("root of a square", {}, {"x": "-1"}, ("1", "-1")),
        ("sigmoid, factor", {}, {"x": "0"}, ("1/4", "1/2")),
        ("chain rule, lost factor", {}, {"x": "1", "f": "f(t) = t"}, ("2", "1")),
        ("below one", {"n": 1}, {"x": ["0"]}, ("1", "1")),
        ("strict", {}, {"x": "0"}, ("1", "1")),
        ("all entries", {"n": 2}, {"A": [["0", "0"], ["1", "0"]]}, ("0", "1")),
        ("same padding, off by one", {}, {"s": "1", "p": "0", "k": "1"}, ("1", "2")),
    ],
)  # fmt: skip
def test_the_simplest_is_found(
    name: str, dimensions: dict[str, int], point: dict[str, object], sides: tuple[str, str]
) -> None:
    found = smallest(FALSE[name])
    assert found is not None
    assert (found.dimensions, found.point, (found.lhs, found.rhs)) == (dimensions, point, sides)


@pytest.mark.parametrize(
    ("relation", "case"),
    [
        (eq(JACOBIAN, -softmax(I1) * softmax(J)), "i = j"),
        (eq(JACOBIAN, softmax(I1) * (1 - softmax(J))), "i != j"),
        (eq(JACOBIAN, softmax(I1) * (delta(I1, J) + softmax(J))), ""),
        (eq(at(XS, I1), ZERO), ""),
    ],
)
def test_the_failing_case_of_the_indices(relation: Relation, case: str) -> None:
    found = smallest(claim(relation))
    assert found is not None
    assert found.fails_when == case


def test_decimal_enclosures_are_disjoint_to_the_eye() -> None:
    near = claim(eq(call("exp", X), call("exp", X) + number("1/1000000000000")))
    found = smallest(near)
    assert found is not None
    assert found.lhs != found.rhs


def test_assumptions_on_dimensions_are_kept() -> None:
    found = smallest(claim(eq(N, ONE), Relation(">", N, number(2)), eq(N, 2 * M)))
    assert found is not None
    assert found.dimensions == {"n": 4, "m": 2}


def test_a_rare_point_is_made_simpler() -> None:
    rare = claim(Relation("<", X**2 + Y, number(400)), Relation(">", Y, number(3)))
    found = smallest(rare)
    assert found is not None
    assert len(str(found.point["x"])) <= 3


def test_the_same_answer_each_time() -> None:
    assert smallest(FALSE["hessian, label"]) == smallest(FALSE["hessian, label"])


def test_the_time_is_kept() -> None:
    assert smallest(claim(eq(Sum(I1, at(XS, I1)), Sum(I1, at(XS, I1)))), deadline=0.0) is None


def test_the_order_of_simplicity() -> None:
    first = [str(value) for value in simple_rationals()[:9]]
    assert first == ["0", "1", "-1", "2", "-2", "1/2", "-1/2", "3", "-3"]
    size = [max(abs(int(v.p)), int(v.q)) for v in simple_rationals()]
    assert all(one <= other for one, other in pairwise(size))


def test_spans() -> None:
    unit = Span().within(">", fmpq(0)).within("<", fmpq(1))
    assert next(unit.simplest()) == fmpq(1, 2)
    assert not unit.contains(fmpq(0))
    assert not unit.empty()
    assert unit.within("=", fmpq(2)).empty()
    narrow = Span().within(">=", fmpq(99, 100)).within("<", fmpq(1))
    assert next(narrow.simplest()) == fmpq(99, 100)
    whole = Span(whole=True).within(">", fmpq(7, 2))
    assert next(whole.simplest()) == 4
    assert Span(whole=True).within(">", fmpq(1, 4)).within("<", fmpq(3, 4)).empty()
    assert Span().within("!=", fmpq(0)).contains(fmpq(1))
