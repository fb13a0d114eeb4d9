"""Products, powers, exponentials and logarithms of polynomials in generators.

TRUSTED. Guarantee: every function returns a polynomial that has the same value
as what it is named for, wherever the arguments make that defined. Conditions
that definedness gives (a denominator is not 0, the argument of a logarithm is
positive) are used; nothing else is assumed.

Generators introduced here: ``poly(p)^-k`` for a denominator p with several
terms, ``abs(p)^q`` with 0 < q < 1 for a radical |p|^q, ``exp(m)^c`` for
e^(c*m), ``log(p)`` for log|p|, ``prime(p)^q``, ``ipow(b, m)^k`` for b^(k*m).
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from verifier.kernel import functions, intrinsic_signs, products, signs, signum, trigonometry
from verifier.kernel.state import NONNEGATIVE, NONZERO, POSITIVE, Refusal, State, Undefined
from verifier.polynomial import (
    ONE,
    ZERO,
    Coefficient,
    Exponent,
    Monomial,
    Polynomial,
    exact,
    generator,
    multiply_monomials,
    rational,
)

WORK_LIMIT = 400_000
"""Products of terms that one check may form; the same claim always meets it alike."""
EXPANSION_LIMIT = 6000
"""Most terms that one product may have; larger ones are refused."""
DIVISION_LIMIT = 3
"""Denominators with at most this many terms are divided by."""
PRIME_LIMIT = 10**4
"""Trial division of rational constants stops here; a larger factor stays whole."""


def multiply(state: State, left: Polynomial, right: Polynomial) -> Polynomial:
    """Left * right, with the relations between generators applied."""
    if left is ONE or right is ONE:
        return right if left is ONE else left
    if len(left) * len(right) > EXPANSION_LIMIT:
        raise Refusal("a product grows too large")
    return reduce(state, left.times(right))


def product(state: State, *factors: Polynomial) -> Polynomial:
    """The product of all ``factors``."""
    total = ONE
    for factor in factors:
        total = multiply(state, total, factor)
    return total


def reduce(state: State, polynomial: Polynomial) -> Polynomial:
    """``polynomial`` with every monomial rewritten by the relations of its generators."""
    special = state.table.special
    plain: dict[Monomial, Coefficient] = {}
    rest = ZERO
    for monomial, value in polynomial.terms.items():
        image = None
        for identity, _ in monomial:
            if identity in special:
                image = _reduce_monomial(state, monomial)
                break
        if image is None:
            plain[monomial] = value
        else:
            rest = rest + image.scale(value)
    if not rest and len(plain) == len(polynomial):
        return polynomial
    return Polynomial(plain) + rest


def _reduce_monomial(state: State, monomial: Monomial) -> Polynomial | None:
    """The monomial rewritten by the first relation that applies; None when none does."""
    for position, (identity, exponent) in enumerate(monomial):
        if identity not in state.table.special:
            continue
        rest = monomial[:position] + monomial[position + 1 :]
        image = functions.relation(state, identity, exponent, rest)
        if image is not None:
            return image
    return None


def whole_and_fraction(exponent: Exponent) -> tuple[int, Exponent]:
    """``exponent`` as an integer and a rest in [0, 1)."""
    whole = floor(exponent)
    return whole, exact(exponent - whole)


def power(state: State, base: Polynomial, exponent: Exponent) -> Polynomial:
    """base^exponent for a rational exponent.

    An integer exponent k < 0 uses base != 0; a fraction uses base >= 0.
    """
    exponent = exact(exponent)
    if exponent == 0:
        return ONE
    if exponent == 1:
        return base
    if not base:
        if exponent > 0:
            return ZERO
        raise Undefined("a zero denominator")
    if isinstance(exponent, Fraction):
        return absolute_power(state, base, exponent)
    if exponent > 0:
        return _whole_power(state, base, exponent)
    value, monomial, primitive = primitive_part(state, base)
    if -exponent * max(value.numerator.bit_length(), value.denominator.bit_length()) > 10**5:
        raise Refusal("a number grows too large")
    result = Polynomial({tuple((g, exact(e * exponent)) for g, e in monomial): 1})
    result = reduce(state, result).scale(Fraction(1) / Fraction(value) ** -exponent)
    if primitive != ONE:
        state.use("denominator")
        result = multiply(state, result, generator(state.make("poly", primitive), exponent))
    return result


def _whole_power(state: State, base: Polynomial, exponent: int) -> Polynomial:
    single = base.single()
    if single is not None:
        value, monomial = single
        raised = Polynomial({tuple((g, exact(e * exponent)) for g, e in monomial): 1})
        if exponent * max(1, abs(value.numerator).bit_length()) > 10**5:
            raise Refusal("a number grows too large")
        return reduce(state, raised).scale(value**exponent)
    if len(base) ** min(exponent, 32) > EXPANSION_LIMIT * 8:
        raise Refusal("a power grows too large")
    result = ONE
    while exponent:
        if exponent & 1:
            result = multiply(state, result, base)
        exponent >>= 1
        if exponent:
            base = multiply(state, base, base)
    return result


def primitive_part(state: State, base: Polynomial) -> tuple[Coefficient, Monomial, Polynomial]:
    """``(c, m, p)`` with base = c*m*p and no denominators left inside p."""
    value, monomial, primitive = base.content()
    for _ in range(8):
        cleared = reduce(state, primitive)
        if cleared == primitive:
            break
        if not cleared:
            raise Undefined("a zero factor")
        more, inner, primitive = cleared.content()
        value = exact(value * more)
        monomial = multiply_monomials(monomial, inner)
    return value, monomial, primitive


def absolute_power(state: State, base: Polynomial, exponent: Exponent) -> Polynomial:
    """|base|^exponent, split over the factors of ``base``.

    |c*m*p|^q = |c|^q * prod |g|^(e*q) * |p|^q: true whatever the signs are.
    """
    if not base:
        if exponent > 0:
            return ZERO
        raise Undefined("a zero denominator")
    if state.table.complex and not intrinsic_signs.is_real(state, base):
        raise Refusal("a root of a complex quantity")
    state.use("root_mul")
    value, monomial, primitive = primitive_part(state, base)
    result = constant_power(state, abs(Fraction(value)), exponent)
    for identity, inner in monomial:
        result = multiply(state, result, _generator_power(state, identity, exact(inner * exponent)))
    if primitive != ONE:
        root = primitive.root()
        if root is not None:
            state.use("perfect_square")
            result = multiply(state, result, absolute_power(state, root, exact(2 * exponent)))
        else:
            result = multiply(state, result, radical(state, primitive, exponent))
    return result


def _generator_power(state: State, identity: int, exponent: Exponent) -> Polynomial:
    """|g|^exponent for one generator g."""
    record = state.record(identity)
    match record.head:
        case "exp" | "prime":
            return reduce(state, generator(identity, exponent))
        case "abs":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            return radical(state, inner, exponent)
        case "poly":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            return absolute_power(state, inner, exponent)
        case _:
            return radical(state, generator(identity), exponent)


def radical(state: State, inner: Polynomial, exponent: Exponent) -> Polynomial:
    """|p|^exponent: even whole powers of |p| are powers of p, an odd one is p*sign(p)."""
    whole, rest = whole_and_fraction(exponent)
    result = power(state, inner, whole)
    if whole % 2:
        result = multiply(state, result, signum.signum_or_one(state, inner))
    if rest:
        result = multiply(state, result, generator(state.make("abs", inner), rest))
    return result


def constant_power(state: State, value: Fraction, exponent: Exponent) -> Polynomial:
    """value^exponent for value > 0, over powers of primes in [0, 1)."""
    if isinstance(exponent, int):
        if (
            abs(exponent) * max(value.numerator.bit_length(), value.denominator.bit_length())
            > 10**5
        ):
            raise Refusal("a number grows too large")
        return rational(value**exponent)
    result = ONE
    for prime, multiplicity in factorize(value):
        result = multiply(
            state,
            result,
            generator(state.make("prime", rational(prime)), exact(multiplicity * exponent)),
        )
    return reduce(state, result)


def factorize(value: Fraction) -> list[tuple[int, int]]:
    """Value > 0 as powers of pairwise distinct integers > 1, primes up to ``PRIME_LIMIT``."""
    found: list[tuple[int, int]] = []
    for rest, sign in ((value.numerator, 1), (value.denominator, -1)):
        prime = 2
        while prime * prime <= rest and prime < PRIME_LIMIT:
            count = 0
            while rest % prime == 0:
                rest //= prime
                count += sign
            if count:
                found.append((prime, count))
            prime += 1 if prime == 2 else 2
        if rest > 1:
            found.append((rest, sign))
    return found


def exponential(state: State, argument: Polynomial) -> Polynomial:
    """e^argument.  e^(a+b) = e^a e^b;  e^(q log|p|) = |p|^q;  e^(i t) = cos t + i sin t."""
    argument = cancel(state, argument)
    if len(argument) > 1:
        state.use("exp_add")
    result = ONE
    for monomial, value in argument.terms.items():
        result = multiply(state, result, _exponential_of_term(state, monomial, value))
    return result


def _exponential_of_term(state: State, monomial: Monomial, value: Coefficient) -> Polynomial:
    if len(monomial) == 1 and monomial[0][1] == 1:
        record = state.record(monomial[0][0])
        if record.head == "log":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            state.use("exp_log")
            return absolute_power(state, inner, value)
    for position, (identity, exponent) in enumerate(monomial):
        if state.record(identity).head == "i" and exponent == 1:
            angle = Polynomial({monomial[:position] + monomial[position + 1 :]: value})
            state.use("euler")
            return trigonometry.cosine(state, angle) + multiply(
                state, generator(identity), trigonometry.sine(state, angle)
            )
    return generator(state.make("exp", Polynomial({monomial: 1})), value)


def logarithm(state: State, argument: Polynomial) -> Polynomial:
    """log|argument|.  log|ab| = log|a| + log|b|;  log e^m = m;  log|p^k| = k log|p|."""
    if not argument:
        raise Undefined("logarithm of zero")
    if state.table.complex and not intrinsic_signs.is_real(state, argument):
        raise Refusal("a logarithm of a complex quantity")
    value, monomial, primitive = primitive_part(state, argument)
    result = ZERO
    for prime, multiplicity in factorize(abs(Fraction(value))):
        result = result + state.value("log", rational(prime)).scale(multiplicity)
    for identity, exponent in monomial:
        result = result + _logarithm_of_generator(state, identity).scale(exponent)
    if primitive != ONE:
        root = primitive.root()
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
            return multiply(state, exponent, logarithm(state, inner))
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
        return power(state, base, constant)
    if not base:
        return _power_of_zero(state, exponent)
    if signs.sign(state, base) == POSITIVE:
        return positive_power(state, base, exponent)
    if not is_integer(state, exponent):
        raise Refusal("a power whose exponent is not seen to be an integer")
    state.use("power_add")
    value, monomial, primitive = primitive_part(state, base)
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
            piece = exponential(state, multiply(state, scaled, logarithm(state, factor)))
            result = multiply(state, result, piece)
            continue
        if not isinstance(multiplicity, int):
            raise Refusal("an integer power of a root of unknown sign")
        for inner, count in exponent.terms.items():
            times = exact(count * multiplicity)
            if not isinstance(times, int):
                raise Refusal("a fractional power of a base of unknown sign")
            if inner == ():
                if times < 0 and not nonzero(state, factor):
                    _refuse_zero_to_the_zero(state, factor)
                result = multiply(state, result, power(state, factor, times))
            elif (nested := _integer_power(state, factor)) is not None:
                base_below, exponent_below = nested
                joint = multiply(state, exponent_below, Polynomial({inner: times}))
                result = multiply(state, result, general_power(state, base_below, joint))
            else:
                symbol = state.make("ipow", factor, Polynomial({inner: 1}))
                result = multiply(state, result, reduce(state, generator(symbol, times)))
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
    """0^e = 0 for e > 0."""
    mask = signs.sign(state, exponent)
    if mask == POSITIVE:
        return ZERO
    raise Refusal("a power of zero whose exponent may be zero or negative")


def positive_power(state: State, base: Polynomial, exponent: Polynomial) -> Polynomial:
    """b^e = e^(e log b), for b > 0."""
    return exponential(state, multiply(state, exponent, logarithm(state, base)))


def is_integer(state: State, polynomial: Polynomial) -> bool:
    """Whether every value of ``polynomial`` is surely an integer."""
    for monomial, value in polynomial.terms.items():
        if not isinstance(value, int):
            return False
        for identity, exponent in monomial:
            if not isinstance(exponent, int) or exponent < 0:
                return False
            if not intrinsic_signs.is_integer_generator(state, identity):
                return False
    return True


def cancel(state: State, fraction: Polynomial) -> Polynomial:
    """``fraction`` with denominators divided out where they divide the numerator exactly."""
    poles = {
        identity
        for monomial in fraction.terms
        for identity, exponent in monomial
        if exponent < 0 and isinstance(exponent, int) and state.record(identity).head == "poly"
    }
    if state.table.guarded:  # a case that is not taken where its denominator vanishes
        poles = {identity for identity in poles if nonzero(state, generator(identity))}
    if not poles:
        return fraction
    value, monomial, numerator = primitive_part(state, fraction)
    if not numerator:
        return ZERO
    powers = dict(monomial)
    for identity in sorted(poles):
        (divisor,) = state.record(identity).arguments
        assert isinstance(divisor, Polynomial)
        while isinstance(powers.get(identity), int) and powers[identity] < 0:
            quotient = numerator.divide(divisor)
            if quotient is None:
                break
            state.use("cancel")
            numerator = quotient
            powers[identity] = powers[identity] + 1
            if not powers[identity]:
                del powers[identity]
    common = Polynomial({tuple(sorted(powers.items())): value})
    return multiply(state, numerator, common)


def divide_leading(
    state: State, identity: int, exponent: Exponent, rest: Monomial
) -> Polynomial | None:
    """q*l*p^-k = (q*p^(1-k) - q*(p-c*l)*p^-k) / c for the leading term c*l of p.

    Polynomial division by p, one step: fractions with one denominator get one form.
    """
    (divisor,) = state.record(identity).arguments
    assert isinstance(divisor, Polynomial)
    if len(divisor) > DIVISION_LIMIT or not isinstance(exponent, int):
        return None
    if state.table.guarded and not nonzero(state, generator(identity)):
        return None
    lead = divisor.leading()
    powers = dict(rest)
    for inner, times in lead:
        if powers.get(inner, 0) < times:
            return None
    inverse: Monomial = tuple((inner, -times) for inner, times in lead)
    quotient = Polynomial({multiply_monomials(rest, inverse): 1})
    value = divisor.terms[lead]
    others = divisor - Polynomial({lead: value})
    here = generator(identity, exponent)
    up = multiply(state, quotient, generator(identity, exponent + 1))
    down = product(state, quotient, others, here)
    return (up - down).scale(Fraction(1) / value)


def nonnegative(state: State, polynomial: Polynomial) -> bool:
    """Whether ``polynomial`` is surely >= 0."""
    return signs.sign(state, polynomial) | NONNEGATIVE == NONNEGATIVE


def nonzero(state: State, polynomial: Polynomial) -> bool:
    """Whether ``polynomial`` is surely not 0."""
    return signs.sign(state, polynomial) | NONZERO == NONZERO
