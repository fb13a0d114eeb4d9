"""Exact sparse polynomials: ring laws, division, roots, content."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.polynomial import (
    ONE,
    ZERO,
    Polynomial,
    exact,
    generator,
    multiply_monomials,
    rational,
)

quick = settings(max_examples=40, deadline=None, derandomize=True)
coefficients = st.integers(-4, 4).filter(bool) | st.fractions(-2, 2, max_denominator=3).filter(bool)
monomials = st.dictionaries(st.integers(0, 2), st.integers(1, 3), max_size=2).map(
    lambda powers: tuple(sorted(powers.items()))
)
laurent = st.dictionaries(
    st.integers(0, 2), st.sampled_from([-2, -1, 1, 2, Fraction(1, 2)]), max_size=2
).map(lambda powers: tuple(sorted(powers.items())))
polynomials = st.dictionaries(monomials, coefficients, max_size=4).map(Polynomial)
general = st.dictionaries(laurent, coefficients, max_size=4).map(Polynomial)
points = st.tuples(*[st.fractions(1, 4, max_denominator=3)] * 3)


def value(polynomial: Polynomial, point: tuple[Fraction, ...]) -> Fraction:
    total = Fraction(0)
    for monomial, coefficient in polynomial.terms.items():
        term = Fraction(coefficient)
        for index, power in monomial:
            term *= point[index] ** int(power)
        total += term
    return total


@given(general, general, general)
@quick
def test_ring(p: Polynomial, q: Polynomial, r: Polynomial) -> None:
    assert p + q == q + p
    assert p.times(q) == q.times(p)
    assert p.times(q + r) == p.times(q) + p.times(r)
    assert p.times(q).times(r) == p.times(q.times(r))
    assert p - p == ZERO
    assert p + ZERO == p == p.times(ONE)
    assert p.times(ZERO) == ZERO
    assert hash(p + q) == hash(q + p)
    assert not any(c == 0 for c in (p + q).terms.values())


@given(polynomials, polynomials, points)
@quick
def test_values(p: Polynomial, q: Polynomial, point: tuple[Fraction, ...]) -> None:
    assert value(p + q, point) == value(p, point) + value(q, point)
    assert value(p.times(q), point) == value(p, point) * value(q, point)
    assert value(p.scale(Fraction(2, 3)), point) == value(p, point) * Fraction(2, 3)


@given(polynomials, polynomials)
@quick
def test_division_is_exact_or_refused(p: Polynomial, q: Polynomial) -> None:
    quotient = p.divide(q)
    if quotient is not None:
        assert quotient.times(q) == p
    if q:
        assert p.times(q).divide(q) == p
    assert p.divide(ZERO) is None


@given(polynomials)
@quick
def test_roots(p: Polynomial) -> None:
    root = p.root()
    if root is not None:
        assert root.times(root) == p
    square = p.times(p)
    again = square.root()
    assert again is not None
    assert again in (p, -p)


@given(general)
@quick
def test_content(p: Polynomial) -> None:
    if not p:
        return
    unit, monomial, primitive = p.content()
    assert primitive.times(Polynomial({monomial: 1})).scale(unit) == p
    if len(p) > 1:
        assert all(isinstance(c, int) for c in primitive.terms.values())
        for index in {g for m in primitive.terms for g, _ in m}:
            assert min(dict(m).get(index, 0) for m in primitive.terms) == 0
        assert (-p).content()[0] == -unit
        assert (-p).content()[2] == primitive
    else:
        assert primitive == ONE


def test_small_values() -> None:
    x = generator(0)
    assert generator(0, 0) == ONE
    assert rational(0) == ZERO
    assert not ZERO
    assert ZERO.constant() == 0
    assert ONE.constant() == 1
    assert x.constant() is None
    assert (x + ONE).constant() is None
    assert (x + ONE).single() is None
    assert x.scale(3).single() == (3, ((0, 1),))
    assert ZERO.single() is None
    assert list(generator(1).times(x).generators()) == [0, 1]
    assert multiply_monomials(((0, 1),), ((0, -1),)) == ()
    assert multiply_monomials(((0, Fraction(1, 2)),), ((0, Fraction(1, 2)),)) == ((0, 1),)
    assert (x - ONE).root() is None
    assert x.root() is None
    assert rational(2).root() is None
    assert (-x.times(x)).root() is None
    assert rational(Fraction(4, 9)).root() == rational(Fraction(2, 3))


def test_whole_numbers_are_integers() -> None:
    assert type(exact(Fraction(4, 2))) is int
    halves = rational(Fraction(1, 2))
    assert isinstance(rational(Fraction(3)).constant(), int)
    assert isinstance(halves.scale(2).constant(), int)
