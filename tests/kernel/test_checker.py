"""Proofs as data: whatever comes in, the answer is ``Accepted`` or ``Rejected``."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.words import (
    EQUAL,
    SIGN,
    X,
    a,
    at,
    b,
    by_antiderivative,
    by_derivative,
    by_induction,
    by_parts,
    c1,
    cases,
    eq,
    i,
    j,
    n,
    number,
    rel,
    signs_of,
    total,
    u,
    x,
    y,
)  # fmt: skip
from verifier.claim import Claim
from verifier.kernel import Accepted, Rejected, check
from verifier.kernel.rule_table import rules
from verifier.serialization import to_data
from verifier.terms import Dependent, Family, Integral, Relation, call

area = Integral(call("abs", x), x, number(0), number(1))
claims = [
    Claim("integral", eq(2 * area + y, 2), (eq(y, 1),)),
    Claim("sum", eq(total(j, j * number(2) ** j), (n - 1) * number(2) ** (n + 1) + 2)),
    Claim("order", rel(">=", x**2 + y**2 + u**2, x * y + y * u + u * x)),
    Claim("function", eq(Dependent(Family("h", (n,)), (i,), (u,)), at(X, i))),
]
valid: list[tuple[Claim, Any]] = [
    (claims[0], by_antiderivative(area, x**2 / 2 + y - y, {"rule": "equal"})),
    (claims[1], by_induction(n, 1)),
    (
        Claim("cases", eq(call("abs", x), call("max", x, -x))),
        cases(rel(">", x, 1), EQUAL, signs_of(x + y, EQUAL, EQUAL, EQUAL)),
    ),
    (claims[2], by_parts((x - y) ** 2 / 2, (y - u) ** 2 / 2, (u - x) ** 2 / 2)),
    (Claim("exp", eq(call("exp", x) * call("exp", -x), 1)), by_derivative(x, None, None, "0")),
]

BAD_TERMS: list[object] = [
    None, 5, 1.5, True, "x", {}, [], [""], ["", ["Variable", "x"]],
    ["Add", 5], ["Add", [""]], ["Variable", 5], ["Variable", ["Fraction", "1"], ["Sort", "real"]],
    ["Relation", "=", 5, None], ["Fraction", "1/0"], ["Fraction", "1e99"], ["Fraction", "x"],
    ["Number", 3], ["Number", "7"], ["Number", True], ["Number", ["Fraction", "1/0"]],
    ["Sum", 5, 6], ["Power", None, None], ["Family", "X", 5], ["Function", ["", 1], ["", 1]],
    ["Function", "exp", 5], ["Function", "exp", ["", 5]], ["Apply", 5, [""], [""]],
    ["Index", "i", 1, 2], ["Limit", ["Variable", "x", ["Sort", "real"]], 5, 5, 5],
    ["Cases", ["", 5], None], ["Cases", ["", ["", 1, 2]], None],
    ["Derivative", ["Variable", "x", ["Sort", "real"]], ["Number", ["Fraction", "1"]]],
    ["Constant", ["Fraction", "1"]], ["Constant", "e"], ["Sort", "zz"], ["At", 1, 2, 3, 4],
    ["Dependent", 1, 2, 3, 4], ["OneHot", ["Variable", "x", ["Sort", "real"]]],
    ["Integral", 1, 2, 3, 4], ["Not", 5], ["And", 5], ["And", ["", 5]],
    ["Entry", ["Family", "X", [""], [""], ["Sort", "real"]], ["", 1]],
    ["no such class"], ["Variable"], ["Variable", "x", ["Sort", "real"], 1],
    to_data(rel("<", x, y)), to_data(Family("X", (n,))), to_data(c1),
]  # fmt: skip


def steps_around(term: object) -> list[dict[str, object]]:
    """Every rule with the bad piece wherever a piece is expected."""
    sides: object = ["Relation", "=", term, term]
    keys = [
        "on",
        "of",
        "lemma",
        "variable",
        "integral",
        "antiderivative",
        "derivative",
        "index",
        "left",
        "right",
        "factor",
        "old",
        "new",
        "anchor",
        "slope",
        "parts",
        "cofactors",
        "terms",
        "box",
        "proofs",
        "lower",
        "upper",
        "at",
        "start",
        "exponent",
        "then",
        "else",
        "negative",
        "zero",
        "positive",
        "base",
        "step",
        "proof",
        "sub",
        "cosine",
        "below",
        "above",
        "running",
    ]
    everywhere = dict.fromkeys(keys, term)
    found: list[dict[str, object]] = [{"rule": name, **everywhere} for name in rules()]
    found += [
        {"rule": "cases", "on": sides, "then": EQUAL, "else": EQUAL},
        {"rule": "have", "lemma": sides, "proof": EQUAL, "then": EQUAL},
        {"rule": "parts_of_sum", "parts": [term]},
        {"rule": "combine", "cofactors": [[0, term], term]},
        {"rule": "integrate", "integral": to_data(area), "antiderivative": term, "then": EQUAL},
        {"rule": "subdivide", "box": [[term, "0", "1"], term]},
        {"rule": "means", "terms": [["1", term], term], "factor": term},
        {"rule": "sum_of_parts", "parts": [{"term": term, "operator": ">", "proof": term}]},
        {"rule": "parts", "proofs": [term]},
    ]
    return found


@pytest.mark.parametrize("term", BAD_TERMS, ids=lambda term: repr(term)[:40])
def test_malformed_pieces_are_rejected(term: object) -> None:
    for proof in [*steps_around(term), term]:
        for claim in claims:
            assert isinstance(check(claim, proof), Rejected)


leaves = (
    st.none() | st.booleans() | st.integers(-3, 10**12) | st.floats(allow_nan=False)
    | st.sampled_from(["", "0", "1/2", "1/0", "x", "equal", "sign", "real", "=", "Fraction"])
)  # fmt: skip
heads = st.sampled_from([
    "", "Add", "Multiply", "Power", "Number", "Fraction", "Variable", "Sort", "Index", "Sum",
    "Relation", "And", "Not", "Function", "Cases", "Entry", "Family", "Derivative", "Integral",
])  # fmt: skip
data = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(heads, inner, inner).map(list)
        | st.dictionaries(st.sampled_from(["rule", "on", "then", "else", "of"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(data)
@settings(max_examples=150, deadline=None)
def test_any_json_gets_an_answer(proof: object) -> None:
    for claim in claims[:2]:
        assert isinstance(check(claim, proof), Accepted | Rejected)


@given(st.sampled_from(range(len(valid))), st.randoms(use_true_random=False), data)
@settings(max_examples=200, deadline=None)
def test_a_proof_with_one_piece_replaced_gets_an_answer(
    which: int, random: Any, piece: Any
) -> None:
    claim, proof = valid[which]
    mutant = json.loads(json.dumps(proof))
    places = list(_places(mutant))
    holder, key = random.choice(places)
    holder[key] = piece
    assert isinstance(check(claim, mutant), Accepted | Rejected)


def _places(node: Any) -> Any:
    entries = node.items() if isinstance(node, dict) else enumerate(node)
    for key, inner in entries:
        yield node, key
        if isinstance(inner, (dict, list)):
            yield from _places(inner)


@pytest.mark.parametrize(("claim", "proof"), valid, ids=lambda value: repr(value)[:30])
def test_valid_proofs_replay_from_json(claim: Claim, proof: object) -> None:
    first = check(claim, json.loads(json.dumps(proof)))
    assert isinstance(first, Accepted), first
    assert check(claim, proof) == first, "the same proof has the same answer"


@pytest.mark.parametrize(("claim", "proof"), valid, ids=lambda value: repr(value)[:30])
def test_no_step_of_a_proof_may_be_missing(claim: Claim, proof: Any) -> None:
    """Without a branch, a lemma's proof, a base or a step nothing is shown."""
    for key in (
        "then",
        "else",
        "base",
        "step",
        "integral",
        "antiderivative",
        "parts",
        "at",
        "rule",
    ):
        if key in proof:
            for piece in ({}, None):
                assert isinstance(check(claim, {**proof, key: piece}), Rejected), key


@pytest.mark.parametrize(("_", "proof"), valid, ids=lambda value: repr(value)[:30])
def test_no_proof_shows_something_else(_: Claim, proof: object) -> None:
    wrong: list[Relation] = [
        eq(a, b), rel(">", a, b), eq(area, 1), eq(total(j, j), n**2), rel("<", x**2, 0),
    ]  # fmt: skip
    for relation in wrong:
        assert isinstance(check(Claim("wrong", relation), proof), Rejected)


def test_deep_and_wide_proofs() -> None:
    proof: object = SIGN
    for _ in range(2000):
        proof = {"rule": "have", "lemma": to_data(eq(x, x)), "proof": EQUAL, "then": proof}
    assert isinstance(check(claims[1], proof), Rejected)
    term = x
    for _ in range(3000):
        term = call("exp", term)  # type: ignore[assignment]
    assert isinstance(check(Claim("deep", eq(term, 0)), EQUAL), Rejected)
