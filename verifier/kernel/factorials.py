"""Gamma, digamma, factorials and binomial coefficients.

TRUSTED. Guarantee: what is returned equals the function's value wherever that is defined, by

    gamma(x+1) = x*gamma(x),  digamma(x+1) = digamma(x) + 1/x,  C(n, k) = n!/(k!(n-k)!)

from the least x + k that is known to be positive. Source: DLMF chapter 5.
Limits: no reflection, no duplication; far shifts stay as they are.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import (
    algebra,
    exponentials,
    functions,
    radicals,
    signs,
)
from verifier.kernel.state import (
    NEGATIVE,
    POSITIVE,
    State,
    Undefined,
)
from verifier.polynomial import (
    ONE,
    Polynomial,
    rational,
)

SHIFTS = 40
"""By how much an argument of gamma may be shifted."""


def gamma(state: State, argument: Polynomial) -> Polynomial:
    """By ``gamma(x+1) = x*gamma(x)``, from the least x + k that is known to be positive."""
    argument = algebra.cancel(state, argument)
    shifted = _positive_part(state, argument)
    if shifted is None:
        return state.value("gamma", argument)
    base, whole = shifted
    result = state.value("gamma", base)
    if base == ONE:
        result = ONE
    elif base == rational(Fraction(1, 2)):
        result = radicals.power(state, functions.pi(state), Fraction(1, 2))
    if whole:
        state.use("gamma_shift")
    for step in range(whole):
        result = algebra.multiply(state, result, base + rational(step))
    for step in range(-1, whole - 1, -1):
        result = functions.quotient(state, result, base + rational(step))
    return result


def _positive_part(state: State, argument: Polynomial) -> tuple[Polynomial, int] | None:
    """``(p, k)`` with argument = p + k, p the least known to be > 0, else 0 < p(0) <= 1."""
    constant = Fraction(argument.terms.get((), 0))
    rest = argument - rational(constant)
    whole, part = radicals.whole_and_fraction(constant)
    if not part:
        whole, part = whole - 1, 1
    if not rest:
        if part == 1 and whole < 0:
            raise Undefined("gamma at a pole")
        return (rational(part), whole) if abs(whole) <= SHIFTS else None
    if abs(whole) > SHIFTS:
        return None
    for offset in range(-SHIFTS // 4, SHIFTS // 4):
        base = rest + rational(part + offset)
        if signs.sign(state, base) == POSITIVE:
            return base, whole - offset
    return rest + rational(part), whole


def digamma(state: State, argument: Polynomial) -> Polynomial:
    """One shift adds 1/x; otherwise as for ``gamma``."""
    argument = algebra.cancel(state, argument)
    shifted = _positive_part(state, argument)
    if shifted is None:
        return state.value("digamma", argument)
    base, whole = shifted
    result = state.value("digamma", base)
    for step in range(whole):
        result = result + radicals.power(state, base + rational(step), -1)
    for step in range(-1, whole - 1, -1):
        result = result - radicals.power(state, base + rational(step), -1)
    return result


def factorial(state: State, argument: Polynomial) -> Polynomial:
    """``x! = gamma(x+1)``."""
    return gamma(state, argument + ONE)


def log_gamma(state: State, argument: Polynomial) -> Polynomial:
    """``log|gamma(x)|``."""
    return exponentials.logarithm(state, gamma(state, argument))


def binomial(state: State, top: Polynomial, bottom: Polynomial) -> Polynomial:
    """``n! / (k! (n-k)!)`` for integers 0 <= k <= n; for a constant k as n(n-1).../k!."""
    small = bottom.constant()
    if isinstance(small, int) and 0 <= small <= 20:
        result = ONE
        for step in range(small):
            result = algebra.multiply(state, result, top - rational(step))
            result = result.scale(Fraction(1, step + 1))
        return result
    rest = top - bottom
    whole = algebra.is_integer(state, top) and algebra.is_integer(state, bottom)
    if whole and not (signs.sign(state, bottom) | signs.sign(state, rest)) & NEGATIVE:
        state.use("binomial_factorials")
        below = algebra.multiply(state, gamma(state, bottom + ONE), gamma(state, rest + ONE))
        return functions.quotient(state, gamma(state, top + ONE), below)
    return state.value("function", "binomial", top, bottom)
