"""What terms mean at a point: binders, derivatives, cases, families, three-valued answers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from verifier.claim import Claim, Forall
from verifier.numeric import SideValue, evaluate_at, truth_at
from verifier.numeric.evaluate import Given
from verifier.numeric.smooth import SmoothFunction, as_fmpq
from verifier.numeric.values import ONE, ZERO
from verifier.terms import (
    FALSE,
    TRUE,
    And,
    Apply,
    At,
    Cases,
    Condition,
    Constant,
    Derivative,
    Entry,
    Family,
    FunctionSymbol,
    Index,
    Integral,
    Limit,
    Not,
    Or,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    delta,
    negate,
    number,
    over,
)

X, Y, T = Variable("x"), Variable("y"), Variable("t")
N = Variable("n", Sort.DIMENSION)
I1, J, L = over("i", N), over("j", N), over("l", N)
VECTOR = Family("v", (N,))
OO = Constant("oo")


def v(index: Term) -> Entry:
    return Entry(VECTOR, (index,))


def value(term: Term, point: dict[str, object] | None = None, **indices: int) -> SideValue:
    n = {"n": len(point["v"])} if point and isinstance(point.get("v"), list) else {"n": 1}
    return evaluate_at(Claim("t", Relation("=", term, number(0))), n, point or {}, indices)[0]


def test_sums_and_products() -> None:
    point: dict[str, object] = {"v": ["1", "2", "1/2"]}
    assert value(Sum(I1, v(I1)), point).text() == "7/2"
    assert value(Product(I1, v(I1)), point).text() == "1"
    assert value(Sum(Index("k", number(3), number(2)), X), {"x": "1"}).text() == "0"
    assert value(Product(Index("k", number(3), number(2)), X), {"x": "1"}).text() == "1"
    assert value(Sum(I1, Sum(I1, v(I1)) * v(I1)), point).text() == "49/4"


def test_entries_outside_the_shape_are_undefined() -> None:
    assert value(v(I1 + 1), {"v": ["1", "2"]}, i=2).kind == "undefined"
    assert value(v(I1 + 1), {"v": ["1", "2"]}, i=1).text() == "2"


def test_entries_are_independent() -> None:
    point: dict[str, object] = {"v": ["1", "2", "3"]}
    assert value(Derivative(Sum(L, v(L) ** 2), v(J)), point, j=2).text() == "4"
    assert value(Derivative(v(I1), v(J)), point, i=1, j=2).text() == "0"
    assert value(Derivative(v(I1), v(J)), point, i=2, j=2).text() == "1"


def test_nested_derivatives_do_not_mix() -> None:
    point: dict[str, object] = {"x": "3", "y": "5"}
    inner = Derivative(X * Y, Y)
    assert value(Derivative(X * inner, X), point).text() == "6"
    confusing = Derivative(X * At(Derivative(X + T, T), T, (), Y), X)
    assert value(confusing, point).text() == "1"
    assert value(Derivative(Derivative(X**3 * Y**2, X), Y), point).text() == "270"
    assert value(Derivative(Derivative(Derivative(X**4, X), X), X), point).text() == "72"


def test_a_value_is_put_in_after_the_derivatives_inside() -> None:
    point: dict[str, object] = {"x": "2"}
    assert value(At(Derivative(T**3, T), T, (), X**2), point).text() == "48"
    assert value(Derivative(At(T**3, T, (), X**2), X), point).text() == "192"
    # The value belongs to the outside, even where the body perturbs what it is made of.
    held = At(Derivative(T * X, X), T, (), X**2)
    assert value(held, point).text() == "4"
    shadowed = At(Derivative(X**2, X), X, (), X + 1)
    assert value(shadowed, point).text() == "6"


def test_families_are_put_in_entry_by_entry() -> None:
    z = Family("z", (N,))
    body = Sum(I1, Entry(z, (I1,)) ** 3)
    point: dict[str, object] = {"v": ["1", "2"]}
    gradient = At(Derivative(body, Entry(z, (J,))), z, (I1,), v(I1) ** 2)
    assert value(gradient, point, j=2).text() == "48"
    assert value(Derivative(At(body, z, (I1,), v(I1) ** 2), v(J)), point, j=2).text() == "192"
    partly = Derivative(At(Sum(I1, Entry(z, (I1,)) * v(I1)), z, (I1,), v(I1) ** 2), v(J))
    assert value(partly, point, j=2).text() == "12"


def test_cases_take_the_first_branch_and_need_no_other() -> None:
    cases = Cases(((Relation(">", X, number(0)), call("log", X)),), number(0))
    assert value(cases, {"x": "-1"}).text() == "0"
    assert value(cases, {"x": "1"}).text() == "0"
    open_ended = Cases(((Relation(">", X, number(0)), X),))
    assert value(open_ended, {"x": "-1"}).kind == "undefined"
    assert value(Derivative(cases, X), {"x": "0"}).kind == "undefined"
    assert value(Derivative(cases, X), {"x": "2"}).text() == "1/2"
    assert value(delta(I1, J), {"v": ["0", "0"]}, i=1, j=1).text() == "1"
    assert value(delta(I1, J), {"v": ["0", "0"]}, i=1, j=2).text() == "0"


def test_all_parts_must_be_defined() -> None:
    assert value(0 * call("log", X), {"x": "-1"}).kind == "undefined"
    assert value(X / X, {"x": "0"}).kind == "undefined"
    assert value(call("tanh", 1 / X), {"x": "0"}).kind == "undefined"


def test_balls_around_a_pole_say_nothing() -> None:
    zero = call("exp", X) * call("exp", negate(X)) - 1
    assert value(1 / zero, {"x": "1/3"}).kind == "unknown"
    assert value(call("tanh", 1 / zero), {"x": "1/3"}).kind == "unknown"
    assert value(call("abs", zero), {"x": "1/3"}).kind == "ball"
    assert value(call("sign", zero), {"x": "1/3"}).kind == "unknown"


def test_towers_and_long_sums_end() -> None:
    tower = number(10) ** (number(10) ** number(10) ** number(10))
    assert value(tower).kind == "unknown"
    assert value(Sum(Index("k", number(1), number(10**12)), X), {"x": "1"}).kind == "unknown"
    assert value(call("factorial", number(10**9))).kind == "ball"
    assert value(call("sin", tower)).kind == "unknown"
    assert value(Sum(Index("k", number(1), X), number(1)), {"x": "1/2"}).kind == "undefined"


def test_named_functions() -> None:
    f = FunctionSymbol("f")
    square = SmoothFunction(ZERO, (ZERO,), ONE * 2, ZERO, (ONE,), ZERO)
    given = {"x": "3", "f": square}
    assert value(Apply(f, (X,), (0,)), given).text() == "9"
    assert value(Apply(f, (X,), (1,)), given).text() == "6"
    assert value(Derivative(Apply(f, (X**2,), (0,)), X), given).text() == "108"
    assert value(Derivative(Apply(f, (X**2,), (1,)), X), given).text() == "12"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Limit(X**2 + 1, X, number(2)), "5"),
        (Limit(call("abs", X), X, number(0)), "0"),
        (Limit(call("sin", X) / X, X, number(0)), "1"),
        (Limit((1 - call("cos", X)) / X**2, X, number(0)), "1/2"),
        (Limit(call("abs", X) / X, X, number(0)), "undefined"),
        (Limit(call("abs", X) / X, X, number(0), "-"), "-1"),
        (Limit(X ** Fraction(1, 2) / X ** Fraction(3, 2) * X, X, number(0), "+"), "1"),
        (Limit(1 / X, X, number(0), "+"), "unknown"),
        (Limit(call("sin", 1 / X), X, number(0)), "unknown"),
        (Limit(X * call("log", X), X, number(0), "+"), "unknown"),
        (Limit((2 * X + 1) / (3 * X - 1), X, OO), "2/3"),
        (Limit(X**9 * call("exp", negate(X)), X, OO), "0"),
        (Limit(call("exp", X) / X, X, OO), "unknown"),
        (Limit((X**2 + X) ** Fraction(1, 2) - X, X, OO), "1/2"),
        (Limit(call("erf", X), X, negate(OO)), "-1"),
        (Limit(call("sech", X), X, OO), "0"),
        (Integral(T**2, T, number(0), number(0)), "0"),
        (Integral(T**2, T, number(0), OO), "unknown"),
        (Integral(1 / T, T, number(1), OO), "unknown"),
        (Integral(call("sin", T), T, number(1), OO), "unknown"),
        (Integral(1 / T, T, number(-1), number(1)), "unknown"),
        (Integral(call("log", T), T, number(-2), number(-1)), "unknown"),
    ],
)
def test_limits_and_integrals_without_variables(term: Term, expected: str) -> None:
    assert value(term).text() == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Limit(1 / (1 + call("exp", negate(X))), X, OO), 1),
        (Limit(1 / (1 + call("exp", X)), X, OO), 0),
        (Limit((1 + 1 / X) ** X, X, OO), None),
        (Limit(2 + 1 / X, X, negate(OO)), 2),
        (Limit(call("tanh", X**2), X, OO), 1),
        (Integral(T**2, T, number(0), number(1)), Fraction(1, 3)),
        (Integral(call("exp", negate(T)) * T**2, T, number(0), OO), 2),
        (Integral(call("exp", T), T, negate(OO), number(0)), 1),
        (Integral(1 / T**3, T, number(1), OO), Fraction(1, 2)),
        (Integral(2 * T / (1 + T**2) ** 2, T, number(0), OO), 1),
        (Integral(T * call("exp", negate(T**2)), T, negate(OO), OO), 0),
        (Integral(call("abs", T), T, number(1), number(2)), Fraction(3, 2)),
        (Integral(T ** Fraction(1, 2), T, number(1), number(4)), Fraction(14, 3)),
        (Derivative(Integral(X * T, T, number(0), X), X), 6),
    ],
)
def test_limits_and_integrals_are_enclosed(term: Term, expected: Fraction | int | None) -> None:
    found = arb(value(term, {"x": "2"}).ball)
    wanted = arb(1).exp() if expected is None else arb(as_fmpq(expected))
    assert (found - wanted).contains(0)
    assert abs(found - wanted) < 1e-5


def test_integrals_are_differentiated_twice() -> None:
    # The integral is x (e^x - 1); its second derivative is (x + 2) e^x.
    integral = Integral(X * call("exp", T), T, number(0), X)
    second = Derivative(Derivative(integral, X), X)
    assert value(second - (X + 2) * call("exp", X), {"x": "2"}).ball.contains(0)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (TRUE, True), (FALSE, False),
        (Relation("=", X, number("1/3")), True), (Relation("<", X, number("1/3")), False),
        (Relation("<=", X, number("1/3")), True), (Relation("!=", X, number(1)), True),
        (Relation("<", call("exp", X), number(2)), True),
        (Relation("=", call("exp", X) * call("exp", negate(X)), number(1)), None),
        (Relation("=", call("log", negate(X)), number(1)), None),
        (And((Relation(">", X, number(1)), Relation(">", call("log", negate(X)), X))), False),
        (Or((Relation(">", X, number(0)), Relation(">", call("log", negate(X)), X))), True),
        (Not(Relation("=", X, number(1))), True), (Not(And((TRUE, FALSE))), True),
        (Not(Or((FALSE, TRUE))), False), (Not(Not(TRUE)), True),
    ],
)  # fmt: skip
def test_certain_truth(condition: Condition, expected: bool | None) -> None:
    assert truth_at(condition, Given(point={"x": "1/3"})) is expected


def test_complex_values() -> None:
    z, i = Variable("z", Sort.COMPLEX), Constant("i")
    assert value(i * i).text() == "-1"
    assert value(z * call("conjugate", z), {"z": "1 + 2*i"}).text() == "5"
    assert value(call("log", number(-1)) / i).ball.overlaps(value(Constant("pi")).ball)
    assert value(call("log", number(-1))).kind == "undefined"
    assert value(Derivative(z**2, z), {"z": "1 + 2*i"}).text() == "2 + 4*i"
    assert value(Derivative(call("abs", z), z), {"z": "1 + 2*i"}).kind == "unknown"


def test_assumed_for_all_indices_has_no_free_index() -> None:
    claim = Claim("c", Relation("=", X, X), (Forall((I1,), Relation(">", v(I1), number(0))),))
    left, right = evaluate_at(claim, {"n": 2}, {"x": "1", "v": ["1", "2"]}, {})
    assert left == right
