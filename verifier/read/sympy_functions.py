"""SymPy's functions: which term each one is.

Guarantee: a function is listed only where its meaning over the reals is that of the
term, value at special points included:

    Heaviside(x, h) is 0, h, 1 for x < 0, x = 0, x > 0 (SymPy's h is 1/2 by default)

Limits: a function that is not listed is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce

import sympy

from verifier.read.quantity import not_supported
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Cases,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sum,
    Term,
    call,
    delta,
    negate,
    number,
)
from verifier.traversal import free_names, fresh_name

FIXED: dict[type, str] = {
    sympy.Abs: "abs",
    sympy.factorial: "factorial",
    sympy.arg: "arg",
    **{
        getattr(sympy, name): name
        for name in (
            "exp", "log", "sign", "floor", "ceiling", "erf", "erfc", "gamma", "loggamma",
            "re", "im", "conjugate", "atan2", "binomial",
            *(prefix + stem + suffix for prefix in ("", "a") for suffix in ("", "h")
              for stem in ("sin", "cos", "tan", "cot", "sec", "csc")),
        )
    },
}  # fmt: skip
"""SymPy class -> name in ``terms.FUNCTIONS``, with as many arguments."""


def heaviside(arguments: Sequence[Term]) -> Term:
    """The step, with its value at 0."""
    x, middle = arguments
    if middle == Number(Fraction(1, 2)):
        return call("heaviside", x)
    return Cases(((Relation(">", x, ZERO), ONE), (Relation("=", x, ZERO), middle)), ZERO)


def mod(arguments: Sequence[Term]) -> Term:
    """``a - b * floor(a/b)``."""
    a, b = arguments
    if isinstance(b, Number) and b.value > 0:
        return call("mod", a, b)
    quotient = call("floor", Multiply((a, Power(b, number(-1)))))
    return Add((a, negate(Multiply((b, quotient)))))


def sinc(arguments: Sequence[Term]) -> Term:
    """``sin(x)/x``, and 1 at 0."""
    (x,) = arguments
    away = Multiply((call("sin", x), Power(x, number(-1))))
    return Cases(((Relation("!=", x, ZERO), away),), ONE)


def harmonic(arguments: Sequence[Term]) -> Term:
    """``1 + 1/2 + ... + 1/n``."""
    if len(arguments) != 1:
        raise not_supported("harmonic numbers of higher order are not supported")
    k = Index(fresh_name("k", free_names(arguments[0])), ONE, arguments[0])
    return Sum(k, Power(k, number(-1)))


def polygamma(arguments: Sequence[Term]) -> Term:
    """The digamma function; its derivatives are refused."""
    order, x = arguments
    if order != ZERO:
        raise not_supported("polygamma of positive order is not supported")
    return call("digamma", x)


def beta(arguments: Sequence[Term]) -> Term:
    """``gamma(a) gamma(b) / gamma(a + b)``."""
    a, b = arguments
    below = Power(call("gamma", Add((a, b))), number(-1))
    return Multiply((call("gamma", a), call("gamma", b), below))


def fold(name: str) -> Callable[[Sequence[Term]], Term]:
    """A function of two arguments as one of many."""
    return lambda arguments: reduce(lambda a, b: call(name, a, b), arguments)


DEFINED: dict[type, Callable[[Sequence[Term]], Term]] = {
    sympy.Heaviside: heaviside,
    sympy.Max: fold("max"),
    sympy.Min: fold("min"),
    sympy.Mod: mod,
    sympy.KroneckerDelta: lambda arguments: delta(arguments[0], arguments[1]),
    sympy.sinc: sinc,
    sympy.harmonic: harmonic,
    sympy.polygamma: polygamma,
    sympy.beta: beta,
    sympy.frac: lambda arguments: Add((arguments[0], negate(call("floor", arguments[0])))),
}
"""SymPy class -> its definition."""


def function_term(expression: sympy.Expr, arguments: Sequence[Term]) -> Term:
    """The term of a SymPy function whose arguments are terms already."""
    kind = type(expression)
    if kind in FIXED:
        return call(FIXED[kind], *arguments)
    if kind in DEFINED:
        return DEFINED[kind](arguments)
    raise not_supported(f"the function {kind.__name__} is not supported")
