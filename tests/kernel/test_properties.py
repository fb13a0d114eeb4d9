"""The kernel on random terms: sums against their terms, renaming, the numbers."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.kernel.words import (
    HALF,
    A,
    X,
    Y,
    a,
    accepted,
    at,
    eq,
    fraction,
    i,
    j,
    n,
    number,
    p,
    q,
    rel,
    replay,
    x,
    y,
)  # fmt: skip
from verifier.claim import Assumption, Claim, Distribution, Forall, OneHot
from verifier.kernel import Accepted
from verifier.numeric import cross_check
from verifier.terms import (
    Add,
    At,
    Cases,
    Derivative,
    Index,
    Multiply,
    Power,
    Product,
    Relation,
    Sum,
    Term,
    Variable,
    as_term,
    call,
    over,
)
from verifier.terms import (
    number as integer,
)
from verifier.traversal import rebuild, replace

quick = settings(
    max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)

# -- random terms ------------------------------------------------------------------------

numbers = st.sampled_from([-2, -1, 0, 1, 2, 3]).map(integer) | st.just(HALF)


def bodies(*indices: Index) -> st.SearchStrategy[Term]:
    """Terms in the entries at these indices."""
    entries: list[Term] = [at(X, one) for one in indices] + [at(Y, one) for one in indices]
    entries += [at(A, one, two) for one in indices for two in indices] + [a, x]
    entries += [as_term(one) for one in indices]
    leaves = st.sampled_from(entries) | numbers
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(Add),
            st.tuples(inner, inner).map(Multiply),
            st.tuples(inner, st.sampled_from([2, 3])).map(
                lambda pair: Power(pair[0], integer(pair[1]))
            ),
            st.tuples(st.sampled_from(["exp", "abs", "sin", "max0"]), inner).map(
                lambda pair: call("max", pair[1], 0) if pair[0] == "max0" else call(*pair)
            ),
        ),
        max_leaves=5,
    )


def unrolled(term: Term, index: Index, length: int) -> Term:
    """The sum over ``index`` written out."""
    parts = tuple(replace(term, index, integer(step)) for step in range(1, length + 1))
    return Add(parts) if parts else integer(0)


@given(bodies(i, j), st.integers(1, 4))
@quick
def test_a_sum_is_its_terms(body: Term, length: int) -> None:
    """Sum over a symbolic range, the dimension then given, against the terms themselves."""
    total = Sum(i, Sum(j, body))
    wanted = unrolled(unrolled(body, j, length), i, length)
    assume(len(repr(wanted)) < 60_000)
    answer = replay(eq(total, wanted), eq(n, length), proof={"rule": "equal"})
    assert isinstance(answer, Accepted), answer
    assert not accepted(eq(total, wanted + 1), eq(n, length), proof={"rule": "equal"})


@given(bodies(j), st.integers(1, 4))
@quick
def test_a_product_is_its_factors(body: Term, length: int) -> None:
    parts = tuple(replace(body, j, integer(step)) for step in range(1, length + 1))
    assert accepted(eq(Product(j, body), Multiply(parts)), eq(n, length), proof={"rule": "equal"})


@given(bodies(i, j), bodies(i, j), numbers)
@quick
def test_sums_are_linear_and_commute(one: Term, two: Term, factor: Term) -> None:
    def total(body: Term) -> Term:
        return Sum(i, Sum(j, body))

    left = total(Add((Multiply((factor, one)), two)))
    assert accepted(eq(left, factor * total(one) + total(two)))
    assert accepted(eq(total(one), Sum(j, Sum(i, one))))
    swapped = replace(replace(replace(one, i, p), j, i), p, j)
    assert accepted(eq(total(one), total(swapped)))


# -- renaming and reordering -------------------------------------------------------------

RENAMED = {"X": "Q", "Y": "B", "A": "C", "x": "v", "a": "g", "n": "N", "i": "r", "j": "h", "y": "f"}


def renamed(node: Any) -> Any:
    """The same statement in other letters."""
    if isinstance(node, str):
        return RENAMED.get(node, node)
    if node == ():
        return ()
    if isinstance(node, (Variable, Index)) or hasattr(node, "starts"):
        parts = [renamed(getattr(node, name)) for name in node.__dataclass_fields__]
        return type(node)(*parts)
    return rebuild(node, renamed)


def mirrored(node: Any) -> Any:
    """The same statement with sums and products in the opposite order."""
    if isinstance(node, Add):
        return Add(tuple(mirrored(part) for part in reversed(node.terms)))
    if isinstance(node, Multiply):
        return Multiply(tuple(mirrored(part) for part in reversed(node.factors)))
    return rebuild(node, mirrored) if not isinstance(node, (Variable, Index, str)) else node


GIVEN: list[tuple[Assumption, ...]] = [
    (),
    (rel(">", x, 0),),
    (eq(x, 2),),
    (eq(i, j),),
    (OneHot(Y),),
    (Distribution(Y),),
    (Forall((i,), rel(">", at(X, i), 0)),),
    (eq(Sum(j, at(X, j)), 1),),
]


@given(bodies(i, j), bodies(i, j), st.sampled_from(GIVEN), st.sampled_from(["=", "<=", ">", "!="]))
@quick
def test_letters_and_order_change_no_answer(
    left: Term, right: Term, given: tuple[Assumption, ...], operator: str
) -> None:
    body = Sum(j, left)
    for relation in (Relation(operator, body, right), Relation(operator, body, mirrored(body))):
        here = replay(relation, *given)
        there = replay(renamed(relation), *renamed(given))
        assert type(here) is type(there)
        if isinstance(here, Accepted) and isinstance(there, Accepted):
            assert [c.thin for c in here.conditions] == [c.thin for c in there.conditions]
    assert accepted(eq(body, mirrored(body)), *given)


# -- the kernel and the numbers ----------------------------------------------------------

FUNCTIONS = ["exp", "log", "abs", "sign", "sin", "cos", "tan", "atan", "asin", "tanh", "floor"]


def smooth(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    exponents = st.sampled_from([2, -1, fraction(1, 2), fraction(-1, 2), 3])
    orders = st.sampled_from(["<", "<=", "="])
    return st.one_of(
        st.tuples(inner, inner).map(Add),
        st.tuples(inner, inner).map(Multiply),
        st.tuples(inner, exponents).map(lambda pair: Power(pair[0], as_term(pair[1]))),
        st.tuples(st.sampled_from(FUNCTIONS), inner).map(lambda pair: call(*pair)),
        st.tuples(inner, inner).map(lambda pair: call("max", *pair)),
        st.tuples(orders, inner, inner, inner).map(
            lambda four: Cases(((Relation(four[0], four[1], four[2]), four[3]),), four[1])
        ),
        inner.map(lambda body: Sum(q, Multiply((body, at(X, q))))),
        inner.map(lambda body: Derivative(body, x)),
        st.tuples(inner, inner).map(lambda pair: At(pair[0], x, (), pair[1])),
    )


scalars = st.recursive(
    st.sampled_from([x, y, at(X, i), at(X, j), n]) | numbers, smooth, max_leaves=4
)


def slips(term: Term) -> list[Term]:
    """Terms that look like ``term``: some equal to it, some not."""
    square = Power(term, integer(2))
    return [
        Power(square, HALF),
        call("abs", term),
        term * call("sign", term) ** 2,
        call("exp", call("log", term)),
        call("log", call("exp", term)),
        call("sin", call("asin", term)),
        call("asin", call("sin", term)),
        1 / (1 / term),
        term * x / x,
        -call("floor", -term),
        call("max", term, term),
        replace(term, x, y),
        replace(term, i, j),
        term + 0 * call("log", y),
        Cases(((rel(">", x, 0), term),), -term),
        number(1) * square / term,
    ]


@given(scalars, st.integers(0, 15), st.sampled_from(GIVEN[:4] + GIVEN[6:7]))
@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_numbers_never_refute_what_the_kernel_accepts(
    term: Term, which: int, given: tuple[Assumption, ...]
) -> None:
    relation = eq(term, slips(term)[which])
    answer = replay(relation, *given)
    if isinstance(answer, Accepted):
        found = cross_check(Claim("random", relation, given), points=6)
        assert found.refutation is None, (relation, found.refutation)


@given(scalars, scalars, st.sampled_from(["<=", "<", "!="]), st.sampled_from(GIVEN[:2]))
@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_signs_agree_with_the_numbers(
    one: Term, two: Term, operator: str, given: tuple[Assumption, ...]
) -> None:
    for left, right in (
        (one, two),
        (integer(0), one**2),
        (one, call("exp", one)),
        (-(one**2), two**2),
    ):
        relation = Relation(operator, left, right)
        if isinstance(replay(relation, *given), Accepted):
            found = cross_check(Claim("random", relation, given), points=6)
            assert found.refutation is None, (relation, found.refutation)


def test_the_range_of_an_index_matters() -> None:
    other = over("i", Variable("d", n.sort))
    assert not accepted(eq(Sum(i, at(X, i)), Sum(other, at(X, other))))
