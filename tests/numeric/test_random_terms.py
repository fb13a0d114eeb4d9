"""Properties of random terms: enclosures hold, derivatives and sums are what they must be."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from flint import arb, ctx
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from verifier.claim import Claim
from verifier.numeric.compile import Compiler
from verifier.numeric.functions import RealFunctions
from verifier.numeric.point import Layout, Point, Table, Work
from verifier.numeric.smooth import as_fmpq
from verifier.numeric.values import Undecided, Undefined, finite, primal, to_arb
from verifier.terms import (
    Add,
    At,
    Cases,
    Derivative,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sum,
    Term,
    Variable,
    call,
    negate,
    number,
)
from verifier.traversal import replace

X, Y = Variable("x"), Variable("y")
K = Index("k", number(1), number(3))
V = Family("v", (number(3),))
NAMES = (
    "exp", "log", "sin", "cos", "tan", "tanh", "atan", "asinh", "abs", "sign", "heaviside",
    "floor", "erf", "sinh", "asin", "cot", "sech",
)  # fmt: skip

rationals = st.fractions(min_value=-3, max_value=3, max_denominator=8)
leaves = st.one_of(
    st.sampled_from([X, Y, Entry(V, (K,)), Entry(V, (number(2),))]), rationals.map(Number)
)


def grow(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    pair = st.tuples(parts, parts)
    return st.one_of(
        pair.map(Add),
        pair.map(Multiply),
        pair.map(lambda p: p[0] / p[1]),
        st.tuples(parts, st.integers(-2, 4)).map(lambda p: Power(p[0], number(p[1]))),
        st.tuples(parts, st.sampled_from(["1/2", "-1/2", "2/3"])).map(
            lambda p: Power(p[0], number(p[1]))
        ),
        st.tuples(st.sampled_from(NAMES), parts).map(lambda p: call(p[0], p[1])),
        st.tuples(st.sampled_from(["max", "min"]), parts, parts).map(lambda p: call(*p)),
        st.tuples(parts, parts, parts, parts).map(
            lambda p: Cases(((Relation("<", p[0], p[1]), p[2]),), p[3])
        ),
        parts.map(lambda p: Sum(K, p)),
        pair.map(lambda p: At(p[0], X, (), p[1])),
    )


terms = st.recursive(leaves, grow, max_leaves=10)
smooth_terms = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(Add),
        st.tuples(parts, parts).map(Multiply),
        st.tuples(st.sampled_from(["exp", "sin", "cos", "tanh", "atan"]), parts).map(
            lambda p: call(p[0], p[1])
        ),
        parts.map(lambda p: Sum(K, p)),
        st.tuples(parts, parts).map(lambda p: At(p[0], X, (), p[1])),
    ),
    max_leaves=6,
)
points = st.tuples(rationals, rationals, st.tuples(rationals, rationals, rationals))


def evaluated(term: Term, at: tuple[Fraction, Fraction, tuple[Fraction, ...]], bits: int) -> object:
    """The ball at a point, or the name of the trouble."""
    layout = Layout()
    compiler = Compiler(layout, RealFunctions())
    run = compiler.term(term)
    slots = layout.variable("x"), layout.variable("y")
    family, index = layout.family("v"), layout.index(K)
    with ctx.workprec(bits):
        point = Point(layout, Work(100_000))
        for slot, value in zip(slots, at[:2], strict=True):
            point.values[slot] = as_fmpq(value)
        entries = at[2]
        point.tables[family] = Table((1,), (3,), lambda place: as_fmpq(entries[place[0] - 1]))
        point.index[index] = 2
        try:
            return primal(run(point))
        except Undefined:
            return "undefined"
        except Undecided:
            return "undecided"


@given(terms, points)
@settings(max_examples=300, deadline=None)
def test_an_enclosure_contains_the_one_of_higher_precision(
    term: Term, at: tuple[Fraction, Fraction, tuple[Fraction, ...]]
) -> None:
    coarse, fine = evaluated(term, at, 40), evaluated(term, at, 400)
    if isinstance(coarse, str):
        # What is certain at a low precision stays so at a higher one.
        assert coarse == "undecided" or fine == "undefined"
    else:
        assert not isinstance(fine, str)
        low, high = to_arb(cast(arb, coarse)), to_arb(cast(arb, fine))
        assert finite(low)
        assert low.overlaps(high)
        assert high.rad() <= low.rad() + arb(2) ** -60 * (1 + abs(high))


@given(smooth_terms, points)
@settings(max_examples=200, deadline=None)
def test_derivatives_are_limits_of_difference_quotients(
    term: Term, at: tuple[Fraction, Fraction, tuple[Fraction, ...]]
) -> None:
    exact = evaluated(Derivative(term, X), at, 256)
    assume(not isinstance(exact, str))
    step = Fraction(1, 2**300)
    values = [evaluated(term, (at[0] + shift, *at[1:]), 2000) for shift in (step, -step)]
    assume(not any(isinstance(value, str) for value in values))
    with ctx.workprec(2000):
        high, low = (to_arb(cast(arb, value)) for value in values)
        quotient = (high - low) / (2 * arb(as_fmpq(step)))
        slope = to_arb(cast(arb, exact))
        assert abs(quotient - slope) < arb(10) ** -30 * (1 + abs(slope)) ** 4


@given(smooth_terms, points)
@settings(max_examples=100, deadline=None)
def test_partial_derivatives_commute(
    term: Term, at: tuple[Fraction, Fraction, tuple[Fraction, ...]]
) -> None:
    one = evaluated(Derivative(Derivative(term, X), Y), at, 128)
    other = evaluated(Derivative(Derivative(term, Y), X), at, 128)
    assume(not isinstance(one, str) and not isinstance(other, str))
    assert to_arb(cast(arb, one)).overlaps(to_arb(cast(arb, other)))


@given(smooth_terms, points)
@settings(max_examples=100, deadline=None)
def test_sums_equal_their_unrolled_forms(
    term: Term, at: tuple[Fraction, Fraction, tuple[Fraction, ...]]
) -> None:
    unrolled = Add(tuple(replace(term, K, number(k)) for k in (1, 2, 3)))
    one, other = evaluated(Sum(K, term), at, 128), evaluated(unrolled, at, 128)
    assume(not isinstance(one, str) and not isinstance(other, str))
    assert to_arb(cast(arb, one)).overlaps(to_arb(cast(arb, other)))


@given(smooth_terms, smooth_terms, points)
@settings(max_examples=100, deadline=None)
def test_putting_in_equals_replacing(
    term: Term, value: Term, at: tuple[Fraction, Fraction, tuple[Fraction, ...]]
) -> None:
    put, replaced = At(term, X, (), value), replace(term, X, value)
    one, other = evaluated(put, at, 128), evaluated(replaced, at, 128)
    assume(not isinstance(one, str) and not isinstance(other, str))
    assert to_arb(cast(arb, one)).overlaps(to_arb(cast(arb, other)))
    chained = [Derivative(form, Y) for form in (put, replaced)]
    slopes = [evaluated(form, at, 128) for form in chained]
    assume(not any(isinstance(slope, str) for slope in slopes))
    assert to_arb(cast(arb, slopes[0])).overlaps(to_arb(cast(arb, slopes[1])))


@given(terms)
@settings(max_examples=60, deadline=None)
def test_a_claim_that_says_the_same_twice_is_never_refuted(term: Term) -> None:
    from verifier.numeric import cross_check

    twice = Claim("c", Relation("=", term, Add((term, negate(number(0))))))
    assert cross_check(twice, points=6, deadline=2).refutation is None
