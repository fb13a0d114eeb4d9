r"""Infinite sums, enclosed: the first terms, and a bound for the rest.

Guarantee: where the series converges, its sum lies in the returned enclosure; ``Undefined``
only where the terms do not tend to 0. For terms f(k) that are products of powers b^(ck),
|ck + d|^p and (ck + d)!^p, the quotients |f(k+1)/f(k)| from some K on lie between two bounds:
    quotients <= q < 1              =>  |rest| <= |f(K)| / (1 - q)
    quotients >= 1 and f(K) != 0    =>  no limit
    |f(k)| <= |f(K)| ((k + b)/(K + b))^-s, s > 1  =>  |rest| <= |f(K)| (1 + (K + b)/(s - 1))
Limits: other terms are undecided; so are sums that need parts of one term to cancel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, TypeAlias

from flint import acb, arb

from verifier.numeric.point import Point
from verifier.numeric.values import (
    ZERO,
    Dual,
    Extended,
    Undecided,
    Undefined,
    Value,
    as_real,
    primal,
    to_acb,
)
from verifier.terms import (
    ONE,
    Add,
    Constant,
    Function,
    Index,
    Limit,
    Multiply,
    Number,
    Power,
    Term,
)
from verifier.traversal import endless_sum, free_indices, free_names, replace

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler

Run: TypeAlias = Callable[[Point], Value]
COUNTS = (16, 64, 256, 1024)
"""How many terms are added up one by one."""
FINE = 2.0**-60


@dataclass(frozen=True)
class Exponential:
    """|b|^(ck)."""

    base: Run
    slope: Run


@dataclass(frozen=True)
class Linear:
    """|ck + d|^p, by b = d/c."""

    offset: Run
    power: Fraction


@dataclass(frozen=True)
class Factorial:
    """(ck + d)!^p, c a whole number."""

    slope: int
    offset: Run
    power: Fraction


Part: TypeAlias = Exponential | Linear | Factorial


def compiled(compiler: Compiler, node: Limit) -> Run | None:
    """The sum of a series as a function of the point; None where the limit is none."""
    found = endless_sum(node)
    if found is None:
        return None
    partial, end = found
    index = partial.index
    bare = Index(index.name, index.lower, Constant("oo"))
    inside = replace(partial.body, index, bare)
    if end.name in free_names((index.lower, inside)):
        return None
    runs = [_addend(compiler, bare, term) for term in _addends(inside, bare)]

    def series(point: Point) -> Value:
        total: Value = ZERO
        try:
            for run in runs:
                total = total + run(point)
        except Undefined:
            if len(runs) > 1:
                raise Undecided from None
            raise
        return total

    return series


def _addends(body: Term, index: Index) -> Iterator[Term]:
    """Terms that are summed apart: if all of these series converge, so does theirs."""
    match body:
        case Add(terms) if _linear(body, index) is None:
            for term in terms:
                yield from _addends(term, index)
        case Multiply(factors):
            for position, factor in enumerate(factors):
                if isinstance(factor, Add) and _linear(factor, index) is None:
                    rest = (*factors[:position], *factors[position + 1 :])
                    for term in factor.terms:
                        yield from _addends(Multiply((term, *rest)), index)
                    return
            yield body
        case _:
            yield body


def _addend(compiler: Compiler, index: Index, term: Term) -> Run:
    """One series."""
    found = _parts(compiler, index, term, Fraction(1))
    parts = None if found is None else tuple(found)
    body, slot = compiler.term(term), compiler.layout.index(index)
    lower = compiler.integer(index.lower)

    def series(point: Point) -> Value:
        if parts is None:
            raise Undecided
        old = point.index[slot]
        try:
            return _total(point, body, slot, lower(point), parts)
        finally:
            point.index[slot] = old

    return series


def _total(point: Point, body: Run, slot: int, low: int, parts: tuple[Part, ...]) -> Value:
    total: Value = ZERO
    at, best = low, None
    for count in COUNTS:
        point.work.spend(count)
        while at < low + count:
            point.index[slot] = at
            total = total + body(point)
            at += 1
        point.index[slot] = at
        first = _size(body(point))
        least, most = _quotients(point, parts, at)
        if least is not None and least >= 1 and first > 0:
            raise Undefined
        rest = _rest(point, parts, at, first, most)
        if rest is None:
            continue
        best = total + arb(0, rest.abs_upper())
        if rest < FINE:
            break
    if best is None or isinstance(best, (Dual, Extended)):
        raise Undecided
    return best


def _size(value: Value) -> arb:
    """The absolute value of a number without infinitesimals."""
    if isinstance(value, (Dual, Extended)):
        raise Undecided
    return arb(abs(to_acb(value)))


def _rest(
    point: Point, parts: tuple[Part, ...], at: int, first: arb, most: arb | None
) -> arb | None:
    """A bound for what is left from the term ``at`` on."""
    if most is not None and most < 1:
        return first / (1 - most)
    powers = [part for part in parts if isinstance(part, Linear)]
    degree = sum((part.power for part in powers), Fraction(0))
    if len(powers) < len(parts) or degree >= -1 or any(part.power > 0 for part in powers):
        return None
    widest = max(arb(at) + _real(part.offset(point)) for part in powers)
    return first * (1 + widest / (-_ball(degree) - 1))


def _quotients(point: Point, parts: tuple[Part, ...], at: int) -> tuple[arb | None, arb | None]:
    """Bounds of |f(k+1)/f(k)| for all k >= at, from below and above."""
    least: arb | None = arb(1)
    most: arb | None = arb(1)
    for part in parts:
        low, high = _bounds(point, part, at)
        least = None if least is None or low is None else least * low
        most = None if most is None or high is None else most * high
    return least, most


def _bounds(point: Point, part: Part, at: int) -> tuple[arb | None, arb | None]:
    match part:
        case Exponential(base, slope):
            size = _size(base(point))
            if not size > 0:
                raise Undecided
            ratio = (size.log() * _real(slope(point))).exp()
            return ratio, ratio
        case Linear(offset, power):
            here = arb(at) + _real(offset(point))
            if not here > 0:
                raise Undecided
            edge = (1 + 1 / here) ** _ball(power)
            return (arb(1), edge) if power > 0 else (edge, arb(1))
        case Factorial(slope, offset, power):
            here = arb(slope * at + 1) + _real(offset(point))
            if not here > 0:
                raise Undecided
            edge = here ** (_ball(power) * slope)
            return (edge, None) if power > 0 else (arb(0), edge)


def _real(value: Value) -> arb:
    ball = as_real(primal(value))
    if isinstance(value, Dual) or isinstance(ball, acb):
        raise Undecided
    return arb(ball)


def _ball(value: Fraction) -> arb:
    return arb(value.numerator) / value.denominator


# -- the form of the terms -----------------------------------------------------------------


def _parts(compiler: Compiler, index: Index, term: Term, power: Fraction) -> list[Part] | None:
    """The factors of |term|^power that depend on the index; None where one has no form."""
    if index not in free_indices(term):
        return []
    line = _linear(term, index)
    if line is not None:
        slope, rest = line
        if not isinstance(slope, Number):
            return None
        offset = Multiply((rest, Power(slope, Number(Fraction(-1)))))
        return [Linear(compiler.term(offset), power)]
    match term:
        case Multiply(factors):
            found: list[Part] = []
            for factor in factors:
                more = _parts(compiler, index, factor, power)
                if more is None:
                    return None
                found += more
            return found
        case Power(base, Number(exponent)):
            return _parts(compiler, index, base, power * exponent)
        case Power(base, exponent) if index not in free_indices(base):
            line = _linear(exponent, index)
            if line is None:
                return None
            times = compiler.term(Multiply((line[0], Number(power))))
            return [Exponential(compiler.term(base), times)]
        case Function("exp", (argument,)):
            return _parts(compiler, index, Power(Function("exp", (ONE,)), argument), power)
        case Function("factorial" | "gamma" as name, (argument,)):
            line = _linear(argument, index)
            if line is None or not isinstance(line[0], Number):
                return None
            step = line[0].value
            if step.denominator != 1 or step < 1:
                return None
            shift = Number(Fraction(-1 if name == "gamma" else 0))
            return [Factorial(int(step), compiler.term(Add((line[1], shift))), power)]
        case _:
            return None


def _linear(term: Term, index: Index) -> tuple[Term, Term] | None:
    """``(c, d)`` with term = c*index + d, c and d free of the index, c not 0."""
    if index not in free_indices(term):
        return None
    match term:
        case Index():
            return ONE, Number(Fraction(0))
        case Add(terms):
            moving = [part for part in terms if index in free_indices(part)]
            rest = tuple(part for part in terms if index not in free_indices(part))
            lines = [_linear(part, index) for part in moving]
            if len(lines) != 1 or lines[0] is None:
                return None
            slope, more = lines[0]
            return slope, Add((more, *rest)) if rest else more
        case Multiply(factors):
            moving = [part for part in factors if index in free_indices(part)]
            if len(moving) != 1:
                return None
            line = _linear(moving[0], index)
            if line is None:
                return None
            rest = tuple(part for part in factors if part is not moving[0])
            if not rest:
                return line
            numbers = [part.value for part in (line[0], *rest) if isinstance(part, Number)]
            whole = len(numbers) == len(rest) + 1
            steepness = (
                Number(prod(numbers, start=Fraction(1))) if whole else Multiply((line[0], *rest))
            )
            return steepness, Multiply((line[1], *rest))
        case _:
            return None
