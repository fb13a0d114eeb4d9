"""The sign of a term from its form as written.

TRUSTED. Guarantee: ``sign_as_written`` returns signs that contain the true one
wherever the term is defined.

Expanding a square hides that it is not negative; this reads signs off the term
itself: squares and sums of squares are >= 0, log t has the sign of t - 1.
"""

from __future__ import annotations

from verifier.kernel import intrinsic_signs, reading, signs
from verifier.kernel.state import (
    ANY,
    EMPTY,
    NEGATIVE,
    NONNEGATIVE,
    NULL,
    POSITIVE,
    Environment,
    State,
)
from verifier.polynomial import ONE
from verifier.terms import Add, Function, Multiply, Number, Power, Sum, Term


def sign_as_written(state: State, term: Term, environment: Environment = EMPTY) -> int:
    """The signs that ``term`` may have."""
    value = reading.read(state, term, environment)
    if not intrinsic_signs.is_real(state, value):
        return ANY
    mask = signs.sign(state, value)
    if mask in (NEGATIVE, NULL, POSITIVE):
        return mask
    return mask & _by_form(state, term, environment)


def _by_form(state: State, term: Term, environment: Environment) -> int:
    match term:
        case Add(terms):
            mask = NULL
            for part in terms:
                mask = signs.of_sum(mask, sign_as_written(state, part, environment))
            return mask
        case Multiply(factors):
            mask = POSITIVE
            for factor in factors:
                mask = signs.of_product(mask, sign_as_written(state, factor, environment))
            return mask
        case Power(base, Number(exponent)):
            if not intrinsic_signs.is_real(state, reading.read(state, base, environment)):
                return ANY
            inner = sign_as_written(state, base, environment)
            if exponent.denominator != 1 or exponent % 2 == 0:
                mask = NONNEGATIVE if inner & NULL else POSITIVE
            else:
                mask = inner
            return mask if exponent > 0 else mask & ~NULL
        case Sum(index, body):
            return _of_sum(state, Sum(index, body), environment)
        case Function("log", (inner,)):
            return signs.sign(state, reading.read(state, inner, environment) - ONE)
        case Function("abs", _):
            return NONNEGATIVE
        case _:
            return ANY


def _of_sum(state: State, term: Sum, environment: Environment) -> int:
    """A sum of terms >= 0 is >= 0; > 0 if they are and the range is not empty."""
    bound, inner = reading.bind(state, term.index, environment)
    mask = sign_as_written(state, term.body, inner)
    if mask not in (POSITIVE, NEGATIVE):
        return mask if mask in (NULL, NONNEGATIVE, NULL | NEGATIVE) else ANY
    _, lower, upper = state.record(bound).arguments
    assert not isinstance(lower, (str, tuple))
    assert not isinstance(upper, (str, tuple))
    return mask | NULL if signs.sign(state, upper - lower) & NEGATIVE else mask
