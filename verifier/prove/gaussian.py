"""Antiderivatives of exponentials of quadratic polynomials, by completing the square. Untrusted.

int e^(-a x^2 + b x) dx = sqrt(pi / (4 a)) e^(b^2 / (4 a)) erf(sqrt(a) (x - b / (2 a))),  a > 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verifier.kernel import algebra, exponentials, functions, radicals, signs
from verifier.kernel.state import POSITIVE, State
from verifier.polynomial import Monomial, Polynomial, generator


def error_functions(state: State, monomial: Monomial, leaf: int) -> Iterator[Polynomial]:
    """The antiderivative over the leaf, where the monomial is such an exponential."""
    fixed = tuple(pair for pair in monomial if leaf not in state.record(pair[0]).support)
    exponent = Polynomial({})
    for identity, power in monomial:
        record = state.record(identity)
        if record.head == "exp" and leaf in record.support:
            exponent = exponent + record.inner.scale(power)
        elif (identity, power) not in fixed:
            return
    square, slope = (_coefficient(exponent, leaf, degree) for degree in (2, 1))
    whole = algebra.multiply(state, square, generator(leaf, 2))
    whole = whole + algebra.multiply(state, slope, generator(leaf))
    size = -square
    if not slope or whole != exponent or signs.sign(state, size) != POSITIVE:
        return
    root = radicals.power(state, size, Fraction(1, 2))
    middle = algebra.product(state, slope, radicals.power(state, size, -1)).scale(Fraction(1, 2))
    argument = algebra.multiply(state, root, generator(leaf) - middle)
    height = algebra.multiply(state, slope, middle).scale(Fraction(1, 2))
    yield algebra.product(
        state,
        Polynomial({fixed: 1}),
        functions.apply(state, "erf", (argument,)),
        exponentials.exponential(state, height),
        radicals.power(state, functions.pi(state), Fraction(1, 2)),
        radicals.power(state, root, -1),
    )


def _coefficient(polynomial: Polynomial, leaf: int, degree: int) -> Polynomial:
    """What stands beside the power of the leaf."""
    return Polynomial(
        {
            tuple(pair for pair in monomial if pair[0] != leaf): value
            for monomial, value in polynomial.terms.items()
            if dict(monomial).get(leaf) == degree
        }
    )
