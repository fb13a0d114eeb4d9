"""Finite products over symbolic ranges.

TRUSTED. Guarantee: ``product_over(b, p)`` equals the product of p over the
bound index b, taken factor by factor.
"""

from __future__ import annotations

from verifier.kernel import (
    algebra,
    exponentials,
    functions,
    nesting,
    quantities,
    radicals,
    signs,
    substitution,
    sums,
)
from verifier.kernel.state import NEGATIVE, State
from verifier.polynomial import ONE, Polynomial, generator, rational


def product_over(state: State, bound: int, body: Polynomial) -> Polynomial:
    """The product of ``body`` over ``bound``: factor by factor."""
    lower, upper = sums.bounds_of(state, bound)
    length = (upper - lower + ONE).constant()
    if isinstance(length, int) and length <= sums.UNROLL:
        state.use("product_unroll")
        result = ONE
        for step in range(length):
            term = substitution.substitute(state, body, {bound: lower + rational(step)})
            result = algebra.multiply(state, result, term)
        return result
    single = body.single()
    if single is None:
        return product_generator(state, bound, body)
    state.use("product_mul")
    count = sums.length_of(state, bound)
    value, monomial = single
    result = exponentials.general_power(state, rational(value), count) if value != 1 else ONE
    for identity, exponent in monomial:
        record = state.record(identity)
        if bound not in record.support:
            scaled = count.scale(exponent)
            piece = exponentials.general_power(state, generator(identity), scaled)
        elif record.head == "exp":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            piece = exponentials.exponential(state, sums.total(state, bound, inner.scale(exponent)))
        elif (
            identity == bound
            and exponent == 1
            and lower == ONE
            and not (signs.sign(state, upper) & NEGATIVE)
        ):
            piece = functions.apply(state, "factorial", (upper,))
        else:
            piece = radicals.power(
                state, product_generator(state, bound, generator(identity)), exponent
            )
        result = algebra.multiply(state, result, piece)
    return result


def product_generator(state: State, bound: int, body: Polynomial) -> Polynomial:
    """The generator of a product over one bound index."""
    lower, upper = sums.bounds_of(state, bound)
    height = max((state.record(g).height for g in body.generators()), default=0)
    placeholder = state.make("placeholder", f"{height + 1}", lower, upper)
    named = substitution.rename(state, body, {bound: generator(placeholder)})
    return quantities.known(state, state.make("product", (placeholder,), named))


def logarithm_of_product(state: State, identity: int) -> Polynomial | None:
    """Log of a product is the sum of the logarithms."""
    placeholders, body = state.record(identity).arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    (bound,), inner = nesting.open_bounds(state, placeholders, body)
    state.use("log_product")
    return sums.total(state, bound, exponentials.logarithm(state, inner))
