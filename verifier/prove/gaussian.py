"""Antiderivatives of powers times exponentials of polynomials of degree 1 and 2. Untrusted.

By completing the square, and by parts, for a > 0, q = -a x^2 + b x:

    int e^q = sqrt(pi / (4 a)) e^(b^2 / (4 a)) erf(sqrt(a) (x - b / (2 a))),
    int x^k e^q = (-x^(k-1) e^q + b int x^(k-1) e^q + (k - 1) int x^(k-2) e^q) / (2 a).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verifier.kernel import algebra, exponentials, functions, radicals, signs
from verifier.kernel.state import POSITIVE, State
from verifier.polynomial import Monomial, Polynomial, generator

ONE = Polynomial({(): 1})
HIGHEST = 8
"""The largest power."""


def error_functions(state: State, monomial: Monomial, leaf: int) -> Iterator[Polynomial]:
    """The antiderivative over the leaf, where the monomial is such a power and exponential."""
    fixed = tuple(pair for pair in monomial if leaf not in state.record(pair[0]).support)
    exponent = Polynomial({})
    degree = 0
    for identity, power in monomial:
        record = state.record(identity)
        if record.head == "exp" and leaf in record.support:
            exponent = exponent + record.inner.scale(power)
        elif identity == leaf and isinstance(power, int) and 0 < power <= HIGHEST:
            degree = power
        elif (identity, power) not in fixed:
            return
    square, slope = (_coefficient(exponent, leaf, degree) for degree in (2, 1))
    whole = algebra.multiply(state, square, generator(leaf, 2))
    whole = whole + algebra.multiply(state, slope, generator(leaf))
    if not square and slope and whole == exponent:
        whole = by_parts(state, exponent, slope, leaf, degree)
        yield algebra.multiply(state, Polynomial({fixed: 1}), whole)
        return
    size = -square
    if not (slope or degree) or whole != exponent or signs.sign(state, size) != POSITIVE:
        return
    root = radicals.power(state, size, Fraction(1, 2))
    half = radicals.power(state, size, -1).scale(Fraction(1, 2))
    middle = algebra.product(state, slope, half)
    argument = algebra.multiply(state, root, generator(leaf) - middle)
    height = algebra.multiply(state, slope, middle).scale(Fraction(1, 2))
    plain = algebra.product(
        state,
        functions.apply(state, "erf", (argument,)),
        exponentials.exponential(state, height),
        radicals.power(state, radicals.power(state, functions.pi(state), Fraction(-1, 2)), -1),
        radicals.power(state, root, -1),
    ).scale(Fraction(1, 2))
    bell = exponentials.exponential(state, exponent)
    below, here = Polynomial({}), plain
    for power in range(1, degree + 1):
        ends = algebra.multiply(state, bell, generator(leaf, power - 1) if power > 1 else ONE)
        step = algebra.multiply(state, slope, here) + below.scale(power - 1) - ends
        below, here = here, algebra.multiply(state, step, half)
    yield algebra.multiply(state, Polynomial({fixed: 1}), here)


def by_parts(
    state: State, exponent: Polynomial, slope: Polynomial, leaf: int, degree: int
) -> Polynomial:
    """``int x^k e^(b x) = (x^k e^(b x) - k int x^(k-1) e^(b x)) / b``."""
    bell = exponentials.exponential(state, exponent)
    under = radicals.power(state, slope, -1)
    here = Polynomial({})
    for power in range(degree + 1):
        top = algebra.multiply(state, bell, generator(leaf, power) if power else ONE)
        here = algebra.multiply(state, top - here.scale(power), under)
    return here


def _coefficient(polynomial: Polynomial, leaf: int, degree: int) -> Polynomial:
    """What stands beside the power of the leaf."""
    return Polynomial(
        {
            tuple(pair for pair in monomial if pair[0] != leaf): value
            for monomial, value in polynomial.terms.items()
            if dict(monomial).get(leaf) == degree
        }
    )
