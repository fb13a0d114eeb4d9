"""Real functions ball by ball: where each lives, and what stays rational.

Guarantee: ``inside`` answers only what is certain of the whole ball; the functions of
``EXACT`` map rationals to rationals and never pass over a jump unseen.
Limits: one real argument, no infinitesimals.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, fmpq

from verifier.numeric.values import (
    MAX_BITS,
    ZERO,
    Ball,
    Imprecise,
    Undecided,
    Undefined,
    checked,
    exact_integer,
    sign,
)

Real = fmpq | arb
HALF = fmpq(1, 2)

REAL: dict[str, Callable[[arb], arb]] = {
    "exp": arb.exp, "log": arb.log, "sin": arb.sin, "cos": arb.cos, "tan": arb.tan,
    "sinh": arb.sinh, "cosh": arb.cosh, "tanh": arb.tanh, "asin": arb.asin, "acos": arb.acos,
    "atan": arb.atan, "asinh": arb.asinh, "acosh": arb.acosh, "atanh": arb.atanh,
    "erf": arb.erf, "erfc": arb.erfc, "gamma": arb.gamma, "loggamma": arb.lgamma,
    "digamma": arb.digamma, "sqrt": arb.sqrt,
}  # fmt: skip
COMPLEX: dict[str, Callable[[acb], acb]] = {
    "exp": acb.exp, "log": acb.log, "sin": acb.sin, "cos": acb.cos, "tan": acb.tan,
    "sinh": acb.sinh, "cosh": acb.cosh, "tanh": acb.tanh, "asin": acb.asin, "acos": acb.acos,
    "atan": acb.atan, "asinh": acb.asinh, "acosh": acb.acosh, "atanh": acb.atanh,
    "erf": acb.erf, "erfc": acb.erfc, "gamma": acb.gamma, "loggamma": acb.lgamma,
    "digamma": acb.digamma, "sqrt": acb.sqrt,
}  # fmt: skip

DOMAIN: dict[str, tuple[int | None, int | None, bool]] = {
    "log": (0, None, False), "sqrt": (0, None, True), "asin": (-1, 1, True), "acos": (-1, 1, True),
    "acosh": (1, None, True), "atanh": (-1, 1, False), "loggamma": (0, None, False),
}  # fmt: skip
"""Where a real function lives: lower end, upper end, whether the ends belong to it."""

POLES = ("gamma", "digamma", "factorial")
STEPS = ("sign", "heaviside", "floor", "ceiling")


def inside(ball: Real, low: int | None, high: int | None, closed: bool) -> bool | None:
    """Whether the ball is certainly inside (True) or outside (False) the domain."""
    inside = True
    for end, below in ((low, True), (high, False)):
        if end is None:
            continue
        order = sign(ball - end)
        if order is None:
            beyond = ball <= end if below else ball >= end
            if beyond and not closed:
                return False
            inside = False
        elif order == 0:
            if not closed:
                return False
        elif (order < 0) == below:
            return False
    return True if inside else None


# -- functions that keep rationals rational ------------------------------------------------


def _absolute(ball: Real) -> Ball:
    return ball if ball >= 0 else -ball if ball <= 0 else arb(ball).__abs__()


def _sign(ball: Real) -> Ball:
    order = sign(ball)
    if order is None:
        raise Imprecise
    return fmpq(order)


def _heaviside(ball: Real) -> Ball:
    order = sign(ball)
    if order is None:
        raise Imprecise
    return HALF if order == 0 else fmpq((order + 1) // 2)


HUGE = fmpq(2) ** 4096
"""No integer is read off a larger ball: it would not fit."""


def _floor(ball: Real) -> Ball:
    if isinstance(ball, fmpq):
        return fmpq(ball.floor())
    if ball.abs_upper() > HUGE:
        raise Imprecise
    low, high = ball.lower().floor().unique_fmpz(), ball.upper().floor().unique_fmpz()
    if low is None or low != high:
        raise Imprecise
    return fmpq(low)


def _ceiling(ball: Real) -> Ball:
    return -_floor(-ball)


def _factorial(ball: Real) -> Ball:
    number = exact_integer(ball)
    if number is None:
        raise Undecided
    if number < 0:
        raise Undefined
    result = arb(number + 1).gamma()
    whole = result.unique_fmpz() if number * max(number, 2).bit_length() < MAX_BITS else None
    return checked(result) if whole is None else fmpq(whole)


def _argument(ball: Real) -> Ball:
    order = sign(ball)
    if order is None:
        raise Imprecise
    if order == 0:
        raise Undefined
    return ZERO if order > 0 else arb.pi()


def _itself(ball: Real) -> Ball:
    return ball


def _nothing(ball: Real) -> Ball:
    del ball
    return ZERO


EXACT: dict[str, Callable[[Real], Ball]] = {
    "abs": _absolute, "sign": _sign, "heaviside": _heaviside, "floor": _floor,
    "ceiling": _ceiling, "factorial": _factorial, "arg": _argument,
    "re": _itself, "conjugate": _itself, "im": _nothing,
}  # fmt: skip
QUOTIENTS: dict[str, tuple[str | None, str]] = {
    "cot": ("cos", "sin"), "sec": (None, "cos"), "csc": (None, "sin"),
    "coth": ("cosh", "sinh"), "sech": (None, "cosh"), "csch": (None, "sinh"),
}  # fmt: skip
OF_RECIPROCAL = {
    "acot": "atan", "asec": "acos", "acsc": "asin",
    "acoth": "atanh", "asech": "acosh", "acsch": "asinh",
}  # fmt: skip
