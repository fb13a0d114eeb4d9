"""Kronecker deltas and one-hot vectors.

TRUSTED. Guarantee: ``delta(d)`` is 1 where the integer d is 0 and 0 elsewhere;
the relations rewrite monomials by equations that hold of deltas and of vectors
with entries 0 and 1, exactly one of them 1.
"""

from __future__ import annotations

from verifier.kernel import algebra, nesting, signs, substitution, sums
from verifier.kernel.state import NULL, Refusal, State
from verifier.polynomial import ONE, ZERO, Exponent, Monomial, Polynomial, generator


def delta(state: State, difference: Polynomial) -> Polynomial:
    """1 where the integer ``difference`` is 0, else 0."""
    mask = signs.sign(state, difference)
    if mask == NULL:
        return ONE
    if mask & NULL == 0 or difference in state.distinct or -difference in state.distinct:
        return ZERO
    value, _, _ = difference.content()
    return state.value("delta", -difference if value < 0 else difference)


def delta_relation(
    state: State, identity: int, exponent: Exponent, rest: Monomial
) -> Polynomial | None:
    """delta^2 = delta;  delta(i, j) f(i) = delta(i, j) f(j)."""
    here = generator(identity)
    if exponent != 1:
        if exponent < 0:
            raise Refusal("a delta in a denominator")
        return algebra.multiply(state, here, Polynomial({rest: 1}))
    (difference,) = state.record(identity).arguments
    assert isinstance(difference, Polynomial)
    support = state.support(Polynomial({rest: 1}))
    for leaf in sorted(state.support(difference), reverse=True):
        target = sums.solve(state, identity, leaf)
        if target is None:
            continue
        if leaf not in support:
            return None
        if any(_ranges_over(state, other, leaf) for other in support):
            continue
        state.use("delta_substitute")
        moved = substitution.substitute(state, Polynomial({rest: 1}), {leaf: target})
        return algebra.multiply(state, here, moved)
    return None


def _ranges_over(state: State, identity: int, leaf: int) -> bool:
    """Whether the range of a bound index refers to ``leaf``: it must keep its range."""
    record = state.record(identity)
    return record.head in ("bound", "placeholder") and leaf != identity and leaf in record.support


def one_hot_relation(
    state: State, identity: int, exponent: Exponent, rest: Monomial
) -> Polynomial | None:
    """y_i^2 = y_i, y_i y_j = delta(i, j) y_i, and 1/y_i = y_i where y_i is not 0."""
    here = generator(identity)
    if exponent != 1:
        state.use("one_hot_power")
        return algebra.multiply(state, here, Polynomial({rest: 1}))
    record = state.record(identity)
    for other, power in rest:
        twin = state.record(other)
        if twin.head == "sum" and isinstance(power, int) and power > 0:
            joined = _into_sum(state, identity, other, power, rest)
            if joined is not None:
                return joined
        same_row = twin.head == "onehot" and twin.arguments[:-1] == record.arguments[:-1]
        if same_row and power > 0:
            state.use("one_hot_product")
            source = state.sources.get(str(record.arguments[0]))
            if source is not None:
                state.assumptions_used.add(source)
            one, two = record.arguments[-1], twin.arguments[-1]
            assert isinstance(one, Polynomial)
            assert isinstance(two, Polynomial)
            kept: Monomial = tuple(pair for pair in rest if pair[0] != other)
            agree = delta(state, one - two)
            return algebra.product(state, agree, here, Polynomial({kept: 1}))
    return None


def _into_sum(
    state: State, identity: int, other: int, power: int, rest: Monomial
) -> Polynomial | None:
    """y_i sum_j y_j f_j = sum_j y_i y_j f_j = y_i f_i."""
    name = state.record(identity).arguments[0]
    body = state.record(other).arguments[1]
    assert isinstance(body, Polynomial)
    heads = [state.record(g) for g in body.generators()]
    if not any(record.head == "onehot" and record.arguments[0] == name for record in heads):
        return None
    bounds, inner = nesting.open_sum(state, other)
    result = algebra.multiply(state, generator(identity), inner)
    for bound in reversed(bounds):
        result = sums.total(state, bound, result)
    kept = tuple(
        (g, e) if g != other else (g, power - 1) for g, e in rest if g != other or power > 1
    )
    return algebra.multiply(state, result, Polynomial({kept: 1}))
