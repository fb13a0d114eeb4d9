"""Derivatives of polynomials in generators, and functions that are only named.

TRUSTED. Guarantee: ``differentiate(p, v)`` equals the partial derivative of p
by v wherever every part of p that depends on v is differentiable. Entries of a
family are independent: d x_i / d x_k = delta(i, k). Sources: the chain,
product and sum rules; DLMF 4.4, 4.21, 5.2, 7.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verifier.kernel import (
    algebra,
    composition,
    deltas,
    exponentials,
    functions,
    nesting,
    primitives,
    radicals,
    signum,
    substitution,
    sums,
    trigonometry,
)
from verifier.kernel.state import Generator, Refusal, State
from verifier.polynomial import ONE, ZERO, Monomial, Polynomial, exact, generator


@dataclass(frozen=True)
class By:
    """What is differentiated by: a variable (no indices) or one entry of a family."""

    name: str
    indices: tuple[Polynomial, ...] = ()


def differentiate(state: State, polynomial: Polynomial, by: By) -> Polynomial:
    """The partial derivative of ``polynomial``."""
    memo: dict[int, Polynomial] = {}
    result = ZERO
    for monomial, value in polynomial.terms.items():
        for position, (identity, exponent) in enumerate(monomial):
            if identity not in memo:
                memo[identity] = of_generator(state, identity, by)
            inner = memo[identity]
            if not inner:
                continue
            lowered: Monomial = tuple(
                pair
                for pair in (
                    *monomial[:position],
                    (identity, exact(exponent - 1)),
                    *monomial[position + 1 :],
                )
                if pair[1]
            )
            factor = algebra.reduce(state, Polynomial({lowered: 1}))
            result = result + algebra.multiply(state, factor, inner).scale(value * exponent)
    return result


def of_generator(state: State, identity: int, by: By) -> Polynomial:
    """D g / d v for one generator."""
    record = state.record(identity)
    if not _depends(state, record, by):
        return ZERO
    here = generator(identity)
    match record.head:
        case "variable" | "integer" | "complex":
            return ONE
        case "entry" | "onehot":
            return _of_entry(state, record, by)
        case "sum":
            bounds, body = nesting.open_sum(state, identity)
            state.use("diff_sum")
            result = differentiate(state, body, by)
            for bound in reversed(bounds):
                result = sums.total(state, bound, result)
            return result
        case "product":
            return _of_product(state, identity, here, by)
        case "applied":
            return _of_applied(state, record, by)
        case "dependent":
            return composition.derivative_of(state, identity, by)
        case "sign" | "floor" | "delta" | "mark":
            return ZERO
        case "primitive":
            return _of_primitive(state, record, by)
        case "ipow":
            return _of_integer_power(state, record, here, by)
        case _:
            return _of_function(state, record, here, by)


def _depends(state: State, record: Generator, by: By) -> bool:
    for leaf in record.support:
        other = state.record(leaf)
        if other.arguments and other.arguments[0] == by.name:
            return True
        if other.head == "dependent" and (
            by.name in composition.free_slots(other)
            or by.name.split("@")[0] in composition.mentioned(state, str(other.arguments[0]))
        ):
            return True
    return False


def _of_entry(state: State, record: Generator, by: By) -> Polynomial:
    """D x_i / d x_k = delta(i, k), axis by axis."""
    if record.arguments[0] != by.name:
        return ZERO
    state.use("diff_entry")
    result = ONE
    for mine, theirs in zip(record.arguments[1:], by.indices, strict=True):
        assert isinstance(mine, Polynomial)
        result = algebra.multiply(state, result, deltas.delta(state, mine - theirs))
    return result


def _of_function(state: State, record: Generator, here: Polynomial, by: By) -> Polynomial:
    """The chain rule: f(u)' = f'(u) u'."""
    inner = record.arguments[0]
    if record.head == "function" or not isinstance(inner, Polynomial):
        raise Refusal(f"no derivative rule for {record.head} {record.arguments[0]}")
    chain = differentiate(state, inner, by)
    if not chain:
        return ZERO
    state.use(f"diff_{record.head}")
    return algebra.multiply(state, outer_derivative(state, record.head, inner, here), chain)


def outer_derivative(state: State, head: str, inner: Polynomial, here: Polynomial) -> Polynomial:
    """f'(u) for the generator f(u)."""
    square = algebra.multiply(state, inner, inner)
    match head:
        case "exp":
            return here
        case "poly":
            return ONE
        case "log":
            return radicals.power(state, inner, -1)
        case "abs":
            return signum.signum(state, inner)
        case "sin":
            return trigonometry.cosine(state, inner)
        case "cos":
            return -trigonometry.sine(state, inner)
        case "asin":
            return radicals.power(state, ONE - square, Fraction(-1, 2))
        case "atan":
            return radicals.power(state, ONE + square, -1)
        case "erf":
            bell = exponentials.exponential(state, -square).scale(2)
            root = radicals.power(state, functions.pi(state), Fraction(-1, 2))
            return algebra.multiply(state, bell, root)
        case "gamma":
            return algebra.multiply(state, here, functions.apply(state, "digamma", (inner,)))
        case _:
            raise Refusal(f"no derivative rule for {head}")


def _of_primitive(state: State, record: Generator, by: By) -> Polynomial:
    """D int_0^e m dt = m(e) e' + int_0^e m' dt, for smooth m."""
    mark, body, end = primitives.parts(record)
    state.use("leibniz")
    at_end = substitution.substitute(state, body, {mark: end})
    moving = algebra.multiply(state, at_end, differentiate(state, end, by))
    return moving + primitives.primitive(state, mark, differentiate(state, body, by), end)


def _of_integer_power(state: State, record: Generator, here: Polynomial, by: By) -> Polynomial:
    """(b^m)' = m b^(m-1) b'; m must not depend on v."""
    base, exponent = record.arguments
    assert isinstance(base, Polynomial)
    assert isinstance(exponent, Polynomial)
    if differentiate(state, exponent, by):
        raise Refusal("an integer exponent differentiated by")
    state.use("diff_power")
    lowered = algebra.multiply(state, here, radicals.power(state, base, -1))
    return algebra.product(state, exponent, lowered, differentiate(state, base, by))


def _of_product(state: State, identity: int, here: Polynomial, by: By) -> Polynomial:
    """(prod f)' = prod f * sum f'/f, for factors that are not 0 (else by continuity)."""
    placeholders, body = state.record(identity).arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    (bound,), inner = nesting.open_bounds(state, placeholders, body)
    ratio = algebra.multiply(
        state, differentiate(state, inner, by), radicals.power(state, inner, -1)
    )
    state.use("diff_product")
    return algebra.multiply(state, here, sums.total(state, bound, ratio))


# -- functions that are only named -------------------------------------------------------


def applied(state: State, name: str, orders: str, arguments: tuple[Polynomial, ...]) -> Polynomial:
    """f^(orders)(arguments) for an arbitrary smooth function f; ``orders`` like ``0,2``."""
    return state.value("applied", name, orders, *arguments)


def _of_applied(state: State, record: Generator, by: By) -> Polynomial:
    name, orders = str(record.arguments[0]), str(record.arguments[1]).split(",")
    arguments = tuple(a for a in record.arguments[2:] if isinstance(a, Polynomial))
    result = ZERO
    state.use("diff_chain")
    for position, argument in enumerate(arguments):
        chain = differentiate(state, argument, by)
        if chain:
            raised = [*orders]
            raised[position] = str(int(raised[position]) + 1)
            outer = applied(state, name, ",".join(raised), arguments)
            result = result + algebra.multiply(state, outer, chain)
    return result
