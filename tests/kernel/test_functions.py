"""Elementary functions: values, relations and bounds."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    EQUAL,
    PI,
    accepted,
    by_derivative,
    c1,
    cases,
    eq,
    fraction,
    m,
    n,
    reason,
    regions,
    rel,
    replay,
    root,
    signs_of,
    x,
    y,
    z,
)  # fmt: skip
from verifier.claim import Assumption
from verifier.kernel import Rejected
from verifier.terms import Relation, call, number

Row = tuple[Relation | Assumption, ...]
e = call("exp", 1)

ACCEPTED: list[Row] = [
    (eq(call("cosh", x) ** 2 - call("sinh", x) ** 2, 1),),
    (eq(call("tanh", x), (call("exp", 2 * x) - 1) / (call("exp", 2 * x) + 1)),),
    (eq(call("sech", x) * call("cosh", x), 1),),
    (eq(call("sinh", 2 * x), 2 * call("sinh", x) * call("cosh", x)),),
    (eq(call("asinh", call("sinh", x)), x),),
    (eq(call("sinh", call("asinh", x)), x),),
    (eq(call("atanh", x), call("log", (1 + x) / (1 - x)) / 2), rel("<", x**2, 1)),
    (eq(call("asin", -x), -call("asin", x)),),
    (eq(call("asin", x) + call("acos", x), PI / 2), rel("<=", x**2, 1)),
    (eq(call("atan", 1), PI / 4),),
    (eq(call("asin", fraction(1, 2)), PI / 6),),
    (eq(call("sin", call("asin", x)), x), rel("<=", x**2, 1)),
    (eq(call("cos", call("atan", x)), 1 / root(1 + x**2)),),
    (eq(call("erf", x) + call("erfc", x), 1),),
    (eq(call("erf", -x), -call("erf", x)),),
    (eq(call("gamma", x + 1), x * call("gamma", x)),),
    (eq(call("gamma", fraction(1, 2)), root(PI)),),
    (eq(call("factorial", 5), 120),),
    (eq(call("factorial", n), n * call("factorial", n - 1)),),
    (eq(call("binomial", n, 2), n * (n - 1) / 2),),
    (eq(call("max", x, y) + call("min", x, y), x + y),),
    (eq(call("max", x, y) - call("min", x, y), call("abs", x - y)),),
    (eq(call("max", x, 0) - call("max", -x, 0), x),),
    (eq(call("heaviside", x) + call("heaviside", -x), 1),),
    (eq(call("abs", x * y), call("abs", x) * call("abs", y)),),
    (eq(call("abs", x), x * call("sign", x)),),
    (eq(call("sign", x) ** 3, call("sign", x)),),
    (eq(call("sign", x * y), call("sign", x) * call("sign", y)),),
    (rel("<=", call("sin", x), 1),),
    (rel("<", call("erf", x), 1),),
    (rel("<", call("atan", x), PI / 2),),
    (rel(">", call("exp", x), 0),),
    (rel(">=", call("exp", x), 1 + x),),
    (rel(">", PI, 3),),
    (rel("<", e, fraction(27182819, 10000000)),),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(call("cosh", x) ** 2 + call("sinh", x) ** 2, 1),),
    (eq(call("tanh", x), (call("exp", x) - 1) / (call("exp", x) + 1)),),
    (eq(call("acosh", call("cosh", x)), x),),
    (eq(call("asin", call("sin", x)), x),),
    (eq(call("acos", -x), call("acos", x)),),
    (eq(call("acos", -x), -call("acos", x)),),
    (eq(call("atan", x) + call("atan", 1 / x), PI / 2),),
    (eq(call("atan", call("tan", x)), x),),
    (eq(call("atan", 1), PI / 3),),
    (eq(call("gamma", x + 1), (x + 1) * call("gamma", x)),),
    (eq(call("factorial", n), call("gamma", n)),),
    (eq(call("max", x, y), x),),
    (eq(call("max", x, y) * call("min", x, y), x + y),),
    (eq(call("heaviside", 0), 0),),
    (eq(call("heaviside", 0), 1),),
    (eq(call("heaviside", x) ** 2, call("heaviside", x)),),
    (eq(call("sign", x) ** 2, 1),),
    (eq(call("abs", x + y), call("abs", x) + call("abs", y)),),
    (eq(call("abs", x), x),),
    (eq(call("log", call("abs", x)), call("log", x)),),
    (rel("<", call("sin", x), 1),),
    (rel(">", call("exp", x), 1),),
    (rel(">", call("exp", x), 1 + x),),
    (rel("<=", call("cos", c1), 1),),
    (rel("!=", call("cos", c1), 2),),
    (rel(">", PI, fraction(355, 113)),),
    (eq(PI, fraction(22, 7)),),
    (eq(call("acot", x), call("atan", 1 / x) + 0 * x), rel("<=", x, 0), rel(">=", x, 0)),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


def test_domains() -> None:
    assert regions(eq(call("sin", call("asin", x)), x)) == ["<="]
    assert regions(eq(call("tanh", call("atanh", x)), x)) == ["<"]
    assert regions(eq(call("cosh", call("acosh", x)), x)) == [">="]
    assert regions(eq(call("tan", call("atan", x)), x)) == []
    assert regions(eq(call("acot", x), call("atan", 1 / x))) == []
    assert regions(eq(call("gamma", x + 1), x * call("gamma", x))) == []


def test_arctangents_of_reciprocals_by_cases() -> None:
    total, half = call("atan", x) + call("atan", 1 / x), PI / 2
    left, right = by_derivative(x, None, "0", "-1"), by_derivative(x, "0", None, "1")
    assert accepted(eq(total, half), rel(">", x, 0), proof=right)
    assert accepted(eq(total, -half), rel("<", x, 0), proof=left)
    assert not accepted(eq(total, half), rel("<", x, 0), proof=left)
    proof = signs_of(x, left, EQUAL, right)
    assert not accepted(eq(total, half), rel("!=", x, 0), proof=proof)
    assert not accepted(eq(total, half), proof=cases(rel(">", x, 0), right, left))


def test_unknown_values_stay_opaque() -> None:
    assert isinstance(replay(eq(call("digamma", x + 1), call("digamma", x))), Rejected)
    assert isinstance(replay(eq(call("binomial", m, n), 0)), Rejected)
    assert isinstance(replay(eq(call("atan2", x, y), call("atan", x / y))), Rejected)
    assert isinstance(replay(eq(call("conjugate", c1), c1)), Rejected)
    assert isinstance(replay(eq(call("factorial", -number(1)), z)), Rejected)
