"""Integrals over a half-line: a bounded part, and a bound for the rest.

Guarantee: with the elasticity ``e(t) = t f'(t) / f(t)`` at most ``-p < -1`` on the whole
half-line ``t >= R``, ``|f(t)| <= |f(R)| (t/R)^-p`` there, and so
``|integral from R to oo| <= R |f(R)| / (p - 1)``; the rest is left to Arb.
Elasticities add over products, scale over powers, and average over sums:
``e(f + g) = (f e(f) + g e(g)) / (f + g)``.
Limits: integrands of products, powers, sums, exponentials and logarithms that fall
faster than 1/t; no infinitesimals.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from flint import acb, arb, fmpq

from verifier.numeric.point import Point
from verifier.numeric.smooth import as_fmpq
from verifier.numeric.tails import Tail, as_tail
from verifier.numeric.values import (
    Ball,
    Dual,
    Extended,
    Imprecise,
    Undecided,
    Undefined,
    Value,
    as_real,
    exact,
    primal,
)
from verifier.terms import (
    Add,
    Function,
    Integral,
    Multiply,
    Number,
    Power,
    Term,
    Variable,
    negate,
    number,
)
from verifier.traversal import replace, walk

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler

Run: TypeAlias = Callable[[Point], Value]
Slope: TypeAlias = Callable[[Point], Tail]
"""The elasticity over the half-line to which the variable is set."""

_STARTS = (8, 32, 128, 1024, 2**14, 2**20)


def compiled(
    compiler: Compiler, node: Integral, below: int | None, above: int | None
) -> Callable[[Point], Value]:
    """The integral with an end at infinity; ``below`` and ``above`` give its sign there."""
    variable = node.variable
    mirrored = replace(node.body, variable, negate(variable))
    zero = number(0)
    if below == -1 and above == 1:
        halves = (_half(compiler, node.body, variable, zero),
                  _half(compiler, mirrored, variable, zero))  # fmt: skip
        return lambda point: halves[0](point) + halves[1](point)
    if below is None and above == 1:
        return _half(compiler, node.body, variable, node.lower)
    if below == -1 and above is None:
        return _half(compiler, mirrored, variable, negate(node.upper))

    def undecided(point: Point) -> Value:
        del point
        raise Undecided

    return undecided


def _half(compiler: Compiler, body: Term, variable: Variable, lower: Term) -> Run:
    """The integral from ``lower`` to infinity."""
    first, last = (Variable(name, variable.sort) for name in ("from@", "to@"))
    piece = compiler.term(Integral(body, variable, first, last))
    ends = compiler.layout.variable(first.name), compiler.layout.variable(last.name)
    start, value = compiler.term(lower), compiler.term(body)
    slope = _elasticity(compiler, body, variable)
    slot = compiler.layout.variable(variable.name)

    def half(point: Point) -> Value:
        low = as_real(primal(start(point)))
        if isinstance(low, acb):
            raise Undecided
        found = [
            (fmpq(reach), rest)
            for reach in _STARTS
            if low < reach and (rest := _rest(point, slot, value, slope, fmpq(reach))) is not None
        ]
        if not found:
            raise Undecided
        precise = (pair for pair in found if pair[1] < arb(2) ** -120)
        reach, rest = next(precise, found[-1])
        total: Value = arb(0, rest)
        # Arb is at its best where the integrand keeps its scale: pieces that double.
        while low < reach:
            high = _next(low, reach)
            total = total + _between(point, ends, (low, high), piece)
            low = high
        return total

    return half


def _next(low: fmpq | arb, reach: fmpq) -> fmpq:
    """The end of the piece that begins at ``low``."""
    if not low >= fmpq(1, 2):
        return fmpq(1)
    doubled = exact((2 * low).upper() if isinstance(low, arb) else 2 * low)
    return reach if doubled is None or doubled > reach else doubled


def _between(point: Point, slots: tuple[int, int], ends: tuple[Ball, Ball], piece: Run) -> Value:
    """The integral between two numbers."""

    def inner(point: Point) -> Value:
        return _at(point, slots[1], ends[1], piece)

    area = _at(point, slots[0], ends[0], inner)
    if isinstance(area, (Dual, Extended)):
        raise Undecided
    return area


def _at(point: Point, slot: int, value: Value, run: Run) -> Value:
    old, stamp = point.values[slot], point.stamps[slot]
    point.values[slot], point.stamps[slot] = value, point.fresh()
    try:
        return run(point)
    finally:
        point.values[slot], point.stamps[slot] = old, stamp


def _rest(point: Point, slot: int, value: Run, slope: Slope, reach: fmpq) -> arb | None:
    """A bound for the integral from ``reach`` on, if there is one."""
    old, stamp = point.values[slot], point.stamps[slot]
    try:
        size = _size(_at(point, slot, reach, value))
        point.values[slot], point.stamps[slot] = Tail(arb(reach), None), point.fresh()
        highest = slope(point).high
    except (Undefined, Undecided):
        return None
    finally:
        point.values[slot], point.stamps[slot] = old, stamp
    if highest is None or not highest < -1:
        return None
    bound = size * reach / (-highest - 1)
    return bound.upper() if bound.is_finite() else None


def _size(value: Value) -> arb:
    if isinstance(value, (Dual, Extended)):
        raise Undecided
    ball: Ball = as_real(value)
    if isinstance(ball, acb):
        raise Undecided
    return arb(ball).abs_upper()


def _elasticity(compiler: Compiler, term: Term, variable: Variable) -> Slope:
    """The elasticity of ``term`` in ``variable``; it raises ``Undecided`` where unknown."""
    if variable not in walk(term):
        return lambda _: _constant(0)
    match term:
        case Variable():
            return lambda _: _constant(1)
        case Multiply(factors):
            parts = [_elasticity(compiler, factor, variable) for factor in factors]
            return lambda point: _total([part(point) for part in parts])
        case Power(base, Number(exponent)):
            inner, power = _elasticity(compiler, base, variable), as_fmpq(exponent)
            return lambda point: _tail(inner(point) * power)
        case Function("exp", (inner_term,)):
            inner = _elasticity(compiler, inner_term, variable)
            value = compiler.term(inner_term)
            return lambda point: _tail(as_tail(value(point)) * inner(point))
        case Function("log", (inner_term,)):
            inner = _elasticity(compiler, inner_term, variable)
            whole = compiler.term(term)
            return lambda point: _tail(inner(point) * as_tail(whole(point)).reciprocal())
        case Add(terms):
            return _average(compiler, terms, variable)
        case _:
            return _unknown


def _unknown(point: Point) -> Tail:
    del point
    raise Undecided


def _average(compiler: Compiler, terms: tuple[Term, ...], variable: Variable) -> Slope:
    parts = [_elasticity(compiler, term, variable) for term in terms]
    runs = [compiler.term(term) for term in terms]

    def average(point: Point) -> Tail:
        values = [as_tail(run(point)) for run in runs]
        shares: list[Tail] = []
        for place, value in enumerate(values):
            # The share f_i / sum f_j = 1 / (1 + sum f_j / f_i).
            others = [_tail(v * value.reciprocal()) for at, v in enumerate(values) if at != place]
            shares.append(_share(_total([_constant(1), *others]), others, values))
        pairs = zip(shares, parts, strict=True)
        return _total([_tail(share * part(point)) for share, part in pairs])

    return average


def _share(inverse: Tail, others: list[Tail], values: list[Tail]) -> Tail:
    """``1 / inverse``; where that is unbounded, shares of positive parts lie in [0, 1]."""
    if inverse.order() == 1:
        return inverse.reciprocal()
    if all(value.order() == 1 for value in values) and others:
        return Tail(arb(0), arb(1))
    raise Imprecise


def _constant(value: int) -> Tail:
    return Tail(arb(value), arb(value))


def _tail(value: Extended) -> Tail:
    if not isinstance(value, Tail):
        raise Undecided
    return value


def _total(parts: list[Tail]) -> Tail:
    total = _constant(0)
    for part in parts:
        total = _tail(total + part)
    return total
