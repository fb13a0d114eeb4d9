"""Inequalities that a generator obeys by what it is: |sin t| <= 1, e^m >= 1 + m, floor t <= t.

TRUSTED. Guarantee: ``bounds`` lists pairs of a polynomial and the signs that it may have, each
true at every point where the generator is defined. Source: DLMF 4.5 (logarithm, exponential).
Limits: complex generators have none.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import (
    algebra,
    functions,
    intrinsic_signs,
    radicals,
    signs,
)
from verifier.kernel.state import (
    NONNEGATIVE,
    POSITIVE,
    State,
)
from verifier.polynomial import (
    ONE,
    Polynomial,
    exact,
    generator,
    rational,
)


def bounds(state: State, identity: int) -> list[tuple[Polynomial, int]]:
    """Polynomials of known sign that mention the generator, true of it by definition."""
    record = state.record(identity)
    here = generator(identity)
    if state.table.complex and not intrinsic_signs.is_real(state, here):
        return []
    match record.head:
        case "dimension":
            return [(here - ONE, NONNEGATIVE)]
        case "index" | "bound" | "placeholder":
            lower, upper = record.arguments[1], record.arguments[2]
            assert isinstance(lower, Polynomial)
            assert isinstance(upper, Polynomial)
            return [(here - lower, NONNEGATIVE), (upper - here, NONNEGATIVE)]
        case "sin" | "cos":
            square = generator(identity, 2)
            return [(ONE - here, NONNEGATIVE), (ONE + here, NONNEGATIVE),
                    (ONE - square, NONNEGATIVE)]  # fmt: skip
        case "sign":
            size = algebra.multiply(state, record.inner, here)
            return [(ONE - here, NONNEGATIVE), (ONE + here, NONNEGATIVE), (size, NONNEGATIVE)]
        case "abs":
            return _radical_bounds(state, record.inner, identity)
        case "log":
            return _logarithm_bounds(state, record.inner, here)
        case "erf":
            return [(ONE - here, POSITIVE), (ONE + here, POSITIVE)]
        case "atan":
            half = functions.pi(state).scale(Fraction(1, 2))
            return [(half - here, POSITIVE), (half + here, POSITIVE)]
        case "asin":
            half = functions.pi(state).scale(Fraction(1, 2))
            return [(half - here, NONNEGATIVE), (half + here, NONNEGATIVE)]
        case "delta" | "onehot":
            return [(ONE - here, NONNEGATIVE), (here, NONNEGATIVE)]
        case "pi":
            return [(here - rational(Fraction(333, 106)), POSITIVE),
                    (rational(Fraction(355, 113)) - here, POSITIVE)]  # fmt: skip
        case "floor":
            inner = record.inner
            found = [(inner - here, NONNEGATIVE), (here - inner + ONE, POSITIVE)]
            _, monomial, _ = algebra.primitive_part(state, inner)
            scale = Polynomial({tuple((g, -e) for g, e in monomial if e < 0): 1})
            if scale == ONE or signs.sign(state, scale, 0) != POSITIVE:
                return found
            return [*found, *((algebra.multiply(state, scale, f), mask) for f, mask in found)]
        case "entry":
            name = record.arguments[0]
            if name in state.distributions:
                return [(ONE - here, NONNEGATIVE), (here, NONNEGATIVE)]
            return []
        case "exp":
            return _exponential_bounds(state, record.inner, here)
        case _:
            return []


def _exponential_bounds(
    state: State, inner: Polynomial, here: Polynomial
) -> list[tuple[Polynomial, int]]:
    """e^m >= 1 + m, and e^m compared with 1 by the sign of m."""
    if not intrinsic_signs.is_real(state, inner):
        return []
    found = [(here - ONE - inner, NONNEGATIVE)]
    mask = signs.sign(state, inner, 0)
    if mask not in (1, 3, 4, 6):
        return found
    return [*found, (here - ONE, mask)]


def _logarithm_bounds(
    state: State, inner: Polynomial, here: Polynomial
) -> list[tuple[Polynomial, int]]:
    """1 - 1/p <= log p <= p - 1 for p > 0."""
    if signs.sign(state, inner, 0) != POSITIVE:
        return []
    above = radicals.power(state, inner, -1)
    return [(inner - ONE - here, NONNEGATIVE), (here - ONE + above, NONNEGATIVE)]


def _radical_bounds(state: State, inner: Polynomial, identity: int) -> list[tuple[Polynomial, int]]:
    """|c*m^2 + r|^(1/2) >= sqrt(c)*|m| for r >= 0, c > 0; strictly for r > 0."""
    if len(inner) < 2:
        return []
    here, found = generator(identity, Fraction(1, 2)), []
    for monomial, value in inner.terms.items():
        if value <= 0 or any(not isinstance(e, int) or e % 2 for _, e in monomial):
            continue
        rest = signs.sign(state, inner - Polynomial({monomial: value}), 0)
        if rest not in (POSITIVE, NONNEGATIVE):
            continue
        half = Polynomial({tuple((g, exact(Fraction(e) / 2)) for g, e in monomial): 1})
        bound = algebra.multiply(
            state, half, radicals.constant_power(state, Fraction(value), Fraction(1, 2))
        )
        found += [(here - bound, rest), (here + bound, rest)]
    return found
