"""Interval arithmetic against Arb: every enclosure contains the true value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.kernel import interval
from verifier.kernel.interval import Interval, between, exactly

BITS = 64
small = st.fractions(min_value=-8, max_value=8, max_denominator=1000)
positive = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)
widths = st.fractions(min_value=0, max_value=2, max_denominator=64)


def ball(value: Fraction) -> Any:
    return arb(fmpq(value.numerator, value.denominator))


def contains(found: Interval | None, value: Any) -> bool:
    """Whether an enclosure contains a number that Arb encloses far more sharply."""
    assert found is not None
    one = arb(fmpq(1, 2**found.bits)) if found.bits else arb(1)
    return not bool(arb(found.low) * one > value) and not bool(value > arb(found.high) * one)


FUNCTIONS = {
    "exponential": lambda v: v.exp(),
    "sine": lambda v: v.sin(),
    "cosine": lambda v: v.cos(),
    "arctangent": lambda v: v.atan(),
    "error_function": lambda v: v.erf(),
}


@pytest.fixture(autouse=True)
def _precision() -> Any:
    before, ctx.prec = ctx.prec, 300
    yield
    ctx.prec = before


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@given(low=small, width=widths, part=st.fractions(min_value=0, max_value=1, max_denominator=7))
@settings(max_examples=25, deadline=None)
def test_functions_contain_the_value(
    name: str, low: Fraction, width: Fraction, part: Fraction
) -> None:
    inside = between(low, low + width, BITS)
    value = FUNCTIONS[name](ball(low + width * part))
    assert contains(getattr(inside, name)(), value)


@given(low=positive, width=widths, part=st.fractions(min_value=0, max_value=1, max_denominator=7))
@settings(max_examples=25, deadline=None)
def test_logarithms_and_roots(low: Fraction, width: Fraction, part: Fraction) -> None:
    inside, point = between(low, low + width, BITS), ball(low + width * part)
    assert contains(inside.logarithm(), point.log())
    for top, bottom in ((1, 2), (1, 3), (-1, 2), (3, 2), (-2, 3), (5, 4)):
        exponent = Fraction(top, bottom)
        assert contains(inside.power(exponent), point ** ball(exponent))


@given(a=small, b=small, left=widths, right=widths)
@settings(max_examples=30, deadline=None)
def test_arithmetic(a: Fraction, b: Fraction, left: Fraction, right: Fraction) -> None:
    one, two = between(a, a + left, BITS), between(b, b + right, BITS)
    for p in (a, a + left):
        for q in (b, b + right):
            assert contains(one + two, ball(p + q))
            assert contains(one * two, ball(p * q))
            assert contains(-one, ball(-p))
            assert contains(one.magnitude(), ball(abs(p)))
            assert contains(one.whole_power(3), ball(p**3))
            assert contains(one.whole_power(4), ball(p**4))
            inverse = one.inverse()
            assert inverse is None or contains(inverse, ball(1 / p))


def test_what_may_be_undefined_is_none() -> None:
    around = between(Fraction(-1), Fraction(1), BITS)
    assert around.inverse() is None
    assert around.logarithm() is None
    assert around.power(Fraction(-1)) is None
    assert around.power(Fraction(-1, 2)) is None
    assert between(Fraction(-2), Fraction(-1), BITS).root(2) is None
    assert exactly(Fraction(10**6), BITS).exponential() is None


def test_large_arguments() -> None:
    for value in (Fraction(10**6), Fraction(-(10**6)), Fraction(22, 7) * 10**4):
        found = exactly(value, BITS)
        assert contains(found.sine(), ball(value).sin())
        assert contains(found.cosine(), ball(value).cos())
        assert contains(found.arctangent(), ball(value).atan())
        assert contains(found.error_function(), ball(value).erf())
    for value in (Fraction(-700), Fraction(1, 10**15), Fraction(-1, 10**15), Fraction(300)):
        assert contains(exactly(value, BITS).exponential(), ball(value).exp())
    for value in (Fraction(10**30), Fraction(1, 2**60), Fraction(2**63 + 1, 2**63)):
        assert contains(exactly(value, BITS).logarithm(), ball(value).log())


@pytest.mark.parametrize("bits", [16, 64, 256, 1024])
def test_constants(bits: int) -> None:
    ctx.prec = 2000
    assert contains(interval.pi(bits), arb.pi())
    assert interval.pi(bits).high - interval.pi(bits).low <= 8
