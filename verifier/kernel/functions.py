"""The elementary functions: what each equals.

TRUSTED. Guarantee: ``apply`` returns a polynomial equal to the function's value
wherever that is defined.

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
    exponentials,
    factorials,
    intrinsic_signs,
    radicals,
    rounding,
    signs,
    signum,
    trigonometry,
)
from verifier.kernel.state import (
    NEGATIVE,
    NULL,
    POSITIVE,
    State,
)
from verifier.polynomial import (
    ONE,
    ZERO,
    Polynomial,
)


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
    return quotient(state, up + down.scale(top), up + down.scale(bottom))


def quotient(state: State, top: Polynomial, bottom: Polynomial) -> Polynomial:
    """``top / bottom``."""
    return algebra.multiply(state, top, radicals.power(state, bottom, -1))


def _half_exponentials(state: State, argument: Polynomial, turn: int) -> Polynomial:
    up = exponentials.exponential(state, argument)
    down = exponentials.exponential(state, -argument)
    return (up + down.scale(turn)).scale(Fraction(1, 2))


def _part(
    name: str, of_real: Callable[[Polynomial], Polynomial]
) -> Callable[[State, Polynomial], Polynomial]:
    """Re x = x, Im x = 0 and conj x = x for a real x; else the function stays as it is."""

    def rule(state: State, argument: Polynomial) -> Polynomial:
        if intrinsic_signs.is_real(state, argument):
            return of_real(argument)
        return state.value("function", name, argument)

    return rule


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


def _arctangent_of_two(state: State, top: Polynomial, bottom: Polynomial) -> Polynomial:
    """atan2(y, x) = atan(y/x) for x > 0, give or take pi for x < 0, +-pi/2 for x = 0."""
    mask, side = signs.sign(state, bottom), signs.sign(state, top)
    if mask == POSITIVE:
        return _arctangent(state, quotient(state, top, bottom))
    turn = 1 if not side & NEGATIVE else -1 if side == NEGATIVE else 0
    if mask == NEGATIVE and turn:
        return _arctangent(state, quotient(state, top, bottom)) + pi(state).scale(turn)
    if mask == NULL and side in (POSITIVE, NEGATIVE):
        return pi(state).scale(Fraction(turn, 2))
    return state.value("function", "atan2", top, bottom)


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
        "re": _part("re", lambda argument: argument),
        "im": _part("im", lambda _: ZERO),
        "conjugate": _part("conjugate", lambda argument: argument),
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
        "gamma": factorials.gamma,
        "loggamma": factorials.log_gamma,
        "digamma": factorials.digamma,
        "factorial": factorials.factorial,
        "binomial": factorials.binomial,
    }
