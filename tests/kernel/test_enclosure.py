"""Signs of constants, and boxes that decide an inequality."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kernel.words import (
    PI,
    SIGN,
    a,
    accepted,
    eq,
    fraction,
    m,
    number,
    reason,
    rel,
    root,
    x,
    y,
)  # fmt: skip
from verifier.claim import Assumption
from verifier.serialization import to_data
from verifier.terms import Operand, Relation, Variable, as_term, call

e = call("exp", 1)

TRUE = [
    rel("<", PI, fraction(22, 7)),
    rel(">", e**PI, PI**e),
    rel("<", root(2) + root(3), fraction(63, 20)),
    rel(">", call("log", 2), fraction(69, 100)),
    rel("!=", call("sin", 1), call("cos", 1)),
    rel("<", call("atan", 2), PI / 2),
    rel(">", call("erf", 1), fraction(84, 100)),
    rel("!=", PI + e, PI * 2),
]
FALSE = [
    rel(">", PI, fraction(22, 7)),
    rel("<", e**PI, PI**e),
    rel(">", root(2) + root(3), fraction(63, 20)),
    rel("<", root(2) * root(3), root(6)),
    rel("!=", root(2) * root(3), root(6)),
    rel(">", call("sin", 22), 0),
    rel("<", call("exp", call("log", 2)), 2),
]


@pytest.mark.parametrize("relation", TRUE, ids=lambda r: repr(r)[:40])
def test_accepts(relation: Relation) -> None:
    assert accepted(relation), reason(relation)


@pytest.mark.parametrize("relation", FALSE, ids=lambda r: repr(r)[:40])
def test_rejects(relation: Relation) -> None:
    assert not accepted(relation)


def box(*sides: tuple[Variable, object, object]) -> dict[str, Any]:
    return {"rule": "subdivide", "box": [[to_data(v), low, high] for v, low, high in sides]}


unit: tuple[Assumption, ...] = (rel(">=", x, 0), rel("<=", x, 1))


def test_subdivide() -> None:
    goal = rel(">", call("exp", x) - call("sin", 2 * x), fraction(1, 10))
    assert accepted(goal, *unit, proof=box((x, "0", "1"))), reason(goal, *unit, proof=SIGN)
    assert not accepted(goal, *unit, proof=box((x, "0", "1/2"))), "x may leave the box"
    assert not accepted(goal, rel(">=", x, 0), proof=box((x, "0", "1")))
    assert not accepted(goal, *unit, proof=box())
    assert not accepted(rel(">", call("sin", x), 0), *unit, proof=box((x, "0", "1")))
    two = rel("<", x * y + call("cos", x), fraction(21, 10))
    sides = (*unit, rel(">=", y, 0), rel("<=", y, 1))
    assert accepted(two, *sides, proof=box((x, "0", "1"), (y, "0", "1")))
    assert not accepted(two, *sides, proof=box((x, "0", "1")))


@pytest.mark.parametrize(
    "sides",
    [
        None,
        [],
        5,
        [[to_data(x), "0"]],
        [[to_data(x), 0, 1]],
        [[to_data(x), "a", "b"]],
        [[to_data(x), "0", "1/0"]],
        [[to_data(x + 1), "0", "1"]],
        [[to_data(number(1)), "0", "1"]],
        [[None, "0", "1"]],
    ],
    ids=repr,
)
def test_no_box(sides: object) -> None:
    goal = rel(">", call("exp", x) - call("sin", 2 * x), 0)
    assert not accepted(goal, *unit, proof={"rule": "subdivide", "box": sides})


def part(term: Operand, operator: str, proof: object) -> dict[str, object]:
    return {"term": to_data(as_term(term)), "operator": operator, "proof": proof}


def test_products_and_sums_of_parts() -> None:
    goal = rel(">", x * y + x, 0)
    given = (rel(">", x, 0), rel(">", y, -1))
    parts = [part(x, ">", SIGN), part(y + 1, ">", SIGN)]
    proof = {"rule": "product_of_parts", "parts": parts}
    assert accepted(goal, *given, proof=proof), reason(goal, *given, proof=proof)
    assert not accepted(goal, given[0], proof=proof)
    assert not accepted(goal, *given, proof={**proof, "parts": parts[:1]})
    assert not accepted(goal, *given, proof={**proof, "rule": "sum_of_parts"})
    assert not accepted(goal, *given, proof={**proof, "parts": [*parts, part(y / y, ">", SIGN)]})
    weak = [part(x, ">=", SIGN), part(y + 1, ">", SIGN)]
    assert not accepted(goal, *given, proof={**proof, "parts": weak})
    total = {"rule": "sum_of_parts", "parts": [part(x, ">", SIGN), part(y**2, ">=", SIGN)]}
    assert accepted(rel(">", x + y**2, 0), rel(">", x, 0), proof=total)
    assert not accepted(rel(">", x - y**2, 0), rel(">", x, 0), proof=total)


def means(*terms: tuple[str, Operand], factor: Operand = 1) -> dict[str, object]:
    pairs = [[weight, to_data(as_term(term))] for weight, term in terms]
    return {"rule": "means", "terms": pairs, "factor": to_data(as_term(factor))}


def test_means() -> None:
    goal = rel(">=", (x + y) / 2, root(x * y))
    given = (rel(">=", x, 0), rel(">=", y, 0))
    proof = means(("1/2", x), ("1/2", y))
    assert accepted(goal, *given, proof=proof), reason(goal, *given, proof=proof)
    assert not accepted(rel(">=", x + y, 2 * a), *given, proof=proof)
    assert not accepted(rel(">", (x + y) / 2, root(x * y)), *given, proof=proof)
    for wrong in (
        means(("1/2", x), ("1/3", y)),
        means(("1", x), ("0", y)),
        means(("3/2", x), ("-1/2", y)),
        means(("1/2", x)),
        means(("1/2", x), ("1/2", y), factor=m),
    ):
        assert not accepted(goal, *given, proof=wrong)
    assert not accepted(eq(x, y), *given, proof=proof)
    assert not accepted(rel(">=", (x + y) / 2, root(call("abs", x * y))), proof=proof)
