"""Integrals over bounded intervals, enclosed.

Guarantee: the rigorous quadrature of Arb (``acb_calc_integrate``) encloses the integral,
or the answer is undecided. Integrals of functions that carry infinitesimals are taken
part by part; a bound ``b + d`` with an infinitesimal ``d`` adds ``f(b)*d + f'(b)*d^2/2``.
Limits: the integrand must be bounded; an infinite end is ``improper``; no more than two nested
derivatives by what the ends depend on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flint import acb, arb, fmpq

from verifier.numeric import improper
from verifier.numeric.complex_functions import ComplexFunctions
from verifier.numeric.elementary import COMPLEX, Real
from verifier.numeric.functions import RealFunctions
from verifier.numeric.limits import infinity
from verifier.numeric.point import Point
from verifier.numeric.values import (
    ONE,
    ZERO,
    Ball,
    Dual,
    Imprecise,
    Undecided,
    Undefined,
    Value,
    as_real,
    checked,
    coefficient,
    is_zero,
    primal,
    to_acb,
)
from verifier.terms import Integral

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler, Run

_EVALUATIONS = 1500
_CUT = frozenset({"log", "sqrt", "asin", "acos", "acosh", "atan", "asinh", "atanh", "loggamma"})
_STEPPED: dict[str, Callable[..., acb]] = {
    "abs": acb.real_abs,
    "sign": acb.real_sgn,
    "heaviside": acb.real_heaviside,
    "floor": acb.real_floor,
    "ceiling": acb.real_ceil,
}
Part = frozenset[int]


class PathFunctions(RealFunctions):
    """Real functions continued to a neighbourhood of the path, where they are analytic."""

    def __init__(self) -> None:
        self.analytic = False
        self._cuts = ComplexFunctions()

    def _on_complex(self, name: str, ball: acb) -> Ball:
        stepped = _STEPPED.get(name)
        if stepped is not None:
            return checked(stepped(ball, analytic=self.analytic))
        if name in _CUT:
            if self.analytic:
                self._cuts.smooth_at(name, ball)
            return checked(COMPLEX[name](ball))
        if name in ("re", "im", "conjugate", "arg"):
            raise Undecided
        return super()._on_complex(name, ball)

    def principal(self, ball: Ball, exponent: fmpq) -> Ball:
        """A power off the real line."""
        if not isinstance(ball, acb):
            raise Imprecise
        return checked(ball.pow(acb(exponent), analytic=self.analytic))

    def outside(self, name: str, ball: Real) -> Ball:
        """The integrand leaves the domain of a real function."""
        del name, ball
        raise Undecided


def compiled(compiler: Compiler, node: Integral) -> Callable[[Point], Value]:
    """The integral as a function of the point."""
    below, above = infinity(node.lower), infinity(node.upper)
    if below is not None or above is not None:
        return improper.compiled(compiler, node, below, above)
    functions = PathFunctions()
    # The integrand is compiled for the path; at a bound it is evaluated as usual.
    body = type(compiler)(compiler.layout, functions, compiler.rules).term(node.body)
    at_bound = compiler.term(node.body)
    lower, upper = compiler.term(node.lower), compiler.term(node.upper)
    slot = compiler.layout.variable(node.variable.name)

    def integral(point: Point) -> Value:
        ends = lower(point), upper(point)
        low, high = (as_real(primal(end)) for end in ends)
        total = _between(_Path(functions, body, slot, point), low, high)
        for end, base, sign in ((ends[0], low, -1), (ends[1], high, 1)):
            if isinstance(end, Dual):
                total = total + _beyond(at_bound, point, slot, base, end - base) * fmpq(sign)
        return total

    return integral


def _put(point: Point, slot: int, value: Value, body: Run) -> Value:
    old, stamp, cache = point.values[slot], point.stamps[slot], point.cache
    point.values[slot], point.stamps[slot], point.cache = value, point.fresh(), {}
    try:
        return body(point)
    finally:
        point.values[slot], point.stamps[slot], point.cache = old, stamp, cache


class _Path:
    """The integrand along the path."""

    def __init__(self, functions: PathFunctions, body: Run, slot: int, point: Point) -> None:
        self.functions = functions
        self.body = body
        self.slot = slot
        self.point = point

    def parts(self, at: acb, analytic: bool) -> dict[Part, Ball]:
        """The integrand by its infinitesimals."""
        self.functions.analytic = analytic
        self.point.work.spend(1)
        return flatten(_put(self.point, self.slot, at, self.body))

    def function(self, part: Part) -> Callable[[acb, bool], acb]:
        """One part of the integrand; not finite where it has no certain value."""

        def value(at: acb, analytic: bool) -> acb:
            if analytic and at.imag.is_zero():
                return acb(arb.nan())
            try:
                return to_acb(self.parts(at, analytic).get(part, ZERO))
            except (Undefined, Undecided):
                return acb(arb.nan())

        return value


def _between(path: _Path, low: Ball, high: Ball) -> Value:
    """The integral without the infinitesimals of its ends."""
    if isinstance(low, acb) or isinstance(high, acb):
        raise Undecided
    if is_zero(high - low):
        return ZERO
    try:
        middle = path.parts(acb((low + high) / 2), False)
    except Undefined:
        raise Undecided from None
    total: Value = ZERO
    for part in middle:
        area = acb.integral(path.function(part), acb(low), acb(high), eval_limit=_EVALUATIONS)
        if not area.is_finite():
            raise Imprecise
        term: Value = area.real if area.imag.contains(0) else area
        for tag in sorted(part):
            term = Dual(tag, ZERO, term)
        total = total + term
    return total


def _beyond(body: Run, point: Point, slot: int, base: Ball, step: Value) -> Value:
    """The integral from ``base`` to ``base + step`` for an infinitesimal step."""
    tags = len({tag for part in flatten(step) for tag in part})
    if tags > 2:
        raise Undecided
    if tags == 1:
        return _put(point, slot, base, body) * step
    tag = point.fresh()
    value = _put(point, slot, Dual(tag, base, ONE), body)
    slope = coefficient(value, tag)
    inner = value.value if isinstance(value, Dual) and value.tag == tag else value
    return inner * step + slope * step * step * fmpq(1, 2)


def flatten(value: Value) -> dict[Part, Ball]:
    """``value`` as a sum of balls times products of infinitesimals."""
    if not isinstance(value, Dual):
        return {frozenset(): primal(value)}
    parts = dict(flatten(value.value))
    for part, ball in flatten(value.slope).items():
        parts[part | {value.tag}] = ball
    return parts
