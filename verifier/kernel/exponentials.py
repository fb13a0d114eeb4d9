"""Exponentials, logarithms, and powers with symbolic exponents.

TRUSTED. Guarantee: ``exponential``, ``logarithm`` (of |p|) and ``general_power`` equal what
they name wherever that is defined, by

    e^(a+b) = e^a e^b,  log|ab| = log|a| + log|b|,  b^e = e^(e log b) for b > 0.

Generators introduced here: ``exp(m)^c`` for e^(c*m), ``log(p)`` for log|p|, and
``ipow(b, m)^k`` for b^(k*m), an integer power of a base that may be negative.
Limits: no logarithms of complex quantities.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import (
    algebra,
    deltas,
    intrinsic_signs,
    products,
    radicals,
    signs,
    trigonometry,
)
from verifier.kernel.state import NEGATIVE, POSITIVE, Refusal, State, Undefined
from verifier.polynomial import (
    ONE,
    ZERO,
    Coefficient,
    Exponent,
    Monomial,
    Polynomial,
    exact,
    generator,
    rational,
)


def exponential(state: State, argument: Polynomial) -> Polynomial:
    """e^argument.  e^(a+b) = e^a e^b;  e^(q log|p|) = |p|^q;  e^(i t) = cos t + i sin t."""
    argument = algebra.cancel(state, argument)
    if len(argument) > 1:
        state.use("exp_add")
    result = ONE
    for monomial, value in argument.terms.items():
        result = algebra.multiply(state, result, _exponential_of_term(state, monomial, value))
    return result


def _exponential_of_term(state: State, monomial: Monomial, value: Coefficient) -> Polynomial:
    if len(monomial) == 1 and monomial[0][1] == 1:
        record = state.record(monomial[0][0])
        if record.head == "log":
            inner = record.inner
            state.use("exp_log")
            return radicals.absolute_power(state, inner, value)
    for position, (identity, exponent) in enumerate(monomial):
        if state.record(identity).head == "i" and exponent == 1:
            angle = Polynomial({monomial[:position] + monomial[position + 1 :]: value})
            state.use("euler")
            return trigonometry.cosine(state, angle) + algebra.multiply(
                state, generator(identity), trigonometry.sine(state, angle)
            )
    return generator(state.make("exp", Polynomial({monomial: 1})), value)


def logarithm(state: State, argument: Polynomial) -> Polynomial:
    """log|argument|.  log|ab| = log|a| + log|b|;  log e^m = m;  log|p^k| = k log|p|."""
    if not argument:
        raise Undefined("logarithm of zero")
    if state.table.complex and not intrinsic_signs.is_real(state, argument):
        raise Refusal("a logarithm of a complex quantity")
    value, monomial, primitive = algebra.primitive_part(state, argument)
    result = ZERO
    for prime, multiplicity in radicals.factorize(abs(Fraction(value))):
        result = result + state.value("log", rational(prime)).scale(multiplicity)
    for identity, exponent in monomial:
        result = result + _logarithm_of_generator(state, identity).scale(exponent)
    if primitive != ONE:
        root = primitive.root(state.table.work.charge)
        if root is not None:
            state.use("perfect_square")
            result = result + logarithm(state, root).scale(2)
        else:
            result = result + state.value("log", primitive)
    if len(result) > 1:
        state.use("log_mul")
    return result


def _logarithm_of_generator(state: State, identity: int) -> Polynomial:
    record = state.record(identity)
    inner = record.arguments[0] if record.arguments else None
    match record.head:
        case "exp":
            state.use("log_exp")
            assert isinstance(inner, Polynomial)
            return inner
        case "abs" | "poly" | "prime":
            assert isinstance(inner, Polynomial)
            return logarithm(state, inner) if record.head != "prime" else state.value("log", inner)
        case "ipow":
            exponent = record.arguments[1]
            assert isinstance(inner, Polynomial)
            assert isinstance(exponent, Polynomial)
            return algebra.multiply(state, exponent, logarithm(state, inner))
        case "product":
            split = products.logarithm_of_product(state, identity)
            return state.value("log", generator(identity)) if split is None else split
        case _:
            return state.value("log", generator(identity))


def general_power(state: State, base: Polynomial, exponent: Polynomial) -> Polynomial:
    """base^exponent.  Rational exponents as in ``power``; else b^e = e^(e log b) for b > 0.

    A base that may be negative needs an integer exponent: then the generator
    ``ipow(b, m)`` stands for b^m, and b^(c*m + d) = ipow(b, m)^c * b^d.
    """
    constant = exponent.constant()
    if constant is not None:
        return radicals.power(state, base, constant)
    if not base:
        return _power_of_zero(state, exponent)
    if signs.sign(state, base) == POSITIVE:
        return positive_power(state, base, exponent)
    if not algebra.is_integer(state, exponent):
        raise Refusal("a power whose exponent is not seen to be an integer")
    state.use("power_add")
    value, monomial, primitive = algebra.primitive_part(state, base)
    result = ONE
    parts = [rational(-value), rational(-1)] if value < 0 else [rational(value)]
    parts = [part for part in parts if part != ONE]
    factors: list[tuple[Polynomial, Exponent]] = [(part, 1) for part in parts]
    factors += [(generator(identity), times) for identity, times in monomial]
    if primitive != ONE:
        factors.append((primitive, 1))
    for factor, multiplicity in factors:
        if signs.sign(state, factor) == POSITIVE:
            scaled = exponent.scale(multiplicity)
            piece = exponential(state, algebra.multiply(state, scaled, logarithm(state, factor)))
            result = algebra.multiply(state, result, piece)
            continue
        if not isinstance(multiplicity, int):
            raise Refusal("an integer power of a root of unknown sign")
        for inner, count in exponent.terms.items():
            times = exact(count * multiplicity)
            if not isinstance(times, int):
                raise Refusal("a fractional power of a base of unknown sign")
            if inner == ():
                if times < 0 and not algebra.nonzero(state, factor):
                    _refuse_zero_to_the_zero(state, factor)
                result = algebra.multiply(state, result, radicals.power(state, factor, times))
            elif (nested := _integer_power(state, factor)) is not None:
                base_below, exponent_below = nested
                joint = algebra.multiply(state, exponent_below, Polynomial({inner: times}))
                result = algebra.multiply(state, result, general_power(state, base_below, joint))
            else:
                symbol = state.make("ipow", factor, Polynomial({inner: 1}))
                result = algebra.multiply(
                    state, result, algebra.reduce(state, generator(symbol, times))
                )
    return result


def _refuse_zero_to_the_zero(state: State, factor: Polynomial) -> None:
    """b^m * b^-d stands for b^(m-d), which is 1 where b = 0 and m = d: 1/b = b would be wrong."""
    heads = {state.record(identity).head for identity in factor.generators()}
    if heads & {"sign", "onehot", "delta"}:
        raise Refusal("a power of 0 or 1 whose exponent may be 0")


def _integer_power(state: State, factor: Polynomial) -> tuple[Polynomial, Polynomial] | None:
    """``(b, m)`` when the factor is the generator that stands for b^m: (b^m)^n = b^(m*n)."""
    single = factor.single()
    if single is None or single[0] != 1 or len(single[1]) != 1 or single[1][0][1] != 1:
        return None
    record = state.record(single[1][0][0])
    if record.head != "ipow":
        return None
    base, exponent = record.arguments
    assert isinstance(base, Polynomial)
    assert isinstance(exponent, Polynomial)
    return base, exponent


def _power_of_zero(state: State, exponent: Polynomial) -> Polynomial:
    """0^e = 0 for e > 0, and [e = 0] for an integer e >= 0."""
    mask = signs.sign(state, exponent)
    if mask == POSITIVE:
        return ZERO
    if not mask & NEGATIVE and algebra.is_integer(state, exponent):
        return deltas.delta(state, exponent)
    raise Refusal("a power of zero whose exponent may be zero or negative")


def positive_power(state: State, base: Polynomial, exponent: Polynomial) -> Polynomial:
    """b^e = e^(e log b), for b > 0."""
    return exponential(state, algebra.multiply(state, exponent, logarithm(state, base)))
