"""Equal derivatives, induction, antiderivatives; the sign of a slope."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kernel.words import (
    EQUAL,
    HALF,
    OO,
    PI,
    SIGN,
    X,
    a,
    accepted,
    at,
    b,
    by_antiderivative,
    by_derivative,
    by_induction,
    cases,
    d,
    eq,
    fraction,
    i,
    j,
    m,
    n,
    number,
    reason,
    rel,
    root,
    t,
    total,
    u,
    x,
    y,
)  # fmt: skip
from verifier.claim import Forall, OneHot
from verifier.serialization import to_data
from verifier.terms import (
    At,
    Cases,
    Derivative,
    Entry,
    Family,
    Index,
    Integral,
    Limit,
    Operand,
    Relation,
    Term,
    as_term,
    call,
)

# -- constant by derivative --------------------------------------------------------------

shifted = Family("X", (n,), (0,))


def test_constant() -> None:
    goal = eq(call("atan", x) + call("atan", 1 / x), PI / 2)
    assert accepted(goal, rel(">", x, 0), proof=by_derivative(x, "0", None, "1"))
    assert not accepted(goal, proof=by_derivative(x, "0", None, "1")), "x may be outside"
    assert not accepted(goal, rel("!=", x, 0), proof=by_derivative(x, None, None, "1")), "a pole"
    assert not accepted(goal, rel(">", x, 0), proof=by_derivative(x, "0", None, "0", closed=True))
    assert not accepted(goal, rel(">", x, 0), proof=by_derivative(x, "0", None, "-1"))
    assert not accepted(goal, rel("<", x, 0), proof=by_derivative(x, None, "0", "-1"))


@pytest.mark.parametrize(
    ("left", "right", "point"),
    [
        (call("sign", x), 1, "1"),
        (call("heaviside", x), 1, "1"),
        (call("floor", x), 0, "1/2"),
        (call("ceiling", x), 1, "1/2"),
        (Cases(((rel("<=", x, 0), number(5)),), number(1)), 1, "1"),
        (Cases(((rel("=", x, 2), number(5)),), number(1)), 1, "1"),
        (At(call("floor", u), u, (), x), 0, "1/2"),
        (Limit(call("floor", x) + t, t, number(0)), 0, "1/2"),
        (total(Index("j", number(1), call("floor", x)), 1), 0, "1/2"),
        (Entry(shifted, (call("floor", x),)), Entry(shifted, (number(0),)), "1/2"),
        (call("exp", call("floor", x)), 1, "1/2"),
        (call("mod", x, 1), x, "1/2"),
        (call("acot", x), call("acot", x) + 0 * call("sign", x), "1"),
        (x, 0, "0"),
        (call("abs", x) - 1, 1 - call("abs", x), "1"),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_constant_needs_continuity_and_equal_slopes(
    left: Operand, right: Operand, point: str
) -> None:
    for closed in (True, False):
        proof = by_derivative(x, "0", None, point, closed=closed)
        assert not accepted(eq(left, right), rel(">=", x, 0), proof=proof)


def test_constant_with_parameters() -> None:
    goal = eq(call("log", (x + a) / a), call("log", x + a) - call("log", a))
    given = (rel(">", a, 0), rel(">=", x, 0))
    assert accepted(goal, *given, proof=by_derivative(x, "0", None, "0", closed=True))
    pole = eq(1 / (x - a) * 0, 0)
    assert not accepted(eq(1 / (x - a) * (x - a) + call("sign", x - a), 0), rel(">", x, 0),
                        proof=by_derivative(x, "0", None, "1"))  # fmt: skip
    assert accepted(pole)


def test_constant_forgets_what_is_assumed_of_the_variable() -> None:
    goal = eq(call("sin", x), x)
    assert not accepted(goal, eq(x, y), rel(">", x, 0), proof=by_derivative(x, "0", None, "1"))


# -- induction ---------------------------------------------------------------------------

fibonacci = Family("F", (n,), (0,))


def test_induction() -> None:
    up = Index("j", number(1), n)
    goal = eq(total(up, up * number(2) ** up), (n - 1) * number(2) ** (n + 1) + 2)
    assert accepted(goal, proof=by_induction(n, 1)), reason(goal, proof=by_induction(n, 1))
    wrong = eq(total(up, up * number(2) ** up), (n - 1) * number(2) ** (n + 1) + 1)
    assert not accepted(wrong, proof=by_induction(n, 1)), "the base fails"
    wrong = eq(total(up, up * number(2) ** up), 2 * n**2)
    assert not accepted(wrong, proof=by_induction(n, 1)), "the step fails"


def test_induction_starts_where_the_variable_may_be() -> None:
    to_m = Index("j", number(1), m)
    goal = eq(total(to_m, 1 / (to_m * (to_m + 1))), m / (m + 1))
    assert accepted(goal, rel(">=", m, 1), proof=by_induction(m, 1))
    assert accepted(goal, rel(">=", m, 0), proof=by_induction(m, 0))
    assert not accepted(goal, rel(">=", m, 0), proof=by_induction(m, 1))
    assert not accepted(goal, proof=by_induction(m, 1))
    assert not accepted(goal, rel(">=", m, 1), proof=by_induction(m, -5))
    assert not accepted(rel(">=", n, 2), proof=by_induction(n, 2, SIGN, SIGN))
    assert not accepted(rel(">=", n, 0), proof=by_induction(n, 0, SIGN, SIGN))


def test_induction_needs_base_and_step() -> None:
    goal = rel(">=", number(2) ** n, 2 * n)
    assert not accepted(goal, proof=by_induction(n, 1, None, SIGN))
    assert not accepted(goal, proof=by_induction(n, 1, SIGN, None))
    assert not accepted(rel(">", number(2) ** n, 2 * n), proof=by_induction(n, 1, SIGN, SIGN))


def test_induction_across_a_hole_of_the_domain() -> None:
    hole = n - 3 + 0 / (n - 3)
    assert not accepted(rel("<", hole, 0), proof=by_induction(n, 1, SIGN, SIGN))


def test_induction_with_assumptions_on_the_variable() -> None:
    up = Index("j", number(1), n)
    goal = eq(total(up, at(X, up)), n * at(X, 1))
    proof = by_induction(n, 1)
    assert not accepted(goal, proof=proof)
    assert not accepted(goal, eq(total(up, at(X, up)), n * at(X, 1) + 0 * b), rel("<", n, 3),
                        proof={**proof, "step": None})  # fmt: skip
    assert not accepted(eq(total(up, at(X, up)), 0), OneHot(X), proof=proof)
    assert not accepted(eq(at(X, i), at(X, 1)), proof=proof), "an index up to n"


def test_induction_is_on_integers() -> None:
    assert not accepted(rel(">=", x, 0), rel(">=", x, 0), proof=by_induction(x, 0, SIGN, SIGN))
    for start in (None, "1", HALF, 1.0, [1]):
        proof = {**by_induction(n, 1), "start": start}
        assert not accepted(eq(total(j, j), n * (n + 1) / 2 + 0 * d), proof=proof)


# -- antiderivatives ---------------------------------------------------------------------


def integral(body: Operand, lower: Operand = 0, upper: Operand = 1) -> Integral:
    return Integral(as_term(body), x, as_term(lower), as_term(upper))


minus: Term = -OO


@pytest.mark.parametrize(
    ("area", "primitive", "value"),
    [
        (integral(x**2), x**3 / 3, fraction(1, 3)),
        (integral(call("exp", x)), call("exp", x), call("exp", 1) - 1),
        (integral(call("exp", -x), 0, OO), -call("exp", -x), 1),
        (integral(1 / (1 + x**2), minus, OO), call("atan", x), PI),
        (integral(a * x), a * x**2 / 2, a / 2),
        (integral(total(j, at(X, j) * x)), total(j, at(X, j)) * x**2 / 2, total(i, at(X, i)) / 2),
        (integral(call("abs", x), 1, 2), x**2 / 2, fraction(3, 2)),
        (integral(x, 1, 0), x**2 / 2, -HALF),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_integrate(area: Integral, primitive: Operand, value: Operand) -> None:
    proof = by_antiderivative(area, primitive)
    assert accepted(eq(area, value), proof=proof), reason(eq(area, value), proof=proof)
    assert not accepted(eq(area, as_term(value) + 1), proof=proof)


@pytest.mark.parametrize(
    ("area", "primitive", "value"),
    [
        (integral(1 / x**2, -1, 1), -1 / x, -2),
        (integral(1 / x, -1, 1), call("log", call("abs", x)), 0),
        (integral((x - 1) ** -2, OO, 0), -1 / (x - 1), 1),
        (integral((x - 1) ** -2, 0, OO), -1 / (x - 1), -1),
        (integral(x, a, b), x**2 / 2, (b**2 - a**2) / 2),
        (integral(number(0)), call("floor", x), 1),
        (integral(number(0)), Cases(((rel("<", x, HALF), number(0)),), number(1)), 1),
        (integral(number(1), 0, 2), x + At(call("floor", u), u, (), x), 4),
        (integral(number(0)), call("sign", x - HALF), 2),
        (integral(call("abs", x), -1, 1), x**2 / 2, 0),
        (integral(x), x**2, 1),
        (integral(x), x**2 / 2 + y, HALF + y),
        (integral(call("exp", x), 0, OO), call("exp", x), -1),
        (integral(1 / (x - a) ** 2), -1 / (x - a), 1 / (a - 1) - 1 / a),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_integrate_refuses(area: Integral, primitive: Operand, value: Operand) -> None:
    assert not accepted(eq(area, value), proof=by_antiderivative(area, primitive))


def test_what_is_known_of_a_bound_quantity_is_not_used() -> None:
    area = Integral(x * t, t, number(0), number(1))
    proof = by_antiderivative(area, 0)
    assert accepted(eq(area, 0), eq(x, 0), proof=proof)
    assert not accepted(eq(Derivative(area, x), 0), eq(x, 0), proof=proof)
    assert not accepted(eq(At(area, x, (), number(5)), 0), eq(x, 0), proof=proof)
    assert not accepted(eq(Limit(area, x, OO), 0), eq(x, 0), proof=proof)


def test_private_names_of_the_running_variable() -> None:
    area = integral(call("abs", x), -1, 1)
    inner = by_antiderivative(area, x**2 / 2), by_antiderivative(area, -(x**2) / 2)
    own = type(x)("x@i")
    assert not accepted(eq(area, 0), proof=cases(rel(">", own, 0), *inner))
    assert not accepted(eq(area, 0), proof=cases(rel(">", x, 0), *inner))
    assert not accepted(eq(area, 0), rel(">", x, 0), proof=inner[0])


# -- the sign of a slope -----------------------------------------------------------------


def monotone(anchor: Operand, slope: Operand, *, up: bool = True, **more: object) -> dict[str, Any]:
    return {
        "rule": "monotone", "variable": to_data(x), "anchor": to_data(as_term(anchor)),
        "running": "s", "up": up, "reached": True, "slope": to_data(as_term(slope)),
        "sub": SIGN, "start": SIGN, **more,
    }  # fmt: skip


s = type(x)("s")


def test_monotone() -> None:
    goal = rel(">=", call("exp", x), 1 + x + x**2 / 2)
    proof = monotone(0, call("exp", s) - 1 - s)
    assert accepted(goal, rel(">=", x, 0), proof=proof), reason(goal, proof=proof)
    assert not accepted(goal, proof=proof), "x may be below"
    assert not accepted(goal, rel("<=", x, 0), proof={**proof, "up": False})
    assert not accepted(goal, rel(">=", x, 0), proof=monotone(0, call("exp", s)))
    assert not accepted(rel(">", call("exp", x), 1 + x + x**2 / 2), rel(">=", x, 0), proof=proof)
    for key in ("sub", "start", "slope", "anchor", "running", "variable"):
        assert not accepted(goal, rel(">=", x, 0), proof={**proof, key: None}), key


def test_monotone_strictly() -> None:
    goal = rel("<", call("log", x), x - 1)
    proof = monotone(1, 1 / s - 1, strict=True, start=EQUAL)
    assert accepted(goal, rel(">", x, 1), proof=proof), reason(goal, rel(">", x, 1), proof=proof)
    assert not accepted(goal, rel(">=", x, 1), proof=proof)
    assert not accepted(goal, rel(">", x, 0), proof=proof)


@pytest.mark.parametrize("running", ["x", "y", "", "s t", "s@", "1", 5])
def test_the_running_variable_is_new(running: object) -> None:
    goal = rel(">=", call("exp", x) + y - y, 1 + x + x**2 / 2)
    proof = {**monotone(0, call("exp", s) - 1 - s), "running": running}
    assert not accepted(goal, rel(">=", x, 0), proof=proof)


def test_monotone_across_jumps_and_poles() -> None:
    given = rel(">=", x, -1)
    assert not accepted(rel(">=", -1 / x, 0), given, rel("!=", x, 0),
                        proof=monotone(-1, 1 / s**2))  # fmt: skip
    assert not accepted(rel(">=", -call("floor", x), 1), given, proof=monotone(-1, 0))
    assert not accepted(rel(">=", -call("sign", x), 1), given, proof=monotone(-1, 0))


def test_nothing_but_relations_of_order() -> None:
    relation: Relation = eq(root(x**2), x)
    assert not accepted(relation, rel(">=", x, 0), proof=monotone(0, 0))
    assert not accepted(relation, Forall((i,), rel(">", at(X, i), 0)), proof=monotone(0, 0))
