"""Where the two sides are defined: what is listed, and what takes away a region."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    HALF,
    X,
    Y,
    accepted,
    at,
    eq,
    fraction,
    i,
    j,
    m,
    n,
    q,
    regions,
    rel,
    replay,
    root,
    t,
    total,
    u,
    x,
    y,
)  # fmt: skip
from verifier.claim import OneHot
from verifier.kernel import Accepted, Rejected
from verifier.terms import (
    And,
    At,
    Cases,
    Derivative,
    Entry,
    Family,
    Index,
    Limit,
    Or,
    Relation,
    call,
    number,
)

D = Derivative
log_kink = call("log", x + call("abs", x) + 1)
jump = call("exp", call("floor", x)) - 1
shifted, shifted_Y = (Family(name, (n,), (0,)) for name in ("X", "Y"))
later, three = Index("j", number(3), n), Index("j", number(1), number(3))


def conditions(relation: Relation | And, proof: object = None) -> list[tuple[str, bool]]:
    answer = replay(relation, proof=proof)
    assert isinstance(answer, Accepted), answer
    return [
        (c.condition.operator if isinstance(c.condition, Relation) else "or", c.thin)
        for c in answer.conditions
    ]


@pytest.mark.parametrize(
    ("relation", "wanted"),
    [
        (eq(x / x, 1), [("!=", True)]),
        (eq((x**2 - 1) / (x - 1), x + 1), [("!=", True)]),
        (eq(x * y / (x * y), 1), [("!=", True)]),
        (eq(call("sin", x) / call("sin", x), 1), [("!=", True)]),
        (eq(call("exp", call("log", x)), x), [(">", False)]),
        (eq(root(x) ** 2, x), [(">=", False)]),
        (eq(x * (1 / x) * call("exp", call("log", x)), x), [(">", False)]),
        (eq(1 / x * x * root(x), root(x)), [("!=", True)]),
        (eq(call("log", x), call("log", x)), []),
        (eq(1 / (1 + x**2) * (1 + x**2), 1), []),
        (eq(1 / call("exp", x) * call("exp", x), 1), []),
        (eq(log_kink / log_kink, 1), [(">", False), ("!=", False)]),
        (eq(jump / jump, 1), [("!=", False)]),
        (eq(call("sign", x) / call("sign", x), 1), [("!=", True)]),
        (eq(call("heaviside", x) / call("heaviside", x), 1), [("!=", False)]),
        (eq((call("abs", x) - x) / (call("abs", x) - x), 1), [("!=", False)]),
        (eq(at(X, i) / at(X, i), 1), [("!=", True)]),
        (eq(total(j, at(X, j) / at(X, j)), n), [("!=", True)]),
        (eq(at(X, 2) + total(later, at(X, later)), total(j, at(X, j)) - at(X, 1)), [(">=", False)]),
        (eq(total(three, at(X, three)), at(X, 1) + at(X, 2) + at(X, 3)), []),
        (eq(at(X, 1) - at(X, 1), 0), []),
        (eq(at(X, n) - at(X, n), 0), []),
        (eq(at(X, n - 1) - at(X, n - 1), 0), [(">=", False)]),
        (eq(at(shifted_Y, 0) - at(shifted_Y, 0), 0), []),
        (eq(at(X, m) - at(X, m), 0), [(">=", False), ("<=", False)]),
        (eq(D(total(j, at(X, j) ** 2), at(X, m)), 2 * at(X, m)), []),
        (eq(D(total(j, at(X, j)), at(X, m)), 1), [(">=", False), ("<=", False)]),
        (eq(D(call("abs", x), x), call("sign", x)), [("!=", True)]),
        (eq(D(At(call("abs", u), u, (), x), x), call("sign", x)), [("!=", True)]),
        (eq(D(root(x), x), HALF / root(x)), []),
        (eq(D(x ** fraction(3, 2), x), fraction(3, 2) * root(x)), []),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_conditions(relation: Relation, wanted: list[tuple[str, bool]]) -> None:
    assert set(conditions(relation)) == set(wanted)


def test_the_conditions_of_a_conjunction_are_those_of_its_parts() -> None:
    strong, weak = eq(call("exp", call("log", x)), x), eq(x / x, 1)
    proof = {"rule": "parts", "proofs": [{"rule": "equal"}] * 2}
    for parts in ((strong, weak), (weak, strong)):
        assert (">", False) in conditions(And(parts), proof)


def test_a_side_that_is_never_defined() -> None:
    for relation in (
        eq(1 / (x - x), 1),
        eq(call("log", -(x**2)), 0),
        eq(root(-(x**2) - 1), 0),
        eq(number(-8) ** fraction(1, 3), -2),
        eq(call("asin", 2 + x**2), 0),
        eq(call("log", x), root(-x)),
    ):
        answer = replay(relation)
        assert isinstance(answer, Rejected), relation


def test_one_hot_entries_are_not_continuous() -> None:
    assert not accepted(eq(at(Y, i) / at(Y, i), 1), OneHot(Y))


@pytest.mark.parametrize(
    "slope",
    [
        D(total(Index("j", number(1), call("floor", x)), number(1)), x),
        D(Entry(shifted, (call("floor", x),)), x),
        D(Limit(call("floor", x) + t, t, number(0)), x),
        D(At(call("floor", u), u, (), x), x),
        D(Cases(((rel("<", x, 1), number(0)),), number(1)), x),
        D(call("floor", x), x),
        D(call("sign", x), x),
        D(call("max", x, y) - call("max", x, y) + call("ceiling", x), x),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_a_derivative_across_a_jump_has_a_condition(slope: Derivative) -> None:
    answer = replay(eq(slope, 0))
    assert isinstance(answer, Rejected) or answer.conditions


def test_guarded_needs() -> None:
    safe = Cases(((rel("!=", x, 0), 1 / x),), number(0))
    assert conditions(eq(safe * 1, safe)) == []
    unsafe = Cases(((rel(">", y, 0), 1 / x),), number(0))
    assert conditions(eq(unsafe * 0 + 1, 1)) == [("!=", True)]
    both = Cases(((And((rel(">", x, 0), rel(">", y, 0))), call("log", x)),), number(0))
    assert regions(eq(both - both, 0)) == []
    either = Cases(((Or((rel(">", x, 0), rel(">", y, 0))), call("log", x)),), number(0))
    assert regions(eq(either - either, 0)) != []


def test_assumptions_discharge_conditions() -> None:
    assert accepted(eq(call("exp", call("log", x)), x), rel(">", x, y), rel(">=", y, 0))
    assert accepted(eq(total(j, at(X, j)) / total(q, at(X, q)), 1), eq(total(j, at(X, j)), 2))
    answer = replay(eq(x / x, 1), rel("<", x, 0))
    assert isinstance(answer, Accepted)
    assert not answer.conditions
