"""Sign and absolute value of a polynomial, as polynomials.

TRUSTED. Guarantee: ``signum(p)`` equals sign(p) and ``absolute(p)`` equals |p| wherever p is
defined and real: sign(c*m*p) = sign(c) * prod sign(g)^e * sign(p), a constant where the sign
is known. Limits: complex quantities have no sign.
"""

from __future__ import annotations

from verifier.kernel import algebra, intrinsic_signs, radicals, signs
from verifier.kernel.state import (
    NEGATIVE,
    NULL,
    POSITIVE,
    State,
    Undefined,
)
from verifier.polynomial import (
    ONE,
    Polynomial,
    generator,
    rational,
)


def signum(state: State, polynomial: Polynomial) -> Polynomial:
    """sign(c*m*p) = sign(c) * prod sign(g)^e * sign(p), constants where the sign is known."""
    mask = signs.sign(state, polynomial)
    if mask == POSITIVE:
        return ONE
    if mask == NEGATIVE:
        return rational(-1)
    if mask == NULL:
        return rational(0)
    if not intrinsic_signs.is_real(state, polynomial):
        raise Undefined("the sign of a complex quantity")
    state.use("sign_mul")
    value, monomial, primitive = algebra.primitive_part(state, polynomial)
    result = rational(1 if value > 0 else -1)
    for identity, exponent in monomial:
        factor = generator(identity)
        if intrinsic_signs.generator_sign(state, identity) == POSITIVE:
            continue
        if not isinstance(exponent, int):
            exponent = 2
        atom = _sign_atom(state, factor)
        result = algebra.multiply(state, result, radicals.power(state, atom, 2 - exponent % 2))
    if primitive != ONE:
        mask = signs.sign(state, primitive)
        if mask == NEGATIVE:
            result = -result
        elif mask != POSITIVE:
            result = algebra.multiply(state, result, _sign_atom(state, primitive))
    return result


def _sign_atom(state: State, inner: Polynomial) -> Polynomial:
    mask = signs.sign(state, inner)
    if mask in (POSITIVE, NEGATIVE, NULL):
        return rational({POSITIVE: 1, NEGATIVE: -1, NULL: 0}[mask])
    single = inner.single()
    if single is not None and len(single[1]) == 1:
        record = state.record(single[1][0][0])
        if record.head == "sign":
            return inner
        if record.head in ("asin", "atan", "erf", "asinh"):
            argument = record.inner
            return signum(state, argument)
    return state.value("sign", inner)


def signum_or_one(state: State, inner: Polynomial) -> Polynomial:
    """A factor f with |p| = p*f: 1 where p >= 0 is known, else sign(p)."""
    mask = signs.sign(state, inner)
    if mask & NEGATIVE == 0:
        return ONE
    if mask & POSITIVE == 0:
        return rational(-1)
    return signum(state, inner)


def absolute(state: State, polynomial: Polynomial) -> Polynomial:
    """|p| = p*sign(p)."""
    state.use("abs_mul")
    return radicals.absolute_power(state, polynomial, 1)
