"""Relations that powers of generators obey: s^2 = 1 - c^2, i^2 = -1, sign^3 = sign.

TRUSTED. Guarantee: ``relation(g, e, rest)`` equals g^e * rest wherever that is defined, or is
None where no relation applies. ``algebra.reduce`` applies them to every monomial.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import (
    algebra,
    deltas,
    radicals,
    signs,
    trigonometry,
)
from verifier.kernel.state import (
    NEGATIVE,
    NULL,
    POSITIVE,
    Refusal,
    State,
)
from verifier.polynomial import (
    ONE,
    Exponent,
    Monomial,
    Polynomial,
    generator,
    rational,
)


def relation(state: State, identity: int, exponent: Exponent, rest: Monomial) -> Polynomial | None:
    """``g^exponent * rest`` rewritten by a relation of g; None when none applies."""
    record = state.record(identity)
    others = Polynomial({rest: 1})
    match record.head:
        case "poly":
            if exponent < 0:
                return algebra.divide_leading(state, identity, exponent, rest)
            if exponent < 1:
                return None
            whole, part = radicals.whole_and_fraction(exponent)
            inner = record.inner
            raised = radicals.power(state, inner, whole)
            return algebra.product(state, generator(identity, part), raised, others)
        case "abs":
            if 0 < exponent < 1:
                return None
            inner = record.inner
            return algebra.multiply(state, radicals.radical(state, inner, exponent), others)
        case "prime":
            if 0 <= exponent < 1:
                return None
            whole, part = radicals.whole_and_fraction(exponent)
            value = record.inner.constant() or 0
            scaled = others.scale(Fraction(value) ** whole)
            return algebra.multiply(state, generator(identity, part), scaled)
        case "i":
            if exponent == 1:
                return None
            if not isinstance(exponent, int):
                raise Refusal("a root of the imaginary unit")
            turned = (ONE, generator(identity), rational(-1), -generator(identity))[exponent % 4]
            return algebra.multiply(state, turned, others)
        case "sign":
            return _sign_relation(state, identity, exponent, rest)
        case "delta":
            return deltas.delta_relation(state, identity, exponent, rest)
        case "onehot":
            return deltas.one_hot_relation(state, identity, exponent, rest)
        case "sin":
            if not isinstance(exponent, int) or exponent < 2:
                return None
            state.use("pythagoras")
            square = ONE - radicals.power(state, trigonometry.cosine(state, record.inner), 2)
            return algebra.product(state, square, generator(identity, exponent - 2), others)
        case "ipow":
            base = record.inner
            if base != rational(-1) or exponent in (0, 1):
                return None
            if not isinstance(exponent, int):
                raise Refusal("a fractional power of (-1)^n")
            return algebra.multiply(state, generator(identity, exponent % 2), others)
        case _:
            return None


def _sign_relation(
    state: State, identity: int, exponent: Exponent, rest: Monomial
) -> Polynomial | None:
    """sign^3 = sign; g^e sign(g)^2 = g^e for e > 0; sign^2 = 1 and 1/sign = sign off 0."""
    inner = state.record(identity).inner
    others = Polynomial({rest: 1})
    mask = signs.sign(state, inner)
    if mask in (1, 2, 4):
        fixed = rational({POSITIVE: 1, NULL: 0, 1: -1}[mask])
        return algebra.multiply(state, radicals.power(state, fixed, exponent), others)
    if not isinstance(exponent, int):
        raise Refusal("a root of a sign")
    if exponent > 1 and not mask & NEGATIVE:
        return algebra.multiply(state, generator(identity), others)
    if exponent == 1:
        return None
    if exponent == 2 and mask & NULL:
        beside = any(e > 0 and inner == generator(g) for g, e in rest)
        return others if beside else None
    if exponent < 0 or not mask & NULL:
        reduced = generator(identity, exponent % 2)
    else:
        reduced = generator(identity, 2 - exponent % 2)
    return algebra.multiply(state, reduced, others)
