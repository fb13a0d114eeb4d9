"""Conditions compiled to closures: true, false, or an exception.

Guarantee: the answer is certain. Inside a derivative a condition on quantities that
vary is undefined on its boundary, where a case would begin or end.
Limits: a conjunction is decided by any part that is certainly false, even where
another part has no value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from flint import acb

from verifier.numeric.dependence import is_whole
from verifier.numeric.point import Point
from verifier.numeric.values import (
    Dual,
    Extended,
    Imprecise,
    Undecided,
    Undefined,
    Value,
    as_real,
    excludes_zero,
    is_zero,
    primal,
    sign,
)
from verifier.terms import And, Condition, Not, Or, Relation

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler

Test = Callable[[Point], bool]

ORDERS: dict[str, frozenset[int]] = {
    "=": frozenset({0}),
    "!=": frozenset({-1, 1}),
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}
"""The signs of ``left - right`` for which a relation holds."""


def compiled(compiler: Compiler, node: Condition) -> Test:
    """``node`` as a test of a point."""
    match node:
        case Relation():
            return _relation(compiler, node)
        case And(parts):
            return _any([compiled(compiler, part) for part in parts], False)
        case Or(parts):
            return _any([compiled(compiler, part) for part in parts], True)
        case Not(part):
            test = compiled(compiler, part)
            return lambda point: not test(point)
        case _:
            assert_never(node)


def _any(tests: list[Test], settles: bool) -> Test:
    """``settles`` as soon as one test comes out so, else the opposite."""

    def test(point: Point) -> bool:
        trouble: Exception | None = None
        for part in tests:
            try:
                if part(point) is settles:
                    return settles
            except (Undefined, Undecided) as problem:
                trouble = trouble or problem
        if trouble is not None:
            raise trouble
        return not settles

    return test


def _relation(compiler: Compiler, node: Relation) -> Test:
    holds = ORDERS[node.operator]
    if is_whole(node.left) and is_whole(node.right):
        first, second = compiler.integer(node.left), compiler.integer(node.right)

        def integers(point: Point) -> bool:
            difference = first(point) - second(point)
            return (difference > 0) - (difference < 0) in holds

        return integers
    left, right = compiler.term(node.left), compiler.term(node.right)
    return lambda point: related(node.operator, left(point), right(point))


def related(operator: str, left: Value, right: Value) -> bool:
    """Whether the relation certainly holds (True) or certainly fails (False)."""
    difference = left - right
    if isinstance(difference, Extended):
        order = difference.order()
        if order is None:
            raise Undecided
        return order in ORDERS[operator]
    ball = as_real(primal(difference))
    if isinstance(ball, acb):
        if operator not in ("=", "!=") or not (is_zero(ball) or excludes_zero(ball)):
            raise Imprecise
        return is_zero(ball) == (operator == "=")
    order = sign(ball)
    if order is None:
        # Not less and not more may still be certain enough: x >= 0 for a ball [0, 1].
        if isinstance(difference, Dual):
            raise Imprecise
        if (operator == ">=" and ball >= 0) or (operator == "<=" and ball <= 0):
            return True
        if (operator == "<" and ball >= 0) or (operator == ">" and ball <= 0):
            return False
        raise Imprecise
    if order == 0 and isinstance(difference, Dual):
        raise Undefined
    return order in ORDERS[operator]
