"""Limits of one real variable, enclosed.

Guarantee: where the limit exists, it lies in the returned enclosure. At a finite point
where the body is differentiable, the limit is its value there. Else the body is expanded
in powers of the distance, ``x = a +- s^2`` or ``x = +-1/s^2``, and the limit is the
constant coefficient (from both sides, where both are meant: if they differ, there is no
limit). Else, towards infinity, the body is evaluated over whole half-lines ``(k, oo)``;
every limit point lies in the enclosure of each image.
Limits: oscillation and competing logarithms stay undecided; so does an infinite limit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from flint import acb, arb, fmpq

from verifier.numeric import series
from verifier.numeric.functions import split
from verifier.numeric.germs import Germ, far_away, variable
from verifier.numeric.point import Point
from verifier.numeric.tails import Tail
from verifier.numeric.values import (
    ONE,
    Ball,
    Dual,
    Extended,
    Undecided,
    Undefined,
    Value,
    as_real,
    excludes_zero,
    primal,
)
from verifier.terms import Constant, Limit, Multiply, Number, Term

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler

Run: TypeAlias = Callable[[Point], Value]
FINENESS = 2
"""Half powers of the distance are allowed for."""
_WIDE_ENOUGH = fmpq(1, 10**12)
_REACHES = tuple(2**k for k in (8, 16, 32, 64, 128, 512))


def compiled(compiler: Compiler, node: Limit) -> Callable[[Point], Value]:
    """The limit as a function of the point."""
    total = series.compiled(compiler, node)
    if total is not None:
        return total
    body, slot = compiler.term(node.body), compiler.layout.variable(node.variable.name)
    far = infinity(node.point)
    if far is not None:

        def to_infinity(point: Point) -> Value:
            try:
                return _expanded(body, point, slot, far_away(far, FINENESS))
            except (Undefined, Undecided):
                return _squeezed(body, point, slot, far)

        return to_infinity
    target, sides = compiler.term(node.point), _SIDES[node.side]

    def limit(point: Point) -> Value:
        at = target(point)
        try:
            return _continued(body, point, slot, at)
        except Undecided:
            return _from_sides(body, point, slot, at, sides)

    return limit


_SIDES = {"+": (1,), "-": (-1,), "+-": (1, -1)}


def _from_sides(body: Run, point: Point, slot: int, at: Value, sides: tuple[int, ...]) -> Value:
    """The common limit from the given sides; ``Undefined`` where they certainly differ."""
    ball = as_real(primal(at))
    if isinstance(at, Dual) or isinstance(ball, acb):
        raise Undecided
    try:
        found = [_expanded(body, point, slot, variable(ball, side, FINENESS)) for side in sides]
    except Undefined:
        raise Undecided from None
    if len(found) == 2 and excludes_zero(found[0] - found[1]):
        raise Undefined
    return found[0]


def _expanded(body: Run, point: Point, slot: int, germ: Germ) -> Ball:
    """The constant coefficient of the body at a germ."""
    value = _with(point, slot, germ, body)
    if isinstance(value, Germ):
        return value.limit()
    if isinstance(value, (Dual, Extended)):
        raise Undecided
    return value


def infinity(point: Term) -> int | None:
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


def _continued(body: Run, point: Point, slot: int, at: Value) -> Value:
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
