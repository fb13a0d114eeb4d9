"""The cross-check as a whole: true claims agree, wrong ones are refuted, points are admitted."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from flint import arb

from tests.numeric.claims import (
    FALSE,
    I1,
    ONE,
    TRUE,
    XS,
    YS,
    ZERO,
    A,
    J,
    L,
    N,
    P,
    X,
    Y,
    at,
    claim,
    eq,
    f,
    softmax,
)
from verifier.claim import Claim, Distribution, Forall, OneHot
from verifier.numeric import cross_check, evaluate_at
from verifier.numeric.judge import SideValue
from verifier.terms import (
    And,
    Derivative,
    Index,
    Limit,
    Not,
    Or,
    Relation,
    Sum,
    Variable,
    call,
    delta,
    negate,
    number,
)


@pytest.mark.parametrize("name", TRUE)
def test_true_claims_agree_everywhere(name: str) -> None:
    check = cross_check(TRUE[name])
    assert check.refutation is None
    assert check.agreed >= 20
    assert check.digits >= 12
    assert check.agreed + check.unknown + check.both_undefined == check.admissible >= 30
    assert not check.one_sided


@pytest.mark.parametrize("name", FALSE)
def test_wrong_claims_are_refuted(name: str) -> None:
    found = cross_check(FALSE[name]).refutation
    assert found is not None
    assert found.lhs != found.rhs or name in ("strict", "different", "below one")


# Points that give functions as formulas are for readers, and are not read back.
PLAIN = [name for name in FALSE if not any(word in name for word in ("rule", "f'", "inner"))]


@pytest.mark.parametrize("name", PLAIN)
def test_a_counterexample_can_be_checked_again(name: str) -> None:
    found = cross_check(FALSE[name]).refutation
    assert found is not None
    left, right = evaluate_at(FALSE[name], found.dimensions, found.point, found.indices)
    assert (left.text(4)[:3], right.text(4)[:3]) == (found.lhs[:3], found.rhs[:3])


def test_dimensions_are_one_two_three_and_a_larger_one() -> None:
    assert cross_check(TRUE["jacobian"]).dimensions == (1, 2, 3, 5)
    assert cross_check(TRUE["twice the dimension"]).dimensions[:3] == (1, 2, 3)
    assert cross_check(TRUE["sigmoid"]).dimensions == ()


def test_the_same_seed_gives_the_same_answer_and_another_one_does_not() -> None:
    wrong = FALSE["gradient, sign"]
    assert cross_check(wrong, seed=1) == cross_check(wrong, seed=1)
    log = claim(eq(call("log", X * Y), call("log", X) + call("log", Y)))
    assert cross_check(log, seed=1) != cross_check(log, seed=2)


def test_more_points_on_request() -> None:
    assert cross_check(TRUE["sigmoid"], points=100).admissible >= 100


def test_one_sided_points_are_reported_simplest_first() -> None:
    cancelled = cross_check(claim(eq(X / X, ONE)))
    assert [w.point for w in cancelled.one_sided] == [{"x": "0"}]
    assert cancelled.one_sided[0].defined == "right"
    logarithms = cross_check(claim(eq(call("log", X * Y), call("log", X) + call("log", Y))))
    assert logarithms.refutation is None
    assert logarithms.agreed > 0
    assert logarithms.both_undefined > 0
    assert {witness.defined for witness in logarithms.one_sided} == {"left"}
    kink = cross_check(claim(eq(Derivative(call("abs", X), X), call("sign", X))))
    assert [w.point for w in kink.one_sided] == [{"x": "0"}]


def test_contradictory_assumptions_admit_nothing() -> None:
    for contradiction in [
        (Relation(">", X, ONE), Relation("<", X, ZERO)),
        (eq(X, ONE), eq(X, ZERO)),
        (Relation("<", X, Y), Relation("<", Y, X)),
        (Relation("<", X**2, ZERO),),
    ]:
        check = cross_check(claim(eq(X, X), *contradiction))
        assert (check.admissible, check.agreed, check.refutation) == (0, 0, None)


ADMITTED = [
    (Relation(">", X, number("99/100")), Relation("<", X, ONE)),
    (Relation("<", X, Y), Relation("<", Y, X + number("1/10"))),
    (eq(call("exp", Y), X),),
    (eq(3 * X + 2 * Y, number(7)),),
    (eq(X * Y, ONE),),
    (And((Relation("!=", X, ZERO), Not(Relation("<=", Y, ZERO)))),),
    (Or((eq(X, ONE), eq(X, negate(ONE)))),),
    (Forall((I1,), Relation(">", at(XS, I1), ZERO)), eq(Sum(I1, at(XS, I1)), ONE)),
    (Forall((I1,), Relation("<", at(XS, I1), at(YS, I1))),),
    (Forall((I1, J), eq(at(A, I1, J), negate(at(A, J, I1)))),),
    (Forall((I1,), eq(Sum(J, at(A, I1, J)), ZERO)),),
    (OneHot(XS), Distribution(YS)),
    (Relation(">=", N, number(4)),),
    (eq(call("mod", N, number(2)), ONE),),
    (Relation(">", at(XS, I1), number(2)), Relation("<", at(XS, J), ZERO)),
    (Relation("<", I1, J),),
    (Forall((I1, J), eq(Sum(L, at(A, L, I1) * at(A, L, J)), delta(I1, J))),),
    (eq(X, Sum(I1, at(XS, I1) ** 2)), eq(Y, call("exp", X))),
]


@pytest.mark.parametrize("assumptions", ADMITTED, ids=range(len(ADMITTED)))
def test_points_are_found_that_satisfy_the_assumptions(assumptions: tuple[Relation, ...]) -> None:
    every = eq(X + Y + N, N + Y + X)
    check = cross_check(Claim("c", every, assumptions), points=8)
    assert check.admissible >= 8
    # The assumptions themselves, stated as a claim, are never refuted under themselves.
    stated = tuple(part for part in assumptions if isinstance(part, Relation | And | Or | Not))
    if stated:
        assert cross_check(Claim("c", And(stated), assumptions)).refutation is None


def test_a_solved_equation_is_not_spoiled_by_the_next() -> None:
    given = (eq(Y, call("exp", X)), eq(X + Y, number(3)))
    assert cross_check(claim(eq(Y, call("exp", X)), *given)).refutation is None
    constructed = (OneHot(YS), eq(at(YS, J), number("1/2")))
    assert cross_check(claim(eq(ONE, ZERO), *constructed)).admissible == 0


def test_named_functions_are_shown_as_formulas() -> None:
    found = cross_check(FALSE["chain rule, lost factor"]).refutation
    assert found is not None
    assert str(found.point["f"]).startswith("f(t) = ")


def test_conjunctions_disjunctions_and_negations() -> None:
    less, more = Relation("<", X, ZERO), Relation(">=", X, ZERO)
    assert cross_check(claim(Or((less, more)))).agreed >= 32
    assert cross_check(claim(And((less, more)))).refutation is not None
    assert cross_check(claim(Not(And((less, more))))).agreed >= 32
    assert cross_check(claim(Not(Or((less, more))))).refutation is not None


def test_what_cannot_be_evaluated_is_unknown() -> None:
    huge = number(10) ** (number(10) ** number(10) ** number(10))
    long = Sum(Index("k", ONE, number(10**12)), X)
    limit = Limit(X * call("log", X), X, ZERO, "+")
    for term in (huge * X, long, limit):
        check = cross_check(claim(eq(term, X)))
        assert (check.agreed, check.refutation) == (0, None)
        assert check.unknown > 0


def test_heavy_claims_end_in_time() -> None:
    nested = X
    for depth in range(12):
        nested = Sum(Index(f"k{depth}", ONE, number(9)), call("sin", nested * at(XS, I1)))
    deep = X
    for _ in range(5000):
        deep = call("sin", deep)
    derived = call("exp", call("sin", X * Y))
    for _ in range(24):
        derived = Derivative(derived, X)
    for term in (nested, deep, derived):
        start = time.monotonic()
        cross_check(claim(eq(term, term)), deadline=0.5)
        assert time.monotonic() - start < 3


def test_a_family_that_is_also_a_function_says_nothing() -> None:
    mixed = TRUE["inner functions"]
    relation = eq(at(XS, I1), ZERO)
    check = cross_check(replace(mixed, relation=And((mixed.relation, relation))))
    assert check.refutation is None


def test_speed_of_the_softmax_jacobian() -> None:
    cross_check(TRUE["jacobian"])
    start = time.perf_counter()
    cross_check(TRUE["jacobian"])
    assert time.perf_counter() - start < 0.25


def test_free_indices_take_equal_and_different_values() -> None:
    only_equal = claim(eq(Derivative(softmax(I1), at(XS, J)), softmax(I1) * (1 - softmax(J))))
    found = cross_check(only_equal).refutation
    assert found is not None
    assert found.indices["i"] != found.indices["j"]


def test_indices_over_different_dimensions() -> None:
    wide = claim(eq(f(at(XS, I1)) * P, P * f(at(XS, I1))), Relation(">", P, L))
    assert cross_check(wide).refutation is None
    assert cross_check(claim(eq(Variable("q") * 1, Variable("q")))).agreed >= 32


def test_claims_about_integers_alone_take_each_dimension_once() -> None:
    index = Index("k", ONE, N)
    check = cross_check(claim(eq(Sum(index, index), N * (N + 1) / 2)))
    assert check.dimensions == tuple(range(1, 33))
    assert cross_check(claim(Relation("<", N, number(30)))).refutation is not None
    assert cross_check(claim(eq(number("1/2") + number("1/3"), number("5/6")))).agreed == 1
    assert cross_check(claim(eq(number("0.1"), number("1/9")))).refutation is not None


@pytest.mark.parametrize(
    "wrong",
    [
        Relation("<=", X, number(1000)),
        eq(call("max", X, number(-(10**6))), X),
        eq(call("sign", X - number("13/17")) ** number(2), ONE),
        Relation("<", number("1/1000000000") * X, ONE),
        eq(call("log", X - number(1000)), ONE),
    ],
)
def test_numbers_of_a_claim_are_where_it_may_change(wrong: Relation) -> None:
    check = cross_check(Claim("wrong", wrong), points=256)
    assert check.refutation is not None


@pytest.mark.parametrize(("middle", "radius"), [(2.5, 0.3), (0.1, 0.09), (-7.0, 1.5), (1.0, 1e-3)])
def test_a_wide_enclosure_is_shown_about_as_wide_as_it_is(middle, radius):
    shown = SideValue("ball", arb(middle, radius)).text()
    low, high = (float(part) for part in shown.strip("[]").split(" +/- "))
    assert abs(low - middle) < 1e-3
    assert radius <= high <= 1.1 * radius
