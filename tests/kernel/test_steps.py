"""The rules of a proof: what each accepts, and what its mutations lose."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kernel.words import (
    EQUAL,
    IMAGINARY,
    SIGN,
    X,
    Z,
    a,
    accepted,
    at,
    b,
    by_parts,
    c,
    c1,
    cases,
    eq,
    fraction,
    i,
    j,
    m,
    n,
    q,
    reason,
    rel,
    replay,
    root,
    same,
    signs_of,
    w,
    x,
    y,
    z,
)  # fmt: skip
from verifier.claim import Assumption, Claim, Forall
from verifier.kernel import Accepted, Rejected, check
from verifier.serialization import to_data
from verifier.terms import (
    And,
    Condition,
    Family,
    Index,
    Not,
    Operand,
    Or,
    Relation,
    Variable,
    as_term,
    call,
)

Proof = dict[str, Any]


def have(lemma: Condition, proof: object, then: object) -> Proof:
    return {"rule": "have", "lemma": to_data(lemma), "proof": proof, "then": then}


def combine(*cofactors: tuple[int, Operand]) -> Proof:
    pairs = [[position, to_data(as_term(factor))] for position, factor in cofactors]
    return {"rule": "combine", "cofactors": pairs}


# -- equal and sign ----------------------------------------------------------------------


def test_equal_proves_equations_and_weak_inequalities_only() -> None:
    for operator, good in (("=", 1), ("<=", 1), (">=", 1), ("<", 0), (">", 0), ("!=", 0)):
        assert accepted(rel(operator, x + x, 2 * x), proof=EQUAL) == bool(good)


def test_sign_proves_what_the_sign_says() -> None:
    for operator, good in (("=", 0), ("<=", 0), (">=", 1), ("<", 0), (">", 1), ("!=", 1)):
        assert accepted(rel(operator, x**2 + 1, 0), proof=SIGN) == bool(good)
        assert accepted(rel(operator, x**2, 0), proof=SIGN) == (operator == ">=")


# -- cases and trichotomy ----------------------------------------------------------------


def test_cases() -> None:
    relation = rel(">=", call("abs", x) + x, 0)
    assert accepted(relation, proof=cases(rel(">", x, 0), SIGN, EQUAL)), reason(relation)
    assert accepted(rel("!=", x, y), rel("!=", x - y, 0), proof=cases(rel(">", x, y), SIGN, SIGN))
    assert not accepted(rel("!=", x, y), proof=cases(rel(">", x, y), SIGN, SIGN))


def test_cases_need_both_branches() -> None:
    relation = eq(call("abs", x), x)
    assert not accepted(relation, proof=cases(rel(">=", x, 0), EQUAL, EQUAL))
    assert not accepted(relation, proof=cases(rel(">=", x, 0), EQUAL, None))
    assert accepted(relation, rel(">=", x, 0), proof=cases(rel(">=", x, 0), EQUAL, None))
    assert not accepted(relation, proof={"rule": "cases", "on": to_data(rel(">", x, 0))})


@pytest.mark.parametrize(
    "on",
    [rel(">", 1 / x + 1, 0), rel(">", call("log", x), -5), rel("<", root(x), 1), rel(">", c1, 0)],
    ids=lambda on: repr(on)[:40],
)
def test_cases_on_conditions_that_may_be_undefined(on: Relation) -> None:
    otherwise = cases(Relation("<", on.left, on.right), SIGN, SIGN)
    assert not accepted(rel("!=", x, 0), proof=cases(on, SIGN, otherwise))


def test_cases_over_an_index_that_may_have_no_value() -> None:
    nothing = Index("p", m, m - 1)
    assert not accepted(rel("!=", x, m), proof=cases(rel(">", x, nothing), SIGN, SIGN))


def test_trichotomy() -> None:
    relation = eq(call("sign", x) * x, call("abs", x))
    assert accepted(relation, proof=signs_of(x, EQUAL, EQUAL, EQUAL))
    relation = eq(call("sign", x) ** 2, 1)
    assert accepted(relation, rel("!=", x, 0), proof=signs_of(x, EQUAL, EQUAL, EQUAL))
    assert not accepted(relation, proof=signs_of(x, EQUAL, EQUAL, EQUAL))
    for missing in ("negative", "zero", "positive"):
        proof = signs_of(x, EQUAL, EQUAL, EQUAL)
        del proof[missing]
        assert not accepted(eq(call("sign", x) * x, call("abs", x)), proof=proof)


@pytest.mark.parametrize("of", [1 / x, call("log", x), root(x), c1, IMAGINARY], ids=repr)
def test_trichotomy_of_what_is_not_real_everywhere(of: Operand) -> None:
    assert not accepted(eq(y, y), proof=signs_of(of, EQUAL, EQUAL, EQUAL))


def test_cases_of_indices() -> None:
    relation = eq(same(i, j) * (i - j), 0)
    assert accepted(relation, proof=cases(eq(i, j), EQUAL, EQUAL))
    assert not accepted(eq(same(i, j), 0), proof=cases(eq(i, j), EQUAL, EQUAL))


def test_a_fact_of_one_case_does_not_reach_the_other() -> None:
    U = Family("U", (n,))
    given = Forall((i,), rel(">", at(X, i) + at(U, i), at(Z, i)))
    goal = rel(">", at(X, q) + at(U, q), w)
    for on in (eq(w, at(Z, q)), eq(at(Z, q), w)):
        assert accepted(goal, given, on), "in the first case it holds"
        assert not accepted(goal, given, proof=cases(on, SIGN, SIGN))
    mirrored = cases(rel("!=", w, at(Z, q)), SIGN, SIGN)
    assert not accepted(goal, given, proof=mirrored)


# -- have --------------------------------------------------------------------------------


def test_have() -> None:
    goal = rel(">", x * y, 0)
    given = (rel(">", x, 1), rel(">", y, x))
    lemma = rel(">", y, 0)
    assert accepted(goal, *given, proof=have(lemma, SIGN, SIGN)), reason(goal, *given)
    assert not accepted(goal, given[0], proof=have(lemma, SIGN, SIGN)), "the lemma is not shown"
    assert not accepted(goal, given[0], proof=have(lemma, EQUAL, SIGN))


def test_a_lemma_must_be_defined() -> None:
    assert not accepted(rel("!=", x, 0), proof=have(eq(x / x, 1), EQUAL, SIGN))
    assert not accepted(rel(">", x, 0), proof=have(eq(root(x) ** 2, x), EQUAL, SIGN))
    assert not accepted(rel(">=", x, 0), proof=have(rel(">=", root(x), 0), SIGN, SIGN))


def test_a_lemma_is_one_relation() -> None:
    for lemma in (And((rel(">", x, 0),)), Or((rel(">", x, 0),)), Not(rel(">", x, 0))):
        assert not accepted(eq(x, x), rel(">", x, 0), proof=have(lemma, SIGN, EQUAL))


# -- combine -----------------------------------------------------------------------------


def test_combine() -> None:
    given = (eq(x**2 + y**2, 1), eq(a**2 * x**2, b**2))
    goal = eq(a**2 * x**4 + a**2 * x**2 * y**2, b**2)
    assert accepted(goal, *given, proof=combine((0, a**2 * x**2), (1, 1))), reason(goal, *given)
    assert not accepted(goal, *given, proof=combine((0, 1), (1, x)))
    assert not accepted(goal, *given, proof=combine((1, 2)))
    assert not accepted(goal, *given, proof=combine((0, a**2 * x**2), (2, 1)))
    assert not accepted(goal, *given, proof=combine((0, a**2 * x**2), (-1, 1)))


def test_combine_uses_equations_only() -> None:
    goal = eq(x, y)
    for given in (rel("<=", x, y), rel("!=", x, y), Forall((i,), eq(at(X, i), x))):
        assert not accepted(goal, given, proof=combine((0, 1)))
    assert not accepted(eq(x, 0), eq(y, 0), proof=combine((0, x / y)))
    assert not accepted(rel("<=", x, 0), eq(x, 0), proof=combine((0, 1)))


# -- sums of parts, squares --------------------------------------------------------------


def test_parts_of_sum() -> None:
    goal = rel(">=", x**2 + y**2, 2 * x * y)
    assert accepted(goal, proof=by_parts((x - y) ** 2))
    assert not accepted(goal, proof=by_parts((x + y) ** 2))
    assert not accepted(goal, proof=by_parts())
    assert not accepted(rel(">", x**2 + y**2, 2 * x * y), proof=by_parts((x - y) ** 2))
    assert accepted(rel(">", x**2 + y**2 + 1, 2 * x * y), proof=by_parts((x - y) ** 2, 1))
    assert accepted(rel("<=", 2 * x * y, x**2 + y**2), proof=by_parts(-((x - y) ** 2)))
    assert not accepted(goal, proof=by_parts((x - y) ** 3 / (x - y)))
    assert not accepted(rel(">=", c1**2 + c2_squared(), 0), proof=by_parts(c1**2, c2_squared()))
    assert not accepted(rel(">=", x, 0), proof=by_parts(root(x) ** 2))


def c2_squared() -> Operand:
    return Variable("c2", Variable("x").sort) ** 2


def test_same_square() -> None:
    proof = {"rule": "same_square"}
    left, right = root(3 + 2 * root(2)), 1 + root(2)
    assert accepted(eq(left, right), proof=proof)
    assert not accepted(eq(left, -right), proof=proof)
    assert not accepted(eq(x, y), eq(x**2, y**2), proof=proof)
    assert not accepted(rel("<=", left, right), proof=proof)


# -- relations turned into others --------------------------------------------------------


def restate(left: Operand, right: Operand, factor: Operand, then: object) -> Proof:
    data = {"left": left, "right": right, "factor": factor}
    return {
        "rule": "restate", "then": then,
        **{key: to_data(as_term(term)) for key, term in data.items()},
    }  # fmt: skip


def test_restate() -> None:
    goal = rel("<", x * z, y * z)
    given = (rel(">", z, 0), rel("<", x, y))
    assert accepted(goal, *given, proof=restate(x, y, z, SIGN)), reason(goal, *given)
    assert not accepted(goal, given[1], proof=restate(x, y, z, SIGN))
    assert not accepted(goal, rel("<", z, 0), given[1], proof=restate(x, y, z, SIGN))
    assert not accepted(goal, *given, proof=restate(y, x, z, SIGN))
    assert not accepted(goal, *given, proof=restate(x, y, 2 * z, SIGN))
    assert accepted(rel("!=", x * z, y * z), rel("!=", z, 0), rel("!=", x, y),
                    proof=restate(x, y, z, SIGN))  # fmt: skip
    assert not accepted(rel("!=", x * z, y * z), rel("!=", x, y), proof=restate(x, y, z, SIGN))


def rewrite(old: Operand, new: Operand, proof: object, then: object) -> Proof:
    data = {"old": to_data(as_term(old)), "new": to_data(as_term(new))}
    return {"rule": "rewrite", **data, "proof": proof, "then": then}


def test_rewrite() -> None:
    goal = eq(call("floor", x * y) + 1, call("floor", z) + 1)
    given = eq(x * y, z)
    assert accepted(goal, given, proof=rewrite(x * y, z, combine((0, 1)), EQUAL))
    assert not accepted(goal, proof=rewrite(x * y, z, EQUAL, EQUAL))
    assert not accepted(goal, given, proof=rewrite(x * y, 2 * z, combine((0, 1)), EQUAL))


def test_raise_both() -> None:
    proof: Proof = {"rule": "raise_both", "exponent": 2, "left": SIGN, "right": SIGN, "then": SIGN}
    goal = rel("<", x, y)
    given: tuple[Assumption, ...] = (rel(">", y, 0), rel("<", x**2, y**2))
    assert accepted(goal, *given, proof=proof), reason(goal, *given, proof=proof)
    assert not accepted(goal, given[1], proof=proof)
    assert not accepted(rel(">", x, y), rel(">", y, 0), rel(">", x**2, y**2), proof=proof)
    assert not accepted(eq(x, y), rel(">=", x, 0), eq(x**2, y**2), proof={**proof, "then": EQUAL})
    odd = {**proof, "exponent": 3}
    assert accepted(goal, rel("<", x**3, y**3), proof=odd)
    for exponent in (0, 1, -2, -3, 13, "2", None, fraction(2, 1)):
        assert not accepted(goal, *given, proof={**proof, "exponent": exponent})


def test_exponentials_and_logarithms() -> None:
    proof: Proof = {"rule": "exponentiate", "then": SIGN}
    goal = rel("<", x, call("log", y))
    assert accepted(goal, rel(">", y, 0), rel("<", call("exp", x), y), proof=proof)
    assert not accepted(goal, rel(">", y, 0), rel("<", x, y), proof=proof)
    logs: Proof = {"rule": "take_logarithms", "left": SIGN, "right": SIGN, "then": SIGN}
    goal = rel("<", call("exp", x), call("exp", y))
    assert accepted(goal, rel("<", x, y), proof=logs)
    assert not accepted(rel("<", a, b), rel("<", call("log", a), call("log", b)),
                        rel("!=", c, 0), proof={**logs, "left": EQUAL})  # fmt: skip


# -- what every rule refuses -------------------------------------------------------------


@pytest.mark.parametrize("proof", [None, 1, "equal", [], {}, {"rule": None}, {"rule": "axiom"}])
def test_no_such_rule(proof: object) -> None:
    assert isinstance(check(Claim("c", eq(x, x)), proof), Rejected)


def test_parts_of_a_conjunction() -> None:
    both = And((eq(x, x), rel(">=", x**2, 0)))
    assert accepted(both, proof={"rule": "parts", "proofs": [EQUAL, SIGN]})
    for proofs in ([EQUAL], [EQUAL, EQUAL, EQUAL], [SIGN, EQUAL], [], None):
        assert not accepted(both, proof={"rule": "parts", "proofs": proofs})
    assert not accepted(both, proof=EQUAL)
    assert not accepted(Or((eq(x, x),)), proof=EQUAL)
    assert not accepted(Not(eq(x, x + 1)), proof=EQUAL)


def test_the_kernels_own_names_are_refused() -> None:
    own = Variable("x@i")
    assert not accepted(eq(y, y), proof=cases(rel(">", own, 0), EQUAL, EQUAL))
    assert not accepted(eq(own, own), proof=EQUAL)
    assert not accepted(eq(x, x), rel(">", own, 0), proof=EQUAL)


def test_order_of_complex_quantities_is_refused() -> None:
    assert not accepted(rel("<=", c1, c1), proof=EQUAL)


def test_what_is_used_is_reported() -> None:
    answer = replay(eq(x + y, 3), eq(y, 1), eq(z, 5), eq(x, 2))
    assert isinstance(answer, Accepted)
    assert answer.assumptions_used == (0, 2)
    assert answer.steps
