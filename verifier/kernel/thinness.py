"""Whether the zeros of a quantity are only a thin set.

TRUSTED. Guarantee: ``vanishes_thinly(p)`` is True only if p is, on each of finitely or
countably many pieces that cover its domain, an analytic function whose normal form is not
zero: its zeros have no interior.

A sign is constant on each piece, so is a floor: p is looked at with -1, 0, 1 put in for
every sign; and beside the floors some analytic term must be left with a rational factor.
"""

from __future__ import annotations

from itertools import product

from verifier.kernel import algebra
from verifier.kernel.state import Refusal, State
from verifier.polynomial import ONE, Monomial, Polynomial

MOST_SIGNS = 4
OPAQUE = ("delta", "onehot", "function", "abs", "sum", "product")
"""Heads of quantities whose zeros are not looked into."""


def vanishes_thinly(state: State, polynomial: Polynomial) -> bool:
    """Whether ``polynomial`` is zero on a thin set at most: each of its factors is."""
    if not polynomial:
        return False
    try:
        _, monomial, primitive = algebra.primitive_part(state, polynomial)
    except Refusal:
        return False
    factors = all(_generator_vanishes_thinly(state, identity) for identity, _ in monomial)
    return factors and (primitive == ONE or _sum_vanishes_thinly(state, primitive))


def _generator_vanishes_thinly(state: State, identity: int) -> bool:
    record = state.record(identity)
    match record.head:
        case "exp" | "prime" | "pi" | "variable":
            return True
        case "abs" | "poly" | "sign" | "atan" | "asin" | "erf":
            inner = record.inner
            return vanishes_thinly(state, inner)
        case "log" | "sin" | "cos":
            inner = record.inner
            return bool(state.support(inner)) and _is_analytic(state, inner)
        case _:
            return False


def _is_analytic(state: State, polynomial: Polynomial) -> bool:
    """Whether nothing with a jump or a kink, and nothing opaque, occurs inside."""
    for identity in set(polynomial.generators()):
        record = state.record(identity)
        if record.head in ("sign", "floor", *OPAQUE):
            return False
        for argument in record.arguments:
            if isinstance(argument, Polynomial) and not _is_analytic(state, argument):
                return False
    return True


def _sum_vanishes_thinly(state: State, polynomial: Polynomial) -> bool:
    generators = sorted(set(polynomial.generators()))
    heads = {g: state.record(g).head for g in generators}
    jumping = [g for g in generators if heads[g] == "sign"]
    if len(jumping) > MOST_SIGNS:
        return False
    for identity in generators:
        if heads[identity] in OPAQUE:
            return False
        inside = [a for a in state.record(identity).arguments if isinstance(a, Polynomial)]
        if heads[identity] == "sign" and not vanishes_thinly(state, inside[0]):
            return False
        if heads[identity] not in ("sign", "floor") and not all(
            _is_analytic(state, argument) for argument in inside
        ):
            return False
    for values in product((1, -1), repeat=len(jumping)):
        piece = _put(state, polynomial, dict(zip(jumping, values, strict=True)))
        if piece is None or not _moves(state, piece):
            return False
    return True


def _put(state: State, polynomial: Polynomial, values: dict[int, int]) -> Polynomial | None:
    """The polynomial with these values for its signs, reduced."""
    total = Polynomial({})
    for monomial, coefficient in polynomial.terms.items():
        factor, rest = 1, []
        for identity, exponent in monomial:
            if identity in values:
                if not isinstance(exponent, int):
                    return None
                factor *= values[identity] ** (exponent % 2)
            else:
                rest.append((identity, exponent))
        total = total + Polynomial({tuple(rest): coefficient * factor})
    try:
        return algebra.reduce(state, total)
    except Refusal:
        return None


def _moves(state: State, polynomial: Polynomial) -> bool:
    """Whether some term without floors that is not constant, or no floor at all, is left."""
    floors = {g for g in polynomial.generators() if state.record(g).head == "floor"}
    if not floors:
        return bool(polynomial)
    return any(
        _leaves(state, monomial) and not any(g in floors for g, _ in monomial)
        for monomial in polynomial.terms
    )


def _leaves(state: State, monomial: Monomial) -> bool:
    return bool(state.support(Polynomial({monomial: 1})))
