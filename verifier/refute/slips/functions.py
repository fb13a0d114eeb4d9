"""Slips with functions: f for f', a sister for its sister, a lost or doubled function.

Guarantee: only functions of ``terms.FUNCTIONS``; derivatives are those of the tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier.refute.slips.arithmetic import Change
from verifier.refute.slips.context import Context
from verifier.refute.slips.spots import QUANTITIES, Spot, spots
from verifier.refute.slips.writing import is_sigmoid, opposite, product, slope, total
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Apply,
    Constant,
    Function,
    Integral,
    Limit,
    Multiply,
    Number,
    Power,
    Term,
    call,
    number,
)
from verifier.traversal import free_indices

SISTERS = {
    "sin": ("cos",), "cos": ("sin",), "tan": ("cot",), "cot": ("tan",), "sec": ("csc",),
    "csc": ("sec",), "sinh": ("cosh", "sin"), "cosh": ("sinh", "cos"), "tanh": ("coth", "tan"),
    "coth": ("tanh",), "sech": ("csch", "cosh"), "csch": ("sech", "sinh"), "asin": ("acos",),
    "acos": ("asin",), "atan": ("acot", "atanh"), "acot": ("atan",), "asinh": ("acosh",),
    "acosh": ("asinh",), "atanh": ("acoth", "atan"), "acoth": ("atanh",), "exp": ("log",),
    "log": ("exp",), "floor": ("ceiling",), "ceiling": ("floor",), "max": ("min",),
    "min": ("max",), "abs": ("sign",), "sign": ("heaviside", "abs"), "heaviside": ("sign",),
    "erf": ("erfc",), "erfc": ("erf",), "gamma": ("factorial", "loggamma"),
    "factorial": ("gamma",), "loggamma": ("gamma", "digamma"), "digamma": ("loggamma",),
    "re": ("im",), "im": ("re",), "asec": ("acsc",), "acsc": ("asec",),
}  # fmt: skip


def functions(spot: Spot, _: Context) -> Iterator[Change]:
    """The function next to it in the table, or its derivative."""
    match spot.term:
        case Function(name, (u,)):
            for sister in SISTERS.get(name, ()):
                yield Function(sister, (u,)), "function", 1.9
            prime = slope(name, u)
            if prime is not None and prime != spot.term:
                yield prime, "derivative", 2.0
            if name == "sin":
                yield opposite(call("cos", u)), "derivative", 2.1
            if name == "heaviside":
                yield call("max", u, 0), "derivative", 2.0
            if name == "log":
                for base in (2, 10):
                    below = Power(call("log", number(base)), number(-1))
                    yield Multiply((spot.term, below)), "base of the logarithm", 2.1
        case Function(name, (u, v)):
            for sister in SISTERS.get(name, ()):
                yield Function(sister, (u, v)), "function", 1.7
            yield Function(name, (v, u)), "arguments swapped", 1.6
            if name == "max" and v == ZERO:
                yield call("heaviside", u), "derivative", 2.0
        case Apply(symbol, arguments, orders):
            for at, order in enumerate(orders):
                for new in (order + 1, order - 1):
                    if new >= 0:
                        changed = (*orders[:at], new, *orders[at + 1 :])
                        yield Apply(symbol, arguments, changed), "derivative", 1.8
        case Multiply(factors):
            yield from _without_base(factors)
        case Power(base, Number(value)) if value == -1:
            yield call("log", base), "derivative", 2.3
        case Limit(body, variable, point, side):
            for other in {"+": ("-",), "-": ("+",), "+-": ("+", "-")}[side]:
                yield Limit(body, variable, point, other), "side of the limit", 1.6
        case Integral(body, variable, lower, upper):
            yield Integral(body, variable, upper, lower), "bounds swapped", 1.4
        case _:
            pass


def _without_base(factors: tuple[Term, ...]) -> Iterator[Change]:
    for at, factor in enumerate(factors):
        match factor:
            case Power(Function("log", (Number(),)), Number(value)) if value == -1:
                yield product(*factors[:at], *factors[at + 1 :]), "base of the logarithm", 1.9
            case _:
                pass


def sigmoids(spot: Spot, _: Context) -> Iterator[Change]:
    """The sigmoid or softmax for its derivative, and the logistic of ``-x`` for that of x."""
    if spot.role not in QUANTITIES:
        return
    match spot.term:
        case Power(Add((_, Function("exp", (u,)))), _) as here if is_sigmoid(here):
            yield product(here, total(ONE, opposite(here))), "derivative", 1.8
            yield total(ONE, opposite(here)), "complement", 1.8
            flipped = Power(Add((ONE, call("exp", opposite(u)))), number(-1))
            yield flipped, "argument", 1.8
        case Multiply((Function("exp", _), Power(_, Number(exponent)))) as here if exponent == -1:
            yield product(here, total(ONE, opposite(here))), "derivative", 2.0
            yield total(ONE, opposite(here)), "complement", 2.0
        case _:
            pass


def collapsed(spot: Spot, _: Context) -> Iterator[Change]:
    """A part of the part alone: a lost function, ``s`` for ``s*(1 - s)``."""
    if spot.role not in QUANTITIES or isinstance(spot.term, Number):
        return
    bound_here = set(spot.bound)
    seen: set[Term] = {spot.term}
    for inner in spots(spot.term):
        term = inner.term
        if inner.depth > 4 or inner.role not in QUANTITIES or isinstance(term, Number):
            continue
        outside = inner.names or (set(free_indices(term)) & (set(inner.bound) - bound_here))
        if term in seen or outside:
            continue
        seen.add(term)
        yield term, "function dropped", 2.5 + 0.2 * inner.depth


def wrapped(spot: Spot, context: Context) -> Iterator[Change]:
    """A function too few: one of those that the claim mentions."""
    if spot.role not in QUANTITIES or isinstance(spot.term, (Number, Constant)):
        return
    for name in context.functions:
        if name in SINGLE:
            yield call(name, spot.term), "function added", 2.8
    if "max" in context.functions:
        yield call("max", spot.term, 0), "function added", 2.8
    for symbol in context.symbols:
        yield Apply(symbol, (spot.term,), (0,)), "function added", 2.6
    if context.has_sigmoid:
        below = Add((ONE, call("exp", opposite(spot.term))))
        yield Power(below, number(-1)), "function added", 2.7


SINGLE = frozenset(SISTERS) - {"max", "min"} | {"abs"}
