"""The order of assumptions does not matter, and those that no point satisfies are seen."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.words import OO, a, b, c, eq, fraction, number, rel, x, y, z
from verifier.claim import Claim, Distribution, Forall, OneHot
from verifier.kernel import Accepted, Rejected, check
from verifier.terms import Entry, Family, Index, Integral, Sort, Variable, call

n = Variable("n", Sort.DIMENSION)
N = Variable("N", Sort.INTEGER)
i, k = (Index(name, number(1), n) for name in "ik")
X, Y, Z = (Family(name, (n,)) for name in "XYZ")

WHOLE_LINE = Integral(call("exp", -(z**2)), z, -OO, OO)


def at(family, index):
    return Entry(family, (index,))


FOLLOWS = [
    (eq(y, 1), (eq(x * y, x), rel("!=", x, 0))),
    (rel(">=", x, 0), (rel(">", x * y, 0), rel(">", y, 0))),
    (rel(">", x, 0), (rel(">", x * y * z, 0), rel(">", y, 0), rel(">", z, 0))),
    (eq(z, 0), (eq(x * z, 0), rel(">", x, y), rel(">", y, 0))),
    (eq(x, 1), (eq(x + y, 1), eq(y * a, 0), rel("<", a, 0))),
    (eq(at(X, k), 2), (Forall((i,), eq(at(X, i), x)), eq(x, y), eq(y, 2))),
    (rel(">", at(X, k), a), (Forall((i,), rel(">", at(X, i), at(Z, i))), eq(a, at(Z, k)))),
    (eq(x, 1), (eq(WHOLE_LINE, y), eq(x, y), eq(y, 1))),
    (eq(N, 3), (rel(">", N, fraction(5, 2)), rel("<", N, fraction(7, 2)))),
]
CLASHES = [
    (OneHot(Y), Forall((i,), eq(at(Y, i), fraction(1, 2)))),
    (OneHot(Y), eq(at(Y, k), fraction(1, 2))),
    (OneHot(Y), eq(at(Y, k), 2)),
    (Distribution(X), Forall((i,), eq(at(X, i), 2))),
    (Distribution(X), rel("<", at(X, k), 0)),
    (eq(2 * N, 3),),
    (rel(">", N, 0), rel("<", N, 1)),
    (rel("<", N, fraction(1, 2)), rel(">", N, fraction(1, 3))),
    (Forall((i,), rel(">", at(X, i), 1)), rel("<", at(X, k), 0)),
    (eq(x * y, x), rel("!=", x, 0), eq(y, 3)),
]
SATISFIED = [
    (OneHot(Y), eq(at(Y, k), 1)),
    (OneHot(Y), eq(at(Y, k), 0)),
    (Distribution(X), Forall((i,), eq(at(X, i), fraction(1, 2)))),
    (rel(">", N, fraction(1, 3)), rel("<", N, fraction(3, 2))),
    (eq(2 * N, 4),),
    (eq(2 * x, 3),),
]


def test_an_integral_that_cannot_be_read_says_nothing():
    for relation in (eq(y, 1), eq(y, 2), eq(x, y)):
        assert isinstance(verdict(relation, (eq(WHOLE_LINE, y), eq(x, 1))), Rejected)


def verdict(relation, assumptions):
    rule = {"rule": "equal" if relation.operator == "=" else "sign"}
    return check(Claim("c", relation, tuple(assumptions)), rule)


@pytest.mark.parametrize(("relation", "assumptions"), FOLLOWS)
def test_what_follows_follows_in_every_order(relation, assumptions):
    for order in permutations(assumptions):
        assert isinstance(verdict(relation, order), Accepted), order


@pytest.mark.parametrize("assumptions", CLASHES)
def test_clashes_are_seen_in_every_order(assumptions):
    for order in permutations(assumptions):
        answer = verdict(eq(a, a), order)
        assert isinstance(answer, Rejected)
        assert answer.step == "contradictory-assumptions"


@pytest.mark.parametrize("assumptions", SATISFIED)
def test_what_can_be_satisfied_does_not_clash(assumptions):
    assert isinstance(verdict(eq(a, a), assumptions), Accepted)


QUANTITIES = st.sampled_from([x, y, z, a, b])
TERMS = st.one_of(
    QUANTITIES,
    st.builds(lambda left, right: left * right, QUANTITIES, QUANTITIES),
    st.builds(lambda left, right: left + right, QUANTITIES, QUANTITIES),
    st.builds(lambda left, right: left - 2 * right, QUANTITIES, QUANTITIES),
)
RELATIONS = st.builds(
    rel,
    st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
    TERMS,
    st.one_of(st.sampled_from([number(0), number(1), number(-2)]), QUANTITIES),
)


@settings(max_examples=150, deadline=None)
@given(RELATIONS, st.lists(RELATIONS, min_size=2, max_size=4, unique=True), st.randoms())
def test_the_order_of_assumptions_changes_no_answer(relation, assumptions, random):
    shuffled = list(assumptions)
    random.shuffle(shuffled)
    one, other = verdict(relation, assumptions), verdict(relation, shuffled)
    assert type(one) is type(other)
    if isinstance(one, Accepted):
        assert {assumptions[at] for at in one.assumptions_used} == {
            shuffled[at] for at in other.assumptions_used
        }


def test_irrelevant_assumptions_are_not_said_to_be_used():
    answer = verdict(eq((c + 1) ** 2, c * c + 2 * c + 1), (rel(">", x, 0), rel("<", y, 0)))
    assert isinstance(answer, Accepted)
    assert answer.assumptions_used == ()
