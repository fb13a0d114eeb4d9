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
from verifier.kernel.state import NEGATIVE, POSITIVE, State
from verifier.polynomial import (
    ONE,
    Coefficient,
    Monomial,
    Polynomial,
    exact,
    generator,
    rational,
)


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
    value, monomial, rest = _factors(state, bound, body)
    if rest == body:
        return _of_several_terms(state, bound, body)
    state.use("product_mul")
    count = sums.length_of(state, bound)
    result = exponentials.general_power(state, rational(value), count) if value != 1 else ONE
    for identity, exponent in monomial:
        record = state.record(identity)
        if bound not in record.support:
            scaled = count.scale(exponent)
            piece = exponentials.general_power(state, generator(identity), scaled)
        elif record.head == "exp":
            inner = record.inner
            piece = exponentials.exponential(state, sums.total(state, bound, inner.scale(exponent)))
        elif identity == bound and (rising := _rising(state, bound, generator(bound))) is not None:
            piece = radicals.power(state, rising, exponent)
        else:
            piece = radicals.power(
                state, product_generator(state, bound, generator(identity)), exponent
            )
        result = algebra.multiply(state, result, piece)
    return algebra.multiply(state, result, _of_several_terms(state, bound, rest))


def _factors(
    state: State, bound: int, body: Polynomial
) -> tuple[Coefficient, Monomial, Polynomial]:
    """All factors of a single term; of several terms those in common that vary, and the rest."""
    single = body.single()
    if single is not None:
        return *single, ONE
    if not body:
        return 1, (), body
    _, common, _ = algebra.primitive_part(state, body)
    varying = tuple(pair for pair in common if bound in state.record(pair[0]).support)
    if not varying:
        return 1, (), body
    inverse = Polynomial({tuple((g, exact(-e)) for g, e in varying): 1})
    return 1, varying, algebra.multiply(state, body, inverse)


def _of_several_terms(state: State, bound: int, body: Polynomial) -> Polynomial:
    """The product of a factor that is no product itself."""
    if body == ONE:
        return ONE
    rising = _rising(state, bound, body)
    return product_generator(state, bound, body) if rising is None else rising


def _rising(state: State, bound: int, body: Polynomial) -> Polynomial | None:
    """prod_{k=a}^b (k + r) = (b + r)! / (a + r - 1)! for an integer r, a + r >= 1, b >= a - 1."""
    lower, upper = sums.bounds_of(state, bound)
    rest = body - generator(bound)
    if bound in state.support(rest) or not algebra.is_integer(state, rest):
        return None
    if signs.sign(state, upper - lower + ONE) & NEGATIVE:
        return None
    if signs.sign(state, lower + rest) != POSITIVE:
        return None
    state.use("product_rising")
    above = functions.apply(state, "factorial", (upper + rest,))
    below = functions.apply(state, "factorial", (lower + rest - ONE,))
    return algebra.multiply(state, above, radicals.power(state, below, -1))


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
