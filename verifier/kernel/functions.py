"""The elementary functions: what each equals, and the relations it obeys.

TRUSTED. Guarantee: ``apply`` returns a polynomial equal to the function's value
wherever that is defined; ``relation`` rewrites a power of a generator by an
equation that holds of it; ``bounds`` lists inequalities that hold of it.

Everything is brought down to exp, log|.|, sine and cosine of the unit angles,
arcsine, arctangent, erf, gamma, floor, sign and indicators.
Sources: Abramowitz & Stegun, chapters 4, 6, 7; DLMF chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from verifier.kernel import (
    algebra,
    deltas,
    exponentials,
    intrinsic_signs,
    radicals,
    rounding,
    signs,
    signum,
    trigonometry,
)
from verifier.kernel.state import (
    NEGATIVE,
    NONNEGATIVE,
    NULL,
    POSITIVE,
    Refusal,
    State,
    Undefined,
)
from verifier.polynomial import (
    ONE,
    ZERO,
    Exponent,
    Monomial,
    Polynomial,
    exact,
    generator,
    rational,
)

SHIFTS = 40
"""By how much an argument of gamma may be shifted."""


# -- relations ---------------------------------------------------------------------------


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
            inner = _only(record.arguments)
            raised = radicals.power(state, inner, whole)
            return algebra.product(state, generator(identity, part), raised, others)
        case "abs":
            if 0 < exponent < 1:
                return None
            inner = _only(record.arguments)
            return algebra.multiply(state, radicals.radical(state, inner, exponent), others)
        case "prime":
            if 0 <= exponent < 1:
                return None
            whole, part = radicals.whole_and_fraction(exponent)
            value = _only(record.arguments).constant() or 0
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
            return _sign_relation(state, identity, exponent, others)
        case "delta":
            return deltas.delta_relation(state, identity, exponent, rest)
        case "onehot":
            return deltas.one_hot_relation(state, identity, exponent, rest)
        case "sin":
            if not isinstance(exponent, int) or exponent < 2:
                return None
            state.use("pythagoras")
            square = ONE - radicals.power(
                state, trigonometry.cosine(state, _only(record.arguments)), 2
            )
            return algebra.product(state, square, generator(identity, exponent - 2), others)
        case "ipow":
            base = _only(record.arguments)
            if base != rational(-1) or exponent in (0, 1):
                return None
            if not isinstance(exponent, int):
                raise Refusal("a fractional power of (-1)^n")
            return algebra.multiply(state, generator(identity, exponent % 2), others)
        case _:
            return None


def _sign_relation(
    state: State, identity: int, exponent: Exponent, others: Polynomial
) -> Polynomial | None:
    """sign^3 = sign; sign^2 = 1 where the argument is not 0; 1/sign = sign."""
    inner = _only(state.record(identity).arguments)
    mask = signs.sign(state, inner)
    if mask in (1, 2, 4):
        fixed = rational({POSITIVE: 1, NULL: 0, 1: -1}[mask])
        return algebra.multiply(state, radicals.power(state, fixed, exponent), others)
    if not isinstance(exponent, int):
        raise Refusal("a root of a sign")
    if exponent == 1 or (exponent == 2 and mask & NULL):
        return None
    if exponent < 0 or not mask & NULL:
        reduced = generator(identity, exponent % 2)
    else:
        reduced = generator(identity, 2 - exponent % 2)
    return algebra.multiply(state, reduced, others)


def _only(arguments: tuple[object, ...]) -> Polynomial:
    first = arguments[0]
    assert isinstance(first, Polynomial)
    return first


# -- application -------------------------------------------------------------------------


def apply(state: State, name: str, arguments: tuple[Polynomial, ...]) -> Polynomial:
    """``name(arguments)``; every name of ``terms.FUNCTIONS`` that has a rule here."""
    rule = rules().get(name)
    if rule is None:
        return state.value("function", name, *arguments)
    return rule(state, *arguments)


def logistic_ratio(state: State, argument: Polynomial, top: int, bottom: int) -> Polynomial:
    """(e^x + top*e^-x) / (e^x + bottom*e^-x)."""
    up = exponentials.exponential(state, argument)
    down = exponentials.exponential(state, -argument)
    return _quotient(state, up + down.scale(top), up + down.scale(bottom))


def _quotient(state: State, top: Polynomial, bottom: Polynomial) -> Polynomial:
    return algebra.multiply(state, top, radicals.power(state, bottom, -1))


def _half_exponentials(state: State, argument: Polynomial, turn: int) -> Polynomial:
    up = exponentials.exponential(state, argument)
    down = exponentials.exponential(state, -argument)
    return (up + down.scale(turn)).scale(Fraction(1, 2))


def _reciprocal(
    rule: Callable[[State, Polynomial], Polynomial],
) -> Callable[[State, Polynomial], Polynomial]:
    return lambda state, argument: radicals.power(state, rule(state, argument), -1)


def _of_reciprocal(
    rule: Callable[[State, Polynomial], Polynomial],
) -> Callable[[State, Polynomial], Polynomial]:
    return lambda state, argument: rule(state, radicals.power(state, argument, -1))


def _hyperbolic_sine(state: State, argument: Polynomial) -> Polynomial:
    return _half_exponentials(state, argument, -1)


def _hyperbolic_cosine(state: State, argument: Polynomial) -> Polynomial:
    return _half_exponentials(state, argument, 1)


def _inverse_hyperbolic_sine(state: State, argument: Polynomial) -> Polynomial:
    """Asinh x = log(x + sqrt(x^2+1)), odd."""
    flipped = _leading_negative(argument)
    inner = -argument if flipped else argument
    root = radicals.power(state, algebra.multiply(state, inner, inner) + ONE, Fraction(1, 2))
    result = exponentials.logarithm(state, inner + root)
    return -result if flipped else result


def _inverse_hyperbolic_cosine(state: State, argument: Polynomial) -> Polynomial:
    """Acosh x = log(x + sqrt(x^2-1)) for x >= 1."""
    root = radicals.power(state, algebra.multiply(state, argument, argument) - ONE, Fraction(1, 2))
    return exponentials.logarithm(state, argument + root)


def _inverse_hyperbolic_tangent(state: State, argument: Polynomial) -> Polynomial:
    """Atanh x = (log(1+x) - log(1-x)) / 2 for |x| < 1."""
    up, down = (
        exponentials.logarithm(state, ONE + argument),
        exponentials.logarithm(state, ONE - argument),
    )
    return (up - down).scale(Fraction(1, 2))


def _arcsine(state: State, argument: Polynomial) -> Polynomial:
    argument = algebra.cancel(state, argument)
    for value, angle in trigonometry.ARCSINES:
        exact_value = trigonometry.surd(state, value)
        if argument == exact_value:
            return pi(state).scale(angle)
        if argument == -exact_value:
            return pi(state).scale(-angle)
    return _odd(state, "asin", argument)


def _arccosine(state: State, argument: Polynomial) -> Polynomial:
    """Acos x = pi/2 - asin x."""
    return pi(state).scale(Fraction(1, 2)) - _arcsine(state, argument)


def _arctangent(state: State, argument: Polynomial) -> Polynomial:
    argument = algebra.cancel(state, argument)
    for value, angle in trigonometry.ARCTANGENTS:
        exact_value = trigonometry.surd(state, value)
        if argument == exact_value:
            return pi(state).scale(angle)
        if argument == -exact_value:
            return pi(state).scale(-angle)
    return _odd(state, "atan", argument)


def _arccotangent(state: State, argument: Polynomial) -> Polynomial:
    """Acot x = atan(1/x) where x is not 0."""
    if signs.sign(state, argument) & NULL:
        return state.value("function", "acot", argument)
    return _arctangent(state, radicals.power(state, argument, -1))


def _error_function(state: State, argument: Polynomial) -> Polynomial:
    return _odd(state, "erf", algebra.cancel(state, argument))


def _odd(state: State, head: str, argument: Polynomial) -> Polynomial:
    """f(-x) = -f(x), f(0) = 0."""
    if not argument:
        return ZERO
    if _leading_negative(argument):
        state.use("odd_function")
        return -state.value(head, -argument)
    return state.value(head, argument)


def _leading_negative(argument: Polynomial) -> bool:
    return bool(argument) and argument.content()[0] < 0


def pi(state: State) -> Polynomial:
    """The number pi as a generator."""
    return state.value("pi")


def imaginary_unit(state: State) -> Polynomial:
    """The number i as a generator, i^2 = -1."""
    return state.value("i")


def _heaviside(state: State, argument: Polynomial) -> Polynomial:
    """H(x) = (1 + sign x) / 2, so H(0) = 1/2."""
    return (ONE + signum.signum(state, argument)).scale(Fraction(1, 2))


def _maximum(state: State, left: Polynomial, right: Polynomial) -> Polynomial:
    """max(a, b) = (a + b + |a-b|) / 2."""
    return (left + right + signum.absolute(state, left - right)).scale(Fraction(1, 2))


def _minimum(state: State, left: Polynomial, right: Polynomial) -> Polynomial:
    """min(a, b) = (a + b - |a-b|) / 2."""
    return (left + right - signum.absolute(state, left - right)).scale(Fraction(1, 2))


def _error_complement(state: State, argument: Polynomial) -> Polynomial:
    return ONE - _error_function(state, argument)


def _gamma(state: State, argument: Polynomial) -> Polynomial:
    """gamma(x+1) = x*gamma(x), from the least x + k that is known to be positive."""
    argument = algebra.cancel(state, argument)
    shifted = _positive_part(state, argument)
    if shifted is None:
        return state.value("gamma", argument)
    base, whole = shifted
    result = state.value("gamma", base)
    if base == ONE:
        result = ONE
    elif base == rational(Fraction(1, 2)):
        result = radicals.power(state, pi(state), Fraction(1, 2))
    if whole:
        state.use("gamma_shift")
    for step in range(whole):
        result = algebra.multiply(state, result, base + rational(step))
    for step in range(-1, whole - 1, -1):
        result = _quotient(state, result, base + rational(step))
    return result


def _positive_part(state: State, argument: Polynomial) -> tuple[Polynomial, int] | None:
    """``(p, k)`` with argument = p + k, p the least known to be > 0, else 0 < p(0) <= 1."""
    constant = Fraction(argument.terms.get((), 0))
    rest = argument - rational(constant)
    whole, part = radicals.whole_and_fraction(constant)
    if not part:
        whole, part = whole - 1, 1
    if not rest:
        if part == 1 and whole < 0:
            raise Undefined("gamma at a pole")
        return (rational(part), whole) if abs(whole) <= SHIFTS else None
    if abs(whole) > SHIFTS:
        return None
    for offset in range(-SHIFTS // 4, SHIFTS // 4):
        base = rest + rational(part + offset)
        if signs.sign(state, base) == POSITIVE:
            return base, whole - offset
    return rest + rational(part), whole


def _digamma(state: State, argument: Polynomial) -> Polynomial:
    """digamma(x+1) = digamma(x) + 1/x, used as ``_gamma`` does."""
    argument = algebra.cancel(state, argument)
    shifted = _positive_part(state, argument)
    if shifted is None:
        return state.value("digamma", argument)
    base, whole = shifted
    result = state.value("digamma", base)
    for step in range(whole):
        result = result + radicals.power(state, base + rational(step), -1)
    for step in range(-1, whole - 1, -1):
        result = result - radicals.power(state, base + rational(step), -1)
    return result


def _arctangent_of_two(state: State, top: Polynomial, bottom: Polynomial) -> Polynomial:
    """atan2(y, x) = atan(y/x) for x > 0, give or take pi for x < 0, +-pi/2 for x = 0."""
    mask, side = signs.sign(state, bottom), signs.sign(state, top)
    if mask == POSITIVE:
        return _arctangent(state, _quotient(state, top, bottom))
    turn = 1 if not side & NEGATIVE else -1 if side == NEGATIVE else 0
    if mask == NEGATIVE and turn:
        return _arctangent(state, _quotient(state, top, bottom)) + pi(state).scale(turn)
    if mask == NULL and side in (POSITIVE, NEGATIVE):
        return pi(state).scale(Fraction(turn, 2))
    return state.value("function", "atan2", top, bottom)


def _factorial(state: State, argument: Polynomial) -> Polynomial:
    return _gamma(state, argument + ONE)


def _log_gamma(state: State, argument: Polynomial) -> Polynomial:
    return exponentials.logarithm(state, _gamma(state, argument))


def _binomial(state: State, top: Polynomial, bottom: Polynomial) -> Polynomial:
    """N! / (k! (n-k)!) for integers 0 <= k <= n; for a constant k as n(n-1).../k!."""
    small = bottom.constant()
    if isinstance(small, int) and 0 <= small <= 20:
        result = ONE
        for step in range(small):
            result = algebra.multiply(state, result, top - rational(step))
            result = result.scale(Fraction(1, step + 1))
        return result
    rest = top - bottom
    whole = algebra.is_integer(state, top) and algebra.is_integer(state, bottom)
    if whole and not (signs.sign(state, bottom) | signs.sign(state, rest)) & NEGATIVE:
        state.use("binomial_factorials")
        below = algebra.multiply(state, _gamma(state, bottom + ONE), _gamma(state, rest + ONE))
        return _quotient(state, _gamma(state, top + ONE), below)
    return state.value("function", "binomial", top, bottom)


@cache
def rules() -> dict[str, Callable[..., Polynomial]]:
    """Name -> what it equals; the modules of the kernel refer to one another."""
    return {
        "exp": exponentials.exponential,
        "log": exponentials.logarithm,
        "abs": signum.absolute,
        "sign": signum.signum,
        "heaviside": _heaviside,
        "max": _maximum,
        "min": _minimum,
        "floor": rounding.floor,
        "ceiling": rounding.ceiling,
        "mod": rounding.modulo,
        "sin": trigonometry.sine,
        "cos": trigonometry.cosine,
        "tan": trigonometry.tangent,
        "cot": _reciprocal(trigonometry.tangent),
        "sec": _reciprocal(trigonometry.cosine),
        "csc": _reciprocal(trigonometry.sine),
        "asin": _arcsine,
        "acos": _arccosine,
        "atan": _arctangent,
        "acot": _arccotangent,
        "atan2": _arctangent_of_two,
        "asec": _of_reciprocal(_arccosine),
        "acsc": _of_reciprocal(_arcsine),
        "sinh": _hyperbolic_sine,
        "cosh": _hyperbolic_cosine,
        "tanh": lambda state, argument: logistic_ratio(state, argument, -1, 1),
        "coth": lambda state, argument: logistic_ratio(state, argument, 1, -1),
        "sech": _reciprocal(_hyperbolic_cosine),
        "csch": _reciprocal(_hyperbolic_sine),
        "asinh": _inverse_hyperbolic_sine,
        "acosh": _inverse_hyperbolic_cosine,
        "atanh": _inverse_hyperbolic_tangent,
        "acoth": _of_reciprocal(_inverse_hyperbolic_tangent),
        "asech": _of_reciprocal(_inverse_hyperbolic_cosine),
        "acsch": _of_reciprocal(_inverse_hyperbolic_sine),
        "erf": _error_function,
        "erfc": _error_complement,
        "gamma": _gamma,
        "loggamma": _log_gamma,
        "digamma": _digamma,
        "factorial": _factorial,
        "binomial": _binomial,
    }


# -- bounds ------------------------------------------------------------------------------


def bounds(state: State, identity: int) -> list[tuple[Polynomial, int]]:
    """Polynomials of known sign that mention the generator, true of it by definition."""
    record = state.record(identity)
    here = generator(identity)
    if state.table.complex and not intrinsic_signs.is_real(state, here):
        return []
    match record.head:
        case "dimension":
            return [(here - ONE, NONNEGATIVE)]
        case "index" | "bound" | "placeholder":
            lower, upper = record.arguments[1], record.arguments[2]
            assert isinstance(lower, Polynomial)
            assert isinstance(upper, Polynomial)
            return [(here - lower, NONNEGATIVE), (upper - here, NONNEGATIVE)]
        case "sin" | "cos":
            square = generator(identity, 2)
            return [(ONE - here, NONNEGATIVE), (ONE + here, NONNEGATIVE),
                    (ONE - square, NONNEGATIVE)]  # fmt: skip
        case "sign":
            size = algebra.multiply(state, _only(record.arguments), here)
            return [(ONE - here, NONNEGATIVE), (ONE + here, NONNEGATIVE), (size, NONNEGATIVE)]
        case "abs":
            return _radical_bounds(state, record.arguments, identity)
        case "log":
            return _logarithm_bounds(state, record.arguments, here)
        case "erf":
            return [(ONE - here, POSITIVE), (ONE + here, POSITIVE)]
        case "atan":
            half = pi(state).scale(Fraction(1, 2))
            return [(half - here, POSITIVE), (half + here, POSITIVE)]
        case "asin":
            half = pi(state).scale(Fraction(1, 2))
            return [(half - here, NONNEGATIVE), (half + here, NONNEGATIVE)]
        case "delta" | "onehot":
            return [(ONE - here, NONNEGATIVE), (here, NONNEGATIVE)]
        case "pi":
            return [(here - rational(Fraction(333, 106)), POSITIVE),
                    (rational(Fraction(355, 113)) - here, POSITIVE)]  # fmt: skip
        case "floor":
            inner = _only(record.arguments)
            found = [(inner - here, NONNEGATIVE), (here - inner + ONE, POSITIVE)]
            _, monomial, _ = algebra.primitive_part(state, inner)
            scale = Polynomial({tuple((g, -e) for g, e in monomial if e < 0): 1})
            if scale == ONE or signs.sign(state, scale, 0) != POSITIVE:
                return found
            return [*found, *((algebra.multiply(state, scale, f), mask) for f, mask in found)]
        case "entry":
            name = record.arguments[0]
            if name in state.distributions:
                return [(ONE - here, NONNEGATIVE), (here, NONNEGATIVE)]
            return []
        case "exp":
            return _exponential_bounds(state, record.arguments, here)
        case _:
            return []


def _exponential_bounds(
    state: State, arguments: tuple[object, ...], here: Polynomial
) -> list[tuple[Polynomial, int]]:
    """e^m >= 1 + m, and e^m compared with 1 by the sign of m."""
    inner = _only(arguments)
    if not intrinsic_signs.is_real(state, inner):
        return []
    found = [(here - ONE - inner, NONNEGATIVE)]
    mask = signs.sign(state, inner, 0)
    if mask not in (1, 3, 4, 6):
        return found
    return [*found, (here - ONE, mask)]


def _logarithm_bounds(
    state: State, arguments: tuple[object, ...], here: Polynomial
) -> list[tuple[Polynomial, int]]:
    """1 - 1/p <= log p <= p - 1 for p > 0."""
    inner = _only(arguments)
    if signs.sign(state, inner, 0) != POSITIVE:
        return []
    above = radicals.power(state, inner, -1)
    return [(inner - ONE - here, NONNEGATIVE), (here - ONE + above, NONNEGATIVE)]


def _radical_bounds(
    state: State, arguments: tuple[object, ...], identity: int
) -> list[tuple[Polynomial, int]]:
    """|c*m^2 + r|^(1/2) >= sqrt(c)*|m| for r >= 0, c > 0; strictly for r > 0."""
    inner = _only(arguments)
    if len(inner) < 2:
        return []
    here, found = generator(identity, Fraction(1, 2)), []
    for monomial, value in inner.terms.items():
        if value <= 0 or any(not isinstance(e, int) or e % 2 for _, e in monomial):
            continue
        rest = signs.sign(state, inner - Polynomial({monomial: value}), 0)
        if rest not in (POSITIVE, NONNEGATIVE):
            continue
        half = Polynomial({tuple((g, exact(Fraction(e) / 2)) for g, e in monomial): 1})
        bound = algebra.multiply(
            state, half, radicals.constant_power(state, Fraction(value), Fraction(1, 2))
        )
        found += [(here - bound, rest), (here + bound, rest)]
    return found
