"""Limits of one real variable, enclosed.

Guarantee: where the limit exists, it lies in the returned enclosure. At a finite point
where the body is differentiable, the limit is its value there. Else the body is
evaluated over a whole interval that ends at the point, ``(a, a + e)`` or ``(k, oo)``;
every limit point lies in the enclosure of that image, and in those for smaller ``e`` and
larger ``k``.
Limits: one-sided singularities, oscillation and forms like ``oo * 0`` stay undecided;
an infinite limit is undecided.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flint import arb, fmpq

from verifier.numeric.functions import split
from verifier.numeric.point import Point
from verifier.numeric.tails import Tail
from verifier.numeric.values import (
    ONE,
    Dual,
    Undecided,
    Undefined,
    Value,
)
from verifier.terms import Constant, Limit, Multiply, Number, Term

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler

_WIDE_ENOUGH = fmpq(1, 10**12)
_REACHES = tuple(2**k for k in (8, 16, 32, 64, 128, 512))


def compiled(compiler: Compiler, node: Limit) -> Callable[[Point], Value]:
    """The limit as a function of the point."""
    body, slot = compiler.term(node.body), compiler.layout.variable(node.variable.name)
    infinity = _infinity(node.point)
    if infinity is not None:
        return lambda point: _squeezed(body, point, slot, infinity)
    target = compiler.term(node.point)

    def limit(point: Point) -> Value:
        return _continued(body, point, slot, target(point))

    return limit


def _infinity(point: Term) -> int | None:
    """The sign of an infinite point, None for a finite one."""
    match point:
        case Constant("oo"):
            return 1
        case Multiply((Number(value), Constant("oo"))) if value != 0:
            return 1 if value > 0 else -1
        case _:
            return None


def _with(point: Point, slot: int, value: Value, body: Callable[[Point], Value]) -> Value:
    old, stamp = point.values[slot], point.stamps[slot]
    point.values[slot], point.stamps[slot] = value, point.fresh()
    try:
        return body(point)
    finally:
        point.values[slot], point.stamps[slot] = old, stamp


def _continued(body: Callable[[Point], Value], point: Point, slot: int, at: Value) -> Value:
    """The value at a point of differentiability; a kink or a hole is left undecided."""
    if isinstance(at, Dual):
        raise Undecided
    tag = point.fresh()
    try:
        value = _with(point, slot, Dual(tag, at, ONE), body)
    except Undefined:
        raise Undecided from None
    return split(value, tag)[0]


def _squeezed(body: Callable[[Point], Value], point: Point, slot: int, infinity: int) -> Value:
    """What the body comes to over ever farther half-lines."""
    best: arb | None = None
    for reach in _REACHES:
        point.work.spend(10)
        end = arb(reach)
        tail = Tail(end, None) if infinity > 0 else Tail(None, -end)
        try:
            value = _with(point, slot, tail, body)
        except Undefined:
            raise Undecided from None
        if not isinstance(value, Tail):
            if isinstance(value, Dual):
                raise Undecided
            return value
        hull = value.hull()
        if hull is not None and (best is None or hull.rad() < best.rad()):
            best = hull
        if best is not None and best.rad() < _WIDE_ENOUGH:
            break
    if best is None or best.rad() > 1:
        raise Undecided
    return best
